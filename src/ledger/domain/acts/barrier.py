"""A barrier: what keeps schools from working together, what they tried, and whether it gave way.

Rows 15 to 21 of the article's list. A barrier belongs to a situation, never to a person. It counts
as overcome only once an act took place that it had stood in the way of.
"""

from __future__ import annotations

from typing import Annotated

from ledger.domain import lifecycle
from ledger.domain.act import Later, life_of, opening
from ledger.domain.entry import NameOf
from ledger.domain.identifiers import CitedAct, SchoolId
from ledger.domain.matter import Continued, Raised, Settled, check_since_raised
from ledger.domain.past import Past
from ledger.domain.presence import came_to
from ledger.domain.prose import on
from ledger.domain.record import Code
from ledger.domain.refusal import NotFound, NotYet
from ledger.domain.words import Barrier, HappenedOn, Statement


class BarrierLevel(Code):
    """Where it is felt."""

    STAFF = "staff"
    SCHOOL = "school"
    GROUP = "group"


class BarrierSource(Code):
    """How it came to light."""

    AUDIT = "audit"
    CANCELLATION = "cancellation"
    SURVEY = "survey"
    MEETING = "meeting"


class Mitigation(Code):
    """What was tried against it."""

    REMOTE = "remote"
    CLUSTER_SITE = "cluster_site"
    SHARED_COVER = "shared_cover"
    AFTER_SCHOOL = "after_school"
    NEUTRAL_VENUE = "neutral_venue"
    RECIPROCAL_TERMS = "reciprocal_terms"
    FUNDING = "funding"


class BarrierCited(Raised):
    """A school says what stands in the way of working together."""

    TOPIC = "barrier-cited/1"
    COMMAND = "cite_barrier"

    school: Annotated[SchoolId, "the school that says so"]
    barrier: Annotated[Barrier, "what stands in the way"]
    is_perceived: Annotated[bool, "whether it is felt rather than known to be so"] = False
    barrier_level: Annotated[BarrierLevel, "where it is felt"]
    barrier_source: Annotated[BarrierSource, "how it came to light"]
    context: Annotated[Statement, "what is particular about this place"]
    blocked: Annotated[CitedAct | None, "the act that it stood in the way of, if there is one"] = (
        None
    )

    def sentence(self, name_of: NameOf = str) -> str:
        felt = "felt" if self.is_perceived else "named"
        return f"{name_of(self.school)} {felt} a barrier: {self.barrier.words}."


class MitigationTried(Continued):
    """Something was tried against it."""

    TOPIC = "mitigation-tried/1"
    COMMAND = "try_mitigation"

    mitigation: Annotated[Mitigation, "what was tried"]

    def sentence(self, name_of: NameOf = str) -> str:
        return f"Tried against it on {on(self.happened_on)}: {self.mitigation.words}."


class _AfterTrial(Continued):
    """What came of what was tried."""

    def check(self, past: Past) -> None:
        super().check(past)
        if not past.has(MitigationTried):
            raise NotYet("Say first what was tried against it (tryMitigation).", "act")


class BarrierMitigated(_AfterTrial):
    """It has become smaller."""

    TOPIC = "barrier-mitigated/1"
    COMMAND = "mitigate_barrier"

    def sentence(self, name_of: NameOf = str) -> str:
        return f"It had become smaller by {on(self.happened_on)}."


class BarrierPersisted(_AfterTrial):
    """What was tried did not help."""

    TOPIC = "barrier-persisted/1"
    COMMAND = "report_barrier_persists"

    def sentence(self, name_of: NameOf = str) -> str:
        return f"It was still there on {on(self.happened_on)}."


class BarrierOvercome(Settled):
    """It has given way: an act took place that it had stood in the way of."""

    TOPIC = "barrier-overcome/1"
    COMMAND = "overcome_barrier"

    shown_by: Annotated[CitedAct, "the act that took place in spite of it"]

    def check(self, past: Past) -> None:
        super().check(past)
        cited = life_of(past, BarrierCited)[0].event
        shown = past._replace(act=self.shown_by)
        held = came_to(shown, cited.school)
        if not held:
            raise NotFound("That act was not held with this school.", "shown_by")
        if cited.blocked and cited.blocked not in (self.shown_by, opening(shown).replaces):
            raise NotFound(
                "It stood in the way of another act: name that one, or the one in its place.",
                "shown_by",
            )
        since = [day for day in held if day > cited.happened_on]
        if not since:
            raise NotYet("That act took place before the barrier was named.", "shown_by")
        if self.happened_on < min(since):
            raise NotYet(f"That act took place on {on(min(since))} only.", "happened_on")

    def sentence(self, name_of: NameOf = str) -> str:
        return f"Overcome by {on(self.happened_on)}."


class BarrierReopened(Later):
    """It stands in the way again."""

    TOPIC = "barrier-reopened/1"
    COMMAND = "reopen_barrier"
    STEP = lifecycle.REOPEN

    happened_on: HappenedOn

    def check(self, past: Past) -> None:
        check_since_raised(past, self)
        overcome = life_of(past, BarrierOvercome)[-1].event.happened_on
        if self.happened_on < overcome:
            raise NotYet(f"It was overcome by {on(overcome)} only.", "happened_on")

    def sentence(self, name_of: NameOf = str) -> str:
        return f"It stood in the way again on {on(self.happened_on)}."


KINDS = (
    BarrierCited, MitigationTried, BarrierMitigated, BarrierPersisted, BarrierOvercome,
    BarrierReopened,
)  # fmt: skip
