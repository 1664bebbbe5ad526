"""What a school says of its own spreadsheet, so that nothing has to be guessed: a mapping, in TOML.

kind = "visit"                      # of which kind every row is
[columns]
"Where we went" = "host"            # the column that a header means; "" leaves it out
[always]
collaboration = "3f0c1c1e-…"        # what every row says, where it says nothing itself
[schools]
"St Mary's" = "118931"              # the school that a name means
[codes]
"Maths" = "mathematics"             # the code that a word means
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping as Table
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ledger.domain.identifiers import SchoolId
from ledger.intake.form import Column, Form, form_named, forms
from ledger.intake.table import Unreadable
from ledger.intake.words import alike

LARGEST = 1_000_000
"""Bytes of a mapping: room for every school of England by another name."""

TABLES = ("columns", "always", "schools", "codes")

OTHER_KEYS = {"part_of": "collaboration"}
"""What some columns are called in other forms, so that a mapping fits them all."""


class Unmeant(Unreadable):
    """The mapping says what nothing can be, whatever the table is."""


@dataclass(frozen=True)
class Mapping:
    """What is said, by the form in which `alike` leaves it."""

    form: Form | None = None
    columns: dict[str, str] = field(default_factory=dict)
    """The key of a column by its header; an empty key leaves it out."""
    always: dict[str, str] = field(default_factory=dict)
    """Cells by the key of their column."""
    schools: dict[str, SchoolId] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)

    def always_in(self, column: Column) -> str | None:
        """What every row says in a column. The collaboration of an act goes by either name."""
        key = column.key
        return self.always.get(key, self.always.get(OTHER_KEYS.get(key, key)))

    @classmethod
    def read(cls, path: Path) -> Mapping:
        """The mapping in a file. Raises `Unmeant` where it is none."""
        if path.stat().st_size > LARGEST:
            raise Unmeant(f"{path.name} is too large for a mapping.")
        try:
            return cls.told(tomllib.loads(path.read_text(encoding="utf-8")))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise Unmeant(f"{path.name} is no mapping in TOML: {error}.") from error

    @classmethod
    def told(cls, told: Table[str, Any]) -> Mapping:
        """The mapping that these tables are. Raises `Unmeant` for what it cannot mean."""
        if strange := sorted(set(told) - {"kind", *TABLES}):
            raise Unmeant(f"A mapping has no {strange[0]!r}; it has kind, {', '.join(TABLES)}.")
        kind = told.get("kind")
        tables = {name: _texts(name, told.get(name, {})) for name in TABLES}
        try:
            schools = {alike(name): SchoolId.parse(u) for name, u in tables["schools"].items()}
        except ValueError as error:
            raise Unmeant(f"In the table schools: {error}") from error
        return cls(
            form=None if kind is None else the_form(str(kind)),
            columns={alike(header): key for header, key in tables["columns"].items()},
            always=tables["always"],
            schools=schools,
            codes={alike(words): code for words, code in tables["codes"].items()},
        )


def the_form(name: str) -> Form:
    """The form with this name. Raises `Unmeant`, and says which there are."""
    if form := form_named(name):
        return form
    raise Unmeant(f"There is no kind {name!r}. There are: {', '.join(forms())}.")


def _texts(name: str, told: Any) -> dict[str, str]:
    if not isinstance(told, dict) or not all(isinstance(text, str) for text in told.values()):
        raise Unmeant(f"In a mapping, {name} is a table of texts.")
    return told
