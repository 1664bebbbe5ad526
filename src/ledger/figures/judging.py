"""Who judged which piece of pupils' work how: what a moderation says, put in order.

A piece that was refused or taken back counts nowhere. A judge is known by the school and a code
that only the school can read, and is never told of.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from statistics import median_low
from typing import NamedTuple

from ledger.domain.acts.moderation import (
    JudgementMade,
    ModerationOpened,
    PairJudged,
    SampleRefused,
    SampleWithdrawn,
    StandardAgreed,
    WorkSampleContributed,
)
from ledger.figures.told_act import ToldAct, told_act
from ledger.projections.snapshot import Snapshot


class Judged(NamedTuple):
    """The grade that a judge of a school gave to a piece of work."""

    sample: str
    school: str
    judge: tuple[str, str]
    grade: int
    """The place of the category on the scale, lowest first."""


class Compared(NamedTuple):
    """Which of two pieces a judge found better."""

    judge: tuple[str, str]
    better: str
    worse: str


@dataclass(frozen=True)
class Judging(ToldAct):
    """Everything that was judged in a moderation."""

    @cached_property
    def grades(self) -> dict[str, int]:
        """The categories, lowest first, by their places."""
        standard = self.past.all(ModerationOpened)[-1].standard
        return {category: place for place, category in enumerate(standard)}

    @cached_property
    def owners(self) -> dict[str, str]:
        """The school that brought each piece that stands."""
        gone = {
            str(taken.sample)
            for kind in (SampleRefused, SampleWithdrawn)
            for taken in self.past.all(kind)
        }
        return {
            str(piece.sample): str(sent.school)
            for sent in self.past.all(WorkSampleContributed)
            for piece in sent.contributed
            if piece.sample not in gone
        }

    def judged(self, round: int) -> list[Judged]:
        """What was judged in a round, piece by piece."""
        return [
            Judged(one.sample, made.school, (made.school, made.judged_by), place)
            for made in self.past.all(JudgementMade, round=round)
            for one in made.judgements
            if one.sample in self.owners
            and (place := self.grades.get(one.category)) is not None
        ]  # fmt: skip

    @cached_property
    def agreed(self) -> dict[str, int]:
        """What each piece was agreed to be worth."""
        return {
            str(told.sample): self.grades[told.category]
            for told in self.past.all(StandardAgreed)
            if told.sample in self.owners and told.category in self.grades
        }

    @cached_property
    def compared(self) -> list[Compared]:
        """Which of two pieces was found better, pair by pair."""
        return [
            Compared(
                (made.school, made.judged_by),
                pair.winner,
                pair.right if pair.winner == pair.left else pair.left,
            )
            for made in self.past.all(PairJudged)
            for pair in made.pairs
            if pair.left in self.owners and pair.right in self.owners
        ]

    def table(self, round: int, first: str, second: str) -> list[list[int]]:
        """How often the one school gave one grade where the other gave another.

        Of several judges of a school the middle one speaks for it, the lower of two.
        """
        grades: dict[str, dict[str, list[int]]] = {first: defaultdict(list)}
        grades[second] = defaultdict(list)
        for one in self.judged(round):
            if one.school in grades:
                grades[one.school][one.sample].append(one.grade)
        table = [[0] * len(self.grades) for _ in self.grades]
        for sample in grades[first].keys() & grades[second].keys():
            row, column = (median_low(grades[school][sample]) for school in (first, second))
            table[row][column] += 1
        return table

    @cached_property
    def brought(self) -> tuple[int, ...]:
        """The entries that say which pieces there are, and which were taken out."""
        return self.positions(WorkSampleContributed, SampleRefused, SampleWithdrawn)

    def sources(self, round: int, *schools: str) -> tuple[int, ...]:
        """The entries of a round, of all schools or of some, with those of what was judged."""
        made = [
            entry.position
            for entry in self.past.entries_of(JudgementMade, round=round)
            if not schools or entry.event.school in schools
        ]
        return (*self.brought, *made) if made else ()

    @cached_property
    def compared_by(self) -> tuple[int, ...]:
        """The entries by which pairs were judged, with those of what was judged."""
        made = self.positions(PairJudged)
        return (*self.brought, *made) if made else ()


def judging(now: Snapshot, act: int) -> Judging | None:
    """What was judged in a moderation; None for another act, one withdrawn, one that is unseen."""
    return told_act(now, act, Judging, ModerationOpened)
