"""Money, to the penny: who puts it in, and how it is shared out so that none of it is lost."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Annotated

from ledger.domain.identifiers import SchoolId
from ledger.domain.limits import Between
from ledger.domain.record import Code, Record
from ledger.domain.refusal import NotMember, SameSchool
from ledger.domain.words import Money


class Share(Code):
    """How the cost is split."""

    EQUAL = "equal"
    PER_PUPIL = "per_pupil"
    PER_TEACHER = "per_teacher"
    CUSTOM = "custom"

    @property
    def words(self) -> str:
        """The rule as a sentence has it after "split"."""
        told = {
            Share.EQUAL: "equally", Share.PER_PUPIL: "by pupils", Share.PER_TEACHER: "by teachers",
            Share.CUSTOM: "as the schools agreed",
        }  # fmt: skip
        return told.get(self, super().words)


class Vat(Code):
    """Whether the price has value added tax in it."""

    INCLUDED = "included"
    EXCLUDED = "excluded"
    EXEMPT = "exempt"


class Contribution(Record):
    """What one school puts into the pool."""

    school: Annotated[SchoolId, "the school"]
    amount: Annotated[Money, "what it pays"]


class Part(Record):
    """How much of the whole is for one school: one part, so many pupils, so many teachers."""

    school: Annotated[SchoolId, "the school"]
    parts: Annotated[int, "how many parts it bears", Between(0, 100_000)]


def split(whole: int, parts: Sequence[int]) -> list[int]:
    """Share out a whole number by parts, so that the shares add up to it.

    Each share is rounded down; what is left over goes, one by one, to those that lost most by that
    (largest remainder), and among equals to those named first. Some part must be above nought.
    """
    total = sum(parts)
    shares = [whole * part // total for part in parts]
    lost = [whole * part % total for part in parts]
    first = sorted(range(len(parts)), key=lambda n: (-lost[n], n))
    for n in first[: whole - sum(shares)]:
        shares[n] += 1
    return shares


def check_each_once(
    said: Sequence[Contribution | Part], partners: Collection[SchoolId], path: str
) -> None:
    """Refuse a school that is no partner, or that stands there twice."""
    schools = [one.school for one in said]
    for n, school in enumerate(schools):
        if school not in partners:
            raise NotMember(f"School {school} is not a partner.", path, str(n), "school")
        if school in schools[:n]:
            raise SameSchool(f"School {school} pays twice.", path, str(n), "school")


def pounds(pence: int) -> str:
    """An amount as a sentence has it: `£1,200.50`."""
    return f"£{pence / 100:,.2f}".removesuffix(".00")
