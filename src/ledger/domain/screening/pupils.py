"""A single pupil: a number, a birthday, initials, or "the Year 9 boy who ...".

Nobody may be told apart here who goes to a school. What is said of a pupil belongs in the
school's own records.
"""

from __future__ import annotations

from ledger.domain.refusal import PupilIdentifier
from ledger.domain.screening.people import FORM, PUPIL, THE, YEAR, YEAR_CASED
from ledger.domain.screening.rule import Rule, any_case, either, exact_case

WAY_OUT = "This could tell who a pupil is. Say what was done, and leave out who it was about."

KNOWN = either(
    "RE", "PE", "IT", "DT", "RS", "EY", "KS", "TA", "UK", "AI", "HT", "AP", "CE", "PP", "QA",
    "IN", "TO", "AT", "OF", "OR", "BY", "AS", "IS", "WE", "US", "MY", "NO", "SO", "DO", "GO",
    "IF", "ON", "UP", "BE", "IS", "OK", "HE", "AN", "ME", "VR", "CP", "SL", "OT", "TV", "PC",
)  # fmt: skip
"""Two capitals that are nobody's initials."""

PAIR = rf"(?:[A-Z]\. ?[A-Z]\.?|(?!{KNOWN}\b)[A-Z]{{2}})(?![\w'])"
"""Initials: J.S. or JS."""

DOES = either("who", "whose", "is", "was", "has", "had", "called", "named", "said", "told", "and")
"""What comes after somebody of whom something is told."""

RULES = (
    Rule(
        "the number of a pupil, however it is spaced", PupilIdentifier, WAY_OUT,
        any_case(
            r"(?<![a-z0-9])[a-hj-np-rt-z](?:[ ._/-]{0,2}\d){11}[ ._/-]{0,2}[0-9a-z](?![a-z0-9])"
        ),
    ),
    Rule(
        "a number that says it is one", PupilIdentifier, WAY_OUT,
        any_case(
            r"\b(?:upn|uln|candidate number|unique (?:pupil|learner) number)\b"
            r"[^\w.]{0,3}(?:is |no\.? |number )?[^\w.]{0,3}[a-z]?\d{4,}"
        ),
    ),
    Rule(
        "a date of birth", PupilIdentifier, WAY_OUT,
        any_case(
            r"\b(?:d\.?o\.?b\b\.?|dates? of birth|birthday|born on)[^\d.]{0,14}"
            r"(?:\d{1,2}(?:st|nd|rd|th)?[ /.-](?![a-z]{3,9} 1[0-8]\d\d)|(?:19|20)\d\d-)",
            r"\bborn:? (?:in )?\(?(?:\d{1,2}[/.-]\d{1,2}[/.-]\d\d|\d{1,2}(?:st|nd|rd|th)? "
            r"[a-z]{3,9} (?:19|20)\d\d|(?:19|20)\d\d-\d\d)",
        ),
    ),
    Rule(
        "a year group and one boy or girl", PupilIdentifier, WAY_OUT,
        any_case(
            rf"\b{YEAR} (?:[\w-]+ )?(?:boy|girl|lad)\b",
            rf"\b(?:boy|girl|lad),? \(?(?:in|from|of)? ?(?:{YEAR}|{FORM})",
            rf"\b{THE} {YEAR} (?:[\w-]+ )?(?:pupil|student|child|learner),? {DOES}\b",
            rf"\b{THE} (?:pupil|student|child|learner) (?:in|from) (?:{YEAR}|{FORM}),? {DOES}\b",
            rf"\b{THE} {FORM} (?:boy|girl|pupil|student|child)\b",
        ),
    ),
    Rule(
        "initials and a year group, or a pupil by initials", PupilIdentifier, WAY_OUT,
        exact_case(
            rf"\b{PAIR},? \(?(?:in |from |of )?{YEAR_CASED}",
            rf"\b{PAIR},? \(?(?:in |from )?(?:1[0-4]|\d)[A-Z]\b",
            rf"\b{YEAR_CASED}\d?,? (?:{PUPIL},? )?\(?{PAIR}",
            rf"\b(?:[Pp]upil|[Ss]tudent|[Cc]hild|[Bb]oy|[Gg]irl),? \(?{PAIR}",
        ),
    ),
    Rule(
        "a pupil by name", PupilIdentifier, WAY_OUT,
        exact_case(rf"\b(?:{PUPIL}|son|daughter),? (?:called|named|known as) [\"']?[A-Z]\w"),
    ),
)  # fmt: skip
"""In the order in which they are told."""
