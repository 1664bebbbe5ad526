"""The joint work that a figure is about: of a school, a pair, a collaboration or a trust."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import NamedTuple

from ledger.domain.contact import Contact
from ledger.domain.terms import NOMINAL, Terms
from ledger.figures import subject
from ledger.projections import meetings, schools, trusts
from ledger.projections.meetings import Meeting
from ledger.projections.snapshot import Snapshot


class Seen(NamedTuple):
    """Contacts, and the terms of whoever is looked at."""

    contacts: tuple[Contact, ...]
    terms: Terms


def seen(now: Snapshot, about: str) -> Seen:
    """The contacts that a figure is about, read once. Nothing, for what names nobody."""
    return now.once(("seen", about), lambda: _read(now, about))


def read_together(now: Snapshot, urns: Iterable[str]) -> dict[str, Seen]:
    """The contacts of many schools in a handful of questions, kept as if each was asked alone."""
    wanted = sorted(set(urns))
    return now.once(("together", *wanted), lambda: _read_together(now, wanted))


def numbers_of(now: Snapshot, urns: Iterable[str]) -> dict[str, frozenset[str]]:
    """All the numbers that each of these schools has had; its own, where no register has it."""
    wanted = sorted(set(urns))
    first = meetings.lineages(now, wanted)
    numbers = schools.numbers_by_lineage(now, first.values())
    return {urn: frozenset((urn, *numbers.get(first[urn], ()))) for urn in wanted}


def schools_of(now: Snapshot, uid: str) -> list[str]:
    """The schools that were in a trust on the day asked about, as far as the asker may see them.

    A school that has left since is no longer one of its trustees' own.
    """
    found = trusts.of_trust(now, uid)
    return sorted(found if now.scope.sees_all else found & now.scope.schools)


def _read_together(now: Snapshot, wanted: list[str]) -> dict[str, Seen]:
    numbers, terms = numbers_of(now, wanted), meetings.terms_at(now, wanted)
    met = held_with(now, frozenset(number for each in numbers.values() for number in each))
    of_number: dict[str, list[Meeting]] = {}
    for one in met:
        for there in one.there:
            of_number.setdefault(there.school, []).append(one)

    def read(urn: str) -> Seen:
        held = {one.held_at: one for number in numbers[urn] for one in of_number.get(number, ())}
        return _seen(now, held.values(), numbers[urn], terms.get(urn) or NOMINAL)

    return {urn: now.once(("seen", subject.school(urn)), partial(read, urn)) for urn in wanted}


def _read(now: Snapshot, about: str) -> Seen:
    match subject.read(about):
        case "school", first, _:
            return _read_together(now, [first])[first]
        case "pair", first, second:
            return _pair(now, first, second)
        case "collaboration", first, second if first.isdecimal() and second:
            terms = meetings.terms_at(now, [second]).get(second) or NOMINAL
            found = meetings.of_collaboration(now, int(first), terms)
            return Seen(tuple(found), terms)
        case "trust", first, _:
            return _trust(now, first)
    return Seen((), NOMINAL)


def _seen(now: Snapshot, met: Iterable[Meeting], numbers: frozenset[str], terms: Terms) -> Seen:
    return Seen(tuple(meetings.contacts(now, met, numbers, terms)), terms)


def held_with(now: Snapshot, numbers: frozenset[str]) -> list[Meeting]:
    """Every time that one of these met others, read once, and what its contacts will need."""

    def read() -> list[Meeting]:
        met = meetings.held_with(now, numbers)
        meetings.look_up(now, met)
        return met

    return now.once(("held", numbers), read)


def _pair(now: Snapshot, one: str, other: str) -> Seen:
    """The meetings of both: confirmed where both have said so, and host is the first or not."""
    numbers = numbers_of(now, (one, other))
    terms = meetings.terms_at(now, [one]).get(one) or NOMINAL
    met = held_with(now, numbers[one])
    both = [each for each in met if each.of(numbers[other])]
    own = meetings.contacts(now, both, numbers[one], terms)
    theirs = meetings.contacts(now, both, numbers[other], terms)
    return Seen(tuple(map(meetings.between, own, theirs)), terms)


def _trust(now: Snapshot, uid: str) -> Seen:
    """The meetings of its schools of that day; in the terms of the first, where nobody hosted."""
    urns = schools_of(now, uid)
    if not urns:
        return Seen((), NOMINAL)
    terms = meetings.terms_at(now, urns)[urns[0]] or NOMINAL
    numbers = numbers_of(now, urns)
    everybody = frozenset(number for each in numbers.values() for number in each)
    return _seen(now, held_with(now, everybody), everybody, terms)
