"""Withdrawal: an act that was recorded in error counts nowhere any more; auditors still see it.

Alone one withdraws only what nobody else has spoken of. Once somebody else has, or something
builds on the act, two people have to agree: one asks, another withdraws. What built on it is not
deleted: it is shown as orphaned.
"""

from __future__ import annotations

from ledger.domain import lifecycle
from ledger.domain.act import (
    Later,
    Reinstatement,
    Withdrawal,
    in_place_looks,
    in_place_of,
    is_replaced,
    is_withdrawn,
    life,
    life_of,
    opened,
    opening,
)
from ledger.domain.entry import NameOf
from ledger.domain.lifecycle import CLOSED, EVALUATED, FOLLOWED_UP
from ledger.domain.past import Look, Past, Recorded
from ledger.domain.refusal import AlreadySaid, OutOfOrder
from ledger.domain.second_person import (
    asked_since,
    check_brought_back_by_another,
    check_two_agree,
    forgetting,
)
from ledger.domain.within import check_lies_within
from ledger.domain.words import Reason

WHY_TWO = "Somebody else has spoken of this act, or something builds on it"


class RetractionRequested(Later):
    """Somebody asks that an act be withdrawn, because it was recorded in error."""

    TOPIC = "retraction-requested/1"
    COMMAND = "request_retraction"
    ANY_FAMILY = True
    CORRECTS = True
    STEP = lifecycle.ANY_TIME

    reason: Reason

    def check(self, past: Past) -> None:
        if past.by.person in {entry.by.person for entry in _requests(past)}:
            raise AlreadySaid("You have asked for this already; another person decides.", "act")

    def sentence(self, name_of: NameOf = str) -> str:
        return "Somebody asked that it be withdrawn."


class Retracted(Withdrawal):
    """It was recorded in error. It counts nowhere any more; auditors still see it."""

    TOPIC = "retracted/1"
    COMMAND = "retract"
    ANY_FAMILY = True
    CORRECTS = True
    STEP = lifecycle.ANY_TIME

    reason: Reason

    def further(self, past: Past) -> tuple[Look, ...]:
        cited = Look((f"cites:{self.act}",))
        return (*super().further(past), cited, *forgetting(_requests(past)))

    def check(self, past: Past) -> None:
        if _is_built_on(past):
            check_two_agree(past, _requests(past), WHY_TWO, "requestRetraction", "act")

    def sentence(self, name_of: NameOf = str) -> str:
        return "Withdrawn: it was recorded in error."


class Reinstated(Reinstatement):
    """It was withdrawn in error, and counts again."""

    TOPIC = "reinstated/1"
    COMMAND = "reinstate"
    ANY_FAMILY = True
    STEP = lifecycle.ANY_TIME

    reason: Reason

    def further(self, past: Past) -> tuple[Look, ...]:
        return (
            *super().further(past),
            *forgetting(life_of(past, Withdrawal)[-1:]),
            in_place_of(self.act),
            *in_place_looks(past, self.act),
            *(opening(past).boundary() if life(past) else ()),
            *(opening(past).further(past) if life(past) else ()),
        )

    def check_stage(self, past: Past) -> None:
        if not is_withdrawn(past):
            raise OutOfOrder("It stands: only what was withdrawn can be brought back.", "act")

    def check(self, past: Past) -> None:
        check_brought_back_by_another(past, life_of(past, Withdrawal)[-1], "act")
        opening(past).check_brought_back(past)
        if is_replaced(past, self.act):
            raise OutOfOrder("Another act stands in its place: withdraw that one first.", "act")
        if opening(past).circle:
            check_lies_within(past.and_then(self), "act")

    def sentence(self, name_of: NameOf = str) -> str:
        return "Brought back: it had been withdrawn in error."


def _requests(past: Past) -> list[Recorded[RetractionRequested]]:
    """Who asked for it since it was last brought back."""
    return asked_since(life_of(past, RetractionRequested), life_of(past, Reinstatement))


def _is_built_on(past: Past) -> bool:
    """Whether others had their say, it was carried on after it was held, or another act cites it.

    A colleague may take back what another colleague has only opened; another school may not.
    """
    first = opened(past)
    is_of_others = first.by.school != past.by.school or any(
        entry.by.person != past.by.person and not entry.event.CORRECTS
        for entry in life(past)
        if entry is not first
    )
    carried_on = any(e.event.STEP.end in (FOLLOWED_UP, EVALUATED, CLOSED) for e in life(past))
    is_cited = any(f"cites:{past.act}" in entry.tags for entry in past.entries)
    return is_of_others or carried_on or is_cited


KINDS = (RetractionRequested, Retracted, Reinstated)
