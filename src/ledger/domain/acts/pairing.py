"""Pairing: a school asks another that faces the same to learn from each other, one to one.

Row 67 of the article's list. It is a pair once the other school has agreed.
"""

from __future__ import annotations

from typing import Annotated

from ledger.domain.act import check_own_word, life_of
from ledger.domain.entry import NameOf
from ledger.domain.identifiers import CitedAct, SchoolId
from ledger.domain.matter import Continued, Raised, Settled
from ledger.domain.outcome import Area
from ledger.domain.past import Past
from ledger.domain.prose import on
from ledger.domain.record import Code
from ledger.domain.refusal import AlreadySaid, NotParticipant, SameSchool


class HowPairingEnded(Code):
    """How a pairing came to its end."""

    COMPLETED = "completed"
    DECLINED = "declined"
    GIVEN_UP = "given_up"


class PairingProposed(Raised):
    """A school asks another to pair up with it."""

    TOPIC = "pairing-proposed/1"
    COMMAND = "propose_pairing"

    school: Annotated[SchoolId, "the school that asks"]
    pair_with: Annotated[SchoolId, "the school that is asked"]
    area: Annotated[Area, "what both want to get better for pupils"]
    found_by: Annotated[
        CitedAct | None, "the act in which they found each other, such as a family match"
    ] = None

    def check_schools(self, past: Past) -> None:
        if self.school == self.pair_with:
            raise SameSchool("A school does not pair with itself.", "pair_with")
        super().check_schools(past)

    def check(self, past: Past) -> None:
        check_own_word(past, self.school)

    def sentence(self, name_of: NameOf = str) -> str:
        asks, asked = name_of(self.school), name_of(self.pair_with)
        return f"{asks} asked {asked} to pair up on {self.area.words}."


class PairingAgreed(Continued):
    """The school that was asked agreed. The two are a pair."""

    TOPIC = "pairing-agreed/1"
    COMMAND = "agree_pairing"

    school: Annotated[SchoolId, "the school that was asked"]

    def check(self, past: Past) -> None:
        super().check(past)
        check_own_word(past, self.school)
        if self.school != life_of(past, PairingProposed)[0].event.pair_with:
            raise NotParticipant("The school that was asked agrees.", "school")
        if past.has(PairingAgreed):
            raise AlreadySaid("They are a pair already.", "act")

    def sentence(self, name_of: NameOf = str) -> str:
        return f"{name_of(self.school)} agreed on {on(self.happened_on)}."


class PairingEnded(Settled):
    """They are no pair any more, or never were one."""

    TOPIC = "pairing-ended/1"
    COMMAND = "end_pairing"

    how_pairing_ended: Annotated[HowPairingEnded, "how it ended"]

    def sentence(self, name_of: NameOf = str) -> str:
        return f"It ended on {on(self.happened_on)}: {self.how_pairing_ended.words}."


KINDS = (PairingProposed, PairingAgreed, PairingEnded)
