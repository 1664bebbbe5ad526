"""A sole role: in a small school one person alone has a subject, a year group or a task.

Such colleagues are the article's "lone rangers" (row 51 of its list). The school says so of the
post; who holds it is not written anywhere.
"""

from __future__ import annotations

from typing import Annotated

from ledger.domain.entry import NameOf
from ledger.domain.identifiers import SchoolId
from ledger.domain.matter import Raised, Settled
from ledger.domain.past import Past
from ledger.domain.record import Code
from ledger.domain.refusal import Missing
from ledger.domain.words import Focus, StaffRole


class WhySoleRoleEnded(Code):
    """Why a role is no longer held alone."""

    COLLEAGUE_JOINED = "colleague_joined"
    ROLE_SHARED = "role_shared"
    POST_ENDED = "post_ended"
    OTHER = "other"


class SoleRoleDeclared(Raised):
    """A school says that one of its posts has nobody beside it."""

    TOPIC = "sole-role-declared/1"
    COMMAND = "declare_sole_role"

    school: Annotated[SchoolId, "the school"]
    sole_role: Annotated[StaffRole, "the role"]
    focus: Annotated[Focus, "the subject or the year group that it has alone"]

    def check(self, past: Past) -> None:
        if self.focus.subject is None and not self.focus.year_groups:
            raise Missing("Say in which subject, or for which year group.", "focus")

    def sentence(self, name_of: NameOf = str) -> str:
        where = " in" if self.focus.subject else ":"
        role = f"{self.sole_role.words} alone{where} {self.focus.words}"
        return f"{name_of(self.school)} has one {role}."


class SoleRoleEnded(Settled):
    """The post has somebody beside it, or is no more."""

    TOPIC = "sole-role-ended/1"
    COMMAND = "end_sole_role"

    why_role_ended: Annotated[WhySoleRoleEnded, "why"]

    def sentence(self, name_of: NameOf = str) -> str:
        return f"It is a sole role no longer: {self.why_role_ended.words}."


KINDS = (SoleRoleDeclared, SoleRoleEnded)
