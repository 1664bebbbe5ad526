"""What schools say in made-up histories that is no meeting: ideas, barriers and advice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from ledger.domain.act import Opening
from ledger.domain.acts.barrier import (
    BarrierCited,
    BarrierLevel,
    BarrierMitigated,
    BarrierOvercome,
    BarrierReopened,
    BarrierSource,
    Mitigation,
    MitigationTried,
)
from ledger.domain.acts.idea import (
    IdeaCaptured,
    IdeaDropped,
    IdeaKept,
    IdeaTried,
    IdeaVerdict,
    ScepticalReviewRecorded,
)
from ledger.domain.acts.next_step import (
    NextStepDeclined,
    NextStepKind,
    NextStepLapsed,
    NextStepSuggested,
)
from ledger.domain.entry import Entry
from ledger.domain.identifiers import ActId, CitedAct, SchoolId
from ledger.domain.occasion import Occasion
from ledger.domain.record import Sealed
from ledger.domain.words import Barrier

if TYPE_CHECKING:
    from tests.projections.made_up import Teller

WORDS = Sealed("as we said to one another")
Facts = dict[str, Any]


def idea(teller: Teller, one: SchoolId, facts: Facts) -> IdeaCaptured:
    found_in = teller.random.choice([None, _act(teller)])
    return IdeaCaptured(
        **facts, school=one, found_in=found_in, focus=teller.focus(), statement=WORDS
    )


def barrier(teller: Teller, one: SchoolId, facts: Facts) -> BarrierCited:
    return BarrierCited(
        **facts, school=one, barrier=teller.random.choice(list(Barrier)[:2]),
        barrier_level=BarrierLevel.SCHOOL, barrier_source=BarrierSource.MEETING, context=WORDS,
    )  # fmt: skip


def advice(teller: Teller, one: SchoolId, facts: Facts) -> NextStepSuggested:
    return NextStepSuggested(
        **facts, school=one, next_step=teller.random.choice(list(NextStepKind)),
        answer_by=facts["happened_on"] + timedelta(days=14),
    )  # fmt: skip


def _act(teller: Teller) -> CitedAct | None:
    """An act that took place, if one did."""
    held = [e for e in teller.of(Occasion) if hasattr(e.event, "act")]
    return CitedAct(str(teller.random.choice(held).event.act)) if held else None


def overcome(teller: Teller, of: ActId) -> Entry:
    shown_by = _act(teller)
    if shown_by is None:
        return BarrierMitigated(act=of, happened_on=teller.day())
    return BarrierOvercome(act=of, shown_by=shown_by, happened_on=teller.day())


def tried(teller: Teller, of: ActId) -> MitigationTried:
    mitigation = teller.random.choice(list(Mitigation)[:2])
    return MitigationTried(act=of, mitigation=mitigation, happened_on=teller.day())


def reviewed(teller: Teller, of: ActId, one: SchoolId) -> ScepticalReviewRecorded:
    return ScepticalReviewRecorded(
        act=of, school=one, might_not_transfer=WORDS, evidence_asked_for=WORDS,
        alternative_explanation=WORDS, happened_on=teller.day(),
        idea_verdict=teller.random.choice([IdeaVerdict.TRY, IdeaVerdict.TRY, IdeaVerdict.WAIT]),
    )  # fmt: skip


Next = Callable[["Teller", ActId, tuple[SchoolId, ...]], Entry]
RAISED: list[Callable[[Teller, SchoolId, Facts], Opening]] = [idea, barrier, advice]
AFTERWARDS: dict[type[Opening], list[Next]] = {
    IdeaCaptured: [
        lambda t, a, s: reviewed(t, a, s[0]),
        lambda t, a, s: IdeaTried(act=a, school=s[0], tried=WORDS, happened_on=t.day()),
        lambda t, a, s: IdeaKept(act=a, school=s[0], why_kept=WORDS, happened_on=t.day()),
        lambda t, a, s: IdeaDropped(act=a, school=s[0], reason=WORDS, happened_on=t.day()),
    ],
    BarrierCited: [
        lambda t, a, s: tried(t, a),
        lambda t, a, s: tried(t, a),
        lambda t, a, s: overcome(t, a),
        lambda t, a, s: BarrierReopened(act=a, happened_on=t.day()),
    ],
    NextStepSuggested: [
        lambda t, a, s: NextStepDeclined(act=a, barrier=Barrier.BUDGET, happened_on=t.day()),
        lambda t, a, s: NextStepLapsed(act=a, happened_on=t.day()),
    ],
}
