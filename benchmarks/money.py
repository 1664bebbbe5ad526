"""Whether money and the market cost the same from a large ledger as from a small one.

Schools go in pairs: each pair buys from the provider of its neighbourhood, pays, frees teachers and
says what it was worth. A school and a provider have the same history in both ledgers. They are
asked in turn, in one run; less is better. A rating is drawn towards the mean of all providers, so
it looks at everybody's and is told apart, without a reach.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from random import Random
from typing import Any

import sqlalchemy as sa

from benchmarks.generate import FOCUSES, SEALED, TODAY, registered, written
from benchmarks.two_sizes import Case, are_no_dearer, medians, pairs_of
from ledger.domain.acts.commission_pool import ContributionPaid
from ledger.domain.acts.joint_commission import ExpertSessionHeld, JointCommissionPlanned
from ledger.domain.acts.provider_feedback import ProviderDimension, ProviderFeedbackGiven
from ledger.domain.acts.release_time import (
    Cover,
    ReleaseTimeGranted,
    ReleaseTimeRequested,
    ReleaseTimeUsed,
)
from ledger.domain.collaboration import CollaborationBegun
from ledger.domain.identifiers import ActId, CitedAct, CollaborationId, ProviderId, SchoolId
from ledger.domain.money import Contribution, Share, Vat
from ledger.domain.outcome import Area, Outcome
from ledger.domain.record import Pence
from ledger.domain.words import Attendance
from ledger.figures import dealings, provider, release, spending
from ledger.log.contract import Written
from ledger.log.engine import reading
from ledger.projections import VIEWS
from ledger.projections.scope import Role, Scope
from ledger.projections.snapshot import Snapshot, at

SMALL, BIG = 120, 6_000
"""Schools, with some ten events each."""

NEIGHBOURS = 30
"""Schools that buy from one provider."""

ROUNDS, WARM_UP = 100, 10
MOST = 1.3
"""The most that fifty times the events may cost."""

DAY = date(2026, 3, 2)

Ask = Callable[[Snapshot, str, str], object]

FLAT: dict[str, Ask] = {
    "money": lambda now, school, _: (
        spending.paid.ask(now, school=school),
        release.cost.ask(now, school=school),
    ),
    "market": lambda now, _, seller: (
        dealings.delivery.ask(now, provider=seller),
        dealings.return_rate.ask(now, provider=seller),
    ),
}
APART: dict[str, Ask] = {"rating": lambda now, _, seller: provider.rating.ask(now, provider=seller)}


def seller_of(n: int) -> str:
    """The provider from which the nth school buys."""
    return f"provider-{n // NEIGHBOURS}"


def made_up(schools: int) -> Iterator[Written]:
    """Everything that these schools bought."""
    random = Random(1)
    numbers = [SchoolId(str(100_000 + n)) for n in range(schools)]
    for n, school in enumerate(numbers):
        yield written(registered(n, school), random)
    for n in range(0, schools, 2):
        yield from _bought(random, (numbers[n], numbers[n + 1]), ProviderId(seller_of(n)))


def _bought(
    random: Random, pair: tuple[SchoolId, SchoolId], seller: ProviderId
) -> Iterator[Written]:
    """What one pair of schools bought, paid and said."""
    begun = written(
        CollaborationBegun(
            title=SEALED, partners=pair, focus=FOCUSES[0], planned_terms=3, happened_on=DAY,
            outcomes=(Outcome(area=Area.SUBJECT, statement=SEALED),),
        ),
        random, by=pair[0],
    )  # fmt: skip
    together = CollaborationId(begun.id)
    planned = written(
        JointCommissionPlanned(
            collaboration=together, focus=FOCUSES[0], planned_for=DAY, minutes=60, partners=pair,
            provider=seller, brief=SEALED, sessions=1, follow_up_sessions=1, price=Pence(80_000),
            vat=Vat.EXEMPT, share=Share.EQUAL,
            contributions=tuple(Contribution(school=one, amount=Pence(40_000)) for one in pair),
        ),
        random, by=pair[0],
    )  # fmt: skip
    yield from (begun, planned)
    act, tags = ActId(planned.id), _of(planned)
    there = tuple(Attendance(school=one, attended=4) for one in pair)
    held = ExpertSessionHeld(act=act, happened_on=DAY, minutes=60, attendance=there)
    yield written(held, random, tags, pair[0])
    for one in pair:
        paid = ContributionPaid(act=act, school=one, amount=Pence(40_000), happened_on=DAY)
        yield written(paid, random, tags, one)
        yield from _released(random, one, together, CitedAct(planned.id))
        said = ProviderFeedbackGiven(
            part_of=together, school=one, provider=seller, commission=CitedAct(planned.id),
            dimension=ProviderDimension.EXPERTISE, rating=random.randint(3, 5), happened_on=DAY,
        )  # fmt: skip
        yield written(said, random, by=one)


def _released(
    random: Random, school: SchoolId, together: CollaborationId, meant_for: CitedAct
) -> Iterator[Written]:
    """The time for which a school freed its teachers."""
    asked = written(
        ReleaseTimeRequested(
            part_of=together, school=school, meant_for=meant_for, minutes=240, happened_on=DAY
        ),
        random, by=school,
    )  # fmt: skip
    yield asked
    of: dict[str, Any] = {"act": ActId(asked.id), "happened_on": DAY, "minutes": 240}
    for event in (ReleaseTimeGranted(**of, cover=Cover.INTERNAL), ReleaseTimeUsed(**of)):
        yield written(event, random, _of(asked), school)


def _of(opened: Written) -> frozenset[str]:
    return frozenset(tag for tag in opened.tags if not tag.startswith("by:"))


def compare(small: sa.Engine, big: sa.Engine) -> bool:
    """Ask both ledgers about schools and providers by chance, in turn."""
    with reading(small) as of_small, reading(big) as of_big:
        cases = {
            "small": Case(SMALL, partial(seconds, of_small)),
            "big": Case(BIG, partial(seconds, of_big)),
        }
        ms = medians(FLAT | APART, cases, ROUNDS, WARM_UP)
    engine = big.dialect.name
    for name in APART:
        few, many = ms[name, "small"], ms[name, "big"]
        print(f"  {name}-{engine}: {few:.1f} ms of few, {many:.1f} ms of many")
    return are_no_dearer(FLAT, ms, f"flat-{engine}", MOST)


def seconds(connection: sa.Connection, question: str, n: int) -> float:
    """How long a question takes about the nth school and its provider, asked by an auditor."""
    now = at(connection, VIEWS, Scope(Role.AUDITOR, frozenset(), TODAY))
    began = time.perf_counter()
    (FLAT | APART)[question](now, str(100_000 + n), seller_of(n))
    return time.perf_counter() - began


def main() -> int:
    with pairs_of(made_up(SMALL), made_up(BIG)) as both:
        flat = [compare(*pair) for pair in both]
    return 0 if all(flat) else 1


if __name__ == "__main__":
    sys.exit(main())
