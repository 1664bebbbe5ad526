"""Reads a table row by row, each by the form of its kind, and for the school that tells it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from ledger.domain.past import By
from ledger.intake import words
from ledger.intake.directory import Directory, Doubtful
from ledger.intake.form import Form, form_named
from ledger.intake.heading import best_heading, column_named, heading_of
from ledger.intake.mapping import Mapping, the_form
from ledger.intake.names import ANOTHER, KIND, MARK, SCHOOL
from ledger.intake.rows import Reading
from ledger.intake.table import Row, Table, Unreadable
from ledger.intake.told import Fault, Told

EXAMPLE = "example"
"""What stands in the marking column of a row that is only an example."""


class Sheet:
    """One table, with what its header was found to mean."""

    def __init__(self, table: Table, mapping: Mapping, directory: Directory, by: By) -> None:
        """Raises `Unreadable` where the header does not say what every row needs.

        Where *by* names no school, each row has to say for which one it is recorded.
        """
        if table.unused:
            raise Unreadable(table.unused)
        self.table = table
        self._mapping = mapping
        self._directory = directory
        self._by = by
        self._readings: dict[Form, Reading] = {}
        self.headings: list[str] = []
        """What was understood so far, in a sentence for each kind."""
        if table.header_at > 1:
            self.headings.append(f"The header is row {table.header_at}; nothing above it is read.")
        self._mark = column_named(table.header, MARK)
        self._kind = column_named(table.header, KIND)
        self._school = column_named(table.header, SCHOOL)
        self._another = column_named(table.header, ANOTHER)
        if by.school is None and self._school is None:
            raise Unreadable(
                "Say for which school these acts are recorded: with --school, or row by row in a "
                "column 'Recorded for'."
            )
        self._form = mapping.form or form_named(table.name)
        if self._form is None and self._kind is None:
            self._form = best_heading(table, mapping).form
        if self._form:
            self._reading(self._form)

    def is_example(self, row: Row) -> bool:
        """Whether the row is marked as one that only shows how to fill in the others."""
        at = self._mark
        return at is not None and at < len(row.cells) and words.alike(row.cells[at]) == EXAMPLE

    def read_all(self, rows: Iterable[Row], at: datetime) -> list[Told | Fault]:
        """What each row says, or why it says nothing, to somebody who asks at that time."""
        return [self._read(row, at) for row in rows]

    def _read(self, row: Row, at: datetime) -> Told | Fault:
        try:
            return self.read(row, at)
        except Fault as fault:
            return fault

    def read(self, row: Row, at: datetime) -> Told:
        """What a row says. Raises `Fault`."""
        if row.fault:
            raise Fault(row.fault)
        form = self._form or self._form_of(row)
        try:
            reading = self._reading(form)
        except Unreadable as wrong:
            raise Fault(str(wrong)) from wrong
        told = reading.read(row, self._by if self._by.school else self._by_of(row), at)
        return told._replace(is_another=True) if self._is_another(row) else told

    def _reading(self, form: Form) -> Reading:
        if form not in self._readings:
            heading = heading_of(self.table.header, form, self._mapping).check()
            self._readings[form] = Reading(heading, self._mapping, self._directory)
            self.headings.append(str(heading))
        return self._readings[form]

    def _form_of(self, row: Row) -> Form:
        assert self._kind is not None, "a table without a form has a column of kinds"
        try:
            return the_form(row.cells[self._kind].strip())
        except Unreadable as wrong:
            raise Fault(str(wrong), "kind") from wrong

    def _is_another(self, row: Row) -> bool:
        """Whether it says that the act is another one than that which it is like."""
        said = "" if self._another is None else row.cells[self._another].strip()
        said = said or self._mapping.always.get(ANOTHER[0], "")
        try:
            return bool(said) and words.yes_or_no(said)
        except ValueError as wrong:
            raise Fault(str(wrong), ANOTHER[0]) from wrong

    def _by_of(self, row: Row) -> By:
        assert self._school is not None, "a table without a school has a column of schools"
        try:
            said = words.school(row.cells[self._school].strip())
            if isinstance(said, words.Named):
                said = self._directory.find(said, None).school
        except Doubtful as doubt:
            raise Fault(str(doubt), "recorded_for", doubt.candidates) from doubt
        except ValueError as wrong:
            raise Fault(str(wrong), "recorded_for") from wrong
        return self._by._replace(school=said)
