"""A group so small that everybody knows who is meant: "our two deaf children".

Fewer than five people who share something that others do not. A plain count, such as two pupils
from each class, says nothing about anybody.
"""

from __future__ import annotations

from ledger.domain.refusal import SmallGroup
from ledger.domain.screening.people import FEW, NOT_A_COUNT, PUPILS, SO_MANY, STAFF_MANY
from ledger.domain.screening.rule import Rule, any_case, either

WAY_OUT = "So few can be told apart. Say it of all of them, or of five people or more."

MARKED = either(
    "travell?ers?", "roma", "romani", "gyps(?:y|ies)", "deaf", "blind", "partially sighted",
    "autistic", "disabled", "diabetic", "epileptic", "dyslexic", "muslim", "jewish", "sikh",
    "hindu", "buddhist", "christian", "catholic", "black", "white", "asian", "chinese",
    "mixed-race", "mixed race", "somali", "polish", "romanian", "syrian", "afghan", "ukrainian",
    "pakistani", "bangladeshi", "nigerian", "foreign", "immigrant", "refugee",
    "asylum[- ]seeking", "looked[- ]after", "adopted", "fostered", "homeless", "excluded",
    "suspended", "transgender", "trans", "gay", "lesbian", "bisexual", "non-binary", "pregnant",
    "bereaved", "abused", "neglected", "self-harming", "gang[- ]involved", "suicidal", "anorexic",
    "divorced",
)  # fmt: skip
"""What sets a few apart, staff or pupils."""

MARKED_PUPILS = either(
    MARKED, "send", "sen", "ehcp", "eal", "fsm", "pp", "pupil premium", "free school meals?",
    "disadvantaged", "lac", "young carer", "new-arrival",
)  # fmt: skip
"""What sets a few pupils apart. Of staff it is only what they do."""

LEFT = either(
    "autism", "adhd", "epilepsy", "diabetes", "asthma", "cancer", "dyslexia", "down'?s syndrome",
    "cerebral palsy", "hearing aids?", "an? ehcp?", "ehcps?", "an? education,? health",
    "social workers?", "a social worker", "child protection", "free school meals",
    "pupil premium", "a parent in prison",
)  # fmt: skip
"""What sets them apart, when it is told afterwards."""

COUNT = rf"(?:\b{FEW}|{NOT_A_COUNT}[1-4])"

OTHERS = (
    rf"(?:{STAFF_MANY}|schools?|trusts?|classes|class|groups?|lessons?|sessions?|days?|weeks?|"
    r"terms?)\b"
)
NO_OTHERS = rf"(?!{OTHERS})"
"""Before this stands no count of others: n=3 schools."""

RULES = (
    Rule(
        "a few pupils who share something", SmallGroup, WAY_OUT,
        any_case(
            rf"{COUNT} (?:of )?(?:(?:our|the|my|their|these) )?(?:[\w-]+ )?"
            rf"{MARKED_PUPILS} (?:[\w-]+ )?{PUPILS}\b",
            rf"{COUNT} (?:of )?(?:(?:our|the|my|their|these) )?(?:[\w-]+ )?"
            rf"{PUPILS} (?:who (?:are|have|is|has) |with |on |are |is )(?:[\w-]+ )?"
            rf"{either(MARKED_PUPILS, LEFT)}\b",
            rf"{COUNT} (?:[\w-]+ )?{PUPILS} (?:who (?:are|is) )?(?:in|from) (?:foster )?care\b",
            rf"{COUNT} (?:travellers|gypsies|refugees|muslims|jews|sikhs|hindus)\b",
        ),
    ),
    Rule(
        "pupils who are told to have been so few", SmallGroup, WAY_OUT,
        any_case(
            rf"{SO_MANY}(?:[1-4](?!\d|[.,]\d)|one|two|three|four)\)? (?:of )?"
            rf"(?:(?:our|the|my|their|these) )?(?:{NO_OTHERS}[\w-]+ ){{0,2}}?{PUPILS}\b",
            rf"\b{PUPILS},? [(\[]?{SO_MANY}(?:[1-4](?!\d|[.,]\d)|(?:one|two|three|four)\b)"
            rf"(?! {OTHERS})",
        ),
    ),
    Rule(
        "a few of the staff who share something", SmallGroup, WAY_OUT,
        any_case(
            rf"{COUNT} (?:of )?(?:(?:our|the|my|their|these) )?(?:[\w-]+ )?"
            rf"{MARKED} (?:[\w-]+ )?{STAFF_MANY}\b",
        ),
    ),
)  # fmt: skip
"""In the order in which they are told."""
