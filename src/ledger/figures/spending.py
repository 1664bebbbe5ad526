"""What schools put into joint commissions and got back, over a time: of one, of a trust, together.

Only money that moved stands here. What was promised and not paid yet stands in the account of the
commission.
"""

from __future__ import annotations

from ledger.figures.figure import FigureUnit, Measured, not_recorded
from ledger.figures.method import method
from ledger.figures.release import period_of, whose
from ledger.projections.money import Payment, paid_by, paid_in
from ledger.projections.snapshot import Snapshot


@method("spending.paid/1", formula="what was paid into joint commissions, added up")
def paid(  # noqa: PLR0913
    now: Snapshot,
    *,
    school: str = "",
    trust: str = "",
    collaboration: int = 0,
    earliest: str = "",
    latest: str = "",
) -> Measured:
    """What was put in."""
    rows = _rows(now, school, trust, collaboration, earliest, latest)
    return _sum([row for row in rows if row.pence > 0])


@method("spending.refunded/1", formula="what came back out of joint commissions, added up")
def refunded(  # noqa: PLR0913
    now: Snapshot,
    *,
    school: str = "",
    trust: str = "",
    collaboration: int = 0,
    earliest: str = "",
    latest: str = "",
) -> Measured:
    """What came back."""
    rows = _rows(now, school, trust, collaboration, earliest, latest)
    return _sum([row._replace(pence=-row.pence) for row in rows if row.pence < 0])


def _rows(  # noqa: PLR0913, PLR0917
    now: Snapshot, school: str, trust: str, collaboration: int, earliest: str, latest: str
) -> list[Payment]:
    period = period_of(earliest, latest)

    def read() -> list[Payment]:
        if collaboration:
            return paid_in(now, collaboration, period)
        return paid_by(now, whose(now, school, trust), period)

    return now.once(("spending", school, trust, collaboration, earliest, latest), read)


def _sum(rows: list[Payment]) -> Measured:
    if not rows:
        return not_recorded(FigureUnit.PENCE, "money")
    return Measured(
        value=sum(row.pence for row in rows),
        unit=FigureUnit.PENCE,
        message="money",
        security=5,
        sources=tuple(row.entry for row in rows),
    )
