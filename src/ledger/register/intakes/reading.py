"""Reads the values by which the department finds similar schools, or tells why it cannot."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ledger.domain.identifiers import SchoolId
from ledger.domain.past import Past
from ledger.domain.plain import made_of
from ledger.domain.pupil_intake import PUBLISHED_AS, IntakePublished
from ledger.register import cells
from ledger.register.cells import Column, Fault
from ledger.register.objects import objects_in, read_each
from ledger.register.summary import Refusal

URN = "URN"

PRIOR = {names["prior_attainment"]: matching for matching, names in PUBLISHED_AS.items()}
"""What pupils could do before they came, which tells the one kind of file from the other."""

NONE = "NA"
"""What stands there for a value that was not published."""


def intakes_in(path: Path) -> list[Any]:
    """The schools of a file, as they stand. Raises `Unreadable` where it is no list of them."""
    return objects_in(path, URN, "schools")


def _columns() -> dict[str, Column]:
    """How each member of a school is read, whichever kind of file it stands in."""
    values = {
        name: Column(name, cells.whole if fact == "pupils" else cells.decimal)
        for names in PUBLISHED_AS.values()
        for fact, name in names.items()
    }
    return values | {URN: Column(URN, SchoolId.parse)}


@dataclass(frozen=True)
class Reading:
    """Reads the schools of one file."""

    edition: str
    schools: Collection[str]
    """Those that are in the register."""
    told: Past
    """Who says it, and when."""
    columns: Mapping[str, Column] = field(default_factory=_columns)

    def read(self, intakes: list[Any], refused: list[Refusal]) -> Iterator[IntakePublished]:
        """What is said of each; one that cannot be read, or stands there twice, is refused."""
        return read_each(intakes, "school", URN, self._read, self.told, refused)

    def _read(self, one: Mapping[str, Any]) -> tuple[SchoolId, IntakePublished]:
        matching = next((kind for name, kind in PRIOR.items() if name in one), None)
        if matching is None:
            raise Fault(f"One of {' and '.join(PRIOR)} tells what pupils could do before.")
        school = self._value(one, URN)
        values = {fact: self._value(one, name) for fact, name in PUBLISHED_AS[matching].items()}
        if school is None:
            raise Fault(f"{URN}: A school needs one.")
        if school not in self.schools:
            raise Fault(f"{URN}: The register has no school {school}.")
        facts = {"school": school, "matching": matching, "edition": self.edition, **values}
        return school, made_of(IntakePublished, facts)

    def _value(self, one: Mapping[str, Any], name: str) -> Any:
        told = str(one.get(name) or "")
        return None if told == NONE else self.columns[name][told]
