"""What may be said of a calendar, in the order in which such things go."""

from __future__ import annotations

from tests.api.desk import ADA, ANN, ASTOR
from tests.api.examples.common import Step

SPANS = [
    {"half": half, "firstDay": first, "lastDay": last}
    for half, first, last in (
        (1, "2025-09-01", "2025-10-24"), (2, "2025-11-03", "2025-12-19"),
        (3, "2026-01-05", "2026-02-13"), (4, "2026-02-23", "2026-03-27"),
        (5, "2026-04-13", "2026-05-22"), (6, "2026-06-01", "2026-07-20"),
    )
]  # fmt: skip
OF_KENT = {"scope": "LA", "scopeId": "886", "academicYear": "2025/26"}
DATES = {
    "spans": SPANS, "inset": ["2025-09-01"], "bankHolidays": ["2026-05-04"],
    "edition": "June 2024", "sourceUrl": "https://example.org/term-dates",
}  # fmt: skip
CALENDAR: list[Step] = [
    ("TermCalendarPublished", ADA, "publishTermCalendar", OF_KENT | DATES),
    ("TermCalendarRevised", ADA, "reviseTermCalendar",
     OF_KENT | DATES | {"edition": "March 2025", "whyRevised": "NEW_EDITION"}),
    ("InsetDayMoved", ADA, "moveInsetDay",
     OF_KENT | {"fromDay": "2025-09-01", "toDay": "2026-01-05"}),
    ("ClosureRecorded", ANN, "recordClosure",
     {"scope": "SCHOOL", "scopeId": ASTOR, "cause": "SNOW", "firstDay": "2026-01-08",
      "lastDay": "2026-01-09"}),
]  # fmt: skip
