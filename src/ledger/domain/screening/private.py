"""What is told of one person in confidence: health, belief, origin, offence, a case, a home."""

from __future__ import annotations

from ledger.domain.refusal import CaseNarrative, LocationTooFine, SpecialCategory
from ledger.domain.screening.people import PUPIL, SOMEBODY, STAFF, THE
from ledger.domain.screening.rule import Rule, any_case, either

NOT_OF_ONE = (
    "Health, belief, origin, union, sexuality or an offence of one person is not kept here. "
    "Say what the school arranged, not why."
)
NO_CASE = "This tells of a child. Use your safeguarding system; here say only the theme."
NO_PLACE = "This says where somebody lives or was. Name the local authority, and nothing finer."

ILL = either(
    "cancer", "depression", "depressed", "anxiety", "epilep(?:sy|tic)", "diabet(?:es|ic)", "hiv",
    "autism", "autistic", "adhd", "asthma", "pregnant", "a miscarriage", "bipolar", "a stroke",
    "dementia", "dyslexi[ac]", "multiple sclerosis", "disabled", "anorexi[ac]", "bulimi[ac]",
    "mental health (?:problems?|issues?|crisis|difficulties|condition)", "a breakdown",
    "a nervous breakdown", "an? alcohol problem", "alcoholic", "ptsd", "chemotherapy", "surgery",
    "an operation", "long covid", "suicidal", "deaf", "blind", "sectioned", "an eating disorder",
    "tourette'?s?", "schizophreni[ac]", "a heart condition", "leuk(?:a)?emia",
    "self-harm(?:ing)?",
)  # fmt: skip
OF_A_KIND = either(
    "muslim", "jewish", "sikh", "hindu", "catholic", "buddhist", "an? atheist",
    "a jehovah's witness", "a christian", "christian", "black", "asian", "roma", "a traveller",
    "a gypsy", "somali", "polish", "romanian", "nigerian", "an immigrant", "an asylum seeker",
    "a refugee", "mixed race", "gay", "lesbian", "bisexual", "transgender", "trans", "non-binary",
    "queer", "homosexual",
)  # fmt: skip
OFFENCE = either(
    "arrested", "convicted", "cautioned", "charged with", "on bail", "in prison", "jailed",
    "sentenced", "an ex-offender", "on probation", "a criminal record", "a conviction",
    "a caution", "on the sex offenders",
)  # fmt: skip
IS = either("is", "was", "is being", "being", "has been", "had been", "became", "comes? out as",
            "came out as", "identif(?:y|ies) as")  # fmt: skip
HAS = either(
    "has", "had", "suffers? from", "suffered", "lives with", "diagnosed with", "is recovering from"
)
SUDDEN = either(
    "excluded", "arrested", "removed", "hospitalised", "bullied", "assaulted", "attacked",
    "abused", "neglected", "groomed", "exploited", "stabbed", "beaten", "taken into care",
    "fostered", "found with", "caught", "missing", "raped", "trafficked", "sent home",
    "restrained",
)  # fmt: skip
DID = either(
    "hit", "punched", "kicked", "stabbed", "attacked", "assaulted", "threatened", "ran away",
    "stole", "self-harmed", "self harmed", "overdosed", "took an overdose", "tried to kill",
    "attempted suicide", "went missing", "smashed", "set fire",
    "brought (?:a|the) (?:knife|blade)", "brought drugs", "bit", "spat at",
)  # fmt: skip
KIN = either(
    "mum", "mother", "dad", "father", "step-?(?:mum|mother|dad|father)", "parents?", "brother",
    "sister", "foster carers?", "nan", "gran", "grandmother", "grandfather", "uncle", "aunt",
    "carer", "social worker",
)  # fmt: skip
ONE_CHILD = either(
    "he", "she", rf"{THE} (?:[a-z-]+ )?{either(PUPIL, 'family', 'mother', 'father', 'mum', 'dad')}"
)
WHERE = r"(?:(?:in|from|of|at) (?:(?:our|the|my|your|this) )?[\w'-]{1,20} (?:\d{1,2}[a-z]? )?)?"
"""Where a child is taught, between the child and what is told of it."""
HARM = either(
    "abuse",
    "neglect",
    "self-harm(?:ing)?",
    "an? assault",
    "violence",
    "bullying",
    "rape",
    "grooming",
    "exploitation",
    "suicidal thoughts",
    "harm",
)

RULES = (
    Rule(
        "a colleague's or a child's health", SpecialCategory, NOT_OF_ONE,
        any_case(
            rf"{SOMEBODY} (?:who )?(?:{IS}|{HAS}) (?:[\w-]+ ){{0,2}}?{ILL}\b",
            rf"\b(?:the|our|my|one|this|that) (?:[\w-]+ )?(?:{PUPIL}|{STAFF}) "
            rf"with (?:[\w-]+ )?{ILL}\b",
            rf"\b{THE} (?:[\w-]+ )?{STAFF} (?:with|suffering from|living with|recovering from) "
            rf"(?:[\w-]+ ){{0,2}}?{ILL}\b",
            r"\b(?:sick(?:ness)?|fit|doctor'?s?) notes?\b|\b(?:sickness|absence) file\b",
            r"\boccupational health (?:report|referral|note|assessment|file)s?\b",
            rf"{SOMEBODY} (?:is|was|has been|went|had been) (?:[\w-]+ )?"
            r"(?:off (?:sick|work|with stress)|signed off|on (?:long-term )?sick leave|"
            r"on (?:maternity|paternity) leave|in hospital|in rehab)\b",
        ),
    ),
    Rule(
        "a colleague's or a child's belief, origin or sexuality", SpecialCategory, NOT_OF_ONE,
        any_case(
            rf"{SOMEBODY} (?:who )?{IS} (?:[\w-]+ )?{OF_A_KIND}\b"
            r"(?! (?:school|primary|academy|college))"
        ),
    ),
    Rule(
        "that somebody is in a union", SpecialCategory, NOT_OF_ONE,
        any_case(
            r"\b(?:neu|nasuwt|naht|unison|ascl|gmb|union) "
            r"(?:rep|representative|member|official|shop steward)\b",
            rf"{SOMEBODY} (?:who )?(?:is|was|are|has been|joined|belongs to) (?:[\w-]+ )?"
            r"(?:in |of |a member of )?(?:the )?(?:neu|nasuwt|naht|unison|ascl|gmb|union)\b",
            rf"{SOMEBODY} (?:is|was|went|came out) on strike\b",
        ),
    ),
    Rule(
        "an offence", SpecialCategory, NOT_OF_ONE,
        any_case(
            rf"{SOMEBODY} (?:who )?(?:is|was|has|had|has been|had been|got) (?:[\w-]+ )?{OFFENCE}\b"
        ),
    ),
    Rule(
        "what a child has told, or had done to them", CaseNarrative, NO_CASE,
        any_case(
            rf"\b{ONE_CHILD} {WHERE}(?:has |have |had )?"
            r"(?:disclosed|made (?:a|an) (?:disclosure|allegation))\b",
            rf"\bdisclosed (?:[\w'-]+ ){{0,3}}?{HARM}\b",
            rf"\b{ONE_CHILD} {WHERE}(?:has |had )?told (?:me|us|staff|a teacher|her teacher|"
            r"his teacher|the (?:head|nurse|office)) (?:that|about)\b",
            rf"\b(?:his|her) {KIN}\b(?! tongue)",
            rf"\b{THE} (?:[a-z-]+ )?{PUPIL} {WHERE}(?:who )?"
            rf"(?:was|is|has been|had been|got|went|is being|were) (?:[a-z-]+ )?{SUDDEN}\b",
            rf"\b{THE} (?:[a-z-]+ )?{PUPIL} {WHERE}(?:who )?(?:has |had )?{DID}\b",
            rf"\b(?:he|she) (?:has |had )?(?:{DID}|was {SUDDEN})\b",
            r"\b(?:referred|referral of|referring) (?:him|her|(?:the|this|a|one|that) "
            rf"(?:{PUPIL}|family)) to\b",
            r"\bon (?:a|the) (?:child protection|child in need|cin|cp) (?:plan|register)\b",
            r"\bsection (?:17|47) (?:enquiry|inquiry|assessment|referral|meeting)\b",
            r"\b(?:safeguarding|child protection) (?:concern|referral|disclosure|allegation)s? "
            r"(?:about|for|against|on|was|were|made)\b",
        ),
    ),
    Rule(
        "where somebody lives", LocationTooFine, NO_PLACE,
        any_case(
            r"\b(?:lives?|living|lived|moved|housed|resides?) (?:at|in|on|to|near|off|round the "
            r"corner from) (?:number |no\.? |flat |the )?"
            r"(?:\d{1,4}[a-d]?,? [\w' ]{2,40}|[\w' ]{0,30}"
            r"\b(?:street|road|avenue|lane|close|crescent|terrace|estate|flats?|tower|hostel|caravan)\b)",
            r"\bhome address\b[^.]{0,10}\d",
            r"(?<![\d.])5\d\.\d{3,}[°, ]{1,3}-?[0-2]\.\d{3,}",
        ),
    ),
)  # fmt: skip
"""In the order in which they are told."""
