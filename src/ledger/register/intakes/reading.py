"""Reads the values by which the department finds similar schools, or tells why it cannot."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ledger.domain.identifiers import SchoolId
from ledger.domain.past import Past
from ledger.domain.plain import made_of
from ledger.domain.pupil_intake import IntakePublished, Matching
from ledger.domain.refusal import Refused
from ledger.register import cells
from ledger.register.cells import Column, Fault, Read
from ledger.register.importing import reason_of
from ledger.register.objects import objects_in
from ledger.register.summary import Refusal

URN = "URN"
BOTH: dict[str, tuple[Read, tuple[str, ...]]] = {
    "school": (SchoolId.parse, (URN,)),
    "pupil_premium": (cells.decimal, ("PPPerc",)),
    "english_additional": (cells.decimal, ("PercentEAL",)),
    "deprivation": (cells.decimal, ("IdaciPupils",)),
    "participation": (cells.decimal, ("Polar4QuintilePupils",)),
    "stability": (cells.decimal, ("PStability",)),
    "special_needs_support": (cells.decimal, ("PercentSchSupport",)),
    "special_needs_plan": (
        cells.decimal, ("PercentageStatementOrEhp", "PercentageStatementOrEHP"),
    ),
    "pupils": (cells.whole, ("NumberOfPupils",)),
}  # fmt: skip
"""Each fact, how it is read, and the members that say it. What pupils achieved is none of them."""

PRIOR = {"Ks1PriorRwmAverage": Matching.PRIMARY, "KS2MRP": Matching.SECONDARY}
"""What pupils could do before they came, which tells the one kind of file from the other."""


NONE = "NA"
"""What stands there for a value that was not published."""


def intakes_in(path: Path) -> list[Any]:
    """The schools of a file, as they stand. Raises `Unreadable` where it is no list of them."""
    return objects_in(path, URN, "schools")


@dataclass(frozen=True)
class Reading:
    """Reads the schools of one file."""

    edition: str
    schools: Collection[str]
    """Those that are in the register."""
    told: Past
    """Who says it, and when."""

    def read(self, intakes: list[Any], refused: list[Refusal]) -> Iterator[IntakePublished]:
        """What is said of each; one that cannot be read, or stands there twice, is refused."""
        of_both = [(name, read) for read, names in BOTH.values() for name in names]
        columns = {name: Column(name, read) for name, read in of_both}
        columns |= {name: Column(name, cells.decimal) for name in PRIOR}
        first: dict[SchoolId, int] = {}
        for place, one in enumerate(intakes, 1):
            try:
                intake = self._intake(one, columns)
                intake.judge_alone(self.told)
                if first.setdefault(intake.school, place) != place:
                    where = first[intake.school]
                    raise Fault(f"{URN}: School {intake.school} is number {where} already.")
                yield intake
            except Fault as fault:
                refused.append(Refusal(place, str(fault), "school"))
            except Refused as refusal:
                refused.append(Refusal(place, reason_of(refusal), "school"))

    def _intake(self, one: Any, columns: Mapping[str, Column]) -> IntakePublished:
        if not isinstance(one, dict):
            raise Fault("A school is written as a JSON object.")
        prior = next((name for name in PRIOR if name in one), None)
        if prior is None:
            raise Fault(f"One of {' and '.join(PRIOR)} tells what pupils could do before.")
        facts = {fact: _value(one, names, columns) for fact, (_, names) in BOTH.items()}
        if facts["school"] is None:
            raise Fault(f"{URN}: A school needs one.")
        if facts["school"] not in self.schools:
            raise Fault(f"{URN}: The register has no school {facts['school']}.")
        facts |= {"edition": self.edition, "matching": PRIOR[prior]}
        facts |= {"prior_attainment": _value(one, (prior,), columns)}
        return made_of(IntakePublished, facts)


def _value(one: Mapping[str, Any], names: tuple[str, ...], columns: Mapping[str, Column]) -> Any:
    """The first of these members that says something."""
    told = {name: str(one.get(name) or "") for name in names}
    said = (columns[name][cell] for name, cell in told.items() if cell != NONE)
    return next((value for value in said if value is not None), None)
