"""Makes up an act that shows how a row is filled in, from what the declarations of a kind say."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from typing import Any
from uuid import UUID

from ledger.domain.act import Act
from ledger.domain.facts import Fact, facts_of
from ledger.domain.identifiers import ActId, Identifier, SchoolId
from ledger.domain.limits import Between, Each
from ledger.domain.plain import made_of
from ledger.domain.record import Code, Pence, Record, Sealed
from ledger.intake.content import content_id
from ledger.intake.form import Form

DAY = date(2025, 3, 4)
"""A Tuesday in term time."""

AN_ID = "3f0c1c1e-6f0a-4c57-9a3e-0d2b7f1f3a10"
IDENTIFIERS = ("example-provider", "1", "example", AN_ID, "5e" * 32, "13:30")
"""Of these at least one has the form of any identifier."""

POUNDS = Pence(60_000)
A_FEW = 3
A_SPREAD = Decimal(1)
"""Answers on a scale of five spread no wider than two around the middle."""


def example_of(form: Form) -> tuple[Act, ...]:
    """An act with everything that a row of this form can say. Its schools are made up."""
    commands: list[Act] = []
    for kind in form.kinds:
        facts = _facts(kind)
        if commands:
            facts["act"] = ActId(int=content_id(commands[0]).int)
        commands.append(made_of(kind, facts))
    return tuple(commands)


def _facts(kind: type[Record], nth: int = 0) -> dict[str, Any]:
    urns = count(100_001 + nth)
    return {fact.name: _value(fact, urns, nth) for fact in facts_of(kind)}


def _value(fact: Fact, urns: count[int], nth: int) -> Any:
    if not fact.many:
        return _one(fact, urns, nth)
    sizes = [limit for limit in fact.limits if isinstance(limit, Between)]
    most = len(fact.word) if issubclass(fact.word, Code) else 2
    several = max(sizes[0].low if sizes else 1, min(most, sizes[0].high if sizes else most, 2))
    return tuple(_one(fact, urns, n) for n in range(several))


def _one(fact: Fact, urns: count[int], n: int) -> Any:
    return next(make for kind, make in MADE if issubclass(fact.word, kind))(fact, urns, n)


def _identifier(word: type[Identifier]) -> str:
    return next(text for text in IDENTIFIERS if word.FORM.fullmatch(text))


def _number(fact: Fact, n: int) -> Any:
    low, high = _bounds(fact)
    usual = POUNDS if fact.word is Pence else A_FEW
    if fact.name == "sd":
        return A_SPREAD
    return fact.word(max(low, min(high, usual + n)))


def _words(fact: Fact, n: int) -> Any:
    low, high = _bounds(fact)
    is_alone = n == 0 and not fact.many
    text = fact.meaning if high >= len(fact.meaning) and is_alone else f"example {n + 1}"
    text = text[:high].ljust(low, ".").strip()
    return Sealed(text) if fact.word is Sealed else text


def _bounds(fact: Fact) -> tuple[int, int]:
    """The least and the most of one value."""
    limits = [limit.limit if isinstance(limit, Each) else limit for limit in fact.limits]
    of_list = 1 if fact.many and isinstance(fact.limits[0], Between) else 0
    bounds = [limit for limit in limits[of_list:] if isinstance(limit, Between)]
    return (bounds[-1].low, bounds[-1].high) if bounds else (0, 10**6)


MADE: tuple[tuple[Any, Any], ...] = (
    (Record, lambda fact, urns, n: made_of(fact.word, _facts(fact.word, n))),
    (SchoolId, lambda fact, urns, n: SchoolId(str(next(urns)))),
    (Code, lambda fact, urns, n: list(fact.word)[n % len(fact.word)]),
    (Identifier, lambda fact, urns, n: fact.word(_identifier(fact.word))),
    (UUID, lambda fact, urns, n: fact.word(AN_ID)),
    (bool, lambda fact, urns, n: True),
    (date, lambda fact, urns, n: DAY + timedelta(days=n)),
    (int | Decimal, lambda fact, urns, n: _number(fact, n)),
    (object, lambda fact, urns, n: _words(fact, n)),
)
"""How a value of each type is made up. The first that fits is taken."""
