"""Whether a trust's overview costs the same from a large ledger as from a small one, and looking
back the same as looking at now.

A trust of thirty schools over nine terms has the same history in both ledgers, on average. They are
asked in turn, in one run. Less is better: a ratio may not be over its reach.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from functools import partial

import sqlalchemy as sa

from benchmarks.generate import SCHOOLS_A_TRUST, TODAY, trust_of
from benchmarks.two_sizes import BIG, SMALL, Case, are_no_dearer, medians, pairs
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
    with reading(small) as of_small, reading(big) as of_big:
        cases = {
            "small": Case(SMALL[0], partial(seconds, of_small)),
            "big": Case(BIG[0], partial(seconds, of_big)),
            "back": Case(BIG[0], partial(seconds, of_big, back=BACK)),
        }
        ms = medians(QUESTIONS, cases, ROUNDS, WARM_UP)
    engine = big.dialect.name
    is_back = are_no_dearer(QUESTIONS, ms, f"back-{engine}", MOST_BACK, ("back", "big"))
    return are_no_dearer(QUESTIONS, ms, f"flat-{engine}", MOST) and is_back


def seconds(connection: sa.Connection, question: str, n: int, back: float = 1.0) -> float:
    """How long a question takes about the trust of the nth school and the first in it.

    An auditor asks it.
    """
    scope = Scope(Role.AUDITOR, frozenset(), TODAY)
    newest = at(connection, VIEWS, scope)
    now = at(connection, VIEWS, scope, known_by=int(newest.known_by * back))
    first = n - n % SCHOOLS_A_TRUST
    trust, school = trust_of(first), str(100_000 + first)
    began = time.perf_counter()
    QUESTIONS[question](now, trust, school)
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
    with pairs() as both:
        for _, big in both:
            likeness(big)
        flat = [compare(*pair) for pair in both]
    return 0 if all(flat) else 1


if __name__ == "__main__":
    sys.exit(main())
