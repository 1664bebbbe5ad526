"""Pages of a long list, by the Relay rules: an edge a thing, and a cursor to go on from."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from datetime import date
from typing import Annotated, Any, Generic, TypeVar

import strawberry

from api.documented import field, object_type
from api.guard import UNWRITABLE
from api.refusal import BadInput

T = TypeVar("T")
R = TypeVar("R")

USUAL = 50
"""Things on a page, if nobody says how many."""

MOST = 100
"""Things on a page, whoever asks."""

First = Annotated[int, strawberry.argument(description="how many, from 1 to 100")]
After = Annotated[
    str | None, strawberry.argument(description="the cursor of the last one that you have")
]


def _text(part: Any) -> str:
    if not isinstance(part, str) or UNWRITABLE.search(part):
        raise ValueError(part)
    return part


def _position(part: Any) -> int:
    if not isinstance(part, int) or isinstance(part, bool) or not 0 <= part < 2**47:
        raise ValueError(part)
    return part


PARSERS: dict[type, Callable[[Any], Any]] = {
    date: date.fromisoformat,
    str: _text,
    int: _position,
}
"""How a part of a cursor is read, by what it is."""


@object_type
class PageInfo:
    """Where a page stands in its list."""

    has_next_page: bool = strawberry.field(description="whether more come after it")
    has_previous_page: bool = strawberry.field(description="whether something came before it")
    start_cursor: str | None = strawberry.field(description="the cursor of its first thing")
    end_cursor: str | None = strawberry.field(description="the cursor to go on from")


@object_type
class Edge(Generic[T]):
    """A thing in a list, with its place."""

    cursor: str = strawberry.field(description="its place in the list")
    node: T = strawberry.field(description="the thing itself")


@object_type
class Connection(Generic[T]):
    """A page of a list."""

    edges: list[Edge[T]] = strawberry.field(description="the things, with their places")
    page_info: PageInfo = strawberry.field(description="where the page stands in the list")
    count: strawberry.Private[Callable[[], int]]

    @field
    def nodes(self) -> list[T]:
        """The things, without their places."""
        return [edge.node for edge in self.edges]

    @field
    def total_count(self) -> int:
        """How many there are on all pages."""
        return self.count()


def check_first(first: int) -> int:
    """How many rows to read for a page of so many: one more, to see whether there are."""
    if not 1 <= first <= MOST:
        raise BadInput(f"A page has from 1 to {MOST} things; `first` says how many.")
    return first + 1


def connection(
    nodes: Sequence[tuple[str, T]], first: int, after: str | None, count: Callable[[], int]
) -> Connection[T]:
    """A page of `first` things out of those that were read, each with its cursor."""
    edges = [Edge(cursor=cursor, node=node) for cursor, node in nodes[:first]]
    info = PageInfo(
        has_next_page=len(nodes) > first,
        has_previous_page=after is not None,
        start_cursor=edges[0].cursor if edges else None,
        end_cursor=edges[-1].cursor if edges else after,
    )
    return Connection(edges=edges, page_info=info, count=count)


def cursor_of(*key: Any) -> str:
    """The place of a thing whose key this is: opaque to others, so that it can change."""
    return urlsafe_b64encode(json.dumps(key, default=str).encode()).decode().rstrip("=")


def key_of(cursor: str, *kinds: type) -> tuple[Any, ...]:
    """The key that a cursor holds, whose parts are of these kinds."""
    try:
        told = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        parts = zip(told, kinds, strict=True)
        key = tuple(PARSERS[kind](part) for part, kind in parts)
    except (ValueError, TypeError, RecursionError) as wrong:
        raise BadInput("That is no cursor of this list. Take it from `endCursor`.") from wrong
    return key
