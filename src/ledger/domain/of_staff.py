"""What colleagues of a school answered, and when other schools may see it.

A school tells its own to itself as it likes. As part of a collaboration the other schools see it,
so each of them has signed the same paper first: what may be shared about its staff.
"""

from __future__ import annotations

from typing import Annotated

from ledger.domain.act import is_withdrawn, of_act, stage_of
from ledger.domain.collaboration import Beginning, SchoolJoined, members
from ledger.domain.identifiers import Digest, SchoolId
from ledger.domain.lifecycle import SETTLED
from ledger.domain.lineage import lineage
from ledger.domain.matter import Continued, Raised
from ledger.domain.past import Look, Past
from ledger.domain.refusal import NoSharingAgreement

SIGNED = "data-sharing-agreement-signed/1"
"""The stored name of a signature, by which one is looked for."""


class SharingSigned(Continued):
    """A school signed what may be shared about its staff with its partners."""

    school: Annotated[SchoolId, "the school that signed"]
    agreement: Annotated[Digest, "SHA-256 of the agreement"]


class ToldOfStaff(Raised):
    """What colleagues of one school answered, as a summary that names nobody."""

    school: Annotated[SchoolId, "the school"]

    def further(self, past: Past) -> tuple[Look, ...]:
        if self.part_of is None:
            return super().further(past)
        # All that ever were there: who was on the day is known once all numbers are.
        told = (*past.all(Beginning), *past.all(SchoolJoined))
        there = {self.school}.union(*(entry.schools() for entry in told))
        seen_by = {number for school in there for number in lineage(past, school)}
        signatures = [Look((f"school:{school}",), (SIGNED,)) for school in sorted(seen_by)]
        partnerships = [of_act(signed.act) for signed in past.all(SharingSigned)]
        return (*super().further(past), *signatures, *partnerships)

    def check(self, past: Past) -> None:
        if self.part_of is not None and not _agree(past, self._seen_by(past)):
            raise NoSharingAgreement(
                "Every school of the collaboration first signs what may be shared about its "
                "staff, in a partnership. Or leave the collaboration out: then only your school "
                "sees this.",
                "part_of",
            )

    def _seen_by(self, past: Past) -> frozenset[SchoolId]:
        """The schools that see it: those that were in the collaboration on its day."""
        return members(past, self.happened_on) | {self.school}


def _agree(past: Past, schools: frozenset[SchoolId]) -> bool:
    """Whether all these schools have signed one paper, in partnerships that go on."""
    papers: dict[Digest, set[SchoolId]] = {}
    for signed in past.all(SharingSigned):
        partnership = past._replace(act=signed.act)
        if stage_of(partnership) is not SETTLED and not is_withdrawn(partnership):
            papers.setdefault(signed.agreement, set()).add(signed.school)
    return any(
        all(lineage(past, school) & signers for school in schools) for signers in papers.values()
    )
