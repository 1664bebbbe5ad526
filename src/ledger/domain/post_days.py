"""Who shares one teacher on which day, in whatever order it was recorded.

A week pattern goes on until the next one begins, and a school shares in the patterns that begin
while it is there. So a week never has the days of two patterns, and what is said late changes only
what it speaks of.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple, TypeVar

from ledger.domain.collaboration import Stay
from ledger.domain.identifiers import SchoolId
from ledger.domain.school_weeks import weeks_gone
from ledger.domain.sharing import Stretch, added


class Pattern(NamedTuple):
    """How many days a week the expert is where, for some weeks of school from a day on."""

    first_day: date
    weeks: int
    own_days: Decimal
    shared_days: Decimal
    until: date | None = None
    """The day on which the next one begins."""

    def held_on(self, day: date) -> bool:
        """Whether it was the one that held on a day."""
        return self.first_day <= day and (self.until is None or day < self.until)

    def most_left(self, day: date) -> int:
        """How many of its weeks can be left on a day, whenever the schools have their breaks."""
        left = max(0, self.weeks - weeks_gone(self.first_day, day))
        if self.until is None:
            return left
        return min(left, max(0, -((day - self.until).days // 7)))

    def about_left(self, day: date) -> int:
        """How many of its weeks were left on a day; all of them where no other one ends it."""
        if self.until is None:
            return self.weeks
        return round(self.weeks * (self.until - day) / (self.until - self.first_day))


class Move(NamedTuple):
    """A school came to share the expert, or left."""

    day: date
    school: SchoolId
    leaves: bool = False
    weeks_left: int = 0
    """How many weeks of school it had paid for when it left."""


class Home(NamedTuple):
    """A school employs the expert from a day on."""

    day: date
    school: SchoolId


D = TypeVar("D", Move, Home)


class Weeks(NamedTuple):
    """Weeks of one pattern in which the same schools were there."""

    of: Pattern
    weeks: int
    there: frozenset[SchoolId]
    home: SchoolId | None
    """The expert's own school, which has days of its own; none before there is an expert."""


class Sharing(NamedTuple):
    """Who shares one expert, and from when to when. All of it stands in the order of its days."""

    first: frozenset[SchoolId]
    """Those that shared from the beginning."""
    patterns: tuple[Pattern, ...]
    moves: tuple[Move, ...]
    homes: tuple[Home, ...] = ()

    def stays(self) -> dict[SchoolId, list[Stay]]:
        """From when to when each school was there, the last day included."""
        found = {school: [Stay(date.min)] for school in self.first}
        for move in self.moves:
            stays = found.setdefault(move.school, [])
            is_there = bool(stays) and stays[-1].last_day is None
            if move.leaves and is_there:
                stays[-1] = Stay(stays[-1].first_day, move.day)
            elif not move.leaves and not is_there:
                stays.append(Stay(move.day))
        return found

    def there_on(self, day: date) -> frozenset[SchoolId]:
        """The schools that shared the expert on a day."""
        stays = self.stays().items()
        return frozenset(school for school, its in stays if any(one.covers(day) for one in its))

    def still_there_after(self, day: date) -> frozenset[SchoolId]:
        """Those who were there on a day and did not leave on it."""
        on_it = self.there_on(day)
        return on_it - {move.school for move in self.moves if move.leaves and move.day == day}

    def fewest_from(self, day: date) -> int:
        """To how many schools it came down on a day, or later."""
        days = {day, *(move.day for move in self.moves if move.day > day)}
        return min(len(self.still_there_after(one)) for one in days)

    def most_left(self, day: date) -> int:
        """How many weeks of school can be left on a day, in all patterns that were set."""
        return sum(pattern.most_left(day) for pattern in self.patterns)

    def paid_weeks(self, school: SchoolId) -> list[int]:
        """Of how many weeks a school had to pay for, stay by stay: also those it left before."""
        stays = self.stays().get(school, [])
        left = [move for move in self.moves if move.leaves and move.school == school]
        return [
            sum(
                one.weeks
                for one in self.weeks()
                if school in one.there and stay.covers(one.of.first_day)
            )
            + sum(move.weeks_left for move in left if move.day == stay.last_day)
            for stay in stays
        ]

    def is_within(self, day: date) -> bool:
        """Whether a pattern that began before still holds on a day."""
        return any(one.held_on(day) and one.first_day < day for one in self.patterns)

    def weeks(self) -> list[Weeks]:
        """The weeks of all patterns, parted where a school left."""
        return [weeks for pattern in self.patterns for weeks in self._weeks_of(pattern)]

    def home_on(self, day: date) -> SchoolId | None:
        """The expert's own school on a day; the first one, of days before anybody came."""
        until_then = [home for home in self.homes if home.day <= day] or self.homes[:1]
        return until_then[-1].school if until_then else None

    def stretches(self) -> list[Stretch]:
        """The same, as the schools share them, other than the expert's own."""
        return [
            Stretch(one.of.shared_days, one.weeks, one.there.difference([one.home]))
            for one in self.weeks()
        ]

    def at_home(self) -> dict[SchoolId, Decimal]:
        """How many days each school should get that was the expert's own."""
        found: dict[SchoolId, Decimal] = {}
        for one in self.weeks():
            if one.home and one.of.own_days:
                found = added(found, {one.home: one.of.own_days * one.weeks})
        return found

    def _weeks_of(self, pattern: Pattern) -> Iterator[Weeks]:
        there, home, gone = self.there_on(pattern.first_day), self.home_on(pattern.first_day), 0
        for leaves_after, school in sorted(self._leavers(pattern)):
            if leaves_after > gone:
                yield Weeks(pattern, leaves_after - gone, there, home)
                gone = leaves_after
            there -= {school}
        if pattern.weeks > gone:
            yield Weeks(pattern, pattern.weeks - gone, there, home)

    def _leavers(self, pattern: Pattern) -> Iterator[tuple[int, SchoolId]]:
        """Who left while a pattern held, and after how many of its weeks."""
        later = sum(one.weeks for one in self.patterns if one.first_day > pattern.first_day)
        for move in self.moves:
            if move.leaves and pattern.held_on(move.day):
                left = min(move.weeks_left, pattern.about_left(move.day))
                # What those that come after it cannot hold are weeks of this one.
                left = min(max(left, move.weeks_left - later), pattern.weeks)
                yield pattern.weeks - left, move.school


def by_day(said: Iterable[D]) -> tuple[D, ...]:
    """What is told of days in their order; of one day, as it was recorded."""
    return tuple(sorted(said, key=lambda one: one.day))


def in_turn(patterns: Iterable[Pattern]) -> tuple[Pattern, ...]:
    """Patterns in the order of their days, each ended where the next begins.

    So no week has the days of two of them: of one that is cut short only whole weeks count.
    """
    ordered = sorted(patterns, key=lambda pattern: pattern.first_day)
    ended = [
        pattern._replace(
            until=later.first_day,
            weeks=min(pattern.weeks, (later.first_day - pattern.first_day).days // 7),
        )
        for pattern, later in pairwise(ordered)
    ]
    return (*ended, *ordered[-1:])
