"""The quotes for a joint commission: what it would cost a school alone, and the schools together.

Rows 22 and 25 of the article's list: only beside a quote for one school can anybody say what was
saved. These are entries of a joint commission; its sessions stand in `joint_commission`.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from ledger.domain.act import check_own_word
from ledger.domain.commission import (
    GroupQuote,
    Quote,
)
from ledger.domain.entry import NameOf
from ledger.domain.identifiers import SchoolId
from ledger.domain.money import pounds
from ledger.domain.past import Past

COMPARABLE_FOR = timedelta(days=90)
"""Quotes that lie further apart than this are of two markets."""


class SoloQuoteObtained(Quote):
    """A school asked what the same would cost it alone."""

    TOPIC = "solo-quote-obtained/1"
    COMMAND = "obtain_solo_quote"

    school: Annotated[SchoolId, "the school that asked"]

    def check(self, past: Past) -> None:
        super().check(past)
        check_own_word(past, self.school)

    def sentence(self, name_of: NameOf = str) -> str:
        return f"Alone, {name_of(self.school)} would pay {pounds(self.amount)}."


class GroupQuoteObtained(GroupQuote):
    """The schools asked what it would cost them together."""

    TOPIC = "group-quote-obtained/1"
    COMMAND = "obtain_group_quote"

    def sentence(self, name_of: NameOf = str) -> str:
        return f"Together, the schools would pay {pounds(self.amount)}."


def is_comparable(solo: SoloQuoteObtained, group: GroupQuoteObtained) -> bool:
    """Whether one may say that a school saved the difference: the same brief, at about one time."""
    apart = abs(solo.happened_on - group.happened_on)
    is_same = (solo.spec_hash, solo.vat) == (group.spec_hash, group.vat)
    return is_same and apart <= COMPARABLE_FOR


KINDS = (SoloQuoteObtained, GroupQuoteObtained)
