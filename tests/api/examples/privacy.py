"""What may be said of forgetting people and texts, in the order in which such things go."""

from __future__ import annotations

from tests.api.desk import ADA, ANN
from tests.api.examples.common import Step

SOMEBODY = "3f0c1c1e-6f0a-4c57-9a3e-0d2b7f1f3a10"
"""A person who recorded nothing; that anybody is called so is as good as it gets."""

PERSON: list[Step] = [
    ("LegalHoldSet", ADA, "setLegalHold", {"person": SOMEBODY, "ground": "LEGAL_CLAIM"}),
    ("LegalHoldReleased", ADA, "releaseLegalHold", {"person": SOMEBODY}),
    ("ErasureRequested", ADA, "requestErasure", {"person": SOMEBODY, "whyErased": "OBJECTED"}),
    ("ErasureCancelled", ADA, "cancelErasure", {"person": SOMEBODY}),
]

TEXT: list[Step] = [
    ("TextSealAsked", ANN, "askToSealText", {"place": "outcomes.0.statement"}),
    ("TextSealed", ADA, "sealText", {"place": "outcomes.0.statement"}),
]

BY_ITSELF = ("ErasureRefused", "ErasureBegun", "SubjectErased")
"""What the ledger says by itself, so that nobody can send it."""
