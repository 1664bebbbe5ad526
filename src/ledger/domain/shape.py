"""The shape of a series of contacts: in which terms they lie, how far apart, how deep, how mutual.

By it a class is given; the definitions are those of `domain.md` 3.1 and 3.2.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby, pairwise
from statistics import fmean, pstdev
from typing import NamedTuple

from ledger.domain.contact import Contact, days_of
from ledger.domain.terms import Terms

FEWEST_FOR_RECIPROCITY = 4
"""Below so many visits, who hosts and who travels is chance."""


class Shape(NamedTuple):
    """What is told of confirmed contacts. Terms are counted on, three a year."""

    active: tuple[int, ...]
    last_complete: int
    days_between: tuple[int, ...]
    followed: int
    """How many contacts were followed up, of so many that could be."""
    followable: int
    reciprocity: float | None

    @property
    def depth(self) -> float | None:
        return self.followed / self.followable if self.followable else None

    @property
    def span(self) -> int:
        return self.active[-1] - self.active[0] + 1 if self.active else 0

    @property
    def of_last_six(self) -> int:
        return sum(self.last_complete - 6 < term <= self.last_complete for term in self.active)

    @property
    def longest_run(self) -> int:
        return max((len(run) for run in _runs(self.active)), default=0)

    @property
    def current_run(self) -> int:
        """Backwards from the last complete term, and one more if this term is active."""
        return next((len(run) for run in _runs(self.active) if run[-1] >= self.last_complete), 0)

    @property
    def is_deep(self) -> bool:
        return self.depth is not None and self.depth >= 0.5

    @property
    def is_sustained(self) -> bool:
        return self.of_last_six >= 4 and self.longest_run >= 3 and self.is_deep

    @property
    def is_embedded(self) -> bool:
        is_close = len(self.active) >= 0.8 * self.span and (self.reciprocity or 0) >= 0.5
        return self.span >= 9 and is_close and self.is_deep

    @property
    def is_quiet(self) -> bool:
        """Whether nothing happened in the last two complete terms, nor since."""
        return self.active[-1] < self.last_complete - 1


def shape_of(counted: Sequence[Contact], today: date, terms: Terms) -> Shape:
    """The shape of these contacts, all of them confirmed, seen from a day."""
    days = days_of(counted)
    open_to_it = [contact for contact in counted if contact.may_be_followed_up]
    return Shape(
        active=tuple(sorted({contact.term.number for contact in counted})),
        last_complete=terms.of(today).number - 1,
        days_between=tuple((b - a).days for a, b in pairwise(days)),
        followed=sum(contact.is_followed_up(today) for contact in open_to_it),
        followable=len(open_to_it),
        reciprocity=_reciprocity(counted),
    )


def _reciprocity(counted: Sequence[Contact]) -> float | None:
    visits = [contact.is_host for contact in counted if contact.is_host is not None]
    if len(visits) < FEWEST_FOR_RECIPROCITY:
        return None
    given = sum(visits)
    return 1 - abs(2 * given - len(visits)) / len(visits)


def _runs(active: Sequence[int]) -> list[list[int]]:
    """Stretches of terms without a gap, oldest first."""
    runs = groupby(enumerate(active), key=lambda at: at[1] - at[0])
    return [[term for _, term in run] for _, run in runs]


def unevenness(days_between: Sequence[int]) -> float | None:
    """Standard deviation of the gaps by their mean, population formula; None without a gap."""
    if not days_between or not any(days_between):
        return None
    return pstdev(days_between) / fmean(days_between)
