"""The twelfth invariant: one key is one entry. It is asked at the door by which all is written.

What is answered there to a key that came before is the ledger's own. Only the log and the vault are
in memory: they hold what was said last, whichever key is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from threading import Lock
from typing import Any, cast

import pytest

from ledger.application import Ledger
from ledger.domain.act import Act, Later
from ledger.domain.facts import leaves_of, rewrite
from ledger.domain.identifiers import ActId, ReplacedAct
from ledger.domain.past import Recorded
from ledger.domain.plain import canonical
from ledger.domain.record import SEALED, Sealed
from ledger.domain.refusal import KeyReused
from ledger.envelope import told_by
from ledger.log.contract import DCBSequencedEvent, Written
from tests.scenario import NOW

KEY = "a key"
OTHER_WORDS = Sealed("somebody wrote another sentence")
NOWHERE = 2**100
TURNS = (Lock(),)


@dataclass(frozen=True)
class SaidLast:
    """An entry as a log and a vault hold it."""

    entry: Recorded[Any]
    words: dict[str, str | None]

    def find(self, id: str) -> DCBSequencedEvent:
        said = self.entry
        written = Written(
            said.event.TOPIC, canonical(said.event), sorted(said.tags), str(said.id),
            told_by(said.by), said.at,
        )  # fmt: skip
        return DCBSequencedEvent(written, said.position)

    def same(self, commitment: str, name: str, words: str) -> bool:
        return self.words[name] == words


class Door(Ledger):
    def count_refusals(self, refusals: Iterable[Any]) -> None:
        """Nobody counts here."""


def i12_one_key_is_one_entry(command: Act, entry: Recorded[Any]) -> None:
    """The same body is answered by the same entry, and another body is refused."""
    words = {".".join(path): text.words for _, text, path in leaves_of(command, SEALED)}
    said = cast(Any, SaidLast(entry, words))
    door = Door(said, said, cast(Any, None), lambda: NOW, TURNS)
    assert door.record(command, entry.by, KEY) == entry
    with pytest.raises(KeyReused):
        door.record(another(command), entry.by, KEY)


def another(command: Act) -> Act:
    """A command that says something else in one place: in its words, or of another act."""
    if any(leaves_of(command, SEALED)):
        return rewrite(command, lambda value, _: OTHER_WORDS, words=SEALED)
    if isinstance(command, Later):
        return replace(command, act=ActId(int=NOWHERE))
    return replace(command, replaces=ReplacedAct(int=NOWHERE))
