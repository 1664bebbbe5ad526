"""What always holds, whatever schools record: the thirteen invariants of the domain.

They are stated anew here, as a school would say them, and not by the rules that keep them. Each
says of which entries it speaks, and of one of them whether it had anything to say. What is measured
has a file of its own; that one key is one entry is asked at the door (`door.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any, NamedTuple

from api.line import ENVELOPE, Line
from ledger.domain.act import Act, Opening
from ledger.domain.acts.amendment import Amended
from ledger.domain.acts.attendance import AttendanceConfirmed, AttendanceDenied
from ledger.domain.acts.commission_account import CommissionReconciled
from ledger.domain.acts.commission_award import JointCommissionAwarded
from ledger.domain.acts.dispute import Disputed, DisputeResolved
from ledger.domain.acts.joint_commission import JointCommissionPlanned
from ledger.domain.acts.shared_evaluation import BaselineRecorded, FollowUpReadingRecorded
from ledger.domain.acts.shared_post import SharedPostProposed
from ledger.domain.acts.shared_post_days import PostContributorLeft
from ledger.domain.acts.staff_reading import EfficacyReadingRecorded, TrustReadingRecorded
from ledger.domain.acts.staff_voice import StaffVoiceReadingRecorded
from ledger.domain.acts.withdrawal import Reinstated, Retracted, RetractionRequested
from ledger.domain.facts import facts_of, leaves
from ledger.domain.identifiers import SchoolId
from ledger.domain.lifecycle import EVALUATED
from ledger.domain.lineage import lineage
from ledger.domain.occasion import FollowedUp, Occasion
from ledger.domain.past import LONDON, Recorded, Role
from ledger.domain.school import school_in
from tests.domain.measured import (
    i10_a_measure_is_fixed_once_read,
    i10_categories_add_up,
    i10_counts_are_of_what_is_counted,
    i10_means_lie_on_their_scale,
    i10_ratings_go_from_1_to_5,
    i10_shares_are_of_those_measured,
    i10_staff_answer_on_the_scale,
    i10_voices_lie_on_their_scale,
    i11_a_first_reading_compares_with_nothing,
    i11_a_second_reading_has_an_earlier_first,
)
from tests.domain.sums import (
    i8_a_plan_is_paid,
    i8_an_account_balances,
    i8_an_award_is_covered,
    i8_nobody_is_more_than_one_post,
    i8_who_leaves_gets_back_what_is_due,
)
from tests.domain.there import There
from tests.scenario import TODAY

TELLING = {"upn", "dob", "birth", "initials", "surname", "forename", "firstname"}
"""Words in the name of a fact that would tell who a pupil is."""
ONLY_CORRECTS = (Amended, Disputed, DisputeResolved, RetractionRequested, Retracted)
"""Nothing is taken from those who said no more than this when an act is withdrawn."""
A_MONTH = timedelta(days=30)
AS_FAR_AS_A_SLIP = timedelta(days=31)
NO_WORDS: Any = None
"""Sealed words are not opened to tell on which day something was recorded."""


def i1_two_institutions_took_part(there: There, entry: Recorded[Any]) -> bool:
    came = {a.school for a in entry.event.attendance if a.attended}
    assert len({lineage(there.register, school) for school in came}) >= 2
    assert came - {getattr(there.act[0].event, "host", None)}
    return True


def i2_what_happened_has_come(there: There, entry: Recorded[Any]) -> bool:
    assert entry.event.happened_on <= TODAY
    return True


def i3_every_school_was_open(there: There, entry: Recorded[Any]) -> bool:
    for number in entry.event.schools():
        school = school_in(there.register, number)
        assert school is not None
        assert school.was_open(entry.event.day or TODAY)
    return True


def i4_a_follow_up_comes_after_the_act(there: There, entry: Recorded[Any]) -> bool:
    assert first_held(there, entry) < entry.event.happened_on
    return True


def i4_an_evaluation_is_of_what_was_held(there: There, entry: Recorded[Any]) -> bool:
    assert first_held(there, entry) <= entry.event.happened_on
    return True


def first_held(there: There, entry: Recorded[Any]) -> Any:
    return min(e.event.happened_on for e in there.before(entry) if isinstance(e.event, Occasion))


def i5_no_amendment_makes_another_act(there: There, entry: Recorded[Any]) -> bool:
    """The kind stays, and every school, the host among them, in its place."""
    was, now = amended(there, entry)
    assert type(now) is type(was)
    assert [(f.name, value) for f, value, _ in leaves(now) if f.word is SchoolId] == [
        (f.name, value) for f, value, _ in leaves(was) if f.word is SchoolId
    ]
    return True


def i5_no_day_moves_by_more_than_a_slip(there: There, entry: Recorded[Any]) -> bool:
    """However often it is amended: it lies by its first day."""
    was, now = amended(there, entry)
    if entry.event.field not in ("happened_on", "planned_for"):
        return False
    was, now = (getattr(event, entry.event.field) for event in (was, now))
    assert abs(now - was) <= AS_FAR_AS_A_SLIP
    return was != now


def amended(there: There, entry: Recorded[Any]) -> tuple[Any, Any]:
    """What an amended entry said at first, and says now."""
    first = next(e for e in there.story.entries if e.id == entry.event.entry)
    return first.event, next(e for e in there.act if e.id == first.id).event


def i6_two_people_withdraw_what_others_have_a_hand_in(there: There, entry: Recorded[Any]) -> bool:
    opened, before = there.act[0], there.before(entry)
    back = max((e.position for e in before if isinstance(e.event, Reinstated)), default=0)
    others = any(
        e.by.person != entry.by.person and not isinstance(e.event, ONLY_CORRECTS)
        for e in before[1:]
    )
    is_cited = any(
        f"cites:{opened.id}" in e.tags for e in there.story.entries if e.position < entry.position
    )
    if not (others or is_cited or opened.by.school != entry.by.school):
        return False
    assert any(
        isinstance(e.event, RetractionRequested)
        and e.by.person != entry.by.person
        and e.position > back
        for e in before
    )
    return True


def i6_another_brings_back_what_was_withdrawn(there: There, entry: Recorded[Any]) -> bool:
    withdrawn = [e for e in there.before(entry) if isinstance(e.event, Retracted)]
    assert withdrawn[-1].by.person != entry.by.person
    return True


def i7_a_school_confirms_its_own_attendance(there: There, entry: Recorded[Any]) -> bool:
    assert entry.by.school == entry.event.school
    return True


def i7_who_takes_part_records(there: There, entry: Recorded[Any]) -> bool:
    told = [*there.before(entry), entry]
    schools = {s for e in told if e.event.WIDENS for s in e.event.schools()}
    assert entry.by.role is Role.ADMIN or entry.by.school in schools
    return True


def i9_no_fact_tells_who_a_pupil_is(there: There, entry: Recorded[Any]) -> bool:
    """There is no place for it; see also the test of what is declared."""
    for fact, _, _ in leaves(entry.event):
        assert not TELLING & set(fact.name.split("_"))
    return True


def i13_lateness_shows(there: There, entry: Recorded[Any]) -> bool:
    """Whoever reads an entry is told how many days after its day it was recorded.

    What happened is late after a month; a plan (I2) once its day has come.
    """
    line = Line(entry, str, NO_WORDS)
    told = {fact: ENVELOPE[fact](line) for fact in ("recording_lag_days", "recorded_late")}
    happened = getattr(entry.event, "happened_on", None)
    day = happened or getattr(entry.event, "planned_for", None)
    if day is None:
        assert told == {"recording_lag_days": None, "recorded_late": False}
        return True
    lag = max(timedelta(0), entry.at.astimezone(LONDON).date() - day)
    assert timedelta(days=told["recording_lag_days"]) == lag
    assert told["recorded_late"] == (lag > (A_MONTH if happened else timedelta(0)))
    return True


class Invariant(NamedTuple):
    """What always holds of entries of some kinds."""

    speaks_of: Callable[[type[Act]], bool]
    look: Callable[[There, Recorded[Any]], bool]
    """Fails where it does not hold; says whether there was anything to hold."""


def a(*kinds: type[Any]) -> Callable[[type[Act]], bool]:
    return lambda kind: issubclass(kind, kinds)


def that_says(fact: str) -> Callable[[type[Act]], bool]:
    return lambda kind: fact in {declared.name for declared in facts_of(kind)}


def is_follow_up(kind: type[Act]) -> bool:
    return issubclass(kind, FollowedUp) and not issubclass(kind, Occasion)


def is_evaluation(kind: type[Act]) -> bool:
    return kind.STEP.end is EVALUATED


def anything(kind: type[Act]) -> bool:
    return True


INVARIANTS = (
    Invariant(a(Occasion), i1_two_institutions_took_part),
    Invariant(that_says("happened_on"), i2_what_happened_has_come),
    Invariant(a(Occasion, Opening), i3_every_school_was_open),
    Invariant(is_follow_up, i4_a_follow_up_comes_after_the_act),
    Invariant(is_evaluation, i4_an_evaluation_is_of_what_was_held),
    Invariant(a(Amended), i5_no_amendment_makes_another_act),
    Invariant(a(Amended), i5_no_day_moves_by_more_than_a_slip),
    Invariant(a(Retracted), i6_two_people_withdraw_what_others_have_a_hand_in),
    Invariant(a(Reinstated), i6_another_brings_back_what_was_withdrawn),
    Invariant(a(AttendanceConfirmed, AttendanceDenied), i7_a_school_confirms_its_own_attendance),
    Invariant(anything, i7_who_takes_part_records),
    Invariant(a(JointCommissionPlanned), i8_a_plan_is_paid),
    Invariant(a(JointCommissionAwarded), i8_an_award_is_covered),
    Invariant(a(CommissionReconciled), i8_an_account_balances),
    Invariant(a(SharedPostProposed), i8_nobody_is_more_than_one_post),
    Invariant(a(PostContributorLeft), i8_who_leaves_gets_back_what_is_due),
    Invariant(anything, i9_no_fact_tells_who_a_pupil_is),
    Invariant(a(BaselineRecorded, FollowUpReadingRecorded), i10_means_lie_on_their_scale),
    Invariant(a(BaselineRecorded, FollowUpReadingRecorded), i10_shares_are_of_those_measured),
    Invariant(a(BaselineRecorded, FollowUpReadingRecorded), i10_categories_add_up),
    Invariant(a(BaselineRecorded, FollowUpReadingRecorded), i10_counts_are_of_what_is_counted),
    Invariant(a(BaselineRecorded, FollowUpReadingRecorded), i10_a_measure_is_fixed_once_read),
    Invariant(a(TrustReadingRecorded, EfficacyReadingRecorded), i10_staff_answer_on_the_scale),
    Invariant(a(StaffVoiceReadingRecorded), i10_voices_lie_on_their_scale),
    Invariant(that_says("ratings"), i10_ratings_go_from_1_to_5),
    Invariant(a(BaselineRecorded), i11_a_first_reading_compares_with_nothing),
    Invariant(a(FollowUpReadingRecorded), i11_a_second_reading_has_an_earlier_first),
    Invariant(anything, i13_lateness_shows),
)
"""That one key is one entry (the twelfth) is asked at the door: see `door.py`."""
