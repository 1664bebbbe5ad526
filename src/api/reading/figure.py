"""A figure, as GraphQL tells it: a number with its range, sentence, sources and receipt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import strawberry

from api.derive import codes
from api.documented import described, field, field_of, object_type
from api.line import RecordedEntry
from api.reading.connection import (
    USUAL,
    After,
    Connection,
    First,
    check_first,
    connection,
    cursor_of,
    key_of,
)
from api.reading.reading import Reading
from api.refusal import BadInput
from ledger.figures import figure as domain
from ledger.figures.figure import Caution, FigureState, FigureUnit
from ledger.figures.method import METHODS, NoSuchReceipt, ReceiptDoubt, reopen
from ledger.figures.method import Method as Asked
from ledger.figures.saying import cautions_in_words, reasons_in_words, sentence
from ledger.figures.words.en import DOUBTS

StateCode, CautionCode, UnitCode = codes(FigureState), codes(Caution), codes(FigureUnit)
DoubtCode = codes(ReceiptDoubt)


@object_type
class Range:
    """Between what the truth most likely lies."""

    low: float = strawberry.field(description="the low end")
    high: float = strawberry.field(description="the high end")
    level: float = strawberry.field(description="how likely: 0.95 means 19 times in 20")


@object_type
class Method:
    """How a figure was worked out."""

    name: str = strawberry.field(description="its name, such as `engagement.coverage`")
    version: int = strawberry.field(description="a method that changes gets a new number")
    formula: str = strawberry.field(description="the formula in words")


@object_type
class Warning:
    """What whoever quotes the figure has to say with it."""

    code: CautionCode = strawberry.field(description="for programs")  # type: ignore[valid-type]
    words: str = strawberry.field(description="for people; the sentence has it already")


@object_type
class Figure:
    """A number that says how sure it is, what it rests on, and how to ask for it again."""

    found: strawberry.Private[domain.Figure]
    reading: strawberry.Private[Reading]

    @field
    def value(self) -> float | None:
        """The number; null where there is none, or it may not be shown."""
        return self.found.value

    @field
    def unit(self) -> UnitCode:  # type: ignore[valid-type]
        """In what it counts."""
        return self.found.unit

    @field
    def range(self) -> Range | None:
        """Between what the truth most likely lies, where that can be said."""
        told = self.found.range
        return None if told is None else Range(low=told.low, high=told.high, level=told.level)

    @field
    def n(self) -> int | None:
        """Of how many people, readings or other things; null where hidden, or without meaning."""
        return self.found.n

    @field
    def state(self) -> StateCode:  # type: ignore[valid-type]
        """What kind of answer it is."""
        return self.found.state

    @field
    def sentence(self) -> str:
        """The figure in one honest sentence, with its cautions. Print this, and no other words."""
        return sentence(self.found)

    @field
    def cautions(self) -> list[Warning]:
        """What has to be said with it."""
        words = cautions_in_words(self.found)
        told = zip(self.found.cautions, words, strict=True)
        return [Warning(code=code, words=clause) for code, clause in told]

    @field
    def security(self) -> int:
        """How sure one can be that it says what it seems to: 0 (not at all) to 5.

        What is only counted is as sure as the record. `reasons` say why it is no surer; without a
        value it is 0.
        """
        return self.found.security

    @field
    def reasons(self) -> list[str]:
        """Why it is no more secure than that."""
        return reasons_in_words(self.found)

    @field
    def method(self) -> Method:
        """How it was worked out."""
        made = METHODS[self.found.method]
        return Method(name=made.name, version=made.version, formula=made.formula)

    @field
    def digest(self) -> str:
        """SHA-256 of the question and the answer."""
        return self.found.digest

    @field
    def receipt(self) -> strawberry.ID:
        """Keep it: `receipt(id)` asks again at this position, for ever."""
        return strawberry.ID(self.found.receipt)

    @field
    def source_count(self) -> int:
        """How many entries it rests on."""
        return len(self.found.sources)

    @field_of(Connection[RecordedEntry])
    def sources(self, first: First = USUAL, after: After = None) -> Any:
        """The entries that it rests on, in the order of the log."""
        return entries_at(self.reading, self.found.sources, first, after)


def entries_at(reading: Reading, positions: Sequence[int], first: int, after: After) -> Any:
    """A page of the entries at these positions, in the order of the log."""
    (place,) = (0,) if after is None else key_of(after, int)
    later = [position for position in positions if position > place]
    lines: list[Any] = reading.lines(later[: check_first(first)])
    nodes = [(cursor_of(line.recorded.position), line) for line in lines]
    return connection(nodes, first, after, lambda: len(positions))


@object_type
class Doubt:
    """Why a receipt opens as another answer than the one it was given for."""

    code: DoubtCode = strawberry.field(description="for programs")  # type: ignore[valid-type]
    sentence: str = strawberry.field(description="for people, ready to print")


@object_type
class Reopened:
    """A figure that was asked for again."""

    figure: Figure = strawberry.field(description="the answer now, at the position of the receipt")
    is_same: bool = strawberry.field(
        description="whether it is the answer that the receipt was given for; `doubt` says why not"
    )
    doubt: Doubt | None = strawberry.field(
        description="why it is another answer, which need not mean that anything changed: whoever "
        "got the receipt may see less or more than you; null where it is the same"
    )


class Subject(Protocol):
    """What figures are asked of: `about` names it in the words of the methods."""

    @property
    def about(self) -> Mapping[str, Any]: ...

    @property
    def reading(self) -> Reading: ...


@object_type
class Figures:
    """Figures of one subject: each field asks another method about the same."""

    about: strawberry.Private[Mapping[str, Any]]
    reading: strawberry.Private[Reading]


def figure(method: Asked, description: str | None = None, **more: Any) -> Any:
    """A field that tells a figure of its `Subject`. What describes it, if nothing is said, is the
    formula."""

    def read(self: Subject) -> Figure:
        return asked(self, method, **more)

    return described(read, description or method.formula)


def asked(of: Subject, method: Asked, **more: Any) -> Figure:
    """A figure of a subject."""
    return told(method.ask(of.reading.now, **of.about, **more), of.reading)


def told(found: domain.Figure, reading: Reading) -> Figure:
    """A figure, ready to be asked."""
    return Figure(found=found, reading=reading)


def reopened(reading: Reading, receipt: str) -> Reopened:
    """What a receipt was given for, asked again. Raises `BadInput` for what is no receipt."""
    try:
        found = reopen(reading.now, receipt)
    except NoSuchReceipt as wrong:
        raise BadInput(str(wrong)) from wrong
    code = found.doubt
    return Reopened(
        figure=told(found.figure, reading),
        is_same=found.is_same,
        doubt=None if code is None else Doubt(code=code, sentence=DOUBTS[code.value]),
    )
