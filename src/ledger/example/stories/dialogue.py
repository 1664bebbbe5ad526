"""Pastoral leaders of three schools talk every half-term, and ask police and health for advice.

Only codes and counts stand here: no child, no place, no story. What they took on together was done,
but for one thing; and nobody can say yet whether it was that.
"""

from __future__ import annotations

from hashlib import sha256

from ledger.domain.acts.partnership import (
    CareerStage,
    DataSharingAgreementSigned,
    Formality,
    PartnershipFormalised,
    Reach,
)
from ledger.domain.acts.pastoral_dialogue import (
    Advice,
    BehaviourPatternNoticed,
    BehaviourTrend,
    ConsultedFor,
    JointAction,
    JointActionAgreed,
    JointActionCompleted,
    JointActionDropped,
    PastoralDialogueHeld,
    PastoralPartnershipFormed,
    PastoralReportBackGiven,
    PastoralTheme,
    PublicService,
    PublicServiceConsulted,
)
from ledger.domain.identifiers import Digest
from ledger.domain.words import Barrier
from ledger.example.collaboration import Collaboration
from ledger.example.days import THURSDAY, autumn, spring, summer
from ledger.example.register import IRKFIELD, MOSSBANK, TONGE_MOSS
from ledger.example.thread import Thread

ALL = (IRKFIELD, MOSSBANK, TONGE_MOSS)
TERMS_OF_REFERENCE = Digest(sha256(b"Terms of reference of three pastoral leaders").hexdigest())
AGREEMENT = Digest(sha256(b"What may be shared about staff readings").hexdigest())

SAFETY, ONLINE = PastoralTheme.COMMUNITY_SAFETY, PastoralTheme.ONLINE_SAFETY
TALKS = (
    (autumn(2023), 7, (PastoralTheme.BEHAVIOUR_IN_SCHOOL, SAFETY)),
    (spring(2024), 3, (SAFETY, PastoralTheme.FAMILY_SUPPORT)),
    (summer(2024), 3, (PastoralTheme.TRANSITION,)),
    (autumn(2024), 6, (SAFETY, ONLINE)),
    (spring(2025), 6, (ONLINE, PastoralTheme.WELLBEING)),
    (summer(2025), 7, (PastoralTheme.TRANSITION, PastoralTheme.ATTENDANCE)),
    (autumn(2025), 7, (PastoralTheme.ATTENDANCE, SAFETY)),
    (spring(2026), 3, (PastoralTheme.ATTENDANCE,)),
    (summer(2026), 3, (PastoralTheme.TRANSITION, PastoralTheme.WELLBEING)),
)
"""In which term and week they talked, and about what."""


def told(region: Collaboration) -> None:
    """The partnership, talk by talk; each of the three reports back in its turn."""
    _on_what_terms(region)
    talks = region.opens(
        PastoralPartnershipFormed, MOSSBANK, autumn(2023).week(4), partners=ALL, leads=ALL,
        terms_of_reference=TERMS_OF_REFERENCE,
    )  # fmt: skip
    for n, (term, week, themes) in enumerate(TALKS):
        host = ALL[n % len(ALL)]
        others = tuple(school for school in ALL if school != host)
        talks.met(
            PastoralDialogueHeld, host, term.week(week, THURSDAY), dict.fromkeys(ALL, 1),
            minutes=75, pastoral_themes=themes,
        )  # fmt: skip
        _between(talks, n)
        talks.then(
            PastoralReportBackGiven, host, term.week(week + 4, THURSDAY), to_schools=others,
            actions_done=1 + n % 3, actions_open=n % 2,
        )  # fmt: skip


def _on_what_terms(region: Collaboration) -> None:
    """Before one school sees what another's staff said, both have signed what may be shared."""
    partners = region.opens(
        PartnershipFormalised, MOSSBANK, autumn(2023).week(4), partners=ALL,
        formality=Formality.INFORMAL, reach=Reach.EXTERNAL,
        career_stages=(CareerStage.MIDDLE_LEADER, CareerStage.SENIOR_LEADER),
    )  # fmt: skip
    for school in ALL:
        partners.then(DataSharingAgreementSigned, school, autumn(2023).week(6), agreement=AGREEMENT)


def _between(talks: Thread, n: int) -> None:
    """What they noticed, asked and took on, after some of the talks."""
    match n:
        case 1:
            talks.then(
                PublicServiceConsulted, IRKFIELD, spring(2024).week(5), consulted_by=ALL,
                public_service=PublicService.POLICE, consulted_for=ConsultedFor.PREVENTION,
                questions_asked=6, advice=(Advice.TRAIN_STAFF, Advice.USE_A_LOCAL_SERVICE),
            )  # fmt: skip
            talks.then(
                JointActionAgreed, IRKFIELD, spring(2024).week(6), taken_on_by=ALL,
                joint_action=JointAction.STAFF_TRAINING,
            )  # fmt: skip
            training = talks.last
            talks.then(JointActionCompleted, MOSSBANK, spring(2024).week(7), joint=training)
        case 3:
            talks.then(
                BehaviourPatternNoticed, IRKFIELD, autumn(2024).week(8),
                pastoral_theme=ONLINE, trend=BehaviourTrend.RISING, schools_count=3,
                seen_from=autumn(2024).week(1), seen_to=autumn(2024).week(7),
            )  # fmt: skip
        case 4:
            talks.then(
                PublicServiceConsulted, MOSSBANK, spring(2025).week(8),
                consulted_by=(MOSSBANK, TONGE_MOSS), public_service=PublicService.HEALTH,
                consulted_for=ConsultedFor.UNDERSTANDING, questions_asked=4,
                advice=(Advice.SPEAK_WITH_FAMILIES, Advice.TEACH_PUPILS),
            )  # fmt: skip
            talks.then(
                JointActionAgreed, MOSSBANK, spring(2025).week(9), taken_on_by=ALL,
                joint_action=JointAction.FAMILY_EVENING,
            )  # fmt: skip
            evening = talks.last
            talks.then(
                JointActionDropped, TONGE_MOSS, spring(2025).week(10), joint=evening,
                barrier=Barrier.CALENDAR_CLASH,
            )  # fmt: skip
        case 6:
            talks.then(
                BehaviourPatternNoticed, IRKFIELD, autumn(2025).week(9),
                pastoral_theme=PastoralTheme.ATTENDANCE, trend=BehaviourTrend.STEADY,
                schools_count=2, seen_from=autumn(2025).week(1), seen_to=autumn(2025).week(8),
            )  # fmt: skip
