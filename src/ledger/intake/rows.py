"""Reads a row: what it says of one act becomes the entries that somebody would have recorded."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from ledger.domain.act import Act
from ledger.domain.facts import Path, facts_of, once
from ledger.domain.identifiers import ActId, SchoolId
from ledger.domain.past import By, Past
from ledger.domain.plain import made_of
from ledger.domain.record import Record
from ledger.domain.refusal import Refused
from ledger.intake.cells import Cells, names_a_school, settle
from ledger.intake.content import Identity, identified
from ledger.intake.directory import Directory, Doubtful
from ledger.intake.form import Column, Form, flat_facts, is_flat, needed
from ledger.intake.heading import Heading
from ledger.intake.mapping import Mapping, Unmeant
from ledger.intake.table import Row
from ledger.intake.told import Fault, Near, Told
from ledger.intake.words import Named


@dataclass
class _Said:
    """What the cells of a row say, not yet put together."""

    facts: list[dict[Path, Any]]
    """The facts of each part, by where they stand."""
    flags: dict[int, bool] = field(default_factory=dict)
    """Whether a part is said at all, where a cell says so."""
    places: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Where a school is, by the key of the column that names it."""
    near: list[Near] = field(default_factory=list)
    """The schools that were taken for a name which is not quite theirs."""

    def add(self, column: Column, value: Any) -> None:
        """One cell says something."""
        if column.place:
            key = column.key.rpartition(".")[0]
            self.places[key] = (*self.places.get(key, ()), value)
        elif not column.path:
            self.flags[column.part] = value
        else:
            self.facts[column.part][column.path] = value


class Reading:
    """Reads the rows of a table whose header was understood."""

    def __init__(self, heading: Heading, mapping: Mapping, directory: Directory) -> None:
        """Raises `Unmeant` where the mapping always says what is no value."""
        self._form = heading.form
        self._directory = directory
        self._columns = [
            (column, place, Cells(column.fact, mapping.codes)) for column, place in heading.places
        ]
        self._always = [
            (column, _always(column, cell, mapping))
            for column in self._form.columns
            if (cell := mapping.always_in(column)) is not None
        ]
        self._of_always = [
            {column.path for column, _ in self._always if column.part == part}
            for part in range(len(self._form.kinds))
        ]
        self._always_named = [column for column, value in self._always if names_a_school(value)]

    def read(self, row: Row, by: By, at: datetime) -> Told:
        """What the row says, and what is wrong with it at that time. Raises `Fault`."""
        if row.fault:
            raise Fault(row.fault)
        said = self._said(row, by)
        later = range(1, len(self._form.kinds))
        parts = [0, *(part for part in later if self._is_said(part, said))]
        _share(said.facts, parts, self._form)
        commands, found = self._entries(said, parts)
        alone = Past((), by, at)
        return Told(
            row.number,
            by,
            self._form,
            tuple(commands),
            tuple(one.id for one in found),
            tuple(one.body for one in found),
            tuple(_refusal_of(command, alone) for command in commands),
            tuple(parts),
            _formerly(commands, found),
            near=tuple(said.near),
        )

    def _entries(self, said: _Said, parts: list[int]) -> tuple[list[Act], list[Identity]]:
        """The entries that a row says, with the id of each."""
        commands: list[Act] = []
        found: list[Identity] = []
        for part in parts:
            kind = self._form.kinds[part]
            facts = _facts(kind, said.facts[part], ".".join(self._form.prefix(part)))
            if found:
                facts["act"] = ActId(int=found[0].id.int)
            commands.append(made_of(kind, facts))
            found.append(identified(commands[-1]))
        return commands, found

    def _said(self, row: Row, by: By) -> _Said:
        said = _Said([{} for _ in self._form.kinds])
        named = list(self._always_named)
        for column, n, cells in self._columns:
            try:
                value = cells[row.cells[n]]
            except ValueError as error:
                raise Fault(str(error), column.key) from error
            if value is not None:
                said.add(column, value)
                if row.cells[n] in cells.named:
                    named.append(column)
        for column, value in self._always:
            said.facts[column.part].setdefault(column.path, value)
        for column in named:
            self._settle(column, said, by)
        return said

    def _settle(self, column: Column, said: _Said, by: By) -> None:
        """Find the schools that a cell only names."""
        places = said.places.get(column.key, ())

        def find(named: Named) -> SchoolId:
            where = replace(named, places=places)
            found = self._directory.find(where, _day(said.facts), by.school)
            if found.confidence < 1:
                said.near.append(Near(column.key, named.text, found))
            return found.school

        try:
            there = said.facts[column.part]
            there[column.path] = settle(there[column.path], find)
        except Doubtful as doubt:
            raise Fault(str(doubt), column.key, doubt.candidates) from doubt

    def _is_said(self, part: int, said: _Said) -> bool:
        own = said.facts[part].keys() - self._of_always[part]
        if own and not said.flags.get(part, True):
            key = ".".join(self._form.prefix(part))
            raise Fault("This says no, and other cells say how it went. Leave one out.", key)
        return bool(own) or said.flags.get(part, False)


def _refusal_of(command: Act, alone: Past) -> Refused | None:
    try:
        command.judge_alone(alone)
    except Refused as refused:
        return refused
    return None


def _formerly(commands: list[Act], found: list[Identity]) -> tuple[UUID, ...]:
    """The ids that these entries had once, if they were others."""
    if all(one.id == one.as_said for one in found):
        return ()
    first = found[0].as_said
    if first == found[0].id:
        return tuple(one.as_said for one in found)
    act = {"act": ActId(int=first.int)}
    later = (made_of(type(command), vars(command) | act) for command in commands[1:])
    return (first, *(identified(command).as_said for command in later))


def _always(column: Column, cell: str, mapping: Mapping) -> Any:
    try:
        return Cells(column.fact, mapping.codes)[cell]
    except ValueError as error:
        raise Unmeant(f"In the mapping, {column.key}: {error}") from error


def _day(said: list[dict[Path, Any]]) -> date | None:
    """The day of the act, as far as one is said."""
    names = (("planned_for",), ("happened_on",))
    return next((part[name] for part in said for name in names if name in part), None)


def _share(said: list[dict[Path, Any]], parts: list[int], form: Form) -> None:
    """What a row says once of an act, it says of each part: a day of plan and act, a length."""
    opening = said[0]
    for part in parts[1:]:
        is_held = form.prefix(part) == ("held",)
        day = said[part].get(("happened_on",)) if is_held else None
        if day and ("planned_for",) in _paths(form.kinds[0]):
            opening.setdefault(("planned_for",), day)
        if is_held and ("planned_for",) in opening:
            said[part].setdefault(("happened_on",), opening[("planned_for",)])
        for path in _shared(form.kinds[0], form.kinds[part]):
            if path in opening:
                said[part].setdefault(path, opening[path])


@once
def _paths(kind: type[Record]) -> frozenset[Path]:
    return frozenset(path for path, _, _ in flat_facts(kind))


@once
def _shared(opening: type[Act], later: type[Act]) -> frozenset[Path]:
    """Needed facts of a later entry that mean what they mean in the opening one."""
    theirs = {(fact.name, fact.word, fact.many) for fact in needed(later)}
    return frozenset(
        (fact.name,)
        for fact in facts_of(opening)
        if (fact.name, fact.word, fact.many) in theirs and fact.name != "happened_on"
    )


def _facts(kind: type[Record], said: dict[Path, Any], key: str, at: Path = ()) -> dict[str, Any]:
    """The facts of a record from the cells. Raises `Fault` for the first that is missing."""
    facts: dict[str, Any] = {}
    for name, here, inner, is_needed in _plan(kind, at):
        if inner is None:
            value = said.get(here)
        else:
            is_said = is_needed or any(path[: len(here)] == here for path in said)
            value = made_of(inner, _facts(inner, said, key, here)) if is_said else None
        if value is not None:
            facts[name] = value
        elif is_needed:
            raise Fault("This is needed.", ".".join(filter(None, (key, *here))))
    return facts


@once
def _plan(kind: type[Record], at: Path) -> tuple[tuple[str, Path, type[Record] | None, bool], ...]:
    return tuple(
        (fact.name, (*at, fact.name), fact.word if is_flat(fact) else None, fact in needed(kind))
        for fact in facts_of(kind)
        if (*at, fact.name) != ("act",)
    )
