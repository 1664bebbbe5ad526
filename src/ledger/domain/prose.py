"""Days and names as a sentence has them."""

from __future__ import annotations

from datetime import date


def on(day: date) -> str:
    """A day as people in England write it."""
    return f"{day.day} {day:%B %Y}"


def listing(names: list[str]) -> str:
    """Names as a sentence has them: `a`, `a and b`, `a, b and c`."""
    return " and ".join([part for part in (", ".join(names[:-1]), *names[-1:]) if part])
