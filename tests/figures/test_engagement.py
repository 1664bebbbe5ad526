"""The figures of joint work: the worked example, its sources, and what was known in between."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from datetime import date, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from ledger.domain.acts.attendance import AttendanceDenied
from ledger.domain.acts.visit import VisitFollowedUp, VisitHeld
from ledger.domain.identifiers import ActId, SchoolId
from ledger.figures import about, engagement, moderation, provider, spending, subject
from ledger.figures.figure import Caution, FigureState
from ledger.figures.method import NoSuchReceipt, reopen
from ledger.figures.saying import sentence
from ledger.projections.snapshot import Snapshot
from tests.projections.conftest import Tell
from tests.projections.made_up import SCHOOLS, made_up
from tests.projections.story import (
    asked_of,
    colleague,
    confirmed,
    editor,
    followed_up,
    held,
    in_memory,
    planned,
    told,
)
from tests.projections.test_engagement import DAYS, WHOLE, over_the_years
from tests.scenario import ASTOR, BEGUN, DEAL, DOVER, LAST_WEEK, THE_ACT, begun, given

SEPTEMBER = date(2025, 9, 1)
OF_ASTOR, OF_BOTH = subject.school(ASTOR), subject.pair(ASTOR, DOVER)
OF_WHOLE = subject.collaboration(WHOLE, ASTOR)


def denied(school: SchoolId) -> Any:
    return colleague(school), AttendanceDenied(act=THE_ACT, school=school)


VISITED = given(begun(ASTOR, DOVER, DEAL), planned(visitors=(DOVER, DEAL)))
MET = VISITED.and_then(held(there=(ASTOR, DOVER, DEAL)))


def told_of(now: Snapshot, of: str = OF_ASTOR) -> dict[str, float | None]:
    return {name: one.ask(now, about=of).value for name, one in engagement.FIGURES.items()}


def test_the_worked_example_comes_out_figure_by_figure() -> None:
    with asked_of(over_the_years(), happened_by=SEPTEMBER) as now:
        found = told_of(now)
    assert round(found.pop("coverage") or 0, 4) == 0.8889
    assert round(found.pop("regularity") or 0, 6) == 0.530627
    assert found == {
        "contacts": 9, "claimed": 0, "unconfirmed": 0, "active_terms": 8, "active_of_last_six": 5,
        "span": 9, "longest_run": 5, "current_run": 5, "gaps": 1, "cadence": 77.5, "depth": 1,
        "reciprocity": 1 - 1 / 9, "partners": 1, "new_partners": 0, "kinds": 1, "subjects": 1,
        "roles": 0,
    }  # fmt: skip


def test_a_figure_can_be_worked_out_again_from_its_sources() -> None:
    story = over_the_years()
    with asked_of(story, happened_by=SEPTEMBER) as now:
        contacts = engagement.contacts.ask(now, about=OF_ASTOR)
        depth = engagement.depth.ask(now, about=OF_ASTOR)
    events = [story.entries[position - 1].event for position in contacts.sources]
    assert contacts.value == sum(isinstance(event, VisitHeld) for event in events)
    assert depth.sources == contacts.sources
    assert depth.value == sum(isinstance(e, VisitFollowedUp) for e in events) / contacts.value


def test_where_nobody_knows_the_calendar_days_are_said_to_be_estimated() -> None:
    with asked_of(over_the_years(), happened_by=SEPTEMBER) as now:
        found = engagement.cadence.ask(now, about=OF_ASTOR)
    assert found.cautions == (Caution.APPROXIMATE_DAYS,)
    assert sentence(found).endswith("school days are estimated from calendar days")


def test_a_claim_is_told_apart_and_after_a_month_as_never_confirmed() -> None:
    story = given(BEGUN, planned(), held())
    for later, apart in ((30, (0, 1, 0)), (31, (0, 0, 1))):
        with asked_of(story, happened_by=LAST_WEEK + timedelta(days=later)) as now:
            found = told_of(now)
            assert (found["contacts"], found["claimed"], found["unconfirmed"]) == apart
            rests_on = engagement.FIGURES["unconfirmed"].ask(now, about=OF_ASTOR).sources
            assert rests_on == ((6,) if apart[2] else ())


def test_what_nothing_is_known_of_is_not_recorded_and_no_nought() -> None:
    with asked_of(VISITED) as now:
        for name in ("coverage", "depth", "cadence", "regularity", "reciprocity"):
            found = engagement.FIGURES[name].ask(now, about=OF_ASTOR)
            assert (found.state, found.value) == (FigureState.NOT_RECORDED, None)
        assert engagement.contacts.ask(now, about=OF_ASTOR).value == 0


def test_nobody_has_met_a_school_whose_only_guest_says_that_it_was_not_there() -> None:
    alone = MET.and_then(confirmed(ASTOR), denied(DOVER))
    with asked_of(alone) as now:
        assert engagement.contacts.ask(now, about=OF_ASTOR).value == 1, "the other one was there"
    with asked_of(alone.and_then(denied(DEAL))) as now:
        assert engagement.contacts.ask(now, about=OF_ASTOR).value == 0


def test_the_last_word_of_a_school_counts() -> None:
    words = {True: confirmed(DOVER), False: denied(DOVER)}
    for first, then in ((True, False), (False, True)):
        story = MET.and_then(confirmed(ASTOR), words[first], words[then])
        with asked_of(story) as now:
            assert told_of(now, OF_BOTH)["contacts"] == then


def test_a_pair_has_met_once_both_have_said_so() -> None:
    one = MET.and_then(confirmed(ASTOR), confirmed(DEAL))
    for story, counted in ((one, 0), (one.and_then(confirmed(DOVER)), 1)):
        with asked_of(story) as now:
            assert told_of(now, OF_BOTH)["contacts"] == counted
            assert told_of(now, subject.pair(DOVER, ASTOR))["contacts"] == counted
            assert told_of(now, subject.pair(ASTOR, DEAL))["contacts"] == 1


def test_a_pair_knows_who_hosts() -> None:
    with asked_of(over_the_years_of_both(), happened_by=SEPTEMBER) as now:
        assert told_of(now, OF_BOTH)["reciprocity"] == 1 - 1 / 9
        assert told_of(now, OF_BOTH)["partners"] is None, "of a pair nobody is the other one"


def over_the_years_of_both():
    story = over_the_years()
    acts = [n for n, e in enumerate(story.entries, 1) if e.event.TOPIC == "visit-planned/1"]
    return story.and_then(*(confirmed(DOVER, ActId(int=act)) for act in acts))


def test_a_collaboration_counts_what_two_confirmed() -> None:
    with asked_of(over_the_years(), happened_by=SEPTEMBER) as now:
        found = told_of(now, OF_WHOLE)
        assert (found["contacts"], found["unconfirmed"]) == (0, len(DAYS))
    with asked_of(over_the_years_of_both(), happened_by=SEPTEMBER) as now:
        assert told_of(now, OF_WHOLE)["contacts"] == len(DAYS)


def test_each_partner_is_counted() -> None:
    story = MET.and_then(confirmed(ASTOR))
    with asked_of(story) as now:
        met = engagement.with_partner.ask(now, about=OF_ASTOR, partner=DEAL)
        assert (met.value, met.sources) == (1, (6, 7))
        assert told_of(now)["partners"] == 2
        assert told_of(now)["new_partners"] == 2


def test_a_term_is_provisional_while_it_lasts_and_unknown_before_the_first_contact() -> None:
    story = MET.and_then(confirmed(ASTOR))
    with asked_of(story) as now:
        found = {
            code: engagement.term.ask(now, about=OF_ASTOR, term=code)
            for code in ("2025/26-AUT", "2025/26-SPR")
        }
    assert found["2025/26-AUT"].state is FigureState.NOT_RECORDED
    spring = found["2025/26-SPR"]
    assert (spring.state, spring.value) == (FigureState.PROVISIONAL, 1)


def test_only_who_may_see_the_acts_is_told_of_them() -> None:
    story = over_the_years()
    for scope, counted in ((editor(ASTOR), 9), (editor(DEAL), 0)):
        with asked_of(story, scope, happened_by=SEPTEMBER) as now:
            assert told_of(now)["contacts"] == counted


@pytest.mark.parametrize("of", ["school:", "pair:900001", "trust:1", "collaboration:x+y", "", "?"])
def test_what_names_nobody_has_no_contacts(of: str) -> None:
    with asked_of(MET) as now:
        assert told_of(now, of)["contacts"] == 0


def test_what_was_known_then_is_told_and_a_receipt_opens_the_same() -> None:
    story = made_up(2)
    everything = [subject.school(number) for number in SCHOOLS]
    everything += [subject.pair(*SCHOOLS[:2]), subject.trust("77")]
    with in_memory(story.entries) as ledger:
        for known_by in (60, 90, len(story.entries)):
            with in_memory(story.entries[:known_by]) as short, short.asked_by() as then:
                expected = {of: told_of(then, of) for of in everything}
            with ledger.asked_by(known_by=known_by) as now:
                assert {of: told_of(now, of) for of in everything} == expected
                receipt = engagement.contacts.ask(now, about=everything[0]).receipt
            with ledger.asked_by() as later:
                again = reopen(later, receipt)
                assert again.is_same
                assert again.figure.value == expected[everything[0]]["contacts"]


def test_every_database_gives_the_same_figures(tell: Tell) -> None:
    story = made_up(3)
    ledger = tell(story)
    with in_memory(story.entries) as other, other.asked_by() as now:
        expected = {number: told_of(now, subject.school(number)) for number in SCHOOLS}
    with ledger.asked_by() as now:
        about.read_together(now, SCHOOLS)
        found = {number: told_of(now, subject.school(number)) for number in SCHOOLS}
    assert found == expected
    assert sum(one["contacts"] or 0 for one in found.values()) > 0


CONTACTS, RATING = engagement.contacts.code, provider.rating.code
OF_NOBODY = {"provider": "dover-geography"}


@pytest.mark.parametrize(
    ("code", "arguments", "day"),
    [
        *((CONTACTS, arguments, "2026-03-09") for arguments in (
            {}, {"about": 5}, {"about": OF_ASTOR, "x": 1}, {"of": OF_ASTOR}, {"about": None}, [],
            {"about": "school:\ud800"}, {"about": f"{OF_ASTOR}\0"},
            {"about": "collaboration:" + "9" * 20 + "+900001"},
        )),
        (CONTACTS, {"about": OF_ASTOR}, "9999-12-31"),
        (CONTACTS, {"about": OF_ASTOR}, "0001-01-01"),
        (CONTACTS, {"about": OF_ASTOR}, 5),
        ([CONTACTS], {"about": OF_ASTOR}, "2026-03-09"),
        ({}, {"about": OF_ASTOR}, "2026-03-09"),
        (RATING, OF_NOBODY | {"year": "soon"}, "2026-03-09"),
        (provider.rating_change.code, OF_NOBODY | {"since": ""}, "2026-03-09"),
        (spending.paid.code, {"school": ASTOR, "earliest": "then"}, "2026-03-09"),
        (moderation.pieces.code, {"act": 2**63}, "2026-03-09"),
    ],
)  # fmt: skip
def test_a_receipt_written_by_hand_is_none(code: Any, arguments: Any, day: Any) -> None:
    with asked_of(MET) as now:
        good = engagement.contacts.ask(now, about=OF_ASTOR).receipt
        with pytest.raises(NoSuchReceipt):
            reopen(now, by_hand(good, code, arguments, now.known_by, day))
        assert reopen(now, good).is_same


def test_a_receipt_written_by_hand_may_name_nobody() -> None:
    with asked_of(MET) as now:
        good = engagement.contacts.ask(now, about=OF_ASTOR).receipt
        for about_nobody in ("pair:+", "school:", "collaboration:1+x"):
            asked = by_hand(good, CONTACTS, {"about": about_nobody}, now.known_by, "2026-03-09")
            assert not reopen(now, asked).is_same
        for year in ("", "2025/26"):
            question = RATING, OF_NOBODY | {"year": year}, now.known_by, "2026-03-09"
            assert not reopen(now, by_hand(good, *question)).is_same


def by_hand(good: str, *question: Any) -> str:
    """A receipt of this question, with the digest of another."""
    named = urlsafe_b64encode(json.dumps(question).encode()).decode().rstrip("=")
    return f"{named}.{good.partition('.')[2]}"


def test_a_follow_up_is_among_the_sources(engine: sa.Engine) -> None:
    story = MET.and_then(confirmed(ASTOR), followed_up(LAST_WEEK + timedelta(days=1)))
    ledger = told(engine, story)
    with ledger.asked_by() as now:
        assert engagement.depth.ask(now, about=OF_ASTOR).sources == (6, 7, 8)
    ledger.recorder.close()
