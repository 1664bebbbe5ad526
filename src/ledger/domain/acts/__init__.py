"""Every kind of entry that the ledger keeps: the table of contents."""

from ledger.domain import collaboration, school, steering
from ledger.domain.act import Act, Later, Opening, Reinstatement, is_withdrawn, opening, stage_of
from ledger.domain.acts import (
    agreement,
    amendment,
    attendance,
    barrier,
    coaching,
    cpd_audit,
    culture,
    dispute,
    family_match,
    hub,
    hub_eligibility,
    into_practice,
    joint_commission,
    leadership,
    need,
    network,
    next_step,
    pairing,
    partnership,
    pastoral_dialogue,
    practice_feedback,
    priority,
    proof,
    pupil_work_exchange,
    research_school,
    shared_evaluation,
    staff_reading,
    subject_association,
    visit,
    withdrawal,
)
from ledger.domain.entry import Entry
from ledger.domain.past import Past

KINDS: tuple[type[Entry], ...] = (
    *school.KINDS,
    *collaboration.KINDS,
    *steering.KINDS,
    *agreement.KINDS,
    *amendment.KINDS,
    *attendance.KINDS,
    *culture.KINDS,
    *dispute.KINDS,
    *into_practice.KINDS,
    *proof.KINDS,
    *withdrawal.KINDS,
    *barrier.KINDS,
    *coaching.KINDS,
    *cpd_audit.KINDS,
    *family_match.KINDS,
    *hub.KINDS,
    *hub_eligibility.KINDS,
    *joint_commission.KINDS,
    *leadership.KINDS,
    *need.KINDS,
    *network.KINDS,
    *next_step.KINDS,
    *pairing.KINDS,
    *partnership.KINDS,
    *pastoral_dialogue.KINDS,
    *practice_feedback.KINDS,
    *priority.KINDS,
    *pupil_work_exchange.KINDS,
    *research_school.KINDS,
    *shared_evaluation.KINDS,
    *staff_reading.KINDS,
    *subject_association.KINDS,
    *visit.KINDS,
)

BY_TOPIC: dict[str, type[Entry]] = {kind.TOPIC: kind for kind in KINDS}


def family_of(kind: type[Act]) -> str:
    """The kind of act that an entry is part of, such as `visit`: one file is one family."""
    return kind.__module__.rpartition(".")[2]


FAMILIES: tuple[str, ...] = tuple(
    dict.fromkeys(family_of(kind) for kind in KINDS if issubclass(kind, Opening))
)


def possible(past: Past) -> list[type[Later]]:
    """What may happen to this act next, by the life table alone."""
    first, stage = opening(past), stage_of(past)
    later = [kind for kind in KINDS if issubclass(kind, Later) and kind.belongs_to(first)]
    if is_withdrawn(past):
        return [kind for kind in later if issubclass(kind, Reinstatement)]
    return [
        kind for kind in later if stage in kind.STEP.start and not issubclass(kind, Reinstatement)
    ]
