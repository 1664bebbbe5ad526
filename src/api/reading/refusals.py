"""How often the ledger said no: for those who mend what misleads people. Never what was said."""

from __future__ import annotations

import strawberry

from api.documented import object_type
from api.refusal import CODE, RefusalCode
from ledger.domain.identifiers import SchoolId
from ledger.log.refusals import Counted

BY_NAME = {kind.__name__: RefusalCode[code] for kind, code in CODE.items()}


@object_type
class RefusalCount:
    """How often one rule said no to one school."""

    code: RefusalCode = strawberry.field(description="which rule")
    school: SchoolId | None = strawberry.field(
        description="of which school they were who wanted to record; null for none"
    )
    count: int = strawberry.field(description="how often, since it has been counted")


def refusal_count(told: Counted) -> RefusalCount:
    """A count as the schema has it."""
    school = SchoolId(told.school) if told.school else None
    return RefusalCount(code=BY_NAME[told.code], school=school, count=told.count)
