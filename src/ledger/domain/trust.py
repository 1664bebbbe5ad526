"""A trust or another group of schools: what the register says of it, and which schools are in it.

A school is in one trust at a time. What the register says with a school counts from the day it
opened; a change of it, from the day on which the ledger learnt of it, unless a school is said to
have joined or left on a day.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, NamedTuple

from ledger.domain.entry import Entry, NameOf, topics_of, trust_named
from ledger.domain.identifiers import SchoolId, TrustId
from ledger.domain.limits import Between
from ledger.domain.past import LONDON, Look, Past
from ledger.domain.prose import on
from ledger.domain.record import Code
from ledger.domain.refusal import AlreadySaid, Missing, NotMember, OutOfRange
from ledger.domain.school import (
    OLD,
    REGISTRARS,
    Name,
    SchoolDetailsChanged,
    SchoolRegistered,
    check_open,
    of_school,
)
from ledger.domain.screening import PUBLIC
from ledger.domain.words import HappenedOn


class GroupKind(Code):
    """What kind of group schools stand in, as the register names it."""

    FEDERATION = "federation"
    TRUST = "trust"
    SCHOOL_SPONSOR = "school_sponsor"
    MULTI_ACADEMY_TRUST = "multi_academy_trust"
    UMBRELLA_TRUST = "umbrella_trust"
    CHILDRENS_CENTRES_GROUP = "childrens_centres_group"
    CHILDRENS_CENTRES_COLLABORATION = "childrens_centres_collaboration"
    SINGLE_ACADEMY_TRUST = "single_academy_trust"
    SECURE_SINGLE_ACADEMY_TRUST = "secure_single_academy_trust"


class OfTrust(Entry):
    """What is said of a trust. It is found again by the number of the trust."""

    ROLES = REGISTRARS
    SCREENED_AS = PUBLIC
    IS_OF_NUMBERS = True

    uid: Annotated[TrustId, "the trust or other group, by its UID in the register"]

    def tags(self) -> frozenset[str]:
        return super().tags() | {f"trust:{self.uid}"}

    def trusts(self) -> frozenset[TrustId]:
        return frozenset({self.uid})


class TrustRegistered(OfTrust):
    """The register says this of a trust. It is said whole, and again whenever it is different."""

    TOPIC = "trust-registered/1"
    COMMAND = "register_trust"

    name: Annotated[str, "its name", Name]
    group_kind: Annotated[GroupKind, "what kind of group it is"]
    group_id: Annotated[str | None, "its group id, such as TR00002", Between(1, 60)] = None
    companies_house: Annotated[
        str | None, "its number at Companies House", Between(1, 20)
    ] = None  # fmt: skip
    opened_on: Annotated[date | None, "the day it began, where the register says so", OLD] = None
    ended_on: Annotated[date | None, "the day it ended, if it did", OLD] = None

    def boundary(self) -> tuple[Look, ...]:
        return (Look((f"trust:{self.uid}",), (TrustRegistered.TOPIC,)),)

    def check(self, past: Past) -> None:
        if past.all(TrustRegistered, uid=self.uid)[-1:] == [self]:
            raise AlreadySaid("The register said so already.", "uid")

    def sentence(self, name_of: NameOf = str) -> str:
        return f"{self.name} stands in the register of groups: {self.group_kind.words}."


class OfSchoolInTrust(OfTrust):
    """A school that came to a trust or left it."""

    school: Annotated[SchoolId, "the school"]
    happened_on: Annotated[HappenedOn, OLD]

    def boundary(self) -> tuple[Look, ...]:
        moves = (SchoolJoinedTrust.TOPIC, SchoolLeftTrust.TOPIC)
        return (of_school(self.school), Look((f"school:{self.school}",), moves))

    def _stay(self, past: Past) -> Stay:
        """Where the school is. Refuses a day before it came there."""
        check_open(past, self.school, self.happened_on, "school")
        stay = stay_of(past, self.school)
        if stay.since and self.happened_on < stay.since:
            raise OutOfRange(f"Its trust last changed on {on(stay.since)}.", "happened_on")
        return stay


class SchoolJoinedTrust(OfSchoolInTrust):
    """A school came under a trust."""

    TOPIC = "school-joined-trust/1"
    COMMAND = "join_trust"

    trust_name: Annotated[str | None, "the name of that trust", Name] = None

    def check(self, past: Past) -> None:
        stay = self._stay(past)
        if stay.uid == self.uid:
            raise AlreadySaid("It is in that trust already.", "uid")
        if stay.uid:
            raise Missing(f"It is in trust {stay.uid}: record first when it left.", "uid")

    def sentence(self, name_of: NameOf = str) -> str:
        trust = self.trust_name or trust_named(self.uid, name_of)
        return f"{name_of(self.school)} joined {trust} on {on(self.happened_on)}."


class SchoolLeftTrust(OfSchoolInTrust):
    """A school was in a trust for the last time on this day."""

    TOPIC = "school-left-trust/1"
    COMMAND = "leave_trust"

    def check(self, past: Past) -> None:
        if self._stay(past).uid != self.uid:
            raise NotMember(f"It is not in trust {self.uid}.", "uid")

    def sentence(self, name_of: NameOf = str) -> str:
        trust = trust_named(self.uid, name_of)
        return f"{name_of(self.school)} left {trust} on {on(self.happened_on)}."


KINDS = (TrustRegistered, SchoolJoinedTrust, SchoolLeftTrust)
TOPICS = topics_of(*KINDS)


class Stay(NamedTuple):
    """The trust that a school is in, or none, and since when, as far as anybody knows."""

    uid: TrustId | None = None
    since: date | None = None


def stay_of(past: Past, school: SchoolId) -> Stay:
    """Where a school is, by all that was said of it."""
    stay = Stay()
    for entry in past.entries:
        match entry.event:
            case SchoolRegistered(school=who, trust=uid, opened_on=day) if who == school:
                stay = Stay(uid, day)
            case SchoolDetailsChanged(school=who) as said if who == school:
                uid = moved_to(said, stay.uid)
                if uid != stay.uid:
                    stay = Stay(uid, entry.at.astimezone(LONDON).date())
            case SchoolJoinedTrust(school=who, uid=uid, happened_on=day) if who == school:
                stay = Stay(uid, day)
            case SchoolLeftTrust(school=who, happened_on=day) if who == school:
                stay = Stay(None, day)
    return stay


def moved_to(said: SchoolDetailsChanged, uid: str | None) -> TrustId | None:
    """The trust that the register now says a school is in; as before, if it is silent of it."""
    for change in said.changes:
        if change.field == "trust":
            uid = change.new
    return TrustId(uid) if uid else None
