"""Whether the ledger knows somebody at all, so that a slip in a reference is told and not obeyed.

Only for whoever looks after the ledger: it tells apart those who are here and those who are not.
"""

from __future__ import annotations

from ledger.application import Ledger
from ledger.domain.entry import Entry
from ledger.domain.identifiers import PersonId
from ledger.domain.past import By
from ledger.domain.privacy import OPERATORS, OfPerson
from ledger.domain.refusal import NotFound
from ledger.log.contract import Item, Query
from ledger.log.person import has_login


def check_meant(ledger: Ledger, command: Entry, by: By) -> None:
    """Refuse what is said of a reference that nobody has, as `check_known` does, and count it.

    No rule can do so: it looks at the log, and not at who has signed in. Whoever may not speak
    for others is left to the rules, which say nothing of who is here.
    """
    if not isinstance(command, OfPerson) or by.role not in OPERATORS:
        return
    try:
        check_known(ledger, command.person)
    except NotFound as refused:
        ledger.count_refusals([(refused, command, by)])
        raise


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
