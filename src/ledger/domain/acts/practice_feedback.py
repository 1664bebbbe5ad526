"""Feedback on practice: what a school tried, and whether it worked.

Row 66 of the article's list. What did not work is as public as what did: failures are what nobody
else tells. A school may leave its name to the record and still speak of no person.
"""

from __future__ import annotations

from typing import Annotated

from ledger.domain.entry import NameOf
from ledger.domain.identifiers import CitedAct, SchoolId
from ledger.domain.matter import Raised
from ledger.domain.record import Code
from ledger.domain.words import Focus, Statement


class EvidenceStrength(Code):
    """How sure the school is, by its own word."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class PracticeFeedbackShared(Raised):
    """A school told all others what it tried, where, and whether it worked."""

    TOPIC = "practice-feedback-shared/1"
    COMMAND = "share_practice_feedback"
    IS_OPEN_TO_ALL = True

    school: Annotated[SchoolId, "the school that tried it"]
    focus: Annotated[Focus, "what it is about"]
    practice: Annotated[Statement, "what was tried"]
    has_worked: Annotated[bool, "whether it worked there"]
    context: Annotated[Statement, "what is particular about the place where it was tried"]
    evidence_strength: Annotated[EvidenceStrength, "how sure the school is"]
    told_at: Annotated[CitedAct | None, "the act at which it was told, if it was at one"] = None

    def sentence(self, name_of: NameOf = str) -> str:
        worked = "worked" if self.has_worked else "did not work"
        sure = self.evidence_strength.words
        return f"{name_of(self.school)} tried something, and it {worked} (evidence: {sure})."


KINDS = (PracticeFeedbackShared,)
