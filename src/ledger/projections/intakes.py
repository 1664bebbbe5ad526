"""Intakes: whom schools take in, as the department publishes it, and as the register has it.

Both are public. There are some 17,000 primary schools, so only the few columns that are compared
are read, and no school that has closed. A school that became an academy has the values that were
published of it before, until there are others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import bindparam, or_, select

from ledger.domain.pupil_intake import PUBLISHED_AS, IntakePublished, Matching
from ledger.projections.question import question, seen
from ledger.projections.schools import school
from ledger.projections.scope import everyone
from ledger.projections.snapshot import Snapshot
from ledger.projections.view import Entry, Holdings, View
from ledger.statistics.similarity import Registered, Values

view = View("intakes", version=1)


# Its table.


class Published(NamedTuple):
    """What the department said last of a school's pupils; its numbers exactly as it said them."""

    school: str
    matching: str
    edition: str
    prior_attainment: float | None
    pupil_premium: float | None
    english_additional: float | None
    deprivation: float | None
    participation: float | None
    stability: float | None
    special_needs_support: float | None
    special_needs_plan: float | None
    pupils: int | None


published = view.table(Published, key="school matching", seen_by=everyone)


# What each event does to it.


@view.folds(IntakePublished)
def fold(entry: Entry, known: Holdings) -> Iterator[Any]:
    """What is true of intakes from this entry on."""
    told = (getattr(entry.event, name) for name in Published._fields)
    yield Published._make(float(one) if type(one) is Decimal else one for one in told)


# What it can be asked.


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
    published: Values | None = None
    """What the department published of it, by its own names, where that was asked for."""
    edition: str = ""


NAMES = (
    "school", "lineage", "phase", "pupils", "free_school_meals", "urban_rural", "gender",
    "establishment_type", "religious_character", "admissions", "easting", "northing",
)  # fmt: skip
IS_OPEN = or_(school.c.closed_on.is_(None), school.c.closed_on > bindparam("happened_by"))
OF_PHASE = question(
    select(*(school.c[name] for name in NAMES))
    .where(school.c.phase == bindparam("phase"), IS_OPEN, *seen(school))
    .order_by(school.c.school)
)

before = school.alias("before")
"""The school under the number of which something was published: mostly its number of today."""
IS_OWN = published.c.school == school.c.school
VALUES = Published._fields[3:]
OF_MATCHING = question(
    select(
        *(school.c[name] for name in NAMES),
        published.c.edition,
        *(published.c[name].label(f"published_{name}") for name in VALUES),
    )
    .join_from(published, before, published.c.school == before.c.school)
    .join(school, school.c.lineage == before.c.lineage)
    .where(published.c.matching == bindparam("matching"), IS_OPEN)
    .where(*seen(published, before, school))
    .order_by(school.c.school, IS_OWN, published.c.edition, published.c.school)
)
"""What counts comes last: what is said of the number of today, or else the latest of one before."""


def of_phase(now: Snapshot, phase: str) -> dict[str, Intake]:
    """All open schools that teach these ages, by their numbers."""

    def read() -> dict[str, Intake]:
        return {row.school: _intake(row) for row in now.ask(OF_PHASE, phase=phase)}

    return now.once(("intakes", phase), read)


def of_matching(now: Snapshot, matching: Matching) -> dict[str, Intake]:
    """All open schools of which the department published such values, by their numbers."""

    def read() -> dict[str, Intake]:
        rows = now.ask(OF_MATCHING, matching=matching.value)
        return {row.school: _published(row, PUBLISHED_AS[matching]) for row in rows}

    return now.once(("published intakes", matching), read)


def _published(row: Any, names: Mapping[str, str]) -> Intake:
    values = {name: getattr(row, f"published_{fact}") for fact, name in names.items()}
    return _intake(row)._replace(published=values, edition=row.edition)


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
