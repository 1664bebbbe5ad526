"""Whether to forget somebody costs the same in a log of 10^6 events as in one of 10^4.

The same person has written the same words in both. What is timed is all of it: begun, the key
destroyed, the words and the login gone, the log told. Afterwards nobody reads a word, and every
leaf and earlier root is as it was. Less is better: a ratio may not be over its reach.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from itertools import islice
from statistics import median
from uuid import UUID

import sqlalchemy as sa

from benchmarks import NewDatabase, databases, door, result, sqlite_folder
from benchmarks.generate import fill, made_up
from benchmarks.two_sizes import BIG, SMALL
from ledger.application import Ledger
from ledger.domain.identifiers import PersonId
from ledger.domain.past import SYSTEM
from ledger.domain.privacy import WINDOW, ErasureRequested, WhyErased
from ledger.log import merkle
from ledger.log.engine import reading
from ledger.log.recorder import Recorder
from ledger.log.tables import event
from ledger.privacy.erasing import run

PEOPLE, WARM_UP, TEXTS = 60, 10, 20
"""People who are forgotten in each ledger, and the texts that each of them wrote."""

MOST = 1.5
"""The most that a hundred times the events may cost."""


class Later:
    """A clock that can be put forward."""

    ahead = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead


class Full:
    """A ledger in which people have written, and have asked to be forgotten."""

    def __init__(self, engine: sa.Engine, folder: str, keys: str) -> None:
        self.engine, self.clock = engine, Later()
        plain = door(engine, Recorder(engine), folder, keys)
        self.ledger = Ledger(plain.log, plain.vault, plain.errands, self.clock)
        self.people = [PersonId(str(UUID(int=n))) for n in range(1, PEOPLE + 1)]
        self.words = {person: self._wrote(person) for person in self.people}

    def _wrote(self, person: PersonId) -> list[str]:
        texts = [("note", f"What we saw, number {n}.") for n in range(TEXTS)]
        return self.ledger.vault.seal(texts, person)

    def forget(self, person: PersonId) -> float:
        """Seconds that it takes once it is due."""
        asked = ErasureRequested(person=person, why_erased=WhyErased.ASKED)
        self.ledger.record(asked, SYSTEM)
        self.clock.ahead += WINDOW + timedelta(seconds=1)
        assert self.ledger.vault.open_many(self.words[person]), "they can be read before"
        began = time.perf_counter()
        done = run(self.ledger)
        took = time.perf_counter() - began
        assert done == [f"person:{person}"]
        assert not self.ledger.vault.open_many(self.words[person]), "and by nobody afterwards"
        return took

    def root_at(self, size: int) -> bytes:
        """The root that the first so many leaves have now."""
        edge: list[bytes] = []
        leaves = sa.select(event.c.leaf).where(event.c.position <= size).order_by(event.c.position)
        with reading(self.engine) as db:
            for n, leaf in enumerate(db.execution_options(yield_per=10_000).scalars(leaves)):
                merkle.push(edge, n, bytes(leaf))
        return merkle.root(edge)


def compare(small: Full, big: Full) -> bool:
    """Forget the same people in both, in turn; print the line."""
    before = [(ledger, ledger.ledger.log.head()) for ledger in (small, big)]
    times: dict[bool, list[float]] = {False: [], True: []}
    for n, person in enumerate(small.people):
        for ledger in (small, big)[:: -1 if n % 2 else 1]:
            took = 1_000 * ledger.forget(person)
            if n >= WARM_UP:
                times[ledger is big].append(took)
    for ledger, head in before:
        assert ledger.root_at(head.size) == head.root, "every earlier leaf is as it was"
    name = f"erasure-flat-{big.engine.dialect.name}"
    return result(name, median(times[True]), median(times[False]), MOST, "ms", at_most=True)


def filled(stack: ExitStack, kinds: Iterable[NewDatabase], schools: int, events: int) -> list[Full]:
    """The same made-up ledger on each engine, with keys beside it."""
    urls, keys = ([new() for new in kinds] for _ in ("log", "keys"))
    logs = fill(urls, islice(made_up(schools), events))
    folders = [stack.enter_context(sqlite_folder()) for _ in urls]
    return [Full(*each) for each in zip(logs, folders, keys, strict=True)]


def main() -> int:
    with ExitStack() as stack:
        kinds = stack.enter_context(databases()).values()
        small, big = (filled(stack, kinds, *size) for size in (SMALL, BIG))
        flat = [compare(*pair) for pair in zip(small, big, strict=True)]
        for ledger in (*small, *big):
            ledger.ledger.log.close()
            ledger.engine.dispose()
    return 0 if all(flat) else 1


if __name__ == "__main__":
    sys.exit(main())
