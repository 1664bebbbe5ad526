"""The stories of the example: six collaborations, on the registers that they stand on."""

from ledger.domain.past import SYSTEM
from ledger.example.diary import Key, Line
from ledger.example.register import REGISTER, REGISTERED_ON
from ledger.example.stories import (
    dover,
    geography,
    lone_rangers,
    pastoral,
    registers,
    rochdale,
    shropshire,
)

STORIES = (
    registers.told, rochdale.told, pastoral.told, geography.told, dover.told, shropshire.told,
    lone_rangers.told,
)  # fmt: skip


def lines() -> list[Line]:
    """Everything that is written in the example, story by story."""
    register = [
        Line(REGISTERED_ON, SYSTEM, Key(f"register/{said.school}"), type(said), vars(said))
        for said in REGISTER
    ]
    return register + [line for told in STORIES for line in told()]
