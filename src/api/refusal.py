"""How the ledger's "no" reaches a front end: as data where a rule says no, else as an error."""

from __future__ import annotations

from enum import Enum
from typing import Any

import strawberry
from strawberry.types import Info
from strawberry.types.field import StrawberryField
from strawberry.utils.str_converters import to_camel_case, to_snake_case

from api.documented import object_type
from ledger.domain.refusal import CODES, Refused


class BadInput(Exception):
    """What was asked has no meaning here; the message says why, in plain words."""


CODE = {code: to_snake_case(code.__name__).upper() for code in CODES}

RefusalCode: Any = strawberry.enum(
    Enum(  # type: ignore[call-overload]
        "RefusalCode",
        {
            name: strawberry.enum_value(name, description=code.__doc__)
            for code, name in CODE.items()
        },
    ),
    description="Which rule refused. Programs may rely on it.",
)


@object_type
class Refusal:
    """The ledger would not record this. Nothing was changed."""

    code: RefusalCode = strawberry.field(description="which rule; for programs")
    sentence: str = strawberry.field(description="why, in plain words, ready to print")
    path: list[str] = strawberry.field(description="where in the input, from the outside in")


class AsRefusal(strawberry.ExceptionHandler[Refused, Refusal]):
    """Lets a mutation simply raise."""

    def handle(self, exception: Refused, *, field: StrawberryField, info: Info) -> Refusal:
        """The refusal as data; its path is told by the names of the input."""
        path = [to_camel_case(name) for name in exception.path]
        return Refusal(code=RefusalCode[CODE[type(exception)]], sentence=str(exception), path=path)
