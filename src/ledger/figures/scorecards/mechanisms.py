"""The mechanisms of Effective Professional Development (Education Endowment Foundation, 2021).

A mechanism is met once a colleague of another school has confirmed it for an act that declared it,
or where entries of several schools show it by themselves. Declared and not confirmed, it is met in
part. It is balanced where each of the four groups has one. `domain.md` 2.3.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from ledger.domain.acts.coaching import CoachingHeld
from ledger.domain.acts.into_practice import (
    ActionPlanMade,
    GoalAgreed,
    PromptIssued,
    SelfMonitoringRecorded,
)
from ledger.domain.acts.lesson_study import PostLessonDiscussionHeld, ResearchLessonTaught
from ledger.domain.acts.peer_observation import PeerObservationHeld
from ledger.domain.acts.proof import Mechanism, MechanismConfirmed, MechanismDeclared
from ledger.domain.acts.visit import ConstructiveFeedbackGiven, VisitHeld, VisitHeldInformally
from ledger.domain.past import Recorded
from ledger.figures.scorecards.facts import credentials, documents, expert_led, is_of_evidence
from ledger.figures.scorecards.finding import Criteria, Finding, Framework, Standard, Status, judged
from ledger.figures.scorecards.record import Meeting, Record

CRITERIA = Criteria()
DAYS_BETWEEN_LESSONS = 14
DAYS_TO_FEED_BACK = 10
DATES_OF_PRACTICE = 3

UNCONFIRMED = "No other school has confirmed it yet."

Declared = list[Recorded[MechanismDeclared]]
Shown = Callable[[Record], list[int]]
"""Where the record shows a mechanism by itself; empty where it does not."""


def _declared(record: Record, of: Mechanism) -> Declared:
    return [e for e in record.all(MechanismDeclared) if e.event.mechanism is of]


def _confirmed(record: Record, declared: Declared) -> dict[int, int]:
    """Which of these another school has confirmed, and where it did."""
    said = record.all(MechanismConfirmed)
    confirmed: dict[UUID, int] = {e.event.declared: e.position for e in said}
    return {e.position: confirmed[e.id] for e in declared if e.id in confirmed}


def _mechanism(of: Mechanism, asks: str, shown: Shown | None = None) -> None:
    """A criterion for one mechanism; `asks` says what shows it beside a confirmed declaration."""

    def rule(record: Record) -> Finding:
        declared = _declared(record, of)
        confirmed = _confirmed(record, COUNTING.get(of, list)(declared))
        by_itself = shown(record) if shown else []
        proof = [*confirmed, *confirmed.values(), *by_itself]
        return judged(
            bool(proof),
            bool(declared),
            proof or [e.position for e in declared],
            UNCONFIRMED if declared else f"Nothing shows it yet: {asks}.",
        )

    also = f", or {asks}" if shown else ""
    rule.__doc__ = f"Met: declared and confirmed by another school{also}. Partly: declared."
    CRITERIA.asks(of.value.upper(), of.words)(rule)


def _revisited(record: Record) -> list[int]:
    """Acts that build on one of this collaboration that was held two weeks before or more."""
    first = {done.act: [m.day for m in record.held if m.done is done] for done in record.acts}
    return [
        meeting.entry
        for meeting in record.held
        for earlier in meeting.done.builds_on
        for day in first.get(earlier, [])
        if (meeting.day - day).days >= DAYS_BETWEEN_LESSONS
    ]


def _in_each_school(record: Record, entries: Iterable[Recorded[Any]]) -> list[int]:
    showing = record.by_school(entries)
    if not record.attending or not showing.keys() >= record.attending.keys():
        return []
    return [place for places in showing.values() for place in places]


def _goals(record: Record) -> list[int]:
    return _in_each_school(record, [e for e in record.all(GoalAgreed) if e.event.agreed_by_both])


def _plans(record: Record) -> list[int]:
    made = [e for e in record.all(ActionPlanMade) if e.event.with_when_and_where]
    return _in_each_school(record, made)


def _credible(record: Record) -> list[int]:
    of_evidence = [place for one, place in documents(record).values() if is_of_evidence(one)]
    known = [m.entry for m in expert_led(record) if credentials(record, m)]
    return of_evidence + known


def _affirmed(record: Record) -> list[int]:
    """Feedback that came after something had been tried, in the same act."""
    tried = {e.position: e.event.happened_on for e in record.follow_ups}
    return [
        said.position
        for done in record.acts
        for said in done.all(ConstructiveFeedbackGiven)
        if any(
            tried[e.position] <= said.event.happened_on for e in done.entries if e.position in tried
        )
    ]


def _side_by_side(record: Record) -> list[int]:
    held = [m.entry for m in record.held if isinstance(m.event, PeerObservationHeld | CoachingHeld)]
    return held if len(held) >= 2 else []


def _modelled(record: Record) -> list[int]:
    coached = [(m.entry, m.event) for m in record.held if isinstance(m.event, CoachingHeld)]
    return [entry for entry, event in coached if event.is_modelled]


def _fed_back(record: Record) -> list[int]:
    """Observations after which somebody gave feedback within ten school days."""
    return [place for m in record.held if _is_observation(m) for place in _soon_after(record, m)]


def _is_observation(meeting: Meeting) -> bool:
    if isinstance(meeting.event, VisitHeld | VisitHeldInformally):
        return meeting.event.lessons_seen > 0
    return isinstance(meeting.event, PeerObservationHeld | ResearchLessonTaught)


def _soon_after(record: Record, meeting: Meeting) -> list[int]:
    done, days = meeting.done, record.terms.school_days
    said: list[Recorded[Any]] = [
        *done.all(ConstructiveFeedbackGiven), *done.all(PostLessonDiscussionHeld),
    ]  # fmt: skip
    return [
        e.position
        for e in said
        if meeting.day <= (day := e.event.happened_on)
        and days(meeting.day, day).days - 1 <= DAYS_TO_FEED_BACK
    ]


def _prompts(record: Record) -> list[int]:
    return [e.position for e in record.all(PromptIssued) if e.event.technique]


def _monitored(record: Record) -> list[int]:
    return [e.position for e in record.all(SelfMonitoringRecorded)]


def _practised(declared: Declared) -> Declared:
    """Of one technique, where it was practised on three days or more."""
    days = defaultdict(set)
    for entry in declared:
        days[entry.event.technique].add(entry.event.happened_on)
    often = {name for name, on in days.items() if name and len(on) >= DATES_OF_PRACTICE}
    return [entry for entry in declared if entry.event.technique in often]


def _named(declared: Declared) -> Declared:
    return [entry for entry in declared if entry.event.technique]


COUNTING: dict[Mechanism, Callable[[Declared], Declared]] = {
    Mechanism.INSTRUCTION: _named,
    Mechanism.REPETITION_IN_CONTEXT: _practised,
}
"""Which declarations count, where not all of them do."""

_mechanism(Mechanism.MANAGING_COGNITIVE_LOAD, "a session with three key points or fewer")
_mechanism(
    Mechanism.REVISITING_PRIOR_LEARNING,
    "an act that builds on one held two weeks before or more", _revisited,
)  # fmt: skip
_mechanism(Mechanism.SETTING_GOALS, "goals on which both agreed, in each school", _goals)
_mechanism(Mechanism.CREDIBLE_SOURCE, "a review, a trial or an expert with a credential", _credible)
_mechanism(Mechanism.AFFIRMATION, "feedback on strengths after something was tried", _affirmed)
_mechanism(Mechanism.INSTRUCTION, "a declaration that names the technique")
_mechanism(Mechanism.SOCIAL_SUPPORT, "peer observation or coaching, held twice", _side_by_side)
_mechanism(Mechanism.MODELLING, "coaching in which the coach did it first", _modelled)
_mechanism(
    Mechanism.MONITORING_AND_FEEDBACK,
    "an observation, and feedback within ten school days", _fed_back,
)  # fmt: skip
_mechanism(Mechanism.REHEARSAL, "practice outside the classroom")
_mechanism(Mechanism.PROMPTS_AND_CUES, "a prompt that names its technique", _prompts)
_mechanism(Mechanism.ACTION_PLANNING, "plans that say when and where, in each school", _plans)
_mechanism(Mechanism.SELF_MONITORING, "teachers who kept an eye on what they do", _monitored)
_mechanism(Mechanism.REPETITION_IN_CONTEXT, "one technique, on three days")

GROUPS = {
    "A": "building knowledge",
    "B": "motivating teachers",
    "C": "developing techniques",
    "D": "embedding practice",
}


@CRITERIA.asks("BALANCE", "each of the four groups has a mechanism", is_whole=True)
def balance(record: Record) -> Finding:
    """Met: a mechanism is met in each of the four groups. Partly: in two or three of them."""
    found = [(one.code[0], one.rule(record)) for one in CRITERIA if not one.is_whole]
    met = [(group, finding) for group, finding in found if finding.status is Status.MET]
    there = {group for group, _ in met}
    proof = [position for _, finding in met for position in finding.proof]
    lacking = (f"No mechanism of {words} is met." for g, words in GROUPS.items() if g not in there)
    return judged(len(there) == len(GROUPS), len(there) >= 2, proof, *lacking)


STANDARD = Standard(
    Framework.EEF_MECHANISMS, "Effective Professional Development", "2021", (*CRITERIA,)
)
