"""The schools that a school has met, and how often."""

from __future__ import annotations

import strawberry

from api.documented import field, object_type
from api.reading.about_school import about_school
from api.reading.figure import Figure, told
from api.reading.reading import Reading
from ledger.domain.identifiers import SchoolId
from ledger.figures.engagement import with_partner
from ledger.figures.looked import look


@object_type
class PartnerSchool:
    """A school that another one has met."""

    about: strawberry.Private[str]
    reading: strawberry.Private[Reading]

    urn: SchoolId = strawberry.field(description="the first number that the partner ever had")
    is_new: bool = strawberry.field(
        description="whether they first met in this term or the three before it"
    )

    school = about_school()

    @field
    def contacts(self) -> Figure:
        """How often they met, as far as the school that is asked about has confirmed it."""
        found = with_partner.ask(self.reading.now, about=self.about, partner=self.urn)
        return told(found, self.reading)


def partners_of(reading: Reading, about: str) -> list[PartnerSchool]:
    """The partners of whoever is looked at, those met most often first."""
    found = look(reading.now, about).breadth
    reading.schools.expect(found.partners)
    return [
        PartnerSchool(
            about=about, reading=reading, urn=SchoolId(urn), is_new=urn in found.new_partners
        )
        for urn in found.partners
    ]
