"""The log keeps what it is given once, in one order, and refuses what its conditions forbid."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from json import loads
from uuid import RFC_4122, UUID

import pytest
import sqlalchemy as sa

from ledger.log import merkle
from ledger.log.contract import (
    Condition,
    DCBEvent,
    IntegrityError,
    Item,
    ProgrammingError,
    Query,
    Written,
)
from ledger.log.engine import reading, writing
from ledger.log.envelope import instant, microseconds
from ledger.log.recorder import Recorder
from ledger.log.tables import event, event_tag
from tests.log.cast import ACT, ASTOR, DOVER, assert_whole, unless, written

NOON = datetime(2026, 3, 9, 12, tzinfo=UTC)


def test_an_event_comes_back_as_it_went_in(recorder: Recorder) -> None:
    held = Written("visit-held/1", b"\x00body", [DOVER, ACT, ACT], "e1", {"role": "editor"})

    position = recorder.append([held])

    found = recorder.find("e1")
    assert found is not None
    assert found.position == position == 1
    assert found.event == Written(
        "visit-held/1", b"\x00body", [ACT, DOVER], "e1", {"role": "editor"}, held.at, held.leaf
    )
    assert held.at is not None
    assert recorder.head() == (1, held.leaf, held.at)


def test_the_envelope_binds_everything(recorder: Recorder, engine: sa.Engine) -> None:
    recorder.append([Written("visit-held/1", b"body", [DOVER, ACT], "e1", {"role": "editor"})])

    with reading(engine) as db:
        row = db.execute(sa.select(event)).one()
    told = loads(row.envelope)
    assert len(told.pop("nonce")) == 32
    assert told == {
        "v": 1,
        "id": "e1",
        "type": "visit-held/1",
        "tags": [ACT, DOVER],
        "at": instant(row.recorded_at).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "by": {"role": "editor"},
        "body": sha256(b"body").hexdigest(),
    }
    assert row.leaf == merkle.leaf_hash(row.envelope)


def test_no_two_envelopes_can_be_guessed_from_each_other(recorder: Recorder) -> None:
    first, second = written(), written()

    recorder.append([first, second])

    assert first.id != second.id
    assert first.leaf != second.leaf


def test_what_brings_no_id_is_given_a_random_one(recorder: Recorder) -> None:
    events = [Written("happened", b"{}") for _ in range(200)]
    recorder.append(events)
    ids = [UUID(new.id) for new in events]
    assert {(one.version, one.variant) for one in ids} == {(4, RFC_4122)}
    assert len(set(ids)) == len(events)
    assert {str(one) for one in ids} == {new.id for new in events}


def test_an_id_is_recorded_once(recorder: Recorder, engine: sa.Engine) -> None:
    recorder.append([written("e1")])

    with pytest.raises(IntegrityError):
        recorder.append([written("e2"), written("e1")])
    with pytest.raises(IntegrityError):
        recorder.append([written("e3"), written("e3")])

    assert assert_whole(engine) == 1


def test_nothing_is_no_append(recorder: Recorder) -> None:
    with pytest.raises(ProgrammingError):
        recorder.append([])


@pytest.mark.parametrize(
    "bad",
    [
        DCBEvent("visit-held/1", b"", ["school:\0"]),
        DCBEvent("visit\0held/1", b"", []),
        DCBEvent("visit-held/1", b"", ["school:\ud800"]),
        Written("visit-held/1", b"", [], "e\0"),
        Written("visit-held/1", b"", [], by={"role": "\0"}),
        Written("visit-held/1", b"", [], by={"rôle": "editor"}),
        DCBEvent("visit-held/1", "text", []),  # type: ignore[arg-type]
    ],
)
def test_what_a_database_cannot_keep_is_refused_by_all(bad: DCBEvent, recorder: Recorder) -> None:
    with pytest.raises(ProgrammingError):
        recorder.append([bad])

    assert recorder.size() == 0


def test_text_that_only_looks_like_nul_is_kept(recorder: Recorder) -> None:
    recorder.append([written("e1", r"note:\u0000")])

    assert recorder.at([1])[0].event.tags == [r"note:\u0000"]


@pytest.mark.parametrize(
    ("condition", "is_refused"),
    [
        (unless(ACT), True),
        (unless(ACT, after=2), False),
        (unless(ACT, after=1), True),
        (unless(ACT, DOVER), True),
        (unless(DOVER, ACT, after=2), False),
        (unless(ASTOR, DOVER), False),
        (unless(ACT, types=("visit-held/1",)), True),
        (unless(ACT, types=("visit-cancelled/1",)), False),
        (unless(types=("visit-held/1", "visit-cancelled/1")), True),
        (unless(types=("visit-held/1",), after=2), False),
        (unless(types=("visit-cancelled/1",)), False),
        (Condition(), True),
        (Condition(after=1), True),
        (Condition(after=2), False),
        (Condition(Query([Item(tags=[ASTOR, DOVER]), Item(tags=[DOVER])])), True),
    ],
)
def test_a_condition_asks_about_types_and_tags(
    condition: Condition, is_refused: bool, recorder: Recorder
) -> None:
    recorder.append([written("e1", ACT, ASTOR), written("e2", ACT, DOVER)])

    if is_refused:
        with pytest.raises(IntegrityError):
            recorder.append([written("e3")], condition)
    else:
        recorder.append([written("e3")], condition)

    assert recorder.size() == (2 if is_refused else 3)


def test_many_events_in_one_append_are_one_append(recorder: Recorder, engine: sa.Engine) -> None:
    many = [written(f"e{n}", ACT, f"school:{n}") for n in range(1, 1_001)]
    recorder.append(many[:1])

    with pytest.raises(IntegrityError):
        recorder.append(many)
    assert recorder.append(many[1:], unless(DOVER)) == 1_000

    assert assert_whole(engine) == 1_000
    assert [found.event.id for found in recorder.read(Query([Item(tags=["school:777"])]))] == [
        "e777"
    ]
    assert all(new.leaf for new in many)


def test_an_event_without_tags_is_kept(recorder: Recorder) -> None:
    recorder.append([DCBEvent("visit-held/1", b"")] * 2)

    assert [found.event.tags for found in recorder.read()] == [[], []]


def test_events_are_found_by_id_and_by_position(recorder: Recorder) -> None:
    recorder.append([written("e1"), written("e2"), written("e3")])

    assert recorder.positions_of(["e3", "e9", "e1"]) == {"e1": 1, "e3": 3}
    assert recorder.positions_of([]) == {}
    assert [found.event.id for found in recorder.at([3, 1, 3])] == ["e3", "e1", "e3"]
    assert recorder.find("e9") is None
    with pytest.raises(KeyError):
        recorder.at([4])


def test_views_scan_the_log_in_pages(recorder: Recorder) -> None:
    recorder.append([written(f"e{n}") for n in range(1, 6)])

    page = recorder.scan(1, 2)
    assert [(row.position, row.event_id, row.type, row.body) for row in page] == [
        (2, "e2", "visit-held/1", b"{}"),
        (3, "e3", "visit-held/1", b"{}"),
    ]
    assert [row.position for row in recorder.scan(3, 10, upto=4)] == [4]
    assert recorder.scan(5, 10) == []


class Clock:
    """Tells the times it is given, the last one for ever."""

    def __init__(self, *times: datetime) -> None:
        self.times = [microseconds(at) for at in times]

    def __call__(self) -> int:
        return self.times.pop(0) if len(self.times) > 1 else self.times[0]


@pytest.fixture
def timed(engine: sa.Engine) -> Iterator[Recorder]:
    """A log whose clock goes forward an hour, then back two."""
    hour = timedelta(hours=1)
    recorder = Recorder(engine, clock=Clock(NOON, NOON + hour, NOON - hour, NOON + 2 * hour))
    yield recorder
    recorder.close()


def test_record_time_never_runs_backwards(timed: Recorder) -> None:
    for n in range(4):
        timed.append([written(f"e{n}")])

    hours = [(instant(row.recorded_at) - NOON) // timedelta(hours=1) for row in timed.scan(0, 9)]
    assert hours == [0, 1, 1, 2]


def test_an_instant_is_a_position(timed: Recorder) -> None:
    for n in range(4):
        timed.append([written(f"e{n}")])

    moments = [-1, 0, 1, 2, 3]
    positions = [timed.position_at(NOON + timedelta(hours=n, minutes=1)) for n in moments]
    assert positions == [0, 1, 3, 4, 4]
    assert timed.position_at(NOON) == 1
    assert timed.position_at(NOON - timedelta(microseconds=1)) == 0


def test_an_empty_log_has_a_head(recorder: Recorder) -> None:
    assert recorder.head() == (0, sha256(b"").digest(), None)
    assert recorder.position_at(NOON) == 0
    assert recorder.scan(0, 9) == []


def test_the_bytes_of_an_envelope_never_change(engine: sa.Engine) -> None:
    """If this fails, do not mend it here: logs that exist could no longer be verified."""
    recorder = Recorder(engine, clock=Clock(NOON), nonces=bytes)

    recorder.append([Written("visit-held/1", b"body", [DOVER, ACT], "e1", {"role": "editor"})])

    envelope = (
        b'{"at":"2026-03-09T12:00:00.000000Z",'
        b'"body":"230d8358dc8e8890b4c58deeb62912ee2f20357ae92a5cc861b98e68fe31acb5",'
        b'"by":{"role":"editor"},"id":"e1","nonce":"00000000000000000000000000000000",'
        b'"tags":["act:7","school:100002"],"type":"visit-held/1","v":1}'
    )
    assert recorder.head().root == sha256(b"\x00" + envelope).digest()


def test_alone_nothing_moves_between_reading_and_appending(
    recorder: Recorder, engine: sa.Engine
) -> None:
    recorder.append([written("e1")])
    held = written("e2")

    with recorder.alone() as log:
        seen = log.read(Query([Item(tags=[ACT])])).head
        log.append([held], unless(ACT, after=seen))
        with pytest.raises(IntegrityError):
            log.append([written("e3")], unless(ACT, after=seen))

    assert recorder.size() == 2
    assert held.leaf == recorder.at([2])[0].event.leaf
    assert_whole(engine)


def test_alone_all_is_taken_back_when_the_block_raises(recorder: Recorder) -> None:
    def give_up() -> None:
        with recorder.alone() as log:
            log.append([written("e1")])
            raise LookupError

    with pytest.raises(LookupError):
        give_up()

    assert recorder.size() == 0
    assert recorder.append([written("e1")]) == 1


@pytest.mark.parametrize(
    "change",
    [
        sa.update(event).values(type="visit-cancelled/1"),
        sa.delete(event),
        sa.update(event_tag).values(tag=DOVER),
        sa.delete(event_tag),
    ],
)
def test_the_log_cannot_be_changed(
    change: sa.Update | sa.Delete, recorder: Recorder, engine: sa.Engine
) -> None:
    recorder.append([written("e1")])

    with pytest.raises(sa.exc.DBAPIError, match="the log is append-only"), writing(engine) as db:
        db.execute(change)


def test_the_log_cannot_be_emptied(postgresql_url: str) -> None:
    import psycopg

    with (
        psycopg.connect(postgresql_url) as db,
        pytest.raises(psycopg.DatabaseError, match="the log is append-only"),
    ):
        db.execute("TRUNCATE event, event_tag")


@pytest.mark.parametrize(("position", "event_id"), [(1, "e2"), (2, "e1")])
def test_an_event_cannot_be_replaced(position: int, event_id: str, sqlite_url: str) -> None:
    from ledger.log.engine import open_database
    from ledger.log.schema import prepare

    engine = open_database(sqlite_url)
    prepare(engine)
    Recorder(engine).append([written("e1")])

    with pytest.raises(sa.exc.DBAPIError, match="append-only"), writing(engine) as db:
        db.exec_driver_sql(
            "INSERT OR REPLACE INTO event SELECT ?, ?, type, body, envelope, leaf, recorded_at "
            "FROM event",
            (position, event_id),
        )
    engine.dispose()
