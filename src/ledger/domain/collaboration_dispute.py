"""A dispute of a collaboration: a school says that what was said of it as a whole is not so.

What is disputed stays where it is, and proves nothing until the school that spoke up says it is
settled. A school that was ever named in it may speak up, also once it left or all ended.
"""

from __future__ import annotations

from ledger.domain.collaboration import Beginning, InCollaboration
from ledger.domain.disputing import Disputing, Settling
from ledger.domain.past import Look
from ledger.domain.within import said_of_whole


class CollaborationDisputed(Disputing, InCollaboration):
    """A school says that an entry of this collaboration as a whole is not so."""

    TOPIC = "collaboration-disputed/1"
    COMMAND = "dispute_collaboration"
    CORRECTS = True
    EVEN_ENDED = True
    WHAT = "collaboration"
    OF = (Beginning, InCollaboration)

    def boundary(self) -> tuple[Look, ...]:
        return (*super().boundary(), said_of_whole(self.collaboration))


class CollaborationDisputeResolved(Settling, InCollaboration):
    """The school that disputed something of a collaboration says that it is settled, and how."""

    TOPIC = "collaboration-dispute-resolved/1"
    COMMAND = "resolve_collaboration_dispute"
    CORRECTS = True
    EVEN_ENDED = True
    WHAT = "collaboration"

    def boundary(self) -> tuple[Look, ...]:
        return (*super().boundary(), said_of_whole(self.collaboration))


KINDS = (CollaborationDisputed, CollaborationDisputeResolved)
