"""One thing that no text may hold: what it looks like, and what to do instead."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from ledger.domain.refusal import Refused

ALIKE = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201b\u00b4", "'")
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
)
"""Marks that people use for one another."""


@dataclass(frozen=True, eq=False)
class Pattern:
    """What to look for. It is compiled when first looked for: all of them take a tenth of a second,
    which whoever only reads the ledger need not wait for."""

    form: str
    flags: re.RegexFlag = re.NOFLAG

    def search(self, text: str) -> re.Match[str] | None:
        """Where it first stands in a text."""
        return self._compiled.search(text)

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.form, self.flags)


@dataclass(frozen=True, eq=False)
class Rule:
    """A pattern, and the refusal of a text that has it. Each is only like itself."""

    notices: str
    """What it notices, in plain words."""
    refusal: type[Refused]
    way_out: str
    """The sentence for the person who wrote the text. It never repeats what they wrote."""
    pattern: Pattern


def any_case(*alternatives: str) -> Pattern:
    """A pattern that does not care for capitals. A space in it is any space in a text."""
    return Pattern("|".join(alternatives), re.IGNORECASE)


def exact_case(*alternatives: str) -> Pattern:
    """A pattern that tells capitals from small letters."""
    return Pattern("|".join(alternatives))


def either(*words: str) -> str:
    """One of these words, as a part of a pattern."""
    return f"(?:{'|'.join(words)})"


def folded(text: str) -> str:
    """A text as a reader sees it: one form a letter, nothing invisible, one space between words.

    So no rule is passed by with full-width digits, soft hyphens or a line break.
    """
    if not text.isascii():
        letters = unicodedata.normalize("NFKC", text).translate(ALIKE)
        text = "".join(one for one in letters if unicodedata.category(one) != "Cf")
    return " ".join(text.replace("`", "'").split())
