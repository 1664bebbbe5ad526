"""To a view a school has one number in an act, whichever it had when something was recorded."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from ledger.domain.acts.attendance import AttendanceConfirmed
from ledger.domain.identifiers import ActId, SchoolId
from ledger.domain.school import SchoolSucceeded, Succession
from ledger.log.engine import reading
from ledger.projections import VIEWS
from ledger.projections.build import builds
from ledger.projections.engagement import Confirmation, Presence
from ledger.projections.engagement import view as engagement
from ledger.projections.entries import Entries
from tests.projections.conftest import Tell
from tests.projections.story import Ledger, amended, colleague, confirmed, held, in_memory, planned
from tests.scenario import ASTOR, BEGUN, DOVER, LAST_YEAR, given, id_of, school

ACADEMY = SchoolId("900000")
CONVERTED = SchoolSucceeded(
    school=ASTOR, successor=ACADEMY, succession=Succession.SUCCESSION, happened_on=LAST_YEAR
)


def test_what_an_academy_says_and_amends_is_of_the_school_that_was_there():
    story = given(BEGUN, planned(), school(ACADEMY), CONVERTED, held(there=(ACADEMY, DOVER)))
    was = [there.attended for there in story.entries[-1].event.attendance]
    old = story.entries[-1].event.attendance
    new = tuple(type(there)(school=there.school, attended=5) for there in old)
    right = amended(id_of(len(story.entries)), "attendance", old, new)
    story = story.and_then((colleague(ACADEMY), right), confirmed(ACADEMY), confirmed(DOVER))
    with in_memory(story.entries) as ledger, reading(ledger.engine) as connection:
        (build,) = (one for one in builds(connection, VIEWS) if one.view is engagement)
        told = {
            kind: sorted(
                (row.school, row.attended)
                for row in connection.execute(sa.select(build.tables[kind]))
                if row.known_to > len(story.entries)
            )
            for kind in (Presence, Confirmation)
        }
    assert was == [3, 3]
    assert told == {
        Presence: [(ASTOR, 5), (DOVER, 5)],
        Confirmation: [(ASTOR, 2), (DOVER, 2)],
    }


def test_what_is_remembered_of_numbers_from_one_append_to_the_next_stays_true():
    # given an act in which the academy stands under its old number, and then one of its own
    story = given(BEGUN, planned(), school(ACADEMY), CONVERTED, held(there=(ASTOR, DOVER)))
    story = story.and_then(planned(host=ACADEMY))
    own = ActId(int=id_of(len(story.entries)).int)
    story = story.and_then(held(act=own, there=(ACADEMY, DOVER)), confirmed(ASTOR, own))
    # when a server hears of it entry by entry
    with in_memory(story.entries) as once, in_memory(()) as bit_by_bit:
        for entry in story.entries:
            bit_by_bit.hears([entry])
        # then it knows what one does that hears all at once, and the number of its own act stands
        assert bit_by_bit.digests(len(story.entries)) == once.digests(len(story.entries))
        assert said_by(bit_by_bit) == [ACADEMY]


def said_by(ledger: Ledger) -> list[SchoolId]:
    """The schools that confirmed, as the views know them."""
    with reading(ledger.engine) as connection:
        (build,) = (one for one in builds(connection, VIEWS) if one.view is engagement)
        rows = connection.execute(sa.select(build.tables[Confirmation])).all()
    return [row.school for row in rows]


@pytest.mark.parametrize("batch", [1, 3, 500])
def test_it_asks_little_however_many_schools_were_joined(tell: Tell, batch: int):
    joined = [(SchoolId(str(300_000 + n)), SchoolId(str(400_000 + n))) for n in range(40)]
    links = [
        SchoolSucceeded(
            school=one, successor=other, succession=Succession.SUCCESSION, happened_on=LAST_YEAR
        )
        for one, other in joined
    ]
    some = [school(number) for pair in joined for number in pair]
    story = given(BEGUN, *some, *links, *[planned()] * 20)
    acts = [ActId(int=id_of(len(story.entries) - n).int) for n in range(20)]
    met = [held(act=act, there=(ACADEMY, DOVER)) for act in acts]
    story = story.and_then(school(ACADEMY), CONVERTED, *met, confirmed(ACADEMY, acts[0]))
    engine = tell(story).engine
    asked: list[str] = []
    sa.event.listen(engine, "before_cursor_execute", lambda *of: asked.append(of[2]))
    entries = entries_of(engine, batch)
    batches = -(-len(entries) // batch)
    assert len(asked) <= 4 * (batches + 1)
    said = [one.event for one in entries if isinstance(one.event, AttendanceConfirmed)]
    assert [one.school for one in said] == [ASTOR]


def test_schools_that_used_one_number_are_looked_for_once_and_not_at_each_batch(tell: Tell):
    # given a school that has another number by now, which it never used
    story = given(BEGUN, school(ACADEMY), CONVERTED, *[planned()] * 20)
    acts = [ActId(int=id_of(len(story.entries) - n).int) for n in range(20)]
    engine = tell(story.and_then(*[held(act=act) for act in acts])).engine
    asked: list[str] = []
    sa.event.listen(engine, "before_cursor_execute", lambda *of: asked.append(of[2]))
    # when the log is read entry by entry
    entries_of(engine, 1)
    # then the log is surveyed once, and looked at again only where it ends
    assert 1 <= sum("json_" in statement for statement in asked) <= 3


def entries_of(engine: sa.Engine, batch: int) -> list[Any]:
    """The log as the views read it, in batches of so many."""
    read, found = Entries(), []
    with reading(engine) as connection:
        while some := read(connection, found[-1].position if found else 0, batch):
            found += some
    return found
