"""What may be asked: the limits that numbers have to keep before anything is worked out.

There is one limit for what is shown of groups of pupils or staff: ten of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from ledger.statistics.no_answer import Impossible, NoSpread, TooFew

FEWEST_SHOWN = 10
"""Nothing is shown of a smaller group of people, not even how many they are."""

LARGEST = 1e9
"""Beyond this nothing in a school is counted or measured."""

LEAST_SPREAD = 1e-9
"""A spread below this is a rounding error and not a spread."""


def is_shown(people: int) -> bool:
    """Whether a group is large enough for something to be shown of it."""
    return people >= FEWEST_SHOWN


def number(value: float, least: float = -LARGEST, most: float = LARGEST) -> float:
    """The number itself. `Impossible` outside the bounds, and for what is no number."""
    if not least <= value <= most:
        raise Impossible(f"{value} is not a number from {least:g} to {most:g}.")
    return value


def count(many: int, least: int = 0, what: str = "of them") -> int:
    """The count itself. `TooFew` below the least, `Impossible` below nought or beyond bounds."""
    number(many, 0)
    if many < least:
        raise TooFew(f"There are {many} {what}; it takes {least} or more.")
    return many


def people(*groups: int) -> None:
    """`TooFew` unless every group is large enough to be shown; it does not say how many it has."""
    for group in groups:
        if not is_shown(int(number(group, 0))):
            raise TooFew(f"A group has fewer than {FEWEST_SHOWN} people.")


def spread(*deviations: float) -> None:
    """`NoSpread` unless every standard deviation is more than nought."""
    for deviation in deviations:
        if number(deviation, 0) < LEAST_SPREAD:
            raise NoSpread("All results are the same, so there is no spread to measure against.")


def pairs(left: Sequence[object], right: Sequence[object]) -> None:
    """`Impossible` unless both have the same length."""
    if len(left) != len(right):
        raise Impossible(f"{len(left)} and {len(right)} do not go in pairs.")
