"""The Standard for teachers' professional development (Department for Education, July 2016).

Five parts, each with its points; the wording of the points is ours. `domain.md` 2.1.
"""

from ledger.figures.scorecards.dfe import evidence, lasting, leadership, pupils, together
from ledger.figures.scorecards.finding import Framework, Standard

PARTS = (pupils, evidence, together, lasting, leadership)
STANDARD = Standard(
    Framework.DFE_STANDARD,
    "Standard for teachers' professional development",
    "July 2016",
    tuple(criterion for part in PARTS for criterion in part.CRITERIA),
)
