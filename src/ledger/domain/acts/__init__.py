"""Every kind of entry that the ledger keeps: the table of contents."""

from ledger.domain import collaboration, privacy, school, sealing
from ledger.domain.act import Act, Later, Opening, Withdrawal, opening, stage_of
from ledger.domain.acts import (
    any_act,
    joint_commission,
    pupil_work_exchange,
    shared_evaluation,
    visit,
)
from ledger.domain.entry import Entry
from ledger.domain.past import Past

KINDS: tuple[type[Entry], ...] = (
    *school.KINDS,
    *collaboration.KINDS,
    *privacy.KINDS,
    *sealing.KINDS,
    *any_act.KINDS,
    *joint_commission.KINDS,
    *pupil_work_exchange.KINDS,
    *shared_evaluation.KINDS,
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
    if past.has(Withdrawal):
        return []
    first, stage = opening(past), stage_of(past)
    return [
        kind
        for kind in KINDS
        if issubclass(kind, Later) and kind.belongs_to(first) and stage in kind.STEP.start
    ]
