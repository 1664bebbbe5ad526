"""What a document and its variables may be before anything looks at them: the one place for limits.

So far they are limits on size and on what can be written down; how much a question may cost will
stand here too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from graphql import GraphQLSyntaxError
from graphql.language import Lexer, Source, TokenKind

from api.refusal import BadInput

MOST_CHARACTERS = 65_536
"""Of a document. The longest that one of our pages sends has some 4,000."""

MOST_TOKENS = 5_000
"""Of a document. Each token costs some microseconds to parse and to validate."""

DEEPEST = 32
"""How deep variables may be nested. The deepest input of ours has four levels."""

UNWRITABLE = re.compile("[\x00\ud800-\udfff]")
"""What PostgreSQL or UTF-8 cannot hold. Refused before a database sees it, so alike on both."""

STRINGS = (TokenKind.STRING, TokenKind.BLOCK_STRING)


def check_document(document: str) -> None:
    """Refuse a document that is too long, or has a string in it that nobody can write down.

    Raises `BadInput`. What is no document at all is left to the parser to say.
    """
    if len(document) > MOST_CHARACTERS:
        raise BadInput(f"A document has at most {MOST_CHARACTERS:,} characters.")
    if UNWRITABLE.search(document):
        raise BadInput("The document has a character that cannot be written. Take it out.")
    name = ""
    for count, (kind, value) in enumerate(_tokens(document)):
        if count >= MOST_TOKENS:
            raise BadInput(f"A document has at most {MOST_TOKENS:,} tokens.")
        if kind in STRINGS and UNWRITABLE.search(value):
            raise _unwritable(name)
        name = value if kind is TokenKind.NAME else name


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


def _tokens(document: str) -> Iterator[tuple[TokenKind, str]]:
    lexer = Lexer(Source(document))
    with suppress(GraphQLSyntaxError):
        while (token := lexer.advance()).kind is not TokenKind.EOF:
            yield token.kind, token.value or ""


def _under(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def _unwritable(where: str) -> BadInput:
    there = f" in {where}" if where else ""
    return BadInput(f"There is a character{there} that cannot be written. Take it out.")
