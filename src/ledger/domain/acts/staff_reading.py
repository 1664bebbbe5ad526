"""Staff readings: how much colleagues trust one another, and how sure they are of their teaching.

Row 61 of the article's list. A reading is of five colleagues or more, by an instrument whose
wording and scale are fixed, so that two readings can be compared.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, ClassVar

from ledger.domain.entry import NameOf
from ledger.domain.limits import Between, People, Places
from ledger.domain.of_staff import ToldOfStaff
from ledger.domain.past import Past
from ledger.domain.record import Code
from ledger.domain.refusal import OutOfRange

ROUNDED = Decimal("0.001")
"""How far four decimal places may carry a spread beyond what is possible."""


class TrustScale(Code):
    """By what trust is read: answers from 1 to 6."""

    OMNIBUS_T = "omnibus_t_scale_26_items"


class EfficacyScale(Code):
    """By what teachers' confidence is read: answers from 1 to 9.

    The Teachers' Sense of Efficacy Scale (2001), in its short and in its long form.
    """

    TSES_SHORT = "tses_12_items"
    TSES_LONG = "tses_24_items"


class _StaffReading(ToldOfStaff):
    """What colleagues of one school answered, as a summary that names nobody."""

    HIGHEST: ClassVar[int]
    """The highest answer; the lowest is 1."""

    n: Annotated[int, "how many answered: never fewer than five", People(5), Between(5, 10_000)]
    mean: Annotated[Decimal, "the mean answer, on the scale of the instrument",
                    Between(1, 9), Places(4)]  # fmt: skip
    sd: Annotated[Decimal, "the standard deviation (n - 1)", Between(0, 5), Places(4)]

    def check(self, past: Past) -> None:
        if self.mean > self.HIGHEST:
            raise OutOfRange(f"The answers go from 1 to {self.HIGHEST}.", "mean")
        if self.sd > widest(self.n, self.mean, self.HIGHEST) + ROUNDED:
            raise OutOfRange("Answers with that mean cannot lie so far apart.", "sd")
        super().check(past)


def widest(n: int, mean: Decimal, highest: int) -> Decimal:
    """The largest standard deviation (n - 1) that n answers from 1 to the highest can have.

    All answers at the two ends: the bound of Bhatia and Davis (2000).
    """
    return ((mean - 1) * (highest - mean) * n / (n - 1)).sqrt()


class TrustReadingRecorded(_StaffReading):
    """Colleagues of a school said how far they trust one another."""

    TOPIC = "trust-reading-recorded/1"
    COMMAND = "record_trust_reading"
    HIGHEST = 6

    trust_scale: Annotated[TrustScale, "the instrument"]

    def sentence(self, name_of: NameOf = str) -> str:
        return f"Trust in {name_of(self.school)}: {self.mean} of 6, as {self.n} colleagues see it."


class EfficacyReadingRecorded(_StaffReading):
    """Colleagues of a school said how sure they are of their teaching."""

    TOPIC = "efficacy-reading-recorded/1"
    COMMAND = "record_efficacy_reading"
    HIGHEST = 9

    efficacy_scale: Annotated[EfficacyScale, "the instrument, and how many items it has"]

    def sentence(self, name_of: NameOf = str) -> str:
        return (
            f"{self.n} teachers of {name_of(self.school)} are sure of their work: {self.mean} of 9."
        )


KINDS = (TrustReadingRecorded, EfficacyReadingRecorded)
