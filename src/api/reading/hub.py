"""A hub, as GraphQL tells it: who came, how different they were, and for whom it was the first."""

from __future__ import annotations

from datetime import date
from typing import Any

import strawberry

from api.derive import codes
from api.documented import field, field_of, object_type
from api.line import RecordedEntry
from api.reading.about_school import SchoolLater, found_schools
from api.reading.figure import Figure, Figures, figure, told
from api.reading.reading import Reading
from ledger.domain.words import StaffRole
from ledger.figures import hubs
from ledger.figures.hubs import Hub as Found

RoleCode: Any = codes(StaffRole)


@object_type
class Company(Figures):
    """Who came, and how different the schools are."""

    schools = figure(hubs.came, "schools that came")
    phases = figure(hubs.phases, "different phases among them")
    selective = figure(hubs.selective, "schools among them that select their pupils")
    trusts = figure(hubs.in_trusts, "different trusts among them")
    first_external = figure(
        hubs.first_external, "the share of people who had never worked with another school before"
    )


@object_type
class PeopleInRole:
    """How many people in one role came to a meeting."""

    role: RoleCode = strawberry.field(description="the role")
    people: Figure = strawberry.field(description="how many; fewer than ten are not told")


@object_type
class HubMeeting:
    """A time at which a hub met."""

    reading: strawberry.Private[Reading]
    hub: strawberry.Private[int]
    found: strawberry.Private[Any]

    @field
    def happened_on(self) -> date:
        """The day."""
        day: date = self.found.event.happened_on
        return day

    @field
    def company(self) -> Company:
        """Who came."""
        return Company(
            about={"hub": self.hub, "meeting": self.found.position}, reading=self.reading
        )

    @field
    def people(self) -> Figure:
        """How many people came."""
        return self._people("")

    @field
    def roles(self) -> list[PeopleInRole]:
        """How many came in each role, where that was noted and may be told."""
        return [
            PeopleInRole(role=each.role, people=self._people(each.role.value))
            for each in self.found.event.attendees_by_role
        ]

    @field_of(RecordedEntry)
    def entry(self) -> Any:
        """The entry that says so."""
        return self.reading.line(self.found)

    def _people(self, role: str) -> Figure:
        asked = {"hub": self.hub, "meeting": self.found.position, "role": role}
        return told(hubs.people.ask(self.reading.now, **asked), self.reading)


@object_type
class Hub:
    """A hub that a school leads for the schools around it."""

    reading: strawberry.Private[Reading]
    hub: strawberry.Private[int]
    found: strawberry.Private[Found]

    @field
    def company(self) -> Company:
        """Who ever came."""
        return Company(about={"hub": self.hub, "meeting": 0}, reading=self.reading)

    @field
    def meetings(self) -> list[HubMeeting]:
        """The times at which it met, oldest first."""
        return [
            HubMeeting(reading=self.reading, hub=self.hub, found=one) for one in self.found.meetings
        ]

    @field
    def schools(self) -> list[SchoolLater]:
        """The schools that ever came."""
        return found_schools(self.reading, (row.school for row in self.found.came.values() if row))


def hub_of(reading: Reading, position: int) -> Hub | None:
    """The hub that the entry at this position began."""
    found = hubs.hub_at(reading.now, position)
    return None if found is None else Hub(reading=reading, hub=position, found=found)
