"""What a document and its variables may be before anything looks at them: the one place for limits.

So far they are limits on size and on what can be written down; how much a question may cost will
stand here too.
"""

from __future__ import annotations

import re
from typing import Any

from graphql.language import (
    ArgumentNode,
    DocumentNode,
    ObjectFieldNode,
    OperationDefinitionNode,
    StringValueNode,
    Visitor,
    parse,
    visit,
)

from api.refusal import BadInput

MOST_CHARACTERS = 65_536
"""Of a document. The longest that one of our pages sends has some 4,000."""

MOST_TOKENS = 5_000
"""Of a document. Each token costs some microseconds to parse and to validate."""

DEEPEST = 32
"""How deep variables may be nested. The deepest input of ours has four levels."""

UNWRITABLE = re.compile("[\x00\ud800-\udfff]")
"""What PostgreSQL or UTF-8 cannot hold. Refused before a database sees it, so alike on both."""

NAMED = (ArgumentNode, ObjectFieldNode)
"""Where a string can stand."""


def check_document(text: str, operation: str | None) -> None:
    """Refuse a document that is too long, that nobody can write down, or that names no operation.

    Raises `BadInput`, or the `GraphQLSyntaxError` of what is no document.
    """
    if len(text) > MOST_CHARACTERS:
        raise BadInput(f"A document has at most {MOST_CHARACTERS:,} characters.")
    if UNWRITABLE.search(text):
        raise BadInput("The document has a character that cannot be written. Take it out.")
    document = parse(text, max_tokens=MOST_TOKENS, allow_empty_selection_sets=False)
    if "\\u" in text:  # only an escape can still be such a character
        visit(document, _Strings())
    _check_operation(document, operation)


class _Strings(Visitor):
    """Looks at every string in a document."""

    def enter_string_value(
        self, node: StringValueNode, _key: Any, parent: Any, _path: Any, above: list[Any]
    ) -> None:
        """Refuse a string that cannot be written down, and name the argument it is for."""
        if UNWRITABLE.search(node.value):
            parts = [part for part in (*above, parent) if isinstance(part, NAMED)]
            raise _unwritable(".".join(part.name.value for part in parts))


def _check_operation(document: DocumentNode, name: str | None) -> None:
    names = [
        part.name.value if part.name else None
        for part in document.definitions
        if isinstance(part, OperationDefinitionNode)
    ]
    if name is None and len(names) > 1:
        raise BadInput("The document has several operations: say which one is meant.")
    if not names or name not in (None, *names):
        raise BadInput("The document has no such operation.")


def check_variables(variables: dict[str, Any]) -> None:
    """Refuse variables that are nested too deep, or have such a string in them."""
    open_values: list[tuple[Any, str, int]] = [(variables, "", 0)]
    while open_values:
        value, path, depth = open_values.pop()
        if depth > DEEPEST:
            raise BadInput(f"Variables are nested at most {DEEPEST} levels deep.")
        if isinstance(value, str) and UNWRITABLE.search(value):
            raise _unwritable(path)
        if isinstance(value, dict):
            if any(UNWRITABLE.search(key) for key in value):
                raise _unwritable(path)
            open_values += [(item, _under(path, key), depth + 1) for key, item in value.items()]
        if isinstance(value, list):
            open_values += [(item, _under(path, str(n)), depth + 1) for n, item in enumerate(value)]


def _under(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def _unwritable(where: str) -> BadInput:
    there = f" in {where}" if where else ""
    return BadInput(f"There is a character{there} that cannot be written. Take it out.")
