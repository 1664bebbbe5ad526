"""How good the record is: late, corrected, withdrawn, disputed, unconfirmed, orphaned."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from ledger.domain.acts.dispute import Disputed, DisputeResolved
from ledger.domain.acts.withdrawal import Retracted, RetractionRequested
from ledger.domain.collaboration_dispute import (
    CollaborationDisputed,
    CollaborationDisputeResolved,
)
from ledger.domain.disputing import Resolution
from ledger.domain.identifiers import ActId, CitedAct, CollaborationId
from ledger.figures import record_quality
from ledger.figures.figure import FigureState
from ledger.figures.subject import ALL, collaboration
from ledger.figures.subject import school as of_school
from tests.acts import test_idea as told_of_idea
from tests.projections.story import (
    REASON,
    amended,
    asked_of,
    confirmed,
    editor,
    held,
    in_memory,
    planned,
    trustee,
)
from tests.scenario import (
    AMY,
    ANN,
    ASTOR,
    BEGUN,
    BEN,
    DEAL,
    DOVER,
    THE_ACT,
    TODAY,
    TOGETHER,
    Scenario,
    given,
    id_of,
)

WHOLE = collaboration(4)
LONG_AGO = TODAY - timedelta(days=60)
VISIT, HELD = ActId(int=id_of(5).int), id_of(6)
COUNTS = ("amendments", "retractions", "disputes", "unconfirmed", "orphans")


def ask(story: Scenario, about: str = WHOLE, scope: Any = None, **moment: Any) -> dict[str, Any]:
    with asked_of(story, scope, **moment) if scope else asked_of(story, **moment) as now:
        found = {name: getattr(record_quality, name).ask(now, about=about) for name in COUNTS}
        return {name: figure.value for name, figure in found.items() if figure.value != 0}


def awkward() -> Scenario:
    """A visit that was recorded late, corrected, disputed, and withdrawn by two people."""
    return given(BEGUN, planned(LONG_AGO), held(LONG_AGO), confirmed(ASTOR)).and_then(
        amended(HELD, "minutes", 60, 90),
        (BEN, Disputed(act=VISIT, school=DOVER, disputed=HELD, reason=REASON)),
        told_of_idea.captured(part_of=TOGETHER, found_in=CitedAct(int=VISIT.int)),
        (AMY, RetractionRequested(act=VISIT, reason=REASON)),
        (ANN, Retracted(act=VISIT, reason=REASON)),
    )


def test_everything_that_was_wrong_with_a_record_is_counted():
    story = awkward()
    assert ask(story, known_by=6) == {"unconfirmed": 2}
    assert ask(story, known_by=8) == {"unconfirmed": 1, "amendments": 1}
    assert ask(story, known_by=9) == {"unconfirmed": 1, "amendments": 1, "disputes": 1}
    assert ask(story) == {"amendments": 1, "disputes": 1, "retractions": 1, "orphans": 1}


def test_a_past_count_is_that_of_a_ledger_that_knew_no_more():
    story = awkward()
    for known_by in range(4, len(story.entries) + 1):
        assert ask(story, known_by=known_by) == ask(Scenario(story.entries[:known_by]))


def test_a_dispute_that_is_settled_is_open_no_more():
    story = given(BEGUN, planned(), held()).and_then(
        (BEN, Disputed(act=VISIT, school=DOVER, disputed=HELD, reason=REASON)),
    )
    assert ask(story)["disputes"] == 1
    settled = DisputeResolved(
        act=VISIT, dispute=id_of(7), resolution=Resolution.EXPLAINED, reason=REASON
    )
    assert "disputes" not in ask(story.and_then((BEN, settled)))


def test_nothing_is_left_open_until_a_month_is_over():
    day = TODAY - timedelta(days=30)
    assert "unconfirmed" not in ask(given(BEGUN, planned(day), held(day)))
    day -= timedelta(days=1)
    story = given(BEGUN, planned(day), held(day))
    assert ask(story)["unconfirmed"] == 2
    assert ask(story, of_school(DOVER))["unconfirmed"] == 1
    assert "unconfirmed" not in ask(story, happened_by=TODAY - timedelta(days=1))


def test_the_lag_is_the_median_of_what_has_a_day():
    story = given(BEGUN, planned(LONG_AGO), held(LONG_AGO))
    with asked_of(story) as now:
        lag = record_quality.lag.ask(now, about=WHOLE)
        late = record_quality.late.ask(now, about=WHOLE)
    # It began on 1 September: 189 days before it was recorded. A plan has no lag.
    assert (date(2025, 9, 1) + timedelta(days=189), lag.value) == (TODAY, (189 + 60) / 2)
    assert (lag.sources, late.value, late.n) == ((4, 6), 1.0, 2)
    fresh = story.and_then(planned(TODAY), held(TODAY, act=ActId(int=7)))
    with asked_of(fresh) as now:
        assert record_quality.lag.ask(now, about=WHOLE).value == 60
        assert record_quality.late.ask(now, about=of_school(DOVER)).value == 0.5


def test_each_sees_the_quality_of_their_own_record_and_the_auditor_of_all():
    story = awkward()
    with in_memory(story.entries) as ledger:
        for scope, about, is_seen in (
            (None, ALL, True),
            (editor(ASTOR), ALL, False),
            (editor(ASTOR), of_school(ASTOR), True),
            (editor(ASTOR), of_school(DOVER), False),
            (editor(DEAL), WHOLE, False),
            (trustee(ASTOR, DOVER), of_school(DOVER), True),
        ):
            asked = ledger.asked_by(scope) if scope else ledger.asked_by()
            with asked as now:
                state = record_quality.late.ask(now, about=about).state
            assert (state is FigureState.MEASURED) == is_seen, (scope, about)


def test_of_the_whole_ledger_the_newest_entries_are_looked_at(monkeypatch):
    story = awkward()
    assert ask(story, ALL) == ask(story)
    monkeypatch.setattr("ledger.projections.quality.NEWEST", 2)
    assert ask(story, ALL) == {"retractions": 1}
    assert THE_ACT == VISIT


def test_a_dispute_of_a_collaboration_as_a_whole_is_counted_until_it_is_settled():
    doubt = CollaborationDisputed(
        collaboration=TOGETHER, school=DOVER, disputed=id_of(4), reason=REASON
    )
    settled = CollaborationDisputeResolved(
        collaboration=TOGETHER, dispute=id_of(5), resolution=Resolution.DROPPED, reason=REASON
    )
    story = given(BEGUN, (BEN, doubt), (BEN, settled), (BEN, doubt))
    for about in (WHOLE, ALL):
        told = [ask(story, about, known_by=n).get("disputes", 0) for n in (4, 5, 6, 7)]
        assert told == [0, 1, 0, 1]


def test_what_is_settled_of_one_collaboration_settles_nothing_of_another():
    other = CollaborationId(int=id_of(5).int)

    def doubt(of: CollaborationId, entry: int) -> Any:
        return CollaborationDisputed(
            collaboration=of, school=DOVER, disputed=id_of(entry), reason=REASON
        )

    settled = CollaborationDisputeResolved(
        collaboration=other, dispute=id_of(7), resolution=Resolution.DROPPED, reason=REASON
    )
    story = given(BEGUN, BEGUN, (BEN, doubt(TOGETHER, 4)), (BEN, doubt(other, 5)), (BEN, settled))
    with asked_of(story) as now:
        assert record_quality.disputes.ask(now, about=ALL).sources == (6,)
