"""What came of what schools bought from a provider, and how its offers differ from what they were.

What came of commissions is told from those that the asker may see, and says so; nothing is told
before three schools stand behind it. An offer is compared with its own revisions: whether a
provider has got better is a difference to be read, not an opinion (`domain.md` 3.6).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from ledger.domain.acts.cpd_market import OfferPublished, OfferRevised
from ledger.domain.acts.joint_commission import ExpertSessionHeld, JointCommissionFollowedUp
from ledger.domain.acts.proof import MechanismConfirmed, MechanismDeclared
from ledger.domain.calendar import term_of
from ledger.domain.past import Past
from ledger.figures.figure import MOST_SECURE, Caution, FigureUnit, Measured, not_recorded, too_few
from ledger.figures.method import method
from ledger.figures.provider import lineages
from ledger.projections import history, market
from ledger.projections.lives import lives
from ledger.projections.market import Bought
from ledger.projections.snapshot import Snapshot
from ledger.statistics import provider as statistics
from ledger.statistics.no_answer import TooFew
from ledger.statistics.provider import FEWEST_SCHOOLS


@method(
    "provider.delivery/1",
    formula="follow-ups held / follow-ups promised, over the commissions in which it has come",
)
def delivery(now: Snapshot, *, provider: str) -> Measured:
    """What share of the promised follow-ups was held."""

    def share(deals: Sequence[Bought]) -> tuple[float, int]:
        held, promised = _many(deals, JointCommissionFollowedUp), sum(x.promised for x in deals)
        return statistics.delivery(held, promised), promised

    return _of_deals(now, provider, "delivered", share, JointCommissionFollowedUp)


@method(
    "provider.fidelity/1",
    formula="mechanisms that a colleague of another school has seen / mechanisms declared",
)
def fidelity(now: Snapshot, *, provider: str) -> Measured:
    """What share of the ways in which it was meant to work was seen."""

    def share(deals: Sequence[Bought]) -> tuple[float, int]:
        seen, declared = _many(deals, MechanismConfirmed), _many(deals, MechanismDeclared)
        return statistics.fidelity(seen, declared), declared

    return _of_deals(now, provider, "faithful", share, MechanismDeclared, MechanismConfirmed)


@method(
    "provider.return_rate/1",
    formula="schools that commissioned it again within three terms / schools that did, or have had "
    "three terms to",
)
def return_rate(now: Snapshot, *, provider: str) -> Measured:
    """What share of schools came back."""

    def share(deals: Sequence[Bought]) -> tuple[float, int]:
        last = term_of(now.happened_by).number - 1
        found = statistics.return_rate(_terms(now, deals), last)
        return found.share, found.schools

    return _of_deals(now, provider, "came_back", share)


def _of_deals(
    now: Snapshot,
    provider: str,
    message: str,
    share: Callable[[Sequence[Bought]], tuple[float, int]],
    *kinds: type,
) -> Measured:
    """A share of n, over the commissions in which the provider has come, from three schools on."""
    deals = market.bought(now, provider)
    came = [deal for deal in deals if ExpertSessionHeld in deal.came]
    if not came and now.scope.sees_all:
        return not_recorded(FigureUnit.SHARE, message)
    if len(_terms(now, came)) < FEWEST_SCHOOLS:
        return too_few(FigureUnit.SHARE, message)
    try:
        value, n = share(came)
    except TooFew:
        return not_recorded(FigureUnit.SHARE, message)
    return Measured(
        value=value,
        unit=FigureUnit.SHARE,
        message=f"{message}.more" if value > 1 else message,
        n=n,
        cautions=() if now.scope.sees_all else (Caution.SEEN_ONLY,),
        security=MOST_SECURE - (not now.scope.sees_all),
        reasons=() if now.scope.sees_all else ("seen_only",),
        sources=tuple(
            position
            for deal in came
            for kind in (ExpertSessionHeld, *kinds)
            for position in (deal.act, *deal.agreed, *deal.came.get(kind, ()))
        ),
    )


def _many(deals: Sequence[Bought], kind: type) -> int:
    return sum(len(deal.came.get(kind, ())) for deal in deals)


def _terms(now: Snapshot, deals: Sequence[Bought]) -> Mapping[str, list[int]]:
    """The numbers of the terms in which each school bought from it."""
    taking_part = _parts(now, [deal.act for deal in deals])
    one = lineages(now, {urn for urns in taking_part.values() for urn in urns})
    terms: dict[str, list[int]] = {}
    for deal in deals:
        for school in {one.get(urn, urn) for urn in taking_part.get(deal.act, ())}:
            terms.setdefault(school, []).append(term_of(deal.day).number)
    return terms


def _parts(now: Snapshot, acts: Sequence[int]) -> dict[int, list[str]]:
    """The schools that take part in each of these acts; each act is asked about once."""
    known = now.once("parts of commissions", dict[int, list[str]])
    if new := set(acts) - known.keys():
        known |= {act: [] for act in new} | history.parts(now, new)
    return {act: known[act] for act in acts}


FEATURES = {
    "sessions": FigureUnit.SESSIONS,
    "follow_up_sessions": FigureUnit.FOLLOW_UPS,
    "evidence_cited": FigureUnit.DOCUMENTS,
    "price": FigureUnit.PENCE,
}
"""What of an offer can be compared with what it was, and in what it counts."""


@method(
    "provider.revised/1",
    formula="over all revisions of all its offers since a day: what it says now, less what it "
    "said before",
)
def revised(now: Snapshot, *, provider: str, feature: str, since: str) -> Measured:
    """By how much an offer has more of something than it had."""
    offers = lives(now, market.offers(now, provider))
    unit = FEATURES.get(feature, FigureUnit.NONE)
    if not any(past.has(OfferPublished) for past in offers.values()):
        return not_recorded(unit)
    day = date.fromisoformat(since)
    told = [
        (size, position)
        for past in offers.values()
        for size, position in _differences(past, feature, day)
    ]
    more = sum(size for size, _ in told)
    up, down = ("dearer", "cheaper") if unit is FigureUnit.PENCE else ("more", "less")
    return Measured(
        value=more,
        unit=unit,
        message=f"revised.{up if more > 0 else down if more < 0 else 'same'}",
        sources=(*offers, *(position for _, position in told)),
    )


def _differences(past: Past, feature: str, since: date) -> list[tuple[int, int]]:
    """By how much each revision changed it, with the position of the revision."""
    offer, found = past.all(OfferPublished)[0], []
    for entry in past.entries_of(OfferRevised):
        before, offer = offer, entry.event.revise(offer)
        if entry.event.field == feature and entry.event.happened_on >= since:
            after, was = getattr(offer, feature), getattr(before, feature)
            found.append((_size(after) - _size(was), entry.position))
    return found


def _size(value: Any) -> int:
    return len(value) if isinstance(value, tuple) else int(value)
