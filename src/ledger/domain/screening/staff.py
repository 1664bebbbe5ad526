"""Judgement on a colleague: a grade for a lesson, or doubt whether somebody can do their work.

A visit that could become a mark against somebody is a visit that nobody asks for again.
"""

from __future__ import annotations

from ledger.domain.refusal import GradedObservation, StaffCapability
from ledger.domain.screening.people import STAFF, THE
from ledger.domain.screening.rule import Rule, any_case, either

UNGRADED = "No lesson and no teacher is graded here. Say what was seen, and what was asked."
NO_APPRAISAL = "How a colleague does their work is not for this ledger. Say what support was given."

TAUGHT = either("lessons?", "teaching", "teachers?", "observations?", "colleagues?", "practice")
GRADE = either(
    "outstanding", "good", "inadequate", "requir(?:es|ed|ing) improvement", "unsatisfactory",
    "ri", "satisfactory",
    r"(?:a |an )?(?:grade )?[1-4](?![\d%/:]|\.\d|-| ?(?:out )?(?:of|to|or)\b)",
)  # fmt: skip
"""The words and numbers of an inspection. A number on a scale, as in 4 of 5, is none of them."""

GRADED = r"(?:graded?|judged|rated|scored)(?: it| as| to be| overall| a| an){0,2}"
NEAR = r"(?:(?!school|ofsted|academ|college|provision|trust)[^.!?;]){0,30}?"
"""Something between, in the same sentence, that does not turn to a school as a whole."""

UNABLE = either(
    "weak", "failing", "under-?performing", "incompetent", "poor", "lazy", "useless",
    "ineffective", "struggling", "not coping",
)  # fmt: skip
AS_A_SUBJECT = either(
    "retention", "recruitment", "subject", "knowledge", "supply", "morale", "wellbeing",
    "training", "development", "workload", "turnover",
)  # fmt: skip

RULES = (
    Rule(
        "a lesson or a teacher with a grade", GradedObservation, UNGRADED,
        any_case(
            rf"\b{TAUGHT}\b{NEAR}\b{GRADED} {GRADE}\b",
            rf"\b{TAUGHT} (?:was|were|is|are|got|gets|received|came out(?: as)?) (?:an? )?"
            r"(?:outstanding|inadequate|unsatisfactory|requires improvement|ri|grade [1-4])\b",
            rf"\b{TAUGHT} (?:was|were|is|are|got|gets|received|was given|were given|came out as) "
            r"(?:only |still |just |at best |all )?(?:an? )?(?:grade |solid |low |high )?[1-4]"
            r"(?= ?(?:[.,;!?)\]]|$)| (?:and|but|again|this|last|for|when|because|overall|or)\b)",
            r"\b(?:inadequate|unsatisfactory|requires[- ]improvement|ri|grade [1-4]|graded [1-4])"
            rf"[,]? {TAUGHT}\b",
            rf"\b{GRADED} {GRADE} (?:lesson|teacher|observation)",
            rf"\b(?:graded|i graded|we graded|was graded|were graded) {GRADE}(?= |\.|,|$)"
            rf"(?! (?:school|provision|academ|college))(?<!graded good)(?<!graded outstanding)",
            rf"\b{GRADED} (?:her|him|his|my|the|this|that)(?: [\w-]+)? {GRADE}\b",
        ),
    ),
    Rule(
        "a capability or disciplinary procedure", StaffCapability, NO_APPRAISAL,
        any_case(
            r"\bcapability (?:procedures?|process|proceedings|plan|meeting|route|policy was)\b",
            r"\b(?:on|into|in|under|started|facing) (?:formal |informal )?capability\b"
            r"(?! (?:to|and))",
            r"\b(?<!inter-)disciplinary "
            r"(?:action|hearing|procedures?|process|proceedings|warning|meeting|investigation)\b",
            r"\b(?:final|formal|written) warning\b",
            r"\bgrievance (?:procedure|against|hearing|was|raised)\b",
            r"\b(?:performance|teacher|staff) improvement plan\b",
            r"\bperformance[- ]management (?:target|objective|review|outcome|concern)s?\b",
            r"\b(?:appraisal|pay progression) (?:was |has been |were )?"
            r"(?:failed|refused|withheld|denied|not met)\b",
        ),
    ),
    Rule(
        "doubt whether somebody can do their work", StaffCapability, NO_APPRAISAL,
        any_case(
            rf"\b{UNABLE}(?:est)? (?:[\w-]+ )?{STAFF}s?\b(?! {AS_A_SUBJECT})",
            rf"\b(?:he|she|{THE} (?:[\w-]+ )?{STAFF}) (?:who )?"
            r"(?:is|was|has been|had been|went|will be) (?:placed |put |now |still )?"
            r"(?:on (?:a |an )?(?:informal |formal )?(?:support|improvement) plan|failing|"
            r"under-?performing|incompetent|struggling|not (?:up to|coping|good enough)|"
            r"under investigation|suspended|dismissed|sacked)\b",
            r"\b(?:he|she|colleague|teacher|nqt|ect|ta) (?:cannot|can't|can not|could not|couldn't|"
            r"is unable to) (?:control|manage|teach|cope|handle|keep order)\b",
            r"\bfail(?:ed|ing)? (?:her|his|their) (?:induction|nqt|ect|probation|threshold)\b",
        ),
    ),
)  # fmt: skip
"""In the order in which they are told."""
