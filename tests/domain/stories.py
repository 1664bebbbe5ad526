"""Stories that have come far: the examples of the front door, told in the world of a scenario.

Whoever adds a kind of act tells its examples once, as a front end sends them. Here each of them is
recorded step by step, and every place in it is one at which something else may be said instead.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from ledger.domain.act import Opening
from ledger.domain.acts import KINDS
from ledger.domain.entry import Entry
from ledger.domain.facts import facts_of
from ledger.domain.identifiers import ActId, SchoolId
from ledger.domain.past import By, Role
from ledger.domain.record import Code, Record
from tests.acts.test_visit import HELD, PLANNED
from tests.api.examples import ACTS
from tests.scenario import (
    ADA,
    AMY,
    ANN,
    ASTOR,
    BEN,
    DEAL,
    DOT,
    DOVER,
    LAST_WEEK,
    TOGETHER,
    begun,
    given,
    person,
    school,
)

WICK = SchoolId("900011")
WIN = By(person(9), Role.EDITOR, WICK)
"""Of a school that works with none of the cast."""
START = given(
    begun(ASTOR, DOVER, DEAL), replace(PLANNED, planned_for=LAST_WEEK), HELD, school(WICK)
)
"""One visit was held, so that there is something to build on. Dot's school has no part in it."""
PEOPLE = {"ann": ANN, "amy": AMY, "ben": BEN, "dot": DOT, "win": WIN, "ada": ADA}
BY_NAME = {kind.__name__: kind for kind in KINDS}
Told = tuple[Any, Entry]
"""Who says it, and what."""


@cache
def told(name: str) -> tuple[Told, ...]:
    """The steps of an example, as they are recorded after the start."""
    root: dict[str, Any] = {"collaboration": TOGETHER}
    steps: list[Told] = []
    for position, (named, who, _, facts) in enumerate(ACTS[name], len(START.entries) + 1):
        kind = BY_NAME[named]
        own = {fact.name for fact in facts_of(kind)}
        more = {fact: id for fact, id in root.items() if fact in own}
        steps.append((PEOPLE[who.subject], said(kind, facts, more)))
        if issubclass(kind, Opening):
            root["act"] = ActId(int=position)
    return tuple(steps)


def named(story: str, id: UUID) -> Entry:
    """What stands in an example under this id."""
    position = id.int - len(START.entries)
    return told(story)[position - 1][1] if position > 0 else START.entries[id.int - 1].event


def said(kind: type[Record], facts: dict[str, Any], more: dict[str, Any]) -> Any:
    """The record that a front end means by these facts, and what is filled in for it."""
    declared = {sent_as(fact.name): fact for fact in facts_of(kind)}
    own = {declared[sent].name: _value(declared[sent].word, value) for sent, value in facts.items()}
    return kind(**own, **more)


def sent_as(name: str) -> str:
    first, *later = name.split("_")
    return first + "".join(word.capitalize() for word in later)


def _value(word: Any, value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_value(word, item) for item in value)
    if issubclass(word, Record):
        return said(word, value, {})
    if issubclass(word, Code):
        return word[value]
    if word is date:
        return date.fromisoformat(value)
    if isinstance(value, str) and value.startswith("$"):
        return word(int=len(START.entries) + 1 + int(value[1:]))
    return word(value)
