"""What a shared expert learns, makes and teaches."""

from __future__ import annotations

from dataclasses import replace

from ledger.domain.acts.shared_post_cpd import (
    SharedPostCpdEvaluated,
    SharedPostCpdFollowedUp,
    SharedPostCpdLed,
)
from ledger.domain.acts.shared_post_work import (
    ExpertiseMilestoneReached,
    ExternalStudyVisitMade,
    LearningBroughtBack,
    Licence,
    Milestone,
    PlaceType,
    ResourceAdopted,
    ResourceDeveloped,
    ResourceKind,
    StudyKind,
)
from ledger.domain.identifiers import ActId, CitedAct
from ledger.domain.record import Sealed
from ledger.domain.refusal import (
    AlreadySaid,
    NotFound,
    NotMember,
    NotParticipant,
    NotYet,
    OutOfOrder,
    SchoolNotOpen,
)
from ledger.domain.school import SchoolClosed
from tests.acts import test_visit as visit
from tests.acts.test_any_act import RETRACTED
from tests.acts.test_shared_post import GEOGRAPHY, PROPOSED, proposed
from tests.scenario import (
    ANN,
    ASTOR,
    BEGUN,
    BEN,
    DEAL,
    DOT,
    DOVER,
    LAST_WEEK,
    NOBODYS,
    THE_ACT,
    THE_NEXT,
    THE_PLAN,
    TODAY,
    YESTERDAY,
    came,
    given,
)

MADE = ResourceDeveloped(
    act=THE_ACT, resource_kind=ResourceKind.ASSESSMENT, resource_title=Sealed("Map skills, year 5"),
    licence=Licence.CC_BY, happened_on=LAST_WEEK,
)  # fmt: skip
WENT = ExternalStudyVisitMade(
    act=THE_ACT, study_kind=StudyKind.CONFERENCE, place_type=PlaceType.UNIVERSITY,
    happened_on=LAST_WEEK,
)  # fmt: skip


def adopted(school=ASTOR, resource=THE_NEXT):
    return ResourceAdopted(act=THE_ACT, school=school, resource=resource, happened_on=TODAY)


def told(**other):
    facts = {"study_visit": THE_NEXT, "brought_to": (ASTOR, DOVER), "happened_on": TODAY}
    return LearningBroughtBack(act=THE_ACT, **facts | other)


def led(**other):
    facts = {
        "post": CitedAct(THE_ACT.hex), "focus": GEOGRAPHY, "minutes": 90, "attendance": came(),
        "happened_on": LAST_WEEK,
    }  # fmt: skip
    return SharedPostCpdLed(**facts | other)


def test_the_expert_makes_what_schools_use():
    given(*PROPOSED).when(MADE).then("The expert made something that schools can use: assessment.")
    there = given(*PROPOSED, MADE)
    there.when(adopted()).then(f"{ASTOR} uses what the expert made.")
    there.when(adopted(DOVER)).then_refused(
        NotParticipant, "A school speaks for itself, and only for itself.", "school"
    )
    there.when(adopted(resource=THE_PLAN)).then_refused(
        NotFound, "This post has no such resource.", "resource"
    )
    given(*PROPOSED, replace(MADE, happened_on=TODAY)).when(
        replace(adopted(), happened_on=YESTERDAY)
    ).then_refused(NotYet, "It was made on 9 March 2026 only.", "happened_on")
    there.and_then(adopted()).when(adopted()).then_refused(
        AlreadySaid, "This school uses it already.", "resource"
    )
    there.and_then(adopted()).when(adopted(DOVER), by=BEN).then(
        f"{DOVER} uses what the expert made."
    )


def test_the_expert_brings_back_what_there_was_to_see():
    given(*PROPOSED).when(WENT).then("The expert went to a conference on 2 March 2026.")
    there = given(*PROPOSED, WENT)
    there.when(told()).then(f"{ASTOR} and {DOVER} heard of it on 9 March 2026.")
    there.when(told(study_visit=THE_PLAN)).then_refused(
        NotFound, "This post has no such visit.", "study_visit"
    )
    there.when(told(brought_to=(ASTOR, NOBODYS))).then_refused(
        NotMember, f"School {NOBODYS} does not contribute.", "brought_to", "1"
    )
    there.when(told(happened_on=visit.FIRST_DAY)).then_refused(
        NotYet, "That was on 2 March 2026 only.", "happened_on"
    )


def test_a_school_that_had_closed_neither_uses_it_nor_hears_of_it():
    closed = SchoolClosed(school=DOVER, closed_on=YESTERDAY)
    because = f"School {DOVER} was not open on 9 March 2026."
    made = given(*PROPOSED, MADE, closed)
    made.when(adopted(DOVER), by=BEN).then_refused(SchoolNotOpen, because, "school")
    late = replace(adopted(DOVER), happened_on=YESTERDAY)
    assert made.when(late, by=BEN).refused is None
    given(*PROPOSED, WENT, closed).when(told()).then_refused(
        SchoolNotOpen, because, "brought_to", "1"
    )


def test_others_see_that_somebody_is_an_expert():
    reached = ExpertiseMilestoneReached(
        act=THE_ACT, milestone=Milestone.FELLOWSHIP, awarded_by=Sealed("Geographical Association"),
        happened_on=TODAY,
    )  # fmt: skip
    given(*PROPOSED).when(reached).then("Reached on 9 March 2026: fellowship.")
    given(BEGUN, visit.PLANNED).when(reached).then_refused(
        NotFound, "That is an act of another kind.", "act"
    )


def test_the_expert_trains_colleagues():
    given(*PROPOSED).when(led()).then("The shared expert trained 5 colleagues on 2 March 2026.")
    given(BEGUN, visit.PLANNED).when(led()).then_refused(
        NotFound, "That is no shared post.", "post"
    )
    given(*PROPOSED).when(led(post=CitedAct(THE_NEXT.hex))).then_refused(
        NotFound, "There is no such act.", "post"
    )
    foreign = given(BEGUN, (BEN, proposed(contributors=(DOVER, DEAL))))
    foreign.when(led(), by=ANN).then_refused(NotFound, "There is no such act.", "post")
    assert foreign.when(led(), by=BEN).refused is None


def test_no_training_builds_on_a_post_that_was_withdrawn():
    given(*PROPOSED, RETRACTED).when(led()).then_refused(
        OutOfOrder, "That act was withdrawn: nothing can build on it.", "post"
    )


def test_training_is_followed_up_and_evaluated():
    there = given(*PROPOSED, led())
    training = ActId(THE_NEXT.hex)
    there.when(
        SharedPostCpdFollowedUp(act=training, happened_on=YESTERDAY, tried=Sealed("maps"))
    ).then("Followed up on 8 March 2026.")
    there.when(SharedPostCpdEvaluated(act=training, happened_on=YESTERDAY, would_repeat=True)).then(
        "Evaluated on 8 March 2026: they would do it again."
    )
    given(BEGUN, proposed(contributors=(ASTOR, DOVER)), led()).when(
        SharedPostCpdEvaluated(act=training, happened_on=YESTERDAY, would_repeat=True), by=DOT
    ).then_refused(NotFound, "There is no such act.", "act")
