"""How an act builds on another one: whoever names that one has a part in it."""

from __future__ import annotations

from typing import NamedTuple

from ledger.domain.act import Act, Opening, life, life_of, participants
from ledger.domain.identifiers import CitedAct
from ledger.domain.past import Past, Recorded
from ledger.domain.refusal import NotFound


class Cited(NamedTuple):
    """The act that is built on."""

    past: Past

    @property
    def life(self) -> list[Recorded[Act]]:
        """Its entries, oldest first."""
        return life(self.past)

    def is_of(self, family: str) -> bool:
        """Whether it is an act of that family: one file is one family."""
        first = life_of(self.past, Opening)[0].event
        return type(first).__module__.endswith(f".{family}")

    def speaks_of(self, tag: str) -> bool:
        """Whether something is told in it of a school or a provider, by its tag."""
        return any(tag in entry.tags for entry in self.life)


def cited(past: Past, act: CitedAct, *path: str) -> Cited:
    """The act that is built on; refused where the asker's school has no part in it."""
    of_it = past._replace(act=act)
    if not life(of_it) or past.by.school not in participants(of_it):
        raise NotFound("There is no such act.", *path)
    return Cited(of_it)
