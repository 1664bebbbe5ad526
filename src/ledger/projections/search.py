"""Looking for schools: by words, by place, age and trust; by name, page by page."""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import Select, bindparam, or_, select, tuple_

from ledger.projections import trusts
from ledger.projections.question import Question, count_of, question, seen
from ledger.projections.schools import COLUMNS, School, plain, school
from ledger.projections.snapshot import Snapshot

ESCAPE = "\\"

LISTED = select(*COLUMNS).where(
    school.c.words.like(bindparam("search"), escape=ESCAPE),
    or_(bindparam("la") == "", school.c.la_code == bindparam("la")),
    or_(bindparam("phase") == "", school.c.phase == bindparam("phase")),
    *seen(school),
)


def _by_name(schools: Select[Any]) -> Question:
    """These schools by name, from where the last page ended."""
    later = tuple_(school.c.name, school.c.school) > tuple_(bindparam("name"), bindparam("urn"))
    first = schools.where(later).order_by(school.c.name, school.c.school)
    return question(first.limit(bindparam("first")))


LISTS = {
    is_of_trust: (_by_name(asked), count_of(question(asked)))
    for is_of_trust, asked in (
        (False, LISTED),
        (True, LISTED.where(trusts.is_in(school.c.school))),
    )
}
"""Without a trust, the view of trusts is not asked at all."""


class Filter(NamedTuple):
    """Which schools are looked for. Empty words ask for all."""

    search: str = ""
    la: str = ""
    phase: str = ""
    trust: str = ""


def page(
    now: Snapshot, wanted: Filter, first: int, after: tuple[str, str] = ("", "")
) -> list[School]:
    """Schools by name, from where the last page ended; `after` is a name and a number."""
    paged, _, told = _listed(wanted)
    rows = now.ask(paged, **told, name=after[0], urn=after[1], first=first)
    return [School._make(row) for row in rows]


def count(now: Snapshot, wanted: Filter) -> int:
    """How many schools there are of that description."""
    _, counted, told = _listed(wanted)
    total: int = now.ask(counted, **told).scalar_one()
    return total


def _listed(wanted: Filter) -> tuple[Question, Question, dict[str, str]]:
    """A page of such schools, their number, and what both are bound to."""
    told = wanted._replace(search=_pattern(wanted.search))._asdict()
    if not wanted.trust:
        del told["trust"]
    return *LISTS[bool(wanted.trust)], told


def _pattern(search: str) -> str:
    """A pattern for words that stand anywhere. Signs that a pattern knows are meant literally."""
    told = plain(search.strip())
    for sign in (ESCAPE, "%", "_"):
        told = told.replace(sign, ESCAPE + sign)
    return f"%{told}%"
