"""What a process does that other tests kill: it forgets Ann, and dies at the step it is told."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Any

from ledger.domain.privacy import ErasureBegun, SubjectErased
from ledger.log.engine import open_database
from ledger.log.epochs import Epochs
from ledger.log.errands import Errands
from ledger.log.keys import Keys
from ledger.log.recorder import Recorder
from ledger.log.vault import Vault
from ledger.privacy.erasing import run
from tests.forgetting.cast import Clock, door
from tests.log.child import CONTEXT

CONTEXT.set_forkserver_preload(["tests.forgetting.child"])


def die(*_: Any, **__: Any) -> Any:
    os.kill(os.getpid(), signal.SIGKILL)


def then_die(kind: type, name: str) -> None:
    """The method is done, and the process ends before anybody hears of it."""
    done = getattr(kind, name)
    setattr(kind, name, lambda *given, **named: die(done(*given, **named)))


def first_die(kind: type, name: str) -> None:
    """The process ends as the method is called."""
    setattr(kind, name, die)


def dies_at_entry(topic: str, *, after: bool) -> None:
    append = Recorder.append

    def appended(self: Recorder, events: Any, condition: Any = None) -> int:
        is_it = events[0].type == topic
        if is_it and not after:
            die()
        position = append(self, events, condition)
        return die() if is_it else position

    Recorder.append = appended  # type: ignore[method-assign]


STEPS = {
    "before it begins": lambda: dies_at_entry(ErasureBegun.TOPIC, after=False),
    "once it has begun": lambda: dies_at_entry(ErasureBegun.TOPIC, after=True),
    "before the key is destroyed": lambda: first_die(Keys, "destroy"),
    "once the key is destroyed": lambda: then_die(Keys, "destroy"),
    "once the words are gone": lambda: then_die(Vault, "_forget"),
    "once the files are swept": lambda: then_die(Vault, "forget"),
    "before the log says so": lambda: dies_at_entry(SubjectErased.TOPIC, after=False),
    "once the log says so": lambda: dies_at_entry(SubjectErased.TOPIC, after=True),
    "once it is off the list": lambda: then_die(Errands, "done"),
}
"""Every place at which a crash may come, in the order in which they are met."""

TEXT_STEPS = {
    "before the new key": lambda: first_die(Keys, "renew"),
    "once there is a new key": lambda: then_die(Keys, "renew"),
    "once the words have moved": lambda: first_die(Keys, "retire"),
    "once the old key is gone": lambda: then_die(Keys, "retire"),
    "once it is off the list": lambda: then_die(Errands, "done"),
}
"""The same for one text."""


def forget(url: str, keys_url: str, folder: str, step: str) -> None:
    """Do what is due eight days from now, and die at this step."""
    keys = Keys(open_database(keys_url), Epochs(Path(folder) / "epochs"))
    clock = Clock()
    clock.pass_the_window()
    ledger = door((engine := open_database(url)), keys, Recorder(engine), clock)
    (STEPS | TEXT_STEPS)[step]()
    run(ledger)
