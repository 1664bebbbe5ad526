"""A partnership of schools: formal or informal, and what they agreed to share.

Rows 6, 11 and 12 of the article's list. Before one school sees another's staff readings, both have
signed what may be shared (`ledger.domain.of_staff`).
"""

from __future__ import annotations

from typing import Annotated

from ledger.domain.entry import NameOf
from ledger.domain.limits import Between
from ledger.domain.matter import Raised, Settled
from ledger.domain.of_staff import SharingSigned
from ledger.domain.past import Past
from ledger.domain.prose import on
from ledger.domain.record import Code
from ledger.domain.refusal import AlreadySaid, NotParticipant
from ledger.domain.words import Schools


class Formality(Code):
    """How firm a partnership is."""

    FORMAL = "formal"
    INFORMAL = "informal"


class Reach(Code):
    """How far joint work reaches."""

    WITHIN = "within"
    GROUP = "group"
    EXTERNAL = "external"


class CareerStage(Code):
    """How far on in the profession colleagues are."""

    ECT = "ect"
    RECENT = "recent"
    ESTABLISHED = "established"
    MIDDLE_LEADER = "middle_leader"
    SENIOR_LEADER = "senior_leader"
    TRUST_LEADER = "trust_leader"


class PartnershipFormalised(Raised):
    """Schools said that they are partners, and how firmly."""

    TOPIC = "partnership-formalised/1"
    COMMAND = "formalise_partnership"

    partners: Schools
    formality: Annotated[Formality, "how firm it is"]
    reach: Annotated[Reach, "within a school, within a trust or group, or beyond"]
    career_stages: Annotated[
        tuple[CareerStage, ...], "for colleagues at which stages", Between(0, 6)
    ] = ()

    def sentence(self, name_of: NameOf = str) -> str:
        return f"{len(self.partners)} schools became partners ({self.formality.words})."


class DataSharingAgreementSigned(SharingSigned):
    """A school signed what may be shared about its staff with its partners."""

    TOPIC = "data-sharing-agreement-signed/1"
    COMMAND = "sign_data_sharing_agreement"

    def check(self, past: Past) -> None:
        super().check(past)
        if past.by.school != self.school:
            raise NotParticipant("A school signs for itself, and only for itself.", "school")
        signed = past.has(DataSharingAgreementSigned, school=self.school, agreement=self.agreement)
        if signed:
            raise AlreadySaid("This school has signed that agreement.", "agreement")

    def sentence(self, name_of: NameOf = str) -> str:
        return f"{name_of(self.school)} signed what may be shared."


class PartnershipEnded(Settled):
    """The schools are partners no more."""

    TOPIC = "partnership-ended/1"
    COMMAND = "end_partnership"

    def sentence(self, name_of: NameOf = str) -> str:
        return f"The partnership ended on {on(self.happened_on)}."


KINDS = (PartnershipFormalised, DataSharingAgreementSigned, PartnershipEnded)
