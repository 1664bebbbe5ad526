"""Commands at random, by anybody, in a story: mostly such as may come next in it.

What ends an act is said less often than what carries it on, so that the noise gets far. Where
anything may be said of acts of a family, it begins within their examples.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from random import Random
from typing import Any

from ledger.domain.act import Act, Later, Opening, opening, stage_of
from ledger.domain.acts import KINDS, family_of
from ledger.domain.acts.amendment import Amended
from ledger.domain.acts.withdrawal import Reinstated, Retracted, RetractionRequested
from ledger.domain.lifecycle import Stage
from ledger.domain.past import By, Past, Recorded
from tests.api.examples import ACTS
from tests.domain.accounts import nearly_to_the_penny
from tests.domain.cast_of_facts import AS_TOLD, Teller, examples, mixed
from tests.domain.slips import mostly_of_what_was_said, nearly_on_the_scale, slipped
from tests.domain.stories import START, WIN, told
from tests.domain.there import life
from tests.scenario import ADA, AMY, ANN, BEN, DOT, NOW, TIM, Scenario

EDITORS = {by.school: by for by in (ANN, BEN, DOT, WIN)}
ASKERS = (ANN, ANN, BEN, BEN, DOT, AMY, TIM, ADA)
ANY_FAMILY = [k for k in KINDS if issubclass(k, Later) and k.ANY_FAMILY]
ANY_ACT = "any_act"
"""What may be said of acts of every family, as if it were one of its own."""
CORRECTIONS: list[type[Act]] = [*[Amended] * 3, RetractionRequested, Retracted, Reinstated]
"""They are said more often than others: each of them needs that others were accepted before."""
ENDS = (Stage.SETTLED, Stage.CANCELLED)


def kinds_of(family: str) -> list[type[Act]]:
    """What opens an act of a family, and all that belongs to it, in whatever file it stands."""
    if family == ANY_ACT:
        return list(ANY_FAMILY)
    opens = [kind for kind in KINDS if issubclass(kind, Opening) and family_of(kind) == family]
    (first, *_) = examples(opens[0])
    later = [kind for kind in KINDS if issubclass(kind, Later) and not kind.ANY_FAMILY]
    return [*opens, *(kind for kind in later if kind.belongs_to(first))]


def places(own: list[type[Act]]) -> dict[type[Act], list[Scenario]]:
    """Where in the examples each kind comes next."""
    found: dict[type[Act], list[Scenario]] = {kind: [] for kind in own}
    for name in ACTS:
        if found.keys().isdisjoint(type(event) for _, event in told(name)):
            continue
        story = START
        for by, event in told(name):
            if type(event) in found:
                found[type(event)].append(story)
            story = story.and_then((by, event))
    return found


def anything(random: Random, story: Scenario, kinds: list[type[Act]]) -> tuple[Act, By]:
    """A command, and who says it."""
    kind, act = next_one(random, story, kinds)
    is_steady = random.random() < 0.5
    teller = Teller(random, story, AS_TOLD if is_steady else mixed(random), act, is_steady)
    command = nearly_to_the_penny(random, story, teller.command(kind))
    command = mostly_of_what_was_said(random, story, command)
    command = nearly_on_the_scale(random, command)
    if is_steady and random.random() < 0.2:
        command = slipped(random, command)
    return command, speaker(random, command, life(story, act.id) if act else [])


def next_one(
    random: Random, story: Scenario, kinds: list[type[Act]]
) -> tuple[type[Act], Recorded[Any] | None]:
    """A kind, and an act of which it is said; the one that was spoken of last, every other time."""
    kind = random.choice(kinds)
    if not issubclass(kind, Later) or random.random() < 0.1:
        return kind, None
    openings = [entry for entry in story.entries if isinstance(entry.event, Opening)]
    fitting = [entry for entry in openings if kind.belongs_to(entry.event)]
    if not fitting:
        return kind, None
    spoken_of = [entry for entry in fitting if f"act:{entry.id}" in story.entries[-1].tags]
    act = random.choice((random.random() < 0.5 and spoken_of) or fitting)
    there = Past(tuple(life(story, act.id)), ANN, NOW)
    if random.random() < 0.3 and (answers := what_follows(type(there.entries[-1].event))):
        return random.choice(answers), act
    may = coming(there, kinds)
    return random.choice(may) if may and random.random() < 0.7 else kind, act


@cache
def what_follows(kind: type[Act]) -> list[type[Act]]:
    """What is said next of an act in the examples, after an entry of this kind."""
    steps = [[type(event) for _, event in told(name)] for name in ACTS]
    return [
        after for said in steps for before, after in pairwise(said)
        if before is kind and issubclass(after, Later)
    ]  # fmt: skip


def coming(past: Past, kinds: list[type[Act]]) -> list[type[Act]]:
    """Those that may be said at this stage: each that ends it once, any other five times."""
    first, stage = opening(past), stage_of(past)
    later = [kind for kind in kinds if issubclass(kind, Later) and stage in kind.STEP.start]
    may = [kind for kind in later if kind.belongs_to(first)]
    return [kind for kind in may for _ in range(1 if kind.STEP.end in ENDS else 5)]


def speaker(random: Random, command: Act, there: list[Recorded[Any]]) -> By:
    """Mostly the school that is spoken of, or somebody who had a say in the act before."""
    if random.random() < 0.5 and (by := EDITORS.get(getattr(command, "school", None))):
        return by
    if there and random.random() < 0.5:
        return random.choice(there).by
    return random.choice(ASKERS)
