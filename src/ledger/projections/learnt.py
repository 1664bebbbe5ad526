"""Learnt: how often barriers gave way in schools that are alike, whatever was tried against them.

Sums only: they are the same for every asker, and name no school and no entry.
"""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import bindparam, case, func, select

from ledger.projections.question import question, seen
from ledger.projections.schools import school
from ledger.projections.snapshot import Snapshot
from ledger.projections.turns import trial

GAVE_WAY = case((trial.c.overcome_on <= bindparam("happened_by"), trial.c.act))
LEARNT = question(
    select(
        trial.c.mitigation,
        func.count(school.c.lineage.distinct()).label("schools"),
        func.count(trial.c.act.distinct()).label("tried"),
        func.count(GAVE_WAY.distinct()).label("overcome"),
    )
    .join_from(trial, school, school.c.school == trial.c.school)
    .where(trial.c.barrier == bindparam("barrier"), trial.c.counts)
    .where(school.c.phase == bindparam("phase"))
    .where(school.c.pupils >= bindparam("fewest"))
    .where(school.c.pupils <= bindparam("most"))
    .where(*seen(trial, school))
    .group_by(trial.c.mitigation)
    .order_by(trial.c.mitigation)
)


class Learnt(NamedTuple):
    """How often a barrier gave way after something was tried, in schools that are alike."""

    mitigation: str
    schools: int
    tried: int
    overcome: int


def of_alike(now: Snapshot, barrier: str, phase: str, fewest: int, most: int) -> list[Learnt]:
    """What schools of a phase, with so many pupils, tried against a barrier, and how it went."""
    asked = {"barrier": barrier, "phase": phase, "fewest": fewest, "most": most}
    return [Learnt._make(row) for row in now.ask(LEARNT, **asked)]
