"""What a log may say of a fault: what kind it was and where it arose, and no word of a message.

A message often repeats what was being worked on, and that may be somebody's words.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from traceback import extract_tb

DEEPEST = 8
"""Faults that led to one another, as far as they are told."""


def told(fault: BaseException) -> str:
    """The kinds of a fault and of those that led to it, last first, each with its lines of code."""
    return "\n".join(_one(each) for each in islice(_chain(fault), DEEPEST))


def _chain(fault: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while fault is not None and id(fault) not in seen:
        seen.add(id(fault))
        yield fault
        fault = fault.__cause__ or fault.__context__


def _one(fault: BaseException) -> str:
    lines = [f"  {at.filename}:{at.lineno} {at.name}" for at in extract_tb(fault.__traceback__)]
    return "\n".join([type(fault).__qualname__ + _code(fault), *lines])


def _code(fault: BaseException) -> str:
    """The code that a database gives with its message: it names the fault and nothing else."""
    code = getattr(fault, "sqlstate", None) or getattr(fault, "sqlite_errorname", None)
    return f" ({code})" if code else ""
