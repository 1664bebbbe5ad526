"""What these tests have in common: Ann and Ben write, and one of them is to be forgotten."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from ledger.application import Ledger
from ledger.domain.facts import leaves
from ledger.domain.outcome import Area, Outcome
from ledger.domain.past import Recorded
from ledger.domain.privacy import WINDOW, ErasureRequested, WhyErased
from ledger.domain.record import Sealed
from ledger.log.engine import reading
from ledger.log.errands import Errands
from ledger.log.keys import Keys
from ledger.log.recorder import Recorder
from ledger.log.tables import sealed
from ledger.log.vault import Vault
from tests.scenario import ADA, ANN, ASTOR, DOVER, begun

ASKED = ErasureRequested(person=ANN.person, why_erased=WhyErased.ASKED)


class Clock:
    """The time, put forward as a test needs it."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    def pass_the_window(self) -> None:
        self.ahead += WINDOW + timedelta(seconds=1)


def door(engine: sa.Engine, keys: Keys, log: Recorder, clock: Clock) -> Ledger:
    return Ledger(log, Vault(engine, keys), Errands(engine), clock)


def told(title: str, statement: str = "They explain why.") -> Any:
    """A collaboration with these words in it."""
    outcome = Outcome(area=Area.SUBJECT, statement=Sealed(statement))
    return begun(ASTOR, DOVER, title=Sealed(title), outcomes=(outcome,))


def words_of(ledger: Ledger, entry: Recorded[Any]) -> list[str | None]:
    """The words of an entry, as they can be read now."""
    sealed = [v.commitment for _, v, _ in leaves(entry.event) if isinstance(v, Sealed)]
    opened = ledger.vault.open_many(sealed)
    return [opened.get(commitment) for commitment in sealed]


def ask_and_wait(ledger: Ledger, clock: Clock) -> None:
    """Ask that Ann be forgotten, and let the seven days pass."""
    ledger.record(ASKED, ADA)
    clock.pass_the_window()


def rows(engine: sa.Engine) -> int:
    """How many words lie in the vault."""
    with reading(engine) as db:
        return db.scalar(sa.select(sa.func.count()).select_from(sealed))


def kinds(ledger: Ledger) -> list[str]:
    """What was recorded since the register, by kind."""
    found = [entry.event.type for entry in ledger.log.read()]
    return [kind for kind in found if kind != "school-registered/1"]


def lines(text: str) -> list[Any]:
    return [json.loads(line) for line in text.splitlines()]
