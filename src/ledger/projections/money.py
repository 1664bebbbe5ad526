"""Money: what schools paid in and got back, and what it cost them to free their teachers.

A row is one sum, or one length of time, as one entry has it: what it adds up to, for a school, a
trust or a collaboration, is worked out when somebody asks. The account of one commission is made
from its life.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Select, bindparam, exists, or_, select

from ledger.domain.act import Reinstatement, Withdrawal
from ledger.domain.acts import KINDS
from ledger.domain.acts.amendment import Amended
from ledger.domain.acts.commission_account import CommissionReconciled
from ledger.domain.acts.commission_pool import ContributionPaid
from ledger.domain.acts.joint_commission import CommissionNeedAgreed, JointCommissionPlanned
from ledger.domain.acts.release_time import (
    CoverCostRecorded,
    ReleaseTimeGranted,
    ReleaseTimeRequested,
    ReleaseTimeUsed,
)
from ledger.domain.record import Code
from ledger.projections.collaborations import member
from ledger.projections.history import act
from ledger.projections.question import question, seen
from ledger.projections.scope import by_membership
from ledger.projections.snapshot import Snapshot
from ledger.projections.view import Ended, Entry, Holdings, View

view = View("money", version=3)


class Said(Code):
    """What an entry says of release time."""

    REQUESTED = "requested"
    GRANTED = "granted"
    USED = "used"
    COST = "cost"


# Its tables.


class Purse(NamedTuple):
    """An act in which money or time is told of, as far as its rows have to know it."""

    act: int
    collaboration: int
    school: str | None
    """Whose release time it is; None for a commission, where each entry names its school."""
    meant_for: int
    """The act for which time was released; 0 for a commission."""


class Payment(NamedTuple):
    """What a school put in, or, below nought, got back."""

    act: int
    entry: int
    school: str
    collaboration: int
    pence: int
    happened_on: date
    counts: bool


class Release(NamedTuple):
    """What one entry says of the time for which a school freed its teachers."""

    act: int
    entry: int
    school: str
    collaboration: int
    meant_for: int
    said: Said
    minutes: int
    """Of all colleagues together; 0 where the entry tells of money."""
    pence: int | None
    """What it cost, or, where time was granted, what a day of cover costs."""
    how: str
    """Who stands in, or how a cost was found."""
    happened_on: date
    counts: bool


SEEN = by_membership(member)
purse = view.table(Purse, key="act", seen_by=SEEN)
payment = view.table(
    Payment,
    key="act entry school",
    seen_by=SEEN,
    index=["school happened_on", "collaboration happened_on"],
)
release = view.table(
    Release, key="act entry", seen_by=SEEN, index=["school happened_on", "meant_for school"]
)


# What each event does to them.

TURNS = tuple(kind for kind in KINDS if issubclass(kind, Withdrawal | Reinstatement))


@view.folds(
    JointCommissionPlanned, CommissionNeedAgreed, ContributionPaid, CommissionReconciled,
    ReleaseTimeRequested, ReleaseTimeGranted, ReleaseTimeUsed, CoverCostRecorded, Amended, *TURNS,
)  # fmt: skip
def fold(entry: Entry, known: Holdings) -> Iterator[Any]:
    """What is true of money and time from this entry on."""
    match entry.event:
        case JointCommissionPlanned() | CommissionNeedAgreed():
            yield Purse(entry.act, entry.collaboration or entry.act, None, 0)
        case ReleaseTimeRequested(school=school):
            circle = entry.collaboration or entry.act
            yield (mine := Purse(entry.act, circle, school, entry.cited))
            yield _release(entry, mine)
        case ReleaseTimeGranted() | ReleaseTimeUsed() | CoverCostRecorded():
            yield from (_release(entry, mine) for mine in known(Purse, entry.act))
        case ContributionPaid(school=school, amount=amount):
            yield from _paid(entry, {school: amount}, known)
        case CommissionReconciled(refunds=refunds):
            # A later account stands in place of the one before: what that gave back goes with it.
            yield from (Ended(row) for row in known(Payment, entry.act) if row.pence < 0)
            yield from _paid(entry, {back.school: -back.amount for back in refunds}, known)
        case Amended(field=field, new=new):
            yield from _amended(entry.meant, field, json.loads(new), entry.act, known)
        case turn:
            counts = isinstance(turn, Reinstatement)
            for kind in (Payment, Release):
                rows: list[Any] = known(kind, entry.act)
                yield from (row._replace(counts=counts) for row in rows)


def _paid(entry: Entry, sums: dict[Any, int], known: Holdings) -> Iterator[Payment]:
    day = entry.event.happened_on
    for of, circle, _, _ in known(Purse, entry.act):
        for school, pence in sums.items():
            yield Payment(of, entry.position, school, circle, pence, day, True)


def _release(entry: Entry, mine: Purse) -> Release:
    assert mine.school is not None, "release time is of one school"
    said, minutes, pence, how = _told(entry.event)
    return Release(
        mine.act, entry.position, mine.school, mine.collaboration, mine.meant_for, said, minutes,
        pence, how, entry.event.happened_on, True,
    )  # fmt: skip


def _told(event: Any) -> tuple[Said, int, int | None, str]:
    match event:
        case ReleaseTimeRequested(minutes=minutes):
            return Said.REQUESTED, minutes, None, ""
        case ReleaseTimeGranted(minutes=minutes, cover=cover, rate=rate):
            return Said.GRANTED, minutes, rate, cover
        case CoverCostRecorded(amount=amount, cost_method=method):
            return Said.COST, 0, amount, method
        case _:
            return Said.USED, event.minutes, None, ""


def _amended(meant: int, field: str, new: Any, of: int, known: Holdings) -> Iterator[Any]:
    """The rows that come from the entry amended, with the fact as it is now."""
    for paid in known(Payment, of):
        if paid.entry == meant:
            yield _mended(paid, field, new)
    for told in known(Release, of):
        if told.entry == meant and field in COLUMNS:
            value: Any = date.fromisoformat(new) if field == "happened_on" else new
            yield told._replace(**{COLUMNS[field]: value})


COLUMNS = {
    "happened_on": "happened_on", "minutes": "minutes", "amount": "pence", "rate": "pence",
    "cover": "how", "cost_method": "how",
}  # fmt: skip
"""In which column of release time an amended fact stands."""


def _mended(paid: Payment, field: str, new: Any) -> Payment:
    match field:
        case "happened_on":
            return paid._replace(happened_on=date.fromisoformat(new))
        case "amount":
            return paid._replace(pence=new)
        case "refunds":
            back = {one["school"]: one["amount"] for one in new}
            return paid._replace(pence=-back[paid.school])
        case _:
            return paid


# What it can be asked.


class Period(NamedTuple):
    """From one day to another, both counted."""

    earliest: date = date.min
    latest: date = date.max


ALWAYS = Period()


def _in_period(table: Any, *given: Any) -> Select[Any]:
    return (
        select(*(table.c[name] for name in FIELDS[table.name]))
        .where(
            table.c.counts,
            table.c.happened_on >= bindparam("earliest"),
            table.c.happened_on <= bindparam("latest"),
            *given,
            *seen(table),
        )
        .order_by(table.c.happened_on, table.c.entry, table.c.school)
    )


FIELDS = {payment.name: Payment._fields, release.name: Release._fields}
SCHOOLS: Any = bindparam("schools", expanding=True)
ACTS: Any = bindparam("acts", expanding=True)
STANDS = ~exists().where(
    act.c.act == release.c.meant_for, or_(act.c.is_withdrawn, act.c.is_orphaned), *seen(act)
)
"""What the time was for stands: else it is orphaned, and does not count."""
PAID_BY = question(_in_period(payment, payment.c.school.in_(SCHOOLS)))
PAID_IN = question(_in_period(payment, payment.c.collaboration == bindparam("collaboration")))
RELEASED_BY = question(_in_period(release, release.c.school.in_(SCHOOLS), STANDS))
RELEASED_FOR = question(_in_period(release, release.c.meant_for.in_(ACTS), STANDS))


def paid_by(now: Snapshot, schools: Iterable[str], period: Period = ALWAYS) -> list[Payment]:
    """What these schools put in and got back in a period, oldest first."""
    rows = now.ask(PAID_BY, schools=sorted(set(schools)), **period._asdict())
    return [Payment._make(row) for row in rows]


def paid_in(now: Snapshot, collaboration: int, period: Period = ALWAYS) -> list[Payment]:
    """What was put in and given back in the commissions of a collaboration."""
    rows = now.ask(PAID_IN, collaboration=collaboration, **period._asdict())
    return [Payment._make(row) for row in rows]


def released_by(now: Snapshot, schools: Iterable[str], period: Period = ALWAYS) -> list[Release]:
    """What was said of the release time of these schools in a period, oldest first."""
    rows = now.ask(RELEASED_BY, schools=sorted(set(schools)), **period._asdict())
    return [_as_release(row) for row in rows]


def released_for(now: Snapshot, acts: Iterable[int]) -> list[Release]:
    """What was said of the release time for these acts, as far as the asker may see it."""
    rows = now.ask(RELEASED_FOR, acts=sorted(set(acts)), **ALWAYS._asdict())
    return [_as_release(row) for row in rows]


def _as_release(row: Any) -> Release:
    return Release._make(row)._replace(said=Said(row.said))
