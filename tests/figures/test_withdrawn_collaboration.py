"""Of a collaboration that was recorded in error no figure tells anything."""

from __future__ import annotations

from ledger.domain.collaboration_withdrawal import CollaborationReinstated, CollaborationWithdrawn
from ledger.domain.record import Sealed
from ledger.figures import subject
from ledger.figures.figure import FigureState
from ledger.figures.scorecard import met, scorecard
from ledger.figures.scorecards.finding import Framework
from ledger.figures.scorecards.reading import record_of
from ledger.figures.ties import ties
from ledger.figures.whose import whose
from tests.projections.story import AUDITOR, asked_of, colleague, editor
from tests.scenario import ASTOR, BEGUN, DOVER, TOGETHER, given

WHOLE = 4
TWICE = {"collaboration": TOGETHER, "reason": Sealed("we had begun it already")}
STORY = given(
    BEGUN, CollaborationWithdrawn(**TWICE), (colleague(DOVER), CollaborationReinstated(**TWICE))
)


def test_its_scorecards_its_network_and_its_record_are_not_told_while_it_is_withdrawn() -> None:
    for known_by, stands in ((WHOLE, True), (WHOLE + 1, False), (WHOLE + 2, True)):
        for scope in (AUDITOR, editor(ASTOR)):
            with asked_of(STORY, scope, known_by=known_by) as now:
                card = scorecard(now, WHOLE, Framework.DFE_STANDARD)
                figure = met.ask(now, collaboration=WHOLE, framework=str(Framework.DFE_STANDARD))
                assert bool(card) is stands
                assert (figure.state is not FigureState.NOT_RECORDED) is stands
                assert (record_of(now, WHOLE) is not None) is stands
                assert (whose(now, subject.collaboration(WHOLE)) is not None) is stands
                assert ties(now, subject.collaboration(WHOLE)).schools == (
                    frozenset({ASTOR, DOVER}) if stands else frozenset()
                )
