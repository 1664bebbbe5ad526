"""What may be written in the ledger, whatever it says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, ClassVar, cast, final

from ledger.domain.past import Look, Past, Role
from ledger.domain.plain import Fact, Path, every, facts_of, leaves, once, words_in
from ledger.domain.refusal import (
    NotSignedIn,
    NotWellFormed,
    PupilIdentifier,
    Refused,
    RoleCannotRecord,
    TrusteeCannotRecord,
)
from ledger.domain.screening import USUAL, Rules, complaint
from ledger.domain.words import (
    ActId,
    Between,
    CitedAct,
    Code,
    CollaborationId,
    Identifier,
    PersonId,
    ProviderId,
    Record,
    ReplacedAct,
    SchoolId,
    Sealed,
)

TAGGED: dict[Any, str] = {
    ActId: "act", CitedAct: "cites", ReplacedAct: "replaces", CollaborationId: "collaboration",
    SchoolId: "school", PersonId: "person", ProviderId: "provider",
}  # fmt: skip
"""A fact of one of these types is also a tag, by which the entry is found again."""

PUPIL_NUMBER = re.compile(r"\b[A-HJ-NP-RT-Z]\d{11}[0-9A-Z]\b", re.IGNORECASE)
"""The shape of a Unique Pupil Number."""

UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
"""What no database and no page can hold: control characters and halves of characters."""

TEXTS = frozenset({str, Sealed, ProviderId})
"""What people word as they like. A provider may be called after somebody."""

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
    SCREENED_AS: ClassVar[Rules] = USUAL
    """What its words may not hold."""

    def tags(self) -> frozenset[str]:
        """What the entry is about, told by the types of its facts."""
        return frozenset(_tags(self))

    def schools(self) -> frozenset[SchoolId]:
        """The schools that it names."""
        return frozenset(_schools(self))

    @property
    def day(self) -> date | None:
        """The day that it speaks of: when it happened, or is planned for; None if it says none."""
        day: date | None = getattr(self, "happened_on", None) or getattr(self, "planned_for", None)
        return day

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
        """Every fact within the limits that its declaration gives; nobody told apart in words."""
        today = past.today
        if not is_sound(self, today):
            raise _first_complaint(self, today)
        if self.SCREENED_AS:
            _screen(self)

    def check_place(self, past: Past) -> None:
        """Whether this may be said now, by this school."""

    def check(self, past: Past) -> None:
        """The rule of this one kind."""

    def instead(self, refused: Refused) -> Entry | None:
        """What is recorded in its place when a rule refuses it, where that has to be known."""
        return None

    def sentence(self, name_of: NameOf = str) -> str:
        """The entry in plain words. Made when read, so that it can be improved."""
        raise NotImplementedError


def named_schools(record: Record, path: Path = ()) -> Iterator[tuple[SchoolId, Path]]:
    """Every school that a record names, with where it stands."""
    for fact in _facts_with_schools(type(record)):
        value = getattr(record, fact.name)
        here = (*path, fact.name)
        found: list[tuple[Any, Path]]
        if fact.many:
            found = [(one, (*here, str(n))) for n, one in enumerate(value)]
        else:
            found = [] if value is None else [(value, here)]
        if fact.is_record:
            for one, there in found:
                yield from named_schools(one, there)
        else:
            yield from found


def _schools(record: Record) -> list[SchoolId]:
    found: list[SchoolId] = []
    for fact in _facts_with_schools(type(record)):
        value = getattr(record, fact.name)
        items = value if fact.many else () if value is None else (value,)
        if fact.is_record:
            for item in items:
                found += _schools(item)
        else:
            found += items
    return found


@once
def _facts_with_schools(kind: type[Record]) -> tuple[Fact, ...]:
    return tuple(
        fact
        for fact in facts_of(kind)
        if fact.word is SchoolId or (fact.is_record and SchoolId in words_in(fact.word))
    )


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
        if value is None:
            continue
        items = value if fact.many else (value,)
        if fact.is_record:
            found += [tag for item in items for tag in _tags(item)]
        else:
            found += [f"{TAGGED[fact.word]}:{item}" for item in items]
    return found


def is_sound(entry: Entry, today: date) -> bool:
    """Whether nothing can be said against any fact. Almost always so, and then it costs little."""
    words: list[str] = []
    if not _are_sound(entry, today, words):
        return False
    together = " ".join(words)  # neither pattern has a space, so none spans two texts
    is_writable = together.isprintable() or not UNWRITABLE.search(together)
    return is_writable and not PUPIL_NUMBER.search(together)


def _first_complaint(entry: Entry, today: date) -> Refused:
    """What is to be said first against an entry that is not sound."""
    for fact, value, path in every(entry):
        for limit in fact.limits:
            if complaint := limit.complaint(value, today):
                return cast(Refused, complaint.at(*path))
    for fact, value, path in leaves(entry):
        if malformed := _malformed(fact, value):
            return malformed.at(*path)
    # Its words stay out of the message: a log would keep them.
    raise AssertionError(f"The quick look and the slow one differ on a {type(entry).__name__}.")


def _screen(entry: Entry) -> None:
    """Refuse words that no text may hold. Words that were sealed long ago were screened then."""
    for fact, value, path in leaves(entry):
        if fact.word in TEXTS and (words := value.words if isinstance(value, Sealed) else value):
            may_name = fact.may_name or fact.word is ProviderId
            if refused := complaint(words, entry.SCREENED_AS, may_name=may_name):
                raise refused.at(*path)


def _malformed(fact: Fact, value: Any) -> Refused | None:
    """What is wrong with an identifier, a code or some words, if something is."""
    if not isinstance(value, str | Sealed):
        return None
    if isinstance(value, Code):
        return None if value.is_known else NotWellFormed(f"There is no {fact.name} of that kind.")
    if issubclass(fact.word, Identifier):
        return None if fact.word.FORM.fullmatch(value) else NotWellFormed(fact.word.HINT)
    words = (value.words or "") if isinstance(value, Sealed) else value
    if UNWRITABLE.search(words):
        return NotWellFormed(CANNOT_BE_WRITTEN)
    if PUPIL_NUMBER.search(words):
        return PupilIdentifier("No pupil is named here: leave the number out.")
    return None


QuickLook = Callable[[Any, date, list[str]], bool]
"""Whether a value is sound today. Its words are put on the list, to be looked over together."""


def _are_sound(record: Record, today: date, words: list[str]) -> bool:
    facts = vars(record)
    for name, is_value_sound in _quick_looks(type(record)):
        value = facts[name]
        if value is not None and not is_value_sound(value, today, words):
            return False
    return True


@once
def _quick_looks(kind: type[Record]) -> tuple[tuple[str, QuickLook], ...]:
    """What has to be looked at in a class, worked out once from its declarations."""
    return tuple(
        (fact.name, _quick_look(fact))
        for fact in facts_of(kind)
        if fact.limits or issubclass(fact.word, str | Sealed | Record)
    )


def _quick_look(fact: Fact) -> QuickLook:
    match fact.limits:
        case (Between(low=low, high=high),) if fact.word is str and not fact.many:
            return _look_at_words(low, high)
        case (Between(low=low, high=high),) if fact.word is int and not fact.many:
            return lambda value, today, words: low <= value <= high
        case () if issubclass(fact.word, Identifier) and not fact.many:
            fits = fact.word.FORM.fullmatch
            return lambda value, today, words: fits(value) is not None
        case () if issubclass(fact.word, Code) and not fact.many:
            return lambda value, today, words: value.is_known
    return _look_at_any(fact)


def _look_at_words(low: int, high: int) -> QuickLook:
    def look(value: Any, today: date, words: list[str]) -> bool:
        words.append(value)
        return low <= len(value) <= high

    return look


def _look_at_any(fact: Fact) -> QuickLook:
    def look(value: Any, today: date, words: list[str]) -> bool:
        for limit in fact.limits:
            if limit.complaint(value, today):
                return False
        for item in value if fact.many else (value,):
            if _malformed(fact, item) or (is_record and not _are_sound(item, today, words)):
                return False
        return True

    is_record = fact.is_record
    return look
