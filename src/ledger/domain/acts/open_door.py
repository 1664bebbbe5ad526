"""An open door: a school says that colleagues of any other school may come and see.

Rows 9 and 10 of the article's list: trust within a school, taken to the level of schools. All see
the offer; any other school takes as many of its slots as are left.
"""

from __future__ import annotations

from typing import Annotated

from ledger.domain.act import check_own_word, opening
from ledger.domain.entry import NameOf
from ledger.domain.identifiers import SchoolId
from ledger.domain.limits import Between
from ledger.domain.matter import Continued, Raised, Settled
from ledger.domain.past import Past
from ledger.domain.prose import counted
from ledger.domain.refusal import NotParticipant, OutOfRange, SameSchool
from ledger.domain.words import Focus


class OpenDoorOffered(Raised):
    """A school opens its classrooms to colleagues of all others."""

    TOPIC = "open-door-offered/1"
    COMMAND = "offer_open_door"
    IS_OPEN_TO_ALL = True

    school: Annotated[SchoolId, "the school that opens its doors"]
    focus: Annotated[Focus, "what there is to see"]
    slots: Annotated[int, "how many colleagues may come in all", Between(1, 60)]

    def sentence(self, name_of: NameOf = str) -> str:
        many = counted(self.slots, "colleague")
        return f"{name_of(self.school)} opened its doors to {many} to see {self.focus.words}."


class OpenDoorTaken(Continued):
    """Another school takes some of the slots."""

    TOPIC = "open-door-taken/1"
    COMMAND = "take_open_door"
    WIDENS = True

    school: Annotated[SchoolId, "the school whose colleagues will come"]
    slots_taken: Annotated[int, "how many of them", Between(1, 60)]

    def check(self, past: Past) -> None:
        super().check(past)
        check_own_word(past, self.school)
        door = offer(past)
        if self.school == door.school:
            raise SameSchool("Another school comes through an open door.", "school")
        left = door.slots - sum(taken.slots_taken for taken in past.all(OpenDoorTaken))
        if self.slots_taken > left:
            free = {0: "No slot is", 1: "One slot is"}.get(left, f"{left} slots are")
            raise OutOfRange(f"{free} left.", "slots_taken")

    def sentence(self, name_of: NameOf = str) -> str:
        return f"{name_of(self.school)} took {counted(self.slots_taken, 'slot')}."


class OpenDoorWithdrawn(Settled):
    """The school that had opened its doors takes no more visitors."""

    TOPIC = "open-door-withdrawn/1"
    COMMAND = "withdraw_open_door"

    def check(self, past: Past) -> None:
        super().check(past)
        if past.by.school != offer(past).school:
            raise NotParticipant("Only the school that opened its doors closes them.", "act")

    def sentence(self, name_of: NameOf = str) -> str:
        return "The door takes no more visitors."


def offer(past: Past) -> OpenDoorOffered:
    """What the school had offered."""
    door = opening(past)
    assert isinstance(door, OpenDoorOffered), "one file is one family"
    return door


KINDS = (OpenDoorOffered, OpenDoorTaken, OpenDoorWithdrawn)
