"""A dispute of an act: a school says that what was recorded of it is not so.

The act stays where it is, and proves nothing until the school that spoke up says it is settled.
"""

from __future__ import annotations

from ledger.domain import lifecycle
from ledger.domain.act import Act, Later
from ledger.domain.disputing import Disputing, Settling


class Disputed(Disputing, Later):
    """A school says that an entry of this act is not so."""

    TOPIC = "disputed/1"
    COMMAND = "dispute"
    ANY_FAMILY = True
    CORRECTS = True
    STEP = lifecycle.ANY_TIME
    WHAT = "act"
    OF = (Act,)


class DisputeResolved(Settling, Later):
    """The school that disputed an entry says that it is settled, and how."""

    TOPIC = "dispute-resolved/1"
    COMMAND = "resolve_dispute"
    ANY_FAMILY = True
    CORRECTS = True
    STEP = lifecycle.ANY_TIME
    WHAT = "act"


KINDS = (Disputed, DisputeResolved)
