"""E1: after an erasure the person is in no byte: of a table, a file, a log, an answer, a memory.

The memory is that of a process that started afterwards. One that has opened words before may keep
some of their bytes until it uses the space again: decision 0012 says so.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from api.identity import Asker
from ledger.domain.identifiers import SchoolId
from ledger.domain.past import Role
from ledger.settings import Settings
from tests.api.desk import A_DAY, ADA, ASTOR, AUD, BEN, DOVER, FIRST_DAY, LATER, TALK
from tests.forgetting.front import Front, exported, forget, in_files, in_tables, served
from tests.forgetting.search import found_in, found_in_memory, markers

PAGE = (
    "{ ledger { collaborations { nodes { title { printed } outcomes { statement { printed } } "
    "life { __typename stored } } } acts { nodes { sentence life { sentence stored "
    "... on VisitFollowedUp { tried { text whyNoText printed } } "
    "... on VisitRescheduled { reason { text whyNoText printed } } } } } } }"
)


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
