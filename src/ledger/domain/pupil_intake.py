"""Whom a school takes in, as the Department for Education publishes it year by year.

By these values the department finds for each school those that are most like it, so that they can
learn from each other. How well a school does is none of them. Row 67 of the article's list, and
`domain.md` 3.9. Like the register they are public, and nobody in a school records them.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from ledger.domain.entry import Entry, NameOf, topics_of
from ledger.domain.identifiers import SchoolId
from ledger.domain.limits import Between, Places
from ledger.domain.past import Look, Past
from ledger.domain.record import Code
from ledger.domain.refusal import AlreadySaid
from ledger.domain.school import REGISTRARS, of_school, registered
from ledger.domain.screening import PUBLIC


class Matching(Code):
    """Among which schools those are looked for that are alike: each has values of its own."""

    PRIMARY = "primary"
    SECONDARY = "secondary"


EXACT = Places(12)
"""Kept as published, so that the department's own distances come out to the last digit."""

PERCENT = (Between(0, 100), EXACT)


class IntakePublished(Entry):
    """The department says this of a school's pupils. It is said whole, and again when it differs.

    What is left out was not published.
    """

    TOPIC = "intake-published/1"
    COMMAND = "publish_intake"
    ROLES = REGISTRARS
    SCREENED_AS = PUBLIC
    IS_OF_NUMBERS = True

    school: Annotated[SchoolId, "the school"]
    matching: Annotated[Matching, "among which schools it is compared"]
    edition: Annotated[str, "what its publisher calls this edition", Between(1, 60)]
    prior_attainment: Annotated[
        Decimal | None,
        "what pupils could do before: their score at seven, or at eleven for a secondary school",
        Between(0, 1_000),
        EXACT,
    ] = None
    pupil_premium: Annotated[
        Decimal | None, "the percentage of pupils with pupil premium", *PERCENT
    ] = None
    english_additional: Annotated[
        Decimal | None, "the percentage of pupils who speak another language at home", *PERCENT
    ] = None
    deprivation: Annotated[
        Decimal | None, "how poor the streets are that pupils come from: IDACI, 0 to 1",
        Between(0, 1), EXACT,
    ] = None  # fmt: skip
    participation: Annotated[
        Decimal | None,
        "how many of their neighbours go on to university: POLAR4 quintile, 1 the fewest",
        Between(1, 5),
        EXACT,
    ] = None
    stability: Annotated[
        Decimal | None, "the percentage of pupils who stay at the school", *PERCENT
    ] = None
    special_needs_support: Annotated[
        Decimal | None, "the percentage of pupils with support for special needs", *PERCENT
    ] = None
    special_needs_plan: Annotated[
        Decimal | None, "the percentage of pupils with an education, health and care plan", *PERCENT
    ] = None
    pupils: Annotated[int | None, "how many pupils are on roll", Between(0, 100_000)] = None

    def boundary(self) -> tuple[Look, ...]:
        return (of_school(self.school), Look((f"school:{self.school}",), topics_of(type(self))))

    def check(self, past: Past) -> None:
        registered(past, self.school)
        if past.all(IntakePublished, school=self.school, matching=self.matching)[-1:] == [self]:
            raise AlreadySaid("That was said of it last.", "school")

    def sentence(self, name_of: NameOf = str) -> str:
        return f"The intake of {name_of(self.school)} was published, edition {self.edition}."


OF_BOTH = {
    "pupil_premium": "PPPerc",
    "english_additional": "PercentEAL",
    "deprivation": "IdaciPupils",
    "participation": "Polar4QuintilePupils",
    "stability": "PStability",
    "special_needs_support": "PercentSchSupport",
}
PUBLISHED_AS = {
    Matching.PRIMARY: {
        "prior_attainment": "Ks1PriorRwmAverage",
        **OF_BOTH,
        "special_needs_plan": "PercentageStatementOrEhp",
        "pupils": "NumberOfPupils",
    },
    Matching.SECONDARY: {
        "prior_attainment": "KS2MRP",
        **OF_BOTH,
        "special_needs_plan": "PercentageStatementOrEHP",
        "pupils": "NumberOfPupils",
    },
}
"""What the department calls each value in its files. What pupils achieved is none of them."""

KINDS = (IntakePublished,)
TOPICS = topics_of(*KINDS)
