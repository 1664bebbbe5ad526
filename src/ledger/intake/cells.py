"""Reads the cell of a fact, which may be a list or hold facts of its own, and writes it again.

The members of a list stand apart by `;`, the facts of a member by `:`, and a list within it by
`,`: so `900001: 3: head, teacher; 900002: 2` is who came. What has such a mark in itself stands
in double quotes, as in any CSV.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any

from ledger.domain.facts import Fact, facts_of
from ledger.domain.plain import made_of
from ledger.domain.record import Code, Record
from ledger.intake.words import Codes, Named, reader, words, writer

MARKS = ";:,/|~"
"""What keeps the parts of a cell from each other, from the outside in."""

UNSAID = frozenset({"", "-", "n/a"})
"""What people write where they have nothing to say."""

MOST_KEPT = 5_000
"""Values of a column that are remembered: most cells repeat others, but none are kept for ever."""

Read = Callable[[str], Any]


class Cells(dict[str, Any]):
    """The values of one column by their text, each read once.

    Looking up a text raises `ValueError` with a plain sentence where it cannot be read.
    """

    def __init__(self, fact: Fact, codes: Codes) -> None:
        super().__init__()
        self._read = reader_of(fact, codes)
        self.named: set[str] = set()
        """The texts in whose values a school is only named."""

    def __missing__(self, text: str) -> Any:
        said = text.strip()
        value = None if said.casefold() in UNSAID else self._read(words(said))
        if len(self) >= MOST_KEPT:
            self.clear()
            self.named.clear()
        if names_a_school(value):
            self.named.add(text)
        self[text] = value
        return value


def reader_of(fact: Fact, codes: Codes, depth: int = 0) -> Read:
    """How the cell of a fact is read."""
    if not fact.many:
        return _reader_of_one(fact.word, codes, depth)
    read = _reader_of_one(fact.word, codes, depth + 1)
    is_comma_a_mark = depth == 0 and issubclass(fact.word, Code | int)

    def read_list(text: str) -> tuple[Any, ...]:
        mark = "," if is_comma_a_mark and ";" not in text else MARKS[depth]
        return tuple(read(part) for part in split(text, mark) if part)

    return read_list


def _reader_of_one(word: Any, codes: Codes, depth: int) -> Read:
    if not issubclass(word, Record):
        return reader(word, codes)
    facts = facts_of(word)
    reads = [reader_of(fact, codes, depth + 1) for fact in facts]

    def read_record(text: str) -> Any:
        parts = split(text, MARKS[depth])
        if len(parts) > len(facts):
            raise ValueError(f"There are more parts than {_named(facts)}.")
        told = {
            fact.name: read(part)
            for fact, read, part in zip(facts, reads, parts, strict=False)
            if part
        }
        unsaid = made_of(word, {})
        for fact in facts:
            if fact.name not in told and not fact.optional and getattr(unsaid, fact.name) is None:
                raise ValueError(f"Say {_named(facts)}, with a colon between them.")
        return made_of(word, told)

    return read_record


def written(fact: Fact, value: Any, depth: int = 0) -> str:
    """The cell that says this; an empty one where nothing is said."""
    if value is None:
        return ""
    if not fact.many:
        return _written_one(fact.word, value, depth)
    return joined([_written_one(fact.word, one, depth + 1) for one in value], MARKS[depth])


def _written_one(word: Any, value: Any, depth: int) -> str:
    if not issubclass(word, Record):
        return writer(word)(value)
    parts = [written(fact, getattr(value, fact.name), depth + 1) for fact in facts_of(word)]
    while len(parts) > 1 and not parts[-1]:
        parts.pop()
    return joined(parts, MARKS[depth])


def split(text: str, mark: str) -> list[str]:
    """The parts of a text between these marks."""
    if '"' not in text:
        return [part.strip() for part in text.split(mark)]
    try:
        parts = next(csv.reader([text], delimiter=mark, skipinitialspace=True))
    except csv.Error as error:
        raise ValueError(f"The quotation marks here cannot be followed: {error}.") from error
    return [part.strip() for part in parts]


def joined(parts: list[str], mark: str) -> str:
    """The text from which `split` makes these parts."""
    line = io.StringIO()
    csv.writer(line, delimiter=mark, lineterminator="\n").writerow(parts)
    return line.getvalue()[:-1]


def names_a_school(value: Any) -> bool:
    """Whether a school that has yet to be found stands in a value."""
    if isinstance(value, tuple):
        return any(names_a_school(one) for one in value)
    if isinstance(value, Record):
        return any(names_a_school(one) for one in vars(value).values())
    return isinstance(value, Named)


def settle(value: Any, find: Callable[[Named], Any]) -> Any:
    """The value with every school that was only named in it found."""
    if isinstance(value, Named):
        return find(value)
    if isinstance(value, tuple):
        return tuple(settle(one, find) for one in value)
    if isinstance(value, Record):
        return made_of(type(value), {name: settle(one, find) for name, one in vars(value).items()})
    return value


def _named(facts: tuple[Fact, ...]) -> str:
    return ", ".join(fact.name.replace("_", " ") for fact in facts)
