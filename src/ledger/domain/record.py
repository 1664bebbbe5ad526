"""What an entry is made of: facts that belong together, short codes, and words under seal."""

from __future__ import annotations

from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from enum import StrEnum
from typing import Any, ClassVar, NoReturn, Self, dataclass_transform


class Pence(int):
    """Money in whole pence, sterling."""


LETTERS = frozenset({"ceo", "cpd", "dfe", "eal", "ect", "eef", "send", "tdt"})
"""Parts of codes that are spelt letter by letter."""


class Code(StrEnum):
    """A closed list of short codes. A code that a later release took out is still read."""

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        """What an old entry says stays readable, as `UNKNOWN_<value>`."""
        if not isinstance(value, str):
            return None
        unknown = str.__new__(cls, value)
        unknown._name_, unknown._value_ = f"UNKNOWN_{value}", value
        return unknown

    @property
    def is_known(self) -> bool:
        """Whether this release has the code."""
        return self._name_ in type(self).__members__

    @property
    def words(self) -> str:
        """The code as a sentence has it."""
        parts = self._value_.split("_")
        return " ".join(part.upper() if part in LETTERS else part for part in parts)


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Record:
    """Facts that belong together. Every subclass is a frozen dataclass, without a decorator.

    What a dataclass can do is written here once: there are hundreds of them, and to compile the
    same methods for each keeps every process waiting.
    """

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]
    DEFAULTS: ClassVar[dict[str, Any]]
    """What each fact is if nothing is said of it; `MISSING` for one that has to be said."""

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        dataclass(init=False, repr=False, eq=False, kw_only=True)(cls)
        cls.DEFAULTS = {fact.name: fact.default for fact in fields(cls)}

    def __init__(self, **told: Any) -> None:
        facts = self.DEFAULTS | told
        if unknown := facts.keys() - self.DEFAULTS:
            raise TypeError(f"{type(self).__name__} has no {', '.join(sorted(unknown))}")
        if missing := [name for name, fact in facts.items() if fact is MISSING]:
            raise TypeError(f"{type(self).__name__} has to have {', '.join(missing)}")
        vars(self).update(facts)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise FrozenInstanceError(f"{type(self).__name__}.{name} stays as it is")

    def __delattr__(self, name: str) -> NoReturn:
        raise FrozenInstanceError(f"{type(self).__name__}.{name} stays as it is")

    def __reduce__(self) -> tuple[Any, ...]:
        """What another process is sent of it: its facts, by which it has the same there."""
        return _sent, (type(self), vars(self))

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and vars(self) == vars(other)

    def __hash__(self) -> int:
        return hash(tuple(vars(self)[name] for name in self.DEFAULTS))

    def __repr__(self) -> str:
        facts = (f"{name}={vars(self)[name]!r}" for name in self.DEFAULTS)
        return f"{type(self).__name__}({', '.join(facts)})"


def _sent(kind: type[Record], facts: dict[str, Any]) -> Record:
    record = object.__new__(kind)
    vars(record).update(facts)
    return record


@dataclass(frozen=True)
class Sealed:
    """Words by or about a person. The ledger keeps a commitment; the words can be forgotten."""

    words: str | None = field(default=None, repr=False)
    commitment: str | None = None
    is_open: bool = False
    """Whether they lie open in the log: recorded by an earlier version of their kind, which did not
    seal them. Nobody can forget those, and nobody can record such any more."""


SEALED = frozenset({Sealed})
"""The type of facts that hold such words, as it is asked for where only they matter."""
