"""An amendment: one fact of an earlier entry of an act was wrong, and this is the right one.

Nothing in the ledger is edited. A correction is one more entry, of an act of any kind.
"""

from __future__ import annotations

from uuid import UUID

from ledger.domain import lifecycle
from ledger.domain.act import Act, Later, life, of_act, opening, stage_of
from ledger.domain.correction import Correction
from ledger.domain.entry import Entry
from ledger.domain.lifecycle import Stage
from ledger.domain.lineage import as_called
from ledger.domain.past import Look, Past, Recorded
from ledger.domain.refusal import OutOfOrder, OutOfRange, Refused
from ledger.domain.within import check_lies_within


class Amended(Correction, Later):
    """One fact of an earlier entry was wrong; this is the right one."""

    TOPIC = "amended/1"
    COMMAND = "amend"
    ANY_FAMILY = True
    CORRECTS = True
    STEP = lifecycle.ANY_TIME
    FAR_OFF = "that was another act"
    NO_SUCH = "This act has no such entry."
    INSTEAD = "retract the act and record it again"

    def further(self, past: Past) -> tuple[Look, ...]:
        found = past.entry(self.entry)
        if found is None:
            return super().further(past)
        # What came after it is judged again, so what that builds on has to be there too.
        later = (entry.event for entry in life(past) if entry.position > found.position)
        cited = (of_act(act) for event in later for act, _ in event.cited())
        told = (*found.event.boundary(), *found.event.further(past))
        return (*super().further(past), *told, *cited)

    def is_open_to(self, event: Entry) -> bool:
        return isinstance(event, Act)

    def judge_what_came_after(self, past: Past, amended: Past, mended: Recorded[Act]) -> None:
        """What came after it is of the same act: what it builds on stands whatever is said here."""
        _check_within(as_called(past, self), as_called(amended, self))
        told = life(amended)
        elsewhere = {act for entry in told for act in _builds_on(entry.event)}
        for entry in told:
            if entry.position > mended.position and isinstance(entry.event, Later):
                then = amended.before(entry)
                own = _without(then, elsewhere - _builds_on(entry.event))
                entry.event.check_again(as_called(own, entry.event))
                _check_told_late(then, entry.event)

    def check_again(self, past: Past) -> None:
        """Nothing: what it found wrong is mended by now, in the past that it would look at."""

    def check_open_to_it(self, event: Entry, past: Past) -> None:
        if isinstance(event, Act) and self.field in event.fixed(past):
            raise OutOfOrder("It took place on these terms: they are fixed now.", "field")


def _check_within(past: Past, amended: Past) -> None:
    """It has to lie in its collaboration, by what is known of that now; unless it never did."""
    if opening(past).circle is None:
        return
    refused = _outside(amended)
    if refused and not _outside(past):
        raise refused


def _outside(past: Past) -> Refused | None:
    """Why the act lies outside its collaboration, if it does."""
    try:
        check_lies_within(past)
    except Refused as refused:
        return refused
    return None


def _check_told_late(past: Past, later: Later) -> None:
    """What is told of a matter that was settled happened before that."""
    is_open_only = Stage.SETTLED not in later.STEP.start
    if stage_of(past) is Stage.SETTLED and is_open_only and not later.is_told_late(past):
        raise OutOfRange("Something that was told of it since happened later.")


def _builds_on(event: Act) -> set[UUID]:
    """The acts that an entry cites, and the one in whose place it stands."""
    replaced = getattr(event, "replaces", None)
    return {act for act, _ in event.cited()} | ({replaced} if replaced else set())


def _without(past: Past, acts: set[UUID]) -> Past:
    """The past as it is found where nobody asks about these acts: no rule sees what is theirs."""
    tags = {f"act:{act}" for act in acts}
    own = f"act:{past.act}"
    kept = tuple(e for e in past.entries if own in e.tags or tags.isdisjoint(e.tags))
    return past._replace(entries=kept)


KINDS = (Amended,)
