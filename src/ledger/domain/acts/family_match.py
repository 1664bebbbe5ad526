"""A family match: a school looks up which schools are like it, before it asks one of them.

Row 67 of the article's list. How many candidates there were is kept, and not which: no school takes
part in anything by being alike. Whoever was chosen is asked by a pairing, which cites the match.
"""

from __future__ import annotations

from typing import Annotated

from ledger.domain.entry import NameOf
from ledger.domain.identifiers import SchoolId
from ledger.domain.limits import Between
from ledger.domain.matter import Raised
from ledger.domain.record import Code


class MatchSource(Code):
    """Where a school looked."""

    EEF = "eef_families_of_schools"
    DFE_SIMILAR = "dfe_similar_schools"
    LEDGER = "ledger"


class MatchVariable(Code):
    """By what schools are found to be alike. Their results are none of these."""

    PRIOR_ATTAINMENT = "prior_attainment"
    FREE_SCHOOL_MEALS = "free_school_meals"
    EAL = "english_as_additional_language"
    SEND = "special_needs"
    SIZE = "size"
    PHASE = "phase"
    PLACE = "place"


class FamilyMatchConsulted(Raised):
    """A school looked up which schools are like it."""

    TOPIC = "family-match-consulted/1"
    COMMAND = "consult_family_match"

    school: Annotated[SchoolId, "the school that looked"]
    match_source: Annotated[MatchSource, "where it looked"]
    match_edition: Annotated[str | None, "the edition, as printed on it", Between(1, 60)] = None
    match_variables: Annotated[
        tuple[MatchVariable, ...],
        "by what schools are found to be alike",
        Between(1, 7),
    ]
    candidates: Annotated[int, "how many schools it was shown", Between(0, 500)]

    def sentence(self, name_of: NameOf = str) -> str:
        return f"{name_of(self.school)} was shown {self.candidates} schools like it."


KINDS = (FamilyMatchConsulted,)
