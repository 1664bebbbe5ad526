"""Runs what was asked, and sees to it that no answer says more than a person should read."""

from __future__ import annotations

import logging
import re
from typing import Any, NamedTuple
from uuid import uuid4

import sqlalchemy as sa
import strawberry
from graphql import GraphQLError
from strawberry.types.execution import ExecutionContext, ExecutionResult

from api.context import Context
from api.message import Message
from api.refusal import BadInput
from ledger.log import fault
from ledger.log.contract import OperationalError
from ledger.projections.snapshot import NotYetKnown

LOG = logging.getLogger(__name__)

MOST_ERRORS = 20
"""Told in one answer: whoever reads twenty has enough to mend."""

WHAT_WAS_SENT = re.compile(r"[,;]? (but encountered error|found:).*", re.DOTALL)
"""The end of a complaint about a value, which is not sent back: it may be of any length."""

STATUS = {"BAD_USER_INPUT": 400, "NOT_READY": 503, "UNAVAILABLE": 503, "INTERNAL": 500}
"""What each code is in HTTP. The worst of an answer is its status."""


class Schema(strawberry.Schema):
    """A schema whose errors are told once, below, and not logged with every slip of a caller."""

    def process_errors(
        self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None
    ) -> None:
        """Leave them to `answer`."""


class Answer(NamedTuple):
    """What goes back: an HTTP status and a JSON object."""

    status: int
    body: dict[str, Any]


def ask(schema: Schema, message: Message, context: Context) -> ExecutionResult:
    """Ask, in this thread, on one connection that is closed afterwards."""
    try:
        return schema.execute_sync(
            message.document, message.variables, context, operation_name=message.operation
        )
    finally:
        context.close()


def answer_of(result: ExecutionResult) -> Answer:
    """What goes back of a result."""
    if not result.errors:
        return Answer(200, {"data": result.data})
    errors = [told(error) for error in result.errors[:MOST_ERRORS]]
    status = max(STATUS[error["extensions"]["code"]] for error in errors)
    return Answer(status, {"data": result.data, "errors": errors})


def refusal(code: str, sentence: str) -> dict[str, Any]:
    """The body of an answer to what could not even be asked."""
    return {"errors": [{"message": sentence, "extensions": {"code": code}}]}


def told(error: GraphQLError) -> dict[str, Any]:
    """An error in words that are meant for the caller, with a code that programs may rely on."""
    sentence, code = _sentence(error)
    where: dict[str, Any] = {}
    if error.locations:
        where["locations"] = [{"line": at.line, "column": at.column} for at in error.locations]
    if error.path:
        where["path"] = error.path
    return {"message": sentence, **where, "extensions": {"code": code}}


def _sentence(error: GraphQLError) -> tuple[str, str]:
    match error.original_error:
        case None | GraphQLError():
            return WHAT_WAS_SENT.sub(".", error.message), "BAD_USER_INPUT"
        case BadInput() as wrong:
            return str(wrong), "BAD_USER_INPUT"
        case NotYetKnown():
            return "This is being made ready. Ask again in a moment.", "NOT_READY"
        case OperationalError() | sa.exc.OperationalError() | sa.exc.InterfaceError() as away:
            LOG.error("the database did not answer: %s", fault.told(away))
            return (
                "The database does not answer. Try again, with the same idempotency key: "
                "nothing will be recorded twice.",
                "UNAVAILABLE",
            )
    return masked(error.original_error), "INTERNAL"


def masked(defect: BaseException) -> str:
    """The sentence for a defect of ours. The log says where it arose, under the same number."""
    number = uuid4().hex[:12]
    LOG.error("defect %s: %s", number, fault.told(defect))
    return f"Something went wrong on our side. Quote {number}."
