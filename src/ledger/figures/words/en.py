"""What the ledger says of a figure, in English. Every page and every client prints these words.

A key is a family of sentences, a dot, and what was found. `{value}` and the like are filled in with
as many digits as can be defended. No sentence says that one thing caused another.
"""

from __future__ import annotations

TABLE: dict[str, str] = {
    # Whatever the family, these come first.
    "not_recorded": "[x] no record kept, which is not the same as none",
    "too_few": "[c] too few to show",
    "not_applicable": "does not apply here",
    "baseline_only": "a starting point only; nothing to compare with yet",
    # A number of things.
    "count": "{value} {unit}",
    "count.none": "no {unit} recorded, which is not the same as none",
    # A share of a whole.
    "share": "{value} of all",
    "share.range": "{value} of all, most likely between {low} and {high}",
    # An amount of money.
    "money": "{value}",
    "money.range": "{value}, most likely between {low} and {high}",
    "money.saved": "{value} less than it would have cost alone",
    "money.not_saved": "{value} more than it would have cost alone",
    "money.not_comparable": "nobody asked what it would have cost alone, so no saving is claimed",
    # A change over time.
    "change.rose": "rose, most likely by {low} to {high} {unit}",
    "change.rose_little": "rose, perhaps by too little to matter ({low} to {high} {unit})",
    "change.unclear": "no clear change: anything from a fall of {fall} to a rise of {high} {unit} "
    "fits",
    "change.fell": "fell, most likely by {fewest} to {fall} {unit}",
    "change.fell_little": "fell, perhaps by too little to matter ({fewest} to {fall} {unit})",
    "change.up": "{value} {unit} more than at the start; how sure that is cannot be said",
    "change.down": "{value} {unit} less than at the start; how sure that is cannot be said",
    "change.same": "the same as at the start",
    # A change beside that of schools that did not take part.
    "compared.rose": "improved more than the comparison schools, most likely by {low} to {high} "
    "{unit}",
    "compared.rose_little": "improved more than the comparison schools, perhaps by too little to "
    "matter ({low} to {high} {unit})",
    "compared.unclear": "no clear change beside the comparison schools: anything from {fall} less "
    "to {high} more {unit} fits",
    "compared.fell": "improved less than the comparison schools, most likely by {fewest} to "
    "{fall} {unit}",
    # How far two judges, or two schools, agree.
    "agreement": "agreement beyond chance of {value}",
    "agreement.range": "agreement beyond chance of {value}, most likely between {low} and {high}",
    # How much of a standard the record shows.
    "criteria": "the record shows {value} {unit} of this standard, which says nothing of what "
    "pupils gained",
    # How often a barrier was gone after something was tried against it.
    "gave_way": "after it the barrier was gone in {value} of the cases",
    "gave_way.range": "after it the barrier was gone in {value} of the cases, most likely between "
    "{low} and {high}",
    # How many days pass until something is recorded.
    "lag": "recorded {value} {unit} after it happened, half of it sooner and half of it later",
    # What is said after it, one clause for each caution.
    "caution.no_comparison": "this record cannot say the joint work caused it",
    "caution.small_n": "fewer than 30 people were measured",
    "caution.low_baseline_selected": "those who took part were chosen because they stood low, and "
    "such groups rise by themselves",
    "caution.instrument_changed": "the instrument changed in between",
    "caution.cohort_changed": "they were not the same pupils",
    "caution.attrition": "more than a fifth were not measured again; they may differ",
    "caution.self_report": "people spoke of themselves",
    "caution.same_rater": "the same people taught and measured",
    "caution.post_hoc": "the plan was written down after the readings were taken",
    "caution.many_measures": "with so many measures some would move by chance",
    "caution.dissent_recorded": "a school does not agree with the findings",
    "caution.late_recorded": "it was recorded more than a month late",
    "caution.claim_only": "some of it is claimed and not confirmed",
    "caution.correlation_unknown": "how alike people's two results are is not known, and the "
    "answer depends on it",
    "caution.no_national_results": "there were no national results in that year",
    "caution.approximate_days": "school days are estimated from calendar days",
    "caution.few_schools": "fewer than three schools stand behind it",
    "caution.orphaned": "something that it built on was withdrawn",
    # Why it is no more secure than it is.
    "reason.no_comparison_group": "no comparison group",
    "reason.plan_not_first": "the plan was not recorded first",
    "reason.one_source": "one kind of source only",
    "reason.few_schools": "fewer than three schools",
    "reason.small_groups": "small groups",
    "reason.not_confirmed": "not confirmed by every school",
    "reason.self_report": "people spoke of themselves",
}

UNITS: dict[str, tuple[str, str]] = {
    "none": ("", ""),
    "acts": ("act", "acts"),
    "contacts": ("contact", "contacts"),
    "days": ("day", "days"),
    "entries": ("entry", "entries"),
    "follow_ups": ("follow-up", "follow-ups"),
    "hours": ("hour", "hours"),
    "ideas": ("idea", "ideas"),
    "kilometres": ("kilometre", "kilometres"),
    "minutes": ("minute", "minutes"),
    "partners": ("partner", "partners"),
    "pence": ("penny", "pence"),
    "points": ("point", "points"),
    "schools": ("school", "schools"),
    "share": ("", ""),
    "standard_deviations": ("standard deviation", "standard deviations"),
    "terms": ("term", "terms"),
    "barriers": ("barrier", "barriers"),
    "criteria": ("criterion", "criteria"),
    "people": ("person", "people"),
    "phases": ("phase", "phases"),
    "steps": ("next step", "next steps"),
    "trusts": ("trust", "trusts"),
}
"""A unit for one of it, and for any other number."""
