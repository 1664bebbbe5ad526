"""How the schools of a trust hang together: the worked example, told by visits."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

import pytest

from ledger.domain.acts.peer_observation import PeerObservationHeld
from ledger.domain.acts.visit import Purpose, VisitPlanned
from ledger.domain.identifiers import ActId, CollaborationId, SchoolId, TrustId
from ledger.domain.school import Phase
from ledger.domain.words import Attendance, Contrast
from ledger.figures import network, subject
from ledger.figures.figure import Figure, FigureState
from ledger.figures.method import Method
from ledger.figures.saying import sentence
from ledger.figures.ties import ties
from tests.projections.conftest import Tell
from tests.projections.story import asked_of, colleague, confirmed, held, in_memory, trustee
from tests.scenario import TALK, Scenario, begun, given_only, school

SEVEN = tuple(SchoolId(str(900_000 + n)) for n in range(1, 8))
OUTSIDE = SchoolId("900011")
TRUST = "9101"
WHOLE = len(SEVEN) + 2
OF_TRUST = subject.trust(TRUST)
OF_WHOLE = subject.collaboration(WHOLE, SEVEN[0])
TODAY = date(2026, 3, 9)

VISITS = {
    (1, 2): 2, (2, 1): 1, (2, 3): 2, (3, 1): 1, (1, 3): 1, (3, 4): 3, (4, 3): 1, (4, 5): 2,
    (5, 6): 2, (4, 6): 2,
}  # fmt: skip
"""Edges 12, 23, 13, 34, 45, 56, 46; the seventh school is alone (`domain.md` 3.8)."""


def visited(
    story: Scenario,
    host: SchoolId,
    guest: SchoolId,
    day: date,
    *,
    purpose: Purpose = Purpose.REFINE,
    confirm: bool = True,
) -> Scenario:
    act = ActId(int=len(story.entries) + 1)
    plan = VisitPlanned(
        collaboration=CollaborationId(int=WHOLE), host=host, visitors=(guest,), purpose=purpose,
        contrast=Contrast.APPROACH if purpose is Purpose.CONTRAST else None,
        focus=TALK, planned_for=day, minutes=60,
    )  # fmt: skip
    said = [confirmed(one, act) for one in (host, guest)] if confirm else []
    return story.and_then((colleague(host), plan), held(day, act, there=(host, guest)), *said)


@cache
def told() -> Scenario:
    story = given_only(
        *(
            school(number, trust=TrustId(TRUST), trust_name="Kent Trust", la_code="886",
                   phase=Phase.PRIMARY if n < 3 else Phase.SECONDARY)
            for n, number in enumerate(SEVEN)
        ),
        school(OUTSIDE, la_code="887", phase=Phase.PRIMARY),
    )  # fmt: skip
    story = story.and_then(begun(*SEVEN, OUTSIDE))
    day = date(2025, 9, 8)
    for (host, guest), times in VISITS.items():
        for _ in range(times):
            story = visited(story, SEVEN[host - 1], SEVEN[guest - 1], day)
            day += timedelta(days=3)
    return story


def asked(story: Scenario, method: Method, of: str = OF_TRUST, **arguments: str) -> Figure:
    with asked_of(story, trustee(*SEVEN), happened_by=TODAY) as now:
        return method.ask(now, about=of, **arguments)


@pytest.mark.parametrize("of", [OF_TRUST, OF_WHOLE])
def test_the_worked_example_comes_out_of_the_events(of: str) -> None:
    story = told()
    n = 7 if of == OF_TRUST else 8
    assert round(asked(story, network.density, of).value or 0, 6) == round(14 / (n * (n - 1)), 6)
    for method, value in (
        (network.links, 7),
        (network.clusters, n - 5),
        (network.unlinked, n - 6),
        (network.bridges, 1),
        (network.cut_schools, 2),
    ):
        assert asked(story, method, of).value == value
    with asked_of(story, happened_by=TODAY) as now:
        shape = network.shape_of(now, of)
    assert shape is not None
    assert shape.bridges == ((SEVEN[2], SEVEN[3]),)
    assert shape.cut_schools == (SEVEN[2], SEVEN[3])


def test_visits_are_returned_or_not() -> None:
    returned = asked(told(), network.reciprocity)
    assert returned.value == pytest.approx((1 + 1 + 1 + 1 + 1 + 1) / sum(VISITS.values()))
    assert len(returned.sources) == 3 * sum(VISITS.values())


def test_what_is_no_visit_is_no_source_of_how_visits_are_returned() -> None:
    host, guest = SEVEN[0], SEVEN[1]
    act = ActId(int=len(told().entries) + 1)
    observed = PeerObservationHeld(
        happened_on=TODAY - timedelta(days=7), minutes=50, focus=TALK,
        attendance=tuple(Attendance(school=one, attended=1) for one in (host, guest)),
        observer_school=guest, observed_school=host,
    )  # fmt: skip
    both = (confirmed(one, act, attended=1) for one in (host, guest))
    story = told().and_then((colleague(guest), observed), *both)
    assert asked(story, network.met, one=host, other=guest).value == 4
    after, before = (asked(one, network.reciprocity) for one in (story, told()))
    assert after.sources == before.sources


def test_what_one_of_both_never_confirmed_joins_nobody() -> None:
    story = told()
    for _ in range(2):
        story = visited(story, SEVEN[0], SEVEN[6], date(2026, 2, 2), confirm=False)
    assert asked(story, network.links).value == 7


def test_links_lead_across_phases_trusts_and_authorities() -> None:
    story = told()
    assert asked(story, network.across, by="phase").value == pytest.approx(1 / 7)
    assert asked(story, network.across, by="trust").value == 0
    assert asked(story, network.insularity).value == 1
    for _ in range(2):
        story = visited(story, OUTSIDE, SEVEN[0], date(2026, 2, 2))
    assert asked(story, network.across, by="trust").value == pytest.approx(1 / 8)
    assert asked(story, network.across, by="la").value == pytest.approx(1 / 8)
    assert asked(story, network.insularity).value == pytest.approx(6 / 8)
    assert asked(story, network.links).value == 7
    assert asked(story, network.across, by="colour").state is FigureState.NOT_RECORDED


def test_visits_for_contrast_are_a_share_of_all() -> None:
    assert asked(told(), network.contrast).value == 0
    story = visited(told(), SEVEN[0], SEVEN[6], date(2026, 2, 2), purpose=Purpose.CONTRAST)
    assert asked(story, network.contrast).value == 1 / (sum(VISITS.values()) + 1)


def test_what_is_long_ago_joins_nobody() -> None:
    with asked_of(told(), trustee(*SEVEN), happened_by=date(2028, 3, 9)) as now:
        assert network.links.ask(now, about=OF_TRUST).value == 0
        assert network.reciprocity.ask(now, about=OF_TRUST).state is FigureState.NOT_RECORDED


def test_nothing_is_said_of_four_schools() -> None:
    with asked_of(told(), trustee(*SEVEN[:4]), happened_by=TODAY) as now:
        for method in (network.density, network.reciprocity, network.contrast, network.insularity):
            found = method.ask(now, about=OF_TRUST)
            assert (found.state, found.value, found.n, found.sources) == (
                FigureState.TOO_FEW, None, None, (),
            )  # fmt: skip
        one, other = SEVEN[:2]
        met = network.met.ask(now, about=OF_TRUST, one=one, other=other)
        assert met.state is FigureState.TOO_FEW


def test_two_schools_are_told_how_often_they_met() -> None:
    found = asked(told(), network.met, one=SEVEN[1], other=SEVEN[0])
    assert (found.value, sentence(found)) == (3, "3 contacts")
    assert len(found.sources) == 9


def test_every_database_and_every_moment_gives_the_same_network(tell: Tell) -> None:
    story = told()
    known_by = len(story.entries) - 12
    ledger = tell(story)
    with in_memory(story.entries[:known_by]) as other, other.asked_by(happened_by=TODAY) as now:
        expected = ties(now, OF_TRUST), network.shape_of(now, OF_WHOLE)
    with ledger.asked_by(known_by=known_by, happened_by=TODAY) as now:
        assert (ties(now, OF_TRUST), network.shape_of(now, OF_WHOLE)) == expected
