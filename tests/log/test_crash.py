"""A process killed while it writes leaves a whole log, with all that it had acknowledged."""

from __future__ import annotations

import random

import pytest
import sqlalchemy as sa

from ledger.log.recorder import Recorder
from tests.log.cast import assert_whole
from tests.log.child import CONTEXT, append_for_ever, finish, start

ROUNDS = {"sqlite": 25, "postgresql": 15}
WRITERS = 3


def killed_after(acknowledgements: int, url: str, name: str) -> list[tuple[list[str], int]]:
    """Let a process write until it has acknowledged so many appends, kill it, give them all."""
    ours, theirs = CONTEXT.Pipe(duplex=False)
    process = start(append_for_ever, url, name, WRITERS, theirs)
    theirs.close()
    acknowledged = [ours.recv() for _ in range(acknowledgements)]
    process.kill()
    try:
        while True:
            acknowledged.append(ours.recv())
    except EOFError:
        ours.close()
    assert finish(process) == -9
    return acknowledged


def test_what_was_acknowledged_survives_a_kill(
    recorder: Recorder, engine: sa.Engine, database_url: str
) -> None:
    chance = random.Random(20260309)

    for number in range(ROUNDS[engine.dialect.name]):
        acknowledged = killed_after(chance.randint(1, 40), database_url, f"round{number}")

        ids = [event_id for told, _ in acknowledged for event_id in told]
        expected = {
            event_id: last - len(told) + n
            for told, last in acknowledged
            for n, event_id in enumerate(told, 1)
        }
        assert recorder.positions_of(ids) == expected
        size = assert_whole(engine)
        assert recorder.scan(0, size + 1)[-1].position == recorder.size() == size


def test_the_log_goes_on_after_a_kill(recorder: Recorder, database_url: str) -> None:
    killed_after(5, database_url, "before")
    size = recorder.size()

    acknowledged = killed_after(5, database_url, "after")

    assert min(position for _, position in acknowledged) == pytest.approx(size + 1, abs=WRITERS)
