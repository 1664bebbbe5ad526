"""The door for GraphQL over HTTP: reads a message, asks who sends it, answers in a thread."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from anyio import CapacityLimiter, to_thread
from graphql import GraphQLSyntaxError
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from api.answer import Answer, masked, refusal, told
from api.growing import Growing
from api.identity import NotIdentified
from api.message import Message, Unacceptable, read_message
from api.refusal import BadInput

THREADS = 12
"""Answers worked on at a time. Each holds two connections at most, and the pool has thirty."""

HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
"""An answer is for one person, at one moment, and is nothing but JSON."""


class Front:
    """Serves `/graphql`. The store is synchronous, so each request is one thread's work."""

    def __init__(self, schema: Growing) -> None:
        self._schema = schema
        self._limiter: CapacityLimiter | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            response = await self._respond(Request(scope, receive))
        except Exception as defect:  # past this, a server would log it with all its words
            response = response_of(500, refusal("INTERNAL", masked(defect)))
        await response(scope, receive, send)

    async def _respond(self, request: Request) -> Response:
        try:
            message = await read_message(request)
        except Unacceptable as wrong:
            return response_of(wrong.status, refusal(wrong.code, str(wrong)), wrong.headers)
        except BadInput as wrong:
            return response_of(400, refusal("BAD_USER_INPUT", str(wrong)))
        except GraphQLSyntaxError as wrong:
            return response_of(400, {"errors": [told(wrong)]})
        work = self._work(request, message)
        if self._limiter is None:
            self._limiter = CapacityLimiter(THREADS)
        return await to_thread.run_sync(work, limiter=self._limiter)

    def _work(self, request: Request, message: Message) -> Callable[[], Response]:
        open_context = request.app.state.open_context
        authorization = request.headers.get("authorization")

        def work() -> Response:
            try:
                answered = self._schema.answer(message, lambda: open_context(authorization))
            except NotIdentified as wrong:
                return unidentified(str(wrong))
            except Exception as defect:  # the last door before the caller: nothing leaks out of it
                answered = Answer(500, refusal("INTERNAL", masked(defect)))
            return response_of(answered.status, answered.body)

        return work


def unidentified(sentence: str) -> Response:
    """The answer to a token that says nothing to us."""
    return response_of(
        401,
        refusal("UNAUTHENTICATED", sentence),
        {"WWW-Authenticate": 'Bearer realm="ledger", error="invalid_token"'},
    )


def response_of(
    status: int, body: dict[str, Any], headers: dict[str, str] | None = None
) -> Response:
    """A JSON answer that nobody keeps."""
    return Response(
        json.dumps(body, ensure_ascii=False, separators=(",", ":")),
        status,
        HEADERS | (headers or {}),
        media_type="application/json",
    )
