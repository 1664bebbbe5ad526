"""What always holds, whatever schools record: the thirteen invariants of the domain.

They are stated anew here, as a school would say them, and not by the rules that keep them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from api.line import ENVELOPE, Line
from ledger.domain.acts.amendment import Amended
from ledger.domain.acts.attendance import AttendanceConfirmed, AttendanceDenied
from ledger.domain.acts.commission_account import CommissionReconciled
from ledger.domain.acts.commission_pool import ContributionPaid
from ledger.domain.acts.dispute import Disputed, DisputeResolved
from ledger.domain.acts.joint_commission import JointCommissionPlanned
from ledger.domain.acts.withdrawal import Retracted, RetractionRequested
from ledger.domain.correction import corrected
from ledger.domain.facts import leaves
from ledger.domain.identifiers import SchoolId
from ledger.domain.lineage import lineage
from ledger.domain.occasion import FollowedUp, Occasion
from ledger.domain.past import LONDON, Look, Past, Recorded, Role
from ledger.domain.school import school_in
from tests.scenario import ANN, NOW, TODAY, Scenario

TELLING = {"upn", "dob", "birth", "initials", "surname", "forename", "firstname"}
"""Words in the name of a fact that would tell who a pupil is."""
ONLY_CORRECTS = (Amended, Disputed, DisputeResolved, RetractionRequested, Retracted)
"""Nothing is taken from those who said no more than this when an act is withdrawn."""
A_MONTH = timedelta(days=30)
NO_WORDS: Any = None
"""Sealed words are not opened to tell on which day something was recorded."""


def life(story: Scenario, id: Any) -> list[Recorded[Any]]:
    return list(corrected(tuple(story.within((Look((f"act:{id}",)),)))))


def i1_two_institutions_took_part(story: Scenario, act: list[Recorded[Any]]) -> None:
    register = Past(story.entries, ANN, NOW)
    for entry in act:
        if isinstance(entry.event, Occasion):
            came = {a.school for a in entry.event.attendance if a.attended}
            assert len({lineage(register, school) for school in came}) >= 2


def i2_what_was_held_has_come(story: Scenario, act: list[Recorded[Any]]) -> None:
    for entry in act:
        assert getattr(entry.event, "happened_on", TODAY) <= TODAY


def i3_every_school_was_open(story: Scenario, act: list[Recorded[Any]]) -> None:
    register = Past(story.entries, ANN, NOW)
    for entry in act:
        if isinstance(entry.event, Occasion):
            for there in entry.event.attendance:
                school = school_in(register, there.school)
                assert school is not None
                assert school.was_open(entry.event.happened_on)


def i4_a_follow_up_comes_after_the_act(story: Scenario, act: list[Recorded[Any]]) -> None:
    held = [entry.event.happened_on for entry in act if isinstance(entry.event, Occasion)]
    for entry in act:
        if isinstance(entry.event, FollowedUp) and not isinstance(entry.event, Occasion):
            assert min(held) < entry.event.happened_on


def i5_no_amendment_makes_another_act(story: Scenario, act: list[Recorded[Any]]) -> None:
    original = {entry.id: entry.event for entry in story.entries}
    for entry in act:
        assert type(entry.event) is type(original[entry.id])
        assert entry.event.schools() == original[entry.id].schools()


def i6_two_people_withdraw_what_others_have_a_hand_in(
    story: Scenario, act: list[Recorded[Any]]
) -> None:
    opened = act[0]
    for entry in act:
        if not isinstance(entry.event, Retracted):
            continue
        before = [e for e in act if e.position < entry.position]
        others = any(
            e.by.person != entry.by.person and not isinstance(e.event, ONLY_CORRECTS)
            for e in before[1:]
        )
        is_cited = any(
            f"cites:{opened.id}" in e.tags for e in story.entries if e.position < entry.position
        )
        if others or is_cited or opened.by.school != entry.by.school:
            assert any(
                isinstance(e.event, RetractionRequested) and e.by.person != entry.by.person
                for e in before
            )


def i7_a_school_speaks_for_itself(story: Scenario, act: list[Recorded[Any]]) -> None:
    for n, entry in enumerate(act):
        if isinstance(entry.event, AttendanceConfirmed | AttendanceDenied):
            assert entry.by.school == entry.event.school
        told = {s for e in act[: n + 1] if e.event.WIDENS for s in e.event.schools()}
        assert entry.by.role is Role.ADMIN or entry.by.school in told


def i8_money_balances(story: Scenario, act: list[Recorded[Any]]) -> None:
    for n, entry in enumerate(act):
        match entry.event:
            case JointCommissionPlanned(price=price, subsidy=subsidy, contributions=pays):
                assert sum(one.amount for one in pays) == price - subsidy
            case CommissionReconciled(spent=spent, subsidy=subsidy) as account:
                came = {one.school: one.amount for one in account.contributions if one.amount}
                back = {one.school: one.amount for one in account.refunds}
                assert came == paid_in(act[:n])
                assert sum(came.values()) - sum(back.values()) == spent - subsidy
                assert all(amount <= came.get(school, 0) for school, amount in back.items())


def paid_in(act: list[Recorded[Any]]) -> dict[SchoolId, int]:
    """What each school has paid, by its payments."""
    came: Counter[SchoolId] = Counter()
    for entry in act:
        if isinstance(entry.event, ContributionPaid):
            came[entry.event.school] += entry.event.amount
    return dict(+came)


def i9_no_fact_tells_who_a_pupil_is(story: Scenario, act: list[Recorded[Any]]) -> None:
    """There is no place for it; see also the test of what is declared."""
    for entry in act:
        for fact, _, _ in leaves(entry.event):
            assert not TELLING & set(fact.name.split("_"))


def i10_a_reading_lies_on_its_scale(story: Scenario, act: list[Recorded[Any]]) -> None:
    measures = {m.measure: m for entry in act for m in getattr(entry.event, "measures", ())}
    for entry in act:
        for reading in getattr(entry.event, "readings", ()):
            if (mean := getattr(reading, "mean", None)) is not None:
                measure = measures[reading.measure]
                assert measure.scale_min <= mean <= measure.scale_max


def i11_a_second_reading_is_later(story: Scenario, act: list[Recorded[Any]]) -> None:
    taken = [e.event for e in act if hasattr(e.event, "readings")]
    assert all(later.happened_on > taken[0].happened_on for later in taken[1:])


def i13_lateness_shows(story: Scenario, act: list[Recorded[Any]]) -> None:
    """Whoever reads an entry is told how many days after its day it was recorded."""
    for entry in act:
        line = Line(entry, str, NO_WORDS)
        told = {fact: ENVELOPE[fact](line) for fact in ("recording_lag_days", "recorded_late")}
        happened = getattr(entry.event, "happened_on", None)
        if happened:
            lag = entry.at.astimezone(LONDON).date() - happened
            assert timedelta(days=told["recording_lag_days"]) == lag
            assert told["recorded_late"] == (lag > A_MONTH)
        elif entry.event.day is None:
            assert told == {"recording_lag_days": None, "recorded_late": False}


INVARIANTS: list[Callable[[Scenario, list[Recorded[Any]]], None]] = [
    i1_two_institutions_took_part, i2_what_was_held_has_come, i3_every_school_was_open,
    i4_a_follow_up_comes_after_the_act, i5_no_amendment_makes_another_act,
    i6_two_people_withdraw_what_others_have_a_hand_in, i7_a_school_speaks_for_itself,
    i8_money_balances, i9_no_fact_tells_who_a_pupil_is, i10_a_reading_lies_on_its_scale,
    i11_a_second_reading_is_later, i13_lateness_shows,
]  # fmt: skip
"""I12, that one key is one entry, is a promise of the door: see `test_application`."""
