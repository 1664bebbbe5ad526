"""Days, numbers and names as a sentence has them."""

from __future__ import annotations

from datetime import date

FEWEST_FOR_PERCENTAGE = 20
"""Of fewer things a share is told by how many they are: one more or less would move it by five."""


def on(day: date) -> str:
    """A day as people in England write it."""
    return f"{day.day} {day:%B %Y}"


def counted(many: int, thing: str) -> str:
    """How many things of a regular plural there are: `one piece`, `3 pieces`."""
    return f"one {thing}" if many == 1 else f"{many} {thing}s"


def listing(names: list[str]) -> str:
    """Names as a sentence has them: `a`, `a and b`, `a, b and c`."""
    return " and ".join([part for part in (", ".join(names[:-1]), *names[-1:]) if part])
