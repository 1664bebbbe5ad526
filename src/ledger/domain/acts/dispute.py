"""A dispute: a school says that what was recorded of an act is not so.

The act stays where it is, and proves nothing until the school that spoke up says it is settled.
"""

from __future__ import annotations

from typing import Annotated

from ledger.domain import lifecycle
from ledger.domain.act import Act, Later, check_own_word
from ledger.domain.entry import NameOf
from ledger.domain.identifiers import EntryId, SchoolId
from ledger.domain.past import Past
from ledger.domain.record import Code
from ledger.domain.refusal import AlreadySaid, NotFound, NotParticipant
from ledger.domain.words import Reason


class Resolution(Code):
    """How a dispute came to its end."""

    AMENDED = "amended"
    EXPLAINED = "explained"
    DROPPED = "dropped"


class Disputed(Later):
    """A school says that an entry of this act is not so."""

    TOPIC = "disputed/1"
    COMMAND = "dispute"
    ANY_FAMILY = True
    CORRECTS = True
    STEP = lifecycle.ANY_TIME

    school: Annotated[SchoolId, "the school that disputes it"]
    disputed: Annotated[EntryId, "the entry that is disputed"]
    reason: Reason

    def check(self, past: Past) -> None:
        check_own_word(past, self.school)
        found = past.entry(self.disputed)
        if found is None or not isinstance(found.event, Act):
            raise NotFound("This act has no such entry.", "disputed")
        for earlier in past.entries_of(Disputed, school=self.school, disputed=self.disputed):
            if not past.has(DisputeResolved, dispute=earlier.id):
                raise AlreadySaid("This school disputes that already.", "disputed")

    def sentence(self, name_of: NameOf = str) -> str:
        return f"{name_of(self.school)} disputes what was recorded."


class DisputeResolved(Later):
    """The school that disputed an entry says that it is settled, and how."""

    TOPIC = "dispute-resolved/1"
    COMMAND = "resolve_dispute"
    ANY_FAMILY = True
    CORRECTS = True
    STEP = lifecycle.ANY_TIME

    dispute: Annotated[EntryId, "the entry that disputed it"]
    resolution: Annotated[Resolution, "how it was settled"]
    reason: Reason

    def check(self, past: Past) -> None:
        found = past.entry(self.dispute)
        if found is None or not isinstance(found.event, Disputed):
            raise NotFound("This act has no such dispute.", "dispute")
        if past.by.school != found.event.school:
            raise NotParticipant("Only the school that disputed it can settle it.", "dispute")
        if past.has(DisputeResolved, dispute=self.dispute):
            raise AlreadySaid("That dispute is settled.", "dispute")

    def sentence(self, name_of: NameOf = str) -> str:
        return f"The dispute was settled: {self.resolution.words}."


def is_disputed(past: Past) -> bool:
    """Whether a dispute about the act is open."""
    settled = {resolved.dispute for resolved in past.all(DisputeResolved)}
    return any(entry.id not in settled for entry in past.entries_of(Disputed))


KINDS = (Disputed, DisputeResolved)
