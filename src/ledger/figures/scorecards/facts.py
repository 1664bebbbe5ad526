"""What several standards look for in a record: what an act is about, who led it, what was read."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from math import sqrt
from typing import Any

from ledger.domain.acts.commission_award import JointCommissionAwarded
from ledger.domain.acts.culture import EvidenceExplored, StandardReferenced
from ledger.domain.acts.joint_commission import ExpertSessionHeld, JointCommissionPlanned
from ledger.domain.acts.research_school import ResearchEngagementHeld
from ledger.domain.acts.shared_evaluation import (
    BaselineRecorded,
    FollowUpReadingRecorded,
    SharedEvaluationDesigned,
)
from ledger.domain.acts.shared_post_cpd import SharedPostCpdLed
from ledger.domain.acts.shared_post_work import ExpertiseMilestoneReached
from ledger.domain.acts.staff_reading import TrustReadingRecorded
from ledger.domain.collaboration import Beginning, CollaborationProposed
from ledger.domain.evidence import Document, DocumentKind
from ledger.domain.measure import Level
from ledger.domain.outcome import Outcome
from ledger.domain.past import SYSTEM, Past, Recorded
from ledger.domain.steering import planned_outcomes
from ledger.domain.words import Theme
from ledger.figures.figure import FEWEST_PEOPLE
from ledger.figures.scorecards.record import Done, Meeting, Record

OUTSIDE_LED = (ExpertSessionHeld, ResearchEngagementHeld)
"""Held with somebody from outside the schools who is paid or known for expertise."""
EXPERT_LED = (*OUTSIDE_LED, SharedPostCpdLed)
"""These, and what was held with somebody whom schools appointed together."""

STANDARD_ERRORS = 1.959964
"""Half the width of a range that holds the truth 19 times in 20, in standard errors."""

SUBJECT, PEDAGOGY, PROGRESSION = "subject", "pedagogy", "progression"
TAGS: dict[str, Callable[[Done], bool]] = {
    SUBJECT: lambda done: _focus(done, "subject") is not None,
    PEDAGOGY: lambda done: (
        done.family == "pedagogy_exploration"
        or _focus(done, "theme") in (Theme.TEACHING, Theme.ASSESSMENT)
    ),
    PROGRESSION: lambda done: (
        done.family in ("pupil_work_exchange", "moderation", "lesson_study")
        or _focus(done, "theme") in (Theme.CURRICULUM, Theme.ASSESSMENT)
    ),
}
"""What of teaching an act is about: the subject, how it is taught, how pupils get on in it."""


def has_tag(done: Done, tag: str) -> bool:
    """Whether an act is about this."""
    return TAGS[tag](done)


def _focus(done: Done, name: str) -> object:
    return getattr(done.first.about, name, None)


def expert_led(record: Record) -> list[Meeting]:
    """The times at which somebody led who is paid, appointed or known for expertise."""
    return [meeting for meeting in record.held if isinstance(meeting.event, EXPERT_LED)]


def credentials(record: Record, led: Meeting) -> list[int]:
    """Where it is on record that whoever led knows the matter; a research school is known for it.

    Of a paid expert the plan or the award says so, of a shared expert a milestone reached by then.
    """
    if isinstance(led.event, ResearchEngagementHeld):
        return [led.entry]
    paid: list[Recorded[Any]] = led.done.all(JointCommissionPlanned, JointCommissionAwarded)
    return [entry.position for entry in paid if entry.event.credential] + [
        reached.position
        for post in record.acts
        if post.act in led.done.builds_on
        for reached in post.all(ExpertiseMilestoneReached)
        if reached.event.happened_on <= led.day
    ]


def documents(record: Record) -> dict[str, tuple[Document, int]]:
    """The documents that were used, by their titles, each with where it was first named."""
    told = [
        (document, entry.position)
        for entry in record.all(EvidenceExplored)
        for document in entry.event.documents
    ]
    told += [(entry.event.document, entry.position) for entry in record.all(StandardReferenced)]
    told += [
        (document, entry.position)
        for entry in record.all(CollaborationProposed)
        for document in entry.event.evidence_base
    ]
    return {document.document_title: (document, place) for document, place in reversed(told)}


def is_of_evidence(document: Document) -> bool:
    """Whether a document is a review or a trial."""
    return document.document_kind in (DocumentKind.REVIEW, DocumentKind.TRIAL)


def outcomes_of(record: Record) -> tuple[Outcome, ...]:
    """What pupils are meant to gain, in the order in which acts count them."""
    if not record.all(Beginning):
        return ()
    return planned_outcomes(Past(record.whole, SYSTEM, record.whole[-1].at))


Baselines = list[Recorded[BaselineRecorded]]
Repeats = list[Recorded[FollowUpReadingRecorded]]


def readings(record: Record) -> tuple[Baselines, Repeats, bool]:
    """First readings, later ones, and whether any of these is of what pupils gained."""
    first = sorted(record.all(BaselineRecorded), key=lambda entry: entry.event.happened_on)
    of_pupils = False
    for done in record.acts:
        if isinstance(design := done.first, SharedEvaluationDesigned):
            pupils = {m.measure for m in design.measures if m.level is Level.PUPIL_OUTCOME}
            of_pupils = of_pupils or any(
                reading.measure in pupils
                for entry in done.all(FollowUpReadingRecorded)
                for reading, _ in entry.event.measured()
            )
    return first, record.all(FollowUpReadingRecorded), of_pupils


def reaches_outside(record: Record) -> tuple[list[int], list[int]]:
    """Where partners met that differ in trust and local authority, and that differ in trust."""
    far = [meeting.entry for meeting in record.held if _differ(record, meeting, is_far=True)]
    near = [meeting.entry for meeting in record.held if _differ(record, meeting, is_far=False)]
    return far, near


def _differ(record: Record, meeting: Meeting, *, is_far: bool) -> bool:
    """Two schools that are in no trust are not in the same one."""
    return any(
        (record.trusts.get(one, one) != record.trusts.get(other, other))
        and not (is_far and record.authorities.get(one) == record.authorities.get(other))
        for one, other in combinations(sorted(meeting.came), 2)
    )


def trust_held(record: Record) -> tuple[list[int], bool, bool]:
    """Where trust was read, whether twice in a school, and whether it fell anywhere."""
    by_school: dict[str, list[Recorded[TrustReadingRecorded]]] = {}
    for entry in record.all(TrustReadingRecorded):
        if entry.event.n >= FEWEST_PEOPLE:
            by_school.setdefault(record.of(entry.event.school), []).append(entry)
    repeated = [
        sorted(each, key=lambda entry: (entry.event.happened_on, entry.position))
        for each in by_school.values()
        if len(each) > 1
    ]
    has_fallen = any(_fell(each[0].event, each[-1].event) for each in repeated)
    read = [entry.position for each in by_school.values() for entry in each]
    return read, bool(repeated), has_fallen


def _fell(first: TrustReadingRecorded, last: TrustReadingRecorded) -> bool:
    """Whether the mean fell by more than the range of the difference."""
    error = sqrt(first.sd**2 / first.n + last.sd**2 / last.n)
    return float(first.mean - last.mean) > STANDARD_ERRORS * error
