"""Release time: the hours for which a school frees its teachers, and what cover for them costs.

Rows 5 and 19 of the article's list. It is a matter of one school, and names the act that it is
for; no other school sees it.
"""

from __future__ import annotations

from typing import Annotated

from ledger.domain.act import opening
from ledger.domain.cited import cited
from ledger.domain.entry import NameOf
from ledger.domain.identifiers import CitedAct, SchoolId
from ledger.domain.limits import Between
from ledger.domain.matter import Continued, Raised, Settled
from ledger.domain.money import pounds
from ledger.domain.past import Past
from ledger.domain.prose import on
from ledger.domain.record import Code
from ledger.domain.refusal import AlreadySaid, Missing, OutOfRange
from ledger.domain.words import Barrier, Money, Reason

ReleaseMinutes = Annotated[int, "minutes, of all colleagues together", Between(5, 100_000)]


class Cover(Code):
    """Who stands in."""

    INTERNAL = "internal"
    SUPPLY = "supply"
    NONE = "none"


class CostMethod(Code):
    """How a cost was found."""

    ACTUAL = "actual"
    STANDARD_RATE = "standard_rate"


class ReleaseTimeRequested(Raised):
    """Teachers asked to be freed for an act."""

    TOPIC = "release-time-requested/1"
    COMMAND = "request_release_time"

    school: Annotated[SchoolId, "the school"]
    meant_for: Annotated[CitedAct, "the act that it is for"]
    minutes: ReleaseMinutes

    def check(self, past: Past) -> None:
        cited(past, self.meant_for, "meant_for")

    def sentence(self, name_of: NameOf = str) -> str:
        return f"Asked for {hours(self.minutes)} of release time."


class ReleaseTimeGranted(Continued):
    """The school frees them, for all or some of the time."""

    TOPIC = "release-time-granted/1"
    COMMAND = "grant_release_time"

    minutes: ReleaseMinutes
    cover: Annotated[Cover, "who stands in"]
    rate: Annotated[Money | None, "what a day of cover costs, if it is paid for"] = None

    def check(self, past: Past) -> None:
        super().check(past)
        if past.has(ReleaseTimeGranted):
            raise AlreadySaid("It was granted; amend that.", "act")
        asked = opening(past)
        assert isinstance(asked, ReleaseTimeRequested), "one file is one family"
        if self.minutes > asked.minutes:
            raise OutOfRange(f"Only {hours(asked.minutes)} were asked for.", "minutes")
        if self.cover is Cover.SUPPLY and self.rate is None:
            raise Missing("Say what a supply teacher costs a day.", "rate")

    def sentence(self, name_of: NameOf = str) -> str:
        return f"Granted {hours(self.minutes)}; cover: {self.cover.words}."


class ReleaseTimeRefused(Settled):
    """The school does not free them, and says what stands in the way."""

    TOPIC = "release-time-refused/1"
    COMMAND = "refuse_release_time"

    barrier: Annotated[Barrier, "what stands in the way"]
    reason: Reason

    def check(self, past: Past) -> None:
        super().check(past)
        if past.has(ReleaseTimeGranted):
            raise AlreadySaid("It was granted; retract that first.", "act")

    def sentence(self, name_of: NameOf = str) -> str:
        return f"Refused because of {self.barrier.words}."


class ReleaseTimeUsed(Continued):
    """Colleagues were away from their classes."""

    TOPIC = "release-time-used/1"
    COMMAND = "use_release_time"

    minutes: ReleaseMinutes
    is_over_granted: Annotated[bool, "whether it was knowingly more than was granted"] = False

    def check(self, past: Past) -> None:
        super().check(past)
        granted = past.all(ReleaseTimeGranted)
        if not granted:
            raise Missing("Nothing has been granted.", "act")
        used = sum(used.minutes for used in past.all(ReleaseTimeUsed)) + self.minutes
        if used > granted[-1].minutes and not self.is_over_granted:
            raise OutOfRange(
                f"That makes {hours(used)}, but {hours(granted[-1].minutes)} were granted: "
                "say so if it is meant.",
                "minutes",
            )

    def sentence(self, name_of: NameOf = str) -> str:
        over = ", more than was granted" if self.is_over_granted else ""
        return f"Used {hours(self.minutes)} on {on(self.happened_on)}{over}."


class CoverCostRecorded(Continued):
    """What it cost to have somebody stand in."""

    TOPIC = "cover-cost-recorded/1"
    COMMAND = "record_cover_cost"

    amount: Annotated[Money, "what it cost"]
    cost_method: Annotated[CostMethod, "how the cost was found"]

    def check(self, past: Past) -> None:
        super().check(past)
        if not past.has(ReleaseTimeUsed):
            raise Missing("No release time has been used.", "act")

    def sentence(self, name_of: NameOf = str) -> str:
        return f"Cover cost {pounds(self.amount)} ({self.cost_method.words})."


def hours(minutes: int) -> str:
    """A length of time as a sentence has it: `2 h 30 min`."""
    whole, rest = divmod(minutes, 60)
    parts = [f"{whole} h" if whole else "", f"{rest} min" if rest else ""]
    return " ".join(part for part in parts if part) or "0 min"


KINDS = (
    ReleaseTimeRequested, ReleaseTimeGranted, ReleaseTimeRefused, ReleaseTimeUsed,
    CoverCostRecorded,
)  # fmt: skip
