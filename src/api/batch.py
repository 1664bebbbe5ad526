"""Reads many things at once, when the first of them is needed."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Batch(Generic[K, V]):
    """Things by their keys. Whoever makes a page says which ones it will need.

    GraphQL asks one thing after the other; this keeps a page of fifty from being fifty questions.
    """

    def __init__(self, read: Callable[[list[K]], Mapping[K, V]]) -> None:
        self._read = read
        self._expected: dict[K, None] = {}
        self._found: dict[K, V | None] = {}

    def expect(self, keys: Iterable[K]) -> None:
        """These will be asked for: read them when the first one is."""
        self._expected |= {key: None for key in keys if key not in self._found}

    def get(self, key: K) -> V | None:
        """The thing with this key, if there is one."""
        if key not in self._found:
            self.expect([key])
            keys, self._expected = list(self._expected), {}
            found = self._read(keys)
            self._found |= {key: found.get(key) for key in keys}
        return self._found[key]
