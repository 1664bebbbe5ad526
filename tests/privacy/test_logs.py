"""What people write reaches no log: when all goes well, when a rule says no, when we err."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from ledger.application import Ledger
from ledger.log.engine import reading, writing
from ledger.log.fault import told
from ledger.log.vault import Vault
from tests.api.desk import ADA, ANN, ASTOR, AUD, BEN, DOVER, EVE, TALK, Desk
from tests.api.test_importing import HEADER, bring, row

MARKER = "quokkamarmalade"
"""A word that stands in what people write here, and in nothing of ours."""

PUPIL = f"The Year 9 boy who likes {MARKER}."
FINE = f"We talk about {MARKER} in science."


def begun(title: str, **other: Any) -> dict[str, Any]:
    return {
        "title": title, "partners": [ASTOR, DOVER], "focus": TALK, "plannedTerms": 6,
        "outcomes": [{"area": "SUBJECT", "statement": "They explain why."}],
        "happenedOn": "2025-09-01",
    } | other  # fmt: skip


def printed(log: pytest.LogCaptureFixture) -> str:
    return log.text + "".join(str(vars(record)) for record in log.records)


def test_words_that_are_recorded(fresh: Desk, log: pytest.LogCaptureFixture):
    answer = fresh.record("beginCollaboration", ANN, **begun(FINE))
    assert answer["__typename"] == "CollaborationBegun"
    assert MARKER not in printed(log)


def test_words_that_are_refused(fresh: Desk, log: pytest.LogCaptureFixture):
    answer = fresh.record("beginCollaboration", ANN, **begun(PUPIL))
    assert (answer["code"], answer["path"]) == ("PUPIL_IDENTIFIER", ["title"])
    assert MARKER not in answer["sentence"]
    assert MARKER not in printed(log)


def test_words_that_meet_a_defect(
    fresh: Desk,
    log: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
):
    def broken(self: Ledger, command: Any, *_: Any) -> Any:
        try:
            raise KeyError(command.title.words)
        except KeyError as wrong:
            raise ValueError(f"no such title: {command.title.words}") from wrong

    monkeypatch.setattr(Ledger, "_append", broken)
    answer = send(fresh, begun(FINE))
    assert answer.status_code == 500
    assert "ValueError" in log.text
    assert "KeyError" in log.text
    assert "broken" in log.text, "and where it arose"
    assert MARKER not in printed(log) + answer.text


def test_words_that_meet_a_broken_database(fresh: Desk, log: pytest.LogCaptureFixture):
    with writing(fresh.client.app.state.opened.engine) as db:
        db.exec_driver_sql("DROP TABLE sealed")
    answer = send(fresh, begun(FINE))
    assert answer.status_code in (500, 503)
    assert "sealed" not in answer.text
    assert MARKER not in printed(log) + answer.text


def test_words_in_a_message_that_cannot_be_read(
    fresh: Desk,
    log: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
):
    def broken(*_: Any) -> Any:
        raise RecursionError(FINE)

    monkeypatch.setattr("api.message.check_document", broken)
    answer = send(fresh, begun(FINE))
    assert answer.status_code == 500
    assert MARKER not in printed(log) + answer.text


def test_words_of_the_wrong_kind(fresh: Desk, log: pytest.LogCaptureFixture):
    for facts in (begun(FINE, plannedTerms=FINE), begun(FINE, focus={"theme": MARKER})):
        answer = send(fresh, facts)
        assert answer.status_code == 400
        assert MARKER not in printed(log)


def test_an_error_of_a_database_does_not_say_what_it_was_given(engine: sa.Engine):
    with pytest.raises(sa.exc.DBAPIError) as error, reading(engine) as db:
        db.execute(sa.text("SELECT :words FROM nowhere"), {"words": MARKER})
    assert MARKER not in str(error.value)


def test_a_fault_is_told_by_its_kind_and_its_place():
    with pytest.raises(AttributeError) as fault:
        Vault.seal(None, [("title", MARKER)], MARKER)  # type: ignore[arg-type]
    assert "AttributeError" in told(fault.value)
    assert "vault.py" in told(fault.value)
    assert "_engine" not in told(fault.value), "no word of the message"


def test_refusals_are_counted_and_their_words_are_not_kept(fresh: Desk):
    for who, title in ((ANN, PUPIL), (ANN, PUPIL), (BEN, "Mr Featherstone leads."), (EVE, FINE)):
        fresh.record("beginCollaboration", who, **begun(title))
    fresh.record("beginCollaboration", None, **begun(PUPIL))

    pupil = {"code": "PUPIL_IDENTIFIER", "school": ASTOR, "count": 2}
    named = {"code": "PERSON_NAMED", "school": DOVER, "count": 1}
    trustee = {"code": "TRUSTEE_CANNOT_RECORD", "school": None, "count": 1}
    assert counts(fresh, AUD) == counts(fresh, ADA) == [named, pupil, trustee]
    assert counts(fresh, ANN) == [pupil]
    assert counts(fresh, BEN) == [named]
    assert counts(fresh, EVE) == counts(fresh, None) == []
    with reading(fresh.client.app.state.opened.engine) as db:
        row = db.exec_driver_sql("SELECT * FROM refusal_count WHERE school = '900001'").one()
    assert set(row._mapping) == {"day", "code", "school", "kind", "count"}
    assert row.kind == "collaboration-begun/1"


def test_what_an_import_refuses_is_counted_too(fresh: Desk):
    mine = fresh.begin()
    told = {"csv": "\n".join([HEADER, row(mine, minutes="1"), row(mine)])}

    assert bring(fresh, ANN, **told)["refused"] == 1
    assert bring(fresh, EVE, **told)["code"] == "TRUSTEE_CANNOT_RECORD"

    out_of_range = {"code": "OUT_OF_RANGE", "school": ASTOR, "count": 1}
    trustee = {"code": "TRUSTEE_CANNOT_RECORD", "school": None, "count": 1}
    assert counts(fresh, AUD) == [out_of_range, trustee]


def test_an_answer_does_not_wait_on_the_counting(fresh: Desk, log: pytest.LogCaptureFixture):
    with writing(fresh.client.app.state.opened.engine) as db:
        db.exec_driver_sql("DROP TABLE refusal_count")
    answer = fresh.record("beginCollaboration", ANN, **begun(PUPIL))
    assert answer["code"] == "PUPIL_IDENTIFIER"
    assert "a refusal was not counted" in log.text
    assert MARKER not in printed(log)


def counts(desk: Desk, who: Any) -> Any:
    return desk.ask("{ refusals { code school count } }", who)["refusals"]


def send(desk: Desk, facts: dict[str, Any]) -> Any:
    document = (
        "mutation($i: BeginCollaborationInput!) { beginCollaboration(input: $i) { __typename } }"
    )
    return desk.send({"query": document, "variables": {"i": facts}}, ANN)
