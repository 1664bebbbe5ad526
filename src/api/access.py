"""Who may see what: the one place where an asker becomes a scope.

Which rows somebody may see is said by the tables of the views; what may be seen of a row is said
here, and so far that is one thing: sealed words.
"""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from api.identity import Asker
from ledger.domain.past import Role
from ledger.projections import VIEWS, schools, trusts
from ledger.projections.scope import Scope
from ledger.projections.snapshot import at

OPENS_WORDS = frozenset({Role.EDITOR, Role.TRUSTEE})
"""Who may read what people wrote, in what they see at all. An auditor checks without it."""

COUNTS_REFUSALS = frozenset({Role.AUDITOR, Role.ADMIN})
"""Who may see how often each rule said no to any school. An editor sees it of their own."""


def scope_of(asker: Asker, connection: sa.Connection, today: date) -> Scope:
    """The rights of an asker as they are today, by the register as it is now known.

    An editor's school, or the schools of a trustee's trust, under all the numbers of their
    lineages: what a school did before it became an academy is its own.
    """
    if asker.school is None and asker.trust is None:
        return Scope(asker.role, frozenset(), today)
    register = at(connection, VIEWS, Scope(Role.NOBODY, frozenset(), today))
    own: frozenset[str] = frozenset({asker.school} if asker.school else ())
    if asker.trust is not None:
        own = trusts.of_trust(register, asker.trust)
    return Scope(asker.role, schools.numbers(register, own), today, asker.trust)


def refusals_seen(scope: Scope) -> frozenset[str] | None:
    """The schools whose refusals somebody may see counted: None for all of them."""
    if scope.role in COUNTS_REFUSALS:
        return None
    return scope.schools if scope.role is Role.EDITOR else frozenset()


def may_open_words(asker: Asker) -> bool:
    """Whether somebody may read sealed words."""
    return asker.role in OPENS_WORDS
