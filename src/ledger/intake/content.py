"""The id that an entry has by what it says, and the cells that would say it again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import NAMESPACE_URL, UUID, uuid5

from ledger.domain.act import Act
from ledger.domain.facts import rewrite, words_in
from ledger.domain.plain import canonical
from ledger.domain.record import SEALED, Sealed
from ledger.intake.cells import written
from ledger.intake.form import Form
from ledger.intake.order import ordered

WORDLESS = Sealed(commitment="")
"""Stands for any words in what an id is made of."""


class Identity(NamedTuple):
    """The id of an entry by what it says."""

    id: UUID
    as_said: UUID
    """The id that it had when the order of every list still was a difference."""
    body: bytes | None
    """The bytes that are stored; None where those wait for words to be sealed."""


def content_id(command: Act) -> UUID:
    """The id of an entry by what it says, so that the same row is the same entry, for ever.

    Words that are sealed have no part in it: an id that is made of them would still tell what
    they were, to whoever guesses, once they are forgotten. Nor has the order of distinct things.
    """
    return identified(command).id


def identified(command: Act) -> Identity:
    """That id, with all that was found out on the way."""
    has_words = Sealed in words_in(type(command))
    if has_words:
        command = rewrite(command, lambda *_: WORDLESS, words=SEALED)
    body = canonical(command)
    as_said = _id(command, body)
    in_order = ordered(command)
    id = as_said if in_order is command else _id(command, canonical(in_order))
    return Identity(id, as_said, None if has_words else body)


def _id(command: Act, body: bytes) -> UUID:
    return uuid5(NAMESPACE_URL, f'["import","{command.TOPIC}",{body.decode()}]')


def cells_of(form: Form, commands: Sequence[Act]) -> dict[str, str]:
    """The cells that say this, by the keys of their columns: the way back from `Reading`."""
    parts = {form.kinds.index(type(command)): command for command in commands}
    found = {}
    for column in form.columns:
        command = parts.get(column.part)
        if column.place or command is None:
            continue
        value: Any = command if column.path else True
        for name in column.path:
            value = None if value is None else getattr(value, name)
        found[column.key] = written(column.fact, value)
    return found
