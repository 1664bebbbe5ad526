"""Who may see what: the one place where an asker becomes a scope.

Which rows somebody may see is said by the tables of the views; what may be seen of a row is said
here, and so far that is one thing: sealed words.
"""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from api.identity import Asker
from ledger.domain.past import Role
from ledger.projections import VIEWS, schools, scope
from ledger.projections.scope import Scope
from ledger.projections.snapshot import at

OPENS_WORDS = frozenset({Role.EDITOR, Role.TRUSTEE})
"""Who may read what people wrote, in what they see at all. An auditor checks without it."""


def scope_of(asker: Asker, connection: sa.Connection, today: date) -> Scope:
    """The rights of an asker as they are today, by the register as it is now known.

    An editor's school is all the numbers of its lineage; a trustee's are those of the trust.
    """
    everybody = Scope(scope.Role.NOBODY, frozenset(), today)
    own: frozenset[str] = frozenset()
    if asker.school is not None:
        register = at(connection, VIEWS, everybody)
        own = frozenset({asker.school, *schools.lineage(register, asker.school)})
    if asker.trust is not None:
        own = schools.of_trust(at(connection, VIEWS, everybody), asker.trust)
    return Scope(scope.Role(asker.role.value), own, today)


def may_open_words(asker: Asker) -> bool:
    """Whether somebody may read sealed words."""
    return asker.role in OPENS_WORDS
