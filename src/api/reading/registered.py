"""A school as the register has it: what it is called, where it lies, what it was and became."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import strawberry

from api.derive import codes
from api.documented import described, field, object_type
from api.reading.reading import Reading
from ledger.domain.identifiers import SchoolId, TrustId
from ledger.domain.school import Phase, Succession
from ledger.projections import schools

PhaseCode = codes(Phase)
SuccessionCode = codes(Succession)


@object_type
class Kinship:
    """One school that came after another."""

    school: SchoolId = strawberry.field(description="the school that was")
    successor: SchoolId = strawberry.field(description="the school that came after it")
    succession: SuccessionCode = strawberry.field(description="how the one became the other")  # type: ignore[valid-type]
    happened_on: date = strawberry.field(description="the day it did")


def _detail(name: str, kind: Any, description: str) -> Any:
    """A field that the register's row has under the same name."""

    def read(self: Registered) -> Any:
        return getattr(self.row, name)

    read.__name__ = name
    read.__annotations__["return"] = kind
    return described(read, description)


@object_type
class Registered:
    """A school, by what the register of schools was known to say of it."""

    row: strawberry.Private[schools.School]
    reading: strawberry.Private[Reading]

    name = _detail("name", str, "its name")
    phase = _detail("phase", PhaseCode, "which ages it teaches")
    establishment_type = _detail("establishment_type", str | None, "what kind of school it is")
    la_code = _detail("la_code", str | None, "the local authority, by its number")
    la_name = _detail("la_name", str | None, "the local authority, by its name")
    opened_on = _detail("opened_on", date | None, "the day it opened, where the register says so")
    closed_on = _detail("closed_on", date | None, "the day it closed, if it did")
    low_age = _detail("low_age", int | None, "the youngest age it may teach")
    high_age = _detail("high_age", int | None, "the oldest age it may teach")
    gender = _detail("gender", str | None, "which pupils it admits")
    religious_character = _detail("religious_character", str | None, "its religious character")
    admissions = _detail("admissions", str | None, "whether it selects pupils")
    town = _detail("town", str | None, "the town")
    postcode = _detail("postcode", str | None, "the postcode")
    pupils = _detail("pupils", int | None, "how many pupils are on roll")
    capacity = _detail("capacity", int | None, "how many pupils it has room for")
    easting = _detail("easting", int | None, "metres east, British National Grid")
    northing = _detail("northing", int | None, "metres north, British National Grid")
    urban_rural = _detail("urban_rural", str | None, "how urban its surroundings are")

    @field
    def urn(self) -> SchoolId:
        """Its Unique Reference Number."""
        return SchoolId(self.row.school)

    @field
    def free_school_meals(self) -> Decimal | None:
        """The percentage of pupils with free school meals."""
        told = self.row.free_school_meals
        return None if told is None else Decimal(told)

    @field
    def trust(self) -> TrustId | None:
        """The trust that it was in on the day asked about."""
        found = self.reading.memberships.get(self.row.school)
        return None if found is None else TrustId(found.trust)

    @field
    def trust_name(self) -> str | None:
        """The name of that trust."""
        member = self.reading.memberships.get(self.row.school)
        found = self.reading.trusts.get(member.trust) if member else None
        return None if found is None else found.name

    @field
    def numbers(self) -> list[SchoolId]:
        """The numbers that it had through time, first to last."""
        return [SchoolId(urn) for urn in self.all_numbers]

    @field
    def lineage(self) -> list[Kinship]:
        """Which school came before it and which after, and how."""
        links = self.reading.now.once(
            ("links", self.row.school), lambda: schools.links(self.reading.now, self.all_numbers)
        )
        return [Kinship(**link._asdict()) for link in links]

    @property
    def all_numbers(self) -> tuple[str, ...]:
        """The same as the questions ask for them, in plain text."""
        return tuple(self.reading.kin.get(self.row.lineage) or (self.row.school,))
