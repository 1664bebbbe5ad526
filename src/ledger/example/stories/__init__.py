"""The stories of the example: five collaborations, after the register that they stand on."""

from ledger.domain.past import SYSTEM
from ledger.example.diary import Line
from ledger.example.register import REGISTER, REGISTERED_ON
from ledger.example.stories import dover, geography, pastoral, rochdale, shropshire

STORIES = (rochdale.told, pastoral.told, geography.told, dover.told, shropshire.told)


def lines() -> list[Line]:
    """Everything that is written in the example, story by story."""
    register = [
        Line(REGISTERED_ON, SYSTEM, f"register/{said.school}", type(said), vars(said))
        for said in REGISTER
    ]
    return register + [line for told in STORIES for line in told()]
