"""A figure can be worked out again from its sources: nothing else in the record adds to it.

Each figure of the frozen ledger is asked again of views that were told its sources, the entry that
opened each act they speak of, and what the register and the circles of schools say; of all else
they were told nothing. The value has to be the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest
import sqlalchemy as sa

from ledger.domain import pupil_intake, school, term_calendar, trust
from ledger.domain.acts import KINDS
from ledger.domain.collaboration import Beginning, InCollaboration
from ledger.figures.figure import Figure
from ledger.figures.method import reopen
from ledger.log.engine import writing
from ledger.projections import VIEWS
from ledger.projections.build import builds, prepare, retire
from ledger.projections.entries import Entries
from ledger.projections.follow import follow
from ledger.projections.view import Entry
from tests.figures.test_answers import frozen, given
from tests.projections.story import Ledger

CONTEXT = (
    *(kind for told in (school, trust, term_calendar, pupil_intake) for kind in told.KINDS),
    *(kind for kind in KINDS if issubclass(kind, Beginning | InCollaboration)),
)
"""Which schools there are, when their terms are, and who stands in a circle with whom."""

REGISTER = "it rests on the register"
MAY_NAME_NONE = {
    "isolation.count/1": "which schools of a trust stand alone is not told",
    "isolation.structural/1": REGISTER,
    "similar.distance/1": REGISTER,
    "similar.kilometres/1": REGISTER,
    "trust.silent/1": "of a school that is silent nothing is recorded",
}
"""Methods whose figures may name no sources, and why."""


class Unheard:
    """What no view hears, in place of an entry that is kept back."""


@pytest.fixture(scope="module", name="ledger")
def of_the_frozen_ledger() -> Iterator[Ledger]:
    yield from frozen()


@cache
def answered() -> dict[str, list[tuple[str, Figure]]]:
    """The receipts of each method that say a value, with what they were given for."""
    found: dict[str, list[tuple[str, Figure]]] = {}
    for ledger in frozen():
        with ledger.asked_by() as now:
            for code, receipts in given().items():
                told = [(receipt, reopen(now, receipt).figure) for _, receipt in receipts]
                found[code] = [(one, figure) for one, figure in told if figure.value is not None]
    return found


def told_only(ledger: Ledger, sources: set[int]) -> None:
    """Build the views anew on these entries and what goes without saying."""

    def read(connection: sa.Connection, after: int, limit: int) -> list[Entry]:
        entries = whole(connection, after, limit)
        return [entry if stays(entry) else withheld(entry) for entry in entries]

    def stays(entry: Entry) -> bool:
        opens = entry.act == entry.position and entry.act in acts
        return entry.position in sources or opens or isinstance(entry.event, CONTEXT)

    whole = Entries()
    with ledger.engine.connect() as connection:
        acts = {e.act for e in whole(connection, 0, 10_000) if e.position in sources}
    with writing(ledger.engine) as connection:
        for build in builds(connection, VIEWS):
            retire(connection, build)
    prepare(ledger.engine, VIEWS)
    follow(ledger.engine, VIEWS, read)


def withheld(entry: Entry) -> Entry:
    return entry._replace(event=Unheard(), act=0, collaboration=0, meant=0, cited=0)


@pytest.mark.parametrize("code", given())
def test_a_figure_can_be_worked_out_again_from_its_sources(code: str, ledger: Ledger):
    resting = [(receipt, told) for receipt, told in answered()[code] if told.sources]
    for receipt, told in resting[:1]:
        told_only(ledger, set(told.sources))
        with ledger.asked_by() as now:
            again = reopen(now, receipt).figure
        assert (again.value, again.range, again.n) == (told.value, told.range, told.n)


@pytest.mark.parametrize("code", given())
def test_whatever_is_counted_names_its_sources(code: str):
    named = [bool(told.sources) for _, told in answered()[code] if told.value]
    assert all(named) != (code in MAY_NAME_NONE)
