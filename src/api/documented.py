"""GraphQL types and fields whose docstrings are what the schema says of them."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from types import ModuleType
from typing import Any, TypeVar, cast, dataclass_transform

import strawberry
from strawberry.types.field import StrawberryField

F = TypeVar("F", bound=Callable[..., Any])
T = TypeVar("T", bound=type)


@dataclass_transform(
    order_default=True, kw_only_default=True, field_specifiers=(strawberry.field, StrawberryField)
)
def object_type(kind: T) -> T:
    """A type of things that can be read."""
    _evaluate(kind)
    return strawberry.type(kind, description=inspect.getdoc(kind))


@dataclass_transform(
    order_default=True, kw_only_default=True, field_specifiers=(strawberry.field, StrawberryField)
)
def input_type(kind: T) -> T:
    """A type of things that can be sent."""
    return strawberry.input(kind, description=inspect.getdoc(kind))


@dataclass_transform(
    order_default=True, kw_only_default=True, field_specifiers=(strawberry.field, StrawberryField)
)
def interface_type(kind: T) -> T:
    """What several types have in common."""
    return strawberry.interface(kind, description=inspect.getdoc(kind))


def field(read: F) -> F:
    """A field of the type that the function is annotated with."""
    return cast(F, described(read, inspect.getdoc(read)))


def described(read: Callable[..., Any], description: str | None) -> Any:
    """The same with a description that was put together."""
    _evaluate(read)
    return strawberry.field(read, description=description)


def field_of(graphql_type: Any) -> Callable[[F], F]:
    """A field of another type, for what the default resolver makes of the function's answer."""

    def make(read: F) -> F:
        _evaluate(read)
        told = strawberry.field(read, description=inspect.getdoc(read), graphql_type=graphql_type)
        return cast(F, told)

    return make


def _evaluate(told: Any) -> None:
    """Read the annotations once: Strawberry reads their text anew whenever it asks for a type."""
    module = sys.modules[told.__module__]
    with suppress(NameError):  # one stands further down, and Strawberry waits until it is there
        told.__annotations__ = {
            name: _meant(words, module) if isinstance(words, str) else words
            for name, words in inspect.get_annotations(told).items()
        }


@cache
def _meant(words: str, module: ModuleType) -> Any:
    """What an annotation means in a module. Most stand there many times, such as `str`."""
    return eval(words, vars(module))  # noqa: S307 (words of our own code)
