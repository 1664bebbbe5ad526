"""A school that got a new number goes on with whatever it began, in an act of any family.

Two histories are told side by side. In the one a school keeps its number; in the other it becomes
an academy somewhere on the way, and speaks under its new number from then on. Whatever is said, the
one answer is the other. No family is named here, so those that nobody has written yet are held to
it as well.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random
from typing import Any

import pytest

from ledger.domain import collaboration, collaboration_amendment, ending, steering
from ledger.domain.acts import FAMILIES
from ledger.domain.acts.amendment import Amended
from ledger.domain.acts.attendance import AttendanceConfirmed
from ledger.domain.collaboration import SchoolJoined, WhyLeft
from ledger.domain.entry import Entry
from ledger.domain.identifiers import CollaborationId, FieldName, SchoolId
from ledger.domain.leaving import SchoolLeft
from ledger.domain.lineage import lineage, renumbered
from ledger.domain.look_back import look_back
from ledger.domain.past import By
from ledger.domain.refusal import AlreadySaid, NotFound, SameSchool
from ledger.domain.school import (
    Change,
    SchoolDetailsChanged,
    SchoolSucceeded,
    Succession,
)
from ledger.domain.words import Attendance
from tests.acts.test_visit import FOLLOWED_UP, PLANNED, held
from tests.domain.cast_of_facts import Teller, mixed
from tests.domain.noise import ANY_FAMILY, ASKERS, kinds_of
from tests.domain.stories import START
from tests.scenario import (
    ANN,
    ASTOR,
    BEN,
    DEAL,
    DOVER,
    LAST_WEEK,
    NOW,
    THE_ACT,
    TODAY,
    TOGETHER,
    YESTERDAY,
    Answer,
    Scenario,
    begun,
    given,
    school,
)

ACADEMY = SchoolId("900000")
"""It sorts where Astor sorts, so that both histories ask in the same order."""
CALLS = {ASTOR: ACADEMY}
IT_CONVERTS = SchoolSucceeded(
    school=ASTOR, successor=ACADEMY, succession=Succession.SUCCESSION, happened_on=LAST_WEEK
)
NOTHING_CHANGES = SchoolDetailsChanged(
    school=ASTOR, changes=(Change(field=FieldName("pupils"), new="900"),)
)
AT_WORK = START.and_then(school(ACADEMY))
TOGETHER_KINDS = [
    kind
    for kind in (
        *collaboration.KINDS,
        *ending.KINDS,
        *steering.KINDS,
        *collaboration_amendment.KINDS,
    )
    if not issubclass(kind, collaboration.Beginning)
]
ANN_OF_THE_ACADEMY = ANN._replace(school=ACADEMY)


@dataclass
class Two:
    """The same history twice: with the old number to the end, and with the new one from a day."""

    old: Scenario
    new: Scenario
    random: Random

    def say(self, command: Entry, by: By) -> Answer:
        """Tell it in both, and see that both answer alike."""
        stays, turned = self.old.when(command, by), self.new.when(*self.turned(command, by))
        assert answer_of(stays) == answer_of(turned), (command, by, turned.command)
        self.old, self.new = stays.after, turned.after
        return stays

    def turned(self, command: Entry, by: By) -> tuple[Entry, By]:
        """As the academy says it. Its editor, or what is said, may still have the old number."""
        told: Any = self.amended(command) if isinstance(command, Amended) else command
        is_new = self.random.choice([(True, True), (True, True), (True, False), (False, True)])
        if is_new[0] and by.school == ASTOR:
            by = by._replace(school=ACADEMY)
        return renumbered(told, CALLS) if is_new[1] else told, by

    def amended(self, command: Amended) -> Amended:
        """What is amended is told as it stands there: in this history, under its own numbers."""
        pairs = zip(self.old.entries, self.new.entries, strict=True)
        is_turned = any(old.id == command.entry and old.event != new.event for old, new in pairs)
        if not is_turned:
            return command
        old, new = (text.replace(ASTOR, ACADEMY) for text in (command.old, command.new))
        return replace(command, old=old, new=new)


def answer_of(answer: Answer) -> tuple[Any, ...]:
    return (type(answer.refused), answer.refused.path) if answer.refused else ()


@pytest.mark.parametrize("family", FAMILIES)
def test_an_academy_goes_on_with_what_its_predecessor_began(family: str) -> None:
    random = Random(family)
    kinds = [*kinds_of(family) * 4, *ANY_FAMILY, *TOGETHER_KINDS]
    for _ in range(12):
        story = AT_WORK
        for _ in range(random.randint(10, 60)):
            command = Teller(random, story, mixed(random)).command(random.choice(kinds))
            story = story.when(command, random.choice(ASKERS)).after
        two = Two(story.and_then(NOTHING_CHANGES), story.and_then(IT_CONVERTS), random)
        for _ in range(60):
            command = Teller(random, two.old, mixed(random)).command(random.choice(kinds))
            two.say(command, random.choice(ASKERS))


LEFT = SchoolLeft(
    collaboration=TOGETHER, school=ACADEMY, why_left=WhyLeft.OTHER, happened_on=YESTERDAY
)
CONFIRMED = AttendanceConfirmed(act=THE_ACT, school=ASTOR, attended=2)


def test_before_the_register_says_so_an_academy_is_another_school():
    AT_WORK.when(FOLLOWED_UP, ANN_OF_THE_ACADEMY).then_refused(
        NotFound, "There is no such act.", "act"
    )
    went_on = AT_WORK.and_then(IT_CONVERTS).when(FOLLOWED_UP, ANN_OF_THE_ACADEMY)
    went_on.then(FOLLOWED_UP.sentence())
    assert went_on.after.entries[-1].by.school == ACADEMY


@pytest.mark.parametrize("how", [Succession.MERGER, Succession.AMALGAMATION, Succession.SPLIT])
def test_what_came_after_two_schools_or_beside_another_is_neither(how: Succession):
    AT_WORK.and_then(replace(IT_CONVERTS, succession=how)).when(
        FOLLOWED_UP, ANN_OF_THE_ACADEMY
    ).then_refused(NotFound, "There is no such act.", "act")


def test_a_school_confirms_once_under_whatever_number():
    academy = replace(CONFIRMED, school=ACADEMY)
    converted = AT_WORK.and_then(CONFIRMED, IT_CONVERTS)
    converted.when(academy, ANN_OF_THE_ACADEMY).then_refused(
        AlreadySaid, "That is confirmed already; amend that entry.", "school"
    )
    after = AT_WORK.and_then(IT_CONVERTS, (ANN_OF_THE_ACADEMY, academy))
    assert after.entries[-1].event.school == ACADEMY
    after.when(CONFIRMED).then_refused(
        AlreadySaid, "That is confirmed already; amend that entry.", "school"
    )


def test_two_numbers_of_one_school_are_never_two_schools():
    both = tuple(Attendance(school=number, attended=2) for number in (ASTOR, ACADEMY))
    again = AT_WORK.and_then(replace(PLANNED, planned_for=LAST_WEEK), IT_CONVERTS)
    act = type(THE_ACT)(int=len(again.entries) - 1)
    again.when(replace(held(), act=act, attendance=both)).then_refused(
        SameSchool, f"School {ASTOR} is there under another number.", "attendance", "0", "school"
    )
    itself = replace(PLANNED, visitors=(ACADEMY,))
    again.when(itself).then_refused(SameSchool, f"School {ASTOR} stands on both sides.", "host")


def test_whoever_comes_later_sees_that_the_academy_left():
    """The others name neither number, and still know that this one is no member any more."""
    converted = AT_WORK.and_then(IT_CONVERTS)
    gone = converted.and_then((ANN_OF_THE_ACADEMY, LEFT))
    without = replace(PLANNED, host=DOVER, visitors=(DEAL,), planned_for=YESTERDAY)
    gone.when(without, BEN).then(without.sentence())
    back = SchoolJoined(collaboration=TOGETHER, school=ASTOR, happened_on=TODAY)
    converted.when(back, BEN).then_refused(
        AlreadySaid, f"School {ASTOR} is already a member.", "school"
    )
    gone.when(back, BEN).then(f"{ASTOR} joined on 9 March 2026.")


def test_numbers_that_only_an_opening_names_are_looked_up_where_more_is_read_anyway():
    """Both came to the act before anybody knew that they are one; a third school speaks."""
    story = given(school(ACADEMY), begun(ASTOR, DOVER, ACADEMY))
    circle = CollaborationId(int=len(story.entries))
    plan = replace(PLANNED, collaboration=circle, visitors=(ACADEMY, DOVER), planned_for=YESTERDAY)
    story = story.and_then(plan, IT_CONVERTS)
    act = type(THE_ACT)(int=len(story.entries) - 1)
    past, _ = look_back(replace(FOLLOWED_UP, act=act), BEN, NOW, story.within)
    assert lineage(past, ACADEMY) == {ASTOR, ACADEMY}
