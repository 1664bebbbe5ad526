"""What a shared expert learns and makes: lessons, assessments, visits to where it is done well.

Rows 45, 47, 48 and 50 of the article's list. These are entries of a shared post.
"""

from __future__ import annotations

from typing import Annotated

from ledger.domain.act import check_own_word, participants
from ledger.domain.credential import Milestone
from ledger.domain.entry import NameOf
from ledger.domain.identifiers import EntryId, SchoolId
from ledger.domain.limits import Between
from ledger.domain.past import Past
from ledger.domain.prose import listing, on
from ledger.domain.record import Code, Sealed
from ledger.domain.refusal import AlreadySaid, NotFound, NotMember, NotYet
from ledger.domain.shared_post import OfPost


class ResourceKind(Code):
    """What was made."""

    CURRICULUM = "curriculum"
    LESSON = "lesson"
    ASSESSMENT = "assessment"


class Licence(Code):
    """Who may use it."""

    CONTRIBUTORS_ONLY = "contributors_only"
    CC_BY = "cc_by"
    CC_BY_SA = "cc_by_sa"
    CC_BY_NC = "cc_by_nc"
    OPEN_GOVERNMENT = "open_government"


class StudyKind(Code):
    """What somebody went to see."""

    CONFERENCE = "conference"
    CENTRE_OF_EXCELLENCE = "centre_of_excellence"


class PlaceType(Code):
    """What kind of place it was. The place itself is not named."""

    SCHOOL = "school"
    UNIVERSITY = "university"
    SUBJECT_ASSOCIATION = "subject_association"
    MUSEUM = "museum"
    FIELD_CENTRE = "field_centre"
    OTHER = "other"


class ResourceDeveloped(OfPost):
    """The expert made something that schools can use."""

    TOPIC = "resource-developed/2"
    FORMER = ("resource-developed/1",)
    COMMAND = "develop_resource"

    resource_kind: Annotated[ResourceKind, "what it is"]
    resource_title: Annotated[Sealed, "its title", Between(3, 200)]
    licence: Annotated[Licence, "who may use it"]

    def sentence(self, name_of: NameOf = str) -> str:
        return f"The expert made something that schools can use: {self.resource_kind.words}."


class ResourceAdopted(OfPost):
    """A school uses what the expert made."""

    TOPIC = "resource-adopted/1"
    COMMAND = "adopt_resource"
    NEEDS_OPEN = True

    school: Annotated[SchoolId, "the school that uses it"]
    resource: Annotated[EntryId, "the entry that said it was made"]

    def check(self, past: Past) -> None:
        super().check(past)
        check_own_word(past, self.school)
        made = past.entry(self.resource)
        if made is None or not isinstance(made.event, ResourceDeveloped):
            raise NotFound("This post has no such resource.", "resource")
        if self.happened_on < made.event.happened_on:
            raise NotYet(f"It was made on {on(made.event.happened_on)} only.", "happened_on")
        if past.has(ResourceAdopted, school=self.school, resource=self.resource):
            raise AlreadySaid("This school uses it already.", "resource")

    def sentence(self, name_of: NameOf = str) -> str:
        return f"{name_of(self.school)} uses what the expert made."


class ExternalStudyVisitMade(OfPost):
    """The expert went to see how others do it."""

    TOPIC = "external-study-visit-made/1"
    COMMAND = "make_external_study_visit"

    study_kind: Annotated[StudyKind, "what it was"]
    place_type: Annotated[PlaceType, "what kind of place it was"]

    def sentence(self, name_of: NameOf = str) -> str:
        return f"The expert went to a {self.study_kind.words} on {on(self.happened_on)}."


class LearningBroughtBack(OfPost):
    """The expert told schools what there was to see."""

    TOPIC = "learning-brought-back/1"
    COMMAND = "bring_back_learning"
    NEEDS_OPEN = True

    study_visit: Annotated[EntryId, "the entry that said where the expert went"]
    brought_to: Annotated[tuple[SchoolId, ...], "the schools that heard of it", Between(1, 30)]

    def check(self, past: Past) -> None:
        super().check(past)
        went = past.entry(self.study_visit)
        if went is None or not isinstance(went.event, ExternalStudyVisitMade):
            raise NotFound("This post has no such visit.", "study_visit")
        if self.happened_on < went.event.happened_on:
            raise NotYet(f"That was on {on(went.event.happened_on)} only.", "happened_on")
        for n, school in enumerate(self.brought_to):
            if school not in participants(past):
                raise NotMember(f"School {school} does not contribute.", "brought_to", str(n))

    def sentence(self, name_of: NameOf = str) -> str:
        who = listing([name_of(school) for school in self.brought_to])
        return f"{who} heard of it on {on(self.happened_on)}."


class ExpertiseMilestoneReached(OfPost):
    """Others can see that the teacher has become an expert."""

    TOPIC = "expertise-milestone-reached/2"
    FORMER = ("expertise-milestone-reached/1",)
    COMMAND = "reach_expertise_milestone"

    milestone: Annotated[Milestone, "by what it can be seen"]
    awarded_by: Annotated[Sealed | None, "the body that says so", Between(3, 200)] = None

    def sentence(self, name_of: NameOf = str) -> str:
        return f"Reached on {on(self.happened_on)}: {self.milestone.words}."


KINDS = (
    ResourceDeveloped, ResourceAdopted, ExternalStudyVisitMade, LearningBroughtBack,
    ExpertiseMilestoneReached,
)  # fmt: skip
