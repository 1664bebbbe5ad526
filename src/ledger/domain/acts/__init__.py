"""Every kind of entry that the ledger keeps: the table of contents."""

from ledger.domain import (
    collaboration,
    collaboration_amendment,
    collaboration_dispute,
    collaboration_withdrawal,
    ending,
    leaving,
    privacy,
    pupil_intake,
    school,
    sealing,
    steering,
    term_calendar,
    trust,
)
from ledger.domain.act import Act, Later, Opening, Reinstatement, is_withdrawn, opening, stage_of
from ledger.domain.acts import (
    agreement,
    amendment,
    attendance,
    barrier,
    circle,
    coaching,
    commission_account,
    commission_award,
    commission_pool,
    commission_quotes,
    cpd_audit,
    cpd_market,
    culture,
    dispute,
    expertise,
    family_match,
    hub,
    hub_eligibility,
    idea,
    inspiration,
    into_practice,
    joint_commission,
    joint_planning,
    leadership,
    lesson_study,
    moderation,
    need,
    network,
    next_step,
    open_door,
    pairing,
    partnership,
    pastoral_dialogue,
    pedagogy_exploration,
    peer_observation,
    practice_feedback,
    priority,
    proof,
    provider_feedback,
    pupil_work_exchange,
    release_time,
    research_school,
    shared_evaluation,
    shared_post,
    shared_post_cpd,
    shared_post_days,
    shared_post_work,
    sole_role,
    staff_reading,
    staff_voice,
    subject_association,
    visit,
    withdrawal,
)
from ledger.domain.entry import Entry, topics_of
from ledger.domain.occasion import TakenFurther
from ledger.domain.past import Past

KINDS: tuple[type[Entry], ...] = (
    *school.KINDS,
    *trust.KINDS,
    *pupil_intake.KINDS,
    *term_calendar.KINDS,
    *collaboration.KINDS,
    *leaving.KINDS,
    *ending.KINDS,
    *privacy.KINDS,
    *sealing.KINDS,
    *steering.KINDS,
    *collaboration_amendment.KINDS,
    *collaboration_withdrawal.KINDS,
    *collaboration_dispute.KINDS,
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
    *commission_quotes.KINDS,
    *commission_pool.KINDS,
    *commission_award.KINDS,
    *commission_account.KINDS,
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
    *shared_post.KINDS,
    *shared_post_days.KINDS,
    *shared_post_work.KINDS,
    *shared_post_cpd.KINDS,
    *cpd_market.KINDS,
    *provider_feedback.KINDS,
    *release_time.KINDS,
    *visit.KINDS,
    *idea.KINDS,
    *moderation.KINDS,
    *joint_planning.KINDS,
    *lesson_study.KINDS,
    *sole_role.KINDS,
    *circle.KINDS,
    *peer_observation.KINDS,
    *pedagogy_exploration.KINDS,
    *open_door.KINDS,
    *staff_voice.KINDS,
    *inspiration.KINDS,
    *expertise.KINDS,
)

BY_TOPIC: dict[str, type[Entry]] = {topic: kind for kind in KINDS for topic in topics_of(kind)}
"""The kind of an entry by its stored name, in whatever version."""


def family_of(kind: type[Act]) -> str:
    """The kind of act that an entry is part of, such as `visit`: one file is one family."""
    return kind.__module__.rpartition(".")[2]


FOLLOWED_UP = frozenset(family_of(kind) for kind in KINDS if issubclass(kind, TakenFurther))
"""The kinds of act that can be followed up at all. Of any other, no follow-up is missing."""

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
