"""Decides what became of each school: one other, one of several, or nothing that can be told.

The links are looked at as a whole, those of the file and those recorded before. So the order of
the rows does not matter, and the same file again decides the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from ledger.domain.identifiers import SchoolId
from ledger.domain.school import SchoolSucceeded, Succession
from ledger.register.links.rows import Link, Pair
from ledger.register.links.whole import Lineages, Whole


class Why(StrEnum):
    """Why a link is left out."""

    UNKNOWN = "the register has not both schools"
    CIRCULAR = "the links lead back to where they began"
    FLIPPED = "the later school opened or closed before the earlier one"
    SAME = "the two are one school already"
    CONTRADICTORY = "the links call it two things"
    TANGLED = "several schools became several"
    STILL_OPEN = "the earlier school has not closed"
    UNDATED = "neither the links nor the register say when"
    AHEAD = "the day has not come"


class Known(NamedTuple):
    """What has to be known of a school to place it before or after another."""

    name: str
    opened_on: date | None = None
    closed_on: date | None = None


@dataclass
class Decision:
    """What is to be recorded, in this order, and what is left out."""

    new: list[SchoolSucceeded] = field(default_factory=list)
    recorded_before: int = 0
    left_out: defaultdict[Why, list[Pair]] = field(default_factory=lambda: defaultdict(list))


class LeftOut(Exception):
    """Nothing is recorded of a pair."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


def decide(
    links: Mapping[Pair, Link],
    before: Mapping[Pair, Succession],
    schools: Mapping[SchoolId, Known],
    today: date,
) -> Decision:
    """What the links bring that was not recorded `before`.

    Plain successions come first: only they make two numbers one school, and nothing may join a
    school with itself.
    """
    whole = Whole([*links, *before])
    lineages = Lineages(pair for pair, kind in before.items() if kind is Succession.SUCCESSION)
    decision = Decision(recorded_before=len(links.keys() & before.keys()))
    found: list[SchoolSucceeded] = []
    for pair in sorted(links.keys() - before.keys()):
        try:
            found.append(_succeeded(pair, links[pair], whole, schools, today))
        except LeftOut as left_out:
            decision.left_out[left_out.why].append(pair)
    for entry in sorted(found, key=lambda entry: entry.succession is not Succession.SUCCESSION):
        pair = Pair(entry.school, entry.successor)
        if lineages.are_one(pair):
            decision.left_out[Why.SAME].append(pair)
            continue
        decision.new.append(entry)
        if entry.succession is Succession.SUCCESSION:
            lineages.join(pair)
    return decision


def _succeeded(
    pair: Pair, link: Link, whole: Whole, schools: Mapping[SchoolId, Known], today: date
) -> SchoolSucceeded:
    """The succession. Raises `LeftOut` where it cannot be told, or the register says otherwise."""
    old, new = map(schools.get, pair)
    if old is None or new is None:
        raise LeftOut(Why.UNKNOWN)
    kind = _kind(pair, link, whole)
    if _is_flipped(kind, old, new):
        raise LeftOut(Why.FLIPPED)
    if kind is not Succession.SPLIT and not old.closed_on and old.opened_on:
        raise LeftOut(Why.STILL_OPEN)
    day = _day(old, new, link.day)
    if day > today:
        raise LeftOut(Why.AHEAD)
    return SchoolSucceeded(
        school=pair.school, successor=pair.successor, succession=kind, happened_on=day
    )


def _kind(pair: Pair, link: Link, whole: Whole) -> Succession:
    """What the one became of the other. A link that says more than `Successor` is believed."""
    if whole.is_circular(pair):
        raise LeftOut(Why.CIRCULAR)
    if kinds := sorted(link.kinds - {Succession.SUCCESSION}):
        if len(kinds) > 1:
            raise LeftOut(Why.CONTRADICTORY)
        return kinds[0]
    match whole.is_only_successor(pair), whole.is_only_predecessor(pair):
        case True, True:
            return Succession.SUCCESSION
        case True, False:
            return Succession.MERGER
        case False, True:
            return Succession.SPLIT
    raise LeftOut(Why.TANGLED)


def _is_flipped(kind: Succession, old: Known, new: Known) -> bool:
    """Whether the register has them the other way round.

    A school may merge into one that is older than itself. One that was split may live longer than
    a part of it.
    """
    opens_first = bool(new.opened_on and old.opened_on and new.opened_on < old.opened_on)
    closes_first = bool(new.closed_on and new.closed_on < (old.closed_on or date.max))
    return (opens_first and kind in {Succession.SUCCESSION, Succession.SPLIT}) or (
        closes_first and kind is not Succession.SPLIT
    )


def _day(old: Known, new: Known, linked_on: date | None) -> date:
    """The day on which the one came after the other.

    Best is the first day of a school that opened when the other had closed: the day of a link is
    often the one on which somebody agreed to it, months before.
    """
    if old.closed_on and new.opened_on and new.opened_on >= old.closed_on:
        return new.opened_on
    if day := linked_on or (old.closed_on and old.closed_on + timedelta(days=1)) or new.opened_on:
        return day
    raise LeftOut(Why.UNDATED)
