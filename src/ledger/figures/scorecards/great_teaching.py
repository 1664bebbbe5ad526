"""Developing Great Teaching (Teacher Development Trust, published on 9 June 2015).

The review was commissioned in 2014 and is often cited by that year. Its themes are worded by us.
`domain.md` 2.2.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ledger.domain.acts.circle import PupilIssueShared
from ledger.domain.acts.coaching import CoachingHeld
from ledger.domain.acts.expertise import ExpertiseShared
from ledger.domain.acts.idea import IdeaDropped, IdeaKept, IdeaTried
from ledger.domain.acts.lesson_study import CycleConcluded
from ledger.domain.acts.need import NeedDeclared
from ledger.domain.acts.shared_post_cpd import SharedPostCpdLed
from ledger.domain.occasion import Evaluated, FollowedUp
from ledger.domain.words import StaffRole
from ledger.figures.scorecards.dfe import lasting, leadership, pupils, together
from ledger.figures.scorecards.facts import OUTSIDE_LED, TAGS, has_tag
from ledger.figures.scorecards.finding import (
    NOT_APPLICABLE,
    Criteria,
    Finding,
    Framework,
    Standard,
    by_schools,
    counted,
    judged,
)
from ledger.figures.scorecards.record import Done, Record

CRITERIA = Criteria()
INSIDE_LED = (ExpertiseShared, CoachingHeld, SharedPostCpdLed)
"""Led by a colleague of one of the schools; a shared expert is one."""
PUPIL_FOCUS = ("lesson_study", "pupil_work_exchange", "moderation")
LONG_ENOUGH_DAYS = 300


@CRITERIA.asks("D1", "it lasts")
def duration(record: Record) -> Finding:
    """Met: something was held in 3 terms, over 300 days. Partly: in 2 terms."""
    held, terms = record.held, len(record.active_terms)
    days = (held[-1].day - held[0].day).days if held else 0
    lacking = f"Terms: {terms} of 3. Days from the first act to the last: {days} of 300."
    is_long = terms >= 3 and days >= LONG_ENOUGH_DAYS
    return judged(is_long, terms >= 2, (meeting.entry for meeting in held), lacking)


@CRITERIA.asks("D2", "it comes back again and again")
def rhythm(record: Record) -> Finding:
    """Met: something was held or followed up in 75 in 100 half terms. Partly: in half of that.

    From the first half term to the last; two of them at least.
    """
    told = [(meeting.day, meeting.entry) for meeting in record.held]
    told += [(said.event.happened_on, said.position) for said in record.follow_ups]
    halves = {_half_term(record, day) for day, _ in told}
    span = max(halves) - min(halves) + 1 if halves else 0
    share = len(halves) / span if len(halves) > 1 else 0.0
    lacking = f"Half terms in which something happened: {len(halves)} of {span}. It takes 3 in 4."
    return judged(share >= 0.75, share >= 0.375, (entry for _, entry in told), lacking)


def _half_term(record: Record, day: date) -> int:
    """The half term of a day, counted on, two a term. Without a calendar a term is halved."""
    term = record.terms.of(day)
    told = record.terms.half_of(day)
    if told is not None:
        return 2 * term.number + (told - 1) % 2
    first, last = record.terms.first_day(term), record.terms.last_day(term)
    return 2 * term.number + (day - first > last - day)


@CRITERIA.asks("D3", "it starts from what participants need")
def needs(record: Record) -> Finding:
    """Met: 80 in 100 schools that came have declared a need. Partly: half of that."""
    lacking = "These schools have declared no need: {}."
    showing = record.each(NeedDeclared)
    return by_schools(record, record.attending, showing, lacking, (0.8, 0.4))


@CRITERIA.asks("D4", "purpose, content and activities fit together")
def alignment(record: Record) -> Finding:
    """Met: S1.2 and S4.2 of the DfE's standard are. Partly: one of the two."""
    return _both(
        (pupils.purpose(record), "Not every act names an intended outcome (S1.2)."),
        (lasting.package(record), "Not all of it is part of something that goes on (S4.2)."),
    )


def _both(*parts: tuple[Finding, str]) -> Finding:
    """Met where both are, partly where one is."""
    met = [found for found, _ in parts if found.is_met]
    proof = [position for found in met for position in found.proof]
    lacking = (words for found, words in parts if not found.is_met)
    return judged(len(met) == len(parts), bool(met), proof, *lacking)


ABOUT = {
    "subject": "the subject",
    "pedagogy": "how to teach it",
    "progression": "how pupils get on",
}
"""What an act may be about, in plain words."""


@CRITERIA.asks("D5", "it is about the subject, how to teach it, and how pupils get on")
def content(record: Record) -> Finding:
    """Met: acts are about all three. Partly: about two."""
    about = {tag: [act.act for act in record.held_acts if has_tag(act, tag)] for tag in TAGS}
    there = [tag for tag, acts in about.items() if acts]
    lacking = (f"No act is about {ABOUT[tag]}." for tag in TAGS if tag not in there)
    proof = [act for acts in about.values() for act in acts]
    return judged(len(there) == len(TAGS), len(there) >= 2, proof, *lacking)


@CRITERIA.asks("D6", "people hear, try, look at it, and refine")
def loops(record: Record) -> Finding:
    """Met: twice something was tried and then looked at. Partly: once.

    A loop is a follow-up that was evaluated, a cycle of a lesson study that was concluded, or an
    idea that was tried and then kept or dropped.
    """
    found = [place for done in record.acts for place in _loops(done)]
    return counted(found, 2, f"Times that something was tried and looked at: {len(found)} of 2.")


def _loops(done: Done) -> Iterator[int]:
    """Where a loop was closed: the entry with which somebody looked at what had been tried."""
    yield from (cycle.position for cycle in done.all(CycleConcluded))
    tried = {entry.event.school for entry in done.all(IdeaTried)}
    for school in tried:
        said = [e.position for e in done.all(IdeaKept, IdeaDropped) if e.event.school == school]
        yield from said[:1]
    tried_on = [entry.event.happened_on for entry in done.all(FollowedUp)]
    looked = [e for e in done.all(Evaluated) if tried_on and e.event.happened_on >= min(tried_on)]
    yield from (entry.position for entry in looked[:1])


@CRITERIA.asks("D7", "people from outside challenge, people from inside know the place")
def leads(record: Record) -> Finding:
    """Met: one act was led from outside the schools, and one from within. Partly: one of these."""
    outside = [m.entry for m in record.held if isinstance(m.event, OUTSIDE_LED)]
    inside = [m.entry for m in record.held if isinstance(m.event, INSIDE_LED)]
    checks = (
        (outside, "No act was led by somebody from outside the schools."),
        (inside, "No act was led by a colleague of one of the schools."),
    )
    lacking = (words for found, words in checks if not found)
    return judged(bool(outside and inside), bool(outside or inside), [*outside, *inside], *lacking)


@CRITERIA.asks("D8", "colleagues learn from one another, with pupils in mind")
def peers(record: Record) -> Finding:
    """Met: S3.1 of the DfE's standard is, and an act looked at pupils or their work.

    Partly: one of the two.
    """
    looked = [meeting.entry for meeting in record.meetings(*PUPIL_FOCUS)]
    looked += [entry.position for entry in record.all(PupilIssueShared)]
    none = "No act looked at pupils' work or at what pupils find hard."
    return _both(
        (
            together.peer_support(record),
            "They did not plan, observe or study 3 times (S3.1).",
        ),
        (counted(looked, 1, none), none),
    )


@CRITERIA.asks("D9", "leaders give it time and direction, and learn themselves")
def leaders(record: Record) -> Finding:
    """Met: S5 of the DfE's standard is met or partly, and a head came to an act.

    Partly: one of the two.
    """
    led = leadership.whole(record)
    heads = record.with_role(StaffRole.HEAD)
    came = [entry for entries in heads.values() for entry in entries]
    checks = (
        (led.is_begun, "Leaders have not yet made it a priority (S5)."),
        (bool(came), "No head has come to an act."),
    )
    lacking = (words for holds, words in checks if not holds)
    there = [holds for holds, _ in checks if holds]
    return judged(len(there) == 2, bool(there), [*led.proof, *came], *lacking)


@CRITERIA.asks("D10", "no one-off events")
def no_one_offs(record: Record) -> Finding:
    """Met: each time an expert came was taken further within two terms. Partly: 75 in 100.

    Does not apply where no expert came.
    """
    came = record.sessions
    if not came:
        return NOT_APPLICABLE
    further = [m for m in came if record.taken_further(m)]
    left = 1 - len(further) / len(came)
    lacking = (
        "Expert sessions with nothing after them in two terms: "
        f"{len(came) - len(further)} of {len(came)}."
    )
    proof = [place for m in further for place in (m.entry, *record.taken_further(m))]
    return judged(not left, bool(further) and left <= 0.25, proof, lacking)


STANDARD = Standard(
    Framework.DEVELOPING_GREAT_TEACHING, "Developing Great Teaching", "9 June 2015", (*CRITERIA,)
)
