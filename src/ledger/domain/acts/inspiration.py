"""An inspiration: what a school read, heard or saw that set its work with others going.

Row 36 of the article's list: one school was inspired by what others far away had written and done.
It is named by the title of a work, never by a person.
"""

from __future__ import annotations

from typing import Annotated

from ledger.domain.entry import NameOf
from ledger.domain.evidence import WITH_ITS_AUTHOR
from ledger.domain.identifiers import SchoolId
from ledger.domain.limits import Between
from ledger.domain.matter import Raised
from ledger.domain.record import Code
from ledger.domain.words import Focus, Statement


class InspirationKind(Code):
    """What the inspiration was."""

    BOOK = "book"
    RESEARCH = "research"
    TALK = "talk"
    SCHOOLS_ELSEWHERE = "schools_elsewhere"
    OTHER = "other"

    @property
    def words(self) -> str:
        """The inspiration as a sentence has it."""
        whole = {InspirationKind.RESEARCH: "research", InspirationKind.OTHER: "something else"}
        whole[InspirationKind.SCHOOLS_ELSEWHERE] = "schools elsewhere"
        return whole.get(self, f"a {super().words}")


class InspirationCited(Raised):
    """A school says what set its work with others going."""

    TOPIC = "inspiration-cited/1"
    COMMAND = "cite_inspiration"

    school: Annotated[SchoolId, "the school that was inspired"]
    inspired_by: Annotated[InspirationKind, "what inspired it"]
    cited_work: Annotated[
        str, "the title of the work, the talk or the movement", Between(3, 200), WITH_ITS_AUTHOR
    ]
    focus: Annotated[Focus, "what it is about"]
    statement: Annotated[Statement, "what the school took from it"]

    def sentence(self, name_of: NameOf = str) -> str:
        return f"{name_of(self.school)} was inspired by {self.inspired_by.words}."


KINDS = (InspirationCited,)
