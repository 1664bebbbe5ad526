"""What became of advice: the hub suggests to each school one thing that it could do next.

Some did it, one had its reasons not to, one never answered, and one is still thinking.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from ledger.domain.act import Opening
from ledger.domain.acts.family_match import FamilyMatchConsulted, MatchSource, MatchVariable
from ledger.domain.acts.hub_eligibility import HubEligibilityEnquired
from ledger.domain.acts.network import (
    NetworkJoined,
    NetworkKind,
    NetworkLeft,
    NetworkRenewed,
    WhyLeftNetwork,
)
from ledger.domain.acts.next_step import (
    NextStepDeclined,
    NextStepKind,
    NextStepLapsed,
    NextStepSuggested,
    NextStepTaken,
)
from ledger.domain.acts.pairing import (
    HowPairingEnded,
    PairingAgreed,
    PairingEnded,
    PairingProposed,
)
from ledger.domain.acts.research_school import (
    ResearchActivity,
    ResearchEngagementHeld,
    ResearchLinkEnded,
    ResearchSchoolLinked,
)
from ledger.domain.acts.subject_association import (
    AssociationActivity,
    AssociationActivityAttended,
    SubjectAssociationJoined,
    SubjectAssociationLeft,
)
from ledger.domain.identifiers import ProviderId, SchoolId
from ledger.domain.outcome import Area
from ledger.domain.words import Barrier, StaffRole, Subject
from ledger.example.days import TUESDAY, autumn, spring, summer
from ledger.example.diary import Diary, Key
from ledger.example.register import (
    CRETEWAY,
    DUMPTON_GAP,
    GOODWIN_SANDS,
    HOUGHAM,
    LEAS_LIFT,
    OLD_PARK,
    PEGWELL,
    SAMPHIRE,
    SNARGATE,
    SUGARLOAF,
    WALMER,
)
from ledger.example.stories.hub import CHARITY
from ledger.example.thread import Thread, opened

Suggest = Callable[..., Thread]


def told(diary: Diary, hub: Key) -> None:
    """Each piece of advice, with its end if it has one."""

    def suggest(school: SchoolId, step: NextStepKind, on: date, answer_by: date) -> Thread:
        return opened(
            diary, NextStepSuggested, SNARGATE, on, school=school, next_step=step,
            suggested_by=SNARGATE, suggested_at=hub, answer_by=answer_by,
        )  # fmt: skip

    def taken(
        advice: Thread, kind: type[Opening], school: SchoolId, on: date, **facts: Any
    ) -> Thread:
        done = opened(diary, kind, school, on, **facts)
        advice.then(NextStepTaken, school, on, taken_by=done.key)
        return done

    _networks(suggest, taken)
    _one_like_us(suggest, taken, diary)
    _research(suggest, taken)
    _associations(suggest, taken)
    _not_done(suggest)


def _networks(suggest: Suggest, taken: Suggest) -> None:
    first, again = spring(2024).week(7), spring(2025).week(6)
    charity: dict[str, Any] = {
        "network_kind": NetworkKind.TDT_NETWORK, "network_name": "Teacher learning network",
    }  # fmt: skip
    advice = suggest(OLD_PARK, NextStepKind.NETWORK, first, summer(2024).week(5))
    taken(
        advice, NetworkJoined, OLD_PARK, summer(2024).week(2), **charity,
        member_until=summer(2025).week(2),
    ).then(
        NetworkRenewed, OLD_PARK, summer(2025).week(1), member_until=summer(2026).last
    )  # fmt: skip
    advice = suggest(LEAS_LIFT, NextStepKind.NETWORK, first, summer(2024).week(5))
    taken(
        advice, NetworkJoined, LEAS_LIFT, summer(2024).week(3), **charity,
        member_until=summer(2025).week(3),
    ).then(
        NetworkLeft, LEAS_LIFT, again, why_left_network=WhyLeftNetwork.BUDGET
    )  # fmt: skip


def _one_like_us(suggest: Suggest, taken: Suggest, diary: Diary) -> None:
    """A school looks for one like it, and asks it."""
    on = autumn(2024).week(11)
    advice = suggest(SUGARLOAF, NextStepKind.FAMILY_MATCH, on, spring(2025).week(6))
    match = taken(
        advice, FamilyMatchConsulted, SUGARLOAF, spring(2025).week(2),
        match_source=MatchSource.EEF, match_edition="2024", candidates=24,
        match_variables=(MatchVariable.PRIOR_ATTAINMENT, MatchVariable.FREE_SCHOOL_MEALS),
    )  # fmt: skip
    opened(
        diary, PairingProposed, SUGARLOAF, spring(2025).week(5), pair_with=SAMPHIRE,
        area=Area.SUBJECT, found_by=match.key,
    ).then(PairingAgreed, SAMPHIRE, spring(2025).week(7)).then(
        PairingEnded, SUGARLOAF, summer(2026).week(6),
        how_pairing_ended=HowPairingEnded.COMPLETED,
    )  # fmt: skip


def _research(suggest: Suggest, taken: Suggest) -> None:
    advice = suggest(
        SAMPHIRE, NextStepKind.RESEARCH_SCHOOL, summer(2024).week(7), autumn(2024).week(6)
    )
    link = taken(
        advice, ResearchSchoolLinked, SAMPHIRE, autumn(2024).week(4), research_school=DUMPTON_GAP
    )
    for on, activity in (
        (autumn(2024).week(9, TUESDAY), ResearchActivity.BRIEFING),
        (summer(2025).week(6, TUESDAY), ResearchActivity.TRAINING),
    ):
        link.met(
            ResearchEngagementHeld, SAMPHIRE, on, {SAMPHIRE: 3, DUMPTON_GAP: 2}, minutes=90,
            research_activity=activity,
        )  # fmt: skip
    link.then(ResearchLinkEnded, SAMPHIRE, summer(2026).week(10))


def _associations(suggest: Suggest, taken: Suggest) -> None:
    advice = suggest(
        PEGWELL, NextStepKind.SUBJECT_ASSOCIATION, autumn(2025).week(6), spring(2026).week(4)
    )
    taken(
        advice, SubjectAssociationJoined, PEGWELL, autumn(2025).week(12),
        association=ProviderId("mathematics-centre"), subject=Subject.MATHEMATICS,
        role=StaffRole.SUBJECT_LEAD, has_network=True,
    ).then(
        AssociationActivityAttended, PEGWELL, spring(2026).week(5), attended=2,
        association_activity=AssociationActivity.NETWORK_MEETING,
    ).then(SubjectAssociationLeft, PEGWELL, summer(2026).week(11))  # fmt: skip
    advice = suggest(
        GOODWIN_SANDS, NextStepKind.HUB_ELIGIBILITY, spring(2026).week(10), summer(2026).week(4)
    )
    taken(advice, HubEligibilityEnquired, GOODWIN_SANDS, summer(2026).week(3), asked_of=CHARITY)


def _not_done(suggest: Suggest) -> None:
    suggest(
        HOUGHAM, NextStepKind.PAIRING, spring(2024).week(7), summer(2024).week(5)
    ).then(
        NextStepDeclined, HOUGHAM, summer(2024).week(4), barrier=Barrier.RATING_RESENTMENT
    )  # fmt: skip
    suggest(
        CRETEWAY, NextStepKind.NETWORK, spring(2024).week(7), summer(2024).week(5)
    ).then(NextStepLapsed, SNARGATE, summer(2024).week(7))  # fmt: skip
    suggest(WALMER, NextStepKind.NETWORK, summer(2026).week(12), autumn(2026).week(13))
