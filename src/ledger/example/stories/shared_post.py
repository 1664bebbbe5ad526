"""One geographer for twelve schools, year by year: who pays, where she is, and what she makes.

Two days a week are for her own school and three for the others. What that costs is split by
pupils, to the penny. One school leaves at Easter and gets back what it paid for the weeks to come;
the big schools get more of her days than they are due, and the smallest see that they do not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import cycle

from ledger.domain.acts.shared_post import (
    PostContributionAgreed,
    PostVerdict,
    SharedPostAppointed,
    SharedPostEnded,
    SharedPostProposed,
    SharedPostReviewed,
)
from ledger.domain.acts.shared_post_days import (
    PostActivity,
    PostContributorLeft,
    PostDayDelivered,
    WeekPatternSet,
)
from ledger.domain.acts.shared_post_work import (
    ExpertiseMilestoneReached,
    ExternalStudyVisitMade,
    LearningBroughtBack,
    Licence,
    PlaceType,
    ResourceAdopted,
    ResourceDeveloped,
    ResourceKind,
    StudyKind,
)
from ledger.domain.credential import Milestone
from ledger.domain.identifiers import SchoolId
from ledger.domain.record import Pence, Sealed
from ledger.domain.sharing import WEEKS_A_YEAR, Stretch, entitled, refund_due
from ledger.example.collaboration import Collaboration
from ledger.example.days import (
    A_DAY,
    FRIDAY,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    Weeks,
    autumn,
    spring,
    summer,
)
from ledger.example.register import (
    BRENTOR,
    CARADON,
    DARTCOMBE,
    FERRY_STEPS,
    HALSTOCK,
    LOOE_VALE,
    LYD,
    PENHALE,
    TAMAR,
    TAW,
    TRETHEVY,
    WALKHAM,
)
from ledger.example.thread import Thread

OWN, SHARED = Decimal(2), Decimal(3)
ELSEWHERE = (WEDNESDAY, THURSDAY, FRIDAY)

FIRST_YEAR = {
    WALKHAM: 265_923, BRENTOR: 138_742, LYD: 104_057, TAW: 296_273, HALSTOCK: 449_468,
    DARTCOMBE: 213_895, FERRY_STEPS: 150_304, LOOE_VALE: 312_170, CARADON: 241_354,
    TRETHEVY: 176_318, PENHALE: 127_181, TAMAR: 374_315,
}  # fmt: skip
"""£31,500 less £3,000 from a local charity, over 1,972 pupils."""

SECOND_YEAR = {
    WALKHAM: 298_228, BRENTOR: 155_597, LYD: 116_698, TAW: 332_265, HALSTOCK: 504_070,
    DARTCOMBE: 239_879, FERRY_STEPS: 168_563, LOOE_VALE: 350_093, TRETHEVY: 197_738,
    PENHALE: 142_631, TAMAR: 419_788,
}  # fmt: skip
"""Without Caradon Mine: £32,255.50 less £3,000, over 1,805 pupils."""

THIRD_YEAR = {
    WALKHAM: 305_685, BRENTOR: 159_488, LYD: 119_616, TAW: 340_573, HALSTOCK: 516_673,
    DARTCOMBE: 245_877, FERRY_STEPS: 172_778, LOOE_VALE: 358_847, TRETHEVY: 202_682,
    PENHALE: 146_197, TAMAR: 430_284,
}  # fmt: skip
"""£29,987, and no charity any more."""

ROUND = (
    HALSTOCK, TAMAR, TAW, LOOE_VALE, BRENTOR, CARADON, DARTCOMBE, TRETHEVY, LYD, TAMAR, HALSTOCK,
    PENHALE, TAW, FERRY_STEPS,
)  # fmt: skip
"""Where she goes, one day after the other: three schools twice, since they have two classes."""


Stops = Iterator[SchoolId]


def told(moor: Collaboration) -> tuple[Thread, Thread, Thread]:
    """The post of each year, as the schools recorded it."""
    return _first_year(moor), _second_year(moor), _third_year(moor)


def _first_year(moor: Collaboration) -> Thread:
    """A curriculum for all twelve. Caradon Mine cannot go on paying after Easter."""
    post, stops = _appointed(moor, FIRST_YEAR, autumn(2023)), _round(FIRST_YEAR)
    _term(post, autumn(2023), PostActivity.CURRICULUM, stops)
    _made(post, autumn(2023).last, ResourceKind.CURRICULUM, "Rivers near us, year 4", TAW, LYD)
    _term(post, spring(2024), PostActivity.COACHING, stops)
    leaving_on, weeks_left = spring(2024).week(11, TUESDAY), 13
    post.then(
        PostContributorLeft, CARADON, leaving_on, weeks_left=weeks_left,
        refund=Pence(refund_due(FIRST_YEAR[CARADON], weeks_left)),
        reason=Sealed("One class fewer from April, and the budget goes with it."),
    )  # fmt: skip
    stops = (school for school in stops if school != CARADON)
    _term(post, summer(2024), PostActivity.CPD, stops)
    post.then(
        ExternalStudyVisitMade, WALKHAM, summer(2024).week(10, TUESDAY),
        study_kind=StudyKind.CENTRE_OF_EXCELLENCE, place_type=PlaceType.FIELD_CENTRE,
    )  # fmt: skip
    went = post.last
    post.then(
        LearningBroughtBack, WALKHAM, summer(2024).week(12, TUESDAY), study_visit=went,
        brought_to=(BRENTOR, LYD, TAW, HALSTOCK),
    )  # fmt: skip
    return _ended(
        post, summer(2024), PostVerdict.CONTINUE,
        "All classes had the new lessons. The smallest schools saw her least, and say so.",
    )  # fmt: skip


def _second_year(moor: Collaboration) -> Thread:
    """Assessment; and she begins to be known outside."""
    post, stops = _appointed(moor, SECOND_YEAR, autumn(2024)), _round(SECOND_YEAR)
    post.then(
        ExternalStudyVisitMade, WALKHAM, autumn(2024).week(3, TUESDAY),
        study_kind=StudyKind.CONFERENCE, place_type=PlaceType.SUBJECT_ASSOCIATION,
    )  # fmt: skip
    went = post.last
    post.then(
        LearningBroughtBack, WALKHAM, autumn(2024).week(3, TUESDAY), study_visit=went,
        brought_to=tuple(school for school in SECOND_YEAR if school != WALKHAM),
        told_on=autumn(2024).week(4, TUESDAY),
    )  # fmt: skip
    _term(post, autumn(2024), PostActivity.ASSESSMENT, stops)
    _made(
        post, autumn(2024).last, ResourceKind.ASSESSMENT,
        "What a good answer sounds like, years 3 to 6", HALSTOCK, TAMAR, LOOE_VALE, PENHALE,
    )  # fmt: skip
    _term(post, spring(2025), PostActivity.COACHING, stops)
    post.then(
        ExpertiseMilestoneReached, WALKHAM, spring(2025).last, milestone=Milestone.FELLOWSHIP,
        awarded_by=Sealed("A geographers' association"),
    )  # fmt: skip
    _term(post, summer(2025), PostActivity.MODERATION, stops)
    return _ended(
        post, summer(2025), PostVerdict.ADAPT,
        "Next year each small school has two days in a row, so that a class is seen twice.",
    )  # fmt: skip


def _third_year(moor: Collaboration) -> Thread:
    """Fieldwork, and a fairer round: each of the ten as often as any other."""
    post, stops = _appointed(moor, THIRD_YEAR, autumn(2025)), _fair_round(THIRD_YEAR)
    _term(post, autumn(2025), PostActivity.CURRICULUM, stops)
    _made(
        post, autumn(2025).last, ResourceKind.LESSON, "A walk of forty minutes, with questions",
        BRENTOR, TAW, LYD, PENHALE, TRETHEVY, HALSTOCK,
    )  # fmt: skip
    _term(post, spring(2026), PostActivity.COACHING, stops)
    _term(post, summer(2026), PostActivity.CPD, stops)
    post.then(
        ExpertiseMilestoneReached, WALKHAM, summer(2026).last,
        milestone=Milestone.PEER_RECOGNITION,
    )  # fmt: skip
    return _ended(
        post, summer(2026), PostVerdict.CONTINUE,
        "Fieldwork happens without her now. She is asked for, and no longer waited for.",
    )  # fmt: skip


def _appointed(moor: Collaboration, paid_by: Mapping[SchoolId, int], first: Weeks) -> Thread:
    """Every school says for itself what it pays and what it is due; the post begins."""
    on, schools = first.week(1, TUESDAY), tuple(paid_by)
    post = moor.opens(
        SharedPostProposed, WALKHAM, on, contributors=schools, fte_own=OWN / 5,
        fte_shared=SHARED / 5, term_years=Decimal(1), told_on=on,
    )  # fmt: skip
    elsewhere = Stretch(SHARED, WEEKS_A_YEAR, frozenset(schools) - {WALKHAM})
    due = entitled([elsewhere]) | {WALKHAM: OWN * WEEKS_A_YEAR}
    for school, amount in paid_by.items():
        post.then(
            PostContributionAgreed, school, on, told_on=on, amount_per_year=Pence(amount),
            days_entitled=due[school],
        )  # fmt: skip
    post.then(SharedPostAppointed, WALKHAM, on, home_school=WALKHAM)
    return post.then(
        WeekPatternSet, WALKHAM, on, own_days=OWN, shared_days=SHARED, weeks=WEEKS_A_YEAR,
        valid_from=on,
    )  # fmt: skip


def _round(paid_by: Mapping[SchoolId, int]) -> Stops:
    """Where she goes: the schools with two classes come twice in a round."""
    return cycle([school for school in ROUND if school in paid_by])


def _fair_round(paid_by: Mapping[SchoolId, int]) -> Stops:
    return cycle([school for school in paid_by if school != WALKHAM])


def _term(post: Thread, term: Weeks, activity: PostActivity, stops: Stops) -> None:
    """Three days elsewhere in all weeks but the last, which schools need for themselves."""
    days = [monday + n * A_DAY for monday in term.mondays()[:-1] for n in ELSEWHERE]
    for day, school in zip(days, stops, strict=False):
        post.then(
            PostDayDelivered, WALKHAM, day, school=school, fraction=Decimal(1),
            post_activity=activity,
        )  # fmt: skip


def _made(post: Thread, on: date, kind: ResourceKind, title: str, *used_by: SchoolId) -> None:
    """She made something, and some schools said that they use it."""
    post.then(
        ResourceDeveloped, WALKHAM, on, resource_kind=kind, resource_title=Sealed(title),
        licence=Licence.CC_BY,
    )  # fmt: skip
    made = post.last
    for school in used_by:
        post.then(ResourceAdopted, school, on, resource=made)


def _ended(post: Thread, term: Weeks, verdict: PostVerdict, seen: str) -> Thread:
    """They looked at the year together, in its last week; the next one is agreed on anew."""
    post.then(
        SharedPostReviewed, WALKHAM, term.last, post_verdict=verdict, review_notes=Sealed(seen)
    )
    return post.then(
        SharedPostEnded, WALKHAM, term.last,
        reason=Sealed("The school year is over; what each pays is agreed year by year."),
    )  # fmt: skip
