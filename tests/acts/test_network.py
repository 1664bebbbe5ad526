"""Networks, family matches, pairs, research schools, subject associations."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from ledger.domain.acts.family_match import FamilyMatchConsulted, MatchSource, MatchVariable
from ledger.domain.acts.network import (
    NetworkJoined,
    NetworkKind,
    NetworkLeft,
    NetworkRenewed,
    WhyLeftNetwork,
)
from ledger.domain.acts.pairing import (
    HowPairingEnded,
    PairingAgreed,
    PairingEnded,
    PairingProposed,
)
from ledger.domain.acts.research_school import (
    ResearchActivity,
    ResearchEngagementHeld,
    ResearchLinkEnded,
    ResearchSchoolLinked,
)
from ledger.domain.acts.subject_association import (
    AssociationActivity,
    AssociationActivityAttended,
    SubjectAssociationJoined,
    SubjectAssociationLeft,
)
from ledger.domain.identifiers import ActId, CitedAct, ProviderId
from ledger.domain.outcome import Area
from ledger.domain.refusal import (
    AlreadySaid,
    NotFound,
    NotMember,
    NotParticipant,
    NotYet,
    OutOfOrder,
    OutOfRange,
    SameSchool,
)
from ledger.domain.words import Attendance, StaffRole, Subject
from tests.scenario import (
    ASTOR,
    BEN,
    DEAL,
    DOT,
    DOVER,
    LAST_WEEK,
    TODAY,
    YESTERDAY,
    came,
    given,
    id_of,
)

FIRST = ActId(int=id_of(4).int)
JOINED = NetworkJoined(
    school=ASTOR, network_kind=NetworkKind.TDT_NETWORK, network_name="The network",
    member_until=date(2027, 3, 1), happened_on=LAST_WEEK,
)  # fmt: skip
RENEWED = NetworkRenewed(act=FIRST, member_until=date(2028, 3, 1), happened_on=TODAY)
LEFT = NetworkLeft(act=FIRST, why_left_network=WhyLeftNetwork.BUDGET, happened_on=TODAY)

LOOKED = FamilyMatchConsulted(
    school=ASTOR, match_source=MatchSource.EEF, match_variables=(MatchVariable.FREE_SCHOOL_MEALS,),
    candidates=50, happened_on=LAST_WEEK,
)  # fmt: skip
PROPOSED = PairingProposed(
    school=ASTOR, pair_with=DOVER, area=Area.ATTENDANCE, happened_on=LAST_WEEK
)
AGREED = PairingAgreed(act=FIRST, school=DOVER, happened_on=YESTERDAY)

LINKED = ResearchSchoolLinked(school=ASTOR, research_school=DOVER, happened_on=LAST_WEEK)
ENGAGED = ResearchEngagementHeld(
    act=FIRST, minutes=120, attendance=came(), research_activity=ResearchActivity.TRAINING,
    happened_on=YESTERDAY,
)  # fmt: skip
MEMBER = SubjectAssociationJoined(
    school=ASTOR, association=ProviderId("mathematics-hubs"), subject=Subject.MATHEMATICS,
    role=StaffRole.SUBJECT_LEAD, has_network=True, happened_on=LAST_WEEK,
)  # fmt: skip


def test_a_school_joins_a_network_and_all_may_know():
    given().when(JOINED).then(f"{ASTOR} joined The network.")
    given().when(JOINED, by=BEN).then_refused(
        NotParticipant, "Only a school that takes part may record this."
    )
    ended = replace(JOINED, member_until=LAST_WEEK - timedelta(days=1))
    given().when(ended).then_refused(OutOfRange, "It began on 2 March 2026 only.", "member_until")


def test_a_membership_is_renewed_for_longer_only():
    given(JOINED).when(RENEWED).then("Renewed until 1 March 2028.")
    given(JOINED).when(replace(RENEWED, member_until=JOINED.member_until)).then_refused(
        OutOfRange, "It lasts until 1 March 2027 already.", "member_until"
    )
    given(JOINED, RENEWED).when(RENEWED).then_refused(
        OutOfRange, "It lasts until 1 March 2028 already.", "member_until"
    )
    given(JOINED).when(RENEWED, by=BEN).then_refused(
        NotParticipant, "Only a school that takes part may record this.", "act"
    )


def test_who_left_joins_anew():
    given(JOINED).when(LEFT).then("It left the network on 9 March 2026: budget.")
    given(JOINED, LEFT).when(RENEWED).then_refused(
        OutOfOrder, "It is settled; this needs an act that is open.", "act"
    )
    assert given(JOINED, LEFT).when(replace(JOINED, happened_on=TODAY)).refused is None


def test_a_school_looks_up_who_is_like_it_and_names_none_of_them():
    given().when(LOOKED).then(f"{ASTOR} was shown 50 schools like it.")
    assert LOOKED.schools() == {ASTOR}


def test_two_schools_are_a_pair_once_the_other_agreed():
    asked = given(PROPOSED)
    given().when(PROPOSED).then(f"{ASTOR} asked {DOVER} to pair up on attendance.")
    asked.when(AGREED, by=BEN).then(f"{DOVER} agreed on 8 March 2026.")
    asked.when(AGREED).then_refused(
        NotParticipant, "A school speaks for itself, and only for itself.", "school"
    )
    asked.when(replace(AGREED, school=ASTOR)).then_refused(
        NotParticipant, "The school that was asked agrees.", "school"
    )
    asked.and_then((BEN, AGREED)).when(AGREED, by=BEN).then_refused(
        AlreadySaid, "They are a pair already.", "act"
    )
    ended = PairingEnded(act=FIRST, how_pairing_ended=HowPairingEnded.DECLINED, happened_on=TODAY)
    asked.when(ended, by=BEN).then("It ended on 9 March 2026: declined.")


def test_a_school_asks_another_and_for_itself():
    given().when(replace(PROPOSED, pair_with=ASTOR)).then_refused(
        SameSchool, "A school does not pair with itself.", "pair_with"
    )
    given().when(PROPOSED, by=BEN).then_refused(
        NotParticipant, "A school speaks for itself, and only for itself.", "school"
    )


def test_a_pair_may_come_from_a_match_of_its_own():
    matched = replace(PROPOSED, found_by=CitedAct(int=FIRST.int))
    assert given(LOOKED).when(matched).refused is None
    others = replace(matched, school=DEAL)
    given(LOOKED).when(others, by=DOT).then_refused(NotFound, "There is no such act.", "found_by")


def test_schools_and_their_research_school_look_at_research_together():
    given().when(LINKED).then(f"{ASTOR} is in touch with {DOVER}.")
    given().when(replace(LINKED, research_school=ASTOR)).then_refused(
        SameSchool, "A school is in touch with another.", "research_school"
    )
    linked = given(LINKED)
    linked.when(ENGAGED, by=BEN).then(
        "Held on 8 March 2026: 5 colleagues of 2 schools came (training)."
    )
    linked.when(replace(ENGAGED, happened_on=LAST_WEEK - timedelta(days=1))).then_refused(
        NotYet, "It began on 2 March 2026 only.", "happened_on"
    )
    with_deal = (*came(), Attendance(school=DEAL, attended=1))
    linked.when(replace(ENGAGED, attendance=with_deal)).then_refused(
        NotMember, f"School {DEAL} is not in this act.", "attendance", "2", "school"
    )
    ended = ResearchLinkEnded(act=FIRST, happened_on=TODAY)
    linked.when(ended).then("The link ended on 9 March 2026.")
    linked.and_then(ended).when(replace(ENGAGED, happened_on=TODAY)).then_refused(
        OutOfOrder, "It is settled; this needs an act that is open.", "act"
    )


def test_somebody_joins_a_subject_association_and_goes_to_what_it_offers():
    given().when(MEMBER).then(f"{ASTOR} joined mathematics-hubs (subject lead).")
    went = AssociationActivityAttended(
        act=FIRST, association_activity=AssociationActivity.CONFERENCE, attended=2,
        happened_on=YESTERDAY,
    )  # fmt: skip
    given(MEMBER).when(went).then("Colleagues went on 8 March 2026, 2 in all: conference.")
    given(MEMBER).when(replace(went, happened_on=date(2026, 3, 1))).then_refused(
        NotYet, "It began on 2 March 2026 only.", "happened_on"
    )
    given(MEMBER).when(SubjectAssociationLeft(act=FIRST, happened_on=TODAY)).then(
        "It left the association on 9 March 2026."
    )


def test_what_is_said_of_one_kind_is_not_said_of_another():
    given(JOINED).when(replace(AGREED, act=FIRST), by=BEN).then_refused(
        NotFound, "That is an act of another kind.", "act"
    )
