"""Contacts looked at once, for all the figures that are asked of them.

Each method is asked about a school, a pair of schools, a collaboration or a trust, as `about.py`
names them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ledger.domain import breadth as company
from ledger.domain import engagement as shape
from ledger.domain.breadth import Breadth, Cadence
from ledger.domain.contact import Contact
from ledger.domain.engagement import Engagement
from ledger.domain.terms import Terms
from ledger.figures.about import seen
from ledger.projections.snapshot import Snapshot


@dataclass(frozen=True)
class Looked:
    """What a series of contacts adds up to, each part of it worked out when it is asked for."""

    contacts: tuple[Contact, ...]
    terms: Terms
    today: date

    @cached_property
    def shape(self) -> Engagement:
        return shape.engagement(self.contacts, self.today, self.terms)

    @cached_property
    def breadth(self) -> Breadth:
        return company.breadth(self.contacts, self.today, self.terms)

    @cached_property
    def cadence(self) -> Cadence | None:
        return company.cadence(self.contacts, self.terms)

    @cached_property
    def counted(self) -> tuple[int, ...]:
        """The entries that the confirmed contacts rest on."""
        return sources(contact for contact in self.contacts if contact.is_confirmed)

    @cached_property
    def claimed(self) -> tuple[int, ...]:
        """The entries that what may still be confirmed rests on."""
        claims = [contact for contact in self.contacts if not contact.is_confirmed]
        return sources(claim for claim in claims if not claim.is_unconfirmed(self.today))

    @cached_property
    def unconfirmed(self) -> tuple[int, ...]:
        """The entries that what nobody confirmed in time rests on."""
        return sources(claim for claim in self.contacts if claim.is_unconfirmed(self.today))


def look(now: Snapshot, about: str) -> Looked:
    """All that can be asked of somebody's contacts, however many figures are asked for."""

    def read() -> Looked:
        found = seen(now, about)
        return Looked(found.contacts, found.terms, now.happened_by)

    return now.once(("looked", about), read)


def sources(contacts: Iterable[Contact]) -> tuple[int, ...]:
    """The positions that some contacts rest on."""
    return tuple(sorted({position for contact in contacts for position in contact.sources}))
