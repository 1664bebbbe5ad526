"""One reading of the ledger: at one position, for one asker, few questions for many answers."""

from __future__ import annotations

from collections.abc import Iterable

from api.batch import Batch
from api.line import Line, SealedText
from ledger.application import Ledger
from ledger.domain.acts.any_act import corrected
from ledger.domain.entry import Entry
from ledger.domain.past import SYSTEM, Past, Recorded
from ledger.domain.plain import leaves
from ledger.domain.words import SchoolId, Sealed
from ledger.projections import collaborations, history, schools
from ledger.projections.history import Step
from ledger.projections.snapshot import NotYetKnown, Snapshot


class Reading:
    """What is asked of one snapshot. Everything that hangs from it is read at its position."""

    def __init__(self, now: Snapshot, ledger: Ledger, words: Batch[str, str]) -> None:
        self.now = now
        self.ledger = ledger
        self.words = words
        self.names = Batch[str, str](lambda urns: schools.names(now, urns))
        self.schools = Batch[str, schools.School](lambda urns: _schools(now, urns))
        self.collaborations = Batch[int, collaborations.Collaboration](
            lambda positions: collaborations.some(now, positions)
        )
        self.kin = Batch[str, list[str]](lambda lineages: _kin(now, lineages))
        self.parts = Batch[int, list[str]](lambda acts: history.parts(now, acts))
        self.lives = Batch[int, list[Step]](lambda acts: history.lives(now, acts))
        self.stories = Batch[int, list[Step]](lambda whole: history.stories(now, whole))
        self.recorded = Batch[int, Recorded[Entry]](
            lambda positions: {entry.position: entry for entry in ledger.at(positions)}
        )

    def name_of(self, school: SchoolId) -> str:
        """A school's name, or its number where the register does not have it (yet)."""
        try:
            return self.names.get(school) or school
        except NotYetKnown:
            return school  # a view that stopped must not keep an entry from being read

    def line(self, recorded: Recorded[Entry]) -> Line:
        """An entry, ready to be printed."""
        self.names.expect(recorded.event.schools())
        self.words.expect(
            value.commitment
            for _, value, _ in leaves(recorded.event)
            if isinstance(value, Sealed) and value.commitment
        )
        return Line(recorded, self.name_of, self.words)

    def sealed(self, told: Sealed) -> SealedText:
        """Words that may be opened, or may not."""
        assert told.commitment is not None, "what is stored has been sealed"
        self.words.expect([told.commitment])
        return SealedText(commitment=told.commitment, words=self.words)

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

    def _past(self, steps: list[Step] | None) -> Past:
        entries = self._at(step.step for step in steps or [])
        return Past(corrected(tuple(entries)), SYSTEM, self.ledger.clock())

    def _at(self, positions: Iterable[int]) -> list[Recorded[Entry]]:
        wanted = list(positions)
        self.recorded.expect(wanted)
        return [entry for entry in map(self.recorded.get, wanted) if entry is not None]


def _schools(now: Snapshot, urns: list[str]) -> dict[str, schools.School]:
    rows = now.ask(schools.SOME, urns=sorted(urns))
    return {row.school: schools.School._make(row) for row in rows}


def _kin(now: Snapshot, lineages: list[str]) -> dict[str, list[str]]:
    """The numbers of each lineage, first to last."""
    rows = now.ask(schools.KIN, lineages=sorted(lineages))
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(row.lineage, []).append(row.school)
    return found
