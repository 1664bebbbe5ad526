"""Whether something was recorded meanwhile that an append had asked not to find."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ledger.log.contract import Condition, Item
from ledger.log.draft import Append, Draft


class Asked(NamedTuple):
    """One item of one condition, as the database is asked about it."""

    append: int
    after: int
    types: list[str]
    tags: list[str]


def asked(appends: Sequence[Append]) -> list[Asked]:
    """All items of all conditions, each with the number of its append."""
    return [
        Asked(number, append.condition.after or 0, item.types, item.tags)
        for number, append in enumerate(appends)
        if append.condition is not None
        for item in items(append.condition)
    ]


def items(condition: Condition) -> list[Item]:
    """The items of a condition; one without any asks about every event."""
    return condition.fail_if_events_match.items or [Item()]


class Fresh:
    """What was accepted earlier in the same transaction, where no statement can see it yet."""

    def __init__(self) -> None:
        self._ids: set[str] = set()
        self._events: list[tuple[int, Draft]] = []
        self._by_tag: defaultdict[str, list[tuple[int, Draft]]] = defaultdict(list)

    def add(self, drafts: Iterable[Draft], size: int) -> None:
        for position, new in enumerate(drafts, size + 1):
            self._ids.add(new.event_id)
            self._events.append((position, new))
            for tag in new.tags:
                self._by_tag[tag].append((position, new))

    def repeats(self, append: Append) -> bool:
        return not self._ids.isdisjoint(append.given_ids)

    def refuses(self, condition: Condition | None) -> bool:
        if condition is None:
            return False
        after = condition.after or 0
        return any(self._has(item, after) for item in items(condition))

    def _has(self, item: Item, after: int) -> bool:
        events = self._by_tag.get(item.tags[0], []) if item.tags else self._events
        return any(
            position > after
            and new.tags.issuperset(item.tags)
            and (not item.types or new.type in item.types)
            for position, new in events
        )
