"""Breadth: with whom a school works, at what, and whether its circle grows.

The same two colleagues of the same two schools may meet for years. That lasts, and it is narrow;
so how broad joint work is stands beside how long it has lasted (`domain.md` 3.2).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from ledger.domain.contact import Contact, days_of
from ledger.domain.terms import Terms

NEW_FOR_TERMS = 3
"""A partner is new in so many terms before this one, and in this one."""

ONE_DAY = timedelta(days=1)


class Breadth(NamedTuple):
    """How broad a series of contacts is; only those that are confirmed count."""

    partners: Mapping[str, int]
    """How often each other school was there, most often first."""
    new_partners: tuple[str, ...]
    kinds: tuple[str, ...]
    subjects: tuple[str, ...]
    roles: tuple[str, ...]


class Cadence(NamedTuple):
    """How many school days lie between one contact and the next: half of the gaps are shorter."""

    days: float
    is_approximate: bool
    """Whether a calendar is missing, so that five days in seven were counted."""


def breadth(contacts: Iterable[Contact], today: date, terms: Terms) -> Breadth:
    """With whom, at what, and in which roles; `terms` are those of whoever is looked at."""
    counted = [contact for contact in contacts if contact.is_confirmed]
    met = Counter(partner for contact in counted for partner in contact.partners)
    first = {
        partner: min(c.term.number for c in counted if partner in c.partners) for partner in met
    }
    since = terms.of(today).number - NEW_FOR_TERMS
    return Breadth(
        partners=dict(sorted(met.items(), key=lambda one: (-one[1], one[0]))),
        new_partners=tuple(sorted(who for who, term in first.items() if term >= since)),
        kinds=tuple(sorted({contact.kind for contact in counted})),
        subjects=tuple(sorted({c.subject for c in counted if c.subject is not None})),
        roles=tuple(sorted({role for contact in counted for role in contact.roles})),
    )


def cadence(contacts: Iterable[Contact], terms: Terms) -> Cadence | None:
    """The median of the school days from one day with a contact to the next; None below two."""
    days = days_of(contact for contact in contacts if contact.is_confirmed)
    gaps = [terms.school_days(first + ONE_DAY, later) for first, later in pairwise(days)]
    if not gaps:
        return None
    return Cadence(median(gap.days for gap in gaps), any(gap.is_approximate for gap in gaps))
