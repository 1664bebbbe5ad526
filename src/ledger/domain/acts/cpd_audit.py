"""An audit of a school's professional learning, with interviews of its staff.

Row 14 of the article's list. Only how many were interviewed, in what roles, and how each area
stands is kept; never who said what.
"""

from __future__ import annotations

from typing import Annotated

from ledger.domain.entry import NameOf
from ledger.domain.identifiers import ProviderId, SchoolId
from ledger.domain.limits import Between, Distinct, People
from ledger.domain.matter import Continued, Raised, Settled
from ledger.domain.past import Past
from ledger.domain.prose import on
from ledger.domain.record import Code, Record
from ledger.domain.refusal import Missing
from ledger.domain.words import StaffRole

FEWEST_INTERVIEWED = 5
"""With fewer it could be told who said what."""


class AuditArea(Code):
    """What an audit looks at."""

    CULTURE_AND_WELLBEING = "culture_and_wellbeing"
    FOCUS = "focus"
    NEEDS_ANALYSIS_AND_EVALUATION = "needs_analysis_and_evaluation"
    SUPPORT_AND_CHALLENGE = "support_and_challenge"
    EXPERT_KNOWLEDGE = "expert_knowledge"
    PROCESSES_AND_STRUCTURES = "processes_and_structures"
    RESEARCH_AND_EVIDENCE = "research_and_evidence"


class Award(Code):
    """How an area stands."""

    NOT_YET = "not_yet"
    BRONZE = "bronze"
    SILVER = "silver"
    GOLD = "gold"


class AreaFound(Record):
    """How one area of a school's professional learning stands."""

    audit_area: Annotated[AuditArea, "the area"]
    award: Annotated[Award, "how it stands"]


class CpdAuditCommissioned(Raised):
    """A school asked for an audit of its professional learning."""

    TOPIC = "cpd-audit-commissioned/1"
    COMMAND = "commission_cpd_audit"

    school: Annotated[SchoolId, "the school that is looked at"]
    auditor: Annotated[ProviderId, "who carries it out"]

    def sentence(self, name_of: NameOf = str) -> str:
        return f"{name_of(self.school)} asked for an audit of its professional learning."


class CpdAuditConducted(Continued):
    """Staff were interviewed."""

    TOPIC = "cpd-audit-conducted/1"
    COMMAND = "conduct_cpd_audit"

    interviewed: Annotated[
        int,
        "how many were interviewed: never fewer than five",
        People(FEWEST_INTERVIEWED), Between(FEWEST_INTERVIEWED, 500),
    ]  # fmt: skip
    roles: Annotated[tuple[StaffRole, ...], "in what roles", Between(0, 12)] = ()

    def sentence(self, name_of: NameOf = str) -> str:
        return f"{self.interviewed} members of staff were interviewed by {on(self.happened_on)}."


class CpdAuditReported(Settled):
    """The audit said how each area stands."""

    TOPIC = "cpd-audit-reported/1"
    COMMAND = "report_cpd_audit"

    areas: Annotated[
        tuple[AreaFound, ...], "how each area stands", Between(1, 7), Distinct("audit_area")
    ]

    def check(self, past: Past) -> None:
        super().check(past)
        if not past.has(CpdAuditConducted):
            raise Missing("Nobody was interviewed yet.", "act")

    def sentence(self, name_of: NameOf = str) -> str:
        strong = sum(found.award in (Award.SILVER, Award.GOLD) for found in self.areas)
        areas = f"{strong} of {len(self.areas)} areas are strong"
        return f"Reported on {on(self.happened_on)}: {areas}."


KINDS = (CpdAuditCommissioned, CpdAuditConducted, CpdAuditReported)
