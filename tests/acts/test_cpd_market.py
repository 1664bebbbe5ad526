"""The market of training, and what schools think of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ledger.domain.acts.cpd_market import (
    BriefResponded,
    OfferPublished,
    OfferRevised,
    OfferWithdrawn,
    ProviderImprovementClaimed,
    ProviderImprovementVerified,
    offer_now,
)
from ledger.domain.acts.provider_feedback import (
    ProviderDimension,
    ProviderFeedbackGiven,
    ProviderResponseRecorded,
)
from ledger.domain.acts.withdrawal import Reinstated, Retracted
from ledger.domain.identifiers import ActId, CitedAct, FieldName, ProviderId
from ledger.domain.money import Vat
from ledger.domain.outcome import Area, Outcome
from ledger.domain.past import Look, Past
from ledger.domain.record import Pence, Sealed
from ledger.domain.refusal import (
    AlreadySaid,
    Missing,
    NeedsSecondPerson,
    NotFound,
    NotParticipant,
    NotWellFormed,
    OutOfOrder,
    OutOfRange,
    PupilIdentifier,
)
from tests.acts import test_joint_commission as commission
from tests.acts import test_visit as visit
from tests.scenario import (
    ADA,
    AMY,
    ANN,
    ASTOR,
    BEGUN,
    BEN,
    DEAL,
    DOT,
    DOVER,
    LAST_WEEK,
    NOW,
    TALK,
    THE_ACT,
    THE_NEXT,
    THE_ONE_AFTER,
    TODAY,
    YESTERDAY,
    given,
    id_of,
)

EXPERT = ProviderId("expert")
COMMISSION = CitedAct(THE_ACT.hex)
HELD = (BEGUN, commission.PLANNED, commission.SESSION)
THE_OFFER = ActId(THE_ONE_AFTER.hex)
"""What is put up after a commission was planned and held."""
THE_CLAIM = id_of(int(THE_ONE_AFTER) + 1)


def offer(**other):
    facts = {
        "posted_by": ASTOR, "provider": EXPERT, "focus": TALK,
        "outcomes": (Outcome(area=Area.SUBJECT, statement=Sealed("they explain why")),),
        "sessions": 3, "follow_up_sessions": 1, "price": Pence(900_00), "vat": Vat.EXEMPT,
        "happened_on": LAST_WEEK,
    }  # fmt: skip
    return OfferPublished(**facts | other)


def revised(field: str, old: str, new: str):
    return OfferRevised(
        act=THE_OFFER, field=FieldName(field), old=old, new=new, happened_on=YESTERDAY
    )


MORE = revised("follow_up_sessions", "1", "3")
GONE = OfferWithdrawn(act=THE_OFFER, reason=Sealed("nobody wanted it"), happened_on=TODAY)
BETTER = ProviderImprovementClaimed(
    act=THE_OFFER, claim=Sealed("we stay for the follow-up"), happened_on=YESTERDAY
)


def answered(**other):
    facts = {"school": DOVER, "commission": COMMISSION, "happened_on": YESTERDAY}
    return BriefResponded(act=THE_OFFER, **facts | other)


def verified(**other):
    facts = {
        "school": DOVER, "commission": COMMISSION, "improvement": THE_CLAIM,
        "is_borne_out": True, "happened_on": TODAY,
    }  # fmt: skip
    return ProviderImprovementVerified(act=THE_OFFER, **facts | other)


def feedback(**other):
    facts = {
        "school": ASTOR, "provider": EXPERT, "commission": COMMISSION,
        "dimension": ProviderDimension.FOLLOW_UP, "rating": 4, "happened_on": TODAY,
    }  # fmt: skip
    return ProviderFeedbackGiven(**facts | other)


OFFERED = (*HELD, offer())


def test_an_offer_is_put_up_by_a_school_or_by_the_register():
    said = "Training in science for £900 is on offer from expert; follow-ups: 1."
    given(*HELD).when(offer()).then(said)
    given(*HELD).when(offer(posted_by=None), by=ADA).then(said)
    given(*HELD).when(offer(posted_by=None), by=ANN).then_refused(
        NotParticipant, "Only a school that takes part may record this."
    )
    given(*HELD).when(offer(posted_by=DOVER), by=ANN).then_refused(
        NotParticipant, "Only a school that takes part may record this."
    )


def test_a_revision_keeps_what_the_offer_said():
    given(*OFFERED).when(MORE).then("Revised: follow up sessions was 1 and is 3.")
    cheaper = revised("price", "90000", "85000")
    given(*OFFERED).when(cheaper).then("Revised: price was £900 and is £850.")
    there = given(*OFFERED, MORE, revised("price", "90000", "85000"))
    past = Past(tuple(there.within((Look((f"act:{THE_OFFER}",)),))), ANN, NOW, THE_OFFER)
    now = offer_now(past)
    assert (now.follow_up_sessions, now.price, now.sessions) == (3, 850_00, 3)
    assert past.all(OfferPublished)[0].follow_up_sessions == 1


@pytest.mark.parametrize(
    ("change", "kind", "answer", "path"),
    [
        (revised("provider", '"expert"', '"other"'), NotFound,
         "That cannot be revised; publish another offer.", "field"),
        (revised("price", "90001", "85000"), Missing,
         "It does not say that (now). Read it again.", "old"),
        (revised("price", "90000", "90000"), AlreadySaid, "That is what it says.", "new"),
        (revised("price", "90000", "-1"), OutOfRange, "From 0 to 1,000,000,000, please.", "new"),
        (revised("price", "90000", '"85000"'), NotWellFormed,
         "That is not a value of this kind.", "new"),
        (revised("price", "90000", '"cheap"'), NotWellFormed,
         "That is not a value of this kind.", "new"),
        (revised("price", "90000", "85000.0"), NotWellFormed,
         "That is not a value of this kind.", "new"),
        (revised("price", "90000", "1e9999999"), NotWellFormed,
         "That is not a value of this kind.", "new"),
        (revised("price", "90000", "null"), NotWellFormed,
         "That is not a value of this kind.", "new"),
        (revised("vat", '"exempt"', '"gone"'), NotWellFormed,
         "There is no vat of that kind.", "new"),
        (revised("evidence_cited", "[]", '"abc"'), NotWellFormed,
         "That is not a value of this kind.", "new"),
        (revised("sessions", "3", "many"), NotWellFormed,
         'Write it as JSON, such as 90 or "2025-03-04".', "new"),
    ],
)  # fmt: skip
def test_a_revision_is_of_a_fact_that_can_change_to_one_that_can_be(change, kind, answer, path):
    given(*OFFERED).when(change).then_refused(kind, answer, path)


def test_a_revision_may_name_whom_the_offer_may():
    cited = revised("evidence_cited", "[]", '["Sarah Pettigrew, Reading aloud"]')
    given(*OFFERED).when(cited).then(
        "Revised: evidence cited was nothing and is Sarah Pettigrew, Reading aloud."
    )
    escaped = revised("evidence_cited", "[]", '["\\u0043allum in Year 8"]')
    given(*OFFERED).when(escaped).then_refused(
        PupilIdentifier,
        "This could tell who a pupil is. Say what was done, and leave out who it was about.",
        "new",
    )


def test_only_whoever_put_it_up_changes_it():
    joined = given(*OFFERED, (BEN, answered()))
    for change in (MORE, GONE, BETTER):
        joined.when(change, by=BEN).then_refused(
            NotParticipant, "Only whoever put up the offer may say this.", "act"
        )
        assert joined.when(change, by=ADA).refused is None
    given(*OFFERED).when(MORE, by=DOT).then_refused(
        NotParticipant, "Only a school that takes part may record this.", "act"
    )


def test_an_offer_is_withdrawn():
    given(*OFFERED).when(GONE).then("The offer was withdrawn on 9 March 2026.")
    given(*OFFERED, GONE).when(replace(MORE, happened_on=TODAY)).then_refused(
        OutOfOrder, "It is settled; this needs an act that is open.", "act"
    )


def test_a_provider_answers_a_brief():
    given(*OFFERED).when(answered(), by=BEN).then(
        f"With this the provider answered a brief of {DOVER}."
    )
    given(*OFFERED).when(answered(), by=ANN).then_refused(
        NotParticipant, "A school speaks for itself, and only for itself.", "school"
    )
    given(*OFFERED).when(answered(school=DEAL), by=DOT).then_refused(
        NotFound, "There is no such act.", "commission"
    )
    visited = given(BEGUN, visit.PLANNED, visit.HELD, offer())
    visited.when(answered(), by=BEN).then_refused(
        NotFound, "That is no joint commission.", "commission"
    )


def test_another_school_says_whether_a_provider_got_better():
    given(*OFFERED).when(BETTER).then("On 8 March 2026 the provider said that it had got better.")
    claimed = given(*OFFERED, BETTER)
    claimed.when(verified(), by=BEN).then(f"{DOVER} saw what was claimed.")
    claimed.when(verified(is_borne_out=False), by=BEN).then(
        f"{DOVER} did not see what was claimed."
    )
    claimed.when(verified(improvement=THE_NEXT), by=BEN).then_refused(
        NotFound, "This offer has no such claim.", "improvement"
    )
    claimed.when(verified(school=ASTOR), by=ANN).then_refused(
        NeedsSecondPerson, "Another school than the one that put it up says so.", "school"
    )
    claimed.and_then((BEN, verified())).when(verified(), by=BEN).then_refused(
        AlreadySaid, "This school has said so; amend that.", "improvement"
    )


def test_whoever_verifies_has_bought_from_that_provider():
    other = given(*HELD, offer(provider=ProviderId("another")), BETTER)
    other.when(verified(), by=BEN).then_refused(
        NotFound, "That provider was not part of it.", "commission"
    )


def test_a_school_speaks_of_what_it_bought():
    given(*HELD).when(feedback()).then(f"{ASTOR} gave expert for follow up 4 of 5.")
    given(*HELD).when(feedback(rating=6)).then_refused(OutOfRange, "From 1 to 5, please.", "rating")
    given(*HELD).when(feedback(provider=ProviderId("another"))).then_refused(
        NotFound, "That provider was not part of it.", "provider"
    )
    given(*HELD).when(feedback(school=DEAL), by=DOT).then_refused(
        NotFound, "There is no such act.", "commission"
    )
    given(BEGUN, commission.PLANNED).when(feedback()).then_refused(
        OutOfOrder, "The provider has not come yet.", "commission"
    )
    given(BEGUN, visit.PLANNED, visit.HELD).when(feedback()).then_refused(
        NotFound, "That is no joint commission.", "commission"
    )


def test_a_school_says_each_thing_once():
    there = given(*HELD, feedback())
    there.when(feedback(rating=5)).then_refused(
        AlreadySaid, "This school has said so; amend that.", "dimension"
    )
    assert there.when(feedback(dimension=ProviderDimension.EVIDENCE)).refused is None
    assert there.when(feedback(school=DOVER), by=BEN).refused is None


def test_what_was_said_wrongly_and_withdrawn_is_said_anew():
    wrong = given(*HELD, feedback())
    retracted = Retracted(act=THE_OFFER, reason=Sealed("that was another provider"))
    anew = feedback(rating=2, replaces=THE_OFFER)
    assert wrong.and_then(retracted).when(anew).refused is None
    assert wrong.and_then(retracted, anew).when(feedback()).refused is not None
    back = Reinstated(act=THE_OFFER, reason=Sealed("it was right after all"))
    assert wrong.and_then(retracted).when(back, by=AMY).refused is None
    wrong.and_then(retracted, feedback(rating=2)).when(back, by=AMY).then_refused(
        OutOfOrder, "This school has said it anew since: withdraw that first.", "act"
    )


def test_a_provider_may_answer():
    answer = ProviderResponseRecorded(
        act=THE_OFFER, response=Sealed("we come back in May"), happened_on=TODAY
    )
    for by in (ANN, ADA):
        given(*HELD, feedback()).when(answer, by=by).then("The provider answered on 9 March 2026.")
    given(*HELD, feedback()).when(answer, by=BEN).then_refused(
        NotParticipant, "Only a school that takes part may record this.", "act"
    )
