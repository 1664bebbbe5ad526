"""How a collaboration comes to its end."""

from __future__ import annotations

from ledger.domain.collaboration import (
    ENDED,
    Ending,
    HowEnded,
    check_not_before,
    members,
)
from ledger.domain.entry import NameOf
from ledger.domain.past import Past
from ledger.domain.prose import on
from ledger.domain.refusal import Missing, NotParticipant


class CollaborationEnded(Ending):
    """A collaboration came to its end."""

    TOPIC = ENDED
    COMMAND = "end_collaboration"

    def check(self, past: Past) -> None:
        if past.by.school not in members(past):
            raise NotParticipant("A member records that it ended.", "collaboration")
        check_not_before(past, self.happened_on, "happened_on")
        if self.how_ended is HowEnded.ABANDONED and self.why_given_up is None:
            raise Missing("Say what stood in the way.", "why_given_up")

    def sentence(self, name_of: NameOf = str) -> str:
        return f"The collaboration was {self.how_ended.words} on {on(self.happened_on)}."


KINDS = (CollaborationEnded,)
