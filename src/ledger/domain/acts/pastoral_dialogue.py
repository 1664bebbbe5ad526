"""Pastoral dialogue: leaders of schools talk about what is hardest, and act on it together.

Rows 39 to 43 of the article's list. This is no safeguarding system: what is kept is that leaders
talk, on which theme, and what came of it. There are no words to write here, only codes and counts;
no child, no case, no place and no number of pupils can be told.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated

from ledger.domain.act import check_own_word, check_take_part, participants
from ledger.domain.entry import NameOf
from ledger.domain.identifiers import Digest, EntryId, SchoolId
from ledger.domain.lifecycle import GO_ON
from ledger.domain.limits import Between, NotInFuture
from ledger.domain.matter import Continued, Raised, Settled, check_since_raised
from ledger.domain.occasion import Held, TakenFurther
from ledger.domain.past import Past
from ledger.domain.prose import listing, on
from ledger.domain.record import Code
from ledger.domain.refusal import (
    AlreadySaid,
    NoSafeguardingLeadNamed,
    NotFound,
    NotParticipant,
    NotYet,
    OutOfRange,
    SameSchool,
)
from ledger.domain.screening import PASTORAL
from ledger.domain.words import Barrier, Few, Schools

SHORTEST_PATTERN = timedelta(days=28)
"""What is seen for less than four weeks may be the story of one child."""


class PastoralTheme(Code):
    """What pastoral leaders talk about. The list is closed, so that no story slips in."""

    ATTENDANCE = "attendance"
    BEHAVIOUR_IN_SCHOOL = "behaviour_in_school"
    BULLYING = "bullying"
    COMMUNITY_SAFETY = "community_safety"
    FAMILY_SUPPORT = "family_support"
    ONLINE_SAFETY = "online_safety"
    TRANSITION = "transition"
    WELLBEING = "wellbeing"


class BehaviourTrend(Code):
    """Which way a pattern goes."""

    RISING = "rising"
    STEADY = "steady"
    FALLING = "falling"


class PublicService(Code):
    """Who outside schools is asked for advice."""

    HEALTH = "health"
    POLICE = "police"
    YOUTH = "youth"
    SOCIAL_CARE = "social_care"
    OTHER = "other"


class ConsultedFor(Code):
    """Why schools ask."""

    PREVENTION = "prevention"
    UNDERSTANDING = "understanding"
    ROUTES_TO_HELP = "routes_to_help"
    STAFF_TRAINING = "staff_training"
    WORKING_TOGETHER = "working_together"


class Advice(Code):
    """What kind of advice they were given."""

    CARRY_ON = "carry_on"
    TRAIN_STAFF = "train_staff"
    TEACH_PUPILS = "teach_pupils"
    SPEAK_WITH_FAMILIES = "speak_with_families"
    USE_A_LOCAL_SERVICE = "use_a_local_service"
    MEET_AGAIN = "meet_again"


class JointAction(Code):
    """What schools do together about it."""

    COMMON_POLICY = "common_policy"
    STAFF_TRAINING = "staff_training"
    LESSONS = "lessons"
    FAMILY_EVENING = "family_evening"
    MENTORING = "mentoring"
    SHARED_DUTY = "shared_duty"
    OTHER = "other"


Some = Annotated[tuple[SchoolId, ...], "which of the schools, two at least", Between(2, 60)]


class PastoralPartnershipFormed(Raised):
    """Schools agreed that their pastoral leaders talk, and on what terms."""

    TOPIC = "pastoral-partnership-formed/1"
    COMMAND = "form_pastoral_partnership"
    SCREENED_AS = PASTORAL
    TAKES_NO_STORY = True

    partners: Schools
    terms_of_reference: Annotated[Digest, "SHA-256 of the terms on which they agreed"]
    leads: Annotated[
        tuple[SchoolId, ...],
        "the schools that have named their designated safeguarding lead to the others; never whom",
        Between(0, 60),
    ]  # fmt: skip

    def check(self, past: Past) -> None:
        for n, school in enumerate(self.leads):
            if school not in self.partners:
                raise NotParticipant(f"School {school} is no partner.", "leads", str(n))
        for school in self.partners:
            if school not in self.leads:
                raise NoSafeguardingLeadNamed(
                    f"School {school} tells its partners first who its designated safeguarding "
                    "lead is; then list the school here.",
                    "leads",
                )

    def sentence(self, name_of: NameOf = str) -> str:
        return f"The pastoral leaders of {len(self.partners)} schools agreed to talk."


class PastoralDialogueHeld(Held):
    """Pastoral leaders talked."""

    TOPIC = "pastoral-dialogue-held/1"
    COMMAND = "hold_pastoral_dialogue"
    STEP = GO_ON

    pastoral_themes: Annotated[tuple[PastoralTheme, ...], "what they talked about", Between(1, 8)]

    def check(self, past: Past) -> None:
        check_since_raised(past, self)

    def sentence(self, name_of: NameOf = str) -> str:
        themes = listing([theme.words for theme in self.pastoral_themes])
        return f"Pastoral leaders talked on {on(self.happened_on)} about {themes}."


class PastoralReportBackGiven(Continued, TakenFurther):
    """A school told the others what became of what it had taken on: so the talk was followed up."""

    TOPIC = "pastoral-report-back-given/1"
    COMMAND = "give_pastoral_report_back"

    school: Annotated[SchoolId, "the school that reports"]
    to_schools: Annotated[tuple[SchoolId, ...], "the schools that it reports to", Between(1, 59)]
    actions_done: Annotated[Few, "how many of its actions are done"]
    actions_open: Annotated[Few, "how many are not"]

    def check(self, past: Past) -> None:
        super().check(past)
        check_own_word(past, self.school)
        check_take_part(past, self.to_schools, "to_schools")
        if self.school in self.to_schools:
            raise SameSchool("A school reports to others.", "to_schools")

    def sentence(self, name_of: NameOf = str) -> str:
        left = f"{self.actions_open} still to do" if self.actions_open else "none left"
        return f"{name_of(self.school)} reported back: {self.actions_done} done, {left}."


class BehaviourPatternNoticed(Continued):
    """Schools saw the same pattern. One school alone is no pattern, and might be one child."""

    TOPIC = "behaviour-pattern-noticed/1"
    COMMAND = "notice_behaviour_pattern"

    pastoral_theme: Annotated[PastoralTheme, "what it is about"]
    trend: Annotated[BehaviourTrend, "which way it goes"]
    schools_count: Annotated[int, "in how many of the schools it is seen", Between(2, 60)]
    seen_from: Annotated[date, "the first day of the time looked at", NotInFuture()]
    seen_to: Annotated[date, "the last day of the time looked at", NotInFuture()]

    def check(self, past: Past) -> None:
        super().check(past)
        if self.schools_count > len(participants(past)):
            raise OutOfRange("Fewer schools than that take part.", "schools_count")
        if self.seen_to - self.seen_from < SHORTEST_PATTERN:
            raise OutOfRange("A pattern shows over four weeks or more.", "seen_to")
        if self.happened_on < self.seen_to:
            raise NotYet("It is noticed once the time is over that was looked at.", "happened_on")

    def sentence(self, name_of: NameOf = str) -> str:
        what = f"{self.pastoral_theme.words} ({self.trend.words})"
        return f"{self.schools_count} schools noticed the same pattern: {what}."


class PublicServiceConsulted(Continued):
    """Schools asked a public service for advice together."""

    TOPIC = "public-service-consulted/1"
    COMMAND = "consult_public_service"

    consulted_by: Some
    public_service: Annotated[PublicService, "who was asked"]
    consulted_for: Annotated[ConsultedFor, "why they asked"]
    questions_asked: Annotated[int, "how many questions they put", Between(1, 99)]
    advice: Annotated[tuple[Advice, ...], "what they were advised to do", Between(0, 6)] = ()

    def check(self, past: Past) -> None:
        super().check(past)
        check_take_part(past, self.consulted_by, "consulted_by")

    def sentence(self, name_of: NameOf = str) -> str:
        why = self.consulted_for.words
        return (
            f"{len(self.consulted_by)} schools asked for advice on {why}: "
            f"{self.public_service.words}."
        )


class JointActionAgreed(Continued):
    """Schools took something on together."""

    TOPIC = "joint-action-agreed/1"
    COMMAND = "agree_joint_action"

    joint_action: Annotated[JointAction, "what they will do"]
    taken_on_by: Some

    def check(self, past: Past) -> None:
        super().check(past)
        check_take_part(past, self.taken_on_by, "taken_on_by")

    def sentence(self, name_of: NameOf = str) -> str:
        return f"{len(self.taken_on_by)} schools took on together: {self.joint_action.words}."


class _ActionOver(Continued):
    """What became of a joint action."""

    joint: Annotated[EntryId, "the entry by which it was agreed"]

    def check(self, past: Past) -> None:
        super().check(past)
        agreed = past.entry(self.joint)
        if agreed is None or not isinstance(agreed.event, JointActionAgreed):
            raise NotFound("These schools have agreed no such action.", "joint")
        if self.happened_on < agreed.event.happened_on:
            raise NotYet(f"It was agreed on {on(agreed.event.happened_on)} only.", "happened_on")
        if past.has(_ActionOver, joint=self.joint):
            raise AlreadySaid("That action is over already.", "joint")


class JointActionCompleted(_ActionOver):
    """A joint action is done."""

    TOPIC = "joint-action-completed/1"
    COMMAND = "complete_joint_action"

    def sentence(self, name_of: NameOf = str) -> str:
        return f"A joint action was done by {on(self.happened_on)}."


class JointActionDropped(_ActionOver):
    """A joint action was given up."""

    TOPIC = "joint-action-dropped/1"
    COMMAND = "drop_joint_action"

    barrier: Annotated[Barrier, "what stood in the way"]

    def sentence(self, name_of: NameOf = str) -> str:
        return f"A joint action was given up because of {self.barrier.words}."


class PastoralPartnershipEnded(Settled):
    """The schools' pastoral leaders meet no more."""

    TOPIC = "pastoral-partnership-ended/1"
    COMMAND = "end_pastoral_partnership"

    def sentence(self, name_of: NameOf = str) -> str:
        return f"The pastoral partnership ended on {on(self.happened_on)}."


KINDS = (
    PastoralPartnershipFormed, PastoralDialogueHeld, PastoralReportBackGiven,
    BehaviourPatternNoticed, PublicServiceConsulted, JointActionAgreed, JointActionCompleted,
    JointActionDropped, PastoralPartnershipEnded,
)  # fmt: skip
