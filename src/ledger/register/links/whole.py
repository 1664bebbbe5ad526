"""All links together: how many came before and after a school, and what goes in a circle."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from ledger.domain.identifiers import SchoolId
from ledger.register.links.rows import Pair


class Whole:
    """Every school with those before it and those after it, in whatever order they were told."""

    def __init__(self, pairs: Iterable[Pair]) -> None:
        self._after: defaultdict[SchoolId, set[SchoolId]] = defaultdict(set)
        self._before: defaultdict[SchoolId, set[SchoolId]] = defaultdict(set)
        for school, successor in pairs:
            self._after[school].add(successor)
            self._before[successor].add(school)

    def is_only_successor(self, pair: Pair) -> bool:
        """Whether nothing else came after the earlier school."""
        return len(self._after[pair.school]) == 1

    def is_only_predecessor(self, pair: Pair) -> bool:
        """Whether nothing else came before the later school."""
        return len(self._before[pair.successor]) == 1

    def is_circular(self, pair: Pair) -> bool:
        """Whether whoever goes on from the later school comes back to the earlier one."""
        waiting, seen = [pair.successor], {pair.successor}
        while waiting:
            later = self._after.get(waiting.pop(), set())
            if pair.school in later:
                return True
            waiting += later - seen
            seen |= later
        return False


class Lineages:
    """Which numbers are one school, as plain successions tell."""

    def __init__(self, pairs: Iterable[Pair] = ()) -> None:
        self._leads: dict[SchoolId, SchoolId] = {}
        for pair in pairs:
            self.join(pair)

    def join(self, pair: Pair) -> None:
        """The two are one from now on."""
        self._leads[self._first(pair.successor)] = self._first(pair.school)

    def are_one(self, pair: Pair) -> bool:
        """Whether the two are one already."""
        return self._first(pair.school) == self._first(pair.successor)

    def _first(self, school: SchoolId) -> SchoolId:
        while (first := self._leads.get(school, school)) != school:
            school = first
        return school
