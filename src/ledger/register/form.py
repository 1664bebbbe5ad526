"""What each column of the register says of a school, whichever columns a file has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from ledger.domain.school import Phase, SchoolRegistered
from ledger.domain.words import Digest, SchoolId
from ledger.register import cells
from ledger.register.cells import Column, Fault, Read
from ledger.register.extract import MissingColumn
from ledger.register.phase import phase_of_ages

URN = "URN"
NAME = "EstablishmentName"

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


@dataclass(frozen=True)
class Told:
    """What one row says: the school, as if it were new, and when and why it closed."""

    school: SchoolRegistered
    closed_on: date | None
    why_closed: str | None


class Form:
    """The columns of one file, found by their names; all others are left aside."""

    def __init__(self, header: Sequence[str]) -> None:
        """Raises `MissingColumn` where there is no number or no name of a school."""
        places = {name: place for place, name in reversed(list(enumerate(header)))}
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

    def read(self, school: SchoolId, row: list[str], digest: Digest) -> Told:
        """What a row says. Raises `Fault` where a cell cannot be read."""
        facts: dict[str, Any] = {
            detail: column[row[place]] for detail, place, column in self._columns
        }
        if facts["name"] is None:
            raise Fault(f"{NAME}: A school has a name.")
        closed_on, why_closed = facts.pop("closed_on", None), facts.pop("why_closed", None)
        if self._tells_stages:
            primary, secondary, post_16 = [bool(column[row[n]]) for n, column in self._stages]
            ages = facts.get("low_age"), facts.get("high_age")
            facts["phase"] = phase_of_ages(primary, secondary, post_16, *ages)
        facts["phase"] = facts.get("phase") or Phase.NOT_APPLICABLE
        return Told(
            SchoolRegistered(school=school, row_digest=digest, **facts), closed_on, why_closed
        )
