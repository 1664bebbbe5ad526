"""The line of those who wait to write: the first acts for those behind, then calls the next."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise

from ledger.log.contract import OperationalError
from ledger.log.draft import Append

MOST = 2_000
"""Events after which a shared transaction takes no further append. Bounds how long one waits."""


GATHERING_SECONDS = 0.002
"""How long the first waits for those it wrote with last time. Less than a commit to disk."""


class Place:
    """Where one thread stands in the line."""

    def __init__(self, append: Append | None) -> None:
        self.append = append
        self.is_abandoned = False
        self.behind: Place | None = None
        """Whom this thread wakes once it is awake: all at once would fight for the interpreter."""
        self.is_called = False
        self._waiting = threading.Lock()
        self._waiting.acquire()

    def call(self) -> None:
        """Let the thread go on: it is first now, or somebody has acted for it."""
        if not self.is_called:
            self.is_called = True
            self._waiting.release()

    def wake_behind(self) -> None:
        if self.behind is not None:
            self.behind.call()

    def wait(self) -> None:
        self._waiting.acquire()


class Turns:
    """Lets the appends of many threads share one commit, without a thread of its own.

    While the first in the line commits, the others gather behind it; the next one takes all of
    them along. Nothing waits on a thread that could have died: whoever is first is here.
    """

    def __init__(self, write: Callable[[list[Append]], None]) -> None:
        self._write = write
        self._line: deque[Place] = deque()
        self._lock = threading.Lock()
        self._crowd = 1
        """How many wrote or waited last time: writers that come back are worth waiting for."""
        self._gathered = threading.Event()

    def share(self, append: Append) -> None:
        """Have it written, with those that wait at the same time. Returns when it is answered."""
        place = Place(append)
        self._stand(place)
        if not append.is_answered:
            self._lead()
            return
        with self._lock:
            place.wake_behind()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the front of the line, so that nobody of this process writes meanwhile."""
        self._stand(Place(None))
        try:
            yield
        finally:
            self._leave(1)

    def _lead(self) -> None:
        batch: list[Append] = []
        try:
            self._gathered.wait(GATHERING_SECONDS)
            with self._lock:
                batch = self._batch()
            self._write(batch)
        except BaseException as error:
            for append in batch:
                if not append.is_answered:
                    append.refuse(_interrupted(error))
            raise
        finally:
            self._leave(max(1, len(batch)))

    def _stand(self, place: Place) -> None:
        with self._lock:
            self._line.append(place)
            if self._line[0] is place:
                place.call()
            if len(self._line) >= self._crowd:
                self._gathered.set()
        try:
            place.wait()
        except BaseException:
            self._abandon(place)
            raise

    def _batch(self) -> list[Append]:
        batch: list[Append] = []
        events = 0
        for place in self._line:
            if place.append is None or events >= MOST:
                break
            batch.append(place.append)
            events += len(place.append.drafts)
        return batch

    def _leave(self, count: int) -> None:
        with self._lock:
            self._crowd = len(self._line)
            self._gathered.clear()
            answered = [self._line.popleft() for _ in range(count)]
            awake = [place for place in answered if not place.is_abandoned]
            for place, behind in pairwise(awake):
                place.behind = behind
            if len(awake) > 1:
                awake[1].call()  # the first is the thread that is here
            while self._line and self._line[0].is_abandoned:
                self._line.popleft()
            if self._line:
                self._line[0].call()

    def _abandon(self, place: Place) -> None:
        """A thread interrupted while it waited must not hold up those behind it."""
        with self._lock:
            place.is_abandoned = True
            place.wake_behind()
            was_first = bool(self._line) and self._line[0] is place and place.is_called
        if was_first:
            self._leave(1)


def _interrupted(error: BaseException) -> OperationalError:
    told = OperationalError("The write was interrupted; whether it was recorded is not known.")
    told.__cause__ = error
    return told
