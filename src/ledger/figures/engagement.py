"""How sustained and how broad joint work is, each number of it a figure of its own.

The definitions are those of `domain.md` 3.2. No score is made of them. Each method is asked about a
school, a pair of schools, a collaboration or a trust, as `about.py` names them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from ledger.figures import subject
from ledger.figures.about import seen
from ledger.figures.figure import (
    MOST_SECURE,
    Caution,
    FigureState,
    FigureUnit,
    Measured,
    not_recorded,
    too_few,
)
from ledger.figures.looked import Looked, look, sources
from ledger.figures.method import Method, method
from ledger.projections.snapshot import Snapshot


def _counted(
    read: Callable[[Looked], float | None], unit: FigureUnit, message: str, n: int | None = None
) -> Answer:
    """A number that rests on what was confirmed; None is told as not recorded."""

    def answer(now: Snapshot, about: str) -> Measured:
        found = look(now, about)
        value = read(found)
        if value is None:
            return not_recorded(unit, message)
        return Measured(value=value, unit=unit, message=message, n=n, sources=found.counted)

    return answer


def _covered(now: Snapshot, about: str) -> Measured:
    found = look(now, about)
    if found.shape.coverage is None:
        return not_recorded(FigureUnit.SHARE, "coverage")
    return Measured(
        value=found.shape.coverage,
        unit=FigureUnit.SHARE,
        n=found.shape.span_terms,
        message="coverage",
        sources=found.counted,
    )


def _others(read: Callable[[Looked], int], message: str = "count") -> Answer:
    """A number of partners. Among all that take part, as in a collaboration, nobody is one.

    The message is for whoever has met anybody at all.
    """

    def answer(now: Snapshot, about: str) -> Measured:
        if subject.read(about).kind in NO_OTHERS:
            return Measured(unit=FigureUnit.PARTNERS, state=FigureState.NOT_APPLICABLE)
        found = look(now, about)
        return Measured(
            value=read(found),
            unit=FigureUnit.PARTNERS,
            message=message if found.shape.confirmed else "count",
            sources=found.counted,
        )

    return answer


def _made(code: str, formula: str, answer: Answer) -> Method:
    return method(code, formula)(answer)


Answer = Callable[..., Measured]
count = partial(_counted, message="count")
terms = partial(_counted, unit=FigureUnit.TERMS)
CONTACTS = FigureUnit.CONTACTS
NO_OTHERS = frozenset({"pair", "collaboration"})
"""Of whom all that take part are looked at together, so that nobody is another's partner."""

contacts = _made(
    "engagement.contacts/1",
    "acts of half an hour or more that were held and that the school itself confirmed",
    count(lambda found: found.shape.confirmed, CONTACTS),
)
active_terms = _made(
    "engagement.active_terms/1",
    "terms with a confirmed contact",
    terms(lambda found: found.shape.active_terms, message="terms.active"),
)
active_of_last_six = _made(
    "engagement.active_of_last_six/1",
    "how many of the six last terms that are over had a confirmed contact",
    terms(lambda found: found.shape.active_of_last_six, message="terms.last_six", n=6),
)
span = _made(
    "engagement.span/1",
    "terms from the first active one to the last, both counted",
    terms(lambda found: found.shape.span_terms, message="terms.span"),
)
coverage = _made(
    "engagement.coverage/1",
    "active terms divided by the span",
    _covered,
)
longest_run = _made(
    "engagement.longest_run/1",
    "the longest run of active terms without a gap",
    terms(lambda found: found.shape.longest_run_terms, message="terms.longest"),
)
current_run = _made(
    "engagement.current_run/1",
    "active terms without a gap, backwards from the last term that is over, and this one if active",
    terms(lambda found: found.shape.current_run_terms, message="terms.current"),
)
gaps = _made(
    "engagement.gaps/1",
    "terms without a contact between the first active one and the last",
    terms(lambda found: sum(found.shape.gaps_terms), message="terms.gaps"),
)
regularity = _made(
    "engagement.regularity/1",
    "1 - min(1, standard deviation / mean) of the days from one day with a contact to the next",
    _counted(lambda found: found.shape.regularity, FigureUnit.NONE, "even"),
)
partners = _made(
    "engagement.partners/1",
    "other schools that were there, each institution once",
    _others(lambda found: len(found.breadth.partners)),
)
new_partners = _made(
    "engagement.new_partners/1",
    "partners whose first contact lies in this term or the three before it",
    _others(lambda found: len(found.breadth.new_partners), "first_met"),
)
kinds = _made(
    "engagement.kinds/1",
    "kinds of act among the contacts",
    count(lambda found: len(found.breadth.kinds), FigureUnit.KINDS),
)
subjects = _made(
    "engagement.subjects/1",
    "subjects of the acts among the contacts",
    count(lambda found: len(found.breadth.subjects), FigureUnit.SUBJECTS),
)
roles = _made(
    "engagement.roles/1",
    "roles of the colleagues who came, as far as they were told",
    count(lambda found: len(found.breadth.roles), FigureUnit.ROLES),
)


@method("engagement.claimed/1", "contacts of the last 30 days that are claimed and not confirmed")
def claimed(now: Snapshot, about: str) -> Measured:
    """What may still be confirmed; it is shown apart and counts nowhere."""
    found = look(now, about)
    return Measured(
        value=found.shape.claimed, unit=CONTACTS, message="claimed", sources=found.claimed
    )


@method("engagement.unconfirmed/1", "contacts that were not confirmed within 30 days of their day")
def unconfirmed(now: Snapshot, about: str) -> Measured:
    """What nobody confirmed in time; it is shown apart and counts nowhere."""
    found = look(now, about)
    return Measured(
        value=found.shape.unconfirmed,
        unit=CONTACTS,
        message="unconfirmed",
        sources=found.unconfirmed,
    )


@method(
    "engagement.depth/1",
    "the share of contacts with a follow-up within two terms, of those of a kind that has any",
)
def depth(now: Snapshot, about: str) -> Measured:
    """How much of what can be followed up was; where nothing can be, that is no fault."""
    found = look(now, about)
    counted = [contact for contact in found.contacts if contact.is_confirmed]
    if not counted:
        return not_recorded(FigureUnit.SHARE, "followed")
    can_be = [contact for contact in counted if contact.may_be_followed_up]
    if found.shape.depth is None:
        return Measured(unit=FigureUnit.SHARE, state=FigureState.NOT_APPLICABLE)
    return Measured(
        value=found.shape.depth,
        unit=FigureUnit.SHARE,
        n=len(can_be),
        message="followed",
        sources=sources(can_be),
    )


@method(
    "engagement.reciprocity/1",
    "1 - |hosted - travelled| / (hosted + travelled), from four contacts on",
)
def reciprocity(now: Snapshot, about: str) -> Measured:
    """How evenly it hosts and travels; of fewer visits than four nothing is said."""
    found = look(now, about)
    if subject.read(about).kind == "collaboration":
        return Measured(state=FigureState.NOT_APPLICABLE, message="mutual")
    if not any(c.is_confirmed and c.is_host is not None for c in found.contacts):
        return not_recorded(message="mutual")
    if found.shape.reciprocity is None:
        return too_few(message="mutual")
    return Measured(value=found.shape.reciprocity, message="mutual", sources=found.counted)


@method(
    "engagement.cadence/1",
    "the median of the school days from one day with a contact to the next; five days in seven, "
    "where no calendar is known",
)
def cadence(now: Snapshot, about: str) -> Measured:
    """How long it takes until they meet again."""
    found = look(now, about)
    if found.cadence is None:
        return not_recorded(FigureUnit.DAYS, "cadence")
    return Measured(
        value=found.cadence.days,
        unit=FigureUnit.DAYS,
        message="cadence",
        cautions=(Caution.APPROXIMATE_DAYS,) if found.cadence.is_approximate else (),
        security=MOST_SECURE - found.cadence.is_approximate,
        reasons=("approximate_days",) if found.cadence.is_approximate else (),
        sources=found.counted,
    )


@method("engagement.term/1", "confirmed contacts in one term")
def term(now: Snapshot, about: str, term: str) -> Measured:
    """What was done in a term, such as `2025/26-AUT`. Of one that is not over more may come.

    Before its first contact of any kind nothing is known of a school: nobody kept a record.
    """
    found = seen(now, about)
    there = [c for c in found.contacts if c.is_confirmed and c.term.code == term]
    first = min((contact.term.number for contact in found.contacts), default=None)
    cell = next((c for c in look(now, about).shape.cells if c.term.code == term), None)
    if first is None or cell is None:
        return not_recorded(CONTACTS)
    state = FigureState.PROVISIONAL if cell.is_pending else FigureState.MEASURED
    return Measured(value=len(there), unit=CONTACTS, state=state, sources=sources(there))


@method("engagement.with_partner/1", "confirmed contacts at which one other institution was, too")
def with_partner(now: Snapshot, about: str, partner: str) -> Measured:
    """How often it met one partner, by the first number of the partner's lineage."""
    met = [c for c in seen(now, about).contacts if c.is_confirmed and partner in c.partners]
    return Measured(value=len(met), unit=CONTACTS, sources=sources(met))


FIGURES: dict[str, Method] = {
    "contacts": contacts, "claimed": claimed, "unconfirmed": unconfirmed,
    "active_terms": active_terms, "active_of_last_six": active_of_last_six, "span": span,
    "coverage": coverage, "longest_run": longest_run, "current_run": current_run, "gaps": gaps,
    "cadence": cadence, "regularity": regularity, "depth": depth, "reciprocity": reciprocity,
    "partners": partners, "new_partners": new_partners, "kinds": kinds, "subjects": subjects,
    "roles": roles,
}  # fmt: skip
"""Every figure that is asked of contacts as a whole."""
