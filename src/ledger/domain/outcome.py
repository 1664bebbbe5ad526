"""What pupils are meant to gain from what their teachers learn together."""

from __future__ import annotations

from typing import Annotated

from ledger.domain.record import Code, Record
from ledger.domain.words import Statement


class Area(Code):
    """What is meant to get better for pupils."""

    SUBJECT = "subject"
    BEHAVIOUR = "behaviour"
    ATTENDANCE = "attendance"
    WELLBEING = "wellbeing"

    @property
    def words(self) -> str:
        """What is meant to get better, as a sentence has it."""
        return "learning in a subject" if self is Area.SUBJECT else super().words


class KeyStage(Code):
    """The stages of the national curriculum."""

    EARLY_YEARS = "early_years"
    KS1 = "ks1"
    KS2 = "ks2"
    KS3 = "ks3"
    KS4 = "ks4"
    KS5 = "ks5"


class PupilGroup(Code):
    """Which pupils are meant, as a group that names nobody."""

    ALL = "all"
    DISADVANTAGED = "disadvantaged"
    SEND = "send"
    EAL = "eal"
    LOW_PRIOR_ATTAINMENT = "low_prior_attainment"
    HIGH_PRIOR_ATTAINMENT = "high_prior_attainment"
    BOYS = "boys"
    GIRLS = "girls"


class Outcome(Record):
    """What pupils are meant to gain."""

    area: Annotated[Area, "what is meant to get better"]
    pupil_group: Annotated[PupilGroup, "for which pupils"] = PupilGroup.ALL
    key_stage: Annotated[KeyStage | None, "at which stage, if at one"] = None
    statement: Statement
