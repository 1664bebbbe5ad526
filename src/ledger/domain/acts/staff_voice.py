"""Staff voice: how many colleagues of a school feel overwhelmed, isolated or stuck, as means.

Row 53 of the article's list: what collaboration is meant to prevent. A school reads its own staff,
never fewer than five of them. Others see it where it is part of a
collaboration whose schools have all signed what may be shared.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from ledger.domain.entry import NameOf
from ledger.domain.limits import Between, Distinct, People, Places
from ledger.domain.measure import check_spread
from ledger.domain.of_staff import ToldOfStaff
from ledger.domain.past import Past
from ledger.domain.prose import listing
from ledger.domain.record import Code, Record
from ledger.domain.refusal import OutOfRange

FEWEST = 5
"""Readings of fewer people than this are not taken in: they could tell who said what."""

ScalePoint = Annotated[Decimal, "a point of the scale", Between(-100, 100), Places(4)]


class VoiceItem(Code):
    """What colleagues are asked how far they feel."""

    OVERWHELMED = "overwhelmed"
    ISOLATED = "isolated"
    STUCK = "stuck"


class Voice(Record):
    """How the colleagues of a school answered one question, as a summary that names nobody."""

    item: Annotated[VoiceItem, "what they were asked"]
    n: Annotated[
        int, "how many answered: never fewer than five", People(FEWEST), Between(FEWEST, 10_000)
    ]
    mean: Annotated[ScalePoint, "the mean answer"]
    sd: Annotated[Decimal, "the standard deviation", Between(0, 200), Places(4)]
    scale_min: Annotated[ScalePoint, "the least answer there can be: not at all"]
    scale_max: Annotated[ScalePoint, "the greatest answer there can be: very much"]


class StaffVoiceReadingRecorded(ToldOfStaff):
    """A school asked its colleagues how far they feel overwhelmed, isolated or stuck."""

    TOPIC = "staff-voice-reading-recorded/1"
    COMMAND = "record_staff_voice_reading"

    voices: Annotated[
        tuple[Voice, ...], "the answers, question by question", Between(1, 3), Distinct("item")
    ]

    def check(self, past: Past) -> None:
        for n, voice in enumerate(self.voices):
            where = ("voices", str(n))
            if voice.scale_min >= voice.scale_max:
                raise OutOfRange("A scale goes up.", *where, "scale_max")
            if not voice.scale_min <= voice.mean <= voice.scale_max:
                scale = f"from {voice.scale_min} to {voice.scale_max}"
                raise OutOfRange(f"The scale goes {scale}.", *where, "mean")
            check_spread(voice, voice.scale_min, voice.scale_max, *where)
        super().check(past)

    def sentence(self, name_of: NameOf = str) -> str:
        asked = listing([voice.item.words for voice in self.voices])
        return f"{name_of(self.school)} asked its colleagues how far they feel {asked}."


KINDS = (StaffVoiceReadingRecorded,)
