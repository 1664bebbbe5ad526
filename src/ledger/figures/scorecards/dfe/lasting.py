"""Part four: it lasts, in a rhythm of trying and looking back. `domain.md` 2.1, S4."""

from __future__ import annotations

from statistics import median
from typing import Any

from ledger.domain.acts.idea import IdeaTried, ScepticalReviewRecorded
from ledger.domain.acts.shared_evaluation import EvaluationFindingsAgreed
from ledger.domain.acts.visit import ConstructiveFeedbackGiven
from ledger.domain.past import Recorded
from ledger.domain.steering import CollaborationReviewed
from ledger.figures.scorecards.finding import (
    NOBODY_CAME,
    Criteria,
    Finding,
    judged,
)
from ledger.figures.scorecards.record import Record

CRITERIA = Criteria()
LONGEST_GAP_DAYS = 60
"""School days, as the median between one act and the next."""


@CRITERIA.asks("S4.1", "there is a rhythm of support and follow-up")
def rhythm(record: Record) -> Finding:
    """Met: 3 terms, a follow-up for each time an expert came, 60 school days between acts or fewer.

    At least one follow-up; the days are the median. Partly: 2 terms and a follow-up.
    """
    terms, followed, gaps = len(record.active_terms), record.follow_ups, record.gaps()
    needed = max(len(record.sessions), 1)
    checks = (
        (terms >= 3, f"Terms in which something was held: {terms} of 3."),
        (len(followed) >= needed, f"Follow-ups: {len(followed)} of {needed}."),
        (
            not gaps or median(gaps) <= LONGEST_GAP_DAYS,
            "More than 60 school days lie between acts.",
        ),
    )
    proof = [*(m.entry for m in record.held), *(said.position for said in followed)]
    return judged(
        all(holds for holds, _ in checks),
        terms >= 2 and bool(followed),
        proof,
        *(lacking for holds, lacking in checks if not holds),
    )


@CRITERIA.asks("S4.2", "a single event is part of something that goes on")
def package(record: Record) -> Finding:
    """Met: each time an expert came was taken further in two terms, and nothing is orphaned.

    Something was held twice at least: once is a single event. Partly: half of these times.
    """
    came = record.sessions
    further = [m for m in came if record.taken_further(m)]
    checks = (
        (len(record.held) > 1, "Something was held once only." if record.held else NOBODY_CAME),
        (not record.orphans, f"Acts that build on one that was withdrawn: {len(record.orphans)}."),
        (
            len(further) == len(came),
            f"Expert sessions with nothing after them: {len(came) - len(further)} of {len(came)}.",
        ),
    )
    return judged(
        all(holds for holds, _ in checks),
        len(record.held) > 1 and 2 * len(further) >= len(came),
        [place for m in further for place in record.taken_further(m)] + [m.entry for m in further]
        or [m.entry for m in record.held],
        *(lacking for holds, lacking in checks if not holds),
    )


@CRITERIA.asks("S4.3", "people try, reflect, hear from others and evaluate")
def reflection(record: Record) -> Finding:
    """Met: something was tried, reviewed, fed back and evaluated. Partly: two of these."""
    kinds: dict[str, list[Recorded[Any]]] = {
        "was tried": [*record.follow_ups, *record.all(IdeaTried)],
        "was reviewed": [
            *record.all(ScepticalReviewRecorded),
            *record.all(CollaborationReviewed),
        ],
        "was fed back": record.all(ConstructiveFeedbackGiven),
        "was evaluated with findings": record.all(EvaluationFindingsAgreed),
    }
    there = {name: found for name, found in kinds.items() if found}
    proof = [entry.position for found in there.values() for entry in found]
    lacking = (f"Nothing {name}." for name in kinds if name not in there)
    return judged(len(there) == 4, len(there) >= 2, proof, *lacking)


whole = CRITERIA.part("S4", "sustained over time", met=3, partly=1)
