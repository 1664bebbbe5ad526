"""A shared post, as GraphQL tells it: what each school pays, is due and got."""

from __future__ import annotations

import strawberry

from api.documented import field, object_type
from api.reading.figure import Figures, figure
from api.reading.reading import Reading
from api.reading.school_figures import SchoolFigures, each_school
from ledger.figures import shared_post
from ledger.figures.told_post import Post, post


@object_type
class PostSchool(SchoolFigures):
    """What one school pays for a shared post, is due and got."""

    pays = figure(shared_post.pays, "What it pays each year.")
    refunded = figure(shared_post.refunded, "What it got back when it left.")
    entitled = figure(shared_post.entitled_to, "How many days of the expert it should get.")
    delivered = figure(shared_post.delivered_to, "How many days it has had.")
    gap = figure(shared_post.gap, "How many days it is still due.")
    per_day = figure(shared_post.per_day, "What it pays for each day that it is due.")


@object_type
class SharedPost(Figures):
    """One teacher whom several schools pay for: whether each gets the days that it is due."""

    found: strawberry.Private[Post]

    @field
    def schools(self) -> list[PostSchool]:
        """What each school pays, is due and got; also one that has left."""
        return each_school(PostSchool, self, self.found.schools)

    pays = figure(shared_post.pays, "What all schools pay each year.")
    refunded = figure(shared_post.refunded, "What went back to schools that left.")
    entitled = figure(shared_post.entitled_to, "How many days there are to share.")
    delivered = figure(
        shared_post.delivered_to,
        "How many of the days to share were spent in schools, other than the expert's own.",
    )
    unevenness = figure(
        shared_post.unevenness,
        "How unevenly the days were shared out, by what each school is due: 0 is even.",
    )


def shared_post_at(reading: Reading, act: int) -> SharedPost | None:
    """A shared post; null for an act of any other kind, or one withdrawn."""
    found = post(reading.now, act)
    return None if found is None else SharedPost(found=found, about={"act": act}, reading=reading)
