"""Slips: one thing is told otherwise, in a command, or in what an amendment says is right."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from random import Random
from typing import Any

from ledger.domain.acts.amendment import Amended
from ledger.domain.facts import facts_of, leaves, rewrite
from ledger.domain.identifiers import SchoolId
from ledger.domain.past import Recorded
from ledger.domain.record import Code
from ledger.domain.stored import stored_form
from tests.api.examples import ACTS
from tests.domain.stories import told
from tests.domain.there import life
from tests.scenario import ASTOR, DEAL, DOVER, Scenario

MOSTLY = ("happened_on", "planned_for", "host", "school", "measures")
"""The facts that an amendment is most often of: days, and what makes the act what it is."""
STEPS = (-100, -20, -1, 1, 20, 100, 1_000)
LISTS = ("readings", "proportions", "ordinals", "tallied")
READ = {"measure", "mean", "x", "tallies", "times"}
"""What a slip in a reading is of."""
SHIFTS = (-32, -31, -20, -1, 1, 20, 31, 32)
"""By how many days a day is wrong; it may be amended by 31."""


def slipped(random: Random, event: Any, within: str = "") -> Any:
    """The same with one value turned; within one fact, if it is named."""
    found = [told for told in leaves(event) if not within or told[2][0] == within]
    if within in LISTS:
        found = [told for told in found if told[0].name in READ]
    if not found:
        return event
    fact, value, there = random.choice(found)
    alike = [other for like, other, _ in leaves(event) if like.word is fact.word]
    others = [other for other in alike if other != value] or [turned(random, value)]
    new = random.choice([turned(random, value), random.choice(others)])
    return rewrite(event, lambda old, path: new if path == there else old)


def turned(random: Random, value: Any) -> Any:
    match value:
        case bool():
            return not value
        case Code():
            return random.choice(list(type(value)))
        case SchoolId():
            return random.choice([ASTOR, DOVER, DEAL])
        case date():
            return value + timedelta(random.choice(SHIFTS))
        case int() | Decimal():
            return type(value)(value + random.choice(STEPS))
    return value


def mostly_of_what_was_said(random: Random, story: Scenario, command: Any) -> Any:
    """An amendment mostly quotes an entry of its act; any other command stays."""
    if not isinstance(command, Amended) or random.random() < 0.2:
        return command
    said = life(story, command.act)
    return slip(random, said, command) if said else command


def nearly_on_the_scale(random: Random, command: Any) -> Any:
    """What was measured, with one value turned, or as another example has it."""
    lists = [name for name in LISTS if getattr(command, name, None)]
    if not lists or random.random() < 0.3:
        return command
    name = random.choice(lists)
    if random.random() < 0.25:
        return borrowed(random, command, name)
    return slipped(random, command, name)


def borrowed(random: Random, command: Any, name: str) -> Any:
    """The same with one fact as some example has it. One name is one type everywhere."""
    return replace(command, **{name: random.choice(told_as(name))})


@cache
def told_as(name: str) -> list[Any]:
    events = [event for story in ACTS for _, event in told(story)]
    return [getattr(event, name) for event in events if hasattr(event, name)]


def slip(random: Random, said: list[Recorded[Any]], command: Any) -> Any:
    """A correction of something that was said: mostly of the opening, or of what was amended."""
    amended = [e.event for e in said if isinstance(e.event, Amended)]
    if amended and random.random() < 0.5:
        last = amended[-1]
        found, field = next(e for e in said if e.id == last.entry), last.field
    else:
        found = random.choice([random.choice(said), said[0]])
        named = [fact.name for fact in facts_of(type(found.event))]
        mostly = [name for name in named if name in MOSTLY]
        field = random.choice(mostly if mostly and random.random() < 0.6 else named)
    right = slipped(random, found.event, field)
    old, new = (json.dumps(stored_form(getattr(event, field))) for event in (found.event, right))
    return replace(command, entry=found.id, field=field, old=old, new=new)
