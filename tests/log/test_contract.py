"""The library's own test classes, run as they come on every database."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import pytest
import sqlalchemy as sa
from eventsourcing.dcb import tests as dcb
from eventsourcing.tests import persistence, projection

from ledger.log.engine import open_database
from ledger.log.recorder import Recorder
from ledger.log.schema import prepare
from tests.log.library import Counters, Factory, Tracker


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest) -> Iterator[sa.Engine]:
    in_memory = request.param == "memory"
    url = "sqlite://" if in_memory else request.getfixturevalue(f"{request.param}_url")
    engine = open_database(url)
    prepare(engine)
    yield engine
    engine.dispose()


def test_appends_and_reads_as_the_library_asks(recorder: Recorder) -> None:
    dcb.DCBRecorderTestCase()._test_append_read(recorder)


def test_subscribes_as_the_library_asks(recorder: Recorder) -> None:
    dcb.DCBRecorderTestCase()._test_append_subscribe(recorder)


def every_test_of(case: type) -> pytest.MarkDecorator:
    names = [name for name in dir(case) if name.startswith("test")]
    assert names
    return pytest.mark.parametrize("name", names)


@every_test_of(persistence.TrackingRecorderTestCase)
def test_tracks_as_the_library_asks(name: str, engine: sa.Engine) -> None:
    class Case(persistence.TrackingRecorderTestCase):
        def create_recorder(self) -> Tracker:
            return Tracker(engine)

    Case(name).debug()


@every_test_of(projection.EventCountersViewTestCase)
def test_counts_as_the_library_asks(name: str, engine: sa.Engine) -> None:
    class Case(projection.EventCountersViewTestCase):
        def construct_event_counters_view(self) -> Counters:
            return Counters(engine)

    Case(name).debug()


@every_test_of(projection.TaggedDecisionCountersProjectionTestCase)
def test_feeds_projections_as_the_library_asks(name: str, recorder: Recorder) -> None:
    class Case(projection.TaggedDecisionCountersProjectionTestCase):
        view_class = Counters
        env: ClassVar = {
            "PERSISTENCE_MODULE": "tests.log.library",
            "MAPPER_TOPIC": "eventsourcing.dcb.msgpack:MessagePackMapper",
        }

    Factory.recorder = recorder
    Case(name).debug()
