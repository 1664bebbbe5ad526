"""What a row of a spreadsheet can say of an act: its columns, told by the facts of its kind.

A row is one act that took place on a day, or will: the entry that opens it, which is its plan or
says that it was held without one, and, as far as the row says so, that it was held, was followed up
and was evaluated. Nothing here knows any kind; all of it comes from the declarations. A proposal
has no day and a matter, such as a need, is little but words: they tell no two rows apart, so they
are recorded one by one and have no form.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from ledger.domain.act import Act, Later, Opening
from ledger.domain.acts import KINDS, family_of
from ledger.domain.facts import Fact, Path, facts_of, once
from ledger.domain.identifiers import SchoolId
from ledger.domain.lifecycle import Stage
from ledger.domain.occasion import HeldInformally, Planned
from ledger.domain.plain import made_of
from ledger.domain.record import Record
from ledger.intake.words import alike

BEGINNINGS: tuple[type[Opening], ...] = (Planned, HeldInformally)
"""How an act begins that takes place on a day. The plans come first: theirs is the plain name."""

AFTERWARDS = (Stage.HELD, Stage.FOLLOWED_UP, Stage.EVALUATED)
"""What a row can say of an act beside its beginning, in this order."""

PLACES = ("town", "local authority", "postcode")
"""What a row can say of a school beside its name, each in a column of its own."""


class Column(NamedTuple):
    """One column of a form."""

    part: int
    """Which entry of the row it is about; 0 is the one that opens the act."""
    path: Path
    """Where its fact stands in that entry; nowhere, for whether the part is said at all."""
    fact: Fact
    key: str
    """Its name in a mapping: `focus.theme`, `held.minutes`."""
    is_needed: bool
    place: str | None = None
    """The place of a school that another column names."""

    @property
    def label(self) -> str:
        """Its name in a header."""
        words = self.key.replace("_", " ").split(".")
        return " ".join(words).capitalize()


@dataclass(frozen=True)
class Form:
    """The columns for one way in which an act begins."""

    name: str
    """What a school calls such an act: `visit`."""
    kinds: tuple[type[Act], ...]
    """The kind of the entry that opens it, and of those that can follow in the same row."""

    @property
    def is_plain(self) -> bool:
        """Whether it has the name of its family: a visit, and not one that was held informally."""
        return self.name == alike(family_of(self.kinds[0]))

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """Every column, the opening's first."""
        return tuple(column for part in range(len(self.kinds)) for column in self._of(part))

    def __reduce__(self) -> tuple[Any, ...]:
        """What another process is sent of it: its name, by which it has the same there."""
        return form_called, (self.name,)

    def prefix(self, part: int) -> Path:
        """What stands before the facts of a part, in the names of its columns."""
        end = self.kinds[part].STEP.end
        return (end.value,) if part and end else ()

    def _of(self, part: int) -> Iterator[Column]:
        prefix = self.prefix(part)
        if part:
            told = f"whether it was {' '.join(prefix).replace('_', ' ')}; needed if no more is said"
            fact = Fact(prefix[0], bool, False, True, told, ())
            yield Column(part, (), fact, prefix[0], is_needed=False)
        for path, fact, is_needed in flat_facts(self.kinds[part]):
            key = ".".join((*prefix, *path))
            yield Column(part, path, fact, key, is_needed)
            if fact.word is SchoolId and not fact.many:
                for place in PLACES:
                    named = Fact(place, str, False, True, f"the {place} of that school", ())
                    own = f"{key}.{place.replace(' ', '_')}"
                    yield Column(part, path, named, own, is_needed=False, place=place)


@once
def flat_facts(kind: type[Record]) -> tuple[tuple[Path, Fact, bool], ...]:
    """The facts of a kind that have a cell each, and whether one has to be there."""
    found: list[tuple[Path, Fact, bool]] = []
    for fact in facts_of(kind):
        if issubclass(kind, Later) and fact.name == "act":
            continue  # the row itself is the act
        if is_flat(fact):
            is_needed = fact in needed(kind)
            found += [
                ((fact.name, *path), inner, is_needed and inner_needed)
                for path, inner, inner_needed in flat_facts(fact.word)
            ]
        else:
            found.append(((fact.name,), fact, fact in needed(kind)))
    return tuple(found)


def is_flat(fact: Fact) -> bool:
    """Whether the facts within a fact have a column each."""
    return fact.is_record and not fact.many


@once
def needed(kind: type[Record]) -> frozenset[Fact]:
    """The facts that a record of this kind has to say."""
    unsaid = vars(made_of(kind, {}))
    return frozenset(
        fact for fact in facts_of(kind) if not fact.optional and unsaid[fact.name] is None
    )


@once
def forms() -> dict[str, Form]:
    """Every form by its name: that of the family, or of the entry where a family has several."""
    found: dict[str, Form] = {}
    for opening in (
        kind for beginning in BEGINNINGS for kind in KINDS if issubclass(kind, beginning)
    ):
        family = alike(family_of(opening))
        name = family if family not in found else _words(opening)
        found[name] = Form(name, (opening, *_following(opening)))
    return found


def form_called(name: str) -> Form:
    """The form of exactly this name."""
    return forms()[name]


def form_named(text: str) -> Form | None:
    """The form that somebody means by a name: `visit`, or `Visits held informally`."""
    return _by_name().get(_singular(text))


@once
def _by_name() -> dict[str, Form]:
    return {
        _singular(said): form
        for name, form in forms().items()
        for said in (_words(form.kinds[0]), name)
    }


def _singular(text: str) -> str:
    return " ".join(word.removesuffix("s") for word in alike(text).split())


def _following(opening: type[Act]) -> Iterator[type[Act]]:
    stage = opening.STEP.end
    for next_stage in AFTERWARDS:
        for kind in KINDS:
            if not issubclass(kind, Later) or family_of(kind) != family_of(opening):
                continue
            if kind.STEP.end is next_stage and stage in kind.STEP.start:
                yield kind
                stage = next_stage
                break


def _words(kind: type[Act]) -> str:
    """The name of a class in words: `visit held informally`."""
    return alike("".join(f" {c}" if c.isupper() else c for c in kind.__name__))
