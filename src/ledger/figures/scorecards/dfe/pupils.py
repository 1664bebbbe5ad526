"""Part one: professional learning is there for what pupils gain. `domain.md` 2.1, S1."""

from __future__ import annotations

from ledger.domain.acts.need import NeedDeclared
from ledger.figures.scorecards.facts import (
    readings,
)
from ledger.figures.scorecards.finding import (
    NOBODY_CAME,
    Criteria,
    Finding,
    by_schools,
    judged,
)
from ledger.figures.scorecards.record import Record

CRITERIA = Criteria()
MOST_OF_IT = 0.6


@CRITERIA.asks("S1.1", "it is plainly relevant to those who take part")
def relevance(record: Record) -> Finding:
    """Met: each school had declared a need in it before it first came. Partly: half of them."""
    in_time = [
        need
        for need in record.all(NeedDeclared)
        if (first := record.attending.get(record.of(need.event.school)))
        and need.event.happened_on <= first.day
    ]
    lacking = "These schools had declared no need before they first came: {}."
    return by_schools(record, record.attending, record.by_school(in_time), lacking)


@CRITERIA.asks("S1.2", "its acts lead to what pupils are meant to gain")
def purpose(record: Record) -> Finding:
    """Met: each act that was held names an outcome of the collaboration. Partly: 60 in 100."""
    held = record.held_acts
    serving = [done.act for done in held if done.serves]
    if not held:
        return judged(False, False, (), NOBODY_CAME)
    lacking = f"Acts that name no intended outcome: {len(held) - len(serving)} of {len(held)}."
    share = len(serving) / len(held)
    return judged(share == 1, share >= MOST_OF_IT, serving, lacking)


@CRITERIA.asks("S1.3", "what changes for pupils is evaluated as it goes on")
def evaluation(record: Record) -> Finding:
    """Met: first readings before the work, later ones in two terms, one of what pupils gained.

    Partly: a first reading and a later one, of whatever level.
    """
    first, later, of_pupils = readings(record)
    is_before = bool(first) and first[0].event.happened_on <= min(
        (m.day for m in record.held if m.done.family != "shared_evaluation"),
        default=first[0].event.happened_on,
    )
    terms = {record.term(entry.event.happened_on) for entry in later}
    checks = (
        (is_before, "No first reading was taken before the work began."),
        (len(later) >= 2 and len(terms) >= 2, "No later readings were taken in two terms."),
        (of_pupils, "Nothing that pupils gain was measured."),
    )
    return judged(
        all(holds for holds, _ in checks),
        bool(first and later),
        [*(entry.position for entry in first), *(entry.position for entry in later)],
        *(lacking for holds, lacking in checks if not holds),
    )


whole = CRITERIA.part("S1", "focus on improving and evaluating pupil outcomes", met=3, partly=1)
