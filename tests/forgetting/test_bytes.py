"""E1: after an erasure the person is in no byte: of a table, a file, a log, an answer, a memory.

The memory is that of a process that started afterwards. One that has opened words before may keep
some of their bytes until it uses the space again: decision 0012 says so.
"""

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
import pytest
import sqlalchemy as sa

from api.identity import Asker, issue
from api.opened import opened
from ledger.domain.identifiers import PersonId, SchoolId
from ledger.domain.past import SYSTEM, Role
from ledger.domain.privacy import ErasureRequested, WhyErased
from ledger.log.engine import open_database
from ledger.privacy.erasing import run
from ledger.privacy.export import export
from ledger.settings import Settings, read_settings
from tests.api.desk import A_DAY, ADA, ASTOR, AUD, BEN, DOVER, FIRST_DAY, LATER, TALK
from tests.api.test_cli import COMMAND, free_port
from tests.forgetting.cast import Clock, door
from tests.forgetting.search import dump, found_in, found_in_files, found_in_memory, markers

Front = Any
PAGE = (
    "{ ledger { collaborations { nodes { title { printed } outcomes { statement { printed } } "
    "life { __typename stored } } } acts { nodes { sentence life { sentence stored "
    "... on VisitFollowedUp { tried { text whyNoText printed } } "
    "... on VisitRescheduled { reason { text whyNoText printed } } } } } } }"
)


@pytest.fixture
def settings(tmp_path: Path, database_url: str, keys_url: str) -> Settings:
    return read_settings({}, data=tmp_path / "data", database=database_url, keys=keys_url)


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


def record(front: Front, who: Asker, command: str, **facts: Any) -> str:
    name = command[0].upper() + command[1:]
    document = (
        f"mutation($input: {name}Input!) {{ {command}(input: $input) {{ __typename "
        "... on RecordedEntry { id recordedBy } ... on Refusal { sentence } } }"
    )
    answer = json.loads(front(document, who, input=facts))["data"][command]
    assert "id" in answer, answer
    return answer


def tell(front: Front, ann: Asker, words: dict[str, str]) -> str:
    """Ann writes all these words; gives her pseudonym."""
    texts = [text for kind, text in words.items() if kind != "login"]
    for urn in (ASTOR, DOVER):
        record(front, ADA, "registerSchool", school=urn, name=urn, phase="PRIMARY")
    begun = record(
        front, ann, "beginCollaboration", title=texts[0], partners=[ASTOR, DOVER], focus=TALK,
        outcomes=[{"area": "SUBJECT", "statement": text} for text in texts[1:5]],
        plannedTerms=6, happenedOn=FIRST_DAY,
    )  # fmt: skip
    for start in range(5, len(texts), 2):
        reason, *tried = texts[start : start + 2]
        act = record(
            front, ann, "planVisit", collaboration=begun["id"], plannedFor=A_DAY, minutes=60,
            host=ASTOR, visitors=[DOVER], purpose="REFINE", focus=TALK,
        )["id"]  # fmt: skip
        record(front, ann, "rescheduleVisit", act=act, plannedFor=A_DAY, reason=reason)
        came = [{"school": school, "attended": 2} for school in (ASTOR, DOVER)]
        record(
            front, ann, "holdVisit", act=act, happenedOn=A_DAY, minutes=60, lessonsSeen=1,
            attendance=came,
        )  # fmt: skip
        for text in tried:
            record(front, ann, "followUpVisit", act=act, happenedOn=LATER, tried=text)
    return begun["recordedBy"]


def everything(front: Front) -> bytes:
    """What everybody else is told: an editor, an auditor, an admin."""
    return "".join(front(PAGE, who) for who in (BEN, AUD, ADA)).encode()


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


def forget(settings: Settings, person: str) -> None:
    """As the command does, eight days from now."""
    clock = Clock()
    with opened(settings) as ledger:
        late = door(ledger.engine, ledger.keys, ledger.recorder, clock)
        asked = ErasureRequested(person=PersonId(person), why_erased=WhyErased.ASKED)
        late.record(asked, SYSTEM)
        clock.pass_the_window()
        assert run(late) == [f"person:{person}"]


def exported(settings: Settings, person: str) -> bytes:
    with opened(settings) as ledger:
        return "".join(export(ledger.ledger, PersonId(person))).encode()


def test_an_erased_person_is_in_no_byte(settings: Settings, tmp_path: Path):
    words = markers()
    wanted, log = list(words.values()), tmp_path / "log.txt"
    ann = Asker(Role.EDITOR, words["login"], SchoolId(ASTOR))
    texts = set(wanted) - {words["login"]}

    with served(settings, log) as (front, pid):
        person = tell(front, ann, words)

        # The control: before, they stand where the vault is opened, and nowhere else.
        assert found_in(everything(front), wanted) == texts
        assert found_in(exported(settings, person), wanted) == texts
        assert found_in_memory(pid, wanted)
        assert in_tables(settings, wanted) == set()
        assert in_files(settings, wanted, tmp_path) == {}

        forget(settings, person)

        assert found_in(everything(front), wanted) == set()
        assert "[words of an erased person]" in front(PAGE, BEN)

    with served(settings, log) as (front, pid):
        assert found_in(everything(front), wanted) == set()
        assert found_in_memory(pid, wanted) == set()
        assert in_files(settings, wanted, tmp_path) == {}
    assert found_in(exported(settings, person), wanted) == set()
    assert in_tables(settings, wanted) == set()
    assert in_files(settings, wanted, tmp_path) == {}
