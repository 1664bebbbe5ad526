"""A bell that a test rings itself, to say when the log has grown."""

from __future__ import annotations

from threading import Condition


class HandBell:
    """Says the size that it was last told."""

    def __init__(self) -> None:
        self._size = 0
        self._rung = Condition()

    def ring(self, size: int) -> None:
        with self._rung:
            self._size = size
            self._rung.notify_all()

    def wait_beyond(self, position: int, timeout: float) -> int:
        with self._rung:
            self._rung.wait_for(lambda: self._size > position, timeout)
            return self._size
