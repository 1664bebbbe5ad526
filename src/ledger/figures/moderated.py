"""Whether work of pupils was judged by several schools: a source of its own for what changed.

A school that marks its own work may please itself; twenty pieces that two schools have judged bear
out what the readings say, or do not.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import chain
from typing import Any

from ledger.domain.acts.moderation import JudgementMade, PairJudged
from ledger.domain.past import Recorded
from ledger.figures.judging import judging
from ledger.projections import listing, lives
from ledger.projections.snapshot import Snapshot
from ledger.statistics.two_raters import is_shown

MOST = 1_000
"""More moderations than any collaboration will hold."""


def moderated(now: Snapshot, circle: int, since: date) -> tuple[int, ...]:
    """The entries by which a circle judged work after a day, where it is enough to be told of."""
    wanted = listing.Wanted(collaboration=circle, kind="moderation", latest=now.happened_by)
    rows = now.once(("moderations", circle), lambda: listing.acts(now, wanted, MOST))
    standing = [row.act for row in rows if not row.is_withdrawn and not row.is_orphaned]
    lives.expect(now, standing)
    return tuple(chain.from_iterable(_judged(now, act, since) for act in standing))


def _judged(now: Snapshot, act: int, since: date) -> tuple[int, ...]:
    """The judgements of one moderation, if they are of twenty pieces or more by two schools."""
    told = judging(now, act)
    if told is None:
        return ()
    made: list[Recorded[Any]] = [
        *told.past.entries_of(JudgementMade),
        *told.past.entries_of(PairJudged),
    ]
    said = [entry for entry in made if entry.event.happened_on > since]
    pieces = {piece for entry in said for piece in _pieces(entry.event)} & told.owners.keys()
    schools = {entry.event.school for entry in said}
    return tuple(e.position for e in said) if is_shown(len(pieces), len(schools)) else ()


def _pieces(event: JudgementMade | PairJudged) -> Iterator[str]:
    if isinstance(event, JudgementMade):
        yield from (one.sample for one in event.judgements)
    else:
        yield from (sample for pair in event.pairs for sample in (pair.left, pair.right))
