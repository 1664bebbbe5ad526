"""Barriers: which stand in the way, which gave way, and what schools alike have found out.

A barrier belongs to a situation, never to a person. What was tried elsewhere is told as a share of
the cases in schools of the same phase and of about the same size, from three schools on, and names
none of them. That a barrier was gone afterwards does not say why. (`domain.md` 1.13.)
"""

from __future__ import annotations

from typing import NamedTuple

from ledger.domain.acts.barrier import (
    BarrierCited,
    BarrierMitigated,
    BarrierOvercome,
    BarrierPersisted,
    BarrierReopened,
    MitigationTried,
)
from ledger.domain.past import Role
from ledger.domain.record import Code
from ledger.figures.figure import Caution, FigureUnit, Measured, Range, not_recorded, too_few
from ledger.figures.ideas import by_matter, said
from ledger.figures.method import method
from ledger.projections import history, schools
from ledger.projections import learnt as elsewhere
from ledger.projections.learnt import Learnt
from ledger.projections.snapshot import Snapshot
from ledger.projections.turns import Turn
from ledger.statistics.proportion import wilson

FAMILY = "barrier"
FEWEST_SCHOOLS = 3
"""Of fewer schools nothing is told: who knows two of three could tell the third."""

SIZES = (0, 100, 250, 500, 1_000, 2_000, 10**9)
"""Pupils at which the next band of size begins."""


class Standing(Code):
    """How a barrier stands."""

    OPEN = "open"
    MITIGATED = "mitigated"
    OVERCOME = "overcome"
    REOPENED = "reopened"


LEADS_TO = {
    BarrierCited.TOPIC: Standing.OPEN,
    BarrierMitigated.TOPIC: Standing.MITIGATED,
    BarrierPersisted.TOPIC: Standing.OPEN,
    BarrierOvercome.TOPIC: Standing.OVERCOME,
    BarrierReopened.TOPIC: Standing.REOPENED,
}
"""How a barrier stands after a word; to try something changes nothing yet."""


class Told(NamedTuple):
    """A barrier on the register."""

    turns: tuple[Turn, ...]
    """All that was said of it, oldest first."""
    standing: Standing

    @property
    def first(self) -> Turn:
        """Who named it, when, and what it is."""
        return self.turns[0]

    @property
    def tried(self) -> list[Turn]:
        """What was tried against it."""
        return [turn for turn in self.turns if turn.topic == MitigationTried.TOPIC]


def register(now: Snapshot, about: str) -> list[Told] | None:
    """The barriers of a school, trust or collaboration, those named last first.

    None if they are not for the asker.
    """
    told = said(now, about, FAMILY)
    return None if told is None else now.once(("barriers", about), lambda: _register(now, told))


def _register(now: Snapshot, told: list[Turn]) -> list[Told]:
    shown = {turn.cited for turn in told if turn.topic == BarrierOvercome.TOPIC and turn.cited}
    gone = history.gone(now, shown)
    found = [Told(tuple(words), _standing(words, gone)) for words in by_matter(told)]
    return sorted(found, key=lambda one: (one.first.happened_on, one.first.act), reverse=True)


def _standing(words: list[Turn], gone: frozenset[int]) -> Standing:
    """By the last word. What was shown by an act that does not stand is not shown any more."""
    standing = Standing.OPEN
    for word in words:
        is_shown = word.topic != BarrierOvercome.TOPIC or word.cited not in gone
        standing = LEADS_TO.get(word.topic, standing) if is_shown else standing
    return standing


@method("barriers.standing/1", formula="barriers that stand so, by the last word said of each")
def standing(now: Snapshot, about: str, standing: str) -> Measured:
    """How many barriers are open, mitigated, overcome or reopened."""
    found = register(now, about)
    if found is None:
        return not_recorded(FigureUnit.BARRIERS)
    of_it = [one for one in found if one.standing.value == standing]
    sources = tuple(turn.entry for one in of_it for turn in one.turns)
    return Measured(
        value=float(len(of_it)), unit=FigureUnit.BARRIERS, message="found", sources=sources
    )


def learnt(now: Snapshot, school: str, barrier: str) -> dict[str, Learnt]:
    """What schools like this one tried against a barrier, and how it went; never which schools."""
    row = schools.one(now, school)
    if row is None or row.pupils is None:
        return {}
    fewest, most = band(row.pupils)
    found = now.once(
        ("learnt", barrier, row.phase, fewest),
        lambda: elsewhere.of_alike(now, barrier, row.phase, fewest, most),
    )
    return {one.mitigation: one for one in found}


def band(pupils: int) -> tuple[int, int]:
    """The fewest and the most pupils of schools of about this size."""
    top = next(n for n, size in enumerate(SIZES) if size > pupils)
    return SIZES[top - 1], SIZES[top] - 1


@method(
    "barriers.gave_way/1",
    formula="barriers gone after it was tried, of the barriers it was tried against, in schools "
    "of the same phase and band of size (under 100, 250, 500, 1,000, 2,000 pupils, more); "
    "Wilson's interval",
)
def gave_way(now: Snapshot, school: str, barrier: str, mitigation: str) -> Measured:
    """How often a barrier was gone after something was tried, where schools are alike."""
    found = learnt(now, school, barrier).get(mitigation)
    if found is None or now.scope.role is Role.NOBODY:
        return not_recorded(FigureUnit.SHARE, "gave_way")
    if found.schools < FEWEST_SCHOOLS:
        return too_few(FigureUnit.SHARE, "gave_way")
    share = wilson(found.overcome, found.tried)
    return Measured(
        value=share.value,
        range=Range(share.interval.low, share.interval.high),
        unit=FigureUnit.SHARE,
        n=found.tried,
        message="gave_way",
        cautions=(Caution.NO_COMPARISON,),
        security=3,
        reasons=("no_comparison_group", "self_report"),
    )
