"""An amendment of a collaboration: what was said of it as a whole was wrong, and this is right.

Nothing in the ledger is edited. A correction is one more entry, judged like what it corrects; and
so is all that came after it, with the acts that took place.
"""

from __future__ import annotations

from uuid import UUID

from ledger.domain.collaboration import (
    AMENDED,
    Beginning,
    Ending,
    InCollaboration,
    Leaving,
    Reopening,
    check_not_over,
    members,
)
from ledger.domain.correction import Correction
from ledger.domain.entry import Entry
from ledger.domain.lineage import as_called
from ledger.domain.past import Look, Past, Recorded
from ledger.domain.prose import on
from ledger.domain.refusal import NotFound, NotMember, NotParticipant, Refused
from ledger.domain.within import held_in, said_of_whole, strangers, what_was_opened


class CollaborationAmended(Correction, InCollaboration):
    """One fact of what was said of a collaboration was wrong; this is the right one."""

    TOPIC = AMENDED
    COMMAND = "amend_collaboration"
    CORRECTS = True
    EVEN_ENDED = True  # that it ended may be what was wrong
    FAR_OFF = "that is more than a slip"
    NO_SUCH = "Of this collaboration there is no such entry."
    INSTEAD = "it would be another collaboration"

    def further(self, past: Past) -> tuple[Look, ...]:
        told = [e.event for e in _whole(past) if not isinstance(e.event, Correction)]
        named = (look for event in told for look in event.boundary())
        of = self.collaboration
        return (what_was_opened(of), said_of_whole(of), *dict.fromkeys(named))

    def is_open_to(self, event: Entry) -> bool:
        return isinstance(event, Beginning | InCollaboration)

    def check_recorder_of(self, past: Past) -> None:
        """A school that takes part, or one that left and corrects just that."""
        wrong = past.entry(self.entry)
        left = {wrong.event.school} if wrong and isinstance(wrong.event, Leaving) else set()
        if past.by.school not in members(past) | left:
            raise NotParticipant("A member records what was wrong.", "collaboration")

    def check_open_to_it(self, event: Entry, past: Past) -> None:
        if self.field == "evidence_base":
            raise NotFound("What was read is added by exploring evidence, not amended.", "field")

    def judge_what_came_after(
        self, past: Past, amended: Past, mended: Recorded[Beginning | InCollaboration]
    ) -> None:
        void = _taken_back(amended)
        for entry in _whole(amended):
            if entry.id in void or isinstance(entry.event, Correction):
                continue
            refused = _refused(amended, entry) if entry.position > mended.position else None
            # What had to be refused by now anyway is no fault of this amendment.
            if refused and not _refused(past, entry):
                raise refused
        found = past.entry(mended.id)
        if found and mended.event.day != found.event.day:
            _check_acts(as_called(past, self), as_called(amended, self))


def _whole(past: Past) -> list[Recorded[Beginning | InCollaboration]]:
    """What was said of it as a whole, oldest first."""
    return [e for e in past.entries if isinstance(e.event, Beginning | InCollaboration)]


def _taken_back(past: Past) -> set[UUID]:
    """The ends that a reopening took back: nothing has to stand before them."""
    void: set[UUID] = set()
    last: UUID | None = None
    for entry in past.entries:
        if isinstance(entry.event, Ending):
            last = entry.id
        elif isinstance(entry.event, Reopening) and last:
            void.add(last)
    return void


def _refused(past: Past, later: Recorded[Beginning | InCollaboration]) -> Refused | None:
    try:
        later.event.check(as_called(past.before(later), later.event))
    except Refused as refused:
        return refused
    return None


def _check_acts(before: Past, amended: Past) -> None:
    """Acts that took place lie in it still, and whoever took part in them belongs to it still."""
    for act in held_in(amended):
        check_not_over(amended, act.happened_on)
    for day, school in sorted(strangers(amended) - strangers(before)):
        raise NotMember(f"School {school} took part in an act on {on(day)}.")


KINDS = (CollaborationAmended,)
