"""Where the rules draw the line, and what they say is missing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from ledger.domain.acts.dispute import Disputed, DisputeResolved
from ledger.domain.acts.joint_planning import JointPlanningHeld
from ledger.domain.acts.peer_observation import PeerObservationHeld
from ledger.domain.acts.release_time import (
    Cover,
    ReleaseTimeGranted,
    ReleaseTimeRequested,
    ReleaseTimeUsed,
)
from ledger.domain.acts.shared_post import (
    PostContributionAgreed,
    SharedPostAppointed,
    SharedPostProposed,
)
from ledger.domain.acts.shared_post_cpd import SharedPostCpdLed
from ledger.domain.acts.shared_post_work import ExpertiseMilestoneReached
from ledger.domain.acts.visit import ConstructiveFeedbackGiven, Purpose, VisitHeldInformally
from ledger.domain.acts.withdrawal import Retracted
from ledger.domain.collaboration import CollaborationAgreedBySchool, SchoolJoined, WhyLeft
from ledger.domain.collaboration_dispute import (
    CollaborationDisputed,
    CollaborationDisputeResolved,
)
from ledger.domain.credential import Milestone
from ledger.domain.disputing import Resolution
from ledger.domain.identifiers import (
    AcademicYear,
    CitedAct,
    CollaborationId,
    EntryId,
    SchoolId,
    TrustId,
)
from ledger.domain.leaving import SchoolLeft
from ledger.domain.record import Pence
from ledger.domain.school import SchoolSucceeded, Succession
from ledger.domain.term_calendar import TermCalendarPublished
from ledger.domain.terms import CalendarScope, HalfTerm
from ledger.figures import scorecard
from ledger.figures.figure import FigureState
from ledger.figures.scorecards.finding import Finding, Framework, Status
from ledger.projections.scope import Scope
from tests.figures.scorecards.well_run import (
    EVERYBODY,
    HEAD,
    LEADING,
    PART,
    SAID,
    SCIENCE,
    WHOLE,
    Teller,
    act,
    came,
    held,
    pools_for_an_expert,
    proposed,
    reads_trust,
    sets_out,
    well_run,
    withdrawn,
)
from tests.projections.story import AUDITOR, asked_of, editor
from tests.scenario import ADA, ASTOR, DEAL, DOVER, Scenario, given_only, school

TOGETHER = CollaborationId(int=WHOLE)


def found(story: Scenario, code: str, who: Scope = AUDITOR, on: date | None = None) -> Finding:
    of = {"S": Framework.DFE_STANDARD, "D": Framework.DEVELOPING_GREAT_TEACHING}
    framework = Framework.EEF_MECHANISMS
    if code[0] == "S" or code in {f"D{n}" for n in range(1, 11)}:
        framework = of[code[0]]
    with asked_of(story, who, happened_by=on) as now:
        card = scorecard.scorecard(now, WHOLE, framework)
    return next(one.finding for one in card if one.criterion.code == code)


def set_out() -> Teller:
    teller = Teller()
    sets_out(teller)
    return teller


def planning(day: date, serves: tuple[int, ...] = (1,)) -> JointPlanningHeld:
    return JointPlanningHeld(
        **held(day, serves=serves), planned_unit=SAID, attendance=came(ASTOR, DOVER)
    )


def visit(day: date) -> VisitHeldInformally:
    return VisitHeldInformally(
        **held(day, LEADING), attendance=came(ASTOR, DOVER), host=ASTOR, visitors=(DOVER,),
        purpose=Purpose.REFINE, lessons_seen=2,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("serving", "status"), [(2, Status.NOT_YET), (3, Status.PARTLY), (5, Status.MET)]
)
def test_most_acts_serve_an_outcome_at_60_in_100(serving: int, status: Status):
    teller = set_out()
    for n in range(5):
        teller.holds(planning(date(2025, 1, 10 + n), (1,) if n < serving else ()))
    assert found(teller.story, "S1.2").status is status


def test_an_act_that_one_school_has_confirmed_proves_nothing():
    teller = set_out()
    claimed = teller.says(ASTOR, planning(date(2025, 1, 10)))
    teller.confirm(claimed, ASTOR)
    assert found(teller.story, "S3.1").status is Status.NOT_YET
    teller.confirm(claimed, DOVER)
    assert found(teller.story, "S3.1") == Finding(
        Status.PARTLY,
        (claimed,),
        ("Joint planning, peer observation and lesson study: 1 of 3 times.",),
    )


def test_what_was_agreed_to_as_a_whole_proves_nothing_while_it_is_in_dispute():
    teller = Teller(well_run().story)
    met = found(teller.story, "S5.1")
    assert met.status is Status.MET
    doubt = CollaborationDisputed(
        collaboration=TOGETHER, school=DOVER, disputed=EntryId(int=met.proof[0]), reason=SAID
    )
    dispute = teller.says(DOVER, doubt)
    disputed = found(teller.story, "S5.1")
    assert disputed.status is Status.PARTLY
    assert disputed.proof == met.proof[1:]
    teller.says(DOVER, CollaborationDisputeResolved(
        collaboration=TOGETHER, dispute=EntryId(int=dispute), resolution=Resolution.DROPPED,
        reason=SAID,
    ))  # fmt: skip
    assert found(teller.story, "S5.1") == met


def test_a_card_is_told_also_while_the_beginning_is_in_dispute():
    teller = Teller(well_run().story)
    doubt = CollaborationDisputed(
        collaboration=TOGETHER, school=DOVER, disputed=EntryId(int=WHOLE), reason=SAID
    )
    teller.says(DOVER, doubt)
    for code, status in (("S5.1", Status.NOT_YET), ("S3.1", Status.MET)):
        assert found(teller.story, code).status is status


def test_an_act_in_dispute_proves_nothing_until_that_is_settled():
    teller = set_out()
    planned = teller.holds(planning(date(2025, 1, 10)))
    doubt = Disputed(act=act(planned), school=DOVER, disputed=EntryId(int=planned), reason=SAID)
    dispute = teller.says(DOVER, doubt)
    assert found(teller.story, "S3.1").status is Status.NOT_YET
    teller.says(DOVER, DisputeResolved(
        act=act(planned), dispute=EntryId(int=dispute), resolution=Resolution.EXPLAINED,
        reason=SAID,
    ))  # fmt: skip
    assert found(teller.story, "S3.1").status is Status.PARTLY


def test_what_builds_on_a_withdrawn_act_is_orphaned_and_proves_nothing():
    teller = set_out()
    first = teller.holds(planning(date(2025, 1, 10)))
    teller.holds(visit(date(2025, 2, 3)))
    teller.holds(PeerObservationHeld(
        **held(date(2025, 2, 12)), observer_school=ASTOR, observed_school=DEAL,
        attendance=came(ASTOR, DEAL), from_act=CitedAct(int=first),
    ))  # fmt: skip
    assert found(teller.story, "A2").status is Status.MET
    assert found(teller.story, "S4.2").status is Status.MET
    after = withdrawn(teller.story, first)
    assert found(after, "A2").status is Status.NOT_YET
    assert found(after, "S3.1").status is Status.NOT_YET
    assert found(after, "S4.2").missing == (
        "Something was held once only.",
        "Acts that build on one that was withdrawn: 1.",
    )


def test_one_session_of_four_that_was_not_taken_further_is_not_all_of_it():
    teller = set_out()
    pools_for_an_expert(teller)
    whole = teller.story
    last = len(whole.entries) - 1
    assert found(whole, "D10").status is Status.MET
    before = found(Scenario(whole.entries[:last]), "D10")
    assert before.status is Status.PARTLY
    assert before.missing == ("Expert sessions with nothing after them in two terms: 1 of 4.",)


@pytest.mark.parametrize(
    ("credential", "status"), [(None, Status.PARTLY), (Milestone.QUALIFICATION, Status.MET)]
)
def test_whoever_is_paid_is_an_expert_once_that_is_on_record(
    credential: Milestone | None, status: Status
):
    teller = set_out()
    pools_for_an_expert(teller, credential)
    assert found(teller.story, "S2.4").status is status
    assert found(teller.story, "B4").is_met == (credential is not None)


def shared_post(teller: Teller, reached: date) -> None:
    """An expert of Astor and Dover who reached a milestone, and led training in two terms."""
    post = teller.says(ASTOR, SharedPostProposed(
        **PART, focus=SCIENCE, contributors=(ASTOR, DOVER), fte_own=Decimal("0.4"),
        fte_shared=Decimal("0.6"), term_years=Decimal(1), happened_on=date(2024, 9, 10),
    ))  # fmt: skip
    of = {"act": act(post)}
    for one in (ASTOR, DOVER):
        teller.says(one, PostContributionAgreed(
            **of, school=one, amount_per_year=Pence(100), days_entitled=Decimal(10),
            happened_on=date(2024, 9, 11),
        ))  # fmt: skip
    teller.says(ASTOR, SharedPostAppointed(**of, home_school=ASTOR, happened_on=date(2024, 9, 12)))
    teller.says(ASTOR, ExpertiseMilestoneReached(
        **of, milestone=Milestone.QUALIFICATION, happened_on=reached
    ))  # fmt: skip
    for day in (date(2024, 11, 4), date(2025, 2, 3)):
        teller.holds(SharedPostCpdLed(
            **held(day), attendance=came(ASTOR, DOVER), post=CitedAct(int=post)
        ))  # fmt: skip


@pytest.mark.parametrize(
    ("reached", "status"),
    [(date(2024, 10, 1), Status.MET), (date(2025, 1, 8), Status.PARTLY),
     (date(2025, 3, 1), Status.PARTLY)],
)  # fmt: skip
def test_a_shared_expert_is_one_from_a_milestone_on(reached: date, status: Status):
    teller = set_out()
    shared_post(teller, reached)
    assert found(teller.story, "S2.4").status is status
    inside = found(teller.story, "D7")
    assert inside.missing == ("No act was led by somebody from outside the schools.",)


def released(used: int) -> tuple[Teller, int]:
    """Dover asked for time to come, and did not say of which collaboration that is part."""
    teller = set_out()
    planned = teller.holds(planning(date(2025, 1, 10)))
    asked = teller.says(DOVER, ReleaseTimeRequested(
        school=DOVER, meant_for=CitedAct(int=planned), minutes=100, happened_on=date(2025, 1, 6)
    ))  # fmt: skip
    of = {"act": act(asked), "happened_on": date(2025, 1, 10)}
    teller.says(DOVER, ReleaseTimeGranted(**of, minutes=100, cover=Cover.INTERNAL))
    teller.says(DOVER, ReleaseTimeUsed(**of, minutes=used))
    return teller, asked


@pytest.mark.parametrize(
    ("used", "status"), [(49, Status.NOT_YET), (79, Status.PARTLY), (80, Status.MET)]
)
def test_release_time_counts_by_the_act_that_it_is_for(used: int, status: Status):
    assert found(released(used)[0].story, "S5.4").status is status


def test_release_time_of_another_school_is_not_seen_by_its_partners():
    story = released(80)[0].story
    assert found(story, "S5.4", editor(DOVER)).status is Status.MET
    assert found(story, "S5.4", editor(ASTOR)).status is Status.NOT_YET


def test_release_time_that_was_withdrawn_counts_nowhere():
    teller, asked = released(80)
    teller.says(DOVER, Retracted(act=act(asked), reason=SAID))
    assert found(teller.story, "S5.4").status is Status.NOT_YET


@pytest.mark.parametrize(
    ("inset", "status"),
    [
        ((date(2025, 1, 10), date(2025, 2, 3)), Status.MET),
        ((date(2025, 1, 10),), Status.PARTLY),
        ((), Status.NOT_YET),
    ],
)
def test_what_is_held_on_inset_days_takes_no_release_time(inset: tuple[date, ...], status: Status):
    teller = set_out()
    teller.story = teller.story.and_then((ADA, TermCalendarPublished(
        scope=CalendarScope.NATIONAL, academic_year=AcademicYear("2024/25"), edition="2024",
        inset=inset,
        spans=tuple(
            HalfTerm(half=half, first_day=date(*first), last_day=date(*last))
            for half, first, last in HALVES
        ),
    )))  # fmt: skip
    for day in (date(2025, 1, 10), date(2025, 2, 3)):
        teller.holds(planning(day))
    assert found(teller.story, "S5.4").status is status


HALVES = (
    (1, (2024, 9, 2), (2024, 10, 25)), (2, (2024, 11, 4), (2024, 12, 20)),
    (3, (2025, 1, 6), (2025, 2, 14)), (4, (2025, 2, 24), (2025, 4, 4)),
    (5, (2025, 4, 22), (2025, 5, 23)), (6, (2025, 6, 2), (2025, 7, 22)),
)  # fmt: skip


def test_partners_of_other_trusts_and_authorities_bring_new_views():
    def of(other_trust: str, other_la: str) -> Status:
        story = given_only(
            school(ASTOR, trust=TrustId("77"), la_code="886"),
            school(DOVER, trust=TrustId(other_trust), la_code=other_la),
            school(DEAL),
        )
        teller = Teller(story)
        sets_out(teller)
        teller.holds(planning(date(2025, 1, 10)))
        return found(teller.story, "S3.3").status

    assert of("77", "887") is Status.NOT_YET
    assert of("78", "886") is Status.PARTLY
    assert of("78", "887") is Status.MET


@pytest.mark.parametrize(("day", "is_soon"), [(14, True), (25, True), (26, False)])
def test_feedback_comes_within_ten_school_days(day: int, is_soon: bool):
    teller = set_out()
    seen = teller.holds(visit(date(2025, 1, 10)))
    teller.says(DOVER, ConstructiveFeedbackGiven(
        act=act(seen), school=DOVER, to_school=ASTOR, strengths=SAID, questions_raised=SAID,
        happened_on=date(2025, 1, day),
    ))  # fmt: skip
    assert found(teller.story, "C9").is_met == is_soon


@pytest.mark.parametrize(
    ("last", "status"), [("4.2", Status.MET), ("4.1", Status.PARTLY), ("4.9", Status.MET)]
)
def test_trust_may_fall_within_its_range_and_no_further(last: str, status: Status):
    # 0.5 of spread in 20 colleagues: 1.96 standard errors of the difference are 0.31.
    teller = set_out()
    reads_trust(teller, last)
    assert found(teller.story, "S5.6").status is status


def test_a_school_that_joins_has_not_agreed_yet():
    story = given_only(school(ASTOR), school(DOVER), school(DEAL))
    teller = Teller(story)
    sets_out_of_two(teller)
    assert found(teller.story, "S5.1").status is Status.MET
    teller.says(ASTOR, SchoolJoined(
        collaboration=TOGETHER, school=DEAL, happened_on=date(2025, 1, 8)
    ))  # fmt: skip
    fell = found(teller.story, "S5.1")
    assert fell.status is Status.PARTLY
    assert fell.missing == ("These heads have not agreed to it: School 900003.",)


def test_a_school_that_came_back_agrees_anew():
    teller = set_out()
    left, back = date(2025, 1, 8), date(2025, 3, 3)
    whole = {"collaboration": TOGETHER, "school": DEAL}
    teller.says(DEAL, SchoolLeft(**whole, why_left=WhyLeft.STAFFING, happened_on=left))
    assert found(teller.story, "S5.1").status is Status.MET
    teller.says(ASTOR, SchoolJoined(**whole, happened_on=back))
    again = found(teller.story, "S5.1")
    assert again.status is Status.PARTLY
    assert again.missing == ("These heads have not agreed to it: School 900003.",)
    for day in (date(2024, 12, 1), left, date(2025, 2, 3)):
        assert found(teller.story, "S5.1", on=day).status is Status.MET
    teller.says(DEAL, CollaborationAgreedBySchool(**whole, agreed_by=HEAD, happened_on=back))
    assert found(teller.story, "S5.1").status is Status.MET


def test_an_academy_agrees_for_the_school_that_it_was():
    academy = SchoolId("900030")
    teller = Teller()
    teller.says(ASTOR, proposed())
    for one in (ASTOR, DOVER):
        teller.says(one, agrees(one))
    teller.story = teller.story.and_then(
        school(academy),
        SchoolSucceeded(
            school=DEAL, successor=academy, succession=Succession.SUCCESSION,
            happened_on=date(2024, 9, 2),
        ),
    )  # fmt: skip
    assert found(teller.story, "S5.1").status is Status.PARTLY
    teller.says(academy, agrees(academy))
    assert found(teller.story, "S5.1").status is Status.MET


def agrees(one: SchoolId) -> CollaborationAgreedBySchool:
    return CollaborationAgreedBySchool(
        collaboration=TOGETHER, school=one, agreed_by=HEAD, happened_on=date(2024, 9, 2)
    )


def sets_out_of_two(teller: Teller) -> None:
    whole = set_out().story.entries
    teller.says(ASTOR, proposed(partners=EVERYBODY[:2]))
    for entry in whole[4:6]:
        teller.says(entry.by.school, entry.event)  # type: ignore[arg-type]


def test_a_null_result_stands_beside_a_card_that_is_fully_met():
    with asked_of(well_run().story) as now:
        asked = {"collaboration": WHOLE, "framework": "dfe_standard"}
        figure = scorecard.met.ask(now, **asked)
        assert (figure.value, figure.n) == (21.0, 21)
    assert figure.state is FigureState.MEASURED


def test_nobody_else_sees_the_card():
    story = well_run().story
    for who, is_seen in ((ASTOR, True), ("900009", False)):
        with asked_of(story, editor(who)) as now:
            card = scorecard.scorecard(now, WHOLE, Framework.DFE_STANDARD)
            asked = {"collaboration": WHOLE, "framework": "dfe_standard"}
            state = scorecard.met.ask(now, **asked).state
        assert bool(card) == is_seen
        assert (state is FigureState.NOT_RECORDED) != is_seen
