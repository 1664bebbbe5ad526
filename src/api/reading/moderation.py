"""A moderation, as GraphQL tells it: how far schools grade alike, and who grades high or low."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import strawberry

from api.documented import field, object_type
from api.reading.figure import Figure, told
from api.reading.reading import Reading
from ledger.domain.words import SchoolId
from ledger.figures import comparison, moderation
from ledger.figures.judging import judging
from ledger.figures.method import Method

if TYPE_CHECKING:
    from api.reading.school import School

SchoolLater = Annotated["School", strawberry.lazy("api.reading.school")]
Round = Annotated[int, strawberry.argument(description="which round of judging, counted from 1")]


@object_type
class SchoolJudging:
    """How one school grades, and how its own work was judged."""

    act: strawberry.Private[int]
    round: strawberry.Private[int]
    reading: strawberry.Private[Reading]

    urn: SchoolId = strawberry.field(description="the school, by the number it had then")

    @field
    def school(self) -> SchoolLater | None:
        """What the register knows of it."""
        from api.reading.school import school_at

        return school_at(self.reading, self.urn)

    @field
    def bias(self) -> Figure:
        """How far it grades above what the schools agreed on, or below."""
        found = moderation.bias_of.ask(
            self.reading.now, act=self.act, school=str(self.urn), round=self.round
        )
        return told(found, self.reading)

    @field
    def place(self) -> Figure:
        """Where its pupils' work lies on the scale made of comparisons, from ten pieces on."""
        found = comparison.school.ask(self.reading.now, act=self.act, school=str(self.urn))
        return told(found, self.reading)


@object_type
class SchoolPair:
    """How far two schools grade alike. Share and agreement belong side by side."""

    about: strawberry.Private[dict[str, Any]]
    reading: strawberry.Private[Reading]

    @field
    def alike(self) -> Figure:
        """What share of the pieces they graded alike."""
        return self._ask(moderation.alike)

    @field
    def alike_near(self) -> Figure:
        """What share they graded alike or one grade apart."""
        return self._ask(moderation.alike_near)

    @field
    def kappa(self) -> Figure:
        """Agreement beyond chance, for grades without an order."""
        return self._ask(moderation.kappa, weights="none")

    @field
    def linear_kappa(self) -> Figure:
        """Agreement beyond chance, where two grades apart is twice as bad as one."""
        return self._ask(moderation.kappa, weights="linear")

    @field
    def quadratic_kappa(self) -> Figure:
        """Agreement beyond chance, where two grades apart is four times as bad as one."""
        return self._ask(moderation.kappa, weights="quadratic")

    def _ask(self, asked: Method, **more: Any) -> Figure:
        return told(asked.ask(self.reading.now, **self.about, **more), self.reading)


@object_type
class ComparedPieces:
    """A scale made of "which of these two is better?". No piece and no judge is placed on it."""

    act: strawberry.Private[int]
    reading: strawberry.Private[Reading]

    @field
    def judgements(self) -> Figure:
        """How many pairs were judged."""
        return self._ask(comparison.judgements)

    @field
    def reliability(self) -> Figure:
        """What share of the spread of the pieces is no error (SSR)."""
        return self._ask(comparison.reliability)

    @field
    def misfits(self) -> Figure:
        """How many judges surprise the scale more often than chance allows."""
        return self._ask(comparison.misfits)

    def _ask(self, asked: Method) -> Figure:
        return told(asked.ask(self.reading.now, act=self.act), self.reading)


@object_type
class Moderation:
    """How far schools grade alike. Nothing is shown of fewer than twenty pieces, or of one school.

    Judgements are those of one round: the first, where nobody had yet talked, unless said.
    """

    act: strawberry.Private[int]
    round: strawberry.Private[int]
    reading: strawberry.Private[Reading]

    @field
    def pieces(self) -> Figure:
        """How many pieces of work there are to be judged."""
        return told(moderation.pieces.ask(self.reading.now, act=self.act), self.reading)

    @field
    def judgements(self) -> Figure:
        """How many judgements were made in the round."""
        return self._ask(moderation.judgements)

    @field
    def between_schools(self) -> Figure:
        """How often colleagues of two schools graded alike."""
        return self._ask(moderation.between)

    @field
    def within_schools(self) -> Figure:
        """How often colleagues of one school graded alike."""
        return self._ask(moderation.within)

    @field
    def alpha(self) -> Figure:
        """How far all agree beyond chance, however many judged each piece (Krippendorff)."""
        return self._ask(moderation.alpha)

    @field
    def fleiss(self) -> Figure:
        """The same where every piece was judged by as many colleagues (Fleiss)."""
        return self._ask(moderation.fleiss)

    @field
    def pair(
        self,
        first: Annotated[SchoolId, strawberry.argument(description="the one school")],
        second: Annotated[SchoolId, strawberry.argument(description="the other")],
    ) -> SchoolPair:
        """How far two schools grade alike."""
        about = {"act": self.act, "first": first, "second": second, "round": self.round}
        return SchoolPair(about=about, reading=self.reading)

    @field
    def schools(self) -> list[SchoolJudging]:
        """How each school grades, and how its work was judged."""
        urns = self.reading.parts.get(self.act) or []
        return [
            SchoolJudging(urn=SchoolId(urn), act=self.act, round=self.round, reading=self.reading)
            for urn in urns
        ]

    @field
    def comparison(self) -> ComparedPieces:
        """What comparing pieces two by two shows."""
        return ComparedPieces(act=self.act, reading=self.reading)

    def _ask(self, asked: Method) -> Figure:
        found = asked.ask(self.reading.now, act=self.act, round=self.round)
        return told(found, self.reading)


def moderation_at(reading: Reading, act: int, round: int) -> Moderation | None:
    """How far schools grade alike; null for an act of any other kind, or one withdrawn."""
    if judging(reading.now, act) is None:
        return None
    return Moderation(act=act, round=round, reading=reading)
