"""By what schools, people and acts are named. Each name has a form, so that a slip is seen."""

from __future__ import annotations

import re
from typing import ClassVar, Self
from uuid import UUID


class Identifier(str):
    """A name that a program gives to something. Its form is fixed, so that a slip is noticed."""

    FORM: ClassVar[re.Pattern[str]]
    HINT: ClassVar[str]
    """What the form is, in plain words."""

    @classmethod
    def parse(cls, text: object) -> Self:
        """The identifier that a caller wrote; `ValueError` with a plain sentence if it is none."""
        if not isinstance(text, str) or not cls.FORM.fullmatch(text):
            raise ValueError(cls.HINT)
        return cls(text)


class SchoolId(Identifier):
    """A school, by its Unique Reference Number (URN): six digits."""

    FORM = re.compile(r"[0-9]{6}")
    HINT = "A school is named by its URN: six digits."


class TrustId(Identifier):
    """A trust or another group of schools, by its UID in the register of schools."""

    FORM = re.compile(r"[0-9]{1,8}")
    HINT = "A trust is named by its UID: up to eight digits."


class PersonId(Identifier):
    """A member of staff, by a random reference. Never a name, never a pupil."""

    FORM = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
    HINT = "A person is named by the reference that the ledger gave them."


class ProviderId(Identifier):
    """Whoever is paid for expertise, by a short reference such as `dover-geography`."""

    FORM = re.compile(r"[a-z0-9][a-z0-9-]{1,59}")
    HINT = "A provider is named by lower-case letters, digits and hyphens, 2 to 60 of them."


class Digest(Identifier):
    """The SHA-256 of something that is kept elsewhere: 64 hexadecimal digits."""

    FORM = re.compile(r"[0-9a-f]{64}")
    HINT = "A digest is 64 hexadecimal digits in lower case."


class TimeOfDay(Identifier):
    """A time on the clock, in London."""

    FORM = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
    HINT = "A time is written like 16:30."


class AcademicYear(Identifier):
    """An academic year, by the two calendar years that it touches: `2025/26`."""

    FORM = re.compile("|".join(f"{year}/{(year + 1) % 100:02d}" for year in range(2000, 2100)))
    HINT = "An academic year is written like 2025/26."

    @property
    def began(self) -> int:
        """The calendar year in which it began."""
        return int(self[:4])


class SampleCode(Identifier):
    """A piece of pupils' work, by a code drawn at random: no initials, no number of a pupil."""

    FORM = re.compile(r"(?=.*[a-z])(?=.*[0-9])(?!.*[0-9]{4})[0-9bcdfghjkmnpqrstvwxz]{8}")
    HINT = (
        "A piece of work is named by eight letters and digits drawn at random, such as k7x2m9qd: "
        "no vowels and no four digits in a row."
    )


class JudgeCode(Identifier):
    """Who judges pupils' work in a school, by a letter and a number. Never a name."""

    FORM = re.compile(r"J[0-9]{1,3}")
    HINT = "A judge is named by J and a number, such as J3."


class FieldName(Identifier):
    """The name of a fact: `plannedFor` in the schema, `planned_for` in the store."""

    FORM = re.compile(r"[a-z][a-zA-Z0-9_]{0,59}")
    HINT = "A fact is named as in the schema, such as `minutes`."

    @classmethod
    def parse(cls, text: object) -> Self:
        """The stored name, from the one that the schema has."""
        return cls(re.sub("[A-Z]", lambda big: f"_{big[0].lower()}", super().parse(text)))


class Place(Identifier):
    """Where in an entry something stands: `tried` in it, or `outcomes.0.statement` deeper down."""

    FORM = re.compile(r"[a-z][a-zA-Z0-9_]{0,59}(\.[a-zA-Z0-9_]{1,60}){0,8}")
    HINT = "A place is named from the outside in, such as `tried` or `outcomes.0.statement`."

    @classmethod
    def parse(cls, text: object) -> Self:
        """The stored names, from those that the schema has."""
        return cls(re.sub("[A-Z]", lambda big: f"_{big[0].lower()}", super().parse(text)))


class CollaborationId(UUID):
    """A collaboration, by the id of the entry that began it."""


class ActId(UUID):
    """An act, by the id of the entry that opened it."""


class CitedAct(UUID):
    """An earlier act that this one builds on: it is orphaned, should that one be withdrawn."""


class ReplacedAct(UUID):
    """An earlier act in whose place this one stands, since that one was withdrawn or called off."""


class EntryId(UUID):
    """Any one entry in the ledger."""
