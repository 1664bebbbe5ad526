"""What makes it safe to learn together: rules, purpose, evidence, honest feedback, leadership."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from statistics import fmean, stdev

from hypothesis import given as for_any
from hypothesis import settings
from hypothesis import strategies as st

from ledger.domain.acts.culture import (
    EvidenceExplored,
    GroundRule,
    GroundRulesAgreed,
    SharedPurposeStated,
    StandardReferenced,
)
from ledger.domain.acts.hub import HubEstablished, HubKind, Region
from ledger.domain.acts.leadership import (
    LeadershipCondition,
    LeadershipConditionCommitted,
    LeadershipConditionEvidenced,
    LeadershipConditionLapsed,
)
from ledger.domain.acts.practice_feedback import EvidenceStrength, PracticeFeedbackShared
from ledger.domain.acts.staff_reading import (
    EfficacyReadingRecorded,
    EfficacyScale,
    TrustReadingRecorded,
    TrustScale,
)
from ledger.domain.evidence import Document, DocumentKind
from ledger.domain.identifiers import ActId, CitedAct
from ledger.domain.record import Sealed
from ledger.domain.refusal import (
    Missing,
    NotFound,
    NotParticipant,
    NotYet,
    OutOfOrder,
    OutOfRange,
    SmallGroup,
)
from ledger.domain.words import StaffRole
from tests.acts.test_visit import HELD, PLANNED
from tests.scenario import (
    ASTOR,
    BEGUN,
    BEN,
    DEAL,
    DOT,
    DOVER,
    LAST_WEEK,
    TALK,
    THE_ACT,
    TODAY,
    YESTERDAY,
    given,
    id_of,
)

VISITED = given(BEGUN, PLANNED, HELD)
THE_VISIT = CitedAct(int=THE_ACT.int)
RULES = GroundRulesAgreed(
    act=THE_ACT, agreeing=(ASTOR, DOVER), happened_on=LAST_WEEK,
    ground_rules=(GroundRule.CONFIDENTIALITY, GroundRule.CHATHAM_HOUSE),
)  # fmt: skip
PURPOSE = SharedPurposeStated(
    act=THE_ACT, agreeing=(ASTOR, DOVER), statement=Sealed("great teaching"), happened_on=LAST_WEEK
)
REVIEW = Document(
    document_title="Developing Great Teaching", document_kind=DocumentKind.REVIEW,
    edition="June 2015", cited_as="TDT, 2014",
)  # fmt: skip
STANDARD = StandardReferenced(act=THE_ACT, document=REVIEW, happened_on=LAST_WEEK)
FEEDBACK = PracticeFeedbackShared(
    school=ASTOR, focus=TALK, practice=Sealed("silent debate"), has_worked=False,
    context=Sealed("a large class"), evidence_strength=EvidenceStrength.LOW, happened_on=LAST_WEEK,
)  # fmt: skip
PROMISED = LeadershipConditionCommitted(
    school=ASTOR, condition=LeadershipCondition.TIME, committed_by=StaffRole.HEAD,
    happened_on=LAST_WEEK,
)  # fmt: skip
TRUST = TrustReadingRecorded(
    school=ASTOR, n=24, mean=Decimal("4.1"), sd=Decimal("0.9"), trust_scale=TrustScale.OMNIBUS_T,
    happened_on=TODAY,
)  # fmt: skip
EFFICACY = EfficacyReadingRecorded(
    school=ASTOR, n=24, mean=Decimal("7.1"), sd=Decimal("0.98"),
    efficacy_scale=EfficacyScale.TSES_SHORT, happened_on=TODAY,
)  # fmt: skip


def test_schools_agree_on_what_makes_it_safe_to_speak():
    VISITED.when(RULES).then(
        "2 schools agreed on ground rules: confidentiality and the Chatham House rule."
    )
    VISITED.when(PURPOSE, by=BEN).then("2 schools said what they want together.")


def test_only_those_agree_who_take_part_and_never_one_alone():
    for said in (RULES, PURPOSE):
        VISITED.when(replace(said, agreeing=(ASTOR, DEAL))).then_refused(
            NotParticipant, f"School {DEAL} takes no part in this act.", "agreeing", "1"
        )
        VISITED.when(replace(said, agreeing=(ASTOR,))).then_refused(
            OutOfRange, "From 2 to 60 of them, please.", "agreeing"
        )


def test_a_hub_may_have_rules_as_a_visit_may():
    hub = HubEstablished(
        hub_kind=HubKind.REGIONAL, lead_school=ASTOR, region=Region.LONDON, happened_on=LAST_WEEK
    )
    explored = EvidenceExplored(act=ActId(int=id_of(4).int), documents=(REVIEW,), happened_on=TODAY)
    given(hub).when(explored).then("Looked at evidence: Developing Great Teaching.")
    given(hub).when(replace(explored, documents=())).then_refused(
        Missing, "Say what you looked at.", "documents"
    )


def test_a_standard_has_an_edition_whatever_it_is_cited_as():
    VISITED.when(STANDARD).then("It is meant to meet Developing Great Teaching (June 2015).")
    VISITED.when(replace(STANDARD, document=replace(REVIEW, edition=None))).then_refused(
        Missing, "Say which edition; editions differ.", "document", "edition"
    )


def test_what_did_not_work_is_as_public_as_what_did():
    sentence = f"{ASTOR} tried something, and it did not work (evidence: low)."
    given().when(FEEDBACK).then(sentence)
    given().when(replace(FEEDBACK, has_worked=True)).then(
        sentence.replace("did not work", "worked")
    )
    assert PracticeFeedbackShared.IS_OPEN_TO_ALL
    told = replace(FEEDBACK, told_at=THE_VISIT)
    assert VISITED.when(told).refused is None
    VISITED.when(replace(told, school=DEAL), by=DOT).then_refused(
        NotFound, "There is no such act.", "told_at"
    )


def test_a_head_promises_and_nobody_for_the_head():
    given().when(PROMISED).then(f"The head of {ASTOR} promised: time.")
    given().when(replace(PROMISED, committed_by=StaffRole.TEACHER)).then_refused(
        NotParticipant, "A head promises this, or the head of a trust.", "committed_by"
    )


def test_a_promise_shows_in_an_act_or_lapses():
    promise = ActId(int=id_of(len(VISITED.entries) + 1).int)
    promised = VISITED.and_then(PROMISED)
    shown = LeadershipConditionEvidenced(act=promise, shown_by=THE_VISIT, happened_on=YESTERDAY)
    promised.when(shown).then("The promise showed on 8 March 2026.")
    promised.when(replace(shown, shown_by=CitedAct(int=99))).then_refused(
        NotFound, "There is no such act.", "shown_by"
    )
    lapsed = LeadershipConditionLapsed(act=promise, happened_on=TODAY)
    promised.when(lapsed).then("The promise has not held since 9 March 2026.")
    promised.and_then(lapsed).when(replace(shown, happened_on=TODAY)).then_refused(
        OutOfOrder, "It is settled; this needs an act that is open.", "act"
    )


def test_a_promise_shows_in_what_took_place_since_it_was_given():
    def shown(told, on=TODAY, promised=PROMISED):
        promise = ActId(int=id_of(len(told.entries) + 1).int)
        said = LeadershipConditionEvidenced(act=promise, shown_by=THE_VISIT, happened_on=on)
        return told.and_then(promised).when(said)

    shown(given(BEGUN, PLANNED)).then_refused(
        NotYet, "That act has not taken place since the promise.", "shown_by"
    )
    shown(VISITED, promised=replace(PROMISED, happened_on=YESTERDAY)).then_refused(
        NotYet, "That act has not taken place since the promise.", "shown_by"
    )
    given_before = replace(PROMISED, happened_on=LAST_WEEK.replace(day=1))
    shown(VISITED, LAST_WEEK.replace(day=1), given_before).then_refused(
        NotYet, "That act took place on 2 March 2026 only.", "happened_on"
    )
    shown(VISITED, LAST_WEEK, given_before).then("The promise showed on 2 March 2026.")


def test_a_reading_is_of_five_colleagues_or_more_and_on_the_scale():
    given().when(TRUST).then(f"Trust in {ASTOR}: 4.1 of 6, as 24 colleagues see it.")
    given().when(EFFICACY).then(f"24 teachers of {ASTOR} are sure of their work: 7.1 of 9.")
    for reading in (TRUST, EFFICACY):
        given().when(replace(reading, n=4)).then_refused(
            SmallGroup, "Fewer than 5 can be told apart: leave this figure out.", "n"
        )
        given().when(replace(reading, school=DOVER), by=DOT).then_refused(
            NotParticipant, "Only a school that takes part may record this."
        )
    given().when(replace(TRUST, mean=Decimal("6.1"))).then_refused(
        OutOfRange, "The answers go from 1 to 6.", "mean"
    )
    given().when(replace(EFFICACY, mean=Decimal("9.1"))).then_refused(
        OutOfRange, "From 1 to 9, please.", "mean"
    )


def test_no_reading_is_wider_than_its_scale():
    at_the_end = replace(EFFICACY, mean=Decimal(9), sd=Decimal("0.1"))
    given().when(at_the_end).then_refused(
        OutOfRange, "Values with that mean cannot lie so far apart.", "sd"
    )
    assert given().when(replace(at_the_end, sd=Decimal(0))).refused is None


@settings(max_examples=200, deadline=None, derandomize=True)
@for_any(
    st.lists(st.integers(1, 6), min_size=5, max_size=40)
    | st.lists(st.sampled_from([1, 6]), min_size=5)
)
def test_whatever_colleagues_answer_can_be_recorded(answers):
    reading = replace(
        TRUST, n=len(answers), mean=four_places(fmean(answers)), sd=four_places(stdev(answers))
    )
    assert given().when(reading).refused is None


def four_places(number: float) -> Decimal:
    return round(Decimal(number), 4)
