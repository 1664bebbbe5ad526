"""The past answers as it did then, to those who may see it today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.log.engine import open_database, reading
from ledger.log.recorder import Recorder
from ledger.projections.build import prepare
from ledger.projections.digest import digest
from ledger.projections.follow import follow
from ledger.projections.question import count_of
from ledger.projections.scope import Role, Scope
from ledger.projections.snapshot import NotYetKnown, Snapshot, at
from ledger.projections.view import Entry, View
from tests.projections.histories import SCHOOLS, history
from tests.projections.test_follow import the_build
from tests.projections.toys import (
    ASTOR,
    AUDITOR,
    DEAL,
    DOVER,
    GAMES,
    MEMBERS,
    OF_SCHOOL,
    START,
    TALLIES,
    Amended,
    Joined,
    Left,
    Played,
    Retracted,
    Tally,
    Toy,
    answers,
    clubs,
    day_of,
    editor,
    everyone,
    read,
    reading_only,
    record,
    view,
)


def replayed(toys: list[Toy], known_by: int, day: int, scope: Scope) -> tuple[list[object], str]:
    """What a ledger of these toys answers, and its digest, at a position and by a day."""
    engine = open_database("sqlite://")
    prepare(engine, [view])
    follow(engine, [view], reading_only(toys), batch=17)
    build = the_build(engine, view)
    with reading(engine) as connection:
        now = Snapshot(connection, known_by, day_of(day), scope)
        found = answers(now, SCHOOLS), digest(connection, build, known_by)
    engine.dispose()
    return found


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10**6), known_by=st.integers(1, 120), day=st.integers(0, 70))
def test_the_past_answers_as_it_did_then(seed: int, known_by: int, day: int) -> None:
    told = history(seed, 120)
    assert replayed(told, known_by, day, AUDITOR) == replayed(
        told[:known_by], known_by, day, AUDITOR
    )


@pytest.fixture
def asked(recorder: Recorder, engine: sa.Engine) -> Iterator[sa.Connection]:
    """Two clubs that share no school; a school of the first leaves, another joins late."""
    record(
        recorder,
        [
            Joined(ASTOR, 0),
            Joined(DOVER, 0, collaboration=1),
            Joined("MARK-SCHOOL", 0),
            Played("tag", (ASTOR, DOVER), 10, 30, collaboration=1),
            Played("MARK-GAME", ("MARK-SCHOOL",), 10, 30, collaboration=3),
            Left(DOVER, 20, collaboration=1),
            Played("chess", (ASTOR,), 30, 60, collaboration=1),
            Amended(5, 45, collaboration=3),
            Retracted(5, collaboration=3),
            Joined(DEAL, 40, collaboration=1),
        ],
    )
    prepare(engine, [view])
    follow(engine, [view], read)
    with reading(engine) as connection:
        yield connection


def games(connection: sa.Connection, scope: Scope, known_by: int = 10, day: int = 100) -> list[str]:
    now = Snapshot(connection, known_by, day_of(day), scope)
    return [row.name for row in now.ask(GAMES)]


def test_a_retracted_game_is_known_until_it_was_retracted(asked: sa.Connection) -> None:
    assert games(asked, AUDITOR, known_by=8) == ["chess", "MARK-GAME", "tag"]
    assert games(asked, AUDITOR, known_by=9) == ["chess", "tag"]
    assert games(asked, AUDITOR, known_by=8, day=10) == ["MARK-GAME", "tag"]
    assert games(asked, AUDITOR, known_by=8, day=9) == []


def test_a_school_that_left_sees_what_happened_before(asked: sa.Connection) -> None:
    assert games(asked, editor(ASTOR)) == ["chess", "tag"]
    assert games(asked, editor(DOVER)) == ["tag"]


def test_a_school_that_joined_later_sees_what_was_known_before(asked: sa.Connection) -> None:
    assert games(asked, editor(DEAL), known_by=7) == ["chess", "tag"]
    assert games(asked, editor(DEAL), known_by=4) == ["tag"]


def test_a_trustee_sees_what_any_school_of_the_trust_sees(asked: sa.Connection) -> None:
    trust = Scope(Role.TRUSTEE, frozenset({DOVER, "MARK-SCHOOL"}), START)
    assert games(asked, trust, known_by=8) == ["MARK-GAME", "tag"]


@pytest.mark.parametrize("role", [Role.NOBODY, Role.ADMIN])
def test_nobody_else_sees_more_than_is_public(asked: sa.Connection, role: Role) -> None:
    now = Snapshot(asked, 10, day_of(100), Scope(role, frozenset({ASTOR}), START))
    *hidden, tallies = answers(now)
    assert hidden == [[[], [], []], [], []]
    assert len(tallies) == 3


def test_no_byte_of_another_club_is_seen(asked: sa.Connection) -> None:
    for known_by in range(11):
        now = Snapshot(asked, known_by, day_of(100), editor(ASTOR, DOVER, DEAL))
        private = [now.ask(GAMES).all(), now.ask(MEMBERS).all()]
        private.append(now.ask(OF_SCHOOL, school="MARK-SCHOOL").all())
        assert "MARK" not in repr(private)
        all_of_it = Snapshot(asked, known_by, day_of(100), AUDITOR)
        for counted in (GAMES, MEMBERS):
            seen, there = (s.ask(count_of(counted)).scalar_one() for s in (now, all_of_it))
            marked = [row for row in all_of_it.ask(counted) if "MARK" in repr(row)]
            others = [row for row in marked if row.collaboration == 3]
            assert seen == there - len(others)


def test_no_argument_takes_the_place_of_the_scope(asked: sa.Connection) -> None:
    now = Snapshot(asked, 10, day_of(100), editor(DEAL))
    forged = {"sees_all": True, "scope_schools": ["MARK-SCHOOL"], "known_by": 8}
    assert now.ask(GAMES, **forged).all() == now.ask(GAMES).all()


def test_rights_are_looked_up_by_a_key(asked: sa.Connection) -> None:
    plain = sa.text("EXPLAIN QUERY PLAN " if asked.dialect.name == "sqlite" else "EXPLAIN ")
    if asked.dialect.name == "postgresql":
        asked.execute(sa.text("SET LOCAL enable_seqscan = off"))
    asked_by = AUDITOR.parameters | {"known_by": 10, "happened_by": day_of(100)}
    bound = asked_by | editor(ASTOR, DOVER).parameters
    compiled = GAMES.select.params(bound).compile(
        asked, compile_kwargs={"literal_binds": True, "render_postcompile": True}
    )
    plan = "\n".join(str(tuple(row)) for row in asked.execute(sa.text(f"{plain}{compiled}")))
    if asked.dialect.name == "sqlite":
        assert "PRIMARY KEY (collaboration=? AND school=?)" in plan
    else:
        assert "clubs_v1_b1_member_pkey" in plan


def test_a_snapshot_reads_once(asked: sa.Connection) -> None:
    now, reads = Snapshot(asked, 10, day_of(100), AUDITOR), []

    def told() -> int:
        reads.append(1)
        return len(now.ask(TALLIES).all())

    assert [now.once("tallies", told), now.once("tallies", told)] == [3, 3]
    assert reads == [1]


def test_a_position_that_the_views_have_not_reached_is_refused(asked: sa.Connection) -> None:
    now = at(asked, [view], AUDITOR)
    assert (now.known_by, now.happened_by) == (10, AUDITOR.today)
    assert at(asked, [view], AUDITOR, known_by=0).ask(GAMES).all() == []
    with pytest.raises(NotYetKnown):
        at(asked, [view], AUDITOR, known_by=11)


def test_a_view_that_is_not_built_yet_holds_up_only_its_own_questions(
    recorder: Recorder, engine: sa.Engine
) -> None:
    unbuilt = View("unbuilt", 1)
    unbuilt.table(Tally, key="school", seen_by=everyone)
    unbuilt.folds()(lambda entry, known: iter(()))
    record(recorder, history(1, 20))
    prepare(engine, [view, unbuilt])
    follow(engine, [view], read)
    with reading(engine) as connection:
        now = at(connection, [view, unbuilt], AUDITOR)
        assert now.known_by == 20
        assert len(now.ask(TALLIES).all()) > 0
    with reading(engine) as connection, pytest.raises(NotYetKnown, match="clubs"):
        at(connection, [clubs(2)], AUDITOR).ask(TALLIES)


def test_a_halted_view_answers_up_to_where_it_stopped(
    recorder: Recorder, engine: sa.Engine
) -> None:
    spoilt, sound = clubs(), View("sound", 1)
    sound.table(Tally, key="school", seen_by=everyone)
    sound.folds()(lambda entry, known: iter(()))
    told = spoilt.fold

    def until_20(entry: Entry, known: object) -> Iterator[object]:
        if entry.position > 20:
            raise LookupError
        return told(entry, known)

    spoilt.fold = until_20
    prepare(engine, [spoilt, sound])
    follow(engine, [spoilt, sound], read)
    record(recorder, history(1, 40))
    follow(engine, [spoilt, sound], read)
    with reading(engine) as connection:
        now = at(connection, [spoilt, sound], AUDITOR)
        assert now.known_by == 40
        with pytest.raises(NotYetKnown):
            now.ask(TALLIES)
        then = at(connection, [spoilt, sound], AUDITOR, known_by=20, happened_by=START)
        assert len(then.ask(TALLIES).all()) > 0
    assert then.happened_by + timedelta(days=0) == START
