"""Whether money and the market cost the same from a large ledger as from a small one.

Schools go in pairs: each pair buys from the provider of its neighbourhood, pays, frees teachers and
says what it was worth. A school and a provider have the same history in both ledgers. They are
asked in turn, in one run; less is better. A rating is drawn towards the mean of all providers, so
it looks at everybody's and is told apart, without a reach.
"""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from datetime import date
from itertools import islice
from random import Random
from statistics import median
from typing import Any

import sqlalchemy as sa

from benchmarks import another_database, postgres, result, sqlite_folder
from benchmarks.generate import BATCH, FOCUSES, SEALED, TODAY, registered, written
from ledger.domain.acts.commission_money import ContributionPaid
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
from ledger.log.engine import open_database, reading
from ledger.log.recorder import Recorder
from ledger.log.schema import prepare as prepare_log
from ledger.projections import VIEWS
from ledger.projections.build import prepare
from ledger.projections.entries import Entries
from ledger.projections.follow import follow
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


def built(urls: Sequence[str], schools: int) -> list[sa.Engine]:
    """The same ledger on each of these databases, with its views."""
    engines = [open_database(url) for url in urls]
    for engine in engines:
        prepare_log(engine)
        recorder, told = Recorder(engine), made_up(schools)
        while batch := list(islice(told, BATCH)):
            recorder.append(batch)
        recorder.close()
        prepare(engine, VIEWS)
        follow(engine, VIEWS, Entries(), batch=BATCH)
    return engines


def compare(small: sa.Engine, big: sa.Engine) -> bool:
    """Ask both ledgers about schools and providers by chance, in turn."""
    random = Random(1)
    times: dict[tuple[str, bool], list[float]] = defaultdict(list)
    with reading(small) as of_small, reading(big) as of_big:
        for turn in range(ROUNDS + WARM_UP):
            for name, ask in (FLAT | APART).items():
                for connection, schools in ((of_small, SMALL), (of_big, BIG)):
                    took = measured(connection, ask, random.randrange(schools))
                    if turn >= WARM_UP:
                        times[name, connection is of_big].append(took)
    reached = []
    for name in FLAT | APART:
        ours, beside = (1000 * median(times[name, is_big]) for is_big in (True, False))
        if name in APART:
            print(f"  {name}-{big.dialect.name}: {beside:.1f} ms of few, {ours:.1f} ms of many")
        else:
            line = f"{name}-flat-{big.dialect.name} (less is better)"
            reached.append(not result(line, ours, beside, MOST, "ms"))
    return all(reached)


def measured(connection: sa.Connection, ask: Ask, n: int) -> float:
    """Seconds that a question takes, asked by an auditor about the nth school and its provider."""
    now = at(connection, VIEWS, Scope(Role.AUDITOR, frozenset(), TODAY))
    began = time.perf_counter()
    ask(now, str(100_000 + n), seller_of(n))
    return time.perf_counter() - began


def main() -> int:
    with ExitStack() as stack:
        folder, server = stack.enter_context(sqlite_folder()), stack.enter_context(postgres())
        small, big = (
            built([f"sqlite:///{folder}/{schools}.db", another_database(server)], schools)
            for schools in (SMALL, BIG)
        )
        flat = [compare(*pair) for pair in zip(small, big, strict=True)]
        for engine in (*small, *big):
            engine.dispose()
    return 0 if all(flat) else 1


if __name__ == "__main__":
    sys.exit(main())
