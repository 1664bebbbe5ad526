"""Part three: colleagues work together, and somebody challenges them. `domain.md` 2.1, S3."""

from __future__ import annotations

from ledger.domain.acts.coaching import CoachingHeld
from ledger.domain.acts.proof import EvidencePointedTo
from ledger.domain.acts.visit import Purpose
from ledger.domain.evidence import EvidenceKind
from ledger.domain.outcome import PupilGroup
from ledger.figures.scorecards.facts import (
    outcomes_of,
    reaches_outside,
)
from ledger.figures.scorecards.finding import (
    Criteria,
    Finding,
    counted,
    judged,
)
from ledger.figures.scorecards.record import Record

CRITERIA = Criteria()
SIDE_BY_SIDE = ("joint_planning", "peer_observation", "lesson_study")


@CRITERIA.asks("S3.1", "colleagues help one another to solve problems")
def peer_support(record: Record) -> Finding:
    """Met: joint planning, peer observation or lesson study took place 3 times. Partly: once."""
    held = [meeting.entry for meeting in record.meetings(*SIDE_BY_SIDE)]
    lacking = f"Joint planning, peer observation and lesson study: {len(held)} of 3 times."
    return counted(held, 3, lacking)


@CRITERIA.asks("S3.2", "it looks at practice and at pupils with similar needs")
def pupils_with_needs(record: Record) -> Finding:
    """Met: 2 acts serve an outcome for a group of pupils, and say where notes are kept. Partly: 1.

    An outcome that is for all pupils names no group.
    """
    outcomes = outcomes_of(record)
    proof = [
        done.act
        for done in record.held_acts
        if any(
            outcomes[n - 1].pupil_group is not PupilGroup.ALL
            for n in done.serves
            if n <= len(outcomes)
        )
        and any(
            one.evidence_kind is EvidenceKind.NOTES
            for pointed in done.all(EvidencePointedTo)
            for one in pointed.event.evidence
        )
    ]
    lacking = f"Acts for a group of pupils that say where notes are kept: {len(proof)} of 2."
    return counted(proof, 2, lacking)


@CRITERIA.asks("S3.3", "it brings new views, and challenges what is usual")
def new_views(record: Record) -> Finding:
    """Met: a visit for contrast, or a partner outside trust and local authority.

    Partly: a partner outside the trust.
    """
    contrast = [
        meeting.entry
        for meeting in record.meetings("visit")
        if getattr(meeting.done.first, "purpose", None) is Purpose.CONTRAST
    ]
    far, near = reaches_outside(record)
    lacking = "No visit was for contrast, and no two partners differ in trust and local authority."
    return judged(bool(contrast or far), bool(near), contrast + (far or near), lacking)


@CRITERIA.asks("S3.4", "coaching or mentoring, with modelling and challenge")
def coaching(record: Record) -> Finding:
    """Met: coaching was held twice, and once the coach did it first. Partly: once."""
    held = [m for m in record.held if isinstance(m.event, CoachingHeld)]
    is_modelled = any(isinstance(m.event, CoachingHeld) and m.event.is_modelled for m in held)
    lacking = "Coaching was not held twice, or the coach never did it first."
    return judged(len(held) >= 2 and is_modelled, bool(held), (m.entry for m in held), lacking)


whole = CRITERIA.part("S3", "collaboration and expert challenge", met=3, partly=1)
