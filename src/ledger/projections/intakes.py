"""Intakes: what the register says of the pupils that schools of one phase take in.

No table is kept for this: it is asked of the register. There are some 17,000 primary schools, so
only the few columns that are compared are read, and no school that has closed.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import bindparam, or_, select

from ledger.projections.question import question, seen
from ledger.projections.schools import school
from ledger.projections.snapshot import Snapshot
from ledger.statistics.similarity import Registered


class Intake(NamedTuple):
    """A school as it is compared with others, and where it lies."""

    school: str
    lineage: str
    registered: Registered
    establishment_type: str | None
    religious_character: str | None
    admissions: str | None
    easting: int | None
    northing: int | None


NAMES = (
    "school", "lineage", "phase", "pupils", "free_school_meals", "urban_rural", "gender",
    "establishment_type", "religious_character", "admissions", "easting", "northing",
)  # fmt: skip
OF_PHASE = question(
    select(*(school.c[name] for name in NAMES))
    .where(school.c.phase == bindparam("phase"))
    .where(or_(school.c.closed_on.is_(None), school.c.closed_on > bindparam("happened_by")))
    .where(*seen(school))
    .order_by(school.c.school)
)


def of_phase(now: Snapshot, phase: str) -> dict[str, Intake]:
    """All open schools that teach these ages, by their numbers."""

    def read() -> dict[str, Intake]:
        return {row.school: _intake(row) for row in now.ask(OF_PHASE, phase=phase)}

    return now.once(("intakes", phase), read)


def _intake(row: Any) -> Intake:
    meals = row.free_school_meals
    registered = Registered(
        phase=row.phase,
        pupils=row.pupils,
        percent_fsm=None if meals is None else float(meals),
        pupils_with_sen=None,
        urban_rural=_surroundings(row.urban_rural),
        gender=_gender(row.gender),
    )
    return Intake(
        row.school, row.lineage, registered, row.establishment_type, row.religious_character,
        row.admissions, row.easting, row.northing,
    )  # fmt: skip


def _surroundings(told: str | None) -> str | None:
    """The register knows eight kinds of town and country; compared are two."""
    words = (told or "").lower()
    return next((kind for kind in ("rural", "urban") if kind in words), None)


def _gender(told: str | None) -> str | None:
    words = (told or "").lower()
    return next((kind for kind in ("mixed", "boys", "girls") if kind in words), None)
