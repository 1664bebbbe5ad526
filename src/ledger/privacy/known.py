"""Whether the ledger knows somebody at all, so that a slip in a reference is told and not obeyed.

Only for whoever looks after the ledger: it tells apart those who are here and those who are not.
"""

from __future__ import annotations

from ledger.application import Ledger
from ledger.domain.identifiers import PersonId
from ledger.domain.refusal import NotFound
from ledger.log.contract import Item, Query
from ledger.log.person import has_login


def check_known(ledger: Ledger, person: PersonId) -> None:
    """Refuse a reference that nobody ever signed in, recorded or was spoken of under.

    Whoever was forgotten is still spoken of in the log, and so is known.
    """
    is_known = has_login(ledger.log.engine, person) or any(ledger.log.read(about(person), limit=1))
    if not is_known:
        raise NotFound("Nobody in this ledger has that reference. Look for a slip in it.", "person")


def about(person: PersonId) -> Query:
    """What somebody recorded, and what was recorded about them."""
    return Query([Item(tags=[f"by:{person}"]), Item(tags=[f"person:{person}"])])
