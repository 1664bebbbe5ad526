"""How good a provider is, told fairly: little evidence counts for little.

A single glowing review says hardly anything, so a provider's mean is drawn towards that of all
providers, the more so the fewer reviews there are. Nothing is published before three schools have
said what they think (`domain.md` 3.6).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from statistics import fmean
from typing import NamedTuple

from ledger.statistics import given
from ledger.statistics.no_answer import TooFew

DRAWN = 4
"""The mean of all providers counts as much as so many reviews."""

FEWEST_SCHOOLS = 3
"""Nothing is published that fewer schools have said."""

RETURN_TERMS = 3
"""A school that commissions again within so many terms has come back."""


class Rating(NamedTuple):
    """What schools think of a provider, on the scale of the reviews."""

    schools: int
    mean: float
    drawn_mean: float
    """Drawn towards the mean of all providers; the one to compare with."""


class Returned(NamedTuple):
    """How many schools came back."""

    schools: int
    """Those that have come back, and those that have had the time to."""
    returned: int

    @property
    def share(self) -> float:
        """0 to 1."""
        return self.returned / self.schools


def drawn_mean(reviews: int, mean: float, of_all: float) -> float:
    """(n · mean + 4 · mean of all) / (n + 4), on the scale of the reviews."""
    given.count(reviews)
    return (reviews * given.number(mean) + DRAWN * given.number(of_all)) / (reviews + DRAWN)


def rating(reviews: Mapping[str, Sequence[float]], of_all: float) -> Rating:
    """The rating from each school's reviews. `TooFew` below three schools.

    A school counts once, with the mean of what it said, so that nobody rates by writing often.
    """
    said = [fmean(map(given.number, by)) for by in reviews.values() if by]
    given.count(len(said), FEWEST_SCHOOLS, "schools")
    mean = fmean(said)
    return Rating(len(said), mean, drawn_mean(len(said), mean, of_all))


def delivery(held: int, promised: int) -> float:
    """The share of promised follow-ups that were held; above 1 where more were held."""
    given.count(held)
    return held / given.count(promised, 1, "promised follow-ups")


def fidelity(proven: int, declared: int) -> float:
    """The share of what the provider said it would do that was seen to be done, 0 to 1."""
    given.count(declared, 1, "declared mechanisms")
    return given.number(proven, 0, declared) / declared


def return_rate(commissions: Mapping[str, Sequence[int]], term: int) -> Returned:
    """How many schools commissioned again within three terms.

    Commissions are the numbers of the terms in which a school had them; `term` is the last that is
    over. A school that has not come back and may still do so is not counted.
    """
    schools = returned = 0
    for terms in commissions.values():
        ordered = sorted(terms)
        has_returned = any(b - a <= RETURN_TERMS for a, b in pairwise(ordered))
        had_time = bool(ordered) and ordered[0] + RETURN_TERMS <= term
        schools += has_returned or had_time
        returned += has_returned
    if not schools:
        raise TooFew("No school has had the time to come back.")
    return Returned(schools, returned)
