"""The one door by which anything is written, on both databases."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Barrier

import pytest
import sqlalchemy as sa

from ledger.application import TRIES, Ledger
from ledger.domain.acts.attendance import AttendanceConfirmed
from ledger.domain.collaboration import CollaborationProposed, SchoolJoined
from ledger.domain.identifiers import ActId, CollaborationId, FieldName, SchoolId
from ledger.domain.past import SYSTEM, Look
from ledger.domain.record import Sealed
from ledger.domain.refusal import (
    AlreadySaid,
    KeyReused,
    NotWellFormed,
    OutOfRange,
    Refused,
    SchoolNotOpen,
)
from ledger.domain.school import (
    Change,
    SchoolClosed,
    SchoolDetailsChanged,
    SchoolSucceeded,
    Succession,
)
from ledger.domain.words import Attendance
from ledger.log.contract import Condition, IntegrityError, Item, Query
from ledger.log.engine import open_database
from ledger.log.errands import Errands
from ledger.log.recorder import Recorder
from ledger.log.tables import metadata, sealed
from ledger.log.vault import Vault
from tests.acts import test_joint_commission as commission
from tests.acts import test_visit as visit
from tests.acts.test_any_act import amended
from tests.scenario import (
    ADA,
    ANN,
    ASTOR,
    BEGUN,
    BEN,
    DEAL,
    DOT,
    DOVER,
    LAST_WEEK,
    NOBODYS,
    NOW,
    REGISTER,
    TIM,
    begun,
    school,
)

THREADS = 8


def door(engine, keys, recorder=None):
    log, vault = recorder or Recorder(engine), Vault(engine, keys)
    return Ledger(log, vault, Errands(engine), clock=lambda: NOW)


@pytest.fixture
def ledger(engine, keys, recorder):
    """A ledger that knows the schools of the cast."""
    ledger = door(engine, keys, recorder)
    ledger.record_judged(REGISTER, SYSTEM)
    return ledger


@pytest.fixture
def together(ledger):
    return CollaborationId(str(ledger.record(BEGUN, ANN).id))


@pytest.fixture
def expert(ledger, together):
    """An expert who may come any number of times."""
    plan = replace(commission.PLANNED, collaboration=together)
    return ActId(str(ledger.record(plan, ANN).id))


def size(ledger):
    return ledger.log.head().size


def at_once(work, times=THREADS):
    """The answers of threads that begin together."""
    start = Barrier(times)

    def begin(n):
        start.wait(timeout=60)
        try:
            return work(n)
        except Refused as refused:
            return type(refused)

    with ThreadPoolExecutor(times) as threads:
        return list(threads.map(begin, range(times)))


def test_the_same_key_and_words_give_the_same_receipt(ledger):
    first = ledger.record(BEGUN, ANN, "a")
    assert ledger.record(BEGUN, ANN, "a") == first
    assert first.position == size(ledger) == len(REGISTER) + 1
    assert ledger.at([first.position]) == [first]
    assert first.leaf


@pytest.mark.parametrize(
    "other",
    [
        replace(BEGUN, title=Sealed("Less talk in science")),
        replace(BEGUN, planned_terms=4),
        replace(BEGUN, partners=(DOVER, ASTOR)),
        SchoolJoined(collaboration=CollaborationId(int=1), school=DEAL, happened_on=LAST_WEEK),
    ],
)
def test_the_same_key_with_something_else_is_refused(ledger, other):
    ledger.record(BEGUN, ANN, "a")
    with pytest.raises(
        KeyReused, match=r"^This key was used for something else\. Make up a new"
    ) as refusal:
        ledger.record(other, ANN, "a")
    assert refusal.value.path == ("idempotencyKey",)
    assert size(ledger) == len(REGISTER) + 1


def test_the_key_of_somebody_else_is_another_key(ledger):
    assert ledger.record(BEGUN, ANN, "a").id != ledger.record(BEGUN, BEN, "a").id
    assert size(ledger) == len(REGISTER) + 2


def test_without_a_key_the_same_words_are_said_twice(ledger):
    assert ledger.record(BEGUN, ANN).id != ledger.record(BEGUN, ANN).id
    assert size(ledger) == len(REGISTER) + 2


def test_words_stand_nowhere_in_the_database(ledger, engine, database_url):
    words = "Zażółć: more talk in science"
    first = ledger.record(replace(BEGUN, title=Sealed(words)), ANN, "a")
    with engine.connect() as db:
        values = [value for table in metadata.sorted_tables for row in db.execute(table.select())
                  for value in row]  # fmt: skip
    held = b"".join(v if isinstance(v, bytes) else str(v).encode() for v in values)
    if database_url.startswith("sqlite"):
        held += b"".join(
            path.read_bytes() for path in Path(engine.url.database).parent.glob("*.db*")
        )
    assert b"partners" in held, "the facts are there"
    assert words.encode() not in held
    commitment = first.event.title.commitment
    assert ledger.vault.open_many([commitment]) == {commitment: words}


def test_the_same_key_with_words_where_there_were_none_is_refused(ledger):
    proposed = CollaborationProposed(**vars(BEGUN))
    another = replace(proposed.outcomes[0], statement=Sealed("They ask their own questions."))
    ledger.record(proposed, ANN, "a")
    for other in (
        replace(proposed, theory_of_change=Sealed("They see it done.")),
        replace(proposed, outcomes=(*proposed.outcomes, another)),
    ):
        with pytest.raises(KeyReused):
            ledger.record(other, ANN, "a")


def test_the_receipt_stands_when_the_words_are_forgotten(ledger):
    first = ledger.record(BEGUN, ANN, "a")
    ledger.vault.forget(ANN.person)
    assert ledger.vault.open_many([first.event.title.commitment]) == {}
    assert ledger.record(BEGUN, ANN, "a") == first
    with pytest.raises(KeyReused):
        ledger.record(replace(BEGUN, planned_terms=4), ANN, "a")


def test_what_is_refused_leaves_nothing(ledger, engine, together):
    def left():
        with engine.connect() as db:
            words = db.scalar(sa.select(sa.func.count()).select_from(sealed))
        return size(ledger), words

    before = left()
    plan = replace(visit.PLANNED, collaboration=together)
    for refused, by in (
        (replace(BEGUN, partners=(ASTOR, NOBODYS)), ANN),
        (replace(plan, planned_for=date(2020, 1, 1)), ANN),
        (BEGUN, TIM),
        (replace(BEGUN, title=Sealed("x" * (1 << 20))), ANN),
    ):
        with pytest.raises(Refused):
            ledger.record(refused, by, "a")
    assert left() == before


@pytest.mark.parametrize("broken", ["\x00", "\ud800", "9" * (1 << 20)])
def test_no_database_is_asked_about_what_it_cannot_hold(ledger, broken):
    with pytest.raises(NotWellFormed):
        ledger.record(begun(ASTOR, SchoolId(broken)), ANN)
    with pytest.raises((NotWellFormed, OutOfRange)):
        ledger.record(replace(BEGUN, title=Sealed(f"More {broken}")), ANN)
    with pytest.raises((NotWellFormed, OutOfRange)):
        ledger.record(school(NOBODYS, name=broken), ADA)
    assert size(ledger) == len(REGISTER)


@pytest.mark.parametrize("key", ["\x00", "a\ud800"])
def test_a_key_can_be_written(ledger, key):
    with pytest.raises(NotWellFormed) as refusal:
        ledger.record(BEGUN, ANN, key)
    assert refusal.value.path == ("idempotencyKey",)


def test_a_later_entry_is_found_under_everything_that_its_act_is_about(ledger, together, expert):
    came = ledger.record(replace(commission.SESSION, act=expert), BEN)
    for tag in (
        f"school:{ASTOR}",
        f"school:{DOVER}",
        f"collaboration:{together}",
        f"act:{expert}",
        "provider:expert",
    ):
        assert came.id in {entry.id for entry in ledger.look(ANN, Look((tag,))).entries}, tag


def test_an_entry_is_found_under_whoever_recorded_it_and_nobody_else(ledger, expert):
    came = ledger.record(replace(commission.SESSION, act=expert), BEN)
    assert {tag for tag in came.tags if tag.startswith("by:")} == {f"by:{BEN.person}"}
    (first, *_) = ledger.at([1])
    assert not any(tag.startswith("by:") for tag in first.tags), "the register's own are too many"


def test_the_past_is_seen_as_it_was_amended(ledger, expert):
    came = ledger.record(replace(commission.SESSION, act=expert), ANN)
    ledger.record(replace(amended("minutes", "300", "240", came.id), act=expert), BEN)
    seen = ledger.look(ANN, Look((f"act:{expert}",))).entry(came.id)
    assert (seen.event.minutes, came.event.minutes) == (240, 300)
    assert ledger.at([came.position]) == [came], "what is stored stays as it was"


def test_of_those_who_join_one_school_at_once_one_wins(ledger, together):
    join = SchoolJoined(collaboration=together, school=DEAL, happened_on=LAST_WEEK)
    before = size(ledger)
    answers = Counter(map(str, at_once(lambda n: _kind(ledger.record(join, ANN, f"{n}")))))
    assert answers == {str(SchoolJoined): 1, str(AlreadySaid): THREADS - 1}
    assert size(ledger) == before + 1


def _kind(entry):
    return type(entry.event)


def test_of_those_who_send_one_key_at_once_all_get_one_receipt(ledger):
    answers = at_once(lambda n: ledger.record(BEGUN, ANN, "a"))
    assert [answers[0]] * THREADS == answers
    assert size(ledger) == len(REGISTER) + 1


def test_many_record_on_one_act_at_once_and_nothing_is_lost(ledger, expert):
    before = size(ledger)
    session = replace(commission.SESSION, act=expert)

    def hold(n):
        return [ledger.record(session, ANN, f"{n}-{m}").position for m in range(3)]

    positions = sorted(position for held in at_once(hold) for position in held)
    assert positions == list(range(before + 1, before + 1 + 3 * THREADS))


def test_many_processes_record_on_one_act_at_once_and_none_is_turned_away(
    ledger, keys, expert, database_url
):
    before = size(ledger)
    session = replace(commission.SESSION, act=expert)
    with ExitStack() as stack:
        doors = []
        for _ in range(4):
            engine = open_database(database_url)
            stack.callback(engine.dispose)
            doors.append(door(engine, keys, stack.enter_context(closing(Recorder(engine)))))

        def hold(n):
            return [doors[n].record(session, ANN, f"{n}-{m}").position for m in range(5)]

        positions = sorted(position for held in at_once(hold, len(doors)) for position in held)
    assert positions == list(range(before + 1, before + 21))


class Overtaken(Recorder):
    """A recorder after whose first reads somebody else is always quicker."""

    def __init__(self, engine, times, meanwhile):
        super().__init__(engine)
        self.times, self.meanwhile = times, meanwhile

    def read(self, *question, **limits):
        found = super().read(*question, **limits)
        if self.times:
            self.times -= 1
            self.meanwhile(self.times)
        return found


def test_a_school_that_closes_meanwhile_is_noticed(ledger, engine, keys):
    def close(_):
        ledger.record(SchoolClosed(school=DOVER, closed_on=date(2025, 8, 31)), ADA)

    with closing(Overtaken(engine, 1, close)) as recorder:
        with pytest.raises(SchoolNotOpen):
            door(engine, keys, recorder).record(BEGUN, ANN)
        assert recorder.times == 0
    assert size(ledger) == len(REGISTER) + 1


def test_a_school_that_turns_out_to_have_spoken_already_is_noticed(ledger, engine, keys):
    of = CollaborationId(str(ledger.record(begun(ASTOR, DOVER, DEAL), ANN).id))
    plan = replace(visit.PLANNED, collaboration=of, visitors=(DOVER, DEAL))
    act = ActId(str(ledger.record(plan, ANN).id))
    there = tuple(Attendance(school=number, attended=2) for number in (ASTOR, DOVER, DEAL))
    ledger.record(replace(visit.held(), act=act, attendance=there), ANN)
    ledger.record(AttendanceConfirmed(act=act, school=DEAL, attended=2), DOT)
    confirms = AttendanceConfirmed(act=act, school=DOVER, attended=2)
    became = SchoolSucceeded(
        school=DOVER, successor=DEAL, succession=Succession.SUCCESSION, happened_on=LAST_WEEK
    )

    def convert(left):
        if not left:  # after the last look
            ledger.record(became, ADA)

    with closing(Overtaken(engine, 2, convert)) as recorder:
        with pytest.raises(AlreadySaid, match="confirmed already"):
            door(engine, keys, recorder).record(confirms, BEN)
        assert recorder.times == 0


def test_what_happens_elsewhere_meanwhile_is_none_of_its_business(ledger, engine, keys):
    asked = []

    def change(n):
        asked.append(n)
        ledger.record(BEGUN, BEN)

    with closing(Overtaken(engine, 10, change)) as recorder:
        door(engine, keys, recorder).record(BEGUN, ANN)
        assert len(asked) == 1, "it looked once, and was not asked again"


def test_whoever_is_overtaken_again_and_again_holds_the_log_and_wins(ledger, engine, keys):
    def change(n):
        name = Change(field=FieldName("name"), old=None, new=f"Astor {n}")
        ledger.record(SchoolDetailsChanged(school=ASTOR, changes=(name,)), ADA)

    with closing(Overtaken(engine, 100, change)) as recorder:
        entry = door(engine, keys, recorder).record(BEGUN, ANN)
        assert recorder.times == 100 - TRIES
    assert entry.position == size(ledger) == len(REGISTER) + TRIES + 1
    assert ledger.vault.open_many([entry.event.title.commitment])


def test_what_was_judged_together_is_recorded_together_or_not_at_all(ledger):
    condition = Condition(Query([Item(tags=[f"school:{NOBODYS}"])]))
    more = [school(NOBODYS), SchoolClosed(school=NOBODYS, closed_on=LAST_WEEK)]
    assert ledger.record_judged(more, SYSTEM, condition) == len(REGISTER) + 2
    with pytest.raises(IntegrityError):
        ledger.record_judged(more, SYSTEM, condition)
    assert size(ledger) == len(REGISTER) + 2
