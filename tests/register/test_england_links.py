"""The real links, whole, upon the whole register: who became whom, and what nobody can tell."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from ledger.application import Ledger
from ledger.domain.identifiers import ActId, CollaborationId, SchoolId
from ledger.domain.school import SchoolSucceeded, Succession
from ledger.envelope import decode
from ledger.projections import VIEWS, listing, meetings, schools
from ledger.projections.build import prepare
from ledger.projections.entries import Entries
from ledger.projections.follow import follow
from ledger.projections.snapshot import at
from ledger.register import import_register
from ledger.register.links import import_links
from ledger.register.links.deciding import Why
from tests.projections.story import AUDITOR, colleague, held, planned
from tests.register.files import SCHOOLS, extract
from tests.scenario import begun

REGISTER = SCHOOLS / "gias_minimal_2022-04.csv.gz"
LINKS = SCHOOLS / "gias_links_2025-04-22.csv.gz"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.long)])
def database_url(request: pytest.FixtureRequest) -> str:
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


RECORDED = {
    Succession.SUCCESSION: 10_290,
    Succession.MERGER: 4_538,
    Succession.AMALGAMATION: 61,
    Succession.SPLIT: 121,
}
LEFT_OUT = {
    Why.UNKNOWN: 1_628,
    Why.CIRCULAR: 21,
    Why.FLIPPED: 58,
    Why.CONTRADICTORY: 1,
    Why.TANGLED: 92,
    Why.STILL_OPEN: 43,
    Why.UNDATED: 1,
}


def test_every_link_is_read_once_and_every_one_that_is_left_out_has_a_reason(
    ledger: Ledger,
) -> None:
    register = import_register(ledger, REGISTER)
    assert (register.new, register.closed, register.refused) == (49_514, 22_182, [])

    summary = import_links(ledger, LINKS)

    assert (summary.rows, summary.refused) == (33_801, [])
    assert summary.recorded == RECORDED
    assert {why: len(pairs) for why, pairs in summary.left_out.items()} == LEFT_OUT
    assert summary.no_succession.total() == 347
    assert "102870 Glenarm College → 102868 Cranbrook" in summary.left_out[Why.FLIPPED], (
        "it opened a week later, by the register"
    )

    size = ledger.log.size()
    again = import_links(ledger, LINKS)
    assert (again.recorded.total(), again.recorded_before) == (0, sum(RECORDED.values()))
    assert again.left_out == summary.left_out
    assert ledger.log.size() == size

    said = [decode(row).event for row in ledger.log.read(after=49_514 + 22_182)]
    assert Counter(map(type, said)) == {SchoolSucceeded: sum(RECORDED.values())}
    plain = [one for one in said if one.succession is Succession.SUCCESSION]
    assert len({one.school for one in plain}) == len({one.successor for one in plain})


OLD, NEW = SchoolId("100112"), SchoolId("143601")
"""Two numbers of a real school, which became an academy in the summer of 2017."""
OTHER = SchoolId("100024")


def visited(ledger: Ledger, host: SchoolId, day: date) -> None:
    """A visit that was planned and held on a day, in a collaboration of its own."""
    together = ledger.record(begun(host, OTHER, happened_on=day), colleague(host))
    by, plan = planned(day, CollaborationId(str(together.id)), host, (OTHER,))
    act = ledger.record(plan, by)
    by, held_then = held(day, ActId(str(act.id)), there=(host, OTHER))
    visit = ledger.record(held_then, by)
    assert visit.event.happened_on == day


def test_what_a_school_did_before_it_became_an_academy_stays_its_own(
    ledger: Ledger, engine: sa.Engine, tmp_path: Path
) -> None:
    rows = (f"{OLD},Old,,30-06-2017", f"{NEW},New,01-07-2017,", f"{OTHER},Other,,")
    header = "URN,EstablishmentName,OpenDate,CloseDate"
    import_register(ledger, extract(tmp_path, *rows, header=header))
    before, after = date(2016, 10, 3), date(2018, 10, 1)
    visited(ledger, OLD, before)
    visited(ledger, NEW, after)
    apart = ledger.log.size()

    summary = import_links(ledger, LINKS)

    assert summary.recorded == {Succession.SUCCESSION: 1}
    prepare(engine, VIEWS)
    follow(engine, VIEWS, Entries())
    with engine.connect() as connection:
        now, then = (at(connection, VIEWS, AUDITOR, known_by=known) for known in (None, apart))
        numbers = schools.lineage(now, NEW)
        assert numbers == schools.lineage(now, OLD) == [OLD, NEW]
        (link,) = schools.links(now, numbers)
        assert (link.school, link.successor, link.happened_on) == (OLD, NEW, date(2017, 7, 1))
        whole = listing.acts(now, listing.Wanted(schools=tuple(numbers)))
        assert [act.day for act in whole] == [after, before]
        contacts = meetings.of_schools(now, numbers)
        assert {contact.happened_on for contact in contacts} == {before, after}
        assert schools.lineage(then, NEW) == [NEW]
