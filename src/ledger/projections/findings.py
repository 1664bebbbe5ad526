"""Findings: what each school made of what was read, and on what ground schools set out.

A school agrees, or it does not, or it says nothing; silence is no yes. When the findings are looked
at anew, everybody is asked again. (`domain.md` 1.6.)
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import bindparam, select

from ledger.domain.acts.amendment import Amended
from ledger.domain.acts.shared_evaluation import (
    EvaluationDissentRecorded,
    EvaluationFindingsAgreed,
    EvaluationRevised,
    SharedEvaluationDesigned,
)
from ledger.domain.collaboration import CollaborationProposed
from ledger.domain.collaboration_amendment import CollaborationAmended
from ledger.domain.evidence import DocumentKind
from ledger.projections.collaborations import member
from ledger.projections.engagement import confirmation
from ledger.projections.history import act
from ledger.projections.question import question, seen
from ledger.projections.scope import by_membership
from ledger.projections.snapshot import Snapshot
from ledger.projections.view import Entry, Holdings, View

view = View("findings", version=3)


# Its tables.


class Evaluation(NamedTuple):
    """An evaluation, as far as its voices have to know it."""

    act: int
    collaboration: int


class Voice(NamedTuple):
    """What a school said of the findings. Where no school is named, all are asked anew."""

    act: int
    entry: int
    collaboration: int
    school: str | None
    finding: str | None
    """None: it does not agree."""
    happened_on: date


class Trial(NamedTuple):
    """A collaboration that began on the ground of a trial that others had published."""

    collaboration: int
    entry: int
    happened_on: date


SEEN = by_membership(member)
evaluation = view.table(Evaluation, key="act", seen_by=SEEN)
voice = view.table(Voice, key="act entry", seen_by=SEEN, index=["collaboration act"])
trial = view.table(Trial, key="collaboration", seen_by=SEEN)


# What each event does to them.


@view.folds(
    SharedEvaluationDesigned, EvaluationFindingsAgreed, EvaluationDissentRecorded,
    EvaluationRevised, Amended, CollaborationProposed, CollaborationAmended,
)  # fmt: skip
def fold(entry: Entry, known: Holdings) -> Iterator[Any]:
    """What is known of findings from this entry on."""
    match entry.event:
        case SharedEvaluationDesigned():
            yield Evaluation(entry.act, entry.collaboration or entry.act)
        case CollaborationProposed(evidence_base=documents, happened_on=day):
            if any(document.document_kind is DocumentKind.TRIAL for document in documents):
                yield Trial(entry.collaboration, entry.position, day)
        case CollaborationAmended(field="happened_on", new=new):
            yield from _moved(entry, json.loads(new), known(Trial, entry.collaboration))
        case CollaborationAmended():
            return
        case Amended(field=field, new=new):
            yield from _amended(entry, field, json.loads(new), known(Voice, entry.act))
        case said:
            school, finding = getattr(said, "school", None), getattr(said, "finding", None)
            for of, circle in known(Evaluation, entry.act):
                yield Voice(of, entry.position, circle, school, finding, said.happened_on)


def _moved(entry: Entry, day: str, told: list[Trial]) -> Iterator[Trial]:
    """What was proposed on another day than had been said."""
    proposed = date.fromisoformat(day)
    return (row._replace(happened_on=proposed) for row in told if row.entry == entry.meant)


def _amended(entry: Entry, field: str, new: Any, told: list[Voice]) -> Iterator[Voice]:
    for row in told:
        if row.entry == entry.meant and field == "happened_on":
            yield row._replace(happened_on=date.fromisoformat(new))
        if row.entry == entry.meant and field == "finding":
            yield row._replace(finding=new)


# What it can be asked.

CIRCLES: Any = bindparam("collaborations", expanding=True)
SAID = (
    select(*(voice.c[name] for name in Voice._fields))
    .where(*seen(voice))
    .order_by(voice.c.act, voice.c.entry)
)
VOICES = question(SAID.where(voice.c.collaboration.in_(CIRCLES)))
OF_ACTS = question(SAID.where(voice.c.act.in_(bindparam("acts", expanding=True))))
TRIALS = question(
    select(*(trial.c[name] for name in Trial._fields))
    .where(trial.c.collaboration.in_(CIRCLES), *seen(trial))
    .order_by(trial.c.collaboration)
)
CONFIRMED = question(
    select(confirmation.c.act, confirmation.c.school, confirmation.c.entry)
    .join_from(confirmation, act, confirmation.c.act == act.c.act)
    .where(act.c.collaboration.in_(CIRCLES), confirmation.c.attended > 0)
    .where(*seen(confirmation, act))
    .order_by(confirmation.c.act, confirmation.c.school, confirmation.c.entry)
)


def voices(now: Snapshot, circles: Iterable[int]) -> dict[int, dict[str, Voice]]:
    """By act: what each school says of the findings, since they were last looked at anew."""
    return _standing(now.ask(VOICES, collaborations=sorted(set(circles))))


def of_acts(now: Snapshot, acts: Iterable[int]) -> dict[int, dict[str, Voice]]:
    """The same of some evaluations."""
    return _standing(now.ask(OF_ACTS, acts=sorted(set(acts))))


def _standing(rows: Iterable[Any]) -> dict[int, dict[str, Voice]]:
    said: dict[int, dict[str, Voice]] = {}
    for one in map(Voice._make, rows):
        if one.school is None:
            said[one.act] = {}
        else:
            said.setdefault(one.act, {})[one.school] = one
    return said


def trials(now: Snapshot, circles: Iterable[int]) -> dict[int, Trial]:
    """The collaborations that name a trial as their ground."""
    rows = now.ask(TRIALS, collaborations=sorted(set(circles)))
    return {row.collaboration: Trial._make(row) for row in rows}


def confirmed(now: Snapshot, circles: Iterable[int]) -> dict[tuple[int, str], int]:
    """By act and school: the entry in which a school said that its colleagues were there."""
    rows = now.ask(CONFIRMED, collaborations=sorted(set(circles)))
    return {(row.act, row.school): row.entry for row in rows}
