"""The same history in a small ledger and in a large one, on each engine, to be asked in turn.

An average school has as many events in both, so only the size of the ledger differs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from random import Random
from statistics import median

import sqlalchemy as sa

from benchmarks import databases, result
from benchmarks.building import first_build
from benchmarks.generate import fill, made_up
from ledger.log.contract import Written
from ledger.log.engine import empty_wal
from ledger.projections import VIEWS

SMALL, BIG = (240, 10_000), (24_000, 1_000_000)
"""Schools and events: as many events a school in both."""

MEGABYTE = 2**20

Pair = tuple[sa.Engine, sa.Engine]

Medians = Mapping[tuple[str, str], float]
"""Milliseconds of a question in a case."""


@dataclass(frozen=True)
class Case:
    """One way to ask: of a ledger of so many schools, some question about the nth of them."""

    schools: int
    seconds: Callable[[str, int], float]


@contextmanager
def pairs() -> Iterator[list[Pair]]:
    """Both sizes of the general history, with all views, on each engine."""
    with pairs_of(*(islice(made_up(schools), events) for schools, events in (SMALL, BIG))) as both:
        yield both


@contextmanager
def pairs_of(*told: Iterable[Written]) -> Iterator[list[Pair]]:
    """A small ledger and a large one of what is told, with all views, on each engine."""
    with databases() as kinds:
        small, big = (built([new() for new in kinds.values()], events) for events in told)
        for engine in (*small, *big):
            settle(engine)
        yield list(zip(small, big, strict=True))
        for engine in (*small, *big):
            engine.dispose()


def built(urls: Sequence[str], told: Iterable[Written]) -> list[sa.Engine]:
    """The same ledger on each of these databases, with its views."""
    engines = fill(urls, told)
    for engine in engines:
        took = first_build(engine, VIEWS)
        print(f"  {engine.dialect.name}: all views built in {took:.1f} s", flush=True)
    return engines


def settle(engine: sa.Engine) -> None:
    """Let a database do now what it does by itself after so much was written, and not meanwhile.

    Whichever it is, all of it has been read once then, as in a server that has run for a while.
    PostgreSQL does that in its `VACUUM`; a file of SQLite may have left the system's memory.
    """
    if engine.dialect.name == "sqlite":
        empty_wal(engine)
        with open(engine.url.database or "", "rb") as file:
            while file.read(MEGABYTE):
                pass
        return
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("VACUUM ANALYZE")
        connection.exec_driver_sql("CHECKPOINT")


def medians(
    questions: Iterable[str], cases: Mapping[str, Case], rounds: int, warm_up: int
) -> Medians:
    """How long each question takes in each case, about schools by chance.

    The cases take turns at the first place: who comes second may find something in a cache.
    """
    random = Random(1)
    times: dict[tuple[str, str], list[float]] = defaultdict(list)
    for turn in range(warm_up + rounds):
        in_turn = list(cases.items())[:: -1 if turn % 2 else 1]
        for question in questions:
            place = random.random()
            for name, case in in_turn:
                took = case.seconds(question, int(place * case.schools))
                times[question, name].append(1_000 * took)
    return {asked: median(took[warm_up:]) for asked, took in times.items()}


def are_no_dearer(
    questions: Iterable[str],
    ms: Medians,
    line: str,
    most: float,
    cases: tuple[str, str] = ("big", "small"),
) -> bool:
    """Print a line for each question; gives whether none costs much more in the first case."""
    ours, beside = cases
    reached = [
        result(f"{name}-{line}", ms[name, ours], ms[name, beside], most, "ms", at_most=True)
        for name in questions
    ]
    return all(reached)
