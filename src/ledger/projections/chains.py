"""Chains: what was done, what followed it up, how it was evaluated, and what was read then.

There is no table here. A chain is told by the steps in the lives of acts, which the history has.
(`domain.md` 3.3.)
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import bindparam, select

from ledger.domain.act import Act
from ledger.domain.acts import BY_TOPIC, shared_evaluation
from ledger.domain.acts.dispute import Disputed, DisputeResolved
from ledger.domain.acts.shared_evaluation import FollowUpReadingRecorded
from ledger.domain.lifecycle import EVALUATED, FOLLOWED_UP
from ledger.domain.occasion import Occasion
from ledger.domain.record import Code
from ledger.projections import readings
from ledger.projections.history import act, act_at, step
from ledger.projections.question import question, seen
from ledger.projections.snapshot import Snapshot

EVALUATION = shared_evaluation.__name__.rpartition(".")[2]
"""The kind of act that is an evaluation from beginning to end."""


class ChainStage(Code):
    """The four links of a chain, in their order."""

    ACTS = "acts"
    FOLLOW_UPS = "follow_ups"
    EVALUATIONS = "evaluations"
    READINGS = "readings"


class Step(NamedTuple):
    """An entry in the life of an act that stands."""

    act: int
    step: int
    topic: str
    kind: str
    is_orphaned: bool
    """Whether something that the act rests on was withdrawn."""


STEPS = (
    select(step.c.act, step.c.step, step.c.topic, act.c.kind, act.c.is_orphaned)
    .join_from(act, step, step.c.act == act.c.act)
    .where(~act.c.is_withdrawn, *seen(act, step))
    .order_by(step.c.step)
)
OF_CIRCLE = question(STEPS.where(act.c.collaboration == bindparam("collaboration")))
OF_ACTS = question(STEPS.where(act.c.act.in_(bindparam("acts", expanding=True))))


class Chain(NamedTuple):
    """The entries in each link, and what is to be said of them."""

    links: dict[ChainStage, list[Step]]
    is_orphaned: bool
    """Whether something was left out, since what it builds on was withdrawn."""
    disputed: frozenset[int]
    """The acts of which a school says that they were not so."""


def of_collaboration(now: Snapshot, collaboration: int) -> Chain:
    """The chain of all that was done in a collaboration."""
    return _chain(now.ask(OF_CIRCLE, collaboration=collaboration))


def of_act(now: Snapshot, of: int) -> Chain:
    """The chain of one act: it, what it evaluates, and the evaluations that look at it."""
    row = act_at(now, of)
    cited = {row.cited} - {0} if row is not None and row.kind == EVALUATION else set()
    acts = {of, *cited, *readings.evaluating(now, of)}
    return _chain(now.ask(OF_ACTS, acts=sorted(acts)))


def _chain(rows: Iterable[Any]) -> Chain:
    steps = [Step._make(row) for row in rows]
    links: dict[ChainStage, list[Step]] = {link: [] for link in ChainStage}
    for one in steps:
        link = link_of(one)
        if link is not None and not one.is_orphaned:
            links[link].append(one)
    return Chain(links, any(one.is_orphaned for one in steps), frozenset(_disputed(steps)))


def link_of(step: Step) -> ChainStage | None:
    """The link that an entry is part of; None for what only tells more of it."""
    kind = BY_TOPIC.get(step.topic)
    if kind is None or not issubclass(kind, Act):
        return None
    if step.kind == EVALUATION:
        if issubclass(kind, FollowUpReadingRecorded):
            return ChainStage.READINGS
        return ChainStage.EVALUATIONS if issubclass(kind, Occasion) else None
    if issubclass(kind, Occasion):
        return ChainStage.ACTS
    ends = {FOLLOWED_UP: ChainStage.FOLLOW_UPS, EVALUATED: ChainStage.EVALUATIONS}
    return None if kind.STEP.end is None else ends.get(kind.STEP.end)


def _disputed(steps: list[Step]) -> set[int]:
    """Acts with more disputes than were settled: each is settled once."""
    told = [(one.act, one.topic) for one in steps]
    return {
        of
        for of, topic in told
        if topic == Disputed.TOPIC
        and told.count((of, Disputed.TOPIC)) > told.count((of, DisputeResolved.TOPIC))
    }
