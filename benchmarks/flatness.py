"""Whether an answer of one size costs the same from a log of 10^4 and of 10^6 events.

An average school has the same history in both, so only the size of the ledger differs. They are
asked in turn, in one run. Less is better: a ratio may not be over its reach.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from functools import partial

import sqlalchemy as sa

from benchmarks.generate import TODAY
from benchmarks.two_sizes import BIG, SMALL, Case, are_no_dearer, medians, pairs
from ledger.domain.engagement import engagement as shape
from ledger.envelope import decode
from ledger.log.engine import reading
from ledger.log.reader import Reader
from ledger.projections import VIEWS, history, listing, meetings, schools
from ledger.projections.scope import Role, Scope
from ledger.projections.snapshot import Snapshot, at

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


def compare(small: sa.Engine, big: sa.Engine) -> bool:
    """Ask both ledgers about schools by chance, in turn; print a line for each question."""
    with reading(small) as of_small, reading(big) as of_big:
        cases = {
            "small": Case(SMALL[0], partial(seconds, of_small)),
            "big": Case(BIG[0], partial(seconds, of_big)),
        }
        ms = medians(QUESTIONS, cases, ROUNDS, WARM_UP)
    return are_no_dearer(QUESTIONS, ms, f"flat-{big.dialect.name}", MOST)


def seconds(connection: sa.Connection, question: str, n: int) -> float:
    """How long a question takes about the nth school, asked by the school itself."""
    school = str(100_000 + n)
    scope = Scope(Role.EDITOR, frozenset({school}), TODAY)
    now, log = at(connection, VIEWS, scope), Reader(connection.engine)
    began = time.perf_counter()
    QUESTIONS[question](now, log, school)
    return time.perf_counter() - began


def main() -> int:
    with pairs() as both:
        flat = [compare(*pair) for pair in both]
    return 0 if all(flat) else 1


if __name__ == "__main__":
    sys.exit(main())
