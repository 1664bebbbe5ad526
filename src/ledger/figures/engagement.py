"""How sustained and how broad joint work is, each number of it a figure of its own.

The definitions are those of `domain.md` 3.2. No score is made of them. Each method is asked about a
school, a pair of schools, a collaboration or a trust, as `about.py` names them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial

from ledger.domain import breadth as company
from ledger.domain import engagement as shape
from ledger.domain.breadth import Breadth, Cadence
from ledger.domain.contact import Contact
from ledger.domain.engagement import Engagement
from ledger.domain.terms import Terms
from ledger.figures.about import seen
from ledger.figures.figure import (
    Caution,
    FigureState,
    FigureUnit,
    Measured,
    not_recorded,
)
from ledger.figures.method import Method, method
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


def _counted(read: Callable[[Looked], float | None], unit: FigureUnit, message: str) -> Answer:
    """A number that rests on what was confirmed; None is told as not recorded."""

    def answer(now: Snapshot, about: str) -> Measured:
        found = look(now, about)
        value = read(found)
        if value is None:
            return not_recorded(unit, message)
        return Measured(value=value, unit=unit, message=message, sources=found.counted)

    return answer


def _made(code: str, formula: str, answer: Answer) -> Method:
    return method(code, formula)(answer)


Answer = Callable[..., Measured]
count = partial(_counted, message="count")
terms = partial(_counted, unit=FigureUnit.TERMS)
share = partial(_counted, unit=FigureUnit.SHARE)
degree = partial(_counted, unit=FigureUnit.NONE, message="degree")
CONTACTS = FigureUnit.CONTACTS

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
    terms(lambda found: found.shape.active_of_last_six, message="terms.last_six"),
)
span = _made(
    "engagement.span/1",
    "terms from the first active one to the last, both counted",
    terms(lambda found: found.shape.span_terms, message="terms.span"),
)
coverage = _made(
    "engagement.coverage/1",
    "active terms divided by the span",
    share(lambda found: found.shape.coverage, message="coverage"),
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
    degree(lambda found: found.shape.regularity),
)
reciprocity = _made(
    "engagement.reciprocity/1",
    "1 - |hosted - travelled| / (hosted + travelled), from four contacts on",
    degree(lambda found: found.shape.reciprocity),
)
partners = _made(
    "engagement.partners/1",
    "other schools that were there, each institution once",
    count(lambda found: len(found.breadth.partners), FigureUnit.PARTNERS),
)
new_partners = _made(
    "engagement.new_partners/1",
    "partners whose first contact lies in this term or the three before it",
    count(lambda found: len(found.breadth.new_partners), FigureUnit.PARTNERS),
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
    if found.shape.depth is None:
        return Measured(unit=FigureUnit.SHARE, state=FigureState.NOT_APPLICABLE)
    return Measured(
        value=found.shape.depth,
        unit=FigureUnit.SHARE,
        message="followed",
        sources=sources(contact for contact in counted if contact.may_be_followed_up),
    )


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
