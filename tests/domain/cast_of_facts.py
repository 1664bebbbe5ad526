"""Commands at random for any kind of entry, also those that nobody has written yet.

A command is the kind's own example, told again in the world of the test: with its schools, its acts
and its days, with some facts left out and some turned. Many are legal, many are not. A steady
teller turns nothing, and speaks of what is there.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache, cached_property
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from ledger.domain.act import Opening
from ledger.domain.acts import BY_TOPIC
from ledger.domain.entry import Entry
from ledger.domain.facts import Fact, facts_of, leaves
from ledger.domain.identifiers import (
    ActId,
    CitedAct,
    CollaborationId,
    EntryId,
    Identifier,
    ReplacedAct,
    SampleCode,
    SchoolId,
)
from ledger.domain.limits import Between
from ledger.domain.past import Recorded
from ledger.domain.plain import revive
from ledger.domain.record import Code, Pence, Record, Sealed
from tests.api.examples import ACTS
from tests.domain.stories import named, told
from tests.domain.there import life
from tests.scenario import ASTOR, DEAL, DOVER, NOBODYS, TODAY, TOGETHER, Scenario, stored

LINES = [
    json.loads(line)
    for file in sorted((Path(__file__).parents[1] / "golden").glob("*.jsonl"))
    for line in file.read_bytes().splitlines()
]
FIRST = TODAY - timedelta(days=120)
NOWHERE = UUID(int=2**100)


@cache
def examples(kind: type[Entry]) -> tuple[Entry, ...]:
    """What the kind has been seen to say."""
    return tuple(revive(kind, line["body"]) for line in LINES if BY_TOPIC[line["topic"]] is kind)


@cache
def spoken(kind: type[Entry]) -> tuple[tuple[str, Entry], ...]:
    """What it says in the stories, each with the name of its story."""
    return tuple((name, event) for name in ACTS for _, event in told(name) if type(event) is kind)


@cache
def openings(name: str) -> list[Entry]:
    """What opens the acts of a story, as it is read again."""
    return [stored(event) for _, event in told(name) if isinstance(event, Opening)]


@cache
def names(word: type[Identifier]) -> tuple[Identifier, ...]:
    """Every name of this sort that stands in an example."""
    told = (one for line in LINES for one in leaves(examples(BY_TOPIC[line["topic"]])[0]))
    return tuple(sorted({value for _, value, _ in told if type(value) is word}))


@dataclass(frozen=True)
class Teller:
    """Tells a kind's example in the world of a story."""

    random: Random
    story: Scenario
    schools: Sequence[SchoolId]
    act: Recorded[Any] | None = None
    """The act that is spoken of, by the entry that opened it; None: any that is there."""
    is_steady: bool = False
    example: str | None = None
    """The story in which the example stands that is told again."""

    def command(self, kind: type[Entry]) -> Any:
        if self.is_steady and spoken(kind):
            of_it = [one for one in spoken(kind) if self.act and self.act.event in openings(one[0])]
            example, event = self.random.choice(of_it or spoken(kind))
            return replace(self, example=example)._again(event)
        return self._again(self.random.choice(examples(kind)))

    def _again(self, told: Record) -> Any:
        kind = type(told)
        return kind(**{fact.name: self._fact(kind, fact, told) for fact in facts_of(kind)})

    @cached_property
    def of_the_act(self) -> list[Recorded[Any]]:
        return life(self.story, self.act.id) if self.act else []

    def _fact(self, kind: type[Record], fact: Fact, told: Record) -> Any:
        value = getattr(told, fact.name)
        is_loose = fact.word in (CitedAct, ReplacedAct) or fact.name == "part_of"
        often = 0.85 if is_loose else 0.3
        if value is None or (fact.optional and self.luck(0 if self.is_steady else often)):
            return None
        if not fact.many:
            return self._value(fact, value)
        kept = [self._value(fact, item) for item in value]
        return tuple(kept[: max(1, len(kept) - 1)] if self.luck(0.05) else kept)

    def _value(self, fact: Fact, value: Any) -> Any:
        if fact.is_record:
            return self._again(value)
        told = next((tell for kind, tell in TOLD if isinstance(value, kind)), None)
        return value if told is None else told(self, fact, value)

    def _name(self, fact: Fact, value: Identifier) -> Identifier:
        return value if self.is_steady else self.random.choice(names(type(value)))

    def _code(self, fact: Fact, value: Code) -> Code:
        return self.random.choice(list(type(value))) if self.slips(0.15) else value

    def _day(self, fact: Fact, value: date) -> date:
        """Mostly as the example has it, or later than what was told before, as things go."""
        days = [entry.event.day for entry in self.of_the_act if entry.event.day]
        if self.is_steady and self.luck(0.4):
            return value
        if self.luck(0.75 if days else 0.6):
            later = self.random.choice(days or [FIRST + timedelta(2 * len(self.story.entries))])
            return min(later + timedelta(self.random.choice([0, 0, 1, 3])), TODAY)
        return FIRST + timedelta(days=self.random.randint(0, 130))

    def _words(self, fact: Fact, value: Sealed) -> Sealed:
        return Sealed("somebody wrote a sentence")

    def _flag(self, fact: Fact, value: bool) -> bool:
        return not value if self.slips(0.1) else value

    def _together(self, fact: Fact, value: CollaborationId) -> CollaborationId:
        return CollaborationId(int=(NOWHERE if self.slips(0.1) else TOGETHER).int)

    def _school(self, fact: Fact, value: SchoolId) -> SchoolId:
        """The same school of the example is mostly the same school of the story."""
        if self.slips(0.03):
            return NOBODYS
        if self.slips(0.1):
            return self.random.choice(self.schools)
        return self.schools[int(value) % len(self.schools)]

    def _id(self, fact: Fact, value: UUID) -> UUID:
        kind = type(value)
        if self.slips(0.03):
            return kind(int=NOWHERE.int)
        if kind is ActId and self.act:
            return kind(int=self.act.id.int)
        if same := self._same_kind(value):
            return kind(int=self.random.choice(same).id.int)
        if kind is EntryId and self.of_the_act and self.luck(0.8):
            return kind(int=self.random.choice(self.of_the_act).id.int)
        wanted = [
            entry
            for entry in self.story.entries
            if kind is EntryId or isinstance(entry.event, Opening)
        ]
        latest = wanted[-12:] or list(self.story.entries)
        return kind(int=self.random.choice(latest).id.int)

    def _same_kind(self, value: UUID) -> list[Recorded[Any]]:
        """What is there of the kind that the example names here; first of all in this act."""
        if self.example is None:
            return []
        kind = type(named(self.example, value))
        for there in (self.of_the_act, self.story.entries):
            if same := [entry for entry in there if type(entry.event) is kind]:
                return same
        return []

    def _number(self, fact: Fact, value: Any) -> Any:
        if fact.name == "attended" and self.slips(0.2):
            return 0
        if not self.slips(0.1):
            return value
        bounds = [limit for limit in fact.limits if isinstance(limit, Between)]
        edges = [edge for b in bounds for edge in (b.low - 1, b.low, b.high, b.high + 1)]
        made: Any = Pence if isinstance(value, Pence) else type(value)
        return made(self.random.choice(edges)) if edges else value

    def slips(self, chance: float) -> bool:
        """Whether something is told otherwise than in the example; never by a steady teller."""
        return not self.is_steady and self.luck(chance)

    def luck(self, chance: float) -> bool:
        return self.random.random() < chance


TOLD: tuple[tuple[Any, Any], ...] = (
    (SchoolId, Teller._school), (CollaborationId, Teller._together), (UUID, Teller._id),
    (SampleCode, Teller._name), (Code, Teller._code), (Sealed, Teller._words),
    (date, Teller._day), (bool, Teller._flag), (int | Decimal, Teller._number),
)  # fmt: skip
"""How a value of each type is told. The first that fits is taken; other values stay."""


AS_TOLD = (DEAL, ASTOR, DOVER)
"""The schools of the cast in the order in which each stands for itself."""


def mixed(random: Random) -> tuple[SchoolId, ...]:
    """The schools of the cast in another order."""
    return tuple(random.sample((ASTOR, DOVER, DEAL), 3))
