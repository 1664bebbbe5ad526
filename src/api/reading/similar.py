"""Schools that take in pupils like one's own, as GraphQL tells it."""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter

import strawberry

from api.documented import field, object_type
from api.reading.about_school import about_school
from api.reading.connection import check_first
from api.reading.figure import Figure, told
from api.reading.reading import Reading
from ledger.figures import similar
from ledger.figures.similar import DISTANCES, Alike, Basis
from ledger.projections import schools


@object_type
class Difference:
    """One thing in which two schools differ."""

    words: str = strawberry.field(description="what it is")
    ours: float = strawberry.field(description="of the school asked about")
    theirs: float = strawberry.field(description="of the other one")
    share: float = strawberry.field(description="how much of their distance it makes, 0 to 1")


@object_type
class SimilarSchool:
    """A school that takes in pupils much like those of another."""

    reading: strawberry.Private[Reading]
    ours: strawberry.Private[str]
    theirs: strawberry.Private[str]
    found: strawberry.Private[Alike]

    rank: int = strawberry.field(description="1 is the most alike")

    school = about_school(attrgetter("theirs"), "The school.")

    @field
    def distance(self) -> Figure:
        """How far they are apart in whom they take in."""
        method = DISTANCES[self.found.basis]
        found = method.ask(self.reading.now, school=self.ours, other=self.theirs)
        return told(found, self.reading)

    @field
    def because(self) -> list[Difference]:
        """What makes most of their distance, at most three things; by the register, town and gender
        come on top."""
        one = self.found.neighbour(self.theirs)
        return [
            Difference(words=each.words, ours=each.ours, theirs=each.theirs, share=each.share)
            for each in (one.distance.most if one else ())
        ]

    @field
    def km_apart(self) -> Figure:
        """The straight line between them."""
        now = self.reading.now
        return told(similar.kilometres.ask(now, school=self.ours, other=self.theirs), self.reading)

    @field
    def same_trust(self) -> bool:
        """Whether both were in one trust on the day asked about."""
        one, other = map(self.reading.memberships.get, (self.ours, self.theirs))
        return one is not None and other is not None and one.trust == other.trust

    @field
    def opens_its_door(self) -> bool:
        """Whether it opens its door to visitors from other schools, as far as you may see."""
        return self.theirs in similar.open_doors(self.reading.now, self.found)

    @field
    def already_partners(self) -> bool | None:
        """Whether they have met, as the school asked about says; null if you may not see that."""
        scope = self.reading.now.scope
        if not (scope.sees_all or self.ours in scope.schools):
            return None
        lineage = self.found.intakes[self.theirs].lineage
        return lineage in similar.partners_among(self.reading.now, self.ours)


@object_type
class Similar:
    """Schools like one's own, by whom they take in: how well a school does is no part of it.

    By the values of the Department for Education, where it published those of this school and of
    fifty others; by the register alone elsewhere, which is rougher.
    """

    reading: strawberry.Private[Reading]
    ours: strawberry.Private[str]
    found: strawberry.Private[Alike]
    first: strawberry.Private[int]

    edition: str = strawberry.field(
        description="which edition, or state of the register, was compared"
    )
    variables: list[str] = strawberry.field(description="what was compared")

    @field
    def schools(self) -> list[SimilarSchool]:
        """The most alike, nearest first."""
        return self._told(one.school for one in self.found.neighbours[: self.first])

    @field
    def pairing(self) -> list[SimilarSchool]:
        """The most promising partners: alike first, then with the same needs, then near.

        Needs are those declared to all, or to you.
        """
        return self._told(similar.pairing(self.reading.now, self.ours)[: self.first])

    @field
    def contrast(self) -> SimilarSchool | None:
        """One that takes in the same pupils and is run most differently; null if none is.

        By what the register knows: the kind of school, its religious character, and admissions.
        """
        other = similar.contrast(self.reading.now, self.ours)
        return None if other is None else self._told([other])[0]

    def _told(self, urns: Iterable[str]) -> list[SimilarSchool]:
        ranks = {one.school: one.rank for one in self.found.neighbours}
        wanted = list(urns)
        self.reading.schools.expect(wanted)
        self.reading.memberships.expect([self.ours, *wanted])
        return [
            SimilarSchool(
                reading=self.reading, ours=self.ours, theirs=urn, found=self.found, rank=ranks[urn]
            )
            for urn in wanted
        ]


def similar_to(reading: Reading, urn: str, first: int) -> Similar | None:
    """The schools most like this one, under its number of the day; None if too little is known."""
    check_first(first)
    urn = schools.in_force(reading.now, [urn])[urn].school
    found = similar.alike(reading.now, urn)
    if found is None:
        return None
    return Similar(
        reading=reading,
        ours=urn,
        found=found,
        first=first,
        edition=_edition(found, reading),
        variables=list(found.basis.variables),
    )


def _edition(found: Alike, reading: Reading) -> str:
    known = f"as known at position {reading.now.known_by}"
    if found.basis is Basis.REGISTER:
        return f"the register {known}"
    kind, edition = found.basis.value, found.ours.edition
    return f"the department's values for {kind} schools, edition {edition}, {known}"
