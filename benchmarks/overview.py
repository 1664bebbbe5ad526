"""Whether a trust's overview costs the same from a large ledger as from a small one, and looking
back the same as looking at now.

A trust of thirty schools over nine terms has the same history in both ledgers, on average. They are
asked in turn, in one run; less is better, and a ratio must not be over its reach.
"""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from collections.abc import Callable
from contextlib import ExitStack
from random import Random
from statistics import median

import sqlalchemy as sa

from benchmarks import another_database, postgres, result, sqlite_folder
from benchmarks.flatness import BIG, SMALL, built
from benchmarks.generate import SCHOOLS_A_TRUST, TODAY, trust_of
from ledger.figures import isolation, network, overview, similar
from ledger.figures.subject import trust as whole
from ledger.log.engine import reading
from ledger.projections import VIEWS
from ledger.projections.scope import Role, Scope
from ledger.projections.snapshot import Snapshot, at

ROUNDS, WARM_UP = 40, 6
MOST, MOST_BACK = 1.3, 1.2
"""The most that a hundred times the events may cost, and that an earlier position may."""

BACK = 0.98
"""How far back one looks: nearly all was known, so the answers are about as large."""

Ask = Callable[[Snapshot, str, str], object]


def at_a_glance(now: Snapshot, trust: str, school: str) -> object:
    """All that stands above the fold."""
    return (
        overview.active.ask(now, trust=trust),
        overview.acts.ask(now, trust=trust, terms_ago=0),
        overview.acts.ask(now, trust=trust, terms_ago=1),
        overview.unfollowed.ask(now, trust=trust),
        overview.grid(now, trust),
        overview.unknowns(now, trust),
    )


def hanging_together(now: Snapshot, trust: str, school: str) -> object:
    return network.shape_of(now, whole(trust)), network.across.ask(
        now, about=whole(trust), by="trust"
    )


def standing_alone(now: Snapshot, trust: str, school: str) -> object:
    return isolation.of_school(now, school), isolation.suggestion(now, school)


QUESTIONS: dict[str, Ask] = {
    "overview": at_a_glance,
    "network": hanging_together,
    "isolation": standing_alone,
}


def compare(small: sa.Engine, big: sa.Engine) -> bool:
    """Ask both ledgers about trusts by chance, in turn, and the big one also about earlier."""
    random = Random(1)
    times: dict[tuple[str, str], list[float]] = defaultdict(list)
    with reading(small) as of_small, reading(big) as of_big:
        for turn in range(ROUNDS + WARM_UP):
            for name, ask in QUESTIONS.items():
                for ledger, connection, number, back in (
                    ("small", of_small, SMALL[0], 1.0),
                    ("big", of_big, BIG[0], 1.0),
                    ("back", of_big, BIG[0], BACK),
                ):
                    if ledger != "back":
                        first = random.randrange(number // SCHOOLS_A_TRUST) * SCHOOLS_A_TRUST
                    took = measured(connection, ask, first, back)
                    if turn >= WARM_UP:
                        times[name, ledger].append(took)
    reached = []
    for name in QUESTIONS:
        small_ms, big_ms, back_ms = (
            1000 * median(times[name, ledger]) for ledger in ("small", "big", "back")
        )
        line = f"{name}-{{}}-{big.dialect.name} (less is better)"
        reached.append(not result(line.format("flat"), big_ms, small_ms, MOST, "ms"))
        reached.append(not result(line.format("back"), back_ms, big_ms, MOST_BACK, "ms"))
    return all(reached)


def measured(connection: sa.Connection, ask: Ask, first: int, back: float) -> float:
    """Seconds that a question takes, asked by an auditor about a trust and its first school."""
    scope = Scope(Role.AUDITOR, frozenset(), TODAY)
    newest = at(connection, VIEWS, scope)
    now = at(connection, VIEWS, scope, known_by=int(newest.known_by * back))
    trust = trust_of(first)
    began = time.perf_counter()
    ask(now, trust, str(100_000 + first))
    return time.perf_counter() - began


def likeness(engine: sa.Engine) -> None:
    """How long it takes to find the schools most like one, of all there are; a figure alone."""
    with reading(engine) as connection:
        now = at(connection, VIEWS, Scope(Role.AUDITOR, frozenset(), TODAY))
        began = time.perf_counter()
        found = similar.alike(now, "100000")
        took = time.perf_counter() - began
    many = len(found.intakes) if found else 0
    print(f"  {engine.dialect.name}: the fifty most alike of {many:,} schools in {took:.2f} s")


def main() -> int:
    with ExitStack() as stack:
        folder, server = stack.enter_context(sqlite_folder()), stack.enter_context(postgres())
        small, big = (
            built([f"sqlite:///{folder}/{events}.db", another_database(server)], number, events)
            for number, events in (SMALL, BIG)
        )
        flat = [compare(*pair) for pair in zip(small, big, strict=True)]
        for engine in big:
            likeness(engine)
        for engine in (*small, *big):
            engine.dispose()
    return 0 if all(flat) else 1


if __name__ == "__main__":
    sys.exit(main())
