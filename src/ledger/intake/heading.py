"""Works out what the header of a table means: which column of a form each of its names is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from ledger.domain.facts import once
from ledger.intake.form import Column, Form, forms
from ledger.intake.mapping import Mapping, Unmeant
from ledger.intake.names import ANOTHER, OTHER_NAMES, SPECIAL
from ledger.intake.table import IsHeader, Table, Unreadable
from ledger.intake.words import alike, shown

NEAR = 0.82
"""How like the name of a column a header has to be, to be taken for it. 1 is the same."""

ENOUGH = 3
"""Names of columns that a row has to have to be taken for the header of a table with a title."""

LONGEST_NAME = 100
"""Characters of a cell that may name a column."""

NOTHING_KNOWN = (
    "None of the first rows has the names of columns, so nobody can tell what the rows are. The "
    "file has to be CSV or .xlsx, with the names of its columns first; start from `ledger template "
    "acts`. There are the kinds {kinds}."
)


class NothingKnown(Unreadable):
    """No header: the first row may say as much as those below it."""


class Guess(NamedTuple):
    """A header, what it was taken for, and how sure that is."""

    header: str
    key: str
    confidence: float

    def __str__(self) -> str:
        sure = "" if self.confidence == 1 else f" ({self.confidence:.0%} sure)"
        return f"{self.header!r} is {self.key}{sure}"


class Heading(NamedTuple):
    """What a header means for one form."""

    form: Form
    places: tuple[tuple[Column, int], ...]
    """The columns that the table has, and where."""
    guesses: tuple[Guess, ...]
    unused: tuple[str, ...]
    missing: tuple[Column, ...]
    """What every row needs, and neither a column nor the mapping says."""

    def __str__(self) -> str:
        left = f"; not used: {', '.join(map(repr, self.unused))}" if self.unused else ""
        return f"{self.form.name}: " + ", ".join(map(str, self.guesses)) + left

    def check(self, hint: str = "") -> Heading:
        """Itself. Raises `Unreadable` where something that is needed is missing."""
        if self.missing:
            fault = Unreadable if self.places else NothingKnown
            raise fault(
                f"The header does not say all that a row of the kind {self.form.name!r} needs. "
                f"Missing: {', '.join(column.key for column in self.missing)}. "
                f"Understood: {', '.join(map(str, self.guesses)) or 'nothing'}. "
                f"Not understood: {', '.join(map(shown, self.unused)) or 'nothing'}. {hint}"
                "Name the columns in a mapping, or start from `ledger template acts`."
            )
        return self


def heading_of(header: Sequence[str], form: Form, mapping: Mapping) -> Heading:
    """What this header means for a form: what the mapping says, and else the best guesses.

    Raises `Unmeant` where the mapping names a column that no form has.
    """
    by_key = {column.key: column for column in form.columns}
    for key in (*mapping.columns.values(), *(mapping.always.keys() - {ANOTHER[0]})):
        if key and key not in _keys():
            raise Unmeant(f"There is no column {key!r}. There are: {', '.join(by_key)}.")
    taken = _told(header, by_key, mapping)
    free = {n: alike(name) for n, name in enumerate(header) if n not in taken}
    open_keys = set(by_key) - {guess.key for guess in taken.values()}
    for score, n, key in sorted(_scores(free, form, open_keys), key=lambda s: (-s[0], *s[1:])):
        if n not in taken and key in open_keys:
            taken[n] = Guess(header[n], key, score)
            open_keys.discard(key)
    always = {column.key for column in form.columns if mapping.always_in(column) is not None}
    said = {guess.key for guess in taken.values()} | always
    return Heading(
        form,
        tuple((by_key[taken[n].key], n) for n in sorted(taken) if taken[n].key),
        tuple(taken[n] for n in sorted(taken) if taken[n].key),
        tuple(name for n, name in enumerate(header) if _is_unused(n, name, taken)),
        tuple(column for column in form.columns if _is_missing(column, said)),
    )


def known_by(mapping: Mapping) -> IsHeader:
    """Tells the header by the names in it: those that the mapping has, or any form, or nearly."""
    from rapidfuzz import fuzz, process  # not before it is needed

    names = [*mapping.columns, *_all_names()]

    def is_known(name: str) -> bool:
        found = process.extractOne(
            name, names, scorer=fuzz.token_sort_ratio, score_cutoff=100 * NEAR
        )
        return found is not None

    def is_header(cells: Sequence[str]) -> bool:
        said = {alike(cell) for cell in cells if len(cell) <= LONGEST_NAME}
        return sum(map(is_known, said - {""})) >= ENOUGH

    return is_header


def column_named(header: Sequence[str], names: Sequence[str]) -> int | None:
    """Where the column with one of these names is."""
    return next((n for n, name in enumerate(header) if alike(name) in names), None)


def best_heading(table: Table, mapping: Mapping) -> Heading:
    """The one form that the header of a table fits. Raises `Unreadable` where there is not one.

    No header tells whether a visit had been planned. So what is not the usual of its family is
    never guessed: it has to be named.
    """
    usual = [form for form in forms().values() if form.is_plain]
    found = [heading_of(table.header, form, mapping) for form in usual]
    whole = [heading for heading in found if not heading.missing]
    if not whole:
        nearest = max(found, key=lambda heading: (-len(heading.missing), len(heading.places)))
        if not nearest.places:
            raise NothingKnown(NOTHING_KNOWN.format(kinds=", ".join(forms())))
        nearest.check(_hint(table, mapping))
    most = max(len(heading.places) for heading in whole)
    best = [heading for heading in whole if len(heading.places) == most]
    if len(best) > 1:
        kinds = " or ".join(repr(heading.form.name) for heading in best)
        raise Unreadable(f"The rows may be of the kind {kinds}: say which, with --kind.")
    return best[0]


def _hint(table: Table, mapping: Mapping) -> str:
    """Which kinds it would be enough for that are not guessed, such as a visit without a plan."""
    unusual = [form for form in forms().values() if not form.is_plain]
    fitting = [form for form in unusual if not heading_of(table.header, form, mapping).missing]
    kinds = " or ".join(repr(form.name) for form in fitting)
    return f"It says all of the kind {kinds}: if that is meant, name the kind. " if kinds else ""


@once
def _all_names() -> frozenset[str]:
    """Whatever a column of any form may be called, and the columns about a row."""
    of_forms = (names for form in forms().values() for names in _names(form).values())
    return frozenset(chain(SPECIAL, *of_forms))


@once
def _keys() -> frozenset[str]:
    """The keys of all columns of all forms."""
    return frozenset(column.key for form in forms().values() for column in form.columns)


def _told(header: Sequence[str], by_key: dict[str, Column], mapping: Mapping) -> dict[int, Guess]:
    told = {}
    for n, name in enumerate(header):
        key = mapping.columns.get(alike(name))
        if key is not None:
            told[n] = Guess(name, key if key in by_key else "", 1.0)
    return told


def _scores(
    free: dict[int, str], form: Form, open_keys: set[str]
) -> Iterator[tuple[float, int, str]]:
    from rapidfuzz import fuzz  # not before it is needed: a server starts faster without it

    names = _names(form)
    for n, said in free.items():
        if said in SPECIAL or not said:
            continue
        for key in open_keys:
            score = max(fuzz.token_sort_ratio(said, name) for name in names[key]) / 100
            if score >= NEAR:
                yield score, n, key


def _names(form: Form) -> dict[str, list[str]]:
    """What each column may be called: its key, the last word of it if nobody else has that."""
    last: dict[str, str] = {}
    for column in form.columns:
        last.setdefault(alike(column.key.rpartition(".")[2]), column.key)
    names = {column.key: [alike(column.key)] for column in form.columns}
    for name, key in last.items():
        names[key].append(name)
    for key, others in OTHER_NAMES.items():
        if key in names:
            names[key] += others
    return names


def _is_unused(n: int, name: str, taken: dict[int, Guess]) -> bool:
    is_special = alike(name) in SPECIAL
    return bool(name) and not is_special and (n not in taken or not taken[n].key)


def _is_missing(column: Column, said: set[str]) -> bool:
    """Whether every row lacks it. The day of a plan may be told by the day on which it was held."""
    if column.part or not column.is_needed or column.key in said:
        return False
    return column.path != ("planned_for",) or "held.happened_on" not in said
