"""A ledger that serves in a process of its own, and where to look for what it was told."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import psycopg
import sqlalchemy as sa

from api.identity import Asker, issue
from api.opened import opened
from ledger.domain.identifiers import PersonId
from ledger.domain.past import SYSTEM
from ledger.domain.privacy import ErasureRequested, WhyErased
from ledger.log.engine import open_database
from ledger.privacy.erasing import run
from ledger.privacy.export import export
from ledger.settings import Settings
from tests.api.test_cli import COMMAND, free_port
from tests.forgetting.cast import Clock, door
from tests.forgetting.search import dump, found_in, found_in_files

Front = Any


@contextmanager
def served(settings: Settings, log: Path) -> Iterator[tuple[Front, int]]:
    """A ledger that serves in a process of its own, whose every word goes to a file."""
    port = free_port()
    place = ["--data", settings.data, "--database", settings.database, "--keys", settings.keys]
    with (
        log.open("ab") as told,
        subprocess.Popen(
            [*COMMAND, "serve", "--port", str(port), *map(str, place)],
            stdout=subprocess.PIPE, stderr=told, env=os.environ | {"PYTHONUNBUFFERED": "1"},
        ) as server,
    ):  # fmt: skip
        try:
            assert server.stdout.readline(), "it listens"

            def ask(document: str, who: Asker | None, **variables: Any) -> str:
                token = issue(settings, who, datetime.now(UTC))
                body = json.dumps({"query": document, "variables": variables}).encode()
                headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
                with urlopen(
                    Request(f"http://127.0.0.1:{port}/graphql", body, headers), timeout=60
                ) as answer:
                    return answer.read().decode()

            yield ask, server.pid
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(timeout=30)


def in_files(settings: Settings, wanted: list[str], tmp_path: Path) -> dict[str, set[str]]:
    """Where they stand in any file of the databases, with what these wrote ahead."""
    found = found_in_files(tmp_path, wanted)
    if settings.database.startswith("postgresql"):
        with psycopg.connect(settings.database, autocommit=True) as server:
            server.execute("CHECKPOINT")
        folder = sa.make_url(settings.database).query["host"]
        found |= found_in_files(Path(str(folder)), wanted)
    return found


def in_tables(settings: Settings, wanted: list[str]) -> set[str]:
    engines = [open_database(url) for url in (settings.database, settings.keys)]
    found = set().union(*(found_in(dump(engine), wanted) for engine in engines))
    for engine in engines:
        engine.dispose()
    return found


def forget(settings: Settings, *people: str) -> None:
    """As the command does, eight days from now."""
    clock = Clock()
    with opened(settings) as ledger:
        late = door(ledger.engine, ledger.keys, ledger.recorder, clock)
        for person in people:
            asked = ErasureRequested(person=PersonId(person), why_erased=WhyErased.ASKED)
            late.record(asked, SYSTEM)
        clock.pass_the_window()
        assert sorted(run(late)) == sorted(f"person:{person}" for person in people)


def exported(settings: Settings, person: str) -> bytes:
    with opened(settings) as ledger:
        return "".join(export(ledger.ledger, PersonId(person))).encode()
