"""Who came to a hub: how different the schools are, and for how many people it was the first time.

What is told of people is told of ten or more: a meeting at which fewer had come, or at which fewer
were new or were not, is neither shown nor in any sum. (`domain.md` 3.8; row 60 of the article.)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from ledger.domain.acts.hub import HubMeetingHeld
from ledger.domain.past import Recorded
from ledger.domain.presence import OwnWords, own_words, who_came
from ledger.figures.figure import (
    CLAIMED,
    FEWEST_PEOPLE,
    Caution,
    FigureUnit,
    Measured,
    hidden,
    not_recorded,
    too_few,
)
from ledger.figures.method import Method, method
from ledger.projections import history, schools, told, trusts
from ledger.projections.schools import School
from ledger.projections.snapshot import Snapshot

SELECTIVE = "selective"
"""How the register calls a school that selects its pupils."""


@dataclass(frozen=True)
class Hub:
    """A hub, as far as it may be seen."""

    meetings: tuple[Recorded[HubMeetingHeld], ...]
    own: OwnWords
    """What schools said of their own attendance."""
    schools: dict[str, School]
    trusts: dict[str, str]

    def at(self, meeting: int) -> Hub:
        """The same hub, with one meeting; 0: with all."""
        chosen = tuple(m for m in self.meetings if meeting in (0, m.position))
        return Hub(chosen, self.own, self.schools, self.trusts)

    @cached_property
    def came(self) -> dict[str, School | None]:
        """The schools that came, each once through all of its numbers."""
        urns = {urn for urn, _ in self.there}
        return {self._lineage(urn): self.schools.get(urn) for urn in sorted(urns)}

    @cached_property
    def there(self) -> dict[tuple[str, int], bool]:
        """Who came to which meeting, and whether they said so for themselves."""
        return {
            (one.school, meeting.position): (meeting.id, one.school) in self.own
            for meeting in self.meetings
            for one in who_came(meeting, self.own)
        }

    @cached_property
    def denied(self) -> tuple[int, ...]:
        """Where those who were said to have come say that they did not."""
        return tuple(
            self.own[meeting.id, one.school].position
            for meeting in self.meetings
            for one in meeting.event.attendance
            if one.attended and (one.school, meeting.position) not in self.there
        )

    def _lineage(self, urn: str) -> str:
        return self.schools[urn].lineage if urn in self.schools else urn

    @property
    def is_claimed(self) -> bool:
        """Whether some of those who came have not said so for themselves."""
        return not all(self.there.values())

    def tells(self, value: float, unit: FigureUnit, message: str, **other: Any) -> Measured:
        """A figure of the schools that came, with what has to be said of it."""
        sources = (*self._positions, *self.denied)
        found = Measured(value=value, unit=unit, message=message, **{"sources": sources} | other)
        return _claimed(found) if self.is_claimed else found

    def tells_of_people(
        self, value: float, unit: FigureUnit, message: str, **other: Any
    ) -> Measured:
        """A figure of the people who came, as whoever recorded it counted them."""
        found = self.tells(value, unit, message, **{"sources": self._positions} | other)
        return _claimed(found) if self.denied else found

    @property
    def _positions(self) -> tuple[int, ...]:
        return tuple(meeting.position for meeting in self.meetings)


def _claimed(found: Measured) -> Measured:
    """The same, and that it is claimed."""
    cautions, reasons = (Caution.CLAIM_ONLY,), ("not_confirmed",)
    return replace(found, cautions=cautions, security=CLAIMED, reasons=reasons)


def hub_at(now: Snapshot, hub: int) -> Hub | None:
    """The hub that the entry at this position began; None where there is none to be seen."""
    return now.once(("hub", hub), lambda: _read(now, hub))


def _read(now: Snapshot, hub: int) -> Hub | None:
    row = history.act_at(now, hub)
    if row is None or row.kind != "hub" or row.is_withdrawn:
        return None
    places = [step.step for step in history.lives(now, [hub])[hub]]
    life = told.as_amended(now, {hub: told.entries(now, places).values()})[hub]
    meetings = tuple(e for e in life if isinstance(e.event, HubMeetingHeld))
    urns = {there.school for m in meetings for there in m.event.attendance}
    inside = trusts.of_schools(now, urns)
    return Hub(
        meetings=tuple(sorted(meetings, key=lambda m: (m.event.happened_on, m.position))),
        own=own_words(life),
        schools=schools.some(now, urns),
        trusts={urn: member.trust for urn, member in inside.items()},
    )


def _different(
    code: str, formula: str, unit: FigureUnit, kinds: Callable[[Hub], set[str]]
) -> Method:
    def answer(now: Snapshot, hub: int, meeting: int = 0) -> Measured:
        found = hub_at(now, hub)
        if found is None or not (there := found.at(meeting)).meetings:
            return not_recorded(unit)
        return there.tells(float(len(kinds(there))), unit, "found")

    return method(code, formula)(answer)


came = _different(
    "hubs.schools/1",
    "schools that came, each once through all of its numbers",
    FigureUnit.SCHOOLS,
    lambda hub: set(hub.came),
)
phases = _different(
    "hubs.phases/1",
    "different phases of the schools that came, by the register",
    FigureUnit.PHASES,
    lambda hub: {row.phase for row in hub.came.values() if row},
)
selective = _different(
    "hubs.selective/1",
    "schools that came and select their pupils, by the register",
    FigureUnit.SCHOOLS,
    lambda hub: {
        lineage
        for lineage, row in hub.came.items()
        if row and (row.admissions or "").lower() == SELECTIVE
    },
)
in_trusts = _different(
    "hubs.trusts/1",
    "different trusts of the schools that came, on the day asked about",
    FigureUnit.TRUSTS,
    lambda hub: {
        hub.trusts[row.school] for row in hub.came.values() if row and row.school in hub.trusts
    },
)


@method(
    "hubs.first_external/1",
    formula="people who had never worked with another school before, of all who came; meetings "
    "with fewer than ten people on either side are left out",
)
def first_external(now: Snapshot, hub: int, meeting: int = 0) -> Measured:
    """For what share of those who came it was the first time with another school."""
    found = hub_at(now, hub)
    if found is None or not (there := found.at(meeting)).meetings:
        return not_recorded(FigureUnit.SHARE, "first_time")
    shown = [one for one in there.meetings if not _is_small(one.event)]
    if not shown:
        return too_few(FigureUnit.SHARE, "first_time")
    new = sum(one.event.first_external_count for one in shown)
    people = sum(_people(one.event) for one in shown)
    sources = tuple(one.position for one in shown)
    return there.tells_of_people(
        new / people, FigureUnit.SHARE, "first_time", n=people, sources=sources
    )


def _people(event: HubMeetingHeld) -> int:
    return sum(there.attended for there in event.attendance)


def _is_small(event: HubMeetingHeld) -> bool:
    """Whether one of its sides is a group of which nothing is told."""
    new = event.first_external_count
    return any(0 < side < FEWEST_PEOPLE for side in (new, _people(event) - new)) or not _people(
        event
    )


@method(
    "hubs.people/1",
    formula="people who came in a role, or all who came; fewer than ten are not told, nor so many "
    "that a sum would tell them",
)
def people(now: Snapshot, hub: int, meeting: int, role: str = "") -> Measured:
    """How many people came to a meeting, in a role or in all."""
    found = hub_at(now, hub)
    if found is None or not (there := found.at(meeting)).meetings:
        return not_recorded(FigureUnit.PEOPLE)
    event = there.meetings[0].event
    counts = {each.role.value: each.attended for each in event.attendees_by_role}
    if role and role not in counts:
        return not_recorded(FigureUnit.PEOPLE)
    value = counts[role] if role else _people(event)
    if 0 < value < FEWEST_PEOPLE or (role and role in hidden(counts)):
        return too_few(FigureUnit.PEOPLE)
    return there.tells_of_people(float(value), FigureUnit.PEOPLE, "count")
