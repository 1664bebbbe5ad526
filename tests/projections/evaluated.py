"""Made-up histories of schools that do little but measure, correct, doubt and measure again."""

from __future__ import annotations

from datetime import date
from functools import cache
from random import Random

from ledger.domain.acts.amendment import Amended
from ledger.domain.acts.shared_evaluation import (
    BaselineRecorded,
    FollowUpReadingRecorded,
    SharedEvaluationDesigned,
)
from ledger.domain.acts.withdrawal import Reinstated, Retracted
from ledger.domain.collaboration import CollaborationBegun
from ledger.domain.correction import corrected
from ledger.domain.identifiers import ActId
from ledger.domain.past import Recorded
from tests.projections.made_up import LATER, REASON, SCHOOLS, Teller, evaluation
from tests.projections.story import colleague
from tests.scenario import ADA, Scenario, begun, school

AUTUMN, CHRISTMAS = date(2025, 9, 8), date(2025, 12, 31)


@cache
def evaluated(seed: int, size: int = 50) -> Scenario:
    """Two collaborations of four schools each, and what they measured."""
    teller = Evaluator(Random(seed))
    for number in SCHOOLS:
        teller.says(ADA, school(number))
    for partners in (SCHOOLS[:4], SCHOOLS[3:7]):
        teller.says(colleague(partners[0]), begun(*partners))
    while len(teller.story.entries) < size:
        teller.goes_on()
    return teller.story


class Evaluator(Teller):
    """Tells of evaluations alone, most of them read twice or more."""

    def goes_on(self) -> None:
        designs = self.of(SharedEvaluationDesigned)
        if len(designs) < 2 or self.random.random() < 0.05:
            self.designs(self.random.choice(self.of(CollaborationBegun)))
        else:
            self.measures(self.random.choice(designs))

    def designs(self, begun: Recorded[CollaborationBegun]) -> None:
        common = {
            "collaboration": begun.id,
            "focus": self.focus(),
            "planned_for": AUTUMN,
            "minutes": 60,
        }
        partners = begun.event.partners
        self.says(colleague(partners[0]), evaluation(partners, common))

    def measures(self, design: Recorded[SharedEvaluationDesigned]) -> None:
        of, partners = ActId(str(design.id)), design.event.partners
        by, luck = colleague(self.random.choice(partners)), self.random.random()
        held = [e for e in self.life(of) if isinstance(e.event, BaselineRecorded)]
        if not held:
            when = self.happened(partners) | {"happened_on": self.day(AUTUMN, CHRISTMAS)}
            self.says(by, BaselineRecorded(act=of, **self.readings(partners), **when))
        elif luck < 0.35:
            day, read = self.day(CHRISTMAS), self.readings(partners, later=True)
            self.says(by, FollowUpReadingRecorded(act=of, happened_on=day, tried=REASON, **read))
        elif luck < 0.55:
            self.says(by, self.correction(of))
        elif luck < 0.65:
            turn = self.random.choice([Retracted, Reinstated])
            self.says(by, turn(act=of, reason=REASON))
        elif luck < 0.75:
            self.says(by, self.confirmation(of, by))
        else:
            later = self.random.choice(LATER[SharedEvaluationDesigned][2:])
            self.says(by, later(self, of, (by.school, by.school)))

    def correction(self, of: ActId) -> Amended:
        """Some of the numbers were wrong."""
        read = [e for e in corrected(tuple(self.life(of))) if hasattr(e.event, "readings")]
        return self.amends(of, self.random.choice(read), "readings")
