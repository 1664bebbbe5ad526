"""A pupil told by a name beside a year group, a class or a birthday: "Tyrone in Year 4".

Common first names are known. A rare one is told by where it stands: a word or two with capitals
before "in 9B" is a child, unless they are words of schools. Before "in Year 4" they are as often a
book or a topic, and schools write that daily; so there a rare name is not noticed.
"""

from __future__ import annotations

from ledger.domain.refusal import PupilIdentifier
from ledger.domain.screening.names import ANY_FIRST, FIRST, INSTITUTION, NO_PLACE, NOT_A_NAME
from ledger.domain.screening.people import FORM, YEAR_CASED
from ledger.domain.screening.pupils import WAY_OUT
from ledger.domain.screening.rule import Rule, either, exact_case
from ledger.domain.screening.school_words import ENDS_LIKE_A_WORD, SCHOOL_WORD

YEAR = r"(?:[Yy]ear|[Yy]r|Y) ?\d"
CLASS = r"(?!2D|3D|4K)(?:1[0-3]|[1-9])[A-Z]{1,2}\b"
"""A class, as in 9B. Shapes are in 3D."""

MONTH = either(
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
) + "[a-z]{0,6}"  # fmt: skip
DAY = rf"(?:\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:19|20)?\d\d|\d{{1,2}}(?:st|nd|rd|th)? {MONTH} 20\d\d)"
"""A day with its year, as a birthday is written."""

BEGINS = (
    r"(?:^|[.!?:;,(] ?|(?<= )(?!(?:to|at|near|on|of|read|study|studied|use|used|using|through|"
    r"introduce|introduced|visit|visited|both) )[a-z0-9&'\"][^ ]{0,40} )"
)
"""Where a name may begin: with a text or a sentence, or after a word in small letters."""
OPENER = either(
    "Yesterday", "Today", "When", "Then", "If", "As", "And", "But", "Because", "While", "After",
    "Before", "For", "With", "Once", "Also", "Later", "Only", "Even",
)  # fmt: skip
"""What a sentence begins with before a name comes."""

CAPITAL = rf"(?!{either(SCHOOL_WORD, INSTITUTION)}\b)[A-ZÀ-ÖØ-ÞŁŚŻŹĆŞ][a-zß-öø-ÿā-ž]{{1,20}}"
MAYBE_A_NAME = (
    rf"{CAPITAL}(?:[-'][A-Z][a-z]{{1,20}})?"
    + "".join(rf"(?<!{end})" for end in ENDS_LIKE_A_WORD)
    + " "
)  # fmt: skip

RULES = (
    Rule(
        "a first name with a year group, a class or a birthday", PupilIdentifier, WAY_OUT,
        exact_case(
            rf"{ANY_FIRST}(?: (?!{NOT_A_NAME}\b)[A-Z][\w'-]{{0,30}})?,? "
            rf"\(?(?:in |from |of |born )?(?:[Cc]lass )?(?:{YEAR_CASED}|{FORM}|{DAY})",
            rf"\b{YEAR}\d?(?:'s)?[,:]? {FIRST}\b",
            rf"(?<![\w/.-]){DAY}[,:;)]{{0,2}} \(?{ANY_FIRST}(?!\w){NO_PLACE}",
        ),
    ),
    Rule(
        "a word that may be a name, in a class", PupilIdentifier, WAY_OUT,
        exact_case(
            rf"{BEGINS}(?:{OPENER} )?(?:{MAYBE_A_NAME}){{1,4}}"
            rf"(?:\((?={CLASS})|\(?(?:in|from) (?:[Cc]lass )?){CLASS}",
        ),
    ),
)  # fmt: skip
"""In the order in which they are told."""
