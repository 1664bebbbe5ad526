"""A shared post, as GraphQL tells it: what each school pays, is due and got."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import strawberry

from api.documented import field, object_type
from api.reading.figure import Figure, told
from api.reading.reading import Reading
from ledger.domain.words import SchoolId
from ledger.figures import shared_post
from ledger.figures.method import Method
from ledger.figures.shared_post import Post, post

if TYPE_CHECKING:
    from api.reading.school import School

SchoolLater = Annotated["School", strawberry.lazy("api.reading.school")]


@object_type
class PostSchool:
    """What one school pays for a shared post, is due and got."""

    act: strawberry.Private[int]
    reading: strawberry.Private[Reading]

    urn: SchoolId = strawberry.field(description="the school, by the number it had then")

    @field
    def school(self) -> SchoolLater | None:
        """What the register knows of it."""
        from api.reading.school import school_at

        return school_at(self.reading, self.urn)

    @field
    def pays(self) -> Figure:
        """What it pays each year."""
        return self._ask(shared_post.pays)

    @field
    def refunded(self) -> Figure:
        """What it got back when it left."""
        return self._ask(shared_post.refunded)

    @field
    def entitled(self) -> Figure:
        """How many days of the expert it should get."""
        return self._ask(shared_post.entitled_to)

    @field
    def delivered(self) -> Figure:
        """How many days it has had."""
        return self._ask(shared_post.delivered_to)

    @field
    def gap(self) -> Figure:
        """How many days it is still due."""
        return self._ask(shared_post.gap)

    @field
    def per_day(self) -> Figure:
        """What it pays for each day that it is due."""
        return self._ask(shared_post.per_day)

    def _ask(self, asked: Method) -> Figure:
        found = asked.ask(self.reading.now, act=self.act, school=str(self.urn))
        return told(found, self.reading)


@object_type
class SharedPost:
    """One teacher whom several schools pay for: whether each gets the days that it is due."""

    found: strawberry.Private[Post]
    act: strawberry.Private[int]
    reading: strawberry.Private[Reading]

    @field
    def schools(self) -> list[PostSchool]:
        """What each school pays, is due and got; also one that has left."""
        self.reading.schools.expect(self.found.schools)
        return [
            PostSchool(urn=SchoolId(urn), act=self.act, reading=self.reading)
            for urn in self.found.schools
        ]

    @field
    def pays(self) -> Figure:
        """What all schools pay each year."""
        return self._ask(shared_post.pays)

    @field
    def refunded(self) -> Figure:
        """What went back to schools that left."""
        return self._ask(shared_post.refunded)

    @field
    def entitled(self) -> Figure:
        """How many days there are to share."""
        return self._ask(shared_post.entitled_to)

    @field
    def delivered(self) -> Figure:
        """How many days were spent in schools."""
        return self._ask(shared_post.delivered_to)

    @field
    def unevenness(self) -> Figure:
        """How unevenly the days were shared out, by what each school is due: 0 is even."""
        return self._ask(shared_post.unevenness)

    def _ask(self, asked: Method) -> Figure:
        return told(asked.ask(self.reading.now, act=self.act), self.reading)


def shared_post_at(reading: Reading, act: int) -> SharedPost | None:
    """A shared post; null for an act of any other kind, or one withdrawn."""
    found = post(reading.now, act)
    return None if found is None else SharedPost(found=found, act=act, reading=reading)
