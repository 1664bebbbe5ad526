"""Reads a file that is a JSON list of objects, as the department publishes what has no rows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ledger.register.extract import Unreadable, text_of


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
