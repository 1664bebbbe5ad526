"""The money of a joint commission, as the rules of its entries look back on it.

What each school has promised, paid, and has to get back is worked out here, for all of them alike.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any

from ledger.domain import lifecycle
from ledger.domain.act import Later, Opening, life, life_of, opening, participants
from ledger.domain.identifiers import Digest, ProviderId, SchoolId
from ledger.domain.limits import Between
from ledger.domain.money import Contribution, Vat
from ledger.domain.past import Past
from ledger.domain.record import Pence
from ledger.domain.refusal import Missing, NotMember, OutOfRange
from ledger.domain.words import HappenedOn, Money

Related = Annotated[
    tuple[SchoolId, ...], "partners that are related to the provider", Between(0, 60)
]


class OfCommission(Later):
    """Something said of the money of a joint commission."""

    happened_on: HappenedOn

    @classmethod
    def belongs_to(cls, first: Opening) -> bool:
        """Their family stands in a file of its own."""
        return type(first).__module__.endswith(".joint_commission")


class Quote(OfCommission):
    """What a provider asks for what a brief says."""

    STEP = lifecycle.PREPARE

    provider: Annotated[ProviderId, "who would be paid"]
    amount: Annotated[Money, "what the provider asks"]
    vat: Annotated[Vat, "whether the price has value added tax in it"]
    spec_hash: Annotated[Digest, "the SHA-256 of the brief that it answers"]
    valid_until: Annotated[date, "the last day on which it holds"]

    def check(self, past: Past) -> None:
        if self.valid_until < self.happened_on:
            raise OutOfRange("It held no longer when it was made.", "valid_until")


class GroupQuote(Quote):
    """What a provider asks of the schools together."""

    related_partners: Related = ()

    def check(self, past: Past) -> None:
        super().check(past)
        check_partners(past, self.related_partners, "related_partners")
        if chosen(past) == self.provider:
            check_declared(self.related_partners, declared(past, self.provider), "related_partners")


class Conflict(OfCommission):
    """That a partner is related to a provider."""

    provider: Annotated[ProviderId, "the provider that it is related to"]
    school: Annotated[SchoolId, "the partner that is related"]


class Pledge(OfCommission):
    """What a school promises to put into the pool."""

    NEEDS_OPEN = True

    school: Annotated[SchoolId, "the school that promises"]
    amount: Annotated[Money, "what it promises"]


class PledgeTakenBack(OfCommission):
    """A school puts in nothing after all."""

    school: Annotated[SchoolId, "the school that pledged"]


class Payment(OfCommission):
    """What came in from a school."""

    school: Annotated[SchoolId, "the school that paid"]
    amount: Annotated[Money, "what it paid"]


def pledges(past: Past) -> dict[SchoolId, Pence]:
    """What each school has pledged and not withdrawn. A plan that opens the act says it at once."""
    planned: tuple[Contribution, ...] = getattr(opening(past), "contributions", ())
    standing = {one.school: one.amount for one in planned}
    for entry in life(past):
        match entry.event:
            case Pledge(school=school, amount=amount):
                standing[school] = amount
            case PledgeTakenBack(school=school):
                standing.pop(school, None)
    return standing


def payments(past: Past) -> Counter[SchoolId]:
    """What each school has paid so far, in pence."""
    paid: Counter[SchoolId] = Counter()
    for entry in life_of(past, Payment):
        paid[entry.event.school] += entry.event.amount
    return paid


def rests_on_pledges(past: Past) -> int:
    """What the pledges have to cover: nothing before an award, or where somebody underwrites it."""
    priced = _priced(past)
    if not priced or getattr(priced[-1], "underwriter", None):
        return 0
    return int(priced[-1].price - priced[-1].subsidy)


def _priced(past: Past) -> list[Any]:
    """What names a price: the plan, or the award."""
    return [entry.event for entry in life(past) if hasattr(entry.event, "price")]


def due_back(past: Past) -> dict[SchoolId, int]:
    """What each school had paid when it withdrew its pledge, if it has given no other since."""
    paid: Counter[SchoolId] = Counter()
    due: dict[SchoolId, int] = {}
    for entry in life(past):
        match entry.event:
            case Payment(school=school, amount=amount):
                paid[school] += amount
            case PledgeTakenBack(school=school):
                due[school] = paid[school]
            case Pledge(school=school):
                due.pop(school, None)
    return due


def chosen(past: Past) -> ProviderId | None:
    """Who is paid, once that was decided, by a plan or by an award."""
    priced = _priced(past)
    return priced[-1].provider if priced else None


def declared(past: Past, provider: ProviderId) -> frozenset[SchoolId]:
    """The partners of which it was said that they are related to a provider."""
    told: list[Any] = [entry.event for entry in life(past)]
    told = [event for event in told if getattr(event, "provider", None) == provider]
    at_once = {school for event in told for school in getattr(event, "conflicts_declared", ())}
    return frozenset(at_once | {event.school for event in told if isinstance(event, Conflict)})


def check_declared(related: Iterable[SchoolId], known: frozenset[SchoolId], path: str) -> None:
    """Refuse to pay a provider whom a partner is related to that has not said so."""
    for school in related:
        if school not in known:
            raise Missing(
                f"School {school} is related to the provider: declare it (declareConflict).", path
            )


def check_partners(past: Past, schools: tuple[SchoolId, ...], path: str) -> None:
    """Refuse a school that takes no part."""
    for school in schools:
        if school not in participants(past):
            raise NotMember(f"School {school} is not a partner.", path)
