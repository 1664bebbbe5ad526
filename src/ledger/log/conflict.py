"""Whether something was recorded meanwhile that an append had asked not to find."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from ledger.log.contract import Condition, Item
from ledger.log.draft import Append, Asked, Entry


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
        self.ids: set[str] = set()
        self._events: list[Entry] = []
        self._by_tag: defaultdict[str, list[Entry]] = defaultdict(list)

    def add(self, entries: list[Entry]) -> None:
        self._events += entries
        self.ids.update(entry.event_id for entry in entries)
        for entry in entries:
            for tag in entry.tags:
                self._by_tag[tag].append(entry)

    def refuses(self, condition: Condition | None) -> bool:
        if condition is None or not self._events:
            return False
        after = condition.after or 0
        return any(self._has(item, after) for item in items(condition))

    def _has(self, item: Item, after: int) -> bool:
        events = self._by_tag.get(item.tags[0], []) if item.tags else self._events
        return any(
            entry.position > after
            and entry.tags.issuperset(item.tags)
            and (not item.types or entry.type in item.types)
            for entry in events
        )
