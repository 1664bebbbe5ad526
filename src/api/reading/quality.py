"""How good the record itself is, as GraphQL tells it."""

from __future__ import annotations

from api.documented import object_type
from api.reading.figure import Figures, figure
from ledger.figures import record_quality


@object_type
class RecordQuality(Figures):
    """How far one can rely on what was recorded. What nobody recorded leaves no trace."""

    lag = figure(record_quality.lag, "the median of days until something is recorded")
    late = figure(record_quality.late, "the share recorded more than 30 days late")
    amendments = figure(record_quality.amendments, "facts that were corrected")
    retractions = figure(record_quality.retractions, "acts that were withdrawn")
    disputes = figure(record_quality.disputes, "disputes that are not settled")
    unconfirmed = figure(
        record_quality.unconfirmed, "schools that have not confirmed for more than 30 days"
    )
    orphans = figure(record_quality.orphans, "acts that build on one that was withdrawn")
