"""A collaboration: schools that set out to learn together. It is what makes acts sustained."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Annotated, ClassVar, NamedTuple

from ledger.domain.entry import Entry, NameOf, topics_of
from ledger.domain.evidence import Documents
from ledger.domain.identifiers import CollaborationId, SchoolId
from ledger.domain.limits import Between
from ledger.domain.lineage import check_distinct
from ledger.domain.outcome import Outcome
from ledger.domain.past import Look, Past, Recorded
from ledger.domain.prose import on
from ledger.domain.record import Code
from ledger.domain.refusal import (
    AlreadySaid,
    CollaborationIsOver,
    Missing,
    NotFound,
    NotMember,
    NotParticipant,
    NotYet,
    OutOfOrder,
    OutOfRange,
)
from ledger.domain.school import AT_HAND, check_open, of_school, of_schools
from ledger.domain.words import (
    LEADERS,
    Barrier,
    Focus,
    HappenedOn,
    Notes,
    Schools,
    StaffRole,
    Title,
)


class WhyLeft(Code):
    """Why a school stopped taking part."""

    COMPLETED = "completed"
    PRIORITIES = "priorities"
    STAFFING = "staffing"
    BUDGET = "budget"
    CLOSED = "closed"
    OTHER = "other"


class HowEnded(Code):
    """How a collaboration came to its end."""

    COMPLETED = "completed"
    ABANDONED = "abandoned"


FEWEST = 2
"""Schools that have to agree before anything starts."""


class Beginning(Entry):
    """What schools set out with: for what, with whom, for how long."""

    ROOT = "collaboration"

    title: Title
    partners: Schools
    focus: Annotated[Focus, "what they want to get better at"]
    outcomes: Annotated[tuple[Outcome, ...], "what pupils are meant to gain", Between(1, 12)]
    planned_terms: Annotated[int, "for how many terms it is meant to last", Between(1, 30)]
    happened_on: HappenedOn

    def boundary(self) -> tuple[Look, ...]:
        return of_schools(self.partners)

    def check(self, past: Past) -> None:
        if past.by.school not in self.partners:
            raise NotParticipant("Only a school that takes part can begin this.", "partners")
        for n, school in enumerate(self.partners):
            check_open(past, school, self.happened_on, "partners", str(n))
        check_distinct(past, self.partners, "partners")


class CollaborationBegun(Beginning):
    """Schools agreed to work together for some terms."""

    TOPIC = "collaboration-begun/1"
    COMMAND = "begin_collaboration"

    def sentence(self, name_of: NameOf = str) -> str:
        return f"{len(self.partners)} schools began to work together on {self.focus.words}."


class CollaborationProposed(Beginning):
    """Schools think of working together. It starts once two of their leaders have agreed."""

    TOPIC = "collaboration-proposed/1"
    COMMAND = "propose_collaboration"

    theory_of_change: Annotated[Notes | None, "how the work is meant to help pupils"] = None
    evidence_base: Documents = ()

    def sentence(self, name_of: NameOf = str) -> str:
        return f"{len(self.partners)} schools thought of working together on {self.focus.words}."


class InCollaboration(Entry):
    """Something said of a collaboration as a whole."""

    CORRECTS: ClassVar[bool] = False
    """Whether it only says that something was recorded in error, so that nothing rests on it."""
    EVEN_ENDED: ClassVar[bool] = False
    """Whether it may be said of a collaboration that has ended."""

    collaboration: Annotated[CollaborationId, "the collaboration"]

    def boundary(self) -> tuple[Look, ...]:
        return (membership(self.collaboration),)

    def check_place(self, past: Past) -> None:
        check_seen(past)
        check_stands(past)
        if not self.EVEN_ENDED and (ended := ended_on(past)):
            raise CollaborationIsOver(f"It ended on {on(ended)}.", "collaboration")


class SchoolJoined(InCollaboration):
    """A school joined a collaboration."""

    TOPIC = "school-joined/1"
    COMMAND = "join_collaboration"

    school: Annotated[SchoolId, "the school"]
    happened_on: HappenedOn

    def boundary(self) -> tuple[Look, ...]:
        return (*super().boundary(), of_school(self.school))

    def check(self, past: Past) -> None:
        if self.school in members(past):
            raise AlreadySaid(f"School {self.school} is already a member.", "school")
        if past.by.school not in members(past):
            raise NotParticipant("A member records who joins.", "collaboration")
        check_not_before(past, self.happened_on, "happened_on")
        before = stays(past).get(self.school)
        if before and (last := before[-1].last_day) and self.happened_on <= last:
            raise AlreadySaid(f"School {self.school} was a member until {on(last)}.", "happened_on")
        check_open(past, self.school, self.happened_on, "school")

    def sentence(self, name_of: NameOf = str) -> str:
        return f"{name_of(self.school)} joined on {on(self.happened_on)}."


class Leaving(InCollaboration):
    """A school stopped taking part. The entry itself is judged by its acts: see `leaving`."""

    school: Annotated[SchoolId, "the school"]
    why_left: Annotated[WhyLeft, "why it left"]
    happened_on: HappenedOn


class Ending(InCollaboration):
    """What a collaboration came to. The entry itself is judged by its acts: see `ending`."""

    how_ended: Annotated[HowEnded, "whether it was completed or given up"]
    why_given_up: Annotated[Barrier | None, "what stood in the way, if it was given up"] = None
    happened_on: HappenedOn


class Reopening(InCollaboration):
    """An end was recorded in error: it goes on. The entry itself stands with that of the end."""

    CORRECTS = True
    HOLDS_ALL_ALONG = True
    EVEN_ENDED = True


class OutOfAccount(InCollaboration):
    """The whole was recorded in error, and counts nowhere; see `collaboration_withdrawal`."""


class BackInAccount(InCollaboration):
    """The whole was taken out of the account in error."""


class CollaborationAgreedBySchool(InCollaboration):
    """The leader of a school agreed that it takes part, and to what it was told."""

    TOPIC = "collaboration-agreed-by-school/1"
    COMMAND = "agree_to_collaboration"

    school: Annotated[SchoolId, "the school that agrees"]
    agreed_by: Annotated[StaffRole, "in what role: the head, or the head of the trust"]
    happened_on: HappenedOn

    def check_facts(self, past: Past) -> None:
        super().check_facts(past)
        if self.agreed_by not in LEADERS:
            raise NotParticipant("A head agrees to this, or the head of a trust.", "agreed_by")

    def check(self, past: Past) -> None:
        if past.by.school != self.school:
            raise NotParticipant("A school agrees for itself, and only for itself.", "school")
        if self.school not in members(past):
            raise NotMember(f"School {self.school} is not a member.", "school")
        if self.school in agreed(past):
            raise AlreadySaid("This school has agreed already.", "school")
        check_not_before(past, self.happened_on, "happened_on")
        joined = stays(past)[self.school][-1].first_day
        if self.happened_on < joined:
            raise OutOfRange(f"It joined on {on(joined)} only.", "happened_on")

    def sentence(self, name_of: NameOf = str) -> str:
        return f"{name_of(self.school)} agreed to it on {on(self.happened_on)}."


class CollaborationStarted(InCollaboration):
    """What was proposed has begun. Acts may be planned from then on."""

    TOPIC = "collaboration-started/1"
    COMMAND = "start_collaboration"

    happened_on: HappenedOn

    def check(self, past: Past) -> None:
        if not past.has(CollaborationProposed):
            raise AlreadySaid("It was begun without a proposal.", "collaboration")
        if past.has(CollaborationStarted):
            raise AlreadySaid("It has started already.", "collaboration")
        days = sorted(agreed(past).values())
        if len(days) < FEWEST:
            raise Missing("It starts once two schools have agreed to it.", "collaboration")
        check_not_before(past, self.happened_on, "happened_on")
        if self.happened_on < (second := days[FEWEST - 1]):
            raise OutOfRange(f"The second school agreed on {on(second)} only.", "happened_on")

    def sentence(self, name_of: NameOf = str) -> str:
        return f"It started on {on(self.happened_on)}."


KINDS = (
    CollaborationProposed, CollaborationBegun, CollaborationAgreedBySchool, CollaborationStarted,
    SchoolJoined,
)  # fmt: skip
LEFT, ENDED, AMENDED = "school-left/1", "collaboration-ended/1", "collaboration-amended/1"
REOPENED, REPLANNED = "collaboration-reopened/1", "collaboration-replanned/1"
WITHDRAWN, REINSTATED = "collaboration-withdrawn/1", "collaboration-reinstated/1"
"""How the entries are stored that stand in other files, where acts are known."""
TOPICS = (
    *topics_of(*KINDS), LEFT, ENDED, AMENDED, REOPENED, REPLANNED, WITHDRAWN,
    REINSTATED,
)  # fmt: skip


@lru_cache(AT_HAND)
def membership(collaboration: CollaborationId) -> Look:
    """Who takes part in a collaboration, and until when."""
    return Look((f"collaboration:{collaboration}",), TOPICS)


class Stay(NamedTuple):
    """From when to when a school took part."""

    first_day: date
    last_day: date | None = None

    def covers(self, day: date) -> bool:
        """Whether the school took part on that day."""
        return self.first_day <= day <= (self.last_day or day)


def stays(past: Past) -> dict[SchoolId, list[Stay]]:
    """The stays of each school that ever took part, in the order in which they were recorded."""
    found: dict[SchoolId, list[Stay]] = {}
    for entry in past.entries:
        match entry.event:
            case Beginning(partners=partners, happened_on=day):
                found |= {school: [Stay(day)] for school in partners}
            case SchoolJoined(school=school, happened_on=day):
                found.setdefault(school, []).append(Stay(day))
            case Leaving(school=school, happened_on=day):
                found[school][-1] = Stay(found[school][-1].first_day, day)
    return found


def members(past: Past, day: date | None = None) -> frozenset[SchoolId]:
    """The schools that take part now, or took part on a day."""
    return frozenset(
        school
        for school, times in stays(past).items()
        if any(stay.last_day is None if day is None else stay.covers(day) for stay in times)
    )


def agreed(past: Past) -> dict[SchoolId, date]:
    """The schools that take part now and have agreed to it since they came, or came back: when."""
    found: dict[SchoolId, date] = {}
    for entry in past.entries:
        match entry.event:
            case CollaborationAgreedBySchool(school=school, happened_on=day):
                found[school] = day
            case SchoolJoined(school=school):
                found.pop(school, None)
    there = members(past)
    return {school: day for school, day in found.items() if school in there}


def ended_on(past: Past) -> date | None:
    """The day on which the collaboration ended, if it did."""
    ended = end_of(past)
    return ended.event.happened_on if ended else None


def end_of(past: Past) -> Recorded[Ending] | None:
    """What says that it ended, unless that was taken back."""
    turns = [entry for entry in past.entries if isinstance(entry.event, Ending | Reopening)]
    return turns[-1] if turns and isinstance(turns[-1].event, Ending) else None


def is_withdrawn(past: Past) -> bool:
    """Whether the collaboration was taken out of the account, and not brought back since."""
    turns = [one for one in past.all(InCollaboration) if isinstance(one, TURNS)]
    return bool(turns) and isinstance(turns[-1], OutOfAccount)


TURNS = OutOfAccount, BackInAccount


def check_stands(past: Past, *path: str) -> None:
    """Refuse what is said of a collaboration that was recorded in error, or in it."""
    if is_withdrawn(past):
        raise OutOfOrder(
            "The collaboration was withdrawn: begin another one, or bring it back first "
            "(reinstateCollaboration).",
            *(path or ("collaboration",)),
        )


def check_seen(past: Past, *path: str) -> None:
    """Refuse a collaboration that is not there, or that the asker's school has no part in.

    Both get the same answer: nobody learns by asking which collaborations there are.
    """
    if past.by.school not in stays(past):
        raise NotFound("There is no such collaboration.", *(path or ("collaboration",)))


def check_not_before(past: Past, day: date, *path: str) -> None:
    """Refuse a day before the collaboration began."""
    begun = past.last(Beginning).happened_on
    if day < begun:
        raise OutOfRange(
            f"The collaboration began on {on(begun)} only.", *(path or ("happened_on",))
        )


def check_not_over(past: Past, day: date, *path: str) -> None:
    """Refuse a day on which the collaboration had not begun, or had ended already."""
    check_not_before(past, day, *path)
    if past.has(CollaborationProposed):
        check_started(past, day, *path)
    ended = ended_on(past)
    if ended and day > ended:
        raise CollaborationIsOver(f"The collaboration ended on {on(ended)}.", *path)


def check_started(past: Past, day: date, *path: str) -> None:
    """Refuse a day before what was proposed has started."""
    started = past.all(CollaborationStarted)
    if not started:
        raise NotYet("The collaboration is proposed; it has not started yet.", *path)
    if day < started[0].happened_on:
        raise OutOfRange(f"The collaboration started on {on(started[0].happened_on)} only.", *path)
