"""The record of a collaboration, as far as it stands: what the rules of a scorecard look at.

Left out is what proves nothing: acts that were withdrawn, what builds on them, acts in dispute, and
what was said of the collaboration as a whole and is in dispute.
An act counts as held once two schools have confirmed it, as everywhere in the ledger.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple, TypeVar

from ledger.domain.act import Opening
from ledger.domain.acts.joint_commission import ExpertSessionHeld
from ledger.domain.acts.shared_evaluation import FollowUpReadingRecorded
from ledger.domain.collaboration import CollaborationAgreedBySchool, agreed
from ledger.domain.contact import FOLLOW_UP_TERMS
from ledger.domain.entry import Entry
from ledger.domain.leaving import SchoolLeft
from ledger.domain.occasion import FollowedUp, Occasion
from ledger.domain.past import SYSTEM, Past, Recorded
from ledger.domain.presence import OwnWord, OwnWords, own_words, who_came
from ledger.domain.terms import NOMINAL, Terms
from ledger.domain.words import Attendance, StaffRole
from ledger.projections.money import Release

FEWEST_SCHOOLS = 2
"""So many schools have to confirm an act before it counts as held."""

E = TypeVar("E")


class Done(NamedTuple):
    """An act of the collaboration that stands."""

    act: int
    """The position of the entry that opened it."""
    family: str
    entries: tuple[Recorded[Any], ...]
    """As amended, oldest first."""
    builds_on: frozenset[int] = frozenset()
    """The acts that it cites."""

    def all(self, *kinds: type[E]) -> list[Recorded[E]]:
        """Its entries of these kinds."""
        return [entry for entry in self.entries if isinstance(entry.event, kinds)]

    @property
    def first(self) -> Opening:
        """What opened it."""
        return self.all(Opening)[0].event

    @property
    def serves(self) -> tuple[int, ...]:
        """Which intended outcomes it serves, counted from 1."""
        served: tuple[int, ...] = getattr(self.first, "serves", ())
        return served

    @property
    def own_words(self) -> OwnWords:
        """What schools said of their own attendance."""
        return own_words(self.entries)


class Meeting(NamedTuple):
    """A time at which an act was held, and which schools came, by their lineages."""

    entry: int
    day: date
    done: Done
    event: Occasion
    came: Mapping[str, Attendance]


@dataclass(frozen=True)
class Record:
    """What a collaboration has on record that stands."""

    whole: tuple[Recorded[Entry], ...]
    """What was said of the collaboration as a whole, and is not in dispute."""
    acts: tuple[Done, ...]
    members: frozenset[str]
    """The lineages of the schools that take part on the day asked about."""
    orphans: tuple[int, ...] = ()
    """Acts that build on one that was withdrawn: they prove nothing."""
    terms: Terms = NOMINAL
    lineages: Mapping[str, str] = field(default_factory=dict)
    trusts: Mapping[str, str] = field(default_factory=dict)
    """The trust of each lineage that is in one."""
    authorities: Mapping[str, str | None] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    calendars: Mapping[str, Terms] = field(default_factory=dict)
    """The terms of each lineage of which a calendar is known."""
    released: tuple[Release, ...] = ()
    """What schools said of release time for its acts and apart from it, as far as one may see."""

    def of(self, school: str) -> str:
        """The lineage of a number."""
        return self.lineages.get(school, school)

    def name_of(self, lineage: str) -> str:
        """A school's name, or its number where the register does not have it."""
        return self.names.get(lineage, lineage)

    def all(self, *kinds: type[E]) -> list[Recorded[E]]:
        """Everything of these kinds that was said in it, in the order of the log."""
        told: list[Recorded[Any]] = [*self.whole]
        told += [entry for done in self.acts for entry in done.entries]
        found = [entry for entry in told if isinstance(entry.event, kinds)]
        return sorted(found, key=lambda entry: entry.position)

    @property
    def agreed(self) -> list[Recorded[CollaborationAgreedBySchool]]:
        """What its schools agreed to it since they came, or came back."""
        # Who takes part is asked of the day: a school that leaves does so until its evening.
        told = tuple(e for e in self.whole if not isinstance(e.event, SchoolLeft))
        holds = agreed(Past(told, SYSTEM, told[-1].at))
        last = {e.event.school: e for e in self.all(CollaborationAgreedBySchool)}
        return [entry for school, entry in last.items() if school in holds]

    def each(self, *kinds: type[Any]) -> dict[str, list[int]]:
        """The same by the school that it is said of: where such entries stand."""
        return self.by_school(self.all(*kinds))

    def by_school(self, entries: Iterable[Recorded[Any]]) -> dict[str, list[int]]:
        """Where these entries stand, by the `school` that each of them speaks of."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for entry in entries:
            found[self.of(entry.event.school)].append(entry.position)
        return dict(found)

    @cached_property
    def held(self) -> tuple[Meeting, ...]:
        """Every time at which an act was held, as two schools confirmed, oldest first."""
        found = [
            self._meeting(done, said, own)
            for done in self.acts
            for own in (done.own_words,)
            for said in done.all(Occasion)
            if self._is_held(said, own)
        ]
        return tuple(sorted(found, key=lambda meeting: (meeting.day, meeting.entry)))

    def _is_held(self, said: Recorded[Occasion], own: OwnWords) -> bool:
        """Whether two schools said for themselves that they were there."""
        confirmed = {
            self.of(school)
            for (meant, school), word in own.items()
            if meant == said.id and word.event.came
        }
        return len(confirmed) >= FEWEST_SCHOOLS

    def _meeting(self, done: Done, said: Recorded[Occasion], own: OwnWords) -> Meeting:
        came = {self.of(each.school): each for each in who_came(said, own)}
        return Meeting(said.position, said.event.happened_on, done, said.event, came)

    def is_directed(self, meeting: Meeting) -> bool:
        """Whether it took place on an INSET day of every school that came."""
        return all(self.calendars.get(one, NOMINAL).is_inset(meeting.day) for one in meeting.came)

    def meetings(self, *families: str) -> list[Meeting]:
        """The times at which acts of these families were held."""
        return [meeting for meeting in self.held if meeting.done.family in families]

    def confirmations(self, proof: Iterable[int]) -> list[int]:
        """Where schools said of themselves whether they were at the acts that prove something."""
        proving = set(proof)
        return [
            said.position
            for done in self.acts
            if any(entry.position in proving for entry in done.entries)
            for said in done.all(OwnWord)
        ]

    @property
    def held_acts(self) -> list[Done]:
        """The acts that were held, each once."""
        return list({meeting.done.act: meeting.done for meeting in self.held}.values())

    @cached_property
    def attending(self) -> dict[str, Meeting]:
        """Each school that came, with the first time that it did."""
        return {school: meeting for meeting in reversed(self.held) for school in meeting.came}

    @property
    def sessions(self) -> list[Meeting]:
        """The times at which a paid expert came."""
        return [meeting for meeting in self.held if isinstance(meeting.event, ExpertSessionHeld)]

    @property
    def follow_ups(self) -> list[Recorded[FollowedUp]]:
        """Follow-ups to what was held. To measure again is none."""
        told = [entry for done in self.held_acts for entry in done.all(FollowedUp)]
        return [said for said in told if not isinstance(said.event, FollowUpReadingRecorded)]

    def term(self, day: date) -> int:
        """The term of a day, counted on."""
        return self.terms.of(day).number

    @property
    def active_terms(self) -> set[int]:
        """The terms in which something was held."""
        return {self.term(meeting.day) for meeting in self.held}

    def gaps(self) -> list[int]:
        """How many school days lie between one act and the next."""
        days = [meeting.day for meeting in self.held]
        return [max(self.terms.school_days(a, b).days - 1, 0) for a, b in pairwise(days)]

    def taken_further(self, meeting: Meeting) -> list[int]:
        """What came of a meeting within two terms: follow-ups, and acts that build on it."""
        told = [(said.event.happened_on, said.position) for said in meeting.done.all(FollowedUp)]
        told += [
            (later.day, later.entry)
            for later in self.held
            if meeting.done.act in later.done.builds_on
        ]
        return [place for day, place in told if self._is_soon(meeting.day, day)]

    def _is_soon(self, day: date, later: date) -> bool:
        return day < later and self.term(later) - self.term(day) <= FOLLOW_UP_TERMS

    def with_role(self, *roles: StaffRole) -> dict[str, list[int]]:
        """Where somebody with one of these roles came, by school."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for meeting in self.held:
            for school, came in meeting.came.items():
                if not {*roles}.isdisjoint(came.roles):
                    found[school].append(meeting.entry)
        return dict(found)
