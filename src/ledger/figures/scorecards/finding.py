"""What a rule finds in a record: whether a criterion is met, by which entries, and what is missing.

A rule is a small function over the record of a collaboration. A rule that changes gets a new
version, so that a board knows by which rule an earlier card was made.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from ledger.domain.prose import listing
from ledger.domain.record import Code
from ledger.figures.scorecards.record import Record

HALF = 0.5


class Status(Code):
    """How far the record shows it."""

    MET = "met"
    PARTLY = "partly"
    NOT_YET = "not_yet"
    NOT_APPLICABLE = "not_applicable"


class Framework(Code):
    """Whose standard it is."""

    DFE_STANDARD = "dfe_standard"
    DEVELOPING_GREAT_TEACHING = "developing_great_teaching"
    EEF_MECHANISMS = "eef_mechanisms"


class Finding(NamedTuple):
    """What a rule found."""

    status: Status
    proof: tuple[int, ...] = ()
    """The positions of the entries that show it. What does not stand proves nothing."""
    missing: tuple[str, ...] = ()
    """What would be needed, in plain sentences; empty where it is met, or does not apply."""

    @property
    def is_met(self) -> bool:
        return self.status is Status.MET

    @property
    def is_begun(self) -> bool:
        """Whether it is met, or partly."""
        return self.status in (Status.MET, Status.PARTLY)


Rule = Callable[[Record], Finding]


class Criterion(NamedTuple):
    """One thing that a standard asks for."""

    code: str
    title: str
    rule: Rule
    version: int
    is_whole: bool
    """Whether it sums up others, such as a part of the standard its points."""

    @property
    def words(self) -> str:
        """The rule in words: when it is met, and when partly."""
        return inspect.getdoc(self.rule) or ""


class Criteria(list[Criterion]):
    """What a standard asks for, in its own order. Each rule is told by a decorator."""

    def asks(
        self, code: str, title: str, *, version: int = 1, is_whole: bool = False
    ) -> Callable[[Rule], Rule]:
        """Make a function the rule of a criterion; its docstring says when it is met."""

        def named(rule: Rule) -> Rule:
            self.append(Criterion(code, title, rule, version, is_whole))
            return rule

        return named

    def part(self, code: str, title: str, *, met: int, partly: int) -> Rule:
        """A criterion that is met once so many of the points are, and partly from fewer on."""
        points = tuple(self)

        def rule(record: Record) -> Finding:
            found = [(point, point.rule(record)) for point in points]
            enough = [one for _, one in found if one.is_met]
            lacking = [f"{p.code} is not met: {p.title}." for p, one in found if not one.is_met]
            proof = [position for one in enough for position in one.proof]
            return judged(len(enough) >= met, len(enough) >= partly, proof, *lacking)

        rule.__doc__ = f"Met: {met} of {len(points)} points. Partly: {partly}."
        return self.asks(code, title, is_whole=True)(rule)


class Standard(NamedTuple):
    """A standard for professional learning, in one edition."""

    framework: Framework
    name: str
    edition: str
    criteria: tuple[Criterion, ...]


def judged(met: bool, partly: bool, proof: Iterable[int], *missing: str) -> Finding:
    """A finding; what is missing is told unless it is met."""
    status = Status.MET if met else Status.PARTLY if partly else Status.NOT_YET
    shown = tuple(sorted(set(proof))) if status is not Status.NOT_YET else ()
    return Finding(status, shown, () if met else tuple(missing))


def counted(proof: Iterable[int], met: int, *missing: str, partly: int = 1) -> Finding:
    """Met once there are so many entries, and partly from fewer on."""
    shown = sorted(set(proof))
    return judged(len(shown) >= met, len(shown) >= partly, shown, *missing)


def by_schools(
    record: Record,
    asked: Iterable[str],
    showing: Mapping[str, Iterable[int]],
    missing: str,
    enough: tuple[float, float] = (1.0, HALF),
) -> Finding:
    """Met once so large a share of the schools shows it, and partly from a smaller one on.

    `missing` is a sentence in which `{}` stands for the schools that do not. `enough` is both
    shares.
    """
    met, partly = enough
    schools = sorted(set(asked))
    if not schools:
        return Finding(Status.NOT_YET, (), (NOBODY_CAME,))
    shown = [school for school in schools if showing.get(school)]
    share = len(shown) / len(schools)
    lacking = [record.name_of(school) for school in schools if school not in shown]
    proof = [position for school in shown for position in showing[school]]
    return judged(share >= met, bool(shown) and share >= partly, proof,
                  missing.format(listing(lacking)))  # fmt: skip


NOBODY_CAME = "No joint act has been held and confirmed by two schools."
NOT_APPLICABLE = Finding(Status.NOT_APPLICABLE)
