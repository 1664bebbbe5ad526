"""Whether an answer of one size costs the same from a log of 10^4 and of 10^6 events.

An average school has the same history in both, so only the size of the ledger differs. They are
asked in turn, in one run. Here less is better: the ratio must not be over its reach.
"""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from random import Random
from statistics import median

import sqlalchemy as sa

from benchmarks import another_database, postgres, result, sqlite_folder
from benchmarks.generate import TODAY, fill
from ledger.domain.engagement import engagement as shape
from ledger.envelope import decode
from ledger.log.engine import reading
from ledger.log.reader import Reader
from ledger.projections import VIEWS, history, listing, meetings, schools
from ledger.projections.build import prepare
from ledger.projections.entries import Entries
from ledger.projections.follow import follow
from ledger.projections.scope import Role, Scope
from ledger.projections.snapshot import Snapshot, at

SMALL, BIG = (240, 10_000), (24_000, 1_000_000)
"""Schools and events: as many events a school in both."""

ROUNDS, WARM_UP = 150, 20
MOST = 1.3
"""The most that a hundred times the events may cost."""

Ask = Callable[[Snapshot, Reader, str], object]


def school_engagement(now: Snapshot, log: Reader, school: str) -> object:
    contacts = meetings.of_schools(now, schools.lineage(now, school))
    return shape(contacts, now.happened_by)


def school_history(now: Snapshot, log: Reader, school: str) -> object:
    """The first fifty acts with their lives, their schools and what their entries say."""
    acts = listing.acts(now, listing.Wanted(tuple(schools.lineage(now, school))), first=50)
    positions = [act.act for act in acts]
    lives = history.lives(now, positions)
    steps = [step.step for life in lives.values() for step in life]
    return history.parts(now, positions), [decode(stored) for stored in log.at(steps)]


QUESTIONS: dict[str, Ask] = {"engagement": school_engagement, "history": school_history}


def built(urls: Sequence[str], schools_there: int, events: int) -> list[sa.Engine]:
    """The same made-up ledger on each of these databases, with its views."""
    began = time.perf_counter()
    engines = fill(urls, schools_there, events)
    print(f"  {events:,} events written to both in {time.perf_counter() - began:.0f} s")
    for engine in engines:
        prepare(engine, VIEWS)
        began = time.perf_counter()
        follow(engine, VIEWS, Entries(), batch=5_000)
        rate = events / (time.perf_counter() - began)
        print(f"  {engine.dialect.name}: views of {events:,} built at {rate:,.0f} events/s")
    return engines


def compare(small: sa.Engine, big: sa.Engine) -> bool:
    """Ask both ledgers about schools by chance, in turn; print a line for each question."""
    random = Random(1)
    times: dict[tuple[str, bool], list[float]] = defaultdict(list)
    with reading(small) as of_small, reading(big) as of_big:
        for turn in range(ROUNDS + WARM_UP):
            for name, ask in QUESTIONS.items():
                for connection, (number, _) in ((of_small, SMALL), (of_big, BIG)):
                    school = str(100_000 + random.randrange(number))
                    took = measured(connection, ask, school)
                    if turn >= WARM_UP:
                        times[name, connection is of_big].append(took)
    is_flat = []
    for name in QUESTIONS:
        line = f"{name}-flat-{big.dialect.name} (less is better)"
        of_ours, beside = (1000 * median(times[name, is_big]) for is_big in (True, False))
        is_flat.append(not result(line, of_ours, beside, MOST, "ms"))
    return all(is_flat)


def measured(connection: sa.Connection, ask: Ask, school: str) -> float:
    """Seconds that a question takes, asked by the school itself."""
    scope = Scope(Role.EDITOR, frozenset({school}), TODAY)
    now, log = at(connection, VIEWS, scope), Reader(connection.engine)
    began = time.perf_counter()
    ask(now, log, school)
    return time.perf_counter() - began


def main() -> int:
    with ExitStack() as stack:
        folder, server = stack.enter_context(sqlite_folder()), stack.enter_context(postgres())
        small, big = (
            built([f"sqlite:///{folder}/{events}.db", another_database(server)], number, events)
            for number, events in (SMALL, BIG)
        )
        flat = [compare(*pair) for pair in zip(small, big, strict=True)]
        for engine in (*small, *big):
            engine.dispose()
    return 0 if all(flat) else 1


if __name__ == "__main__":
    sys.exit(main())
