"""What no text in the ledger may hold: anything that tells who somebody is, or a child's story.

Nobody can make a list of all such texts. These rules notice the usual ones before anything is
sealed or stored, and say what to write instead. What they miss can be sealed up afterwards.
"""

from __future__ import annotations

from ledger.domain.refusal import PersonNamed, Refused
from ledger.domain.screening import groups, in_class, names, pastoral, private, pupils, reach, staff
from ledger.domain.screening.rule import Rule, folded

Rules = tuple[Rule, ...]

USUAL: Rules = (
    *reach.RULES, *pupils.RULES, *in_class.RULES, *groups.RULES, *staff.RULES, *private.RULES,
    *names.RULES,
)  # fmt: skip
"""For every text that a school writes. The first rule that notices something is the one told."""

PASTORAL: Rules = (*reach.RULES, *pupils.RULES, *in_class.RULES, *pastoral.RULES, *USUAL)
"""For what pastoral leaders write: themes and counts of ten or more, never a story."""

PUBLIC: Rules = ()
"""For the register of schools, which anybody can read elsewhere."""


def complaint(text: str, rules: Rules = USUAL, *, may_name: bool = False) -> Refused | None:
    """The refusal of a text, if a rule notices something. It repeats nothing of the text."""
    seen = folded(text)
    for rule in rules:
        if may_name and rule.refusal is PersonNamed:
            continue
        if rule.pattern.search(seen):
            return rule.refusal(rule.way_out)
    return None
