"""A GraphQL field that is read by a function: its docstring is what the schema says of it."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any, TypeVar, cast

import strawberry

F = TypeVar("F", bound=Callable[..., Any])


def field(read: F) -> F:
    """A field of the type that the function is annotated with."""
    return cast(F, strawberry.field(read, description=inspect.getdoc(read)))


def field_of(graphql_type: Any) -> Callable[[F], F]:
    """A field of another type, for what the default resolver makes of the function's answer."""

    def make(read: F) -> F:
        told = strawberry.field(read, description=inspect.getdoc(read), graphql_type=graphql_type)
        return cast(F, told)

    return make
