"""The market: which providers there are, what they offer, who bought of them, who says what.

Offers, and what schools think of a provider, are for every school to see. What was bought is seen
by those who bought it. When something was said, and whether it stands, is told by `history`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, bindparam, func, select, union

from ledger.domain.acts.amendment import Amended
from ledger.domain.acts.commission_award import JointCommissionAwarded
from ledger.domain.acts.cpd_market import OfferPublished
from ledger.domain.acts.joint_commission import (
    BriefWritten,
    ExpertSessionHeld,
    JointCommissionFollowedUp,
    JointCommissionPlanned,
)
from ledger.domain.acts.proof import MechanismConfirmed, MechanismDeclared
from ledger.domain.acts.provider_feedback import ProviderFeedbackGiven
from ledger.domain.entry import topics_of
from ledger.projections.collaborations import member
from ledger.projections.history import act, step
from ledger.projections.money import ALWAYS, Period
from ledger.projections.question import count_of, question, seen
from ledger.projections.schools import school
from ledger.projections.scope import by_membership
from ledger.projections.snapshot import Snapshot
from ledger.projections.view import Entry, Holdings, View

view = View("market", version=2)


# Its tables.


class Dealing(NamedTuple):
    """What a plan, a brief or an award says of who is paid, and of the follow-ups promised."""

    act: int
    entry: int
    collaboration: int
    provider: str | None
    """None in a brief, which names nobody."""
    follow_ups: int | None
    """None in an award, which promises none."""
    since: date
    """The day of the brief or the award; a plan is as old as its act."""


class Offer(NamedTuple):
    """Training that a provider offers."""

    act: int
    collaboration: int
    provider: str


class Feedback(NamedTuple):
    """How good a school says that a provider was at one thing.

    Whether the commission that it is about stands, is told by `history` as well.
    """

    act: int
    collaboration: int
    provider: str
    school: str
    dimension: str
    rating: int
    """From 1 to 5."""


SEEN = by_membership(member)
dealing = view.table(Dealing, key="act entry", seen_by=SEEN, index=["provider act"])
offer = view.table(Offer, key="act", seen_by=SEEN, index=["provider act"])
feedback = view.table(Feedback, key="act", seen_by=SEEN, index=["provider act"])


# What each event does to them.


@view.folds(
    JointCommissionPlanned, BriefWritten, JointCommissionAwarded, OfferPublished,
    ProviderFeedbackGiven, Amended,
)  # fmt: skip
def fold(entry: Entry, known: Holdings) -> Iterator[Any]:
    """What is true of the market from this entry on."""
    of, circle = entry.act, entry.collaboration or entry.act
    match entry.event:
        case JointCommissionPlanned(provider=provider, follow_up_sessions=many):
            yield Dealing(of, entry.position, circle, provider, many, date.min)
        case BriefWritten(follow_up_sessions=many, happened_on=day):
            yield Dealing(of, entry.position, circle, None, many, day)
        case JointCommissionAwarded(provider=provider, happened_on=day):
            yield Dealing(of, entry.position, circle, provider, None, day)
        case OfferPublished(provider=provider):
            yield Offer(of, circle, provider)
        case ProviderFeedbackGiven() as said:
            yield Feedback(of, circle, said.provider, said.school, said.dimension, said.rating)
        case Amended(field=field, new=new):
            yield from _amended(entry, field, json.loads(new), known)


def _amended(entry: Entry, field: str, new: Any, known: Holdings) -> Iterator[Any]:
    for row in known(Dealing, entry.act):
        if row.entry == entry.meant:
            yield _mended(row, field, new)
    if field in ("dimension", "rating", "provider"):
        yield from (row._replace(**{field: new}) for row in known(Feedback, entry.act))
    if field == "provider":
        yield from (row._replace(provider=new) for row in known(Offer, entry.act))


def _mended(row: Dealing, field: str, new: Any) -> Dealing:
    match field:
        case "provider":
            return row._replace(provider=new)
        case "follow_up_sessions":
            return row._replace(follow_ups=new)
        case "happened_on":
            return row._replace(since=date.fromisoformat(new))
        case _:
            return row


# What it can be asked.

PROVIDER: Any = bindparam("provider")
SINCE = dealing.c.since <= bindparam("happened_by")


def _standing(table: Any, *columns: Any) -> Select[Any]:
    """Rows whose acts had come about by then, and were not withdrawn."""
    of = select(*columns).join_from(table, act, table.c.act == act.c.act)
    return of.where(~act.c.is_withdrawn, *seen(table, act))


OFFERED = _standing(offer, offer.c.provider)
TOLD = _standing(feedback, feedback.c.provider).where(~act.c.is_orphaned)
DEALT = _standing(dealing, dealing.c.provider).where(dealing.c.provider.is_not(None), SINCE)
PROVIDERS = union(OFFERED, TOLD, DEALT).subquery()
NAMED = select(PROVIDERS.c.provider)
ONE = question(NAMED.where(PROVIDERS.c.provider == PROVIDER))
PAGE = question(
    NAMED.where(PROVIDERS.c.provider > bindparam("after"))
    .order_by(PROVIDERS.c.provider)
    .limit(bindparam("first"))
)
MANY = count_of(question(NAMED))

OFFERS = question(
    _standing(offer, offer.c.act).where(offer.c.provider == PROVIDER).order_by(offer.c.act)
)
SEVERAL: Any = bindparam("providers", expanding=True)
BOUGHT = question(
    _standing(dealing, dealing.c.provider, dealing.c.act, act.c.day, dealing.c.entry)
    .where(dealing.c.provider.in_(SEVERAL), SINCE)
    .order_by(dealing.c.provider, dealing.c.act, dealing.c.entry)
)
PROMISES = question(
    _standing(dealing, dealing.c.act, dealing.c.entry, dealing.c.follow_ups)
    .where(dealing.c.act.in_(bindparam("acts", expanding=True)), SINCE)
    .where(dealing.c.follow_ups.is_not(None))
    .order_by(dealing.c.act, dealing.c.entry)
)
WHAT_CAME = {
    topic: kind
    for kind in (ExpertSessionHeld, JointCommissionFollowedUp, MechanismDeclared,
                 MechanismConfirmed)
    for topic in topics_of(kind)
}  # fmt: skip
"""The entries by which one can see what came of a commission."""
CAME = question(
    select(step.c.act, step.c.step, step.c.topic)
    .where(step.c.act.in_(bindparam("acts", expanding=True)))
    .where(step.c.topic.in_(sorted(WHAT_CAME)), *seen(step))
    .order_by(step.c.act, step.c.step)
)
IN_PERIOD = (act.c.day >= bindparam("earliest"), act.c.day <= bindparam("latest"))
SAID = _standing(feedback, *(feedback.c[name] for name in Feedback._fields), act.c.day).where(
    ~act.c.is_orphaned, *IN_PERIOD
)
RATED = question(SAID.where(feedback.c.provider.in_(SEVERAL)).order_by(act.c.day, feedback.c.act))
INSTITUTION = func.coalesce(school.c.lineage, feedback.c.school)
"""Whoever speaks under two numbers has one voice."""

BY_SCHOOL = (
    _standing(
        feedback,
        feedback.c.provider,
        func.sum(feedback.c.rating).label("total"),
        func.count().label("many"),
    )
    .outerjoin(school, and_(school.c.school == feedback.c.school, *seen(school)))
    .where(~act.c.is_orphaned, act.c.kind == "provider_feedback", *IN_PERIOD)
    .group_by(feedback.c.provider, INSTITUTION)
    .subquery()
)
ALL_RATED = question(
    select(BY_SCHOOL.c.total, BY_SCHOOL.c.many, func.count().label("schools"))
    .group_by(BY_SCHOOL.c.total, BY_SCHOOL.c.many)
    .order_by(BY_SCHOOL.c.total, BY_SCHOOL.c.many)
)


class Rated(NamedTuple):
    """A school's word on a provider, with its day."""

    act: int
    school: str
    dimension: str
    rating: int
    day: date


class Bought(NamedTuple):
    """A commission of a provider, and what can be seen of what came of it."""

    act: int
    day: date
    promised: int
    """Follow-ups; 0 where none were, or nobody said."""
    agreed: tuple[int, ...]
    """The entries that say who was bought, and what was promised."""
    came: dict[type, tuple[int, ...]]
    """The entries of each kind that say what came of it."""


def is_known(now: Snapshot, provider: str) -> bool:
    """Whether the asker may see anything of such a provider."""
    return now.ask(ONE, provider=provider).first() is not None


def page(now: Snapshot, first: int, after: str = "") -> list[str]:
    """Providers in the order of their names, those after a name."""
    return list(now.ask(PAGE, first=first, after=after).scalars())


def count(now: Snapshot) -> int:
    """How many providers there are, as far as the asker may see them."""
    total: int = now.ask(MANY).scalar_one()
    return total


def expect(now: Snapshot, providers: Iterable[str]) -> None:
    """These stand on one page: what is asked of one of them is read for all together."""
    now.once("providers expected", set[str]).update(providers)


def _together(now: Snapshot, provider: str) -> list[str]:
    return sorted({provider, *now.once("providers expected", set[str])})


def offers(now: Snapshot, provider: str) -> list[int]:
    """The offers of a provider, in the order in which they were published."""
    return list(now.ask(OFFERS, provider=provider).scalars())


def rated(now: Snapshot, provider: str, period: Period = ALWAYS) -> list[Rated]:
    """What schools said of a provider in a period, oldest first."""
    found = now.once(("rated", period), dict[str, list[Rated]])
    if provider not in found:
        asked = _together(now, provider)
        found.update((name, []) for name in asked)
        for row in now.ask(RATED, providers=asked, **period._asdict()):
            said = Rated(row.act, row.school, row.dimension, row.rating, row.day)
            found[row.provider].append(said)
    return found[provider]


def all_rated(now: Snapshot, period: Period = ALWAYS) -> list[tuple[int, int, int]]:
    """Of all providers: a school's ratings added up, how many they are, how many such there are."""
    return [tuple(row) for row in now.ask(ALL_RATED, **period._asdict())]


def bought(now: Snapshot, provider: str) -> list[Bought]:
    """The commissions of a provider that the asker may see."""
    found = now.once("bought", dict[str, list[Bought]])
    if provider not in found:
        asked = _together(now, provider)
        found.update((name, []) for name in asked)
        deals = now.ask(BOUGHT, providers=asked).all()
        acts = sorted({deal.act for deal in deals})
        promises: dict[int, list[Any]] = {of: [] for of in acts}
        for row in now.ask(PROMISES, acts=acts):
            promises[row.act].append(row)
        came = _came(now, acts)
        for (name, of), rows in groupby(deals, key=attrgetter("provider", "act")):
            told = [*rows]
            agreed = {row.entry for row in (*told, *promises[of])}
            promised = promises[of][-1].follow_ups if promises[of] else 0
            found[name].append(Bought(of, told[0].day, promised, tuple(sorted(agreed)), came[of]))
    return found[provider]


def _came(now: Snapshot, acts: list[int]) -> dict[int, dict[type, tuple[int, ...]]]:
    """The entries of each of these acts that say what came of it, by their kinds."""
    came: dict[int, dict[type, tuple[int, ...]]] = {of: {} for of in acts}
    for row in now.ask(CAME, acts=acts):
        of, kind = came[row.act], WHAT_CAME[row.topic]
        of[kind] = (*of.get(kind, ()), row.step)
    return came
