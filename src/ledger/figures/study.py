"""A study: all that the schools of one circle measured, as pairs of a first and a later reading."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import chain
from typing import NamedTuple

from ledger.domain.measure import Arm
from ledger.domain.terms import NOMINAL, Terms
from ledger.figures.disclosure import Disclosed, disclosed, key_of
from ledger.projections import calendars, findings, history, readings
from ledger.projections.findings import Trial, Voice
from ledger.projections.measured import Measure, Reading
from ledger.projections.snapshot import Snapshot

NOWHERE = 0
"""The circle of an act that there is not, or that the asker may not see."""

HIDDEN = (False,)
"""Nothing is told of what is not known to be fit for it."""


class Pair(NamedTuple):
    """The first reading of a group of people, and a later one."""

    before: Reading
    after: Reading

    @property
    def n(self) -> int:
        """No more people than this were there both times."""
        return min(self.before.n, self.after.n)

    @property
    def sources(self) -> tuple[int, ...]:
        """The entries that it rests on, with their last corrections."""
        told = (self.before.entry, self.after.entry, self.before.revised_by, self.after.revised_by)
        return tuple(position for position in told if position)


@dataclass(frozen=True)
class Study:
    """What is known of a circle, in the order of the days."""

    measures: Mapping[tuple[int, str], Measure]
    orphaned: frozenset[int]
    """The evaluations of acts that were withdrawn."""
    readings: tuple[Reading, ...]
    voices: Mapping[int, Mapping[str, Voice]]
    trial: Trial | None
    confirmed: Mapping[tuple[int, str], int]
    terms: Mapping[str, Terms]
    disclosed: Disclosed

    def may_tell(self, *readings: Reading) -> bool:
        """Whether all of these may be told of, and enter a sum."""
        return all(self._shown(reading)[-1] for reading in readings)

    def may_tell_before(self, reading: Reading) -> bool:
        """Whether it could be told of before its last correction, and still can."""
        return len(reading.counted) > 0 and all(self._shown(reading)[-2:])

    def _shown(self, reading: Reading) -> Sequence[bool]:
        return self.disclosed.get(key_of(reading), HIDDEN)

    @cached_property
    def pairs(self) -> dict[tuple[int, str], list[Pair]]:
        """By act and measure: every later reading, with the first one of its school and arm."""
        first = {
            (read.act, read.code, read.school, read.arm): read
            for read in self.readings
            if read.is_baseline
        }
        found: dict[tuple[int, str], list[Pair]] = {}
        for read in self.readings:
            before = first.get((read.act, read.code, read.school, read.arm))
            if before is not None and not read.is_baseline:
                found.setdefault((read.act, read.code), []).append(Pair(before, read))
        return found

    def of(self, act: int, code: str, arm: Arm = Arm.PARTICIPANT) -> list[Pair]:
        """The pairs of one measure, of those who took part or of those they are compared with."""
        return [pair for pair in self.pairs.get((act, code), ()) if pair.after.arm == arm]

    def latest(self, act: int, code: str, arm: Arm = Arm.PARTICIPANT, term: str = "") -> list[Pair]:
        """Of each school the last pair, or the last one in a term; of those that may be told of."""
        last = {
            pair.after.school: pair
            for pair in self.of(act, code, arm)
            if not term or self.term_of(pair.after) == term
        }
        return [pair for _, pair in sorted(last.items()) if self.may_tell(*pair)]

    def beside(self, pair: Pair) -> list[Pair]:
        """Whom it is compared with, in the same term: its own school's other arm, or all others."""
        _, after = pair
        there = self.latest(after.act, after.code, Arm.COMPARISON, self.term_of(after))
        own = [other for other in there if other.after.school == after.school]
        return own or there

    def term_of(self, reading: Reading) -> str:
        """The term in which a school read, by its own calendar: `2024/25-SPR`."""
        return self.terms.get(reading.school, NOMINAL).of(reading.happened_on).code

    def is_post_hoc(self, measure: Measure) -> bool:
        """Whether the design was recorded only after a later reading had been taken."""
        later = self.of(measure.act, measure.code)
        return any(pair.after.happened_on < measure.designed_on for pair in later)


def study_of(now: Snapshot, act: int) -> Study:
    """The study that an evaluation belongs to; an empty one for what there is not."""
    circle = now.once(("circle of", act), lambda: _circle_of(now, act))
    return studies(now, [circle])[circle]


def _circle_of(now: Snapshot, act: int) -> int:
    row = history.act_at(now, act)
    return NOWHERE if row is None else row.collaboration


def studies(now: Snapshot, circles: Iterable[int]) -> dict[int, Study]:
    """The studies of several circles: as few questions for all of them as for one."""
    kept: dict[int, Study] = now.once("studies", dict)
    missing = set(circles) - kept.keys()
    if missing:
        kept.update(_read(now, missing))
    return kept


def _read(now: Snapshot, circles: set[int]) -> dict[int, Study]:
    fixed = readings.measures(now, circles)
    read = readings.of_circles(now, circles)
    voices = findings.voices(now, circles)
    trials = findings.trials(now, circles)
    confirmed = findings.confirmed(now, circles)
    schools = {row.school for row in read}
    terms = calendars.terms_of(now, schools)
    may_be_told = disclosed(readings.ever_read(now, schools))
    for one, _ in fixed:
        now.once(("circle of", one.act), partial(int, one.collaboration))
    return {
        circle: Study(
            measures={(one.act, one.code): one for one, _ in fixed if one.collaboration == circle},
            orphaned=frozenset(one.act for one, is_orphaned in fixed if is_orphaned),
            readings=tuple(row for row in read if row.collaboration == circle),
            voices=voices,
            trial=trials.get(circle),
            confirmed=confirmed,
            terms=terms,
            disclosed=may_be_told,
        )
        for circle in circles
    }


def sources_of(pairs: Iterable[Pair]) -> tuple[int, ...]:
    """The entries that several pairs rest on."""
    return tuple(chain.from_iterable(pair.sources for pair in pairs))
