"""Whoever waits for the log to grow is woken, whichever process made it grow."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
import sqlalchemy as sa

from ledger.log.contract import Item, Query
from ledger.log.engine import open_database
from ledger.log.recorder import Recorder
from ledger.log.schema import prepare
from tests.log.cast import ACT, DOVER, written
from tests.log.child import append_once, finish, start

LONG = 20.0
"""Seconds after which a test gives up. Nobody waits that long when all is well."""


def test_the_bell_tells_at_once_what_is_there_already(recorder: Recorder) -> None:
    recorder.append([written("e1")])

    assert recorder.bell.wait_beyond(0, timeout=0) == 1


def test_the_bell_gives_up_in_time(recorder: Recorder) -> None:
    recorder.append([written("e1")])
    before = time.monotonic()

    assert recorder.bell.wait_beyond(1, timeout=0.1) == 1
    assert time.monotonic() - before < LONG


def test_the_bell_rings_for_this_process(recorder: Recorder) -> None:
    with ThreadPoolExecutor() as threads:
        waiting = threads.submit(recorder.bell.wait_beyond, 0, LONG)
        recorder.append([written("e1")])

        assert waiting.result() == 1


def test_the_bell_rings_for_another_process(recorder: Recorder, database_url: str) -> None:
    recorder.append([written("e1")])
    before = time.monotonic()

    child = start(append_once, database_url, "e2")

    assert recorder.bell.wait_beyond(1, LONG) == 2
    assert time.monotonic() - before < LONG
    assert finish(child) == 0


def test_the_bell_knows_what_another_process_did_before_anybody_waited(
    recorder: Recorder, database_url: str
) -> None:
    finish(start(append_once, database_url, "e1"))

    assert recorder.bell.wait_beyond(0, LONG) == 1


def test_the_bell_rings_for_what_is_appended_alone(recorder: Recorder) -> None:
    with recorder.alone() as log:
        log.append([written("e1")])
        assert recorder.bell._size == 0

    assert recorder.bell.wait_beyond(0, timeout=0) == 1


def test_a_closed_bell_does_not_keep_anybody(recorder: Recorder) -> None:
    recorder.bell.wait_beyond(0, timeout=0)

    recorder.close()

    assert recorder.bell.wait_beyond(0, timeout=0) == 0


def test_a_subscription_goes_from_the_past_into_the_present(
    recorder: Recorder, database_url: str
) -> None:
    recorder.append([written("e1"), written("e2", DOVER)])

    with recorder.subscribe(Query([Item(tags=[ACT])])) as subscription:
        assert next(subscription).event.id == "e1"  # type: ignore[attr-defined]
        recorder.append([written("e3", DOVER), written("e4")])
        assert next(subscription).position == 4
        child = start(append_once, database_url, "e5")
        assert next(subscription).position == 5
        assert finish(child) == 0


def test_a_subscription_in_memory_needs_no_listener() -> None:
    engine = open_database("sqlite://")
    prepare(engine)
    recorder = Recorder(engine)

    with recorder.subscribe(after=1) as subscription:
        recorder.append([written("e1"), written("e2")])
        assert next(subscription).position == 2

    recorder.close()
    engine.dispose()


def test_listening_goes_on_after_the_connection_was_lost(
    postgresql_url: str, request: pytest.FixtureRequest
) -> None:
    engine: sa.Engine = open_database(postgresql_url)
    recorder = Recorder(engine)
    finish(start(append_once, postgresql_url, "e1"))
    assert recorder.bell.wait_beyond(0, LONG) == 1
    with psycopg.connect(postgresql_url, autocommit=True) as server:
        server.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )

    finish(start(append_once, postgresql_url, "e2"))

    assert recorder.bell.wait_beyond(1, LONG) == 2
    recorder.close()
    engine.dispose()
