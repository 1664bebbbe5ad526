"""A trust at a glance, as GraphQL tells it: the page that has to make sense in thirty seconds."""

from __future__ import annotations

import strawberry

from api.documented import field, object_type
from api.reading.about_school import about_school
from api.reading.engagement import SustainedCode
from api.reading.figure import Figure, told
from api.reading.reading import Reading
from ledger.domain.identifiers import TrustId
from ledger.figures import overview
from ledger.figures.saying import sentence
from ledger.figures.words.en import QUESTIONS


@object_type
class ShownTerm:
    """A term that stands above the grid."""

    code: str = strawberry.field(description="the term, for programs: `2025/26-AUT`")
    label: str = strawberry.field(description="the term, as people say it: `Autumn 2025/26`")


@object_type
class OverviewCell:
    """What one school did in one term."""

    term: str = strawberry.field(description="the term, by its code")
    contacts: Figure = strawberry.field(
        description="confirmed contacts; not recorded, where nobody kept a record yet"
    )


@object_type
class OverviewRow:
    """One school of the trust, term by term."""

    reading: strawberry.Private[Reading]
    urn: strawberry.Private[str]

    sustained: SustainedCode = strawberry.field(description="how far its joint work lasts")
    cells: list[OverviewCell] = strawberry.field(description="the terms shown, oldest first")

    school = about_school(description="The school.")


@object_type
class Unknown:
    """A question that this record cannot answer."""

    question: str = strawberry.field(description="what is not known, in plain words")
    figure: Figure = strawberry.field(description="of how much it is not known")


@object_type
class Overview:
    """What the schools of a trust do with others, and what nobody knows of it."""

    uid: strawberry.Private[TrustId]
    reading: strawberry.Private[Reading]

    @field
    def headline(self) -> str:
        """The one sentence that everybody should read."""
        return sentence(overview.active.ask(self.reading.now, trust=self.uid))

    @field
    def schools_active(self) -> Figure:
        """How many of its schools worked with others in the last term that is over."""
        return told(overview.active.ask(self.reading.now, trust=self.uid), self.reading)

    @field
    def acts_this_term(self) -> Figure:
        """Acts of the term that goes on; more may come."""
        return self._acts(0)

    @field
    def acts_last_term(self) -> Figure:
        """Acts of the last term that is over."""
        return self._acts(1)

    @field
    def unfollowed(self) -> Figure:
        """Acts of which no follow-up is recorded six weeks later."""
        return told(overview.unfollowed.ask(self.reading.now, trust=self.uid), self.reading)

    @field
    def terms(self) -> list[ShownTerm]:
        """The nine terms of the grid, oldest first; the last one goes on."""
        shown = overview.terms_shown(self.reading.now, self.uid)
        return [ShownTerm(code=term.code, label=term.label) for term in shown]

    @field
    def grid(self) -> list[OverviewRow]:
        """Its schools by the terms, in the order of their numbers and never ranked."""
        codes = [term.code for term in overview.terms_shown(self.reading.now, self.uid)]
        rows = overview.grid(self.reading.now, self.uid)
        self.reading.schools.expect(row.school for row in rows)
        return [
            OverviewRow(
                reading=self.reading,
                urn=row.school,
                sustained=row.sustained,
                cells=[
                    OverviewCell(term=code, contacts=told(cell, self.reading))
                    for code, cell in zip(codes, row.cells, strict=True)
                ],
            )
            for row in rows
        ]

    @field
    def unknowns(self) -> list[Unknown]:
        """The questions that the record leaves open, each with how much it is about."""
        return [
            Unknown(question=QUESTIONS[one.question], figure=told(one.figure, self.reading))
            for one in overview.unknowns(self.reading.now, self.uid)
        ]

    def _acts(self, terms_ago: int) -> Figure:
        found = overview.acts.ask(self.reading.now, trust=self.uid, terms_ago=terms_ago)
        return told(found, self.reading)
