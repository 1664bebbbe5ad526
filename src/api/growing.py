"""The schema while the process starts: what can be read at once, what can be recorded soon.

The mutations and the types of entries take longer to make than all else at a start. Until they
stand, the reading half answers what it can answer without an error; whatever else is asked waits
for the whole, so that nobody is told less for coming early (decision 0023).
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from threading import Event, Thread

from strawberry.extensions import DisableIntrospection

from api.answer import Answer, Schema, answer_of, ask
from api.context import Context
from api.message import Message
from api.query import schema_of
from ledger.log.collector import resting_collector

HEAD_START_SECONDS = 1.0
"""For the first question, which has the process to itself: two threads hinder each other."""

GOES_OUT_SECONDS = 0.02
"""For its answer to leave: what is begun at once would keep it waiting."""


class Growing:
    """Answers by the whole schema once it stands, and by its reading half until then."""

    def __init__(self) -> None:
        # Only introspection would tell of half a schema without an error.
        with resting_collector():
            self._reading = schema_of(extensions=[DisableIntrospection])
        self._whole: Schema | None = None
        self._was_asked = Event()
        self.fault: str | None = None
        """Why the whole cannot be made, which no restart mends: `/readyz` says so."""

    def start(self) -> None:
        """Make the whole, after the first question or soon; what is asked meanwhile is answered."""
        Thread(target=self._grow, name="schema", daemon=True).start()

    def answer(self, message: Message, open_context: Callable[[], Context]) -> Answer:
        """Answer a message, in this thread."""
        if self._whole is None:
            result = ask(self._reading, message, open_context())
            self._was_asked.set()
            if not result.errors:
                return answer_of(result)
        return answer_of(ask(self.whole(), message, open_context()))

    def whole(self) -> Schema:
        """The whole schema. Whoever comes while it is made waits, as for any module."""
        if self._whole is None:
            with resting_collector():
                from api.schema import schema

            self._whole = schema
        return self._whole

    def _grow(self) -> None:
        if self._was_asked.wait(HEAD_START_SECONDS):
            time.sleep(GOES_OUT_SECONDS)
        try:
            self.whole()
        except Exception as error:
            self.fault = repr(error)
            raise
        gc.freeze()  # it stays for good, so nobody need search it for garbage again
