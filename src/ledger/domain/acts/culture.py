"""What makes it safe and worthwhile to learn together: rules, a purpose, evidence, standards.

Rows 61 and 63 to 65 of the article's list. Each can be said of any act, such as a hub or a visit.
"""

from __future__ import annotations

from typing import Annotated

from ledger.domain import lifecycle
from ledger.domain.act import Later, check_take_part
from ledger.domain.entry import NameOf
from ledger.domain.evidence import Document, Documents
from ledger.domain.identifiers import SchoolId
from ledger.domain.limits import Between
from ledger.domain.past import Past
from ledger.domain.prose import listing
from ledger.domain.record import Code
from ledger.domain.refusal import Missing
from ledger.domain.words import HappenedOn, Statement

Agreeing = Annotated[tuple[SchoolId, ...], "the schools that agree, two at least", Between(2, 60)]


class GroundRule(Code):
    """What everybody can rely on who speaks openly."""

    CONFIDENTIALITY = "confidentiality"
    CHATHAM_HOUSE = "chatham_house"
    NO_GRADES = "no_grades"
    NO_APPRAISAL = "no_appraisal"
    FAILURES_WELCOME = "failures_welcome"

    @property
    def words(self) -> str:
        """The rule as a sentence has it. One is called after a house."""
        told = {
            GroundRule.CHATHAM_HOUSE: "the Chatham House rule",
            GroundRule.FAILURES_WELCOME: "failures are welcome",
        }
        return told.get(self, super().words)


class _OfAnyAct(Later):
    """Something that may be said of any act, unless it was called off."""

    ANY_FAMILY = True
    STEP = lifecycle.CORRECT

    happened_on: HappenedOn


class _Agreed(_OfAnyAct):
    """Something that schools of the act agreed on."""

    agreeing: Agreeing

    def check(self, past: Past) -> None:
        check_take_part(past, self.agreeing, "agreeing")


class GroundRulesAgreed(_Agreed):
    """Schools agreed on rules, so that it is safe to speak openly."""

    TOPIC = "ground-rules-agreed/1"
    COMMAND = "agree_ground_rules"

    ground_rules: Annotated[tuple[GroundRule, ...], "what everybody can rely on", Between(1, 5)]

    def sentence(self, name_of: NameOf = str) -> str:
        rules = listing([rule.words for rule in self.ground_rules])
        return f"{len(self.agreeing)} schools agreed on ground rules: {rules}."


class SharedPurposeStated(_Agreed):
    """Schools said what they want together."""

    TOPIC = "shared-purpose-stated/1"
    COMMAND = "state_shared_purpose"

    statement: Statement

    def sentence(self, name_of: NameOf = str) -> str:
        return f"{len(self.agreeing)} schools said what they want together."


class EvidenceExplored(_OfAnyAct):
    """Those who took part looked at what research has to say."""

    TOPIC = "evidence-explored/1"
    COMMAND = "explore_evidence"

    documents: Documents

    def check(self, past: Past) -> None:
        if not self.documents:
            raise Missing("Say what you looked at.", "documents")

    def sentence(self, name_of: NameOf = str) -> str:
        return f"Looked at evidence: {listing([d.document_title for d in self.documents])}."


class StandardReferenced(_OfAnyAct):
    """The act is meant to meet a standard, in the edition that is named.

    A standard is often cited by another year than the one printed on it: both are kept.
    """

    TOPIC = "standard-referenced/1"
    COMMAND = "reference_standard"

    document: Annotated[Document, "the standard, with its edition"]

    def check(self, past: Past) -> None:
        if self.document.edition is None:
            raise Missing("Say which edition; editions differ.", "document", "edition")

    def sentence(self, name_of: NameOf = str) -> str:
        return f"It is meant to meet {self.document.document_title} ({self.document.edition})."


KINDS = (GroundRulesAgreed, SharedPurposeStated, EvidenceExplored, StandardReferenced)
