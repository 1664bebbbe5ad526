"""Reads a file that is a JSON list of objects, as the department publishes what has no rows."""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from ledger.domain.entry import Entry
from ledger.domain.past import Past
from ledger.domain.refusal import Refused
from ledger.register.cells import Fault
from ledger.register.extract import Unreadable, text_of
from ledger.register.importing import reason_of
from ledger.register.summary import Refusal

E = TypeVar("E", bound=Entry)


def objects_in(path: Path, name: str, what: str) -> list[Any]:
    """The members of the list, as they stand; numbers as they are written, as text.

    Raises `Unreadable` where the file is no list of `what`, of which each has a `name`. One that
    is no such thing is told by whoever reads it.
    """
    try:
        found = json.loads(text_of(path), parse_float=str, parse_int=str)
    except ValueError as error:
        raise Unreadable(f"The file is no JSON: {error}.") from error
    is_list = isinstance(found, list)
    if not is_list or not any(isinstance(one, dict) and name in one for one in found):
        raise Unreadable(f"The file is no list of {what}, each with its {name!r}.")
    return list(found)


def read_each(  # noqa: PLR0913, PLR0917
    objects: list[Any],
    what: str,
    name: str,
    read: Callable[[dict[str, Any]], tuple[Hashable, E]],
    told: Past,
    refused: list[Refusal],
) -> Iterator[E]:
    """What each object says; one that cannot be read, or that stands there twice, is refused.

    `read` gives what an object is called, by the member `name`, and what it says. `what` is what
    each of them is, such as a school.
    """
    first: dict[Hashable, int] = {}
    for place, one in enumerate(objects, 1):
        try:
            if not isinstance(one, dict):
                raise Fault(f"A {what} is written as a JSON object.")
            number, entry = read(one)
            entry.judge_alone(told)
            if first.setdefault(number, place) != place:
                raise Fault(
                    f"{name}: {what.capitalize()} {number} is number {first[number]} already."
                )
            yield entry
        except Fault as fault:
            refused.append(Refusal(place, str(fault), what))
        except Refused as refusal:
            refused.append(Refusal(place, reason_of(refusal), what))
