"""Part five: leaders make it a priority, and give it time. `domain.md` 2.1, S5."""

from __future__ import annotations

from ledger.domain.acts.need import NeedDeclared
from ledger.domain.acts.priority import PriorityDeclared, PriorityDropped
from ledger.domain.acts.release_time import ReleaseTimeRequested, ReleaseTimeUsed
from ledger.domain.collaboration import CollaborationProposed
from ledger.domain.words import LEADERS, StaffRole
from ledger.figures.scorecards.facts import (
    trust_held,
)
from ledger.figures.scorecards.finding import (
    Criteria,
    Finding,
    by_schools,
    counted,
    judged,
)
from ledger.figures.scorecards.record import Record
from ledger.projections.money import Said

CRITERIA = Criteria()
ALL_RELEASED, SOME_RELEASED = 0.8, 0.5
SENIOR = (StaffRole.HEAD, StaffRole.DEPUTY_ASSISTANT_HEAD)


@CRITERIA.asks("S5.1", "leaders say how it is meant to help pupils", version=2)
def leaders_agree(record: Record) -> Finding:
    """Met: it was proposed with a theory of change, and each head agreed. Partly: half of them.

    The head of a school that came back agrees anew.
    """
    theory = [e for e in record.all(CollaborationProposed) if e.event.theory_of_change]
    if not theory:
        return judged(False, False, (), "Nobody wrote down how it is meant to help pupils.")
    showing = record.by_school(e for e in record.agreed if e.event.agreed_by in LEADERS)
    return by_schools(record, record.members, showing, "These heads have not agreed to it: {}.")


@CRITERIA.asks("S5.2", "it fits what each school gives priority to")
def priorities(record: Record) -> Finding:
    """Met: each school has a priority on record in it that it has not dropped. Partly: half."""
    dropped = [done.act for done in record.acts if done.all(PriorityDropped)]
    declared = [e for e in record.all(PriorityDeclared) if e.position not in dropped]
    lacking = "These schools have declared no priority that it serves: {}."
    return by_schools(record, record.members, record.by_school(declared), lacking)


@CRITERIA.asks("S5.3", "leaders take part themselves")
def leaders_come(record: Record) -> Finding:
    """Met: a head or deputy of each school came to an act. Partly: of half of the schools."""
    lacking = "No head or deputy of these schools has come to an act: {}."
    return by_schools(record, record.members, record.with_role(*SENIOR), lacking)


@CRITERIA.asks("S5.4", "there is time for it")
def time(record: Record) -> Finding:
    """Met: 80 in 100 of the release time asked for was used, or every act fell on an INSET day.

    Partly: 50 in 100 of the time, or half of the acts. Release time that was recorded for an act
    and not as part of the collaboration counts for those who may see it: the school itself, its
    trust, and auditors.
    """
    on_inset = [meeting.entry for meeting in record.held if record.is_directed(meeting)]
    inside = len(on_inset) / len(record.held) if record.held else 0.0
    asked, used, proof = _released(record)
    if not asked:
        lacking = "No release time was asked for, and not every act fell on an INSET day."
        return judged(inside == 1, inside >= SOME_RELEASED, on_inset, lacking)
    share = used / asked
    lacking = f"Of the release time that was asked for {share:.0%} was used, not 80%."
    is_met, is_partly = share >= ALL_RELEASED, share >= SOME_RELEASED
    return judged(is_met or inside == 1, is_partly or inside >= SOME_RELEASED,
                  [*proof, *on_inset], lacking)  # fmt: skip


def _released(record: Record) -> tuple[int, int, list[int]]:
    """How many minutes were asked for and used, and where that stands."""
    asked, used = record.all(ReleaseTimeRequested), record.all(ReleaseTimeUsed)
    also_asked = [row for row in record.released if row.said is Said.REQUESTED]
    also_used = [row for row in record.released if row.said is Said.USED]
    proof = [entry.position for entry in asked] + [entry.position for entry in used]
    return (
        sum(e.event.minutes for e in asked) + sum(row.minutes for row in also_asked),
        sum(e.event.minutes for e in used) + sum(row.minutes for row in also_used),
        proof + [row.entry for row in (*also_asked, *also_used)],
    )


@CRITERIA.asks("S5.5", "it balances the needs of school, subject and teacher")
def levels(record: Record) -> Finding:
    """Met: needs at two levels were declared. Partly: at one."""
    needs = {need.event.need_level: need.position for need in record.all(NeedDeclared)}
    return counted(needs.values(), 2, f"Levels at which needs were declared: {len(needs)} of 2.")


@CRITERIA.asks("S5.6", "colleagues trust one another")
def trust(record: Record) -> Finding:
    """Met: trust was read twice in a school, and fell nowhere beyond doubt. Partly: read once.

    Readings of fewer than ten people are left out.
    """
    read, is_repeated, has_fallen = trust_held(record)
    lacking = "Trust was not read twice in any school."
    fell = "Trust has fallen in a school by more than chance."
    return judged(is_repeated and not has_fallen, bool(read), read,
                  fell if has_fallen else lacking)  # fmt: skip


whole = CRITERIA.part("S5", "prioritised by school leadership", met=5, partly=3)
