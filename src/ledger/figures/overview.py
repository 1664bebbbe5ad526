"""A trust at a glance: which of its schools work with others, how much, and what nobody knows.

The figures are of the schools that are in the trust on the day asked about, with all that they did,
also before they came. Schools stand beside each other and are never ranked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import groupby
from typing import Any, NamedTuple

from ledger.domain.calendar import Term, term_at
from ledger.domain.contact import Contact
from ledger.domain.engagement import Sustained
from ledger.figures import about, engagement, subject
from ledger.figures.about import Seen
from ledger.figures.figure import Figure, FigureState, FigureUnit, Measured
from ledger.figures.looked import look, sources
from ledger.figures.method import Method, method
from ledger.projections.snapshot import Snapshot

TERMS_SHOWN = 9
"""Three years: long enough to see whether something lasts."""

WEEKS_TO_FOLLOW_UP = 6


@method(
    "trust.active/1",
    "schools of the trust with a confirmed contact in the last term that is over, of all its "
    "schools (n)",
)
def active(now: Snapshot, trust: str) -> Measured:
    """How many of its schools worked with others last term; each by its own terms."""
    schools = about.read_together(now, about.schools_of(now, trust))
    last = [_in_term(now, found, terms_ago=1) for found in schools.values()]
    if not schools:
        return Measured(state=FigureState.NOT_APPLICABLE, unit=FigureUnit.SCHOOLS)
    return Measured(
        value=sum(bool(met) for met in last),
        unit=FigureUnit.SCHOOLS,
        n=len(schools),
        message="active",
        sources=sources(contact for met in last for contact in met),
    )


@method(
    "trust.acts/1",
    "acts of the term that went on so many terms ago, at which a school of the trust has confirmed "
    "that it was",
)
def acts(now: Snapshot, trust: str, terms_ago: int) -> Measured:
    """How many acts its schools took part in; 0 terms ago is the term that goes on."""
    met = _in_term(now, about.seen(now, subject.trust(trust)), terms_ago)
    state = FigureState.MEASURED if terms_ago else FigureState.PROVISIONAL
    return Measured(
        value=len({contact.act for contact in met}),
        unit=FigureUnit.ACTS,
        state=state,
        sources=sources(met),
    )


@method(
    "trust.unfollowed/1",
    "acts of the last nine terms, held six weeks ago or more, of a kind that is followed up, of "
    "which no follow-up is recorded",
)
def unfollowed(now: Snapshot, trust: str) -> Measured:
    """How many acts nobody has come back to."""
    left = list(_left_alone(now, about.seen(now, subject.trust(trust))))
    return Measured(
        value=len(left),
        unit=FigureUnit.ACTS,
        message="unfollowed",
        sources=sources(contact for met in left for contact in met),
    )


def _in_term(now: Snapshot, found: Seen, terms_ago: int) -> list[Contact]:
    number = found.terms.of(now.happened_by).number - terms_ago
    return [c for c in found.contacts if c.is_confirmed and c.term.number == number]


def _left_alone(now: Snapshot, found: Seen) -> Iterator[list[Contact]]:
    """The contacts of each act without a follow-up."""
    long_ago = now.happened_by - timedelta(weeks=WEEKS_TO_FOLLOW_UP)
    first = found.terms.of(now.happened_by).number - TERMS_SHOWN + 1
    counted = [c for c in found.contacts if c.is_confirmed and c.may_be_followed_up]
    for _, met in groupby(sorted(counted, key=lambda c: c.act), key=lambda c: c.act):
        times = list(met)
        latest = max(times, key=lambda contact: contact.happened_on)
        is_recent = latest.happened_on > long_ago or latest.term.number < first
        if not is_recent and not any(contact.followed_on for contact in times):
            yield times


class Row(NamedTuple):
    """One school of a trust, term by term."""

    school: str
    sustained: Sustained
    cells: tuple[Figure, ...]


def terms_shown(now: Snapshot, trust: str) -> tuple[Term, ...]:
    """The terms that stand above the grid; the last one goes on."""
    last = about.seen(now, subject.trust(trust)).terms.of(now.happened_by).number
    return tuple(map(term_at, range(last - TERMS_SHOWN + 1, last + 1)))


def grid(now: Snapshot, trust: str) -> list[Row]:
    """What each school did in each of these terms, in the order of their numbers."""
    schools = about.schools_of(now, trust)
    about.read_together(now, schools)
    codes = [term.code for term in terms_shown(now, trust)]
    return [_row(now, urn, codes) for urn in schools]


def _row(now: Snapshot, urn: str, codes: Iterable[str]) -> Row:
    its = subject.school(urn)
    cells = tuple(engagement.term.ask(now, about=its, term=code) for code in codes)
    return Row(urn, look(now, its).shape.sustained, cells)


@method("trust.silent/1", "schools of the trust without a confirmed contact last term, of all (n)")
def silent(now: Snapshot, trust: str) -> Measured:
    """Of how many schools nothing is recorded for last term. That is not the same as nothing."""
    worked = active.answer(now, trust=trust)
    if worked.value is None or worked.n is None:
        return worked
    return Measured(
        value=worked.n - worked.value,
        unit=FigureUnit.SCHOOLS,
        n=worked.n,
        message="silent",
        sources=worked.sources,
    )


class Unknown(NamedTuple):
    """A question that the record cannot answer, and of how much it is asked."""

    question: str
    """Its key in the table of words."""
    figure: Figure


def unknowns(now: Snapshot, trust: str) -> list[Unknown]:
    """What is not known, as far as the record itself can tell."""
    asked = (
        ("not_recorded", silent.ask(now, trust=trust)),
        ("not_followed_up", unfollowed.ask(now, trust=trust)),
        ("not_confirmed", engagement.unconfirmed.ask(now, about=subject.trust(trust))),
    )
    return [Unknown(question, figure) for question, figure in asked if figure.value]


def headlines(trust: str) -> list[tuple[Method, dict[str, Any]]]:
    """The figures of a trust that a board would hold against those of the last board."""
    whole = {"about": subject.trust(trust)}
    return [
        (active, {"trust": trust}),
        (acts, {"trust": trust, "terms_ago": 0}),
        (acts, {"trust": trust, "terms_ago": 1}),
        (unfollowed, {"trust": trust}),
        *((one, whole) for one in engagement.FIGURES.values()),
    ]
