"""What a row says: entries that somebody would have recorded, or why there are none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

from ledger.domain.act import Act
from ledger.domain.identifiers import ActId
from ledger.domain.past import By
from ledger.domain.plain import made_of
from ledger.domain.refusal import Refused
from ledger.intake.directory import Candidate
from ledger.intake.form import Form
from ledger.intake.words import shown


class Near(NamedTuple):
    """A name that is not quite that of any school, and the school that was taken for it."""

    key: str
    """The column where it stands."""
    said: str
    taken: Candidate

    def __str__(self) -> str:
        return f"{shown(self.said)} was taken for {self.taken}."


class Fault(Exception):
    """A row that does not say an act; where, and which schools may have been meant."""

    refusal: tuple[Refused, Act, By] | None = None
    """Which rule refused what, to whom; None where the row could not even be read."""
    is_doubtful = False
    """Whether nobody can tell which act is meant."""

    def __init__(self, sentence: str, key: str = "", candidates: Sequence[Candidate] = ()) -> None:
        super().__init__(sentence)
        self.key = key
        self.candidates = candidates


class Told(NamedTuple):
    """What a row says: entries in their order, each with the id that its content gives it."""

    number: int
    by: By
    form: Form
    commands: tuple[Act, ...]
    ids: tuple[UUID, ...]
    bodies: tuple[bytes | None, ...]
    """What is stored of each, as far as that is known before any words are sealed."""
    refusals: tuple[Refused | None, ...]
    """What is wrong with each, whatever came before, if something is."""
    parts: tuple[int, ...]
    """Which part of the form each entry is."""
    formerly: tuple[UUID, ...] = ()
    """The ids that they had when the order of every list still was a difference, if others."""
    is_another: bool = False
    """Whether it is another act for certain, however like one that the ledger has."""
    near: tuple[Near, ...] = ()
    """The schools that were taken for a name which is not quite theirs."""

    def as_formerly(self) -> Told:
        """The same row with the ids that it was recorded under before."""
        act = ActId(int=self.formerly[0].int)
        opening, *later = self.commands
        others: list[Any] = [made_of(type(one), vars(one) | {"act": act}) for one in later]
        is_same = self.formerly[0] == self.ids[0]
        bodies = self.bodies if is_same else (self.bodies[0], *(None for _ in later))
        return self._replace(
            commands=(opening, *others), ids=self.formerly, bodies=bodies, formerly=()
        )
