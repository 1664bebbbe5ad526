"""How far a fact may go: what a limit allows, and what it says when it does not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from ledger.domain.identifiers import Identifier
from ledger.domain.prose import on
from ledger.domain.record import Code, Sealed
from ledger.domain.refusal import NotWellFormed, NotYet, OutOfRange, Refused, SmallGroup


class Between(NamedTuple):
    """The least and the most: of a number its value, of words or a list their length."""

    low: int
    high: int

    def complaint(self, value: Any, today: date) -> Refused | None:
        """What is wrong with the value, if something is."""
        if isinstance(value, Sealed):
            # Words that were sealed long ago were counted then.
            value = "?" * self.low if value.words is None else value.words
        if isinstance(value, Decimal) and value.is_nan():
            return NotWellFormed("A number, please.")
        size = value if isinstance(value, int | Decimal) else len(value)
        if self.low <= size <= self.high:
            return None
        what = " characters" if isinstance(value, str) else ""
        what = " of them" if isinstance(value, tuple) else what
        return OutOfRange(f"From {self.low:,} to {self.high:,}{what}, please.")


class Pointer(NamedTuple):
    """Words that say where something lies. So few tell no story."""

    words: int

    def complaint(self, value: Sealed, today: date) -> Refused | None:
        """Whether it says more than that. Words that were sealed long ago were counted then."""
        if len((value.words or "").split()) <= self.words:
            return None
        return NotWellFormed(
            f"At most {self.words} words, please: say where it lies, such as folder 7."
        )


EARLIEST, LATEST = date(1950, 1, 1), date(2099, 12, 31)
"""Before this day nobody who records is likely to know what happened, and after it nobody who plans
is likely to be there: it is a slip. Academic years end there as well."""


@dataclass(frozen=True)
class InOurTime:
    """From `EARLIEST` to `LATEST`. Every day keeps to it that is not `LongAgo`."""

    def complaint(self, value: date, today: date) -> Refused | None:
        """What is wrong with the day, if something is."""
        if value < EARLIEST:
            return OutOfRange(f"The earliest day is {on(EARLIEST)}; this says {on(value)}.")
        if value > LATEST:
            return OutOfRange(f"The latest day is {on(LATEST)}; this says {on(value)}.")
        return None


class LongAgo(NamedTuple):
    """A mark on a day that may lie centuries back."""

    why: str


@dataclass(frozen=True)
class NotInFuture:
    """A day that must have come when the entry is recorded."""

    def complaint(self, value: date, today: date) -> Refused | None:
        """What is wrong with the day, if something is."""
        return NotYet(f"{on(value)} has not come yet.") if value > today else None


class Places(NamedTuple):
    """How many decimal places a number may have."""

    most: int

    def complaint(self, value: Decimal, today: date) -> Refused | None:
        """What is wrong with the number, if something is."""
        exponent = value.as_tuple().exponent
        if isinstance(exponent, int) and -exponent <= self.most:
            return None
        return NotWellFormed(f"At most {self.most} decimal places, please.")


class Each(NamedTuple):
    """A limit on every member of a list."""

    limit: Any

    def complaint(self, value: tuple[Any, ...], today: date) -> Refused | None:
        """What is wrong with the first member that is wrong."""
        found = (self.limit.complaint(item, today) for item in value)
        return next((complaint for complaint in found if complaint), None)


class Distinct(NamedTuple):
    """No member of a list may stand in it twice. Every list keeps to it that is not `MayRepeat`."""

    by: str = ""
    """The fact by which its members are told apart, if not by all that they say."""

    def complaint(self, value: tuple[Any, ...], today: date) -> Refused | None:
        """Which member stands there twice, if one does, and where it does again."""
        names = [getattr(member, self.by) for member in value] if self.by else value
        if len(set(names)) == len(names):
            return None
        place = next(n for n, name in enumerate(names) if name in names[:n])
        path = (str(place), self.by) if self.by else (str(place),)
        twice = _named(names[place])
        return NotWellFormed(f"Name each only once: {twice} stands here twice.", *path)


def _named(member: Any) -> str:
    """A member of a list by its name. Words and what holds some stay out: a log would keep them."""
    match member:
        case Code():
            return member.words
        case date():
            return on(member)
        case int() | Identifier() | UUID():
            return str(member)
    return "this"


class MayRepeat(NamedTuple):
    """A mark on a list that tells of several things, of which some may be alike."""

    why: str


class People(NamedTuple):
    """So many people, of whom a figure is told: fewer than the least could be told apart."""

    least: int

    def complaint(self, value: int, today: date) -> Refused | None:
        """Whether they are too few."""
        if value >= self.least:
            return None
        return SmallGroup(f"Fewer than {self.least} can be told apart: leave this figure out.")


class NamesAllowed(NamedTuple):
    """A mark on words that may name a person, since they name something else by it."""

    why: str
