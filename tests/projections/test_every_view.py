"""What holds of every view, also of those not yet written: one log gives one answer, for ever."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any

import pytest
import sqlalchemy as sa

from ledger.domain.acts import KINDS
from ledger.domain.collaboration import InCollaboration
from ledger.domain.past import Recorded
from ledger.projections import VIEWS, collaborations, engagement, events, history, schools
from ledger.projections.question import Question
from ledger.projections.rebuild import rebuild
from ledger.projections.scope import Scope
from ledger.projections.snapshot import Snapshot
from ledger.projections.view import View
from tests.projections.conftest import Tell
from tests.projections.made_up import FIRST, SCHOOLS, TRUST, made_up
from tests.projections.story import AUDITOR, NOBODY, editor, in_memory, told, trustee
from tests.scenario import Scenario

SEEDS = (1, 2, 3)
UNHEARD: frozenset[type] = frozenset()
"""Kinds of entry that no view has to hear, each for a reason given here."""
QUESTIONS = {
    id(value): f"{module.__name__}.{name}"
    for module in (schools, collaborations, history, engagement, events)
    for name, value in vars(module).items()
    if isinstance(value, Question)
}
"""The questions that have a name."""

Entries = tuple[Recorded[Any], ...]


@cache
def expected(seed: int) -> dict[str, str]:
    """What each view holds at the end of a story, read at one go."""
    story = made_up(seed)
    with in_memory(story.entries) as ledger:
        return ledger.digests(len(story.entries))


@pytest.mark.parametrize("batch", [1, 7])
def test_batches_of_any_size_on_any_database_give_one_digest(engine: sa.Engine, batch: int) -> None:
    story = made_up(SEEDS[0])
    ledger = told(engine, story, batch)
    assert ledger.digests(len(story.entries)) == expected(SEEDS[0])
    ledger.recorder.close()


def test_what_is_told_bit_by_bit_gives_the_digest_of_what_is_told_at_once(tell: Tell) -> None:
    story = made_up(SEEDS[1])
    ledger = tell(Scenario(story.entries[:20]))
    for start in range(20, len(story.entries), 13):
        ledger.hears(story.entries[start : start + 13])
    assert ledger.digests(len(story.entries)) == expected(SEEDS[1])


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_a_view_that_is_built_again_holds_the_same(tell: Tell, view: View) -> None:
    ledger = tell(made_up(SEEDS[2]))
    new = rebuild(ledger.engine, view, ledger.read, batch=50)
    assert new.number == 2
    assert ledger.digests(new.position) == expected(SEEDS[2])


@pytest.mark.parametrize("seed", SEEDS)
def test_a_past_digest_can_be_taken_later(seed: int) -> None:
    story = made_up(seed)
    with in_memory(story.entries, batch=29) as ledger:
        for known_by in Random(seed).sample(range(1, len(story.entries)), 4):
            with in_memory(story.entries[:known_by]) as then:
                assert ledger.digests(known_by) == then.digests(known_by)


def test_every_kind_of_entry_is_heard() -> None:
    heard = frozenset(kind for view in VIEWS for kind in view.hears)
    assert frozenset(KINDS) - heard == UNHEARD
    assert heard <= frozenset(KINDS)


@dataclass(frozen=True)
class Moment:
    """Who asks, and about when."""

    scope: Scope
    known_by: int
    happened_by: date


def moments(random: Random, size: int) -> Iterator[Moment]:
    """A position and a day, by chance, asked about by everybody."""
    known_by, day = random.randint(20, size), FIRST + timedelta(days=random.randint(0, 220))
    for scope in (AUDITOR, NOBODY, trustee(*TRUST), *map(editor, SCHOOLS[2:6])):
        yield Moment(scope, known_by, day)


@pytest.mark.parametrize("seed", range(4, 16))
def test_the_past_answers_as_it_did_then(seed: int) -> None:
    story, random = made_up(seed), Random(seed)
    with in_memory(story.entries, batch=31) as ledger:
        for moment in moments(random, len(story.entries)):
            with ledger.asked_by(*vars(moment).values()) as now:
                found = answers(now)
            assert found == as_it_was(story.entries, moment), moment


def as_it_was(entries: Entries, moment: Moment) -> list[Any]:
    """The answers of a ledger that knows no more; but rights are those of today."""
    then = entries[: moment.known_by]
    with in_memory((*then, *rights_since(entries, moment.known_by))) as ledger:
        with ledger.asked_by(*vars(moment).values()) as now:
            return answers(now)


def rights_since(entries: Entries, known_by: int) -> list[Recorded[Any]]:
    """Who came to the collaborations of then later on, and who left them."""
    then = {str(entry.id) for entry in entries[:known_by]}
    return [
        entry
        for entry in entries[known_by:]
        if isinstance(entry.event, InCollaboration) and str(entry.event.collaboration) in then
    ]


def answers(now: Snapshot) -> list[Any]:
    """Everything that the views can be asked, and what they answer."""
    return [list(asked(now)) for asked in (of_schools, of_collaborations, of_acts, of_contacts)]


def of_schools(now: Snapshot) -> Iterator[Any]:
    for wanted in (schools.Filter(), schools.Filter("90000"), schools.Filter(phase="primary")):
        yield schools.count(now, wanted)
        yield schools.page(now, wanted, first=5)
    yield from (schools.some(now, SCHOOLS), schools.names(now, SCHOOLS))
    yield from (schools.links(now, SCHOOLS), sorted(schools.of_trust(now, "77")))
    yield [schools.lineage(now, number) for number in SCHOOLS]


def of_collaborations(now: Snapshot) -> Iterator[Any]:
    everything = range(1, 200)
    for wanted in ((), SCHOOLS[:1], SCHOOLS[2:5]):
        yield collaborations.count(now, wanted)
        yield collaborations.page(now, wanted, first=50)
    yield collaborations.some(now, everything)
    yield collaborations.members(now, everything)
    yield history.stories(now, everything)


def of_acts(now: Snapshot) -> Iterator[Any]:
    everything = range(1, 200)
    known = list(collaborations.some(now, everything))[:3]
    for wanted in (
        history.Wanted(),
        history.Wanted(kind="visit", earliest=date(2025, 10, 1), latest=date(2026, 2, 1)),
        *(history.Wanted(schools=(number,)) for number in SCHOOLS),
        *(history.Wanted(collaboration=position) for position in known),
        *(history.Wanted(SCHOOLS[:2], position) for position in known),
    ):
        yield history.count(now, wanted)
        yield history.acts(now, wanted, first=20)
    yield [history.act_at(now, position) for position in range(30, 60)]
    yield from (history.parts(now, everything), history.lives(now, everything))
    for asked in (events.Wanted(), events.Wanted(SCHOOLS[:2]), *map(of_collaboration, known)):
        yield events.count(now, asked)
        yield events.page(now, asked, first=30)


def of_collaboration(position: int) -> events.Wanted:
    return events.Wanted(collaboration=position)


def of_contacts(now: Snapshot) -> Iterator[Any]:
    yield [engagement.of_schools(now, [number]) for number in SCHOOLS]
    yield engagement.of_schools(now, SCHOOLS[:3])
    yield [engagement.of_collaboration(now, position) for position in range(1, 100)]


class Listening(Snapshot):
    """Notes which questions are asked of it."""

    def ask(self, question: Question, **arguments: Any) -> sa.CursorResult[Any]:
        self._answers.setdefault("asked", set()).add(id(question))
        return super().ask(question, **arguments)


def test_every_question_is_asked_here() -> None:
    with in_memory(made_up(1).entries) as ledger, listening(ledger.asked_by()) as now:
        answers(now)
        unasked = QUESTIONS.keys() - now._answers["asked"]
    assert {QUESTIONS[one] for one in unasked} == set()


@contextmanager
def listening(asked: Any) -> Iterator[Listening]:
    with asked as now:
        yield Listening(now.connection, now.known_by, now.happened_by, now.scope)


MARKED = ("900101", "900102", "900103", "wellbeing", "music", "shared_evaluation", "evaluation")


def test_no_byte_of_another_trust_is_told() -> None:
    entries = two_trusts()
    with in_memory(entries) as ledger:
        for scope in (editor(SCHOOLS[0]), trustee(*TRUST), NOBODY):
            for known_by in range(1, len(entries) + 1):
                with ledger.asked_by(scope, known_by) as now:
                    heard = repr([list(told) for told in private(now)])
                assert [mark for mark in MARKED if mark in heard] == [], (scope, known_by)
        with ledger.asked_by(AUDITOR) as now:
            heard = repr([list(told) for told in private(now)])
    assert [mark for mark in MARKED if mark not in heard] == []


def private(now: Snapshot) -> Iterable[Iterator[Any]]:
    return (of_collaborations(now), of_acts(now), of_marked_acts(now), of_contacts(now))


def two_trusts() -> Entries:
    raise NotImplementedError


def of_marked_acts(now: Snapshot) -> Iterator[Any]:
    raise NotImplementedError
