"""How sustained joint work is: the shape of a series of contacts, and the words for it.

The definitions are those of `domain.md` 3.1 and 3.2, with their worked example in the tests. No
score is made of them: a board would compare the scores and forget what they mean.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from ledger.domain.calendar import Term, term_at
from ledger.domain.contact import Contact
from ledger.domain.prose import FEWEST_FOR_PERCENTAGE, counted
from ledger.domain.record import Code
from ledger.domain.shape import Shape, shape_of, unevenness
from ledger.domain.terms import NOMINAL, Terms


class Sustained(Code):
    """How far joint work has come to last."""

    NONE = "none"
    ONE_OFF = "one_off"
    SPORADIC = "sporadic"
    DEVELOPING = "developing"
    SUSTAINED = "sustained"
    EMBEDDED = "embedded"
    LAPSED = "lapsed"


class Cell(NamedTuple):
    """What happened in one term."""

    term: Term
    first_day: date
    last_day: date
    confirmed: int
    claimed: int
    """Those that are not confirmed, be they waited for or not."""
    is_pending: bool
    """Whether the term is not over: nothing is missed yet."""


class Engagement(NamedTuple):
    """The shape of a series of contacts, seen from a day."""

    sustained: Sustained
    sentence: str
    confirmed: int
    claimed: int
    """Those that are not confirmed, and may still be."""
    unconfirmed: int
    """Those that were not confirmed in time."""
    active_terms: int
    active_of_last_six: int
    span_terms: int
    coverage: float | None
    longest_run_terms: int
    current_run_terms: int
    gaps_terms: tuple[int, ...]
    cadence_days: float | None
    """The median of the days from one day with a contact to the next."""
    unevenness: float | None
    """Standard deviation of those days, divided by their mean; 0 is perfectly regular."""
    regularity: float | None
    """1 if all of those gaps are equal, 0 if they are as uneven as they are long."""
    depth: float | None
    """The share of contacts with a follow-up within two terms, of those that can have one, 0 to 1;
    None where none can."""
    reciprocity: float | None
    """1 if the school hosts as often as it travels, 0 if it does only one of both."""
    cells: tuple[Cell, ...]
    sources: tuple[int, ...]


def engagement(contacts: Iterable[Contact], today: date, terms: Terms = NOMINAL) -> Engagement:
    """The shape of these contacts, seen from a day; the term of that day is not over.

    `terms` are those of whoever is looked at. A contact lies in a term of the place where it
    happened; terms are compared by their numbers, never by their days.
    """
    seen = sorted(set(contacts), key=lambda c: (c.happened_on, c.act))
    counted = [contact for contact in seen if contact.is_confirmed]
    unconfirmed = sum(contact.is_unconfirmed(today) for contact in seen)
    claimed = len(seen) - len(counted) - unconfirmed
    shape = shape_of(counted, today, terms)
    sustained = _sustained(shape, counted, terms)
    uneven = unevenness(shape.days_between)
    return Engagement(
        sustained=sustained,
        sentence=_sentence(shape, sustained) + _apart(claimed, unconfirmed),
        confirmed=len(counted),
        claimed=claimed,
        unconfirmed=unconfirmed,
        active_terms=len(shape.active),
        active_of_last_six=shape.of_last_six,
        span_terms=shape.span,
        coverage=len(shape.active) / shape.span if shape.span else None,
        longest_run_terms=shape.longest_run,
        current_run_terms=shape.current_run,
        gaps_terms=tuple(b - a - 1 for a, b in pairwise(shape.active) if b > a + 1),
        cadence_days=median(shape.days_between) if shape.days_between else None,
        unevenness=uneven,
        regularity=None if uneven is None else 1 - min(1, uneven),
        depth=shape.depth,
        reciprocity=shape.reciprocity,
        cells=_cells(seen, today, terms),
        sources=tuple(sorted({position for contact in seen for position in contact.sources})),
    )


def _sustained(shape: Shape, counted: Sequence[Contact], terms: Terms) -> Sustained:
    """The first class that fits."""
    if not shape.active:
        return Sustained.NONE
    classes = (
        (Sustained.LAPSED, shape.is_quiet and _was_sustained(counted, shape, terms)),
        (Sustained.EMBEDDED, shape.is_embedded),
        (Sustained.SUSTAINED, shape.is_sustained),
        (Sustained.DEVELOPING, shape.of_last_six >= 2 and shape.longest_run >= 2),
        (Sustained.ONE_OFF, len(shape.active) == 1),
    )
    return next((name for name, fits in classes if fits), Sustained.SPORADIC)


def _was_sustained(counted: Sequence[Contact], shape: Shape, terms: Terms) -> bool:
    """Whether, at the end of some term, it would have been called sustained."""
    for number in range(shape.active[0], shape.last_complete + 1):
        then = terms.first_day(term_at(number + 1))
        if shape_of([c for c in counted if c.happened_on < then], then, terms).is_sustained:
            return True
    return False


def _cells(seen: Sequence[Contact], today: date, terms: Terms) -> tuple[Cell, ...]:
    """Every term from the first contact to the one of today."""
    if not seen:
        return ()
    now = terms.of(today).number
    in_term = [(contact.term.number, contact.is_confirmed) for contact in seen]
    first, *_, last = sorted([*(number for number, _ in in_term), now])
    return tuple(
        Cell(
            term=term_at(number),
            first_day=terms.first_day(term_at(number)),
            last_day=terms.last_day(term_at(number)),
            confirmed=in_term.count((number, True)),
            claimed=in_term.count((number, False)),
            is_pending=number >= now,
        )
        for number in range(first, last + 1)
    )


def _sentence(shape: Shape, sustained: Sustained) -> str:
    """What a board may read out: the class, and why."""
    were = "was" if shape.of_last_six == 1 else "were"
    of_six = f"{shape.of_last_six} of the last six terms {were} active"
    run = f"the longest run is {counted(shape.longest_run, 'term')}"
    depth = _depth(shape.followed, shape.followable)
    return {
        Sustained.NONE: "No confirmed joint work is recorded, which is not the same as none.",
        Sustained.ONE_OFF: "One-off: joint work in a single term.",
        Sustained.SPORADIC: f"Sporadic: {of_six}, and {run}.",
        Sustained.DEVELOPING: f"Developing: {of_six}, and {run}; {depth}.",
        Sustained.SUSTAINED: f"Sustained: {of_six}, {run}, and {depth}.",
        Sustained.EMBEDDED: f"Embedded: {len(shape.active)} of {shape.span} terms were active, "
        f"{depth}, and at least a quarter of the visits went each way.",
        Sustained.LAPSED: "Lapsed: it was sustained once, and no contact is recorded in the last "
        "two terms that are over.",
    }[sustained]


def _depth(followed: int, of: int) -> str:
    """How much was followed up. Few things are told by their number: one of three is no 33%."""
    if not of:
        return "no contact calls for a follow-up"
    if followed == of:
        return "every contact that calls for a follow-up had one"
    told = f"{followed}" if of < FEWEST_FOR_PERCENTAGE else f"{followed / of:.0%}"
    return f"{told} of the {of} contacts that call for a follow-up had one"


def _apart(claimed: int, unconfirmed: int) -> str:
    """What does not count is said all the same."""
    told = (
        (claimed, "claimed and not confirmed"),
        (unconfirmed, "claimed and not confirmed within 30 days"),
    )
    return "".join(
        f" One more contact is {how}; it is not counted."
        if many == 1
        else f" {many} more contacts are {how}; they are not counted."
        for many, how in told
        if many
    )
