"""One reading of the ledger: at one position, for one asker, few questions for many answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from api.batch import Batch
from api.line import Line, SealedText
from api.words import Words
from ledger.application import Ledger
from ledger.domain.correction import corrected
from ledger.domain.entry import Entry
from ledger.domain.facts import leaves
from ledger.domain.identifiers import SchoolId, TrustId
from ledger.domain.past import SYSTEM, Past, Recorded
from ledger.domain.record import Sealed
from ledger.domain.terms import NOMINAL, Terms
from ledger.projections import calendars, collaborations, history, schools, trusts
from ledger.projections.history import Step
from ledger.projections.snapshot import NotYetKnown, Snapshot
from ledger.projections.told import as_amended

Steps = Callable[[Snapshot, Iterable[int]], dict[int, list[Step]]]
"""A question that gives the steps of several acts, or of several collaborations."""


class Reading:
    """What is asked of one snapshot. Everything that hangs from it is read at its position.

    GraphQL goes down to the last detail of one act before it looks at the next. So each batch,
    when it is read, tells the batches below it what the whole page will need.
    """

    def __init__(self, now: Snapshot, ledger: Ledger, words: Words) -> None:
        self.now = now
        self.ledger = ledger
        self.words = words
        self.names = Batch[str, str](partial(schools.names, now))
        self.schools = Batch[str, schools.School](self._read_schools)
        self.kin = Batch[str, list[str]](partial(schools.numbers_by_lineage, now))
        self.terms = Batch[str, Terms](partial(calendars.terms_of, now))
        self.memberships = Batch[str, trusts.Member](self._read_memberships)
        self.trusts = Batch[str, trusts.Trust](partial(trusts.some, now))
        self.collaborations = Batch[int, collaborations.Collaboration](
            partial(collaborations.some, now)
        )
        self.parts = Batch[int, list[str]](self._read_parts)
        self.lives = Batch[int, list[Step]](partial(self._read_steps, history.lives))
        self.stories = Batch[int, list[Step]](partial(self._read_steps, history.stories))
        self.recorded = Batch[int, Recorded[Entry]](self._read_entries)

    def name_of(self, number: SchoolId | TrustId) -> str:
        """The name of a school or trust, or its number where the register has no name (yet)."""
        try:
            if not isinstance(number, TrustId):
                return self.names.get(number) or number
            trust = self.trusts.get(number)
        except NotYetKnown:
            return number  # a view that stopped must not keep an entry from being read
        return (trust and trust.name) or number

    def terms_of(self, school: str) -> Terms:
        """The terms of a school by the calendars that were known."""
        return self.terms.get(school) or NOMINAL

    def line(self, recorded: Recorded[Entry]) -> Line:
        """An entry, ready to be printed."""
        self._expect_words(recorded.event)
        return Line(recorded, self.name_of, self.words)

    def sealed(self, told: Sealed) -> SealedText:
        """Words that may be opened, or may not."""
        self.words.expect([told.commitment] if told.commitment else [])
        return SealedText(told=told, words=self.words)

    def lines(self, positions: Iterable[int]) -> list[Line]:
        """The entries at these positions, as they were recorded."""
        return [self.line(recorded) for recorded in self._at(positions)]

    def life(self, act: int) -> Past:
        """The entries of an act as amended, oldest first; no more than may be seen of it."""
        return self.now.once(("life", act), lambda: self._past(self.lives.get(act)))

    def story(self, collaboration: int) -> Past:
        """What was said of a collaboration as a whole, oldest first."""
        return self.now.once(
            ("story", collaboration), lambda: self._past(self.stories.get(collaboration))
        )

    def membership(self, collaboration: int) -> Past:
        """The same, with each school under the number by which it came in."""
        story = self.story(collaboration)
        entries = as_amended(self.now, {collaboration: story.entries})[collaboration]
        return story._replace(entries=entries)

    def _past(self, steps: list[Step] | None) -> Past:
        entries = self._at(step.step for step in steps or [])
        return Past(corrected(tuple(entries)), SYSTEM, self.ledger.clock())

    def _at(self, positions: Iterable[int]) -> list[Recorded[Entry]]:
        wanted = list(positions)
        self.recorded.expect(wanted)
        return [entry for entry in map(self.recorded.get, wanted) if entry is not None]

    def _expect_words(self, event: Entry) -> None:
        """What it takes to print this will be asked for."""
        self.names.expect(event.schools())
        self.trusts.expect(event.trusts())
        self.words.expect(
            value.commitment
            for _, value, _ in leaves(event)
            if isinstance(value, Sealed) and value.commitment
        )

    def _read_entries(self, positions: list[int]) -> dict[int, Recorded[Entry]]:
        entries = self.ledger.at(positions)
        for entry in entries:
            self._expect_words(entry.event)
        return {entry.position: entry for entry in entries}

    def _read_steps(self, ask: Steps, of: list[int]) -> dict[int, list[Step]]:
        found = ask(self.now, of)
        self.recorded.expect(step.step for steps in found.values() for step in steps)
        return found

    def _read_parts(self, acts: list[int]) -> dict[int, list[str]]:
        found = history.parts(self.now, acts)
        self.schools.expect(school for taking_part in found.values() for school in taking_part)
        return found

    def _read_schools(self, urns: list[str]) -> dict[str, schools.School]:
        rows = self.now.ask(schools.SOME, urns=sorted(urns))
        found = {row.school: schools.School._make(row) for row in rows}
        self.kin.expect(row.lineage for row in found.values())
        self.memberships.expect(found)
        return found

    def _read_memberships(self, urns: list[str]) -> dict[str, trusts.Member]:
        found = trusts.of_schools(self.now, urns)
        self.trusts.expect(row.trust for row in found.values())
        return found


def sees_own(reading: Reading, schools: Iterable[str]) -> bool:
    """Whether the asker may see what is each of these schools' own affair."""
    scope = reading.now.scope
    return scope.sees_all or scope.schools.issuperset(schools)
