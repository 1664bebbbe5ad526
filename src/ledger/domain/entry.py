"""What may be written in the ledger, whatever it says."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, ClassVar, final

from ledger.domain.past import Look, Past, Role
from ledger.domain.plain import Fact, Path, every, facts_of, leaves, once, words_in
from ledger.domain.refusal import (
    NotSignedIn,
    NotWellFormed,
    PupilIdentifier,
    RoleCannotRecord,
    TrusteeCannotRecord,
)
from ledger.domain.words import (
    ActId,
    Code,
    CollaborationId,
    Identifier,
    PersonId,
    ProviderId,
    Record,
    SchoolId,
    Sealed,
)

TAGGED: dict[Any, str] = {
    ActId: "act", CollaborationId: "collaboration", SchoolId: "school", PersonId: "person",
    ProviderId: "provider",
}  # fmt: skip
"""A fact of one of these types is also a tag, by which the entry is found again."""

PUPIL_NUMBER = re.compile(r"\b[A-HJ-NP-RT-Z]\d{11}[0-9A-Z]\b", re.IGNORECASE)
"""The shape of a Unique Pupil Number."""

UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
"""What no database and no page can hold: control characters and halves of characters."""

CANNOT_BE_WRITTEN = "There is a character here that cannot be written. Take it out."

NameOf = Callable[[SchoolId], str]
"""Gives a school's name for its number; `str` gives the number itself."""


class Entry(Record):
    """Something that happened. Its fields are what is stored and what a front end sends."""

    TOPIC: ClassVar[str]
    """The entry's name in the store. It may never be changed or used again."""
    COMMAND: ClassVar[str]
    """The entry's name at the front door."""
    ROOT: ClassVar[str | None] = None
    """The tag that this entry starts with its own id, if it starts one."""
    ROLES: ClassVar[frozenset[Role]] = frozenset({Role.EDITOR})
    """Who may record it."""

    def tags(self) -> frozenset[str]:
        """What the entry is about, told by the types of its facts."""
        return frozenset(_tags(self))

    def schools(self) -> frozenset[SchoolId]:
        """The schools that it names."""
        return frozenset(value for fact, value, _ in leaves(self) if fact.word is SchoolId)

    def boundary(self) -> tuple[Look, ...]:
        """What the rules look back on. If any of it changes meanwhile, they are asked again."""
        return ()

    def further(self, past: Past) -> tuple[Look, ...]:
        """Where else to look, once this much of the past is known."""
        return ()

    def inherited(self, past: Past) -> frozenset[str]:
        """Tags that come from what this entry carries on."""
        return frozenset()

    @final
    def judge(self, past: Past) -> None:
        """Refuse the entry, or say nothing. Runs once, when it is recorded; never on replay."""
        self.judge_alone(past)
        self.check_place(past)
        self.check(past)

    @final
    def judge_alone(self, past: Past) -> None:
        """Refuse what nobody in this role may record, or what is wrong whatever came before."""
        self.check_role(past)
        self.check_facts(past)

    def check_role(self, past: Past) -> None:
        """Whether somebody in this role records such a thing at all."""
        if past.by.role is Role.NOBODY:
            raise NotSignedIn("Sign in to record something.")
        if past.by.role is Role.TRUSTEE:
            raise TrusteeCannotRecord("Trustees read the ledger; schools record in it.")
        if past.by.role not in self.ROLES:
            raise RoleCannotRecord(f"The role {past.by.role} does not record this.")

    def check_facts(self, past: Past) -> None:
        """Every fact within the limits that its declaration gives; no pupil in any words."""
        for fact, value, path in every(self):
            for limit in fact.limits:
                if complaint := limit.complaint(value, past.today):
                    raise complaint.at(*path)
        for fact, value, path in _with_a_form(self):
            if complaint := _malformed(fact, value):
                raise complaint.at(*path)

    def check_place(self, past: Past) -> None:
        """Whether this may be said now, by this school."""

    def check(self, past: Past) -> None:
        """The rule of this one kind."""

    def sentence(self, name_of: NameOf = str) -> str:
        """The entry in plain words. Made when read, so that it can be improved."""
        raise NotImplementedError


@once
def _tagged_facts(kind: type[Record]) -> tuple[Fact, ...]:
    return tuple(
        fact
        for fact in facts_of(kind)
        if fact.word in TAGGED or (fact.is_record and words_in(fact.word) & TAGGED.keys())
    )


def _tags(record: Record) -> list[str]:
    found: list[str] = []
    for fact in _tagged_facts(type(record)):
        value = getattr(record, fact.name)
        items = value if fact.many else () if value is None else (value,)
        if fact.is_record:
            found += [tag for item in items for tag in _tags(item)]
        else:
            found += [f"{TAGGED[fact.word]}:{item}" for item in items]
    return found


def _with_a_form(entry: Entry) -> list[tuple[Fact, Any, Path]]:
    return [leaf for leaf in leaves(entry) if isinstance(leaf[1], str | Sealed)]


def _malformed(fact: Fact, value: Any) -> NotWellFormed | PupilIdentifier | None:
    """What is wrong with an identifier, a code or some words, if something is."""
    if isinstance(value, Code):
        return None if value.is_known else NotWellFormed(f"There is no {fact.name} of that kind.")
    if isinstance(value, Identifier):
        return None if value.FORM.fullmatch(value) else NotWellFormed(value.HINT)
    words = (value.words or "") if isinstance(value, Sealed) else value
    if UNWRITABLE.search(words):
        return NotWellFormed(CANNOT_BE_WRITTEN)
    if PUPIL_NUMBER.search(words):
        return PupilIdentifier("No pupil is named here: leave the number out.")
    return None
