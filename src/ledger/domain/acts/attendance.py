"""Attendance: each school says for itself whether its colleagues were there.

What only another school says is claimed. It counts once the school itself has confirmed it.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from ledger.domain import lifecycle
from ledger.domain.act import life
from ledger.domain.entry import NameOf
from ledger.domain.lifecycle import OPEN, SETTLED
from ledger.domain.occasion import Occasion, occasions
from ledger.domain.past import Past, Recorded
from ledger.domain.presence import OwnWord, own_words
from ledger.domain.refusal import AlreadySaid, Missing, NotFound, NotParticipant
from ledger.domain.words import Count


class _Answer(OwnWord):
    """What a school says of its own attendance. Its last word is the one that counts."""

    TWICE: ClassVar[str]
    """What to do instead of saying the same once more."""

    ANY_FAMILY = True
    STEP = lifecycle.LOOK_BACK.also_from(OPEN, SETTLED)  # a matter may have meetings, as a hub has

    def check(self, past: Past) -> None:
        if past.by.school != self.school:
            raise NotParticipant("A school confirms its own attendance only.", "school")
        held = self.confirmed(past)
        if self.school not in {attendance.school for attendance in held.event.attendance}:
            raise NotParticipant("Nobody said that this school was there; amend that.", "school")
        last = own_words(life(past)).get((held.id, self.school))
        if last and type(last.event) is type(self):
            raise AlreadySaid(self.TWICE, "school")

    def confirmed(self, past: Past) -> Recorded[Occasion]:
        """The occasion that is meant."""
        held = [entry for entry in occasions(past) if self.occasion in (None, entry.id)]
        if not held:
            raise NotFound("It did not take place, says this act.", "occasion")
        if len(held) > 1:
            raise Missing("It took place more than once: say which time.", "occasion")
        return held[0]


class AttendanceConfirmed(_Answer):
    """A school confirms that its own colleagues were there."""

    TOPIC = "attendance-confirmed/1"
    COMMAND = "confirm_attendance"
    TWICE = "That is confirmed already; amend that entry."

    attended: Annotated[Count, "how many of its colleagues were there"]

    @property
    def came(self) -> int:
        return self.attended

    def sentence(self, name_of: NameOf = str) -> str:
        return f"{name_of(self.school)} confirmed that {self.attended} of its colleagues came."


class AttendanceDenied(_Answer):
    """A school says that none of its colleagues were there, whatever others said."""

    TOPIC = "attendance-denied/1"
    COMMAND = "deny_attendance"
    TWICE = "This school has said so; if its colleagues did come, confirm it."

    def sentence(self, name_of: NameOf = str) -> str:
        return f"{name_of(self.school)} says that none of its colleagues came."


KINDS = (AttendanceConfirmed, AttendanceDenied)
