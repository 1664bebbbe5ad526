"""A circle: colleagues who are alone in their own schools come together across schools.

Row 52 of the article's list. They watch each other (peer observation), explore how to teach their
subject (exploring pedagogy), and share here what their pupils find hard: as a kind of need, in a
subject. Nothing else about a pupil can be said.
"""

from __future__ import annotations

from typing import Annotated

from ledger.domain.act import check_own_word, participants
from ledger.domain.entry import NameOf
from ledger.domain.identifiers import SchoolId
from ledger.domain.matter import Continued, Raised, Settled
from ledger.domain.past import Past
from ledger.domain.refusal import AlreadySaid
from ledger.domain.words import Focus, PupilNeed, Schools


class CircleFormed(Raised):
    """Schools brought together colleagues who are alone at home."""

    TOPIC = "circle-formed/1"
    COMMAND = "form_circle"

    partners: Schools
    focus: Annotated[Focus, "what its members have in common"]

    def sentence(self, name_of: NameOf = str) -> str:
        return f"{len(self.partners)} schools formed a circle on {self.focus.words}."


class CircleJoined(Continued):
    """One more school joined the circle. A school that is in it records that."""

    TOPIC = "circle-joined/1"
    COMMAND = "join_circle"
    WIDENS = True

    school: Annotated[SchoolId, "the school that joins"]

    def check(self, past: Past) -> None:
        super().check(past)
        if self.school in participants(past):
            raise AlreadySaid("This school is in the circle.", "school")

    def sentence(self, name_of: NameOf = str) -> str:
        return f"{name_of(self.school)} joined the circle."


class PupilIssueShared(Continued):
    """A school told the circle what its pupils find hard, by codes that name nobody."""

    TOPIC = "pupil-issue-shared/1"
    COMMAND = "share_pupil_issue"

    school: Annotated[SchoolId, "the school"]
    pupil_need: Annotated[PupilNeed, "what pupils find hard"]
    focus: Annotated[Focus, "in what"]

    def check(self, past: Past) -> None:
        super().check(past)
        check_own_word(past, self.school)

    def sentence(self, name_of: NameOf = str) -> str:
        school, need = name_of(self.school), self.pupil_need.words
        return f"{school} shared what its pupils find hard in {self.focus.words}: {need}."


class CircleEnded(Settled):
    """The circle meets no more."""

    TOPIC = "circle-ended/1"
    COMMAND = "end_circle"

    def sentence(self, name_of: NameOf = str) -> str:
        return "The circle came to its end."


KINDS = (CircleFormed, CircleJoined, PupilIssueShared, CircleEnded)
