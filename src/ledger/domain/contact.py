"""A contact: a school at something that schools did together. Only what it confirmed itself counts.

(`domain.md` 3.1.) What it has not confirmed within a month is shown apart, and counts nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from ledger.domain.calendar import Term
from ledger.domain.terms import NOMINAL, Terms

FOLLOW_UP_TERMS = 2
"""A follow-up that comes later than this many terms after the act is no follow-up to it."""

DAYS_TO_CONFIRM = 30
"""After so many days a claim that nobody confirmed is no longer waited for."""


@dataclass(frozen=True)
class Contact:
    """A school at an act that was held."""

    happened_on: date
    act: int
    is_confirmed: bool
    """Whether the school itself has said so. Only what is confirmed counts."""
    may_be_followed_up: bool = True
    """Whether it is of a kind that has a follow-up at all. A hub's evening has none."""
    followed_on: date | None = None
    is_host: bool | None = None
    """Whether the school was host, or guest; None where the act has neither."""
    sources: tuple[int, ...] = ()
    """The positions of the events that it rests on."""
    kind: str = ""
    """What kind of act it was, such as `visit`."""
    subject: str | None = None
    partners: frozenset[str] = frozenset()
    """The other schools that were there, each by the first number of its lineage."""
    roles: frozenset[str] = frozenset()
    """The roles of its colleagues who were there."""
    terms: Terms = field(default=NOMINAL, repr=False, compare=False)
    """The terms of where it took place."""

    @cached_property
    def term(self) -> Term:
        """The term in which it happened."""
        return self.terms.of(self.happened_on)

    def is_unconfirmed(self, today: date) -> bool:
        """Whether it was claimed, and not confirmed while that was waited for."""
        return not self.is_confirmed and (today - self.happened_on).days > DAYS_TO_CONFIRM

    def is_followed_up(self, today: date) -> bool:
        """Whether something was done afterwards, within two terms, by a day."""
        if self.followed_on is None or self.followed_on > today:
            return False
        later = self.terms.of(self.followed_on).number - self.term.number
        return later <= FOLLOW_UP_TERMS


def days_of(contacts: Iterable[Contact]) -> list[date]:
    """The days on which there was a contact, oldest first: two acts on one day are one such day."""
    return sorted({contact.happened_on for contact in contacts})
