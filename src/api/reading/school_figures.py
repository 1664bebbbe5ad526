"""What figures tell of each school by itself, in something that several schools do together."""

from __future__ import annotations

from collections.abc import Collection
from typing import TypeVar

import strawberry

from api.documented import object_type
from api.reading.about_school import about_school
from api.reading.figure import Figures, Subject
from ledger.domain.identifiers import SchoolId


@object_type
class SchoolFigures(Figures):
    """Figures of one school's part in something."""

    urn: SchoolId = strawberry.field(description="the school, by the number it had then")

    school = about_school()


S = TypeVar("S", bound=SchoolFigures)


def each_school(kind: type[S], of: Subject, urns: Collection[str]) -> list[S]:
    """The figures of each of these schools, in their order; the register is read at once."""
    of.reading.schools.expect(urns)
    return [
        kind(urn=SchoolId(urn), about={**of.about, "school": urn}, reading=of.reading)
        for urn in urns
    ]
