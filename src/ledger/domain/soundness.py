"""Whether every fact of an entry is sound: within its limits, of its form, and naming nobody.

A quick look says so at almost no cost. Only where it finds something is the fact looked for that is
wrong, and the refusal made that names it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache
from operator import itemgetter
from typing import Any, cast

from ledger.domain.facts import Fact, every, facts_of, leaves, leaves_of, once
from ledger.domain.identifiers import Identifier, ProviderId
from ledger.domain.limits import Between
from ledger.domain.record import Code, Record, Sealed
from ledger.domain.refusal import NotWellFormed, PupilIdentifier, Refused
from ledger.domain.screening import Rules, complaint

PUPIL_NUMBER = re.compile(r"\b[A-HJ-NP-RT-Z]\d{11}[0-9A-Z]\b", re.IGNORECASE)
"""The shape of a Unique Pupil Number."""

UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
"""What no database and no page can hold: control characters and halves of characters."""

TEXTS = frozenset({str, Sealed, ProviderId})
"""What people word as they like. A provider may be called after somebody."""

MOST_KEPT = 1_000
"""Texts that are remembered to have passed."""

CANNOT_BE_WRITTEN = "There is a character here that cannot be written. Take it out."


def is_sound(entry: Record, today: date) -> bool:
    """Whether nothing can be said against any fact. Almost always so, and then it costs little."""
    words: list[str] = []
    return _are_sound(entry, today, words) and _may_be_written(words)


def are_sound(entries: Sequence[Record], today: date) -> bool:
    """Whether nothing can be said against any of these, all of one class.

    What many of them say is looked at once.
    """
    if not entries:
        return True
    facts, words = [vars(entry) for entry in entries], list[str]()
    for name, is_value_sound in _quick_looks(type(entries[0])):
        values = set(map(itemgetter(name), facts)) - {None}
        if not all(is_value_sound(value, today, words) for value in values):
            return False
    return _may_be_written(words)


def first_complaint(entry: Record, today: date) -> Refused:
    """What is to be said first against an entry that is not sound."""
    for fact, value, path in every(entry):
        for limit in fact.limits:
            if complaint := limit.complaint(value, today):
                return cast(Refused, complaint.at(*path, *complaint.path))
    for fact, value, path in leaves(entry):
        if malformed := _malformed(fact, value):
            return malformed.at(*path)
    # Its words stay out of the message: a log would keep them.
    raise AssertionError(f"The quick look and the slow one differ on a {type(entry).__name__}.")


def screen(entry: Record, rules: Rules) -> None:
    """Refuse words that no text may hold. Words that were sealed long ago were screened then."""
    for fact, value, path in leaves_of(entry, TEXTS):
        if words := value.words if isinstance(value, Sealed) else value:
            look = _look_over if isinstance(value, Sealed) else _look_over_once
            try:
                look(words, rules, fact.may_name or fact.word is ProviderId)
            except Refused as refused:
                raise refused.at(*path) from None


def _look_over(words: str, rules: Rules, may_name: bool) -> None:
    if refused := complaint(words, rules, may_name=may_name):
        raise refused


_look_over_once = lru_cache(MOST_KEPT)(_look_over)
"""Remembers what has passed, such as a provider. Neither sealed nor refused words are kept."""


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


def _may_be_written(words: list[str]) -> bool:
    together = " ".join(words)  # neither pattern has a space, so none spans two texts
    is_writable = together.isprintable() or not UNWRITABLE.search(together)
    return is_writable and not PUPIL_NUMBER.search(together)


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
            return _look_at_name(fact.word)
        case () if issubclass(fact.word, Code) and not fact.many:
            return lambda value, today, words: value.is_known
    return _look_at_any(fact)


def _look_at_words(low: int, high: int) -> QuickLook:
    def look(value: Any, today: date, words: list[str]) -> bool:
        words.append(value)
        return low <= len(value) <= high

    return look


def _look_at_any(fact: Fact) -> QuickLook:
    complaints = [limit.complaint for limit in fact.limits]
    is_one_sound, is_many = _look_at_one(fact), fact.many

    def look(value: Any, today: date, words: list[str]) -> bool:
        for complain in complaints:
            if complain(value, today):
                return False
        if is_one_sound is None:
            return True
        items = value if is_many else (value,)
        return all(is_one_sound(item, today, words) for item in items)

    return look


def _look_at_one(fact: Fact) -> QuickLook | None:
    """How one value is looked at; None where its limits are all that there is to it."""
    if fact.is_record:
        return _are_sound
    if not issubclass(fact.word, str | Sealed):
        return None
    if issubclass(fact.word, Identifier):
        return _look_at_name(fact.word)
    return lambda value, today, words: _malformed(fact, value) is None


def _look_at_name(kind: type[Identifier]) -> QuickLook:
    fits = kind.FORM.fullmatch
    return lambda value, today, words: fits(value) is not None
