"""Evaluations at a desk: schools that design, measure, and measure again."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from ledger.domain.past import LONDON
from tests.api.desk import A_DAY, ANN, ASTOR, DOVER, LATER, TALK, Desk

F = """fragment F on Figure { value unit n state sentence range { low high } security reasons
  cautions { code } receipt sourceCount sources { nodes { position } } }"""

AGE = {
    "measure": "age", "level": "PUPIL_OUTCOME", "unit": "STANDARDISED_SCORE",
    "direction": "HIGHER", "scaleMin": "0", "scaleMax": "200", "instrument": "NGRT, 2024",
}  # fmt: skip


def design(desk: Desk, together: str, partners: tuple[str, ...], **more: Any) -> str:
    """An evaluation, by its id."""
    facts = {
        "collaboration": together, "plannedFor": A_DAY, "minutes": 60, "partners": list(partners),
        "focus": TALK, "question": "Do they read better?", "measures": [AGE],
        "comparison": "PRE_POST", "analysisPlan": "Compare the means of both readings.",
    }  # fmt: skip
    answer = desk.record("designSharedEvaluation", ANN, **facts | more)
    assert "id" in answer, answer
    return answer["id"]


def read(school: str = ASTOR, n: int = 26, mean: str = "6.4", sd: str = "1.3", **more: Any) -> Any:
    """One mean, taken by somebody else."""
    facts = {"measure": "age", "school": school, "n": n, "mean": mean, "sd": sd}
    return facts | {"collectedBy": "EXTERNAL"} | more


def first(
    desk: Desk,
    act: str,
    *readings: Any,
    schools: tuple[str, ...] = (ASTOR, DOVER),
    day: str = A_DAY,
    **more: Any,
) -> Any:
    """The first readings."""
    there = [{"school": school, "attended": 2} for school in schools]
    answer = desk.record(
        "recordBaseline", ANN, act=act, happenedOn=day, minutes=60, attendance=there,
        readings=list(readings), **more,
    )  # fmt: skip
    assert "id" in answer, answer
    return answer


def again(desk: Desk, act: str, *readings: Any, day: str = LATER, **more: Any) -> Any:
    """Later readings."""
    answer = desk.record(
        "recordFollowUpReading", ANN, act=act, happenedOn=day, tried="More talk.",
        readings=list(readings), **more,
    )  # fmt: skip
    assert "id" in answer, answer
    return answer


SAME = {"isSamePeople": True}


def in_time() -> dict[str, str]:
    """Days on which nothing is late: the first readings were taken yesterday, the later today."""
    today = datetime.now(LONDON).date()
    return {"day": str(today - timedelta(days=1)), "later": str(today)}


def measured(  # noqa: PLR0917
    desk: Desk, act: str, who: Any, fields: str, code: str = "age", at: str = ""
) -> Any:
    """What a measure says; `...F` stands for a whole figure."""
    document = f'{{ ledger{at} {{ measure(act: "{act}", code: "{code}") {{ {fields} }} }} }} {F}'
    return desk.ask(document if "...F" in fields else document.removesuffix(F), who)["ledger"][
        "measure"
    ]


def last_of(desk: Desk, act: str, who: Any, code: str = "age", at: str = "") -> Any:
    """The last reading of the first school, with its change and its effect."""
    fields = "bySchool { urn series { change { ...F } effect { ...F } level { ...F } } }"
    told = measured(desk, act, who, fields, code, at)
    return told["bySchool"][0]["series"][-1]


def opened(desk: Desk, figure: Any, who: Any) -> Any:
    """What the receipt of a figure says when it is opened."""
    asked = f'{{ receipt(id: "{figure["receipt"]}") {{ isSame figure {{ value }} }} }}'
    return desk.ask(asked, who)["receipt"]
