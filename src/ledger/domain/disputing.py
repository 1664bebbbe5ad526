"""What a dispute is: a school says that what was recorded is not so, until it says it is settled.

It is the same of an act and of a collaboration as a whole.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from ledger.domain.act import check_own_word
from ledger.domain.entry import Entry, NameOf
from ledger.domain.identifiers import EntryId, SchoolId
from ledger.domain.past import Past, Recorded
from ledger.domain.record import Code
from ledger.domain.refusal import AlreadySaid, NotFound, NotParticipant
from ledger.domain.words import Reason


class Resolution(Code):
    """How a dispute came to its end."""

    AMENDED = "amended"
    EXPLAINED = "explained"
    DROPPED = "dropped"


class Disputing(Entry):
    """A school says that an entry is not so."""

    WHAT: ClassVar[str]
    """What the entry belongs to, in a word."""
    OF: ClassVar[tuple[type[Any], ...]]
    """What can be disputed."""

    school: Annotated[SchoolId, "the school that disputes it"]
    disputed: Annotated[EntryId, "the entry that is disputed"]
    reason: Reason

    def check(self, past: Past) -> None:
        check_own_word(past, self.school)
        found = past.entry(self.disputed)
        if found is None or not isinstance(found.event, self.OF):
            raise NotFound(f"This {self.WHAT} has no such entry.", "disputed")
        same = past.entries_of(Disputing, school=self.school, disputed=self.disputed)
        if any(not past.has(Settling, dispute=earlier.id) for earlier in same):
            raise AlreadySaid("This school disputes that already.", "disputed")

    def sentence(self, name_of: NameOf = str) -> str:
        return f"{name_of(self.school)} disputes what was recorded."


class Settling(Entry):
    """The school that disputed an entry says that it is settled, and how."""

    WHAT: ClassVar[str]
    """What the entry belongs to, in a word."""

    dispute: Annotated[EntryId, "the entry that disputed it"]
    resolution: Annotated[Resolution, "how it was settled"]
    reason: Reason

    def check(self, past: Past) -> None:
        found = past.entry(self.dispute)
        if found is None or not isinstance(found.event, Disputing):
            raise NotFound(f"This {self.WHAT} has no such dispute.", "dispute")
        if past.by.school != found.event.school:
            raise NotParticipant("Only the school that disputed it can settle it.", "dispute")
        if past.has(Settling, dispute=self.dispute):
            raise AlreadySaid("That dispute is settled.", "dispute")

    def sentence(self, name_of: NameOf = str) -> str:
        return f"The dispute was settled: {self.resolution.words}."


def open_disputes(past: Past) -> list[Recorded[Disputing]]:
    """The disputes that are not settled, oldest first."""
    settled = {resolved.dispute for resolved in past.all(Settling)}
    return [entry for entry in past.entries_of(Disputing) if entry.id not in settled]
