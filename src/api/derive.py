"""Our dataclasses, told in GraphQL.

An entry says once what its facts are and what each one means. This module makes its GraphQL
type, its input and its mutation from that, so that no fact is written down a second time. What
comes out is plain Strawberry, and all of it can be read in `schema.graphql`.
"""

from __future__ import annotations

import inspect
import types
from collections.abc import Callable
from dataclasses import MISSING, fields
from enum import Enum
from typing import Annotated, Any

import strawberry
from strawberry.types.field import StrawberryField

from api.context import Info
from api.line import UNKNOWN, RecordedEntry, SealedText
from api.refusal import Refusal
from ledger.domain.entry import Entry
from ledger.domain.facts import Fact, facts_of, once
from ledger.domain.limits import Between, Distinct
from ledger.domain.record import Code, Record, Sealed

KEY = (
    "a key of your own, 1 to 200 characters: whatever is sent again under the same key is "
    "recorded once and answered alike"
)


@once
def output(kind: type[Record]) -> type:
    """The GraphQL type of an entry, or of a record within one."""
    is_entry = issubclass(kind, Entry)
    twin = types.new_class(kind.__name__, (RecordedEntry,) if is_entry else ())
    twin.__annotations__ = {f.name: _shape(f, _outward) for f in facts_of(kind)}
    for f in facts_of(kind):
        setattr(twin, f.name, strawberry.field(description=_meaning(f)))
    if is_entry:
        twin.is_type_of = lambda line, _: isinstance(line.recorded.event, kind)  # type: ignore[attr-defined]
    else:
        twin.is_type_of = lambda told, _: isinstance(told.value, kind)  # type: ignore[attr-defined]
    return strawberry.type(twin, description=inspect.getdoc(kind))


@once
def input_of(kind: type[Record]) -> type:
    """The GraphQL input that carries what a caller must say."""
    defaults = {f.name: f.default for f in fields(kind) if f.default is not MISSING}
    twin = types.new_class(kind.__name__)
    twin.__annotations__ = {f.name: _shape(f, _inward) for f in facts_of(kind)}
    for f in facts_of(kind):
        default = _default(f, defaults[f.name]) if f.name in defaults else {}
        setattr(twin, f.name, strawberry.field(description=_meaning(f), **default))
    name = _pascal(kind.COMMAND) if issubclass(kind, Entry) else kind.__name__
    return strawberry.input(twin, name=f"{name}Input", description=inspect.getdoc(kind))


def mutation(kind: type[Entry]) -> StrawberryField:
    """The one way to record an entry of this kind."""

    def record(info: Info, input: Any, idempotency_key: Any = None) -> Any:
        return info.context.record(said(kind, input), idempotency_key)

    result = strawberry.union(
        f"{_pascal(kind.COMMAND)}Result", description="What was recorded, or why it was not."
    )
    record.__name__ = kind.COMMAND
    record.__annotations__ |= {
        "input": Annotated[input_of(kind), strawberry.argument(description="what happened")],
        "idempotency_key": Annotated[str | None, strawberry.argument(description=KEY)],
        "return": Annotated[output(kind) | Refusal, result],
    }
    return strawberry.mutation(record, description=inspect.getdoc(kind))


def said(kind: type[Any], given: Any) -> Any:
    """The domain's own record of what an input says."""
    return kind(**{f.name: _said(f, getattr(given, f.name)) for f in facts_of(kind)})


def _said(fact: Fact, value: Any) -> Any:
    if value is None:
        return None
    if fact.many:
        return tuple(_one(fact.word, item) for item in value)
    return _one(fact.word, value)


def _one(word: Any, value: Any) -> Any:
    if word is Sealed:
        return Sealed(value)
    if _is_code(word):
        return word(value.value)
    return said(word, value) if _is_record(word) else value


def _default(fact: Fact, default: Any) -> dict[str, Any]:
    """What Strawberry is told of a fact that may be left out."""
    if fact.many and default is not None:
        return {"default_factory": lambda: list(default)}
    return {"default": codes(fact.word)(default) if isinstance(default, Code) else default}


def _shape(fact: Fact, tell: Callable[[Any], Any]) -> Any:
    """The Strawberry annotation: `tuple[X, ...]` is a list, an optional one may be null."""
    word = tell(fact.word)
    word = list[word] if fact.many else word  # type: ignore[valid-type]
    return word | None if fact.optional else word


def _outward(word: Any) -> Any:
    if word is Sealed:
        return SealedText
    return output(word) if _is_record(word) else _plain(word)


def _inward(word: Any) -> Any:
    if word is Sealed:
        return str
    return input_of(word) if _is_record(word) else _plain(word)


def _plain(word: Any) -> Any:
    return codes(word) if _is_code(word) else word


@once
def codes(word: type[Code]) -> Any:
    """A closed list of codes, and the one that stands for those a later release took out.

    Whoever sends that one is refused by the rules, which know no such code.
    """
    members: dict[str, Any] = {code.name: code.value for code in word}
    twin: Any = Enum(word.__name__, members | {UNKNOWN.upper(): UNKNOWN})  # type: ignore[misc]
    return strawberry.enum(twin, description=inspect.getdoc(word))


def _is_code(word: Any) -> bool:
    return isinstance(word, type) and issubclass(word, Code)


def _is_record(word: Any) -> bool:
    return isinstance(word, type) and issubclass(word, Record)


def _meaning(fact: Fact) -> str:
    """What a fact means, with its limits: of a list, how many it names, and whether each once."""
    bounds = fact.limits[:1] if fact.many else fact.limits[-1:]
    once = ", each once" if any(isinstance(limit, Distinct) for limit in fact.limits) else ""
    limits = [f"{lim.low:,} to {lim.high:,}{once}" for lim in bounds if isinstance(lim, Between)]
    return "; ".join([fact.meaning, *limits])


def _pascal(command: str) -> str:
    return "".join(word.capitalize() for word in command.split("_"))
