"""Reads the record of a collaboration: its acts, their entries, and what the register knows.

It costs what the collaboration has on record, however large the ledger is: every question is about
this collaboration alone, and has an index.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from ledger.domain.collaboration import Beginning
from ledger.domain.disputing import open_disputes
from ledger.domain.past import SYSTEM, Past, Recorded
from ledger.domain.terms import NOMINAL
from ledger.figures.scorecards.record import Done, Record
from ledger.projections import (
    calendars,
    collaborations,
    history,
    listing,
    money,
    schools,
    told,
    trusts,
)
from ledger.projections.snapshot import Snapshot

MOST_ACTS = 100_000
"""More than any collaboration will ever hold."""

Lives = Mapping[int, Sequence[Recorded[Any]]]
"""The entries of each act, as amended."""


def record_of(now: Snapshot, collaboration: int) -> Record | None:
    """The record of a collaboration as far as it stands; None where none is there to be seen."""
    return now.once(("record", collaboration), lambda: _read(now, collaboration))


def _read(now: Snapshot, collaboration: int) -> Record | None:
    if collaborations.standing(now, collaboration) is None:
        return None
    rows = listing.acts(now, listing.Wanted(collaboration=collaboration), MOST_ACTS)
    standing = {row.act: row.kind for row in rows if not row.is_withdrawn}
    orphans = tuple(sorted(row.act for row in rows if row.is_orphaned and row.act in standing))
    whole, lives = _entries(now, collaboration, standing)
    cited = _cited(now, lives)
    acts = tuple(
        _done(act, standing[act], life, cited)
        for act, life in lives.items()
        if act not in orphans and not _in_dispute(life)
    )
    disputed = _in_dispute(whole)
    proving = tuple(entry for entry in whole if entry.id not in disputed)
    record = Record(proving, acts, frozenset(), orphans)
    return _with_schools(now, collaboration, record, _first(whole))


def _in_dispute(told: Sequence[Recorded[Any]]) -> set[UUID]:
    """The entries among these of which a school says that they are not so."""
    past = Past(tuple(told), SYSTEM, told[-1].at)
    return {dispute.event.disputed for dispute in open_disputes(past)}


def _entries(
    now: Snapshot, collaboration: int, acts: Iterable[int]
) -> tuple[tuple[Recorded[Any], ...], Lives]:
    """What was said of the collaboration as a whole, and the entries of each of these acts."""
    steps = history.lives(now, acts)
    story = history.stories(now, [collaboration]).get(collaboration, [])
    entries = told.entries(now, (step.step for each in (*steps.values(), story) for step in each))
    lives = {act: [entries[step.step] for step in life] for act, life in steps.items()}
    whole = told.as_amended(now, {collaboration: (entries[step.step] for step in story)})
    return whole[collaboration], told.as_amended(now, lives)


def _cited(now: Snapshot, lives: Lives) -> dict[int, frozenset[int]]:
    """The acts that each entry builds on, by positions."""
    ids = {
        entry.position: [str(act) for act, _ in entry.event.cited()]
        for life in lives.values()
        for entry in life
    }
    places = told.positions_of(now, (id for each in ids.values() for id in each))
    return {position: frozenset(places[id] for id in each) for position, each in ids.items()}


def _done(
    act: int, family: str, life: Sequence[Recorded[Any]], cited: Mapping[int, frozenset[int]]
) -> Done:
    return Done(act, family, tuple(life), frozenset().union(*(cited[e.position] for e in life)))


def _with_schools(now: Snapshot, collaboration: int, record: Record, first: str) -> Record:
    """The same record, with what the register knows of the schools in it.

    Its terms are those of the school that was named first.
    """
    inside_now = collaborations.members(now, [collaboration]).get(collaboration, [])
    members = {row.school for row in inside_now}
    named = {s for done in record.acts for entry in done.entries for s in entry.event.schools()}
    known = schools.some(now, members | named)
    lineage = {urn: row.lineage for urn, row in known.items()}
    inside = trusts.of_schools(now, known)
    terms = calendars.terms_of(now, known)
    released = money.released_for(now, (done.act for done in record.acts))
    return Record(
        whole=record.whole,
        acts=record.acts,
        orphans=record.orphans,
        members=frozenset(lineage.get(urn, urn) for urn in members),
        terms=terms.get(first, NOMINAL),
        lineages=lineage,
        trusts={lineage[urn]: member.trust for urn, member in inside.items()},
        authorities={row.lineage: row.la_code for row in known.values()},
        names={row.lineage: row.name for row in known.values()},
        calendars={lineage[urn]: each for urn, each in terms.items()},
        released=tuple(row for row in released if row.collaboration != collaboration),
    )


def _first(whole: Iterable[Recorded[Any]]) -> str:
    """The school that was named first when it began: its terms are those of the collaboration."""
    return next(str(e.event.partners[0]) for e in whole if isinstance(e.event, Beginning))
