"""How sustained joint work is, as GraphQL tells it: each figure with the terms it rests on."""

from __future__ import annotations

from datetime import date

import strawberry

from api.derive import codes
from api.documented import field, object_type
from api.reading.figure import Figures, figure
from api.reading.reading import Reading
from ledger.domain import engagement as domain
from ledger.domain.engagement import Sustained
from ledger.figures.engagement import FIGURES
from ledger.figures.looked import look

SustainedCode = codes(Sustained)


@object_type
class TermCell:
    """What happened in one term."""

    term: str = strawberry.field(description="the term, as people say it: `Autumn 2025/26`")
    code: str = strawberry.field(description="the term, for programs: `2025/26-AUT`")
    first_day: date = strawberry.field(
        description="the day on which it begins, by the calendar that is known"
    )
    last_day: date = strawberry.field(description="the day before the next term begins")
    confirmed: int = strawberry.field(description="contacts that the school itself confirmed")
    claimed: int = strawberry.field(
        description="contacts that are not confirmed, be they waited for or not"
    )
    is_pending: bool = strawberry.field(
        description="whether the term is not over, so that nothing is missed yet"
    )


@object_type
class EngagementFigures(Figures):
    """The shape of a series of contacts, number by number, each with the entries it rests on."""

    contacts = figure(FIGURES["contacts"])
    claimed = figure(FIGURES["claimed"])
    unconfirmed = figure(FIGURES["unconfirmed"])
    active_terms = figure(FIGURES["active_terms"])
    active_of_last_six = figure(FIGURES["active_of_last_six"])
    span = figure(FIGURES["span"])
    coverage = figure(FIGURES["coverage"])
    longest_run = figure(FIGURES["longest_run"])
    current_run = figure(FIGURES["current_run"])
    gaps = figure(FIGURES["gaps"])
    cadence = figure(FIGURES["cadence"])
    regularity = figure(FIGURES["regularity"])
    depth = figure(FIGURES["depth"])
    reciprocity = figure(FIGURES["reciprocity"])
    partners = figure(FIGURES["partners"])
    new_partners = figure(FIGURES["new_partners"])
    kinds = figure(FIGURES["kinds"])
    subjects = figure(FIGURES["subjects"])
    roles = figure(FIGURES["roles"])


@object_type
class Engagement:
    """The shape of a series of contacts, seen from a day. No score is made of it."""

    about: strawberry.Private[str]
    reading: strawberry.Private[Reading]

    sustained: SustainedCode = strawberry.field(description="the class, by stated rules")  # type: ignore[valid-type]
    sentence: str = strawberry.field(description="the class and why, ready to print")
    confirmed: int = strawberry.field(description="contacts that count")
    claimed: int = strawberry.field(
        description="contacts that nobody confirmed yet; they do not count"
    )
    unconfirmed: int = strawberry.field(
        description="contacts that nobody confirmed within 30 days; they do not count"
    )
    active_terms: int = strawberry.field(description="terms with a confirmed contact")
    active_of_last_six: int = strawberry.field(
        description="how many of the last six complete terms were active"
    )
    span_terms: int = strawberry.field(description="terms from the first active one to the last")
    coverage: float | None = strawberry.field(
        description="active terms as a share of the span, 0 to 1; null without any"
    )
    longest_run_terms: int = strawberry.field(description="the longest run of active terms")
    current_run_terms: int = strawberry.field(description="the run that goes on now")
    gaps_terms: list[int] = strawberry.field(description="the gaps between runs, in terms")
    cadence_days: float | None = strawberry.field(
        description="the median of the days from one day with a contact to the next"
    )
    unevenness: float | None = strawberry.field(
        description="standard deviation of those days by their mean; 0 is perfectly regular"
    )
    regularity: float | None = strawberry.field(
        description="1 less the unevenness, and never below 0; 1 is perfectly regular"
    )
    depth: float | None = strawberry.field(
        description="the share of contacts followed up within two terms, of those that "
        "can be, 0 to 1; null where none can"
    )
    reciprocity: float | None = strawberry.field(
        description="1 if the school hosts as often as it travels, 0 if it does only one of both"
    )
    cells: list[TermCell] = strawberry.field(description="term by term, the first contact first")
    sources: list[int] = strawberry.field(
        description="the positions of the entries that all of this rests on"
    )

    @field
    def figures(self) -> EngagementFigures:
        """Each number with its sentence, its sources and its receipt."""
        return EngagementFigures(about={"about": self.about}, reading=self.reading)


def told(reading: Reading, about: str) -> Engagement:
    """How sustained the joint work of a school, a pair, a collaboration or a trust is."""
    shape = look(reading.now, about).shape
    same = {
        name: value
        for name, value in shape._asdict().items()
        if name not in ("cells", "gaps_terms")
    }
    return Engagement(
        about=about,
        reading=reading,
        **same | {"sources": list(shape.sources)},
        gaps_terms=list(shape.gaps_terms),
        cells=[_cell(cell) for cell in shape.cells],
    )


def _cell(cell: domain.Cell) -> TermCell:
    return TermCell(
        term=cell.term.label,
        code=cell.term.code,
        first_day=cell.first_day,
        last_day=cell.last_day,
        confirmed=cell.confirmed,
        claimed=cell.claimed,
        is_pending=cell.is_pending,
    )
