"""To seal one text for ever: how words leave the ledger that should never have been written.

One person asks and another agrees. The text and its salt are destroyed; a visible seal stays in
their place, and the entry around it as it was.
"""

from __future__ import annotations

from typing import Annotated

from ledger.domain.entry import Entry, NameOf, topics_of
from ledger.domain.facts import leaves_of
from ledger.domain.identifiers import EntryId, Place
from ledger.domain.past import Look, Past, Recorded, Role
from ledger.domain.record import SEALED, Sealed
from ledger.domain.refusal import AlreadySaid, Missing, NeedsSecondPerson, NotFound
from ledger.domain.second_person import forgetting, is_another, is_forgotten

LIE_OPEN = (
    "Those words lie open in the log: they were recorded before such words were sealed, and what "
    "is recorded stays."
)


class OfText(Entry):
    """Something said of one text in an entry. An editor speaks for texts of their own school."""

    ROLES = frozenset({Role.EDITOR, Role.ADMIN})

    entry: Annotated[EntryId, "the entry in which the text stands"]
    place: Annotated[Place, "where in the entry it stands, such as `outcomes.0.statement`"]

    def boundary(self) -> tuple[Look, ...]:
        return (Look((), id=self.entry), Look((f"entry:{self.entry}",), TOPICS))

    def further(self, past: Past) -> tuple[Look, ...]:
        return forgetting(self.asked(past))

    def asked(self, past: Past) -> list[Recorded[TextSealAsked]]:
        """Who asked that this text be sealed."""
        return list(past.entries_of(TextSealAsked, entry=self.entry, place=self.place))

    def tags(self) -> frozenset[str]:
        return frozenset({f"entry:{self.entry}"})

    def inherited(self, past: Past) -> frozenset[str]:
        return frozenset(tag for tag in _of(self, past).tags if not tag.startswith("by:"))

    def check_place(self, past: Past) -> None:
        found = past.entry(self.entry)
        is_own = past.by.role is Role.ADMIN or (found and found.by.school == past.by.school)
        if found is None or not is_own or isinstance(found.event, OfText):
            raise NotFound("There is no such entry.", "entry")
        told = self.words_in(found.event)
        if told is None:
            raise NotFound("That entry has no sealed words there.", "place")
        if told.is_open:
            raise NotFound(LIE_OPEN, "place")
        if past.has(TextSealed, entry=self.entry, place=self.place):
            raise AlreadySaid("That text is sealed for ever already.", "place")

    def words_in(self, event: Entry) -> Sealed | None:
        """The text as the entry has it, if there is one at that place."""
        told = leaves_of(event, SEALED)
        return next((text for _, text, path in told if ".".join(path) == self.place), None)


class TextSealAsked(OfText):
    """Somebody found a text that should never have been written."""

    TOPIC = "text-seal-asked/1"
    COMMAND = "ask_to_seal_text"

    def check(self, past: Past) -> None:
        if any(not is_forgotten(past, entry) for entry in self.asked(past)):
            raise AlreadySaid("That has been asked for: somebody else has to agree.", "place")

    def sentence(self, name_of: NameOf = str) -> str:
        return "Somebody asked that a text be sealed for ever."


class TextSealed(OfText):
    """A second person agreed: the text and its salt are destroyed, and a seal stays."""

    TOPIC = "text-sealed/1"
    COMMAND = "seal_text"

    def check(self, past: Past) -> None:
        asked = self.asked(past)
        if not asked:
            raise Missing("Somebody has to ask for that first.", "place")
        if any(is_another(past, entry) for entry in asked):
            return
        if asked[-1].by.person == past.by.person:
            raise NeedsSecondPerson("Somebody else than who asked has to agree.", "place")
        raise NeedsSecondPerson(
            "Whoever asked for it has been forgotten: another person has to ask for it first "
            "(askToSealText).",
            "place",
        )

    def sentence(self, name_of: NameOf = str) -> str:
        return "A text that should never have been written was sealed for ever."


KINDS = (TextSealAsked, TextSealed)
TOPICS = topics_of(*KINDS)


def _of(command: OfText, past: Past) -> Recorded[Entry]:
    found = past.entry(command.entry)
    assert found is not None, "the rule has found it"
    return found
