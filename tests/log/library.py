"""What the library's own test classes need beside the recorder: a view that tracks, a factory."""

from __future__ import annotations

from typing import Any, ClassVar

import sqlalchemy as sa
from eventsourcing.dcb.persistence import DCBInfrastructureFactory
from eventsourcing.persistence import (
    InfrastructureFactory,
    IntegrityError,
    Tracking,
    TrackingRecorder,
)
from eventsourcing.tests.projection import EventCountersView
from sqlalchemy.dialects import postgresql, sqlite

from ledger.log.engine import reading, writing
from ledger.log.recorder import Recorder
from ledger.log.tables import tracking

counter = sa.Table(
    "counter",
    sa.MetaData(),
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("count", sa.Integer, nullable=False),
)


class Tracker(TrackingRecorder):
    """Keeps positions that never go back."""

    def __init__(self, engine: sa.Engine) -> None:
        self.engine = engine
        self.insert = postgresql.insert if engine.dialect.name == "postgresql" else sqlite.insert

    def insert_tracking(self, tracking: Tracking) -> None:
        with writing(self.engine) as db:
            self.track(db, tracking)

    def track(self, db: sa.Connection, new: Tracking) -> None:
        moved = (
            self.insert(tracking)
            .values(application_name=new.application_name, notification_id=new.notification_id)
            .on_conflict_do_update(
                index_elements=["application_name"],
                set_={"notification_id": new.notification_id},
                where=tracking.c.notification_id < new.notification_id,
            )
            .returning(tracking.c.notification_id)
        )
        if db.scalar(moved) is None:
            raise IntegrityError(new)

    def max_tracking_id(self, application_name: str) -> int | None:
        wanted = tracking.c.application_name == application_name
        with reading(self.engine) as db:
            return db.scalar(sa.select(tracking.c.notification_id).where(wanted))


class Counters(Tracker, EventCountersView):
    """Counts events in the transaction that moves the position."""

    def __init__(self, engine: sa.Engine) -> None:
        super().__init__(engine)
        with writing(engine) as db:
            counter.create(db, checkfirst=True)

    def get_created_event_counter(self) -> int:
        return self._count("created")

    def get_subsequent_event_counter(self) -> int:
        return self._count("subsequent")

    def incr_created_event_counter(self, tracking: Tracking) -> None:
        self._increase("created", tracking)

    def incr_subsequent_event_counter(self, tracking: Tracking) -> None:
        self._increase("subsequent", tracking)

    def _count(self, name: str) -> int:
        with reading(self.engine) as db:
            return db.scalar(sa.select(counter.c.count).where(counter.c.name == name)) or 0

    def _increase(self, name: str, tracking: Tracking) -> None:
        more = self.insert(counter).values(name=name, count=1)
        with writing(self.engine) as db:
            self.track(db, tracking)
            db.execute(
                more.on_conflict_do_update(
                    index_elements=["name"], set_={"count": counter.c.count + 1}
                )
            )


class Factory(InfrastructureFactory[Tracker], DCBInfrastructureFactory[Tracker]):
    """How the library's runner finds the log and its views."""

    recorder: ClassVar[Recorder]

    def dcb_recorder(self) -> Recorder:
        return self.recorder

    def tracking_recorder(self, tracking_recorder_class: Any = None) -> Tracker:
        return (tracking_recorder_class or Tracker)(self.recorder.engine)

    def aggregate_recorder(self, purpose: str = "events") -> Any:
        raise NotImplementedError

    def application_recorder(self) -> Any:
        raise NotImplementedError

    def process_recorder(self) -> Any:
        raise NotImplementedError

    def close(self) -> None:
        """The test that made the recorder closes it."""
