"""A ledger that is told a story, on each database."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
import sqlalchemy as sa

from tests.projections.story import Ledger, told
from tests.scenario import Scenario

Tell = Callable[[Scenario], Ledger]


@pytest.fixture
def tell(engine: sa.Engine) -> Iterator[Tell]:
    """Makes a ledger whose views have read a story."""
    made: list[Ledger] = []

    def tell(story: Scenario) -> Ledger:
        made.append(told(engine, story))
        return made[-1]

    yield tell
    for ledger in made:
        ledger.recorder.close()
