"""What schools call the columns of their tables."""

from __future__ import annotations

KIND = ("kind", "kind of act", "type", "type of act", "activity")
"""Headers of the column that says of which kind a row is."""

MARK = ("mark", "example")
"""Headers of the column that marks a row as an example, which is left out."""

SCHOOL = ("recorded for", "our school", "on behalf of")
"""Headers of the column that says for which school a row is recorded."""

ANOTHER = ("another", "another act", "another one")
"""Headers of the column that says yes where an act is another one than that which it is like."""

SPECIAL = frozenset({*KIND, *MARK, *SCHOOL, *ANOTHER})
"""Headers of columns about the row, not about its act."""

WHEN = ("date", "day", "when", "visit date", "date of visit")
WHEN_HELD = ("held on", "date held", "day held", "actual date", "took place on")
WHO_CAME = ("attended", "attendance", "who came", "staff attending")

OTHER_NAMES = {
    "planned_for": (*WHEN, "planned date", "date planned"),
    "happened_on": (*WHEN, *WHEN_HELD),
    "part_of": ("collaboration",),
    "minutes": ("duration", "duration minutes", "length", "length in minutes", "how long", "mins"),
    "host": ("host school", "school visited", "visited school", "where"),
    "visitors": ("visiting school", "visiting schools", "who visited"),
    "partners": ("schools", "partner schools", "schools involved", "participating schools"),
    "provider": ("expert", "consultant", "supplier"),
    "price": ("cost", "total cost", "total price"),
    "travel_km": ("distance", "distance km", "kilometres", "km"),
    "held.happened_on": WHEN_HELD,
    "held": ("took place", "happened", "was held"),
    "held.attendance": WHO_CAME,
    "attendance": WHO_CAME,
    "followed_up.happened_on": ("follow up date", "followed up on", "date of follow up"),
    "followed_up.tried": ("follow up", "what was tried"),
    "evaluated.happened_on": ("evaluation date", "evaluated on", "date of evaluation"),
    "evaluated.would_repeat": ("would repeat", "would do again"),
}  # fmt: skip
"""What schools call some columns."""
