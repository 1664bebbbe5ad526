"""What holds of every view, also of those not yet written: one log gives one answer, for ever."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from functools import cache, partial
from random import Random
from typing import Any

import pytest
import sqlalchemy as sa

from ledger.domain import privacy, sealing
from ledger.domain.acts import KINDS
from ledger.domain.acts.attendance import AttendanceConfirmed
from ledger.domain.acts.joint_commission import ExpertSessionHeld
from ledger.domain.acts.visit import VisitHeld
from ledger.domain.collaboration import InCollaboration
from ledger.domain.identifiers import ActId, CollaborationId, SchoolId
from ledger.domain.past import Recorded
from ledger.domain.pupil_intake import Matching
from ledger.domain.words import Attendance, Barrier, Focus, Subject, Theme
from ledger.projections import (
    VIEWS,
    calendars,
    chains,
    collaborations,
    events,
    findings,
    history,
    intakes,
    learnt,
    listing,
    lives,
    market,
    matters,
    meetings,
    money,
    own,
    quality,
    readings,
    schools,
    search,
    trusts,
    turns,
)
from ledger.projections.question import Question
from ledger.projections.rebuild import rebuild
from ledger.projections.snapshot import Snapshot
from ledger.projections.view import View
from tests.projections.conftest import Tell
from tests.projections.made_up import FIRST, PROVIDERS, SCHOOLS, TRUST, commission, made_up, visit
from tests.projections.story import (
    AUDITOR,
    NOBODY,
    colleague,
    editor,
    in_memory,
    told,
    trustee,
)
from tests.scenario import LAST_WEEK, TALK, Scenario, begun, given_only, person, school

SEEDS = (1, 2, 3)
UNHEARD: frozenset[type] = frozenset(privacy.KINDS + sealing.KINDS)
"""Kinds of entry that no view has to hear, each for a reason given here."""
ASKED = (
    schools, trusts, calendars, collaborations, history, intakes, lives, matters, meetings, events,
    readings, findings, chains, money, market, turns, own, learnt, quality,
)  # fmt: skip
QUESTIONS = {
    id(value): f"{module.__name__}.{name}"
    for module in ASKED
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


ASKERS = (AUDITOR, NOBODY, trustee(*TRUST), *map(editor, SCHOOLS[2:5]))


POINTS = [*range(4, 14), *(pytest.param(seed, marks=pytest.mark.long) for seed in range(14, 204))]
"""Two hundred points of as many made-up histories; ten of them each time, all before a release."""


@pytest.mark.parametrize("seed", POINTS)
def test_the_past_answers_as_it_did_then(seed: int) -> None:
    story, random = made_up(seed), Random(seed)
    known_by = random.randint(30, len(story.entries))
    day = FIRST + timedelta(days=random.randint(0, 220))
    then = (*story.entries[:known_by], *rights_since(story.entries, known_by))
    with in_memory(story.entries, batch=31) as today, in_memory(then) as back_then:
        for scope in ASKERS:
            with today.asked_by(scope, known_by, day) as now:
                found = answers(now)
            with back_then.asked_by(scope, known_by, day) as now:
                assert found == answers(now), scope


def rights_since(entries: Entries, known_by: int) -> list[Recorded[Any]]:
    """Who came to the collaborations of then later on, and who left: rights are those of today."""
    then = {str(entry.id) for entry in entries[:known_by]}
    return [
        entry
        for entry in entries[known_by:]
        if isinstance(entry.event, InCollaboration) and str(entry.event.collaboration) in then
    ]


def answers(now: Snapshot) -> list[Any]:
    """Everything that the views can be asked, and what they answer."""
    return [list(asked(now)) for asked in (of_schools, of_trusts, *PRIVATE)]


def of_schools(now: Snapshot) -> Iterator[Any]:
    for wanted in (
        search.Filter(),
        search.Filter("90000"),
        search.Filter(phase="primary"),
        search.Filter(trust="77"),
    ):
        yield search.count(now, wanted)
        yield search.page(now, wanted, first=5)
    yield from (schools.some(now, SCHOOLS), schools.names(now, SCHOOLS))
    yield schools.links(now, SCHOOLS)
    yield [schools.lineage(now, number) for number in SCHOOLS]
    yield calendars.terms_of(now, SCHOOLS)
    yield [intakes.of_phase(now, phase) for phase in ("primary", "secondary")]
    yield [intakes.of_matching(now, matching) for matching in Matching]


def of_trusts(now: Snapshot) -> Iterator[Any]:
    yield trusts.some(now, ("77", "78", "79"))
    yield trusts.of_schools(now, SCHOOLS)
    yield [sorted(trusts.of_trust(now, uid)) for uid in ("77", "78", "79")]


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
    known = sorted(collaborations.some(now, everything))[:3]
    for wanted in (
        listing.Wanted(),
        listing.Wanted(kind="visit", earliest=date(2025, 10, 1), latest=date(2026, 2, 1)),
        *(listing.Wanted(schools=(number,)) for number in SCHOOLS),
        *(listing.Wanted(collaboration=position) for position in known),
        *(listing.Wanted(SCHOOLS[:2], position) for position in known),
    ):
        yield listing.count(now, wanted)
        yield listing.acts(now, wanted, first=20)
    yield [history.act_at(now, position) for position in range(30, 60, 5)]
    yield from (history.parts(now, everything), history.lives(now, everything))
    yield sorted(history.gone(now, everything))
    yield sorted(history.acts_of(now, everything))
    yield matters.of_schools(now, ("need", "sole_role", "visit"), SCHOOLS)
    yield sorted(matters.on_the_ledger(now, SCHOOLS))
    for kind in ("need", "visit"):
        yield matters.open_to_all(now, kind, first=20)
        yield matters.among_ours(now, kind, first=20)
    for asked in (events.Wanted(), events.Wanted(SCHOOLS[:2]), *map(of_collaboration, known)):
        yield events.count(now, asked)
        yield events.page(now, asked, first=30)


def of_collaboration(position: int) -> events.Wanted:
    return events.Wanted(collaboration=position)


def of_contacts(now: Snapshot) -> Iterator[Any]:
    yield [meetings.of_schools(now, [number]) for number in SCHOOLS]
    yield meetings.of_schools(now, SCHOOLS[:3])
    begun = sorted(collaborations.some(now, range(1, 200)))
    yield [meetings.of_collaboration(now, position) for position in begun]


def of_readings(now: Snapshot) -> Iterator[Any]:
    everything = range(1, 200)
    yield readings.measures(now, everything)
    yield readings.of_circles(now, everything)
    yield readings.ever_read(now, SCHOOLS)
    yield [readings.read_by(now, [number]) for number in SCHOOLS]
    yield [readings.evaluating(now, position) for position in range(10, 60)]
    yield (findings.voices(now, everything), findings.of_acts(now, everything))
    yield [chains.of_act(now, position) for position in range(10, 60, 5)]
    yield [chains.of_collaboration(now, position) for position in range(8, 30)]
    yield findings.trials(now, everything)
    yield findings.confirmed(now, everything)


def of_market(now: Snapshot) -> Iterator[Any]:
    winter = money.Period(date(2025, 10, 1), date(2026, 2, 1))
    yield (market.page(now, 5), market.page(now, 5, "e"), market.count(now))
    yield [market.all_rated(now, period) for period in (money.ALWAYS, winter)]
    for provider in PROVIDERS:
        yield (market.is_known(now, provider), market.offers(now, provider))
        yield (market.rated(now, provider), market.rated(now, provider, winter))
        yield market.bought(now, provider)


def of_money(now: Snapshot) -> Iterator[Any]:
    everything = range(1, 200)
    winter = money.Period(date(2025, 10, 1), date(2026, 2, 1))
    for period in (money.ALWAYS, winter):
        yield [money.paid_by(now, [number], period) for number in SCHOOLS]
        yield money.released_by(now, SCHOOLS[:3], period)
    begun = sorted(collaborations.some(now, everything))
    yield [money.paid_in(now, position) for position in begun]
    yield [money.released_for(now, [act]) for act in everything]
    for life in lives.lives(now, everything).values():
        yield [(entry.position, entry.event) for entry in life.entries]


def of_turns(now: Snapshot) -> Iterator[Any]:
    begun = sorted(collaborations.some(now, range(1, 200)))
    for family in ("idea", "barrier", "next_step"):
        yield turns.of_schools(now, family, SCHOOLS)
        yield [turns.of_collaboration(now, family, position) for position in begun]
    yield turns.visits_of_schools(now, SCHOOLS)
    yield [turns.visits_of_collaboration(now, position) for position in begun]
    yield [learnt.of_alike(now, barrier, "secondary", 0, 999) for barrier in Barrier]


def of_quality(now: Snapshot) -> Iterator[Any]:
    begun = min(collaborations.some(now, range(1, 200)), default=1)
    for schools_asked, position in ((SCHOOLS[:3], 0), ((), begun), ((), 0)):
        asked, told = quality.of(now, schools_asked, position)
        yield quality.lines(now, asked, told)
        yield quality.unconfirmed(now, asked, told, 30)
        yield quality.orphans(now, asked, told)
    yield own.recorded(replace(now, scope=now.scope._replace(person=person(900_001))))


PRIVATE = (
    of_collaborations, of_acts, of_contacts, of_readings, of_money, of_market, of_turns, of_quality,
)  # fmt: skip
"""What not everybody may ask, or not everybody hears the same of."""


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


OTHERS = (SchoolId("900101"), SchoolId("900102"))
OURS, THEIRS = 5, 6
"""Where, after four schools are in the register, their collaborations begin."""
MARKED_FOCUS = Focus(theme=Theme.WELLBEING, subject=Subject.MUSIC)


def two_trusts() -> tuple[Entries, list[str]]:
    """Two trusts that share nothing, told in turn; and all that stands in the second one's part."""
    story = given_only(*map(school, (*SCHOOLS[:2], *OTHERS)))
    story = story.and_then(
        (colleague(SCHOOLS[0]), begun(*SCHOOLS[:2])),
        (colleague(OTHERS[0]), begun(*OTHERS, focus=MARKED_FOCUS)),
        (colleague(SCHOOLS[0]), visit(SCHOOLS[:2], common(OURS, TALK))),
        (colleague(OTHERS[0]), commission(OTHERS, common(THEIRS, MARKED_FOCUS))),
    )
    for first, schools_there, held in (
        (OURS + 2, SCHOOLS[:2], partial(VisitHeld, lessons_seen=1)),
        (THEIRS + 2, OTHERS, ExpertSessionHeld),
    ):
        act = ActId(int=first)
        came = tuple(Attendance(school=number, attended=2) for number in schools_there)
        story = story.and_then(
            (colleague(schools_there[0]), held(act=act, attendance=came, **HELD)),
            *(
                (colleague(one), AttendanceConfirmed(act=act, school=one, attended=1))
                for one in schools_there
            ),
        )
    marked = [entry for entry in story.entries if f"school:{OTHERS[0]}" in entry.tags][1:]
    ids = [str(entry.id) for entry in marked if entry.event.ROOT]
    topics = [entry.event.TOPIC for entry in marked if "expert" in entry.event.TOPIC]
    return story.entries, [*OTHERS, "wellbeing", "music", "joint_commission", *ids, *topics]


HELD = {"happened_on": LAST_WEEK, "minutes": 60}


def common(collaboration: int, focus: Focus) -> dict[str, Any]:
    of = CollaborationId(int=collaboration)
    return {"collaboration": of, "focus": focus, "planned_for": LAST_WEEK, "minutes": 60}


def of_the_others(now: Snapshot) -> Iterator[Any]:
    """What somebody asks who has guessed whom to ask about."""
    yield listing.acts(now, listing.Wanted(schools=OTHERS))
    yield collaborations.page(now, OTHERS)
    yield events.page(now, events.Wanted(collaboration=THEIRS), first=50)
    yield meetings.of_schools(now, OTHERS)
    yield money.paid_by(now, OTHERS)
    yield money.released_for(now, [THEIRS + 2])
    yield [entry for life in lives.lives(now, [THEIRS + 2]).values() for entry in life.entries]
    yield turns.visits_of_schools(now, OTHERS)


def private(now: Snapshot) -> list[Any]:
    """All that is not public."""
    return [list(asked(now)) for asked in (*PRIVATE, of_the_others)]


def test_no_byte_of_another_trust_is_told() -> None:
    entries, marks = two_trusts()
    with in_memory(entries) as ledger:
        with ledger.asked_by(AUDITOR) as now:
            told_to_all = repr(private(now))
        assert [mark for mark in marks if mark not in told_to_all] == []
        for scope in (editor(SCHOOLS[0]), trustee(*TRUST), NOBODY):
            for known_by in range(1, len(entries) + 1):
                with ledger.asked_by(scope, known_by) as now:
                    heard = repr(private(now))
                    of_others = list(of_the_others(now))
                assert [mark for mark in marks if mark in heard] == []
                assert all(found == [] for found in of_others)


def test_what_another_trust_does_is_not_counted() -> None:
    entries, _ = two_trusts()
    with in_memory(entries) as ledger:
        counted = {}
        for name, scope in (
            ("editor", editor(SCHOOLS[0])),
            ("nobody", NOBODY),
            ("auditor", AUDITOR),
        ):
            with ledger.asked_by(scope) as now:
                counted[name] = (
                    collaborations.count(now),
                    listing.count(now, listing.Wanted()),
                    listing.count(now, listing.Wanted(schools=OTHERS)),
                    events.count(now, events.Wanted(collaboration=THEIRS)),
                )
    assert counted == {"editor": (1, 1, 0, 0), "nobody": (0, 0, 0, 0), "auditor": (2, 2, 1, 5)}


def test_every_database_gives_the_same_answers(tell: Tell) -> None:
    story, random = made_up(SEEDS[0]), Random(SEEDS[0])
    ledger = tell(story)
    with in_memory(story.entries) as other:
        for scope in ASKERS:
            known_by = random.randint(40, len(story.entries))
            day = FIRST + timedelta(days=random.randint(0, 220))
            with ledger.asked_by(scope, known_by, day) as now:
                found = answers(now)
            with other.asked_by(scope, known_by, day) as now:
                assert found == answers(now), (scope, known_by, day)
