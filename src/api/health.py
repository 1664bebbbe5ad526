"""Whether the process lives, and whether it can answer: for whoever operates the ledger."""

from __future__ import annotations

import time
from typing import Any

import sqlalchemy as sa

from api.growing import Growing
from api.opened import Opened
from ledger.log.engine import reading
from ledger.log.schema import HEAD
from ledger.projections import VIEWS
from ledger.projections.build import LIVE
from ledger.projections.follower import Follower
from ledger.projections.status import Status, status


def readiness(opened: Opened, follower: Follower, schema: Growing) -> dict[str, Any]:
    """Every check by its name, each with `ok` and what there is to say; and `ready` for all."""
    checks = {
        "schema": {"ok": schema.fault is None, "fault": _known(schema.fault)},
        "database": _database(opened.engine),
        "keys": _database(opened.keys.engine),
    }
    if checks["database"]["ok"]:
        checks["migrations"] = _migrations(opened.engine)
    if all(check["ok"] for check in checks.values()):
        checks["follower"] = {"ok": follower.is_running, "fault": _known(follower.fault)}
        checks |= _views(opened)
    return {"ready": all(check["ok"] for check in checks.values()), "checks": checks}


def microseconds_now() -> int:
    """Microseconds since 1970, by the clock of this machine."""
    return time.time_ns() // 1000


def _database(engine: sa.Engine) -> dict[str, Any]:
    try:
        with reading(engine) as db:
            db.execute(sa.select(1))
    except (sa.exc.OperationalError, sa.exc.InterfaceError):
        return {"ok": False, "fault": "The database does not answer."}
    return {"ok": True}


def _migrations(engine: sa.Engine) -> dict[str, Any]:
    with reading(engine) as db:
        found = db.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return {"ok": found == HEAD, "found": found, "needed": HEAD}


def _views(opened: Opened) -> dict[str, dict[str, Any]]:
    """One check a view: the build that answers, or else the newest there is."""
    builds = status(opened.engine, VIEWS, microseconds_now())
    return {
        f"view {view.name}": _view([b for b in builds if b.view == view.name]) for view in VIEWS
    }


def _view(builds: list[Status]) -> dict[str, Any]:
    chosen = next(
        (build for build in builds if build.state == LIVE), builds[-1] if builds else None
    )
    if chosen is None:
        return {"ok": False, "state": "missing"}
    return {
        "ok": chosen.state == LIVE,
        "version": chosen.version,
        "state": chosen.state,
        "position": chosen.position,
        "behind_events": chosen.behind_events,
        "behind_seconds": round(chosen.behind_seconds, 1),
        "fault": _known(chosen.fault),
        "parked": [one.position for one in chosen.parked],
    }


def _known(fault: str | None) -> str | None:
    """That there is a fault, and where to read it: its text may hold what is not for everybody."""
    return None if fault is None else "See the log of the server, or `ledger status`."
