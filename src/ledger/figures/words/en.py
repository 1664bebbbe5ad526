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
    "not_applicable.why": "does not apply here: {why}",
    "baseline_only": "a starting point only; nothing to compare with yet",
    # A number of things.
    "count": "{value} {unit}",
    "count.none": "no {unit} recorded, which is not the same as none",
    # A number of what the ledger itself knows to the last one: none of it is none.
    "found": "{value} {unit}",
    "found.none": "no {unit}",
    "first_met": "{value} {unit} first met in this term or the three before it",
    "first_met.none": "no partner first met in this term or the three before it",
    # What is shown apart, and counts nowhere.
    "claimed": "{value} {unit} claimed and not confirmed yet",
    "claimed.none": "no claim waits to be confirmed",
    "unconfirmed": "{value} {unit} claimed and not confirmed within 30 days",
    "unconfirmed.none": "no contact is without a confirmation after 30 days",
    # What a trust wants to know first.
    "active": "{value} of {n} schools worked with others last term; of {rest} nothing is recorded",
    "active.all": "every school worked with others last term",
    "active.none": "no joint work of any school is recorded for last term",
    "unfollowed": "{value} {unit} without a follow-up six weeks later",
    "unfollowed.none": "no act of six weeks ago or more lacks a follow-up",
    "silent": "of {value} of the {n} schools nothing is recorded for last term",
    "silent.all": "nothing is recorded of any of the {n} schools for last term",
    "silent.none": "something is recorded of every school for last term",
    # How many schools of a trust stand alone.
    "watch.clear": "{value} of {n} schools with nothing to watch",
    "watch.watch": "{value} of {n} schools to watch: prone to stand alone, and with few contacts",
    "watch.priority": "{value} of {n} schools to ask first: prone to stand alone, and without any "
    "contact",
    "watch.unknown": "{value} of {n} schools of which nothing is known, since the ledger has no "
    "word from them",
    # How even, how mutual, how dense or how far apart something is.
    "structural": "{value} of 4 things that make a school prone to stand alone",
    "contact": "{value} of 4 signs that a school meets nobody",
    "brief": "{value} of 6 things that a good brief has",
    "even": "a regularity of {value}, where 1 is all gaps alike and 0 is gaps that differ by as "
    "much as they are long",
    "even.none": "the gaps from one contact to the next differ by as much as they are long",
    "even.all": "all gaps from one contact to the next are alike",
    "mutual": "a balance of {value}, where 1 is to host as often as to travel and 0 is only one "
    "of both",
    "centred": "a concentration of {value}, where 1 is every link to one school and 0 is as many "
    "to each",
    "inward": "an inwardness of {value}, where 1 is every link inside a trust and \u22121 every "
    "link between two",
    "distance": "{value} apart, where 0 is alike in everything",
    "published_distance": "{value} apart as the department measures it, where 0 is alike in all",
    "way": "{value} {unit} apart as the crow flies",
    "way.none": "at the same place",
    "cadence": "half the time within {whole} school {whole_unit} from one contact to the next",
    # How joint work lasts, term by term.
    "terms.active": "active in {value} {unit}",
    "terms.active.none": "no term with a contact is recorded",
    "terms.last_six": "active in {value} of the last six terms that are over",
    "terms.last_six.all": "active in each of the last six terms that are over",
    "terms.last_six.none": "no contact is recorded in the last six terms that are over",
    "terms.span": "{value} {unit} from the first contact to the last",
    "terms.span.one": "every contact lies in one term",
    "terms.span.none": "no term with a contact is recorded",
    "terms.longest": "{value} {unit} in a row at the longest",
    "terms.longest.one": "no two terms in a row",
    "terms.longest.none": "no term with a contact is recorded",
    "terms.current": "{value} {unit} in a row up to now",
    "terms.current.one": "one term up to now, and not the one before it",
    "terms.current.none": "no contact is recorded in the last term that is over",
    "terms.gaps": "{value} {unit} without a contact between the first and the last",
    "terms.gaps.none": "no term without a contact from the first one to the last",
    "coverage": "active in {part} of the {n} terms from the first contact to the last",
    "coverage.all": "active in every term from the first contact to the last, {n} in all",
    "followed": "{part} of the {n} contacts that call for a follow-up had one within two terms",
    "followed.none": "no follow-up within two terms is recorded of any contact",
    "followed.all": "every contact that calls for a follow-up had one within two terms",
    # How schools are linked, and how far their visits and links reach.
    "linked": "{part} of the {n} links that there could be between these schools",
    "linked.none": "no link between two of these schools is recorded",
    "linked.all": "every two of these schools are linked",
    "groups": "{value} {unit} between which no link passes; a school alone is one",
    "groups.one": "every school is linked to every other, if only through others",
    "unlinked": "{value} of the {n} schools without any link",
    "unlinked.none": "no school without any link",
    "cut_schools": "{value} of the {n} schools without which a group would fall in two",
    "cut_schools.none": "no school without which a group would fall in two",
    "bridges": "{value} {unit} without which a group would fall in two",
    "bridges.none": "no link without which a group would fall in two",
    "returned": "{part} of the {n} visits between two schools had one in return",
    "returned.none": "no visit in return is recorded between two schools",
    "returned.all": "every visit between two schools has one in return",
    "contrast": "{part} of the {n} visits went to see something done very differently",
    "contrast.none": "no visit went to see something done very differently",
    "contrast.all": "every visit went to see something done very differently",
    "contrast.lately": "in the last six terms and this one {part} of the {n} visits went to see "
    "something done very differently",
    "contrast.lately.none": "in the last six terms and this one no visit went to see something "
    "done very differently",
    "contrast.lately.all": "in the last six terms and this one every visit went to see something "
    "done very differently",
    "across.phase": "of {n} links, {part} between schools of different phases",
    "across.phase.none": "no link joins schools of different phases",
    "across.phase.all": "every link joins schools of different phases",
    "across.trust": "of {n} links, {part} between schools of different trusts",
    "across.trust.none": "no link joins schools of different trusts",
    "across.trust.all": "every link joins schools of different trusts",
    "across.la": "of {n} links, {part} between schools of different local authorities",
    "across.la.none": "no link joins schools of different local authorities",
    "across.la.all": "every link joins schools of different local authorities",
    "first_time": "{part} of the {n} people who came had never worked with another school before",
    "first_time.none": "none of the {n} people who came was with another school for the first time",
    "first_time.all": "all {n} people who came were with another school for the first time",
    # An amount of money.
    "money": "{value}",
    "money.range": "{value}, most likely between {low} and {high}",
    "money.saved": "{value} less than it would have cost alone",
    "money.not_saved": "{value} more than it would have cost alone",
    "money.not_comparable": "nobody asked what it would have cost alone, so no saving is claimed",
    "money.per_teacher": "{value} for each teacher who came",
    "money.per_teacher_hour": "{value} for each hour that a teacher was there",
    "money.per_follow_up": "{value} for each follow-up that was held",
    "balance.even": "reconciled to the penny",
    "balance.over": "{value} came in and is not accounted for",
    "balance.short": "{value} more was spent or given back than came in",
    "break_even": "no dearer together from {value} {unit} on",
    # A change over time.
    "change.rose": "rose, most likely by {low} to {high} {unit}",
    "change.rose_little": "rose, perhaps by too little to matter ({low} to {high} {unit})",
    "change.unclear": "no clear change: anything from a fall of {fall} to a rise of {high} "
    "{high_unit} fits",
    "change.fell": "fell, most likely by {fewest} to {fall} {unit}",
    "change.fell_little": "fell, perhaps by too little to matter ({fewest} to {fall} {unit})",
    "change.up": "{value} {unit} more than at the start; how sure that is cannot be said",
    "change.down": "{value} {unit} less than at the start; how sure that is cannot be said",
    "change.same": "the same as at the start",
    # The same of what is better when there is less of it, or when it is nearer to an aim.
    "better.rose": "got better, most likely by {low} to {high} {unit}",
    "better.rose_little": "got better, perhaps by too little to matter ({low} to {high} {unit})",
    "better.unclear": "no clear change: anything from {fall} worse to {high} {high_unit} "
    "better fits",
    "better.fell": "got worse, most likely by {fewest} to {fall} {unit}",
    "better.fell_little": "got worse, perhaps by too little to matter ({fewest} to {fall} {unit})",
    "better.up": "{value} {unit} better than at the start; how sure that is cannot be said",
    "better.down": "{value} {unit} worse than at the start; how sure that is cannot be said",
    "better.same": "the same as at the start",
    # A change beside that of schools that did not take part.
    "compared.rose": "improved more than the comparison schools, most likely by {low} to {high} "
    "{unit}",
    "compared.rose_little": "improved more than the comparison schools, perhaps by too little to "
    "matter ({low} to {high} {unit})",
    "compared.unclear": "no clear change beside the comparison schools: anything from {fall} less "
    "to {high} {high_unit} more fits",
    "compared.fell": "improved less than the comparison schools, most likely by {fewest} to "
    "{fall} {unit}",
    # What was read of a measure.
    "level": "{value} {unit}",
    "level.range": "{value} {unit}, most likely between {low} and {high}",
    # What several schools say together.
    "same_way": "{part} of the {n} schools went the same way",
    "same_way.none": "no school went either way",
    "same_way.all": "every school went the same way",
    "by_chance": "by chance alone as much would be seen {value} of the time",
    "by_chance.all": "by chance alone as much would always be seen, so it tells nothing",
    "differ": "{value} of what schools differ by is more than chance",
    "differ.none": "schools differ by no more than chance would have it",
    # What schools say of the findings of an evaluation.
    "agreeing": "{value} {unit} in agreement",
    "agreeing.none": "no school has agreed with the findings",
    "dissenting": "{value} {unit} not agreeing with the findings",
    "dissenting.none": "no school disagrees with the findings",
    # How good the evidence is, from 0 to 5.
    "grade.0": "grade 0 of 5: things were done; no change was measured",
    "grade.1": "grade 1 of 5: those who took part said how they found it",
    "grade.2": "grade 2 of 5: measured before and after; whatever changed, changed alongside the "
    "joint work",
    "grade.3": "grade 3 of 5: three schools or more moved the same way, by two kinds of source; "
    "they changed alongside the joint work",
    "grade.4": "grade 4 of 5: measured beside comparison schools, by a plan that was recorded "
    "first",
    "grade.5": "grade 5 of 5: measured beside comparison schools, by a plan that was recorded "
    "first, and a trial by others is named",
    # The chain from what was done to what was read.
    "completeness": "{part} of the {n} steps from act to follow-up, evaluation and reading",
    "completeness.none": "none of the {n} steps from act to follow-up, evaluation and reading",
    "completeness.all": "every step from act to follow-up, evaluation and reading",
    # How far two judges, or two schools, agree.
    "agreement": "agreement beyond chance of {value}, where 1 is full",
    "agreement.range": "agreement beyond chance of {value}, where 1 is full; most likely between "
    "{low} and {high}",
    "alike": "{value} of the pieces were graded alike",
    "alike.near": "{value} of the pieces were graded alike or one grade apart",
    "alike.between": "of {n} pairs of judgements by two schools, {part} alike",
    "alike.within": "of {n} pairs of judgements by one school, {part} alike",
    # How far a school grades above or below what all agreed on.
    "bias.generous": "{value} {unit} above what the schools agreed on",
    "bias.strict": "{value} {unit} below what the schools agreed on",
    "bias.even": "neither above nor below what the schools agreed on",
    # How far a scale made of comparisons can be relied on, and where a school's pieces lie on it.
    "reliability": "a reliability of {value}, where 1 is full and 0 is none",
    "scale": "{value} on a scale whose middle is 0",
    "scale.range": "{value} on a scale whose middle is 0, most likely between {low} and {high}",
    # What schools think of a provider.
    "rating": "{value} of 5 by the word of {n} schools, drawn towards the mean of all providers",
    "rating.up": "rated {value} {unit} higher than before that day; how sure that is cannot be "
    "said",
    "rating.down": "rated {value} {unit} lower than before that day; how sure that is cannot be "
    "said",
    "rating.same": "rated as before that day",
    "delivered": "of {n} follow-ups that were promised, {part} took place",
    "delivered.more": "more follow-ups were held than the {n} that were promised",
    "delivered.none": "no follow-up that was promised is known to have been held",
    "delivered.all": "every follow-up that was promised was held",
    "came_back": "of {n} schools, {part} bought again within three terms",
    "came_back.none": "no school is known to have bought again within three terms",
    "came_back.all": "every school bought again within three terms",
    "faithful": "of {n} ways in which it was meant to work, {part} seen by another school",
    "faithful.none": "no other school has seen any of the ways in which it was meant to work",
    "faithful.all": "another school has seen every way in which it was meant to work",
    "revised.more": "{value} {unit} more than the offers said before",
    "revised.less": "{value} {unit} fewer than the offers said before",
    "revised.same": "what the offers said before",
    "revised.dearer": "{value} more than the offers said before",
    "revised.cheaper": "{value} less than the offers said before",
    "trend.up": "up by {value} {unit} a year, the middle of what any two years show",
    "trend.down": "down by {value} {unit} a year, the middle of what any two years show",
    "trend.same": "neither up nor down over the years, in the middle of what any two years show",
    # How evenly something was shared out.
    "days.to_share": "{value} {unit} to share, beside those at the expert's own school",
    "days.shared": "{value} {unit}, beside those at the expert's own school",
    "days.due": "{value} {unit} still due",
    "days.over": "{value} {unit} more than was due",
    "days.even": "all that was due",
    "money.yearly": "{value} a year",
    "money.per_day": "{value} for each day that is due",
    "uneven": "an unevenness of {value}, where 0 is even and 1 is all for one",
    # How much of a standard the record shows.
    "criteria": "the record shows {value} of the {n} criteria of this standard, which says nothing "
    "of what pupils gained",
    "criteria.all": "the record shows all {n} criteria of this standard, which says nothing of "
    "what pupils gained",
    "criteria.none": "the record shows none of the {n} criteria of this standard, which says "
    "nothing of what pupils gained",
    # How often a barrier was gone after something was tried against it.
    "gave_way": "after it the barrier was gone in {part} of the {n} cases; of all such cases "
    "most likely in {low} to {high}",
    # How good the record is.
    "late": "of {n} entries, {part} came more than 30 days after what they tell of",
    "late.none": "no entry came more than 30 days after what it tells of",
    "late.all": "every entry came more than 30 days after what it tells of",
    "amended": "{value} {unit} correcting an earlier one",
    "amended.none": "no correction is recorded",
    "withdrawn": "{value} {unit} withdrawing an act that was recorded in error",
    "withdrawn.none": "no act was withdrawn",
    "in_dispute": "{value} {unit} disputing what was recorded, and not settled yet",
    "in_dispute.none": "no dispute is open",
    "unanswered": "{value} {unit} that a school has not confirmed or denied for more than 30 days",
    "unanswered.none": "no school has left a claim unanswered for more than 30 days",
    "orphaned": "{value} {unit} building on one that was withdrawn, shown and not counted",
    "orphaned.none": "no act builds on one that was withdrawn",
    "lag": "half of the entries came within {whole} {whole_unit} of what they tell of",
    "lag.none": "half of the entries or more came on the day that they tell of",
    # What is said after it, one clause for each caution.
    "caution.no_comparison": "this record cannot say the joint work caused it",
    "caution.small_n": "a group of fewer than 30 people stands behind it",
    "caution.low_baseline_selected": "those who took part stood lower at the start, and groups "
    "that stand low tend to rise by themselves",
    "caution.instrument_changed": "the instrument changed in between",
    "caution.cohort_changed": "they were not the same people both times",
    "caution.attrition": "more than a fifth were not measured both times; they may differ",
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
    "caution.disputed": "a school disputes what was recorded",
    "caution.standard_rate": "cover that nobody paid for is reckoned at a usual rate",
    "caution.seen_only": "it rests only on what you may see",
    # Why it is no more secure than it is.
    "reason.no_comparison_group": "no comparison group",
    "reason.plan_not_first": "the plan was not recorded first",
    "reason.one_source": "one kind of source only",
    "reason.few_schools": "fewer than three schools",
    "reason.not_same_way": "fewer than three schools moved the same way",
    "reason.not_settled": "the money is not settled yet",
    "reason.reckoned": "some of it is reckoned at a usual rate",
    "reason.seen_only": "it rests only on what you may see",
    "reason.one_occasion": "judged on one occasion only",
    "reason.not_over": "it is not over yet",
    "reason.approximate_days": "school days are estimated from calendar days",
    "reason.disputed": "a school disputes what was recorded",
    "reason.not_confirmed": "not confirmed by every school",
    "reason.self_report": "people spoke of themselves",
    "reason.same_rater": "the same people taught and measured",
    "reason.attrition": "more than a fifth were not measured both times",
    "reason.instrument_changed": "the instrument changed in between",
    "reason.no_spread": "there is no spread of results to measure it against",
    "reason.no_one_way": "a range is aimed at, so there is no one way that is better",
    "reason.comparison_shared": "the comparison group is too small for so many schools",
    "reason.too_many_pieces": "more than 600 pieces were compared; judge them in parts",
    "reason.no_trial": "no trial by others is named",
    "reason.not_measured": "no change was measured",
}

UNITS: dict[str, tuple[str, str]] = {
    "none": ("", ""),
    "acts": ("act", "acts"),
    "categories": ("category", "categories"),
    "contacts": ("contact", "contacts"),
    "days": ("day", "days"),
    "entries": ("entry", "entries"),
    "evaluations": ("evaluation", "evaluations"),
    "follow_ups": ("follow-up", "follow-ups"),
    "groups": ("group", "groups"),
    "ideas": ("idea", "ideas"),
    "kilometres": ("kilometre", "kilometres"),
    "kinds": ("kind of act", "kinds of act"),
    "links": ("link", "links"),
    "minutes": ("minute", "minutes"),
    "partners": ("partner", "partners"),
    "pence": ("penny", "pence"),
    "percent": ("per cent", "per cent"),
    "percentage_points": ("percentage point", "percentage points"),
    "points": ("point", "points"),
    "roles": ("role", "roles"),
    "readings": ("reading", "readings"),
    "schools": ("school", "schools"),
    "share": ("", ""),
    "standard_deviations": ("standard deviation", "standard deviations"),
    "subjects": ("subject", "subjects"),
    "terms": ("term", "terms"),
    "sessions": ("session", "sessions"),
    "pieces": ("piece of work", "pieces of work"),
    "judgements": ("judgement", "judgements"),
    "judges": ("judge", "judges"),
    "grades": ("grade", "grades"),
    "documents": ("document", "documents"),
    "barriers": ("barrier", "barriers"),
    "criteria": ("criterion", "criteria"),
    "people": ("person", "people"),
    "phases": ("phase", "phases"),
    "steps": ("next step", "next steps"),
    "trusts": ("trust", "trusts"),
    "times_a_person": ("time for each person", "times for each person"),
}
"""A unit for one of it, and for any other number."""

FRACTIONS: dict[str, str] = {"days": "of a day"}
"""The units of which there may be less than one, as they are told then."""

QUESTIONS: dict[str, str] = {
    "not_recorded": "what these schools did last term, if anything",
    "not_followed_up": "what came of these acts",
    "not_confirmed": "whether these meetings took place as one school says",
    "not_over": "what else this term will bring",
}
"""What a record cannot answer, each beside the figure that says of how much."""

DOUBTS: dict[str, str] = {
    "rights_may_differ": "You may see less, or more, of the record than whoever was given this "
    "figure; so it cannot be told whether it is the same.",
    "answer_differs": "You see as much of the record as whoever was given this figure, and the "
    "answer is another: the receipt was altered, or the ledger does not keep its answers. Tell "
    "whoever runs it.",
}
"""Why a receipt opens as another answer, in whole sentences."""

MOVED = "{now}; as known before: {then}"
"""A figure that says something else than it did."""

ALONE: dict[str, str] = {
    "single_form": "35 pupils a year or fewer, so one class a year",
    "sole_teacher": "a colleague who has a subject or a year group alone",
    "no_group": "in no trust or federation",
    "far_away": "more than 8 kilometres to the nearest partner that teaches the same ages",
    "no_contact_last_term": "no contact recorded last term",
    "no_contact_two_terms": "no contact recorded in the last two terms",
    "one_partner_ever": "one partner so far, or none",
    "no_peer_act": "no observation, planning or exchange recorded in the last three terms",
}
"""What a school may stand alone for."""
