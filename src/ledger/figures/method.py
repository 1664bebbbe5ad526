"""Methods: the named ways to work out a figure. One that changes gets a new number; the old stays.

A receipt is the question itself with a digest of the answer. Nothing is stored when a figure is
read: to open a receipt is to ask again at the same position, and to compare. It also says whether
whoever got it saw all of the record, their own part or what is public, and nothing else of them.
"""

from __future__ import annotations

import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from datetime import date
from hashlib import sha256
from inspect import Parameter, signature
from typing import Any, NamedTuple

from ledger.domain.identifiers import AcademicYear
from ledger.domain.record import Code
from ledger.figures.calling import as_called
from ledger.figures.figure import Figure, Measured
from ledger.projections.scope import Reach
from ledger.projections.snapshot import Snapshot

DIGITS = 32
"""Hexadecimal digits of the digest in a receipt: 128 bits, beyond any forger."""

LONGEST = 2_000
"""Characters of a receipt that are looked at. Ours have about 150."""


YEARS = range(1000, 3000)
"""Those in which a day can be asked about: whatever is counted from it is still a day."""

IMPOSSIBLE = re.compile(r"[\ud800-\udfff]|\\u00|\d{19}")
"""What no argument has: half a character, a control character, a number that no column holds."""


FORMS: dict[str, Callable[[str], object]] = {
    "earliest": date.fromisoformat,
    "latest": date.fromisoformat,
    "since": date.fromisoformat,
    "year": AcademicYear.parse,
}
"""How an argument is read that is a text of some form, wherever a method has one of this name."""


class NoSuchReceipt(ValueError):
    """The text is no receipt of this ledger; the message says so plainly."""


Answer = Callable[..., Measured]
Asked = Callable[..., Figure]


class Method(NamedTuple):
    """A named way to work out a figure."""

    name: str
    """Such as `engagement.coverage`."""
    version: int
    formula: str
    """The formula in words, for whoever wants to work it out again."""
    answer: Answer
    is_of_asker: bool = False
    """Whether it tells of whoever asks, so that others are told of themselves."""

    @property
    def code(self) -> str:
        """Name and version, as a receipt has them."""
        return f"{self.name}/{self.version}"

    def ask(self, now: Snapshot, **arguments: Any) -> Figure:
        """The figure at a snapshot. Arguments are plain values, so that a receipt can name them."""
        question = [self.code, arguments, now.known_by, now.happened_by.isoformat()]
        found = self.answer(now, **as_called(now, arguments))
        how_sure = 0 if found.value is None else found.security
        found = replace(found, security=how_sure, sources=tuple(sorted(set(found.sources))))
        told = {field.name: getattr(found, field.name) for field in fields(Measured)}
        digest = sha256(_canonical([question, told])).hexdigest()
        named = urlsafe_b64encode(_canonical(question)).decode().rstrip("=")
        reach = Reach.OWN if self.is_of_asker else now.scope.reach
        receipt = f"{named}.{digest[:DIGITS]}.{reach}"
        return Figure(**told, method=self.code, digest=digest, receipt=receipt)


METHODS: dict[str, Method] = {}
"""Every method by its code. A receipt that was given once must find its method for ever."""


def method(code: str, formula: str, is_of_asker: bool = False) -> Callable[[Answer], Method]:
    """Make a function a method; its arguments beside the snapshot are given by name."""
    name, _, version = code.partition("/")

    def named(answer: Answer) -> Method:
        assert code not in METHODS, f"{code} is there twice"
        METHODS[code] = made = Method(name, int(version), formula, answer, is_of_asker)
        return made

    return named


class ReceiptDoubt(Code):
    """Why a receipt opens as another answer than the one it was given for."""

    RIGHTS_MAY_DIFFER = "rights_may_differ"
    """The asker may see less, or more, than whoever was given it."""
    ANSWER_DIFFERS = "answer_differs"
    """Both see all, or both see what is public; so it should have been the same."""


class Given(NamedTuple):
    """What a receipt holds of the answer that it was given for."""

    digest: str
    reach: str
    """How much of the record whoever got it saw; empty where an old receipt does not say."""


class Reopened(NamedTuple):
    """What a receipt was given for, asked again."""

    figure: Figure
    doubt: ReceiptDoubt | None
    """Why the answer is not the one that the receipt was given for; None if it is."""

    @property
    def is_same(self) -> bool:
        """Whether the answer is the one that the receipt was given for."""
        return self.doubt is None


def reopen(now: Snapshot, receipt: str) -> Reopened:
    """Ask again what a receipt was given for, with the rights of whoever asks now.

    `now` gives the connection and the scope; the receipt names both clocks. Raises `NoSuchReceipt`.
    """
    code, arguments, known_by, happened_by, given = _read(receipt)
    if known_by > now.known_by:
        raise NoSuchReceipt("That receipt speaks of a position that is not known yet.")
    then = Snapshot(now.connection, known_by, happened_by, now.scope, now.limits)
    found = METHODS[code].ask(then, **arguments)
    return Reopened(found, _doubt(found, given))


def _doubt(found: Figure, given: Given) -> ReceiptDoubt | None:
    if found.digest[:DIGITS] == given.digest:
        return None
    reach = found.receipt.rpartition(".")[2]
    is_sure = reach == given.reach and reach != Reach.OWN
    return ReceiptDoubt.ANSWER_DIFFERS if is_sure else ReceiptDoubt.RIGHTS_MAY_DIFFER


def _read(receipt: str) -> tuple[str, Mapping[str, Any], int, date, Given]:
    wrong = NoSuchReceipt("That is no receipt of this ledger. Take it from `receipt`.")
    named, _, answer = receipt.partition(".")
    digest, has_reach, reach = answer.partition(".")
    if len(receipt) > LONGEST or len(digest) != DIGITS:
        raise wrong
    if has_reach and reach not in set(Reach):
        raise wrong
    try:
        told = json.loads(urlsafe_b64decode(named + "=" * (-len(named) % 4)))
        code, arguments, known_by, happened_by = told
        day, asked = date.fromisoformat(happened_by), METHODS[code]
    except (ValueError, TypeError, LookupError, RecursionError) as fault:
        raise wrong from fault
    if type(known_by) is not int or day.year not in YEARS or not _fits(asked.answer, arguments):
        raise wrong
    return code, arguments, known_by, day, Given(digest, reach)


def _fits(answer: Answer, arguments: Mapping[str, Any]) -> bool:
    """Whether a method can be asked with these. Anybody can write a receipt by hand."""
    if not isinstance(arguments, dict) or IMPOSSIBLE.search(_plain(arguments)):
        return False
    asked = signature(answer)
    try:
        asked.bind(None, **arguments)
    except TypeError:
        return False
    return all(_is_for(asked.parameters[name], value) for name, value in arguments.items())


def _is_for(asked: Parameter, value: Any) -> bool:
    """Whether a value is of the kind and the form that is asked for."""
    if asked.annotation in ("str", "int") and type(value).__name__ != asked.annotation:
        return False
    if value == asked.default or asked.name not in FORMS:
        return True
    try:
        return bool(FORMS[asked.name](value))
    except ValueError:
        return False


def _canonical(value: Any) -> bytes:
    return _plain(value).encode()


def _plain(value: Any) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)
