"""The words of the ledger as single values in GraphQL: what they mean and how they are written.

A value that is not of its form never reaches a rule: it is told so where it was sent.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

import strawberry
from graphql import GraphQLError
from strawberry.types.scalar import ScalarDefinition
from strawberry.utils.str_converters import to_camel_case

from ledger.domain.evidence import Link
from ledger.domain.identifiers import (
    AcademicYear,
    ActId,
    CitedAct,
    CollaborationId,
    Digest,
    EntryId,
    FieldName,
    JudgeCode,
    PersonId,
    Place,
    ProviderId,
    ReplacedAct,
    SampleCode,
    SchoolId,
    TimeOfDay,
    TrustId,
)
from ledger.domain.record import Pence

DAY = re.compile(r"[12]\d{3}-\d\d-\d\d", re.ASCII)
"""Years 1000 to 2999: whatever is counted from such a day is still a day."""

NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,10})?", re.ASCII)
"""A plain decimal number: no exponent, no infinity, nothing longer than anybody measures."""

ID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")

INSTANT = re.compile(
    r"[12]\d{3}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)", re.ASCII
)

POSITION = re.compile(r"\d{1,15}", re.ASCII)


class LedgerPoint(NamedTuple):
    """A point in the ledger: a position, or an instant such as `2026-03-14T12:00:00Z`.

    An instant stands for the last position that was recorded by then.
    """

    position: int | None = None
    instant: datetime | None = None

    @classmethod
    def parse(cls, told: object) -> LedgerPoint:
        """The point that a caller wrote, as a number or as text."""
        text = "" if isinstance(told, bool) else str(told)
        if POSITION.fullmatch(text):
            return cls(position=int(text))
        if INSTANT.fullmatch(text):
            return cls(instant=datetime.fromisoformat(text).astimezone(UTC))
        raise ValueError(text)


def _day(told: object) -> date:
    if not isinstance(told, str) or not DAY.fullmatch(told):
        raise ValueError(told)
    return date.fromisoformat(told)


def _number(told: object) -> Decimal:
    text = "" if isinstance(told, bool | float) else str(told)
    if not NUMBER.fullmatch(text):
        raise ValueError(told)
    return Decimal(text)


def _instant(told: object) -> datetime:
    instant = LedgerPoint.parse(told).instant
    if instant is None:
        raise ValueError(told)
    return instant


def _pence(told: object) -> Pence:
    if not isinstance(told, int) or isinstance(told, bool):
        raise ValueError(told)
    return Pence(told)


def _id(word: type[UUID]) -> Callable[[object], UUID]:
    def parse(told: object) -> UUID:
        if not isinstance(told, str) or not ID.fullmatch(told):
            raise ValueError(told)
        return word(told)

    return parse


def _scalar(
    name: str,
    description: str | None,
    parse: Callable[[Any], Any],
    hint: str,
    serialize: Callable[[Any], Any] = str,
) -> ScalarDefinition:
    """A scalar whose complaint is its own hint, whatever was wrong with the value."""

    def parse_value(told: Any) -> Any:
        try:
            return parse(told)
        except (ValueError, ArithmeticError) as wrong:
            raise GraphQLError(hint, extensions={"code": "BAD_USER_INPUT"}) from wrong

    return strawberry.scalar(
        name=name, description=description, serialize=serialize, parse_value=parse_value
    )


def _utc(instant: datetime) -> str:
    return instant.astimezone(UTC).isoformat().replace("+00:00", "Z")


IDENTIFIERS = (
    SchoolId, TrustId, PersonId, ProviderId, Digest, AcademicYear, Link, SampleCode, JudgeCode,
    Place, TimeOfDay,
)  # fmt: skip
UUIDS = (ActId, CitedAct, ReplacedAct, CollaborationId, EntryId)

SCALARS: dict[object, ScalarDefinition] = {
    **{word: _scalar(word.__name__, word.__doc__, word.parse, word.HINT) for word in IDENTIFIERS},
    FieldName: _scalar(
        "FieldName",
        "The name of a fact, as in this schema: `plannedFor`.",
        FieldName.parse,
        FieldName.HINT,
        serialize=to_camel_case,
    ),
    **{
        word: _scalar(
            word.__name__,
            word.__doc__,
            _id(word),
            "An id is a UUID, such as 3f0c1c1e-6f0a-4c57-9a3e-0d2b7f1f3a10.",
        )
        for word in UUIDS
    },
    Pence: _scalar("Pence", Pence.__doc__, _pence, "Money is a whole number of pence.", int),
    date: _scalar("Date", "A day: `2026-03-14`.", _day, "A day is written like 2026-03-14."),
    datetime: _scalar(
        "DateTime",
        "An instant, in UTC: `2026-03-14T12:00:00Z`.",
        _instant,
        "An instant is written like 2026-03-14T12:00:00Z.",
        _utc,
    ),
    Decimal: _scalar(
        "Decimal",
        "A decimal number, as text, so that no digit is lost: `4.25`.",
        _number,
        'A decimal number is written as text, like "4.25".',
    ),
    LedgerPoint: _scalar(
        "LedgerPoint",
        LedgerPoint.__doc__,
        LedgerPoint.parse,
        "A point in the ledger is a position, like 4812, or an instant, like 2026-03-14T12:00:00Z.",
    ),
}
"""Every scalar of our own, by the word that it tells."""
