"""The words for people in a school, as the patterns of the rules use them."""

from __future__ import annotations

from ledger.domain.screening.rule import either

PUPIL = either("boy", "girl", "lad", "pupil", "student", "child", "learner", "teenager")
"""One pupil."""

PUPILS = either(
    "boys?", "girls?", "lads?", "pupils?", "students?", "children", "child", "learners?",
    "teenagers?", "siblings", "sisters", "brothers", "famil(?:y|ies)", "parents?",
)  # fmt: skip
"""Pupils and those at home, one or many."""

STAFF = either(
    "colleague", "teacher", "head", "headteacher", "head teacher", "deputy", "deputy head",
    "assistant head", "senco", "governor", "trustee", "leader", "lead", "coordinator", "mentor",
    "ta", "lsa", "nqt", "ect", "caretaker", "member of staff", "staff member", "visitor",
    r"teaching assistant", "trainee",
)  # fmt: skip
"""One member of staff, by what they do."""

STAFF_MANY = either("colleagues", "teachers", "staff", "members of staff", "governors", "leaders")
"""Several of them."""

THE = either("the", "our", "my", "their", "your", "this", "that", "one", "a", "an", "another")
"""What stands before somebody of whom something is told."""

YEAR_IN_WORDS = either(
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen",
)  # fmt: skip
"""The number of a year group, as in Year Nine."""

YEAR = rf"(?:(?:year|yr\.?|y) ?(?:1[0-4]|\d|r)|(?:year|yr\.?) {YEAR_IN_WORDS})\b"
"""A year group, as in Year 9, Yr 9, Y9 or Year Nine."""

YEAR_CASED = rf"(?:(?:[Yy]ear|[Yy]r|Y) ?\d|(?:[Yy]ear|[Yy]r) (?i:{YEAR_IN_WORDS})\b)"
"""The same, or how it begins, where capitals are told from small letters."""

FORM = r"(?:1[0-4]|\d) ?[A-Za-z]{1,2}\b"
"""A class, as in 9B."""

SOMEBODY = (
    rf"\b(?:he|she|{THE} (?:[\w-]+ ){{0,2}}{either(PUPIL, STAFF, 'mother', 'father', 'mum', 'dad')}"
    r"(?: (?:of|for) [\w-]+)?)"
)
"""One person, named by what they are."""

FEW = either("one", "two", "three", "four", "both", "a couple of", "the only", "our only", "only")
"""Fewer than five, in words."""

SO_MANY = r"\bn ?[=:] ?"
"""How a report counts those whom it asked: n=3."""

NOT_A_COUNT = r"(?=\d)" + "".join(
    rf"(?<!\b{before} )"
    for before in ("year", "years", "stage", "tier", "group", "set", "level", "in", "and", "to",
                   "or", "ks", "phase", "unit")
) + r"(?<![\w.,/%£-])"  # fmt: skip
"""A digit after one of these counts no people: Year 4, 1 in 4, Years 3 and 4."""
