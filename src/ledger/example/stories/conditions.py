"""What made it possible in Rochdale: what heads promised, hours that were freed, honest readings.

Three times pupils were read to see whether they reason better. The first year says nothing; after
the second there is a little more, in two schools of three.
"""

from __future__ import annotations

from decimal import Decimal
from hashlib import sha256

from ledger.domain.acts.barrier import (
    BarrierCited,
    BarrierLevel,
    BarrierMitigated,
    BarrierSource,
    Mitigation,
    MitigationTried,
)
from ledger.domain.acts.leadership import (
    LeadershipCondition,
    LeadershipConditionCommitted,
    LeadershipConditionEvidenced,
)
from ledger.domain.acts.open_door import OpenDoorOffered
from ledger.domain.acts.partnership import (
    DataSharingAgreementSigned,
    Formality,
    PartnershipFormalised,
    Reach,
)
from ledger.domain.acts.priority import (
    Driver,
    LearningPriorityAdopted,
    Priority,
    PriorityDeclared,
)
from ledger.domain.acts.release_time import Cover
from ledger.domain.acts.shared_evaluation import Comparison, Finding
from ledger.domain.acts.staff_reading import TrustReadingRecorded, TrustScale
from ledger.domain.identifiers import Digest
from ledger.domain.measure import CollectedBy, Direction, Level, Measure, Unit
from ledger.domain.record import Sealed
from ledger.domain.words import Barrier, StaffRole
from ledger.example.act import reading
from ledger.example.collaboration import Collaboration
from ledger.example.days import THURSDAY, TUESDAY, autumn, spring, summer
from ledger.example.diary import Key
from ledger.example.register import HEALEY, MOSSBANK, SPODDEN
from ledger.example.stories import release
from ledger.example.thread import opened

ALL = (MOSSBANK, SPODDEN, HEALEY)
AGREEMENT = Digest(sha256(b"What three schools may share about their staff").hexdigest())
REASONS = Measure(
    measure="reasons-given", level=Level.PUPIL_OUTCOME, unit=Unit.POINTS,
    direction=Direction.HIGHER, scale_min=Decimal(0), scale_max=Decimal(12),
    instrument="Six problems, two points for a reason that holds, 2023 paper",
)  # fmt: skip
READ = (
    {MOSSBANK: (176, "4.9", "2.6"), SPODDEN: (58, "5.3", "2.4"), HEALEY: (31, "5.8", "2.2")},
    {MOSSBANK: (171, "5.0", "2.7"), SPODDEN: (57, "5.2", "2.5"), HEALEY: (30, "6.0", "2.3")},
    {MOSSBANK: (180, "5.6", "2.6"), SPODDEN: (59, "6.1", "2.4"), HEALEY: (32, "5.7", "2.1")},
)
"""How many pupils of each school sat the paper, with mean and deviation: three times."""


def told(trio: Collaboration, visit: Key) -> None:
    """What leaders said and did, and what the pupils' papers say."""
    _promised(trio, visit)
    release.freed(trio.diary, visit, RELEASED)
    _read(trio)
    _in_the_way(trio)
    opened(trio.diary, OpenDoorOffered, SPODDEN, autumn(2026).week(3), slots=3, focus=trio.focus)


RELEASED = (
    (SPODDEN, autumn(2023).week(6), 120, Cover.INTERNAL, 0),
    (HEALEY, autumn(2023).week(6), 240, Cover.SUPPLY, 19_500),
    (MOSSBANK, autumn(2023).week(6), 240, Cover.SUPPLY, 19_500),
)
"""For the first visit: who freed so many minutes of all colleagues together, and what it cost."""


def _promised(trio: Collaboration, visit: Key) -> None:
    """Each head gave it priority, promised one thing, and was taken at their word."""
    for school, condition in (
        (MOSSBANK, LeadershipCondition.COVER),
        (SPODDEN, LeadershipCondition.LOW_STAKES),
        (HEALEY, LeadershipCondition.TIME),
    ):
        trio.opens(
            PriorityDeclared, school, autumn(2023).week(2), priority=Priority.CURRICULUM,
            driver=Driver.PUPIL_NEED,
            statement=Sealed("Pupils say why a method works, in every year group."),
        ).then(
            LearningPriorityAdopted, school, autumn(2023).week(4), adopted_by=StaffRole.HEAD
        )  # fmt: skip
        trio.opens(
            LeadershipConditionCommitted, school, autumn(2023).week(3), condition=condition,
            committed_by=StaffRole.HEAD,
        ).then(
            LeadershipConditionEvidenced, school, autumn(2023).week(7), shown_by=visit
        )  # fmt: skip
    _signed(trio)
    for on, mean in ((autumn(2023).week(5), "4.3"), (summer(2025).week(5), "4.8")):
        trio.opens(
            TrustReadingRecorded, MOSSBANK, on, n=61, mean=Decimal(mean), sd=Decimal("0.9"),
            trust_scale=TrustScale.OMNIBUS_T,
        )  # fmt: skip


def _signed(trio: Collaboration) -> None:
    """Before two schools see what the third one's staff said, all sign what may be shared."""
    partners = trio.opens(
        PartnershipFormalised, MOSSBANK, autumn(2023).week(3), partners=ALL,
        formality=Formality.INFORMAL, reach=Reach.EXTERNAL,
    )  # fmt: skip
    for school in ALL:
        partners.then(DataSharingAgreementSigned, school, autumn(2023).week(4), agreement=AGREEMENT)


def _read(trio: Collaboration) -> None:
    first, second, third = (
        tuple(
            reading("reasons-given", school, *told, collected_by=CollectedBy.OTHER_SCHOOL)
            for school, told in papers.items()
        )
        for papers in READ
    )
    agreed_on = autumn(2025).week(3, TUESDAY)
    (
        trio.evaluation(
            ALL, autumn(2023).week(5, THURSDAY),
            "Do pupils give reasons that hold, more often than those before them?",
            "Means of year 6 and year 7, school by school, marked by another school.",
            measures=(REASONS,), comparison=Comparison.PRE_POST, serves=(1, 2),
        )
        .measured(dict.fromkeys(ALL, 1), first)
        .measured_again(summer(2024).week(10, THURSDAY), "The same paper, a year on.", second)
        .measured_again(summer(2025).week(10, THURSDAY), "The same paper once more.", third)
        .agreed(
            MOSSBANK, agreed_on, Finding.BETTER,
            "More reasons hold than two years ago. The first year alone had shown nothing.",
        )
        .agreed(SPODDEN, agreed_on, Finding.BETTER, "A little better, in the second year.")
        .agreed(HEALEY, agreed_on, Finding.NO_CLEAR_CHANGE, "With one class a year it may be luck.")
    )  # fmt: skip


def _in_the_way(trio: Collaboration) -> None:
    """Smaller than it was, and still there."""
    trio.opens(
        BarrierCited, SPODDEN, spring(2026).week(5), barrier=Barrier.RELEASE_TIME,
        barrier_level=BarrierLevel.STAFF, barrier_source=BarrierSource.MEETING,
        context=Sealed("Two of the four who study lessons have no free afternoon in common."),
    ).then(
        MitigationTried, SPODDEN, spring(2026).week(8), mitigation=Mitigation.RECIPROCAL_TERMS
    ).then(BarrierMitigated, SPODDEN, summer(2026).week(4))  # fmt: skip
