"""The school that something is about: asked of the register only when somebody wants it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import TYPE_CHECKING, Annotated, Any

import strawberry

from api.documented import described
from api.reading.reading import Reading

if TYPE_CHECKING:
    from api.reading.school import School

SchoolLater = Annotated["School", strawberry.lazy("api.reading.school")]
"""A school, whose type asks for most other types and so is made after them."""


def about_school(
    number: Callable[[Any], str] = attrgetter("urn"),
    description: str = "What the register knows of it.",
) -> Any:
    """A field that tells the school with the number that is read off an object."""

    def read(self: Any) -> SchoolLater | None:
        return found_school(self.reading, number(self))

    return described(read, description)


def found_school(reading: Reading, urn: str) -> School | None:
    """The school with this number, if the register has it."""
    from api.reading.school import school_at

    return school_at(reading, urn)


def found_schools(reading: Reading, urns: Iterable[str]) -> list[School]:
    """Those of these schools that the register has, in their order, read at once."""
    wanted = list(urns)
    reading.schools.expect(wanted)
    found = (found_school(reading, urn) for urn in wanted)
    return [school for school in found if school is not None]
