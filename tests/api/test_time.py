"""One request is answered at one position; the past answers as it did; few statements do it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from tests.api.desk import ANN, BEN, Desk

PAGE = """{ ledger { school(urn: "900001") { history(first: 50) { totalCount nodes {
  id kind stage sentence nextSteps isWithdrawn schools { name numbers }
  collaboration { title { text } focus { theme } partners { school { name } } }
  life { __typename sentence stored ... on VisitRescheduled { reason { text } } } } } } } }"""


def test_the_past_answers_as_it_did(fresh: Desk):
    act = fresh.plan(fresh.begin())
    planned = fresh.size
    then = fresh.read(f'position recordedAt act(id: "{act}") {{ stage }}', BEN)
    fresh.hold(act)
    assert then["position"] == planned
    for point in (planned, f'"{planned}"', f'"{then["recordedAt"]}"'):
        at = f"(knownBy: {point})"
        asked = f'position recordedAt act(id: "{act}") {{ stage }}'
        assert fresh.read(asked, BEN, at) == then
    assert fresh.read(f'act(id: "{act}") {{ stage }}', BEN)["act"]["stage"] == "HELD"
    before = fresh.read(f'act(id: "{act}") {{ stage }}', BEN, f"(knownBy: {planned - 1})")
    assert before == {"act": None}


def test_what_had_not_happened_by_a_day_is_not_told(fresh: Desk):
    act = fresh.plan(fresh.begin())
    fresh.hold(act)
    asked = f'act(id: "{act}") {{ stage }}'
    assert fresh.read(asked, BEN, '(happenedBy: "2026-03-02")')["act"]["stage"] == "HELD"
    assert fresh.read(asked, BEN, '(happenedBy: "2026-03-01")')["act"] is None


def test_terms_are_those_planned_last_as_known_and_happened_by_then(fresh: Desk):
    together = fresh.begin()
    began = fresh.size
    fresh.record(
        "replanCollaboration", BEN, collaboration=together, aspect="PLANNED_TERMS",
        was="Two school years.", becomes="Three school years.", termsNow=9,
        reason="The younger classes come next.",
        happenedOn="2026-03-02",
    )  # fmt: skip

    def told(at: str) -> int:
        asked = f'collaboration(id: "{together}") {{ plannedTerms }}'
        return fresh.read(asked, ANN, at)["collaboration"]["plannedTerms"]

    assert told("") == 9
    assert told(f"(knownBy: {began})") == 6
    assert told('(happenedBy: "2026-03-01")') == 6
    assert told('(happenedBy: "2026-03-02")') == 9


def test_what_was_wrong_of_a_collaboration_is_told_right_and_the_past_as_it_was(fresh: Desk):
    together = fresh.begin()
    fresh.record(
        "endCollaboration", ANN, collaboration=together, howEnded="COMPLETED",
        happenedOn="2026-03-09",
    )  # fmt: skip
    then = fresh.size
    asked = (
        f'collaboration(id: "{together}") {{ begunOn endedOn plannedTerms focus {{ theme }} '
        "partners { from } life { sentence } }"
    )
    life = fresh.read(f'collaboration(id: "{together}") {{ life {{ id }} }}', ANN)

    def said(theme: str) -> str:
        return f'{{"subject":"science","theme":"{theme}","year_groups":[]}}'

    first, last = (line["id"] for line in life["collaboration"]["life"])
    before = fresh.read(asked, ANN)["collaboration"]
    for entry, field, old, new in (
        (first, "planned_terms", "6", "4"),
        (first, "focus", said("teaching"), said("assessment")),
        (first, "happened_on", '"2025-09-01"', '"2025-09-02"'),
        (last, "happened_on", '"2026-03-09"', '"2026-03-08"'),
    ):
        told = fresh.record(
            "amendCollaboration", BEN, collaboration=together, entry=entry, field=field, old=old,
            new=new, reason="A slip of the pen.",
        )  # fmt: skip
        assert told["__typename"] == "CollaborationAmended", told

    now = fresh.read(asked, ANN)["collaboration"]
    life = [line["sentence"] for line in now.pop("life")]
    assert now == {
        "begunOn": "2025-09-02", "endedOn": "2026-03-08", "plannedTerms": 4,
        "focus": {"theme": "ASSESSMENT"}, "partners": [{"from": "2025-09-02"}] * 2,
    }  # fmt: skip
    assert life[1] == "The collaboration was completed on 8 March 2026."
    assert life[-1] == "Corrected: the day, from 9 March 2026 to 8 March 2026."
    assert fresh.read(asked, ANN, f"(knownBy: {then})")["collaboration"] == before


def test_the_empty_ledger_can_be_asked(desk: Desk):
    told = desk.read("position recordedAt schools { totalCount }", None, "(knownBy: 0)")
    assert told == {"position": 0, "recordedAt": None, "schools": {"totalCount": 0}}


def test_two_points_in_one_document_are_two_snapshots(fresh: Desk):
    size = fresh.size
    fresh.begin()
    told = fresh.ask(
        f"{{ then: ledger(knownBy: {size}) {{ position collaborations {{ totalCount }} }} "
        "now: ledger { position collaborations { totalCount } } }",
        BEN,
    )
    assert told == {
        "then": {"position": size, "collaborations": {"totalCount": 0}},
        "now": {"position": size + 1, "collaborations": {"totalCount": 1}},
    }


@contextmanager
def heard(desk: Desk, hear: Callable[[str], None]) -> Iterator[None]:
    """Tell of every statement that answers a request, and of none that the views are kept by."""
    engine = desk.client.app.state.opened.engine

    def listen(_db: object, _cursor: object, statement: str, *_: object) -> None:
        if threading.current_thread().name != "follower":
            hear(statement)

    sa.event.listen(engine, "before_cursor_execute", listen)
    try:
        yield
    finally:
        sa.event.remove(engine, "before_cursor_execute", listen)


def test_a_write_in_the_middle_of_a_request_does_not_show(fresh: Desk):
    """Another editor records while a request is answered: each field sees the same ledger."""
    together = fresh.begin()
    fields = "{ position a: acts { totalCount } b: acts { totalCount } events { totalCount } }"
    asked = f"{{ first: ledger {fields} second: ledger {fields} }}"
    written: list[threading.Thread] = []

    def write(statement: str) -> None:
        if "history_act" in statement and not written:
            written.append(threading.Thread(target=fresh.plan, args=(together,)))
            written[0].start()
            written[0].join()

    before = fresh.ask(asked, BEN)
    with heard(fresh, write):
        during = fresh.ask(asked, BEN)
    assert written
    assert during["first"] == during["second"]
    assert during == before
    after = fresh.ask(asked, BEN)["first"]
    assert after["a"] == after["b"] == {"totalCount": before["first"]["a"]["totalCount"] + 1}


def test_a_page_takes_as_few_statements_as_an_act(fresh: Desk):
    """Nothing is asked one by one: ten acts with their lives take no more than two."""
    counts = []
    for many in (2, 8):
        for n in range(many):
            act = fresh.plan(fresh.begin(), plannedFor=f"2026-02-{n + 1:02d}")
            fresh.record(
                "rescheduleVisit", ANN, act=act, plannedFor="2026-03-02", reason="It was full up."
            )
        statements: list[str] = []
        with heard(fresh, statements.append):
            told = fresh.ask(PAGE, ANN)["ledger"]["school"]["history"]
        assert len(told["nodes"]) == told["totalCount"]
        assert all(act["life"][-1]["reason"]["text"] == "It was full up." for act in told["nodes"])
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 24


def test_a_mutation_says_that_the_views_are_behind(fresh: Desk):
    together = fresh.begin()
    before = fresh.read("position", BEN)["position"]
    fresh.client.app.state.follower.stop()
    ended = fresh.record(
        "endCollaboration",
        ANN,
        collaboration=together,
        howEnded="COMPLETED",
        happenedOn="2026-03-02",
    )
    assert ended["receipt"] == {"viewsBehind": True}
    assert ended["sentence"] == "The collaboration was completed on 2 March 2026."
    assert fresh.read("position", BEN)["position"] == before
