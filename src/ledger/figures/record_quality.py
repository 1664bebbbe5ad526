"""How good the record itself is: what was recorded late, corrected, withdrawn or left open.

A ledger cannot show what nobody recorded. These figures say how far one can rely on what is there.
(`domain.md` 6.1 and 6.2.)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from statistics import median

from ledger.domain.acts import KINDS
from ledger.domain.acts.amendment import Amended
from ledger.domain.acts.dispute import Disputed, DisputeResolved
from ledger.domain.acts.withdrawal import Retracted
from ledger.domain.collaboration_dispute import (
    CollaborationDisputed,
    CollaborationDisputeResolved,
)
from ledger.domain.contact import DAYS_TO_CONFIRM
from ledger.domain.entry import topics_of
from ledger.domain.past import LATE_DAYS
from ledger.figures.figure import FigureUnit, Measured, not_recorded
from ledger.figures.method import Method, method
from ledger.figures.whose import whose
from ledger.projections import quality
from ledger.projections.quality import Line
from ledger.projections.snapshot import Snapshot

WITH_A_DAY = frozenset(
    topics_of(*(kind for kind in KINDS if "happened_on" in kind.__dataclass_fields__))
)
"""Entries that say when it happened. Of others, such as a plan, there is no lag."""
DISPUTED = frozenset({Disputed.TOPIC, CollaborationDisputed.TOPIC})
SETTLED = frozenset({DisputeResolved.TOPIC, CollaborationDisputeResolved.TOPIC})


@dataclass(frozen=True)
class Quality:
    """What there is to say of a record."""

    lines: list[Line]
    unconfirmed: list[tuple[int, str]]
    orphans: list[int]

    @cached_property
    def dated(self) -> list[Line]:
        """Entries that say when it happened."""
        return [line for line in self.lines if line.topic in WITH_A_DAY]

    def of_topic(self, topic: str) -> list[int]:
        """Where entries of a kind stand."""
        return [line.entry for line in self.lines if line.topic == topic]

    @property
    def in_dispute(self) -> list[int]:
        """Disputes of acts and of wholes that have more of them than were settled."""
        settled = Counter(x.of for x in self.lines if x.topic in SETTLED)
        told: dict[tuple[int, int], list[int]] = {}
        for line in self.lines:
            if line.topic in DISPUTED:
                told.setdefault(line.of, []).append(line.entry)
        return [one for of, each in told.items() for one in each[settled[of] :]]


def quality_of(now: Snapshot, about: str) -> Quality | None:
    """The quality of somebody's record; None if it is not for the asker."""
    of = whose(now, about)
    if of is None:
        return None
    return now.once(("quality", about), lambda: _read(now, of.schools, of.collaboration))


def _read(now: Snapshot, schools: frozenset[str], collaboration: int) -> Quality:
    asked, told = quality.of(now, schools, collaboration)
    return Quality(
        quality.lines(now, asked, told),
        quality.unconfirmed(now, asked, told, DAYS_TO_CONFIRM),
        quality.orphans(now, asked, told),
    )


def _counted(
    code: str, formula: str, unit: FigureUnit, message: str, read: Callable[[Quality], list[int]]
) -> Method:
    def answer(now: Snapshot, about: str) -> Measured:
        found = quality_of(now, about)
        if found is None:
            return not_recorded(unit, message)
        places = read(found)
        many = float(len(places))
        return Measured(value=many, unit=unit, message=message, sources=tuple(places))

    return method(code, formula + OF_THE_WHOLE)(answer)


OF_THE_WHOLE = f"; of the whole ledger, among its newest {quality.NEWEST:,} entries"

amendments = _counted(
    "record.amendments/1", "facts that were corrected", FigureUnit.ENTRIES,
    "amended",
    lambda found: found.of_topic(Amended.TOPIC),
)  # fmt: skip
retractions = _counted(
    "record.retractions/1", "acts that were withdrawn", FigureUnit.ENTRIES,
    "withdrawn",
    lambda found: found.of_topic(Retracted.TOPIC),
)  # fmt: skip
disputes = _counted(
    "record.disputes/1", "disputes that are not settled", FigureUnit.ENTRIES,
    "in_dispute",
    lambda found: found.in_dispute,
)  # fmt: skip
unconfirmed = _counted(
    "record.unconfirmed/1",
    "schools said to have been at an act, that have not answered for more than "
    f"{DAYS_TO_CONFIRM} days",
    FigureUnit.CONTACTS,
    "unanswered",
    lambda found: [entry for entry, _ in found.unconfirmed],
)
orphans = _counted(
    "record.orphans/1", "acts that rest on one that was withdrawn", FigureUnit.ACTS,
    "orphaned",
    lambda found: found.orphans,
)  # fmt: skip


@method(
    "record.lag/1",
    formula="median of the days from what happened to its entry, of entries that say when it "
    "happened" + OF_THE_WHOLE,
)
def lag(now: Snapshot, about: str) -> Measured:
    """How many days pass until something is recorded."""
    found = quality_of(now, about)
    if found is None or not found.dated:
        return not_recorded(FigureUnit.DAYS, "lag")
    return Measured(
        value=float(median(line.lag_days for line in found.dated)),
        unit=FigureUnit.DAYS,
        message="lag",
        sources=tuple(line.entry for line in found.dated),
    )


@method(
    "record.late/1",
    formula=f"entries recorded more than {LATE_DAYS} days after it happened, as a share of those "
    "that say when it happened" + OF_THE_WHOLE,
)
def late(now: Snapshot, about: str) -> Measured:
    """What share of the record came late."""
    found = quality_of(now, about)
    if found is None or not found.dated:
        return not_recorded(FigureUnit.SHARE, "late")
    too_late = sum(line.lag_days > LATE_DAYS for line in found.dated)
    return Measured(
        value=too_late / len(found.dated),
        unit=FigureUnit.SHARE,
        n=len(found.dated),
        message="late",
        sources=tuple(line.entry for line in found.dated),
    )
