"""Finds schools by their names, and says how sure it is; where it is not sure, it does not choose.

The names are those of the register as the ledger knows it. Many schools share one, and many kept
theirs when they became an academy under another number: the day of the act tells those apart.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from ledger.domain.identifiers import SchoolId
from ledger.domain.school import (
    TOPICS,
    SchoolClosed,
    SchoolDetailsChanged,
    SchoolRegistered,
)
from ledger.envelope import event_of
from ledger.intake.words import Named, alike
from ledger.log.contract import Item, Query
from ledger.log.reader import Reader

SURE = 0.93
"""A name that is less like that of a school than this is doubtful. 1 is the same name."""

APART = 0.05
"""How much less like the next school has to be. Two that are nearer are both only candidates."""

WORTH_NAMING = 0.6
"""A school that is less like the name than this is no candidate."""

NOT_THE_SAME = 0.99
"""The most that another name is like that of a school, be it only the order of its words."""

ELSEWHERE = (
    "A school under another local authority has nearly that name; write the URN of the one meant."
)

SHOWN = 3
"""Candidates that are told."""

MOST_KEPT = 5_000
"""Names whose candidates are remembered."""

PAGE = 5_000

PLAIN = {
    "saint": "st", "saints": "sts", "and": "", "the": "", "cofe": "ce", "rc": "catholic",
    "primary": "primary", "sch": "school",
}  # fmt: skip
"""Words of a name that are written in several ways, or say nothing."""

PLACE = re.compile(r"(.+?)\s*(?:,([^,]+)|\(([^()]+)\))")
"""A name with a place behind it: `Astor College, Dover` or `Astor College (Dover)`."""


class Known(NamedTuple):
    """A school as the register has it."""

    school: SchoolId
    name: str
    places: frozenset[str] = frozenset()
    """The town, the local authority and the postcode, in the form of `alike`."""
    opened_on: date | None = None
    closed_on: date | None = None
    town: str = ""
    la: str = ""
    """The local authority, in the form of `alike`."""

    def was_open(self, day: date) -> bool:
        """Whether it was open on a day."""
        return (self.opened_on or day) <= day <= (self.closed_on or day)


class Candidate(NamedTuple):
    """A school that may be meant, and how like its name is: 1 is the same."""

    school: SchoolId
    name: str
    confidence: float
    town: str = ""

    def __str__(self) -> str:
        where = ", ".join(filter(None, (self.name, self.town)))
        return f"{self.school} {where} ({self.confidence:.2f})"


class Doubtful(Exception):
    """Nobody can tell which school is meant, or there is none."""

    def __init__(self, sentence: str, candidates: Sequence[Candidate]) -> None:
        super().__init__(sentence)
        self.candidates = candidates


class Directory:
    """The schools of the register by name. It is read when the first name is asked for."""

    def __init__(
        self, log: Reader, settled: dict[str, SchoolId], searches: int | None = None
    ) -> None:
        """Names that are *settled* are not looked for; of the others *searches* at most are."""
        self._log = log
        self._settled = settled
        self._searches = searches
        self._by_name: dict[str, list[Known]] = {}
        self._la_of: dict[SchoolId, str] = {}
        self._found: dict[Named, list[tuple[Known, float]]] = {}

    def find(self, named: Named, day: date | None, by: SchoolId | None = None) -> Candidate:
        """The school that somebody at a school means, on a day. Raises `Doubtful`.

        A school whose name is not quite the same is near them, or else it is doubtful: many a name
        is like that of a school which lies far away.
        """
        if settled := self._settled.get(alike(named.text)):
            return Candidate(settled, named.text, 1.0)
        found = self._candidates(named)
        if day and (then := [one for one in found if one[0].was_open(day)]):
            found = then
        told = [
            Candidate(known.school, known.name, sure, known.town) for known, sure in found[:SHOWN]
        ]
        if not told:
            raise Doubtful("The register has no school of that name; write its URN.", ())
        if told[0].confidence < SURE:
            raise Doubtful("No school has quite that name; write its URN.", told)
        if len(told) > 1 and told[1].confidence > told[0].confidence - APART:
            raise Doubtful("Several schools may be meant; write the URN of one.", told)
        if told[0].confidence < 1 and not self._is_near(found[0][0], by):
            raise Doubtful(ELSEWHERE, told)
        return told[0]

    def _is_near(self, known: Known, by: SchoolId | None) -> bool:
        """Whether a school is under the same local authority as the one that speaks."""
        return bool(known.la) and by is not None and self._la_of.get(by) == known.la

    def _candidates(self, named: Named) -> list[tuple[Known, float]]:
        if named not in self._found:
            if len(self._found) >= MOST_KEPT:
                self._found.clear()
            self._found[named] = self._look_for(named)
        return self._found[named]

    def _look_for(self, named: Named) -> list[tuple[Known, float]]:
        if not self._by_name:
            self._by_name, self._la_of = _by_name(self._log)
        if same := self._by_name.get(_plain(named.text)):
            return _there([(known, 1.0) for known in same], named.places)
        if found := PLACE.fullmatch(named.text):
            place = found[2] or found[3]
            if same := self._by_name.get(_plain(found[1])):
                return _there([(known, 1.0) for known in same], (*named.places, place))
        return _there(self._like(named.text), named.places)

    def _like(self, text: str) -> list[tuple[Known, float]]:
        from rapidfuzz import fuzz, process  # not before it is needed: it takes long

        if self._searches is not None:
            self._searches -= 1
            if self._searches < 0:
                return []
        near = process.extract(
            _plain(text), self._by_name.keys(), scorer=fuzz.token_sort_ratio, limit=SHOWN + 2,
            score_cutoff=100 * WORTH_NAMING,
        )  # fmt: skip
        return [
            (known, min(NOT_THE_SAME, round(score / 100, 4)))
            for name, score, _ in near
            for known in self._by_name[name]
        ]


def _there(found: list[tuple[Known, float]], places: Sequence[str]) -> list[tuple[Known, float]]:
    """Those that are where they are said to be; all of them, but less surely, where none is."""
    said = {alike(place) for place in places if place}
    if not said:
        return found
    there = [one for one in found if one[0].places & said]
    return there or [(known, round(sure * 0.9, 4)) for known, sure in found]


def _plain(name: str) -> str:
    words = alike(re.sub("['\u2019]", "", name)).split()
    return " ".join(filter(None, (PLAIN.get(word, word) for word in words)))


def _by_name(log: Reader) -> tuple[dict[str, list[Known]], dict[SchoolId, str]]:
    """The schools by their names, and the local authority of each."""
    names: defaultdict[str, list[Known]] = defaultdict(list)
    authorities: dict[SchoolId, str] = {}
    for known in _register(log):
        names[_plain(known.name)].append(known)
        authorities[known.school] = sys.intern(known.la)
    return dict(names), authorities


def _register(log: Reader) -> list[Known]:
    schools: dict[SchoolId, dict[str, Any]] = {}
    for entry in _entries(log):
        match entry:
            case SchoolRegistered(school=school):
                schools[school] = {
                    name: getattr(entry, name)
                    for name in ("name", "town", "la_name", "postcode", "opened_on")
                }
            case SchoolClosed(school=school, closed_on=day):
                schools[school]["closed_on"] = day
            case SchoolDetailsChanged(school=school, changes=changes):
                schools[school] |= {change.field: change.new for change in changes}
    return [_known(school, told) for school, told in schools.items()]


def _known(school: SchoolId, told: dict[str, Any]) -> Known:
    places = [alike(told[name] or "") for name in ("town", "la_name", "postcode")]
    return Known(
        school,
        told["name"],
        frozenset(filter(None, places)),
        _day(told["opened_on"]),
        _day(told.get("closed_on")),
        told["town"] or "",
        places[1],
    )


def _day(told: date | str | None) -> date | None:
    return date.fromisoformat(told) if isinstance(told, str) else told


def _entries(log: Reader) -> Iterator[Any]:
    """What the register says, page by page, so that it never stands in memory whole."""
    query, after = Query([Item(types=list(TOPICS))]), 0
    while page := list(log.read(query, after=after, limit=PAGE)):
        for stored in page:
            yield event_of(stored.event.type, stored.event.data)
        after = page[-1].position
