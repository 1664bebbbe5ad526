"""The small words every act is written in. A word means the same wherever it stands."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated

from ledger.domain.identifiers import SchoolId, TimeOfDay
from ledger.domain.limits import Between, Distinct, Each, NotInFuture, People, Places
from ledger.domain.prose import listing
from ledger.domain.record import Code, Pence, Record, Sealed

# The dictionary of fields: the type, what it means, and how far it may go.
HappenedOn = Annotated[date, "the day it happened, in London", NotInFuture()]
PlannedFor = Annotated[date, "the day it is planned for"]
PlannedStart = Annotated[TimeOfDay | None, "at what time it is to begin, if that was said"]
Minutes = Annotated[int, "how many minutes it lasts", Between(5, 600)]
Count = Annotated[int, "how many", Between(0, 500)]
Few = Annotated[int, "how many", Between(0, 99)]
Money = Annotated[Pence, "pounds sterling in whole pence", Between(0, 10**9)]
Title = Annotated[Sealed, "a short title", Between(3, 120)]
Statement = Annotated[Sealed, "a sentence or two", Between(1, 280)]
Notes = Annotated[Sealed, "up to a page", Between(1, 1_000)]
Reason = Annotated[Sealed, "why, in plain words", Between(10, 500)]
Schools = Annotated[tuple[SchoolId, ...], "the schools that take part", Between(2, 60)]


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
    TRUSTEE = "trustee"
    GOVERNOR = "governor"
    OTHER = "other"


LEADERS = frozenset({StaffRole.HEAD, StaffRole.TRUST_CEO})
"""Who can agree for a school, and promise time and money."""


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


Ratings = Annotated[
    tuple[Rating, ...], "the answers, question by question", Between(0, 20), Distinct("question")
]
