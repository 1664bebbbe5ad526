"""An idea that colleagues brought home."""

from __future__ import annotations

import pytest

from ledger.domain.acts.idea import (
    IdeaCaptured,
    IdeaDropped,
    IdeaKept,
    IdeaTried,
    IdeaVerdict,
    ScepticalReviewRecorded,
)
from ledger.domain.acts.withdrawal import Retracted
from ledger.domain.identifiers import ActId, CitedAct, CollaborationId
from ledger.domain.record import Sealed
from ledger.domain.refusal import (
    AlreadySaid,
    Missing,
    NotFound,
    NotParticipant,
    NotYet,
    OutOfOrder,
    OutOfRange,
)
from ledger.domain.words import Contrast
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
    TOGETHER,
    YESTERDAY,
    begun,
    given,
)

THE_IDEA = ActId(int=4)
"""The first entry after the register."""


def captured(**other):
    facts = {
        "school": ASTOR,
        "focus": TALK,
        "statement": Sealed("talk before writing"),
        "happened_on": LAST_WEEK,
    }
    return IdeaCaptured(**facts | other)


def reviewed(verdict=IdeaVerdict.TRY, **other):
    facts = {
        "act": THE_IDEA,
        "school": ASTOR,
        "might_not_transfer": Sealed("their groups are smaller"),
        "evidence_asked_for": Sealed("a term of books"),
        "alternative_explanation": Sealed("a new head"),
        "idea_verdict": verdict,
        "happened_on": YESTERDAY,
    }
    return ScepticalReviewRecorded(**facts | other)


def tried(school=ASTOR, act=THE_IDEA, day=TODAY):
    return IdeaTried(act=act, school=school, tried=Sealed("pairs in year 8"), happened_on=day)


def kept(school=ASTOR, act=THE_IDEA):
    return IdeaKept(act=act, school=school, why_kept=Sealed("they write more"), happened_on=TODAY)


def dropped(school=ASTOR, act=THE_IDEA):
    reason = Sealed("too little time for it")
    return IdeaDropped(act=act, school=school, reason=reason, happened_on=TODAY)


CAPTURED = captured()


def test_an_idea_is_brought_home():
    given().when(CAPTURED).then(f"{ASTOR} brought home an idea about science.")


def test_an_idea_from_a_visit_names_the_visit():
    visited = given(BEGUN, PLANNED, HELD)
    visited.when(captured(found_in=CitedAct(THE_ACT.hex))).then(
        f"{ASTOR} brought home an idea about science."
    )


def test_an_idea_names_no_visit_that_its_school_does_not_know():
    visited = given(BEGUN, PLANNED, HELD)
    answer = (NotFound, "There is no such act.", "found_in")
    visited.when(captured(school=DEAL, found_in=CitedAct(THE_ACT.hex)), by=DOT).then_refused(
        *answer
    )
    visited.when(captured(found_in=CitedAct(int=77))).then_refused(*answer)


def test_a_school_of_the_collaboration_may_take_an_idea_from_the_visit_of_others():
    visited = given(begun(ASTOR, DOVER, DEAL), PLANNED, HELD)
    idea = captured(school=DEAL, found_in=CitedAct(THE_ACT.hex), part_of=TOGETHER)
    visited.when(idea, by=DOT).then(f"{DEAL} brought home an idea about science.")


def test_to_be_in_another_collaboration_is_not_enough():
    elsewhere = given(BEGUN, PLANNED, HELD, (DOT, begun(DEAL, ASTOR)))
    other = CollaborationId(int=7)
    idea = captured(school=DEAL, found_in=CitedAct(THE_ACT.hex), part_of=other)
    elsewhere.when(idea, by=DOT).then_refused(NotFound, "There is no such act.", "found_in")


def test_nothing_builds_on_what_was_withdrawn():
    gone = Retracted(act=THE_ACT, reason=Sealed("recorded twice by us"))
    given(BEGUN, PLANNED, HELD, gone).when(captured(found_in=CitedAct(THE_ACT.hex))).then_refused(
        OutOfOrder, "That act was withdrawn: nothing can build on it.", "found_in"
    )


def test_an_idea_is_doubted():
    given(CAPTURED).when(reviewed()).then(f"{ASTOR} looked at it with scepticism and said: try.")


def test_an_idea_is_not_doubted_before_it_was_met():
    given(captured(happened_on=TODAY)).when(reviewed()).then_refused(
        NotYet, "It began on 9 March 2026 only.", "happened_on"
    )


def test_to_adapt_an_idea_says_in_what_the_schools_differ():
    given(CAPTURED).when(reviewed(IdeaVerdict.ADAPT)).then_refused(
        Missing, "To adapt it, say in what the schools differ.", "context_differences"
    )
    differs = reviewed(IdeaVerdict.ADAPT, context_differences=(Contrast.SIZE,))
    given(CAPTURED).when(differs).then(f"{ASTOR} looked at it with scepticism and said: adapt.")


def test_a_review_without_a_doubt_is_none():
    given(CAPTURED).when(reviewed(might_not_transfer=Sealed(""))).then_refused(
        OutOfRange, "From 1 to 1,000 characters, please.", "might_not_transfer"
    )


def test_no_school_tries_an_idea_that_it_has_not_doubted():
    given(CAPTURED).when(tried()).then_refused(
        OutOfOrder, "Look at the idea with scepticism first: record a review.", "school"
    )
    given(CAPTURED, reviewed()).when(tried()).then(f"{ASTOR} tried it.")


@pytest.mark.parametrize("verdict", [IdeaVerdict.REJECT, IdeaVerdict.WAIT])
def test_no_school_tries_what_its_last_review_did_not_let_through(verdict):
    held_back = given(CAPTURED, reviewed(), reviewed(verdict))
    held_back.when(tried()).then_refused(
        OutOfOrder,
        f"The last review of this school said {verdict.words}: review it anew first.",
        "school",
    )
    held_back.and_then(reviewed()).when(tried()).then(f"{ASTOR} tried it.")


def test_an_idea_is_not_tried_before_it_was_looked_at():
    given(CAPTURED, reviewed(happened_on=TODAY)).when(tried(day=YESTERDAY)).then_refused(
        OutOfOrder, "Look at the idea with scepticism first: record a review.", "school"
    )
    earlier = reviewed(IdeaVerdict.WAIT, happened_on=LAST_WEEK)
    assert given(CAPTURED, reviewed(), earlier).when(tried()).refused is None


def test_the_doubts_of_one_school_are_not_those_of_another():
    act = ActId(int=5)
    shared = given(BEGUN, captured(part_of=TOGETHER), reviewed(act=act))
    shared.when(tried(DOVER, act), by=BEN).then_refused(
        OutOfOrder, "Look at the idea with scepticism first: record a review.", "school"
    )
    shared.and_then((BEN, reviewed(act=act, school=DOVER))).when(tried(DOVER, act), by=BEN).then(
        f"{DOVER} tried it."
    )


def test_a_school_speaks_for_itself():
    shared = given(BEGUN, captured(part_of=TOGETHER))
    shared.when(reviewed(act=ActId(int=5), school=DOVER)).then_refused(
        NotParticipant, "A school speaks for itself, and only for itself.", "school"
    )


def test_an_idea_outside_any_collaboration_is_seen_by_its_school_alone():
    given(CAPTURED).when(reviewed(school=DOVER), by=BEN).then_refused(
        NotFound, "There is no such act.", "act"
    )


def test_only_what_was_tried_is_kept():
    given(CAPTURED, reviewed()).when(kept()).then_refused(
        OutOfOrder, "A school keeps what it has tried.", "school"
    )
    given(CAPTURED, reviewed(), tried()).when(kept()).then(f"{ASTOR} kept it.")


def test_an_idea_may_be_dropped_at_any_time():
    given(CAPTURED).when(dropped()).then(f"{ASTOR} dropped it.")
    given(CAPTURED, reviewed(), tried(), kept()).when(dropped()).then(f"{ASTOR} dropped it.")


def test_a_school_says_so_once():
    answer = (AlreadySaid, "This school has said so already.", "school")
    whole = given(CAPTURED, reviewed(), tried(), kept())
    whole.when(kept()).then_refused(*answer)
    whole.and_then(dropped()).when(dropped()).then_refused(*answer)
