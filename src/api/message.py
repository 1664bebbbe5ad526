"""Reads a request to `/graphql` from its bytes, and says in plain words what is wrong with them."""

from __future__ import annotations

import json
from typing import Any, NamedTuple, NoReturn

from starlette.requests import Request

from api.guard import check_document, check_variables
from api.refusal import BadInput

LARGEST = 256 * 1024
"""Bytes of a body. The largest act that the rules allow has about a quarter of it."""

MOST_DIGITS = 20
"""Of a whole number. None of ours has more than ten, and long ones are slow to read."""


class Unacceptable(Exception):
    """The request is refused before it is read; with its HTTP status and headers."""

    def __init__(self, status: int, code: str, sentence: str, **headers: str) -> None:
        super().__init__(sentence)
        self.status, self.code, self.headers = status, code, headers


class Message(NamedTuple):
    """One question, or one thing to record."""

    document: str
    variables: dict[str, Any]
    operation: str | None


async def read_message(request: Request) -> Message:
    """The message in a request. Raises `Unacceptable`, or what `parse_message` does."""
    if request.method != "POST":
        raise Unacceptable(405, "METHOD_NOT_ALLOWED", "Send questions by POST.", Allow="POST")
    if _media_type(request) != "application/json" or "content-encoding" in request.headers:
        raise Unacceptable(
            415, "UNSUPPORTED_MEDIA_TYPE", "Send JSON, as Content-Type: application/json."
        )
    return parse_message(await _body(request))


def parse_message(body: bytes) -> Message:
    """The message that these bytes are.

    Raises `BadInput` where they are none, and `GraphQLSyntaxError` where its document is none.
    """
    told = _json(body)
    if not isinstance(told, dict):
        raise BadInput('The body is a JSON object such as {"query": "{ __typename }"}.')
    document = told.get("query")
    if not isinstance(document, str):
        raise BadInput('"query" is the text of a GraphQL document.')
    variables = told.get("variables")
    if not isinstance(variables, dict | None):
        raise BadInput('"variables" is a JSON object.')
    operation = told.get("operationName")
    if not isinstance(operation, str | None):
        raise BadInput('"operationName" is a text.')
    check_variables({"operationName": operation} | (variables or {}))
    check_document(document, operation)
    return Message(document, variables or {}, operation)


def _media_type(request: Request) -> str:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


async def _body(request: Request) -> bytes:
    """The whole body; what is too large is refused before it is kept."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            raise Unacceptable(
                413, "PAYLOAD_TOO_LARGE", f"A body has at most {LARGEST // 1024} KiB."
            )
    return body


def _json(body: bytes) -> Any:
    try:
        text = body.decode()
    except UnicodeDecodeError:
        raise BadInput("The body is not UTF-8.") from None
    try:
        return json.loads(
            text, parse_int=_whole, parse_constant=_no_number, object_pairs_hook=_object
        )
    except RecursionError:
        raise BadInput("The body is nested too deep.") from None
    except json.JSONDecodeError as wrong:
        raise BadInput(f"The body is not JSON: see character {wrong.pos + 1:,}.") from None


def _whole(digits: str) -> int:
    if len(digits) > MOST_DIGITS:
        raise BadInput("There is a number in the body that is too long.")
    return int(digits)


def _no_number(name: str) -> NoReturn:
    raise BadInput(f"{name} is not JSON.")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    told = dict(pairs)
    if len(told) < len(pairs):
        raise BadInput("A name stands twice in one object.")
    return told
