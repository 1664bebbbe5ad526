"""The pasts that rules look back on, read together for many rows and held until they move."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ledger.domain.past import Look, Recorded
from ledger.envelope import decode
from ledger.log.contract import Condition, Item, Query
from ledger.log.recorder import Recorder

AT_ONCE = 200
"""Places that are looked at in one question, within what both databases take."""

MOST_KEPT = 50_000
"""Places that are held. There are about as many schools; beyond that all are read again."""


class Pasts:
    """What is recorded at the places that were looked at, with what this import adds to it.

    Places that name their kinds, such as what the register says of a school, are held from batch
    to batch; places without kinds, such as everything of one act, only within one.
    """

    def __init__(self) -> None:
        self._held: dict[Look, list[Recorded[Any]]] = {}
        self._by_tag: defaultdict[str, list[Look]] = defaultdict(list)
        self._kinds: set[str] = set()
        self._watched: set[Look] = set()
        self._new: set[Look] = set()
        self._log: Recorder | None = None
        self.position = 0
        """The end of the log when it was first looked at: what came later is a conflict."""
        self._last = 0
        self.is_cold = True
        """Whether much may not have been looked at yet, so that it pays to look ahead."""

    def forget(self) -> None:
        """Read all of it anew: something has moved."""
        self._held.clear()
        self._by_tag.clear()
        self._kinds.clear()
        self._watched.clear()
        self._new.clear()
        self.is_cold = True

    def begin(self, log: Recorder) -> None:
        """Start a batch, whose places are read from this log."""
        self._log = log
        for look in self._watched | self._new:
            del self._held[look]
            self._by_tag[look.tags[0]].remove(look)
            if not self._by_tag[look.tags[0]]:
                del self._by_tag[look.tags[0]]
        self._watched.clear()
        self._new.clear()
        if len(self._held) > MOST_KEPT:
            self.forget()
        if not self._held:
            self.position = log.size()
            self._last = max(self._last, self.position)

    def prepare(self, looks: Iterable[Look]) -> None:
        """Read what is not held yet, many places in one question."""
        wanted = [look for look in dict.fromkeys(looks) if look not in self._held]
        for start in range(0, len(wanted), AT_ONCE):
            self._read(wanted[start : start + AT_ONCE])

    def nothing_at(self, look: Look) -> None:
        """Nothing can be recorded there yet, so nobody has to look."""
        if look not in self._held:
            self._hold(look)
            self._new.add(look)

    def read(self, looks: Sequence[Look]) -> list[Recorded[Any]]:
        """What is recorded at these places."""
        try:
            return [entry for look in looks for entry in self._held[look]]
        except KeyError:
            self.is_cold = True
            self.prepare(looks)
        return [entry for look in looks for entry in self._held[look]]

    def next_position(self) -> int:
        """Where the next entry will stand, or a later place: in what order is all that counts."""
        self._last += 1
        return self._last

    def add(self, entry: Recorded[Any]) -> None:
        """From here on this is recorded too."""
        for look in self._places_of(entry):
            self._held[look].append(entry)

    def take_back(self, entry: Recorded[Any]) -> None:
        """It is not recorded after all."""
        for look in self._places_of(entry):
            self._held[look].remove(entry)

    def move_to(self, position: int) -> None:
        """What was added stands in the log up to here, and nothing else that is held moved."""
        self.position = position
        self._last = max(self._last, position)

    @property
    def unmoved(self) -> Condition | None:
        """That nobody has recorded anything at these places since."""
        items = [Item(types=sorted(self._kinds))] if self._kinds else []
        items += [Item(tags=list(look.tags)) for look in self._watched]
        return Condition(Query(items), after=self.position) if items else None

    def _read(self, looks: Sequence[Look]) -> None:
        assert self._log is not None, "a batch was begun"
        for look in looks:
            self._hold(look)
            if not look.kinds:
                self._watched.add(look)
        query = Query([Item(types=list(look.kinds), tags=list(look.tags)) for look in looks])
        there = set(looks)
        for stored in self._log.read(query):
            entry = decode(stored)
            for look in self._places_of(entry):
                if look in there:
                    self._held[look].append(entry)

    def _hold(self, look: Look) -> None:
        self._held[look] = []
        self._by_tag[look.tags[0]].append(look)
        self._kinds.update(look.kinds)

    def _places_of(self, entry: Recorded[Any]) -> Iterator[Look]:
        """The places that are held where an entry stands."""
        for tag in entry.tags:
            for look in self._by_tag.get(tag, ()):
                if (not look.kinds or entry.event.TOPIC in look.kinds) and (
                    len(look.tags) == 1 or entry.tags.issuperset(look.tags)
                ):
                    yield look
