"""The fixed cast of these tests: one act, two schools, and events about them."""

from __future__ import annotations

import threading
from collections.abc import Callable

import sqlalchemy as sa

from ledger.log import merkle
from ledger.log.contract import Condition, Item, Query, Written
from ledger.log.engine import reading
from ledger.log.tables import event, log_head

ACT, ASTOR, DOVER = "act:7", "school:100001", "school:100002"


def written(event_id: str = "", *tags: str, kind: str = "visit-held/1") -> Written:
    """An event, about the act where no tags are given."""
    return Written(kind, b"{}", list(tags or (ACT,)), event_id)


def unless(*tags: str, types: tuple[str, ...] = (), after: int | None = None) -> Condition:
    """On condition that no such event is found."""
    return Condition(Query([Item(list(types), list(tags))]), after)


def together(*errands: Callable[[], object]) -> list[object]:
    """Run them at once; gives for each what it returned or raised."""
    answers: list[object] = [None] * len(errands)
    start = threading.Barrier(len(errands))

    def run(number: int) -> None:
        start.wait()
        try:
            answers[number] = errands[number]()
        except Exception as error:
            answers[number] = error

    threads = [threading.Thread(target=run, args=(n,)) for n in range(len(errands))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def assert_whole(engine: sa.Engine) -> int:
    """Positions have no gap, every leaf is its envelope's, the edge is that of the leaves."""
    with reading(engine) as db:
        size, edge = db.execute(sa.select(log_head.c.size, log_head.c.edge)).one()
        rows = db.execute(sa.select(event).order_by(event.c.position)).all()
    assert [row.position for row in rows] == list(range(1, size + 1))
    again: list[bytes] = []
    for row in rows:
        assert row.leaf == merkle.leaf_hash(row.envelope)
        merkle.push(again, row.position - 1, row.leaf)
    assert merkle.pack(again) == edge
    return size
