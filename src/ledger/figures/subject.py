"""Of what a figure tells: a school, a pair, a trust, a collaboration, or the whole ledger.

A receipt names it in one word: `school:900001`, `pair:900001+900002`, `trust:9101` or `all`. A
collaboration is named by the position at which it began, `collaboration:4`, and where its terms
matter by the school whose terms it keeps: `collaboration:4+900001`.
"""

from __future__ import annotations

from typing import NamedTuple

ALL = "all"


class Subject(NamedTuple):
    """A name, taken apart."""

    kind: str
    first: str
    second: str
    """The other school of a pair, or the school whose terms a collaboration keeps."""


def school(urn: str) -> str:
    """How a school is named."""
    return f"school:{urn}"


def pair(one: str, other: str) -> str:
    """How two schools are named; the terms are those of the first."""
    return f"pair:{one}+{other}"


def trust(uid: str) -> str:
    """How a trust is named: by the schools that are in it on the day asked about."""
    return f"trust:{uid}"


def collaboration(position: int, whose_terms: str = "") -> str:
    """How a collaboration is named: by where it began."""
    return f"collaboration:{position}+{whose_terms}" if whose_terms else f"collaboration:{position}"


def read(about: str) -> Subject:
    """What a name says. Anybody can write one by hand, so it may name nothing."""
    kind, _, named = str(about).partition(":")
    first, _, second = named.partition("+")
    return Subject(kind, first, second)
