"""Coaching: a colleague of another school helps a teacher to try something out.

The standards that the article names (row 65) ask for practical support; modelling is where the
coach does it first, so that the teacher can see it.
"""

from __future__ import annotations

from typing import Annotated

from ledger.domain.entry import NameOf
from ledger.domain.identifiers import SchoolId
from ledger.domain.occasion import FollowedUp, HeldInformally
from ledger.domain.past import Past
from ledger.domain.refusal import NotMember, SameSchool


class CoachingHeld(HeldInformally):
    """A coach of one school worked with teachers of another."""

    TOPIC = "coaching-held/1"
    COMMAND = "hold_coaching"

    coach_school: Annotated[SchoolId, "the school of the coach"]
    coached_school: Annotated[SchoolId, "the school of those who were coached"]
    is_modelled: Annotated[bool, "whether the coach did it first, live or on film"]

    def check_schools(self, past: Past) -> None:
        if self.coach_school == self.coached_school:
            raise SameSchool("Coaching is told here between schools.", "coached_school")
        super().check_schools(past)

    def check(self, past: Past) -> None:
        came = {there.school for there in self.attendance if there.attended}
        if self.coach_school not in came:
            raise NotMember("The coach was there: add that school.", "attendance")
        if self.coached_school not in came:
            raise NotMember("Somebody was coached: add that school.", "attendance")

    def sentence(self, name_of: NameOf = str) -> str:
        how = " and did it first" if self.is_modelled else ""
        coach, coached = name_of(self.coach_school), name_of(self.coached_school)
        return f"A coach of {coach} worked with {coached}{how}."


class CoachingFollowedUp(FollowedUp):
    """What was worked on was tried in the classroom."""

    TOPIC = "coaching-followed-up/1"
    COMMAND = "follow_up_coaching"


KINDS = (CoachingHeld, CoachingFollowedUp)
