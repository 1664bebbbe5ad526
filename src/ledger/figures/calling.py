"""Under which number an act knows the school that a figure is asked about.

Whoever asks may name a school by any of its numbers. An act has it under the one by which it was
called there first. So what is asked of an act is turned to that number, in one place.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ledger.projections import lives, schools
from ledger.projections.snapshot import Snapshot

NAMING = ("school", "first", "second")
"""The arguments of a method that name a school."""


def as_called(now: Snapshot, asked: Mapping[str, Any]) -> Mapping[str, Any]:
    """The same arguments, each school under the number that the act has it by.

    One that the act does not have stays as it was named; so does all that is asked of no act.
    """
    act, named = asked.get("act"), [name for name in NAMING if asked.get(name)]
    if not act or not named:
        return asked
    there = lives.parts(now, act)
    return {**asked, **{name: _called(now, asked[name], there) for name in named}}


def _called(now: Snapshot, urn: str, there: frozenset[str]) -> str:
    if urn in there:
        return urn
    return min(schools.numbers(now, [urn]) & there, default=urn)
