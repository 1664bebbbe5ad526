"""Many records at once, fact by fact: what many of them say is worked out once.

A register says the same few things of thousands of schools. What is made here is exactly what is
made of one record after the other, in half of the time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import repeat
from json.encoder import encode_basestring as quote
from operator import attrgetter, itemgetter
from typing import Any, TypeVar

from ledger.domain.facts import Fact, facts_of, once
from ledger.domain.plain import made_of, written
from ledger.domain.record import Record

R = TypeVar("R", bound=Record)

FEW = 2
"""Values that stand in half of the records or fewer are worked out once each."""


def made_together(kind: type[R], columns: Mapping[str, Iterable[Any]]) -> list[R]:
    """Records of facts of the right types, from the values of each fact, record by record.

    A fact without values is left unsaid. One fact at least has as many as there are records.
    """
    unsaid = vars(made_of(kind, {}))
    whole = [columns.get(name, repeat(default)) for name, default in unsaid.items()]
    records = []
    for facts in zip(*whole, strict=False):
        record = object.__new__(kind)
        record.__dict__.update(zip(unsaid, facts, strict=True))
        records.append(record)
    return records


def canonical_together(records: Sequence[Record]) -> list[bytes]:
    """The bytes that are stored of each of these records, as `canonical` gives them."""
    places: defaultdict[type[Record], list[int]] = defaultdict(list)
    for place, record in enumerate(records):
        places[type(record)].append(place)
    bodies = [b""] * len(records)
    for kind, alike in places.items():
        for place, text in zip(alike, _texts(kind, [records[n] for n in alike]), strict=True):
            bodies[place] = text.encode()
    return bodies


def _texts(kind: type[Record], records: list[Record]) -> Iterator[str]:
    facts = [vars(record) for record in records]
    in_order = sorted(facts_of(kind), key=attrgetter("name"))
    columns = [(fact, list(map(itemgetter(fact.name), facts))) for fact in in_order]
    said = [(fact, values) for fact, values in columns if values.count(None) < len(values)]
    parts = [_parts(fact, values) for fact, values in said] or [[""] * len(records)]
    return (f"{{{''.join(told)[1:]}}}" for told in zip(*parts, strict=True))


def _parts(fact: Fact, values: list[Any]) -> Iterable[str]:
    """What a fact adds to the text of each record, such as `,"town":"Dover"`."""
    begin, write = f',"{fact.name}":', _writer(fact)
    different = set() if write is written else set(values)
    if not different or len(different) * FEW > len(values):
        return ["" if value is None else begin + write(value) for value in values]
    parts = {value: "" if value is None else begin + write(value) for value in different}
    return map(parts.__getitem__, values)


@once
def _writer(fact: Fact) -> Callable[[Any], str]:
    """How one value is written. Only of these types is the text told by the value alone."""
    if not fact.many and issubclass(fact.word, str):
        return quote
    if not fact.many and fact.word is int:
        return str
    if not fact.many and fact.word is date:
        return lambda day: f'"{day.isoformat()}"'
    return written
