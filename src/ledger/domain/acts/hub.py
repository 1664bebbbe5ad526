"""A hub: a school opens its hall to all others around it, again and again.

Rows 54 and 58 to 60 of the article's list. Any school may come, and takes part from then on. Who
came is told by school and by role, as counts; how many of them had never worked with another school
before is one number, so that nobody is pointed at.
"""

from __future__ import annotations

from typing import Annotated

from ledger.domain.act import life_of, participants
from ledger.domain.entry import NameOf
from ledger.domain.identifiers import CitedAct, SchoolId, TimeOfDay
from ledger.domain.lifecycle import GO_ON
from ledger.domain.limits import Between, Distinct
from ledger.domain.matter import Continued, Raised, Settled, check_since_raised
from ledger.domain.occasion import Held
from ledger.domain.past import Past, Role
from ledger.domain.prose import on
from ledger.domain.record import Code, Record
from ledger.domain.refusal import AlreadySaid, NotParticipant, OutOfBalance, OutOfRange
from ledger.domain.words import Count, StaffRole


class HubKind(Code):
    """What a hub is for."""

    CPD_EXCELLENCE = "cpd_excellence"
    REGIONAL = "regional"
    SUBJECT = "subject"
    TEACHING_SCHOOL = "teaching_school"


class Region(Code):
    """The regions of England, as the register of schools has them."""

    NORTH_EAST = "north_east"
    NORTH_WEST = "north_west"
    YORKSHIRE = "yorkshire_and_the_humber"
    EAST_MIDLANDS = "east_midlands"
    WEST_MIDLANDS = "west_midlands"
    EAST = "east_of_england"
    LONDON = "london"
    SOUTH_EAST = "south_east"
    SOUTH_WEST = "south_west"


class RoleCount(Record):
    """How many of those who came have one role."""

    role: Annotated[StaffRole, "the role"]
    attended: Annotated[Count, "how many who have it came"]


NOON = "12:00"


class HubEstablished(Raised):
    """A school leads a hub for the schools around it."""

    TOPIC = "hub-established/1"
    COMMAND = "establish_hub"
    IS_OPEN_TO_ALL = True

    hub_kind: Annotated[HubKind, "what it is for"]
    lead_school: Annotated[SchoolId, "the school that leads it"]
    region: Annotated[Region, "where it is"]
    enquiry: Annotated[
        CitedAct | None, "the enquiry whether the school could lead one, if there was one"
    ] = None

    def sentence(self, name_of: NameOf = str) -> str:
        return f"{name_of(self.lead_school)} leads a hub ({self.hub_kind.words})."


class HubLaunched(Continued):
    """The hub opened its doors."""

    TOPIC = "hub-launched/1"
    COMMAND = "launch_hub"

    def check(self, past: Past) -> None:
        super().check(past)
        check_lead(past)
        if past.has(HubLaunched):
            raise AlreadySaid("It was launched already.", "act")

    def sentence(self, name_of: NameOf = str) -> str:
        return f"Launched on {on(self.happened_on)}."


class HubMeetingHeld(Held):
    """The hub met. Any school could come, and some came for the first time."""

    TOPIC = "hub-meeting-held/1"
    COMMAND = "hold_hub_meeting"
    STEP = GO_ON
    WIDENS = True

    starts_at: Annotated[TimeOfDay, "when it began"]
    is_after_school: Annotated[bool, "whether it was after the school day, so that no cover is due"]
    first_external_count: Annotated[
        Count, "how many had never worked on their learning with another school before"
    ]
    attendees_by_role: Annotated[
        tuple[RoleCount, ...], "how many came in each role, if it was noted",
        Between(0, 12), Distinct("role"),
    ] = ()  # fmt: skip

    def check_recorder(self, past: Past) -> None:
        """Whoever comes for the first time met the school that leads the hub, or was in no hub."""
        super().check_recorder(past)
        if past.by.role is not Role.EDITOR or past.by.school in participants(past):
            return
        if lead_of(past) not in {there.school for there in self.attendance if there.attended}:
            raise NotParticipant(
                "Without the school that leads the hub, a school that came before records it.",
                "attendance",
            )

    def check(self, past: Past) -> None:
        check_since_raised(past, self)
        if self.is_after_school and self.starts_at < NOON:
            raise OutOfRange("In the morning no school day is over.", "starts_at")
        came = sum(there.attended for there in self.attendance)
        if self.first_external_count > came:
            raise OutOfRange(f"{came} came in all.", "first_external_count")
        by_role = self.attendees_by_role
        if by_role and sum(there.attended for there in by_role) != came:
            raise OutOfBalance(f"By school {came} came: by role as many.", "attendees_by_role")

    def sentence(self, name_of: NameOf = str) -> str:
        return f"{super().sentence(name_of)[:-1]}, {self.first_external_count} for the first time."


class HubClosed(Settled):
    """The hub meets no more."""

    TOPIC = "hub-closed/1"
    COMMAND = "close_hub"

    def check(self, past: Past) -> None:
        super().check(past)
        check_lead(past)

    def sentence(self, name_of: NameOf = str) -> str:
        return f"The hub closed on {on(self.happened_on)}."


def lead_of(past: Past) -> SchoolId:
    """The school that leads the hub."""
    return life_of(past, HubEstablished)[0].event.lead_school


def check_lead(past: Past) -> None:
    """Refuse what a school says that came once, and does not lead the hub."""
    if past.by.school != lead_of(past):
        raise NotParticipant("Only the school that leads the hub records this.", "act")


KINDS = (HubEstablished, HubLaunched, HubMeetingHeld, HubClosed)
