"""The application: what it serves beside GraphQL, and how it stands when something is wrong."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from starlette.testclient import TestClient

import api
from api.app import create_app
from api.identity import KEY, UnsafeKey, issue
from ledger.log.address import Unusable
from ledger.log.engine import writing
from ledger.projections.build import projection
from ledger.settings import read_settings
from tests.api.desk import ANN, AUD, Desk


def test_the_page_at_the_root_says_what_this_is(desk: Desk):
    page = desk.client.get("/")
    assert page.status_code == 200
    assert "<h1>The collaboration ledger</h1>" in page.text
    for link in ("/schema.graphql", "/graphiql", "/readyz"):
        assert f'href="{link}"' in page.text
        assert desk.client.get(link).status_code == 200
    assert "<script" not in page.text


def test_the_schema_is_served_as_it_is_committed(desk: Desk):
    committed = Path(api.__file__).with_name("schema.graphql").read_text()
    assert desk.client.get("/schema.graphql").text == committed


def test_the_process_says_that_it_lives(desk: Desk):
    assert desk.client.get("/healthz").status_code == 200


def test_readiness_names_its_checks(desk: Desk):
    answer = desk.client.get("/readyz")
    told = answer.json()
    assert (answer.status_code, told["ready"]) == (200, True)
    assert list(told["checks"]) == [
        "schema", "database", "keys", "migrations", "follower",
        "view schools", "view trusts", "view intakes", "view calendars", "view collaborations",
        "view history", "view engagement", "view readings", "view findings", "view money",
        "view market", "view turns",
    ]  # fmt: skip
    assert all(check["ok"] for check in told["checks"].values())


def test_a_view_that_stopped_is_named_and_the_others_go_on_answering(fresh: Desk):
    engine = fresh.client.app.state.opened.engine
    with writing(engine) as db:
        halted = sa.update(projection).where(projection.c.name == "history")
        db.execute(halted.values(state="halted", position=2, fault="secret words"))
    answer = fresh.client.get("/readyz")
    assert answer.status_code == 503
    assert not answer.json()["checks"]["view history"]["ok"]
    assert "secret words" not in answer.text
    assert fresh.read("schools { totalCount }")["schools"]["totalCount"] == 5
    refused = fresh.send({"query": "{ ledger { acts { totalCount } } }"})
    assert refused.status_code == 503
    assert refused.json()["errors"][0]["extensions"]["code"] == "NOT_READY"


def test_a_follower_that_stopped_makes_the_process_not_ready(fresh: Desk):
    fresh.client.app.state.follower.stop()
    answer = fresh.client.get("/readyz")
    assert answer.status_code == 503
    assert not answer.json()["checks"]["follower"]["ok"]


def test_a_defect_is_masked_and_logged_under_its_number(
    fresh: Desk, caplog: pytest.LogCaptureFixture
):
    engine = fresh.client.app.state.opened.engine
    with writing(engine) as db:
        db.execute(sa.text("DROP VIEW schools_school"))
        db.execute(sa.text("CREATE VIEW schools_school AS SELECT 1 AS school, 2 AS name"))
    with caplog.at_level(logging.ERROR):
        answer = fresh.send({"query": '{ ledger { school(urn: "900001") { name } } }'})
    assert answer.status_code in (500, 503)
    message = answer.json()["errors"][0]["message"]
    assert "schools_school" not in answer.text
    assert "SELECT" not in answer.text
    assert message
    assert "ProgrammingError" in caplog.text or "OperationalError" in caplog.text
    assert "school.py" in caplog.text, "and where it arose"


def test_production_shows_no_graphiql_and_believes_no_token(tmp_path: Path):
    token = issue(read_settings({}, data=tmp_path), AUD, datetime.now(UTC))
    settings = read_settings({}, data=tmp_path, environment="production")
    with TestClient(create_app(settings)) as client:
        assert client.get("/graphiql").status_code == 404
        assert "graphiql" not in client.get("/").text
        asked = {"query": "{ ledger { schools { totalCount } } }"}
        assert client.post("/graphql", json=asked).status_code == 200
        believed = client.post("/graphql", json=asked, headers={"Authorization": f"Bearer {token}"})
        assert believed.status_code == 401
        assert "No identity provider" in believed.text


def test_a_key_that_lies_open_stops_the_start(tmp_path: Path):
    (tmp_path / KEY).write_bytes(b"")
    (tmp_path / KEY).chmod(0o644)
    with (
        pytest.raises(UnsafeKey),
        TestClient(create_app(read_settings({}, data=tmp_path))),
    ):
        pass


def test_a_database_that_cannot_be_stops_the_start(tmp_path: Path):
    settings = read_settings({}, data=tmp_path, database="mysql://host/ledger")
    with pytest.raises(Unusable), TestClient(create_app(settings)):
        pass


def test_what_is_recorded_is_there_after_a_new_start(tmp_path: Path, database_url: str):
    settings = read_settings({}, data=tmp_path, database=database_url)
    with TestClient(create_app(settings)) as client:
        together = Desk(client, settings).registered().begin()
    with TestClient(create_app(settings)) as client:
        told = Desk(client, settings).read(
            f'collaboration(id: "{together}") {{ title {{ text }} }}', ANN
        )
    assert told["collaboration"]["title"]["text"] == "Talk in science"
