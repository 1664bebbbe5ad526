"""Does now and then what nobody asks for: forgets whom it is time to forget, begins new epochs."""

from __future__ import annotations

import logging
from threading import Event, Thread

from api.opened import Opened
from ledger.privacy.erasing import run

LOG = logging.getLogger(__name__)

SECONDS = 60.0
"""From one time to the next. Seven days may be a minute longer."""


class Regularly:
    """A thread that looks at what is due until it is stopped. What fails, it tries again."""

    def __init__(self, opened: Opened, seconds: float = SECONDS) -> None:
        self._opened, self._seconds = opened, seconds
        self._stopping = Event()
        self._thread = Thread(target=self._run, name="regularly", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """End after what is in hand."""
        self._stopping.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stopping.wait(self._seconds):
            try:
                run(self._opened.ledger)
                self._opened.keys.rotate_monthly()
            except Exception:
                LOG.exception("what is due could not be looked at")
