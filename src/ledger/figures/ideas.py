"""What became of ideas from elsewhere: captured, reviewed, tried, kept or dropped.

An idea counts once for whoever is looked at, however many of its schools speak of it. What began
in an act that was withdrawn is left out. (`domain.md` 1.4.)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby

from ledger.domain.acts.idea import (
    IdeaDropped,
    IdeaKept,
    IdeaTried,
    ScepticalReviewRecorded,
)
from ledger.domain.acts.visit import Purpose
from ledger.figures.figure import FigureUnit, Measured, not_recorded
from ledger.figures.method import Method, method
from ledger.figures.whose import Whose, whose
from ledger.projections import turns
from ledger.projections.snapshot import Snapshot
from ledger.projections.turns import Turn

FAMILY = "idea"
AFTER_TRYING = (IdeaTried.TOPIC, IdeaKept.TOPIC, IdeaDropped.TOPIC)
Chosen = Callable[[list[Turn]], list[Turn]]
"""Which of the words on one idea show that it came so far; none, if it did not."""


def said(now: Snapshot, about: str, family: str) -> list[Turn] | None:
    """What was said of the matters of a family, matter by matter; None if it is not for the asker.

    The whole ledger is not asked for: that would grow with it.
    """
    of = whose(now, about)
    if of is None or of.is_all:
        return None
    return now.once(("turns", family, about), lambda: _read(now, of, family))


def _read(now: Snapshot, of: Whose, family: str) -> list[Turn]:
    if of.collaboration:
        return turns.of_collaboration(now, family, of.collaboration)
    return turns.of_schools(now, family, of.schools)


def by_matter(told: Iterable[Turn]) -> list[list[Turn]]:
    """The words on each matter, oldest first."""
    return [list(words) for _, words in groupby(told, key=lambda turn: turn.act)]


def _with(*topics: str) -> Chosen:
    return lambda words: [word for word in words if word.topic in topics]


def _standing(topic: str) -> Chosen:
    """The last word of a school, if it is this one."""

    def chosen(words: list[Turn]) -> list[Turn]:
        last = {word.school: word for word in words if word.topic in AFTER_TRYING}
        return [word for word in last.values() if word.topic == topic]

    return chosen


def _stage(code: str, formula: str, chosen: Chosen) -> Method:
    def answer(now: Snapshot, about: str) -> Measured:
        told = said(now, about, FAMILY)
        if told is None:
            return not_recorded(FigureUnit.IDEAS)
        found = [shown for words in by_matter(told) if (shown := chosen(words))]
        sources = tuple(word.entry for shown in found for word in shown)
        return Measured(value=float(len(found)), unit=FigureUnit.IDEAS, sources=sources)

    return method(code, formula)(answer)


captured = _stage(
    "ideas.captured/1",
    "ideas that colleagues met elsewhere, or that a school took up from another",
    lambda words: words[:1],
)
reviewed = _stage(
    "ideas.reviewed/1",
    "of these, those that a school looked at with scepticism",
    _with(ScepticalReviewRecorded.TOPIC),
)
tried = _stage("ideas.tried/1", "of these, those that a school tried", _with(IdeaTried.TOPIC))
kept = _stage(
    "ideas.kept/1",
    "of these, those that a school kept, by its last word",
    _standing(IdeaKept.TOPIC),
)
dropped = _stage(
    "ideas.dropped/1",
    "of these, those that a school dropped, by its last word",
    _standing(IdeaDropped.TOPIC),
)


@method("visits.contrast/1", formula="visits for contrast as a share of the visits that were held")
def contrast(now: Snapshot, about: str) -> Measured:
    """How often colleagues go to see something very different. Nothing without a visit."""
    of = whose(now, about)
    if of is None or of.is_all:
        return not_recorded(FigureUnit.SHARE, "contrast")
    held = (
        turns.visits_of_collaboration(now, of.collaboration)
        if of.collaboration
        else turns.visits_of_schools(now, of.schools)
    )
    if not held:
        return not_recorded(FigureUnit.SHARE, "contrast")
    different = sum(code == Purpose.CONTRAST.value for code, _ in held)
    return Measured(
        value=different / len(held),
        unit=FigureUnit.SHARE,
        n=len(held),
        message="contrast",
        sources=tuple(entry for _, entry in held),
    )
