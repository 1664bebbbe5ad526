"""What the ledger takes from the eventsourcing library, in one place so that it can change."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from eventsourcing import persistence
from eventsourcing.dcb.api import (
    DCBAppendCondition as Condition,
)
from eventsourcing.dcb.api import (
    DCBEvent,
    DCBReadResponse,
    DCBRecorder,
    DCBSequencedEvent,
    DCBSubscription,
)
from eventsourcing.dcb.api import (
    DCBQuery as Query,
)
from eventsourcing.dcb.api import (
    DCBQueryItem as Item,
)
from eventsourcing.dcb.persistence import DCBListenNotifySubscription
from eventsourcing.dcb.popo import SimpleDCBReadResponse
from eventsourcing.persistence import (
    IntegrityError,
    OperationalError,
    PersistenceError,
    ProgrammingError,
)

__all__ = [
    "Condition",
    "DCBEvent",
    "DCBListenNotifySubscription",
    "DCBReadResponse",
    "DCBRecorder",
    "DCBSequencedEvent",
    "DCBSubscription",
    "IntegrityError",
    "Item",
    "OperationalError",
    "PersistenceError",
    "ProgrammingError",
    "Query",
    "SimpleDCBReadResponse",
    "Written",
    "translated",
]


@dataclass
class Written(DCBEvent):
    """An event with what identifies it: an id, who recorded it, and when it was recorded."""

    id: str = ""
    """Unique in the log. The recorder mints one where it is empty."""

    by: dict[str, str] = field(default_factory=dict)
    """Who recorded it: ASCII keys, no names of people, since it can never be erased."""

    at: datetime | None = None
    """When it was recorded. Told by the recorder, under the lock on the head of the log."""

    leaf: bytes = b""
    """Its leaf in the Merkle tree, 32 bytes. Told by the recorder."""


def translated(error: BaseException | None) -> PersistenceError:
    """The library's error for a driver's or SQLAlchemy's: all share the names of PEP 249."""
    names = [kind.__name__ for kind in type(error).__mro__ if hasattr(persistence, kind.__name__)]
    kind = getattr(persistence, names[0]) if names else PersistenceError
    told: PersistenceError = kind(str(error))
    told.__cause__ = error
    return told
