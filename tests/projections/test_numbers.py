"""To a view a school has one number in an act, whichever it had when something was recorded."""

from __future__ import annotations

import sqlalchemy as sa

from ledger.domain.school import SchoolSucceeded, Succession
from ledger.domain.words import SchoolId
from ledger.log.engine import reading
from ledger.projections import VIEWS
from ledger.projections.build import builds
from ledger.projections.engagement import Confirmation, Presence
from ledger.projections.engagement import view as engagement
from tests.projections.story import amended, colleague, confirmed, held, in_memory, planned
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
