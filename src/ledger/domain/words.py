"""The small words every act is written in. A word means the same wherever it stands."""

from __future__ import annotations

import re
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, ClassVar, NoReturn, Self, dataclass_transform
from uuid import UUID

from ledger.domain.refusal import NotWellFormed, NotYet, OutOfRange, Refused, SmallGroup


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


class Pence(int):
    """Money in whole pence, sterling."""


LETTERS = frozenset({"ceo", "cpd", "dfe", "eal", "ect", "eef", "send", "tdt"})
"""Parts of codes that are spelt letter by letter."""


class Code(StrEnum):
    """A closed list of short codes. A code that a later release took out is still read."""

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        """What an old entry says stays readable, as `UNKNOWN_<value>`."""
        if not isinstance(value, str):
            return None
        unknown = str.__new__(cls, value)
        unknown._name_, unknown._value_ = f"UNKNOWN_{value}", value
        return unknown

    @property
    def is_known(self) -> bool:
        """Whether this release has the code."""
        return self._name_ in type(self).__members__

    @property
    def words(self) -> str:
        """The code as a sentence has it."""
        parts = self._value_.split("_")
        return " ".join(part.upper() if part in LETTERS else part for part in parts)


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Record:
    """Facts that belong together. Every subclass is a frozen dataclass, without a decorator.

    What a dataclass can do is written here once: there are hundreds of them, and to compile the
    same methods for each keeps every process waiting.
    """

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]
    DEFAULTS: ClassVar[dict[str, Any]]
    """What each fact is if nothing is said of it; `MISSING` for one that has to be said."""

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        dataclass(init=False, repr=False, eq=False, kw_only=True)(cls)
        cls.DEFAULTS = {fact.name: fact.default for fact in fields(cls)}

    def __init__(self, **told: Any) -> None:
        facts = self.DEFAULTS | told
        if unknown := facts.keys() - self.DEFAULTS:
            raise TypeError(f"{type(self).__name__} has no {', '.join(sorted(unknown))}")
        if missing := [name for name, fact in facts.items() if fact is MISSING]:
            raise TypeError(f"{type(self).__name__} has to have {', '.join(missing)}")
        vars(self).update(facts)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise FrozenInstanceError(f"{type(self).__name__}.{name} stays as it is")

    def __delattr__(self, name: str) -> NoReturn:
        raise FrozenInstanceError(f"{type(self).__name__}.{name} stays as it is")

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and vars(self) == vars(other)

    def __hash__(self) -> int:
        return hash(tuple(vars(self)[name] for name in self.DEFAULTS))

    def __repr__(self) -> str:
        facts = (f"{name}={vars(self)[name]!r}" for name in self.DEFAULTS)
        return f"{type(self).__name__}({', '.join(facts)})"


@dataclass(frozen=True)
class Sealed:
    """Words by or about a person. The ledger keeps a commitment; the words can be forgotten."""

    words: str | None = field(default=None, repr=False)
    commitment: str | None = None


@dataclass(frozen=True)
class Between:
    """The least and the most: of a number its value, of words or a list their length."""

    low: int
    high: int

    def complaint(self, value: Any, today: date) -> Refused | None:
        """What is wrong with the value, if something is."""
        if isinstance(value, Sealed):
            # Words that were sealed long ago were counted then.
            value = "?" * self.low if value.words is None else value.words
        if isinstance(value, Decimal) and value.is_nan():
            return NotWellFormed("A number, please.")
        size = value if isinstance(value, int | Decimal) else len(value)
        if self.low <= size <= self.high:
            return None
        what = " characters" if isinstance(value, str) else ""
        what = " of them" if isinstance(value, tuple) else what
        return OutOfRange(f"From {self.low:,} to {self.high:,}{what}, please.")


@dataclass(frozen=True)
class NotInFuture:
    """A day that must have come when the entry is recorded."""

    def complaint(self, value: date, today: date) -> Refused | None:
        """What is wrong with the day, if something is."""
        return NotYet(f"{on(value)} has not come yet.") if value > today else None


@dataclass(frozen=True)
class Places:
    """How many decimal places a number may have."""

    most: int

    def complaint(self, value: Decimal, today: date) -> Refused | None:
        """What is wrong with the number, if something is."""
        exponent = value.as_tuple().exponent
        if isinstance(exponent, int) and -exponent <= self.most:
            return None
        return NotWellFormed(f"At most {self.most} decimal places, please.")


@dataclass(frozen=True)
class Each:
    """A limit on every member of a list."""

    limit: Any

    def complaint(self, value: tuple[Any, ...], today: date) -> Refused | None:
        """What is wrong with the first member that is wrong."""
        found = (self.limit.complaint(item, today) for item in value)
        return next((complaint for complaint in found if complaint), None)


@dataclass(frozen=True)
class Distinct:
    """No member of a list may stand in it twice."""

    def complaint(self, value: tuple[Any, ...], today: date) -> Refused | None:
        """Whether a member stands there twice."""
        return None if len(set(value)) == len(value) else NotWellFormed("Name each only once.")


def on(day: date) -> str:
    """A day as people in England write it."""
    return f"{day.day} {day:%B %Y}"


def listing(names: list[str]) -> str:
    """Names as a sentence has them: `a`, `a and b`, `a, b and c`."""
    return " and ".join([part for part in (", ".join(names[:-1]), *names[-1:]) if part])


@dataclass(frozen=True)
class People:
    """So many people, of whom a figure is told: fewer than the least could be told apart."""

    least: int

    def complaint(self, value: int, today: date) -> Refused | None:
        """Whether they are too few."""
        if value >= self.least:
            return None
        return SmallGroup(f"Fewer than {self.least} can be told apart: leave this figure out.")


@dataclass(frozen=True)
class NamesAllowed:
    """A mark on words that may name a person, since they name something else by it."""

    why: str


# The dictionary of fields: the type, what it means, and how far it may go.
HappenedOn = Annotated[date, "the day it happened, in London", NotInFuture()]
PlannedFor = Annotated[date, "the day it is planned for"]
Minutes = Annotated[int, "how many minutes it lasts", Between(5, 600)]
Count = Annotated[int, "how many", Between(0, 500)]
Few = Annotated[int, "how many", Between(0, 99)]
Money = Annotated[Pence, "pounds sterling in whole pence", Between(0, 10**9)]
Title = Annotated[Sealed, "a short title", Between(3, 120)]
Statement = Annotated[Sealed, "a sentence or two", Between(1, 280)]
Notes = Annotated[Sealed, "up to a page", Between(1, 1_000)]
Reason = Annotated[Sealed, "why, in plain words", Between(10, 500)]
Schools = Annotated[tuple[SchoolId, ...], "the schools that take part", Between(2, 60), Distinct()]


class Theme(Code):
    """What the work is about."""

    CURRICULUM = "curriculum"
    TEACHING = "teaching"
    ASSESSMENT = "assessment"
    LEADERSHIP = "leadership"
    BEHAVIOUR = "behaviour"
    ATTENDANCE = "attendance"
    WELLBEING = "wellbeing"


class Subject(Code):
    """A school subject."""

    ART = "art"
    COMPUTING = "computing"
    DESIGN = "design_and_technology"
    ENGLISH = "english"
    GEOGRAPHY = "geography"
    HISTORY = "history"
    LANGUAGES = "languages"
    MATHEMATICS = "mathematics"
    MUSIC = "music"
    PE = "physical_education"
    PSHE = "personal_and_social_education"
    RE = "religious_education"
    READING = "reading"
    SCIENCE = "science"

    @property
    def words(self) -> str:
        """The subject as a sentence has it. English alone is named for a language."""
        return "English" if self is Subject.ENGLISH else super().words


class Barrier(Code):
    """What stood in the way."""

    GEOGRAPHY = "geography"
    RIVALRY = "rivalry"
    RATING_RESENTMENT = "rating_resentment"
    RELEASE_TIME = "release_time"
    BUDGET = "budget"
    COVER_SHORTAGE = "cover_shortage"
    TRUST = "trust"
    CALENDAR_CLASH = "calendar_clash"
    OTHER = "other"

    @property
    def words(self) -> str:
        """What stood in the way, as a sentence has it after "because of"."""
        told = {
            Barrier.GEOGRAPHY: "distance",
            Barrier.RATING_RESENTMENT: "resentment over ratings",
            Barrier.RELEASE_TIME: "a lack of release time",
            Barrier.BUDGET: "a lack of money",
            Barrier.COVER_SHORTAGE: "a shortage of cover",
            Barrier.TRUST: "a lack of trust",
            Barrier.CALENDAR_CLASH: "a clash of dates",
            Barrier.OTHER: "something else",
        }
        return told.get(self, super().words)


class StaffRole(Code):
    """What somebody does in a school. A role, never a person."""

    HEAD = "head"
    DEPUTY_ASSISTANT_HEAD = "deputy_assistant_head"
    CPD_LEAD = "cpd_lead"
    SUBJECT_LEAD = "subject_lead"
    PASTORAL_LEAD = "pastoral_lead"
    TEACHER = "teacher"
    SUPPORT = "support"
    TRUST_CEO = "trust_ceo"
    TRUST_STAFF = "trust_staff"
    TEACHING_SCHOOL_DIRECTOR = "teaching_school_director"
    GOVERNOR = "governor"
    OTHER = "other"


class Contrast(Code):
    """In what two schools differ."""

    INTAKE = "intake"
    SIZE = "size"
    PHASE = "phase"
    APPROACH = "approach"


class PupilNeed(Code):
    """What pupils find hard, as a kind of need. Never a pupil, nor what one of them said."""

    READING_FLUENCY = "reading_fluency"
    VOCABULARY = "vocabulary"
    WRITING_STAMINA = "writing_stamina"
    NUMBER_SENSE = "number_sense"
    REASONING = "reasoning"
    SPOKEN_LANGUAGE = "spoken_language"
    ENGLISH_AS_ADDITIONAL_LANGUAGE = "english_as_additional_language"
    CONCENTRATION = "concentration"
    MOTIVATION = "motivation"
    ATTENDANCE = "attendance"
    OTHER = "other"


class Focus(Record):
    """What schools set out to look at."""

    theme: Annotated[Theme, "what it is about"]
    subject: Annotated[Subject | None, "the school subject, if it is about one"] = None
    year_groups: Annotated[
        tuple[int, ...],
        "the year groups, if it is about some: 0 is reception",
        Between(0, 14), Each(Between(0, 13)),
    ] = ()  # fmt: skip

    @property
    def words(self) -> str:
        """The focus as a sentence has it: the subject, or the theme and the years it is for."""
        if self.subject:
            return self.subject.words
        years = listing([str(year) if year else "reception" for year in self.year_groups])
        named = "year" if len(self.year_groups) == 1 else "years"
        return f"{self.theme.words} in {named} {years}" if years else self.theme.words


class Attendance(Record):
    """How many colleagues of one school came, and in what roles. Never who."""

    school: Annotated[SchoolId, "the school"]
    attended: Annotated[Count, "how many of its colleagues came"]
    roles: Annotated[tuple[StaffRole, ...], "the roles that they have", Between(0, 12)] = ()


class Rating(Record):
    """How one question was answered, as a summary that names nobody."""

    question: Annotated[str, "the code of the question", Between(1, 40)]
    n: Annotated[int, "how many answered: never fewer than five", People(5), Between(5, 10_000)]
    mean: Annotated[Decimal, "the mean answer, from 1 to 5", Between(1, 5), Places(4)]
    sd: Annotated[Decimal, "the standard deviation", Between(0, 5), Places(4)]


Ratings = Annotated[tuple[Rating, ...], "the answers, question by question", Between(0, 20)]
