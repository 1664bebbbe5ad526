"""What each column of the register says of a school, whichever columns a file has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from hashlib import sha256
from itertools import repeat
from typing import Any, NamedTuple

from ledger.domain.identifiers import Digest, SchoolId
from ledger.domain.school import Phase, SchoolRegistered
from ledger.domain.together import made_together
from ledger.register import cells
from ledger.register.cells import Column, Fault, Read
from ledger.register.extract import MissingColumn
from ledger.register.phase import phase_of_ages

URN = "URN"
NAME = "EstablishmentName"
ALSO = {
    "urn": URN, "name": NAME, "open_date": "OpenDate", "close_date": "CloseDate", "town": "Town",
    "postcode": "Postcode",
}  # fmt: skip
"""Names that a shorter cut of the register has for some columns."""

COLUMNS: dict[str, tuple[Read, tuple[str, ...]]] = {
    "name": (cells.words, (NAME,)),
    "phase": (cells.phase, ("PhaseOfEducation (code)", "PhaseOfEducation (name)")),
    "establishment_type": (cells.words, ("TypeOfEstablishment (name)",)),
    "la_code": (cells.words, ("LA (code)",)),
    "la_name": (cells.words, ("LA (name)",)),
    "establishment_number": (cells.words, ("EstablishmentNumber",)),
    "opened_on": (cells.day, ("OpenDate",)),
    "closed_on": (cells.day, ("CloseDate",)),
    "why_closed": (cells.words, ("ReasonEstablishmentClosed (name)",)),
    "low_age": (cells.whole, ("StatutoryLowAge",)),
    "high_age": (cells.whole, ("StatutoryHighAge",)),
    "gender": (cells.words, ("Gender (name)",)),
    "religious_character": (cells.words, ("ReligiousCharacter (name)",)),
    "admissions": (cells.words, ("AdmissionsPolicy (name)",)),
    "town": (cells.words, ("Town",)),
    "postcode": (cells.words, ("Postcode",)),
    "trust": (cells.trust, ("Trusts (code)",)),
    "trust_name": (cells.words, ("Trusts (name)",)),
    "pupils": (cells.headcount, ("NumberOfPupils", "NumberOfPupils_PP2019")),
    "capacity": (cells.whole, ("SchoolCapacity",)),
    "free_school_meals": (cells.decimal, ("PercentageFSM",)),
    "easting": (cells.whole, ("Easting",)),
    "northing": (cells.whole, ("Northing",)),
    "urban_rural": (cells.words, ("UrbanRural (name)",)),
}
"""Each detail of a school, how it is read, and the columns that say it, the best first."""

STAGES = ("IsPrimary", "IsSecondary", "IsPost16")
"""The columns from which the phase is told where no column says it."""

UNSAID: Iterable[None] = repeat(None)
"""The values of a column that the file does not have."""


class Candidate(NamedTuple):
    """A row that is about a school of its own."""

    line: int
    school: SchoolId
    digest: Digest
    cells: list[str]


class Told(NamedTuple):
    """What one row says: the school, as if it were new, and when and why it closed."""

    school: SchoolRegistered
    closed_on: date | None
    why_closed: str | None


class Form:
    """The columns of one file, found by their names; all others are left aside."""

    def __init__(self, header: Sequence[str]) -> None:
        """Raises `MissingColumn` where there is no number or no name of a school."""
        places = {ALSO.get(name, name): n for n, name in reversed(list(enumerate(header)))}
        for name in (URN, NAME):
            if name not in places:
                raise MissingColumn(name)
        self._urn = places[URN]
        self._columns = [
            (detail, places[name], Column(name, read))
            for detail, (read, names) in COLUMNS.items()
            for name in [name for name in names if name in places][:1]
        ]
        self._stages = [
            (places[name], Column(name, cells.flag)) for name in STAGES if name in places
        ]
        said = {detail for detail, _, _ in self._columns}
        self._tells_stages = "phase" not in said and len(self._stages) == len(STAGES)
        self.details = frozenset(said | {"phase"} if self._tells_stages else said)
        """What the file says of a school; of anything else it is silent."""
        self._begun = sha256("\x1f".join(header).encode() + b"\x1e")

    def school(self, row: list[str]) -> SchoolId:
        """The school that a row is about. Raises `Fault` where its number is none."""
        try:
            return SchoolId.parse(row[self._urn].strip())
        except ValueError as error:
            raise Fault(f"{URN}: {error}") from error

    def digest(self, row: list[str]) -> Digest:
        """What an auditor with the same file can compute again.

        It is the SHA-256 of the header and the row in UTF-8: the cells of each, as they stand,
        joined by U+001F, and U+001E between the two.
        """
        whole = self._begun.copy()
        whole.update("\x1f".join(row).encode())
        return Digest(whole.hexdigest())

    def read(self, rows: Sequence[Candidate]) -> list[Told | Fault]:
        """What each row says, or why it cannot be read.

        All are read at once, column by column, which takes a third of the time that it takes one
        by one; that is left for the rare batch in which a row is at fault.
        """
        try:
            return [*self._read(rows)]
        except Fault:
            return [self._read_one(row) for row in rows]

    def _read_one(self, row: Candidate) -> Told | Fault:
        try:
            return self._read([row])[0]
        except Fault as fault:
            return fault

    def _read(self, rows: Sequence[Candidate]) -> list[Told]:
        if not rows:
            return []
        columns = list(zip(*[row.cells for row in rows], strict=True))
        values: dict[str, Iterable[Any]] = {
            detail: [*map(column.__getitem__, columns[place])]
            for detail, place, column in self._columns
        }
        if None in values["name"]:
            raise Fault(f"{NAME}: A school has a name.")
        values |= {
            "phase": self._phases(columns, values),
            "school": [row.school for row in rows],
            "row_digest": [row.digest for row in rows],
        }
        closings = values.pop("closed_on", UNSAID), values.pop("why_closed", UNSAID)
        return [
            Told._make(told)
            for told in zip(made_together(SchoolRegistered, values), *closings, strict=False)
        ]

    def _phases(
        self, columns: list[tuple[str, ...]], values: dict[str, Iterable[Any]]
    ) -> Iterable[Phase]:
        if "phase" in values:
            return [phase or Phase.NOT_APPLICABLE for phase in values["phase"]]
        if not self._tells_stages:
            return repeat(Phase.NOT_APPLICABLE)
        stages = [map(column.__getitem__, columns[place]) for place, column in self._stages]
        ages = values.get("low_age", UNSAID), values.get("high_age", UNSAID)
        return map(phase_of_ages, *stages, *ages)
