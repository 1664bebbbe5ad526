"""Who may ask that somebody be forgotten, what stands against it, and who seals a text."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from ledger.domain.acts.attendance import AttendanceConfirmed
from ledger.domain.acts.withdrawal import Reinstated
from ledger.domain.identifiers import EntryId, Place
from ledger.domain.past import SYSTEM
from ledger.domain.privacy import (
    WINDOW,
    ErasureBegun,
    ErasureCancelled,
    ErasureRefused,
    ErasureRequested,
    Ground,
    LegalHoldReleased,
    LegalHoldSet,
    SubjectErased,
    WhyErased,
)
from ledger.domain.record import Sealed
from ledger.domain.refusal import (
    AlreadySaid,
    LegalHold,
    Missing,
    NeedsSecondPerson,
    NotFound,
    NotYet,
    PersonErased,
    RoleCannotRecord,
    TrusteeCannotRecord,
)
from ledger.domain.sealing import TextSealAsked, TextSealed
from tests.acts.test_any_act import A_VISIT, FOLLOWED_UP, RETRACTED
from tests.acts.test_any_act import ASKED as RETRACTION
from tests.scenario import (
    ADA,
    AMY,
    ANN,
    AUD,
    BEGUN,
    BEN,
    DOT,
    DOVER,
    REGISTER,
    THE_ACT,
    TIM,
    Scenario,
    given,
    id_of,
)

ANN_IS = {"person": ANN.person}
ASKED = ErasureRequested(**ANN_IS, why_erased=WhyErased.ASKED)
CANCELLED = ErasureCancelled(**ANN_IS)
BEGINS = ErasureBegun(**ANN_IS)
ERASED = SubjectErased(**ANN_IS, why_erased=WhyErased.ASKED)
HELD = LegalHoldSet(**ANN_IS, ground=Ground.LEGAL_CLAIM)
RELEASED = LegalHoldReleased(**ANN_IS)
ASK_AGAIN = (
    NeedsSecondPerson,
    "Whoever asked for it has been forgotten: another person has to ask for its withdrawal "
    "first (requestRetraction).",
    "act",
)
BACK = Reinstated(act=THE_ACT, reason=Sealed("it did take place"))
CONFIRMED = AttendanceConfirmed(act=THE_ACT, school=DOVER, attended=3)
THE_ENTRY = EntryId(int=len(REGISTER) + 1)
HERE = {"entry": THE_ENTRY, "place": Place("outcomes.0.statement")}
ASKS, SEALS = TextSealAsked(**HERE), TextSealed(**HERE)


def a_week_ago(scenario: Scenario) -> Scenario:
    """The same, but everything in it was recorded before the window."""
    earlier = [e._replace(at=e.at - WINDOW - timedelta(seconds=1)) for e in scenario.entries]
    return Scenario(tuple(earlier))


def forgotten(scenario: Scenario) -> Scenario:
    """The same, and then Ann was forgotten; whoever comes next may be Ann under another name."""
    asked = a_week_ago(scenario.and_then((ADA, ASKED)))
    return asked.and_then((SYSTEM, BEGINS), (SYSTEM, ERASED))


BEGUN_NOW = a_week_ago(given((ADA, ASKED))).and_then((SYSTEM, BEGINS))


def test_somebody_asks_it_of_themselves_and_an_admin_for_anybody():
    sentence = "Somebody is to be forgotten in seven days (asked)."
    given().when(ASKED, ANN).then(sentence)
    given().when(ASKED, ADA).then(sentence)


def test_nobody_else_asks_it():
    given().when(ASKED, BEN).then_refused(NotFound, "There is no such person.", "person")
    assert isinstance(given().when(ASKED, TIM).refused, TrusteeCannotRecord)
    assert isinstance(given().when(ASKED, AUD).refused, RoleCannotRecord)
    for own in (BEGINS, ERASED, ErasureRefused(**ANN_IS, ground=Ground.ARCHIVING)):
        assert isinstance(given((ADA, ASKED)).when(own, ADA).refused, RoleCannotRecord)


def test_it_is_asked_once_and_taken_back_once():
    asked = given((ADA, ASKED))
    asked.when(ASKED, ANN).then_refused(AlreadySaid, "That has been asked for already.", "person")
    back = asked.and_then((ANN, CANCELLED))
    back.when(CANCELLED, ANN).then_refused(NotFound, "Nobody has asked for that.", "person")
    back.when(ASKED, ADA).then("Somebody is to be forgotten in seven days (asked).")


def test_it_begins_after_seven_days_and_no_sooner():
    asked = given((ADA, ASKED))
    asked.when(BEGINS, SYSTEM).then_refused(NotYet, "It may still be taken back.", "person")
    a_week_ago(asked).when(BEGINS, SYSTEM).then("The ledger began to forget somebody.")


def test_what_has_begun_cannot_be_stopped():
    late = (AlreadySaid, "It is too late: it has begun.", "person")
    BEGUN_NOW.when(CANCELLED, ADA).then_refused(*late)
    BEGUN_NOW.when(HELD, ADA).then_refused(*late)
    BEGUN_NOW.when(ERASED, SYSTEM).then("Somebody was forgotten (asked).")


def test_nothing_is_erased_that_has_not_begun():
    asked = a_week_ago(given((ADA, ASKED)))
    asked.when(ERASED, SYSTEM).then_refused(NotFound, "Nobody has begun with that.", "person")


def test_whoever_was_forgotten_stays_so():
    gone = BEGUN_NOW.and_then((SYSTEM, ERASED))
    for again in (ASKED, CANCELLED, HELD, RELEASED):
        assert isinstance(gone.when(again, ADA).refused, PersonErased)


@pytest.mark.parametrize("ground", list(Ground))
def test_a_hold_stands_against_it_and_says_why(ground):
    held = given((ADA, replace(HELD, ground=ground)))
    because = f"There is a legal hold: {ground.words}."
    held.when(ASKED, ADA).then_refused(LegalHold, because, "person")
    waiting = a_week_ago(given((ADA, ASKED), (ADA, replace(HELD, ground=ground))))
    waiting.when(BEGINS, SYSTEM).then_refused(LegalHold, because, "person")


def test_what_a_hold_refuses_the_log_is_told():
    refused = given((ADA, HELD)).when(ASKED, ADA).refused
    told = ErasureRefused(**ANN_IS, ground=Ground.LEGAL_CLAIM)
    assert ASKED.instead(refused) == BEGINS.instead(refused) == told
    assert ASKED.instead(AlreadySaid("It is.")) is None
    after = given((ADA, ASKED), (ADA, HELD), (SYSTEM, told), (ADA, RELEASED))
    after.when(ASKED, ADA).then("Somebody is to be forgotten in seven days (asked).")


def test_a_hold_is_set_once_and_released_once():
    held = given((ADA, HELD))
    held.when(HELD, ADA).then_refused(AlreadySaid, "There is a hold already.", "person")
    held.and_then((ADA, RELEASED)).when(RELEASED, ADA).then_refused(
        NotFound, "There is no hold.", "person"
    )
    assert isinstance(given().when(HELD, ANN).refused, RoleCannotRecord)


def test_whoever_was_forgotten_and_comes_back_is_no_second_person():
    """Under a new name nobody can tell that it is the same one; so another has to ask again."""
    asked = A_VISIT.and_then(FOLLOWED_UP, (ANN, RETRACTION))
    asked.when(RETRACTED, by=AMY).then("Withdrawn: it was recorded in error.")
    gone = forgotten(asked)
    gone.when(RETRACTED, by=AMY).then_refused(*ASK_AGAIN)
    again = gone.and_then((AMY, RETRACTION))
    again.when(RETRACTED, by=AMY).then_refused(*ASK_AGAIN)
    again.when(RETRACTED, by=BEN).then("Withdrawn: it was recorded in error.")


def test_nobody_signs_in_anew_between_the_keys_and_the_log():
    """The keys and the login go before the log says that somebody was forgotten."""
    asked = A_VISIT.and_then(FOLLOWED_UP, (ANN, RETRACTION), (ADA, ASKED))
    a_week_ago(asked).and_then((SYSTEM, BEGINS)).when(RETRACTED, by=AMY).then_refused(*ASK_AGAIN)


def test_whoever_stood_there_before_is_another():
    """Two names that stood side by side were never one person's, whoever is forgotten since."""
    gone = forgotten(A_VISIT.and_then((BEN, CONFIRMED), FOLLOWED_UP, (ANN, RETRACTION)))
    gone.when(RETRACTED, by=BEN).then("Withdrawn: it was recorded in error.")
    late = forgotten(A_VISIT.and_then(FOLLOWED_UP, (ANN, RETRACTION), (BEN, CONFIRMED)))
    late.when(RETRACTED, by=BEN).then_refused(*ASK_AGAIN)


def test_whoever_withdrew_it_and_was_forgotten_does_not_bring_it_back():
    gone = forgotten(A_VISIT.and_then((BEN, CONFIRMED), (BEN, RETRACTION), (ANN, RETRACTED)))
    gone.when(BACK, by=BEN).then("Brought back: it had been withdrawn in error.")
    gone.when(BACK, by=AMY).then_refused(
        NeedsSecondPerson,
        "Whoever withdrew it has been forgotten: somebody has to bring it back who recorded "
        "something of this act before it was withdrawn.",
        "act",
    )
    still_there = forgotten(A_VISIT.and_then((ANN, RETRACTION), (AMY, RETRACTED)))
    still_there.when(BACK, by=BEN).then("Brought back: it had been withdrawn in error.")


def test_whoever_asked_for_a_seal_and_was_forgotten_does_not_set_it():
    gone = forgotten(given(BEGUN, (ANN, ASKS)))
    gone.when(SEALS, AMY).then_refused(
        NeedsSecondPerson,
        "Whoever asked for it has been forgotten: another person has to ask for it first "
        "(askToSealText).",
        "place",
    )
    again = gone.and_then((AMY, ASKS))
    again.when(SEALS, AMY).then_refused(
        NeedsSecondPerson, "Somebody else than who asked has to agree.", "place"
    )
    again.when(ASKS, ADA).then_refused(
        AlreadySaid, "That has been asked for: somebody else has to agree.", "place"
    )
    again.when(SEALS, ADA).then("A text that should never have been written was sealed for ever.")


def test_whoever_wrote_a_text_may_seal_it_after_a_forgotten_one_asked():
    gone = forgotten(given((AMY, BEGUN), (ANN, ASKS)))
    gone.when(SEALS, AMY).then("A text that should never have been written was sealed for ever.")


def test_a_text_is_sealed_by_two_of_the_school_that_wrote_it():
    asked = given(BEGUN, (ANN, ASKS))
    asked.when(SEALS, AMY).then("A text that should never have been written was sealed for ever.")
    asked.when(SEALS, ADA).then("A text that should never have been written was sealed for ever.")


def test_one_person_alone_seals_nothing():
    asked = given(BEGUN, (ANN, ASKS))
    asked.when(SEALS, ANN).then_refused(
        NeedsSecondPerson, "Somebody else than who asked has to agree.", "place"
    )
    asked.when(ASKS, AMY).then_refused(
        AlreadySaid, "That has been asked for: somebody else has to agree.", "place"
    )
    given(BEGUN).when(SEALS, AMY).then_refused(
        Missing, "Somebody has to ask for that first.", "place"
    )


@pytest.mark.parametrize("stranger", [BEN, DOT])
def test_another_school_is_told_that_there_is_no_such_entry(stranger):
    nothing = (NotFound, "There is no such entry.", "entry")
    given(BEGUN).when(ASKS, stranger).then_refused(*nothing)
    given(BEGUN, (ANN, ASKS)).when(SEALS, stranger).then_refused(*nothing)
    given(BEGUN).when(replace(ASKS, entry=id_of(99)), ANN).then_refused(*nothing)


def test_only_sealed_words_are_sealed_for_ever():
    for place in ("planned_terms", "outcomes.1.statement", "nothing"):
        given(BEGUN).when(replace(ASKS, place=Place(place)), ANN).then_refused(
            NotFound, "That entry has no sealed words there.", "place"
        )


def test_a_text_is_sealed_once():
    done = given(BEGUN, (ANN, ASKS), (AMY, SEALS))
    for again in (ASKS, SEALS):
        done.when(again, ADA).then_refused(
            AlreadySaid, "That text is sealed for ever already.", "place"
        )


def test_a_seal_stands_under_what_its_text_stands_under():
    sealed = given(BEGUN, (ANN, ASKS), (AMY, SEALS)).entries[-1]
    assert {"collaboration:" + str(THE_ENTRY), "school:900001"} <= sealed.tags
