"""What pastoral leaders may write, which is less than others may.

They talk about what is hardest for children. What comes here is that they talk, on which theme,
and what was agreed: no story, no place, no count below ten.
"""

from __future__ import annotations

from ledger.domain.refusal import CaseNarrative, LocationTooFine, SmallGroup
from ledger.domain.screening.groups import OTHERS
from ledger.domain.screening.people import NOT_A_COUNT, PUPIL, PUPILS, SO_MANY, THE
from ledger.domain.screening.private import NO_CASE, NO_PLACE
from ledger.domain.screening.rule import Rule, any_case, either, exact_case

TEN = "So few can be told apart. In pastoral work a count is ten or more, or it is left out."

UNTIL_NINE = "(?:one|two|three|four|five|six|seven|eight|nine)"
BELOW_TEN = either(
    rf"\b(?:{UNTIL_NINE}|both|a couple of|a handful of|the only)",
    rf"{NOT_A_COUNT}[1-9]",
)

RULES = (
    Rule(
        "a count below ten", SmallGroup, TEN,
        any_case(
            rf"{BELOW_TEN} (?:of )?(?:(?:our|the|my|their|these) )?(?:[\w-]+ ){{0,2}}?{PUPILS}\b",
            rf"\b{PUPILS},? [(\[]?{SO_MANY}(?:[1-9](?!\d|[.,]\d)|{UNTIL_NINE}\b)(?! {OTHERS})",
        ),
    ),
    Rule(
        "one person, or something that befell somebody", CaseNarrative, NO_CASE,
        any_case(
            r"\b(?:he|she|him|his|her|hers|himself|herself)\b",
            rf"\b{THE} (?:[\w-]+ )?(?:{PUPIL}|mother|father|mum|dad|parent|family|sibling)\b",
            r"\b(?:stabb(?:ed|ing)|knife|machete|arrest(?:s|ed)?|overdose|suicide|self-harm(?:ed)?|"
            r"abuse[ds]?|assault(?:s|ed)?|excluded|county lines|grooming|fight|beaten)\b",
            r"\b(?:last night|yesterday|this morning|on (?:mon|tues|wednes|thurs|fri)day) .{0,60}?"
            r"\b(?:was|were|had|came|went|said|told|found)\b",
            r"\b(?:incident|case) (?:of|in|with|involving|where|when|on|at)\b",
        ),
    ),
    Rule(
        "a postcode", LocationTooFine, NO_PLACE,
        any_case(r"\b[a-z]{1,2}\d[a-z\d]? ?\d(?!st|nd|rd|th)[a-z]{2}\b"),
    ),
    Rule(
        "a street, an estate, a corner", LocationTooFine, NO_PLACE,
        exact_case(
            r"\b[A-Z][\w']{1,40} (?:Street|Road|Avenue|Lane|Close|Drive|Crescent|Terrace|Way|"
            r"Gardens|Parade|Court|Place|Grove|Square|Walk|Flats|House|Tower|Park|Rec)\b"
            r"(?! (?:School|Primary|Infant|Junior|Academy|College|High))",
            r"\b(?:[Ee]state|[Uu]nderpass|[Pp]recinct|[Bb]us (?:stop|station)|[Cc]hip shop|"
            r"[Ss]kate ?park|[Cc]ar park|[Cc]orner shop|[Rr]etail park|[Hh]igh [Ss]treet)\b",
        ),
    ),
)  # fmt: skip
"""In the order in which they are told. They are asked before the usual ones."""
