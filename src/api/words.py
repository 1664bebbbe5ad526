"""Sealed words, as whoever asks may read them: opened when they are read, and not a moment before.

Nothing is kept from one request to the next, so what was forgotten is forgotten at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

import strawberry

from api.batch import Batch
from ledger.log.vault import Vault


@strawberry.enum(description="Why words cannot be read.")
class WhyNoText(Enum):
    """Why words cannot be read."""

    NOT_FOR_YOU = strawberry.enum_value("not_for_you", description="your role reads no words")
    SEALED = strawberry.enum_value(
        "sealed", description="two people agreed that they should never have been written"
    )
    ERASED = strawberry.enum_value("erased", description="whoever wrote them was forgotten")
    UNKNOWN = strawberry.enum_value("unknown", description="a reason that this list lacks")


PRINTED = {
    WhyNoText.NOT_FOR_YOU: "[words that are not for you]",
    WhyNoText.SEALED: "[sealed for ever]",
    WhyNoText.ERASED: "[words of an erased person]",
    WhyNoText.UNKNOWN: "[words that cannot be read]",
}
"""What to print in place of words."""


class Words:
    """The words of one request, by their commitments."""

    def __init__(self, vault: Vault, *, may_open: bool) -> None:
        self._vault = vault
        self._may_open = may_open
        self._texts = Batch[str, str](self._open)
        self._whys = Batch[str, WhyNoText](self._explain)

    def expect(self, sealed: Iterable[str]) -> None:
        """These will be asked for."""
        self._texts.expect(sealed)

    def get(self, sealed: str) -> str | None:
        """The words; None where they cannot be read."""
        return self._texts.get(sealed)

    def why_not(self, sealed: str) -> WhyNoText | None:
        """Why they cannot be read; None where they can."""
        return None if self.get(sealed) is not None else self._whys.get(sealed)

    def _open(self, sealed: list[str]) -> dict[str, str]:
        found = self._vault.open_many(sealed) if self._may_open else {}
        self._whys.expect(one for one in sealed if one not in found)
        return found

    def _explain(self, sealed: list[str]) -> dict[str, WhyNoText]:
        if not self._may_open:
            return dict.fromkeys(sealed, WhyNoText.NOT_FOR_YOU)
        for_ever = self._vault.sealed_for_ever(sealed)
        return {one: WhyNoText.SEALED if one in for_ever else WhyNoText.ERASED for one in sealed}
