"""Figures of a story: what was recorded, and what a method says of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

from ledger.domain.identifiers import ActId, SchoolId
from ledger.domain.past import By
from ledger.figures.figure import MOST_SECURE, Figure
from ledger.figures.method import Method, reopen
from ledger.figures.saying import sentence
from ledger.projections.scope import Scope
from ledger.projections.snapshot import Snapshot
from tests.projections.story import AUDITOR, colleague, in_memory
from tests.scenario import Scenario, id_of

SIX = tuple(SchoolId(str(910_001 + number)) for number in range(6))
"""Six schools that do something together."""


def act_at(position: int) -> ActId:
    """The act that the entry at this position opened."""
    return ActId(str(id_of(position)))


def says(school: SchoolId, event: Any) -> tuple[By, Any]:
    """A colleague of this school records it."""
    return colleague(school), event


@contextmanager
def asking(
    story: Scenario,
    scope: Scope = AUDITOR,
    known_by: int | None = None,
    happened_by: date | None = None,
) -> Iterator[Snapshot]:
    """A ledger that was told a story, as somebody may read it."""
    with in_memory(story.entries) as ledger, ledger.asked_by(scope, known_by, happened_by) as now:
        yield now


def asked(story: Scenario, method: Method, /, scope: Scope = AUDITOR, **arguments: Any) -> Figure:
    """The figure that a story gives; its receipt opens as the same."""
    moment = {name: arguments.pop(name, None) for name in ("known_by", "happened_by")}
    with asking(story, scope, **moment) as now:
        found = method.ask(now, **arguments)
        assert reopen(now, found.receipt).is_same
    assert found.value is not None or found.security == 0
    assert found.value is None or found.security == MOST_SECURE or found.reasons
    return found


def said(story: Scenario, method: Method, /, scope: Scope = AUDITOR, **arguments: Any) -> str:
    """The sentence of that figure."""
    return sentence(asked(story, method, scope, **arguments))


Question = tuple[Method, dict[str, Any]]
"""A method, and what it is asked about."""


def as_it_was(story: Scenario, questions: Sequence[Question], every: int = 1) -> None:
    """At some positions the figures are those of a ledger that was told no more than that."""
    with in_memory(story.entries) as ledger:
        for known_by in range(every, len(story.entries) + 1, every):
            with ledger.asked_by(AUDITOR, known_by) as now:
                today = [method.ask(now, **about) for method, about in questions]
            with asking(Scenario(story.entries[:known_by])) as now:
                assert [method.ask(now, **about) for method, about in questions] == today, known_by
