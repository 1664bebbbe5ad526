"""Keeps the views of a process up to the log, and lets a writer wait until they are.

A writer is answered when the views know what it wrote, so whoever asks next reads it.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from threading import Condition, Event, Thread
from typing import Protocol

import sqlalchemy as sa

from ledger.log.engine import reading
from ledger.log.fault import told
from ledger.projections.build import builds
from ledger.projections.follow import BATCH, Read, Runner, build_on, first, keep_up, live, reached
from ledger.projections.remembered import Remembered
from ledger.projections.view import View

LOG = logging.getLogger(__name__)

LOOK_AGAIN_SECONDS = 0.25
"""How long the follower waits for the log before it looks whether it should stop."""

BACK_OFF_SECONDS = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0)
"""How long it waits after each failure of the database in a row; the last for every later one."""


KEPT = 1_000
"""Subjects of each table that it remembers. A server has better uses for its memory than a build
has, and what is appended is mostly about a few acts of the day."""


class Bell(Protocol):
    """Rings when something was appended, by this process or another."""

    def wait_beyond(self, position: int, timeout: float) -> int:
        """The size of the log, as soon as it is beyond a position or the seconds are over."""


class Follower:
    """A thread that folds what is appended, until it is stopped.

    `fault` says in words what holds it up: a database that is away, which it tries again, or
    a defect, after which `is_running` is false and the views stay where they are.
    """

    def __init__(
        self, engine: sa.Engine, views: Sequence[View], read: Read, bell: Bell, batch: int = BATCH
    ) -> None:
        self._runner = Runner(engine, read, batch, Remembered(KEPT))
        self._views, self._bell = tuple(views), bell
        self._moved = Condition()
        self._stopping = Event()
        self._thread = Thread(target=self._run, name="follower", daemon=True)
        self._position = 0
        self.fault: str | None = None

    @property
    def is_running(self) -> bool:
        return self._thread.is_alive()

    @property
    def position(self) -> int:
        """What all live views of this ledger know, as far as this process has noticed."""
        return self._position

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """End after the batch in hand; whoever waits is let go."""
        self._stopping.set()
        with self._moved:
            self._moved.notify_all()
        if self.is_running:
            self._thread.join()

    def wait_for(self, position: int, timeout: float) -> bool:
        """Whether all live views know the log to a position, at most so many seconds from now.

        Halted views are not waited for. False at once when nobody follows any more.
        """
        with self._moved:
            self._moved.wait_for(
                lambda: self._position >= position or self._stopping.is_set(), timeout
            )
            return self._position >= position

    def _run(self) -> None:
        try:
            self._follow()
        except Exception as error:
            # Nobody joins this thread to hear of it, so the fault is left where it is looked for.
            self.fault = repr(error)
            LOG.critical("the views are followed no more: %s", told(error))
        finally:
            self._stopping.set()
            with self._moved:
                self._moved.notify_all()

    def _follow(self) -> None:
        failures = 0
        size = 0
        while not self._stopping.is_set():
            try:
                while self._step() and not self._stopping.is_set():
                    pass
                # What is appended after that reading rings the bell, since `size` is older.
                size = self._bell.wait_beyond(size, LOOK_AGAIN_SECONDS)
                failures, self.fault = 0, None
            except (sa.exc.OperationalError, sa.exc.InterfaceError) as error:
                self.fault = repr(error)
                self._stopping.wait(BACK_OFF_SECONDS[min(failures, len(BACK_OFF_SECONDS) - 1)])
                failures += 1

    def _step(self) -> bool:
        """Fold a batch into the live views, and one into a view that is being built."""
        has_more = keep_up(self._runner, self._views)
        with reading(self._runner.engine) as connection:
            standing = builds(connection, self._views)
        self._tell(reached(live(standing)))
        for build in first(standing)[:1]:
            build_on(self._runner, build.view)
            return True
        return has_more

    def _tell(self, position: int) -> None:
        if position != self._position:
            with self._moved:
                self._position = position
                self._moved.notify_all()
