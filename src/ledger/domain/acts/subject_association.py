"""A subject association: those who lead a subject join the people who care about it everywhere.

Row 69 of the article's list: better one that has a network or hubs of its own. An association is
named by a short reference, since associations change their names and merge, as schools do.
"""

from __future__ import annotations

from typing import Annotated

from ledger.domain.entry import NameOf
from ledger.domain.identifiers import ProviderId, SchoolId
from ledger.domain.matter import Continued, Raised, Settled
from ledger.domain.prose import on
from ledger.domain.record import Code
from ledger.domain.words import Count, StaffRole, Subject


class AssociationActivity(Code):
    """What an association offers to its members."""

    CONFERENCE = "conference"
    NETWORK_MEETING = "network_meeting"
    COURSE = "course"
    ONLINE_SESSION = "online_session"


class SubjectAssociationJoined(Raised):
    """Somebody joined a subject association for the school."""

    TOPIC = "subject-association-joined/1"
    COMMAND = "join_subject_association"

    school: Annotated[SchoolId, "the school"]
    association: Annotated[ProviderId, "the association"]
    subject: Annotated[Subject | None, "its subject, if it is for one"] = None
    role: Annotated[StaffRole, "in what role they joined; never who"]
    has_network: Annotated[bool, "whether it has a network or hubs of its own"]

    def sentence(self, name_of: NameOf = str) -> str:
        role = self.role.words
        return f"{name_of(self.school)} joined {self.association} ({role})."


class AssociationActivityAttended(Continued):
    """Colleagues went to something that the association offers."""

    TOPIC = "association-activity-attended/1"
    COMMAND = "attend_association_activity"

    association_activity: Annotated[AssociationActivity, "what it was"]
    attended: Annotated[Count, "how many colleagues went"]

    def sentence(self, name_of: NameOf = str) -> str:
        what = self.association_activity.words
        return f"Colleagues went on {on(self.happened_on)}, {self.attended} in all: {what}."


class SubjectAssociationLeft(Settled):
    """The school is no member any more."""

    TOPIC = "subject-association-left/1"
    COMMAND = "leave_subject_association"

    def sentence(self, name_of: NameOf = str) -> str:
        return f"It left the association on {on(self.happened_on)}."


KINDS = (SubjectAssociationJoined, AssociationActivityAttended, SubjectAssociationLeft)
