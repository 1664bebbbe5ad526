"""The whole GraphQL schema, put together. `python -m api.schema` prints what `schema.graphql` has.

What can be read stands in `api.query`; what can be recorded is derived from the kinds of entry.
"""

from __future__ import annotations

from strawberry.tools import create_type

from api.derive import mutation, output
from api.importing import import_acts
from api.query import schema_of
from ledger.domain.acts import KINDS
from ledger.domain.privacy import LEDGER_ITSELF

RECORDED = [mutation(kind) for kind in KINDS if kind.ROLES != LEDGER_ITSELF]
Mutation = create_type("Mutation", [*RECORDED, import_acts])
Mutation.__strawberry_definition__.description = (  # type: ignore[attr-defined]
    "What can be recorded. Every answer is the entry, or the refusal of a rule."
)

schema = schema_of(mutation=Mutation, types=[output(kind) for kind in KINDS])

if __name__ == "__main__":
    print(schema.as_str())
