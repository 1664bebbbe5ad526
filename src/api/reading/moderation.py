"""A moderation, as GraphQL tells it: how far schools grade alike, and who grades high or low."""

from __future__ import annotations

from typing import Annotated

import strawberry

from api.documented import field, object_type
from api.reading.figure import Figure, Figures, figure, told
from api.reading.reading import Reading
from api.reading.school_figures import SchoolFigures, each_school
from ledger.domain.identifiers import SchoolId
from ledger.figures import comparison, moderation
from ledger.figures.judging import judging

Round = Annotated[int, strawberry.argument(description="which round of judging, counted from 1")]


@object_type
class SchoolJudging(SchoolFigures):
    """How one school grades, and how its own work was judged."""

    bias = figure(
        moderation.bias_of, "How far it grades above what the schools agreed on, or below."
    )

    @field
    def place(self) -> Figure:
        """Where its pupils' work lies on the scale made of comparisons, from ten pieces on."""
        about = {"act": self.about["act"], "school": self.about["school"]}
        return told(comparison.school.ask(self.reading.now, **about), self.reading)


@object_type
class SchoolPair(Figures):
    """How far two schools grade alike. Share and agreement belong side by side."""

    alike = figure(moderation.alike, "What share of the pieces they graded alike.")
    alike_near = figure(moderation.alike_near, "What share they graded alike or one grade apart.")
    kappa = figure(
        moderation.kappa, "Agreement beyond chance, for grades without an order.", weights="none"
    )
    linear_kappa = figure(
        moderation.kappa,
        "Agreement beyond chance, where two grades apart is twice as bad as one.",
        weights="linear",
    )
    quadratic_kappa = figure(
        moderation.kappa,
        "Agreement beyond chance, where two grades apart is four times as bad as one.",
        weights="quadratic",
    )


@object_type
class ComparedPieces(Figures):
    """A scale made of "which of these two is better?". No piece and no judge is placed on it."""

    judgements = figure(comparison.judgements, "How many pairs were judged.")
    reliability = figure(
        comparison.reliability, "What share of the spread of the pieces is no error (SSR)."
    )
    misfits = figure(
        comparison.misfits, "How many judges surprise the scale more often than chance allows."
    )


@object_type
class Moderation(Figures):
    """How far schools grade alike. Nothing is shown of fewer than twenty pieces, or of one school.

    Judgements are those of one round: the first, where nobody had yet talked, unless said.
    """

    @field
    def pieces(self) -> Figure:
        """How many pieces of work there are to be judged."""
        return told(moderation.pieces.ask(self.reading.now, act=self.about["act"]), self.reading)

    judgements = figure(moderation.judgements, "How many judgements were made in the round.")
    between_schools = figure(
        moderation.between, "How often colleagues of two schools graded alike."
    )
    within_schools = figure(moderation.within, "How often colleagues of one school graded alike.")
    alpha = figure(
        moderation.alpha,
        "How far all agree beyond chance, however many judged each piece (Krippendorff).",
    )
    fleiss = figure(
        moderation.fleiss, "The same where every piece was judged by as many colleagues (Fleiss)."
    )

    @field
    def pair(
        self,
        first: Annotated[SchoolId, strawberry.argument(description="the one school")],
        second: Annotated[SchoolId, strawberry.argument(description="the other")],
    ) -> SchoolPair:
        """How far two schools grade alike."""
        about = {**self.about, "first": first, "second": second}
        return SchoolPair(about=about, reading=self.reading)

    @field
    def schools(self) -> list[SchoolJudging]:
        """How each school grades, and how its work was judged."""
        took_part = self.reading.parts.get(self.about["act"]) or []
        return each_school(SchoolJudging, self, took_part)

    @field
    def comparison(self) -> ComparedPieces:
        """What comparing pieces two by two shows."""
        return ComparedPieces(about={"act": self.about["act"]}, reading=self.reading)


def moderation_at(reading: Reading, act: int, round: int) -> Moderation | None:
    """How far schools grade alike; null for an act of any other kind, or one withdrawn."""
    if judging(reading.now, act) is None:
        return None
    return Moderation(about={"act": act, "round": round}, reading=reading)
