"""The bell: rings when something was recorded, by this process or by another one."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa

from ledger.log.engine import is_in_memory

POLL_SECONDS = 0.05
"""How often a SQLite file is asked whether another process has written; a question costs 11 µs."""

NET_SECONDS = 1.0
"""How often PostgreSQL is asked although nothing was heard: a lost notification only delays."""

PATIENCE_SECONDS = 0.1
"""How long a listener waits at a stretch, and so how long it may take to stop."""

SIZE = "SELECT size FROM log_head"


class Bell:
    """Tells how long the log is to those who wait for it to grow.

    Commits of this process ring it directly. Only once somebody waits does a thread start that
    listens for commits of other processes, on a connection of its own.
    """

    def __init__(self, engine: sa.Engine, size: Callable[[], int]) -> None:
        self._engine = engine
        self._ask_size = size
        self._size = 0
        self._grown = threading.Condition()
        self._sleepers: set[threading.Event] = set()
        self._listener: threading.Thread | None = None
        self._is_closed = threading.Event()

    def ring(self, size: int) -> None:
        """Say that the log holds this many events now."""
        with self._grown:
            if size <= self._size:
                return
            self._size = size
            self._grown.notify_all()
            for sleeper in self._sleepers:
                sleeper.set()

    def wait_beyond(self, position: int, timeout: float) -> int:
        """The size of the log, as soon as it is greater than *position* or *timeout* has passed."""
        if self._size > position:
            return self._size
        self._listen()
        with self._grown:
            self._grown.wait_for(lambda: self._size > position, timeout)
            return self._size

    @contextmanager
    def waking(self, sleeper: threading.Event) -> Iterator[None]:
        """Set this event at every ring."""
        self._listen()
        with self._grown:
            self._sleepers.add(sleeper)
        try:
            yield
        finally:
            with self._grown:
                self._sleepers.discard(sleeper)

    def close(self) -> None:
        """Stop listening, and wait until it has stopped."""
        self._is_closed.set()
        with self._grown:
            listener = self._listener
        if listener is not None:
            listener.join()

    def _listen(self) -> None:
        """Start to listen, once. A database in memory has no other process to listen to."""
        if is_in_memory(self._engine):
            self.ring(self._ask_size())
            return
        with self._grown:
            if self._listener is None:
                self._listener = threading.Thread(target=self._hear, name="bell", daemon=True)
                self._listener.start()

    def _hear(self) -> None:
        on_server = self._engine.dialect.name == "postgresql"
        sizes = sizes_on_server if on_server else sizes_in_file
        # By its name, so that a ledger in a file never loads the driver of a server.
        driver = self._engine.dialect.loaded_dbapi
        while not self._is_closed.is_set():
            try:
                for size in sizes(self._engine, self._is_closed):
                    self.ring(size)
            except (sa.exc.OperationalError, driver.OperationalError):
                # The database is away. Those who wait time out and see it for themselves.
                self._is_closed.wait(NET_SECONDS)


def sizes_on_server(engine: sa.Engine, is_closed: threading.Event) -> Iterator[int]:
    """The size of the log now, and after every commit of any process. Ends when closed."""
    with connection_apart(engine) as db:
        db.autocommit = True
        db.execute("LISTEN ledger")
        asked_at = -NET_SECONDS
        while not is_closed.is_set():
            heard = any(True for _ in db.notifies(timeout=PATIENCE_SECONDS, stop_after=1))
            if heard or time.monotonic() - asked_at >= NET_SECONDS:
                asked_at = time.monotonic()
                yield db.execute(SIZE).fetchone()[0]


def sizes_in_file(engine: sa.Engine, is_closed: threading.Event) -> Iterator[int]:
    """The size of the log now, and after every commit to its file. Ends when closed."""
    with connection_apart(engine) as db:
        seen = None
        while not is_closed.wait(POLL_SECONDS):
            version = db.execute("PRAGMA data_version").fetchone()[0]
            if version != seen:
                seen = version
                yield db.execute(SIZE).fetchone()[0]


@contextmanager
def connection_apart(engine: sa.Engine) -> Iterator[Any]:
    """A connection that is never handed back to the pool, with the same settings."""
    borrowed = engine.raw_connection()
    driver = borrowed.driver_connection
    borrowed.detach()
    try:
        yield driver
    finally:
        borrowed.close()
