"""A figure of an act is the same by whichever number of a school it is asked."""

from __future__ import annotations

from collections.abc import Iterator
from inspect import signature
from typing import Any

import pytest

import api.schema  # noqa: F401 (whatever can be asked is known once it is there)
from ledger.domain.identifiers import SchoolId
from ledger.domain.measure import Arm
from ledger.domain.school import SchoolSucceeded, Succession
from ledger.figures.calling import NAMING
from ledger.figures.figure import Figure
from ledger.figures.method import METHODS
from tests.figures import pooled, test_moderation, test_shared_post
from tests.figures.studied import Studied, mean
from tests.figures.told import asking
from tests.scenario import ASTOR, DEAL, DOVER, TODAY, Scenario, school

ACADEMY = SchoolId("999999")
"""Nobody ever said this number in one of these acts."""


def asked_of_a_school() -> Iterator[str]:
    for code, method in METHODS.items():
        named = signature(method.answer).parameters.keys()
        if "act" in named and not named.isdisjoint(NAMING):
            yield code


def told() -> dict[str, tuple[Scenario, dict[str, Any]]]:
    """For each place a story, and what is asked of it."""
    study = Studied([mean(n, 100) for n in range(4)], [mean(n, 105) for n in range(4)])
    entry = study.act + 2 + len(study.schools)
    payer = pooled.SECOND
    judged = test_moderation.judged().and_then(*test_moderation.agreed_on(range(45), 1))
    return {
        "commission": (
            pooled.released(pooled.reconciled(), payer),
            {"act": pooled.COMMISSION, "school": payer, "with_release": True},
        ),
        "shared_post": (test_shared_post.left(), {"act": 13, "school": test_shared_post.LEAVES}),
        "moderation": (judged, {"act": 5, "school": ASTOR, "first": ASTOR, "second": DOVER}),
        "comparison": (test_moderation.compared(), {"act": 5, "school": DEAL}),
        "impact": (
            study.story,
            {"act": study.act, "code": "age", "school": study.schools[0], "entry": entry,
             "arm": str(Arm.PARTICIPANT)},
        ),
    }  # fmt: skip


@pytest.mark.parametrize("place", told())
def test_both_numbers_of_a_school_give_its_figure(place: str):
    story, arguments = told()[place]
    old = arguments.get("first", arguments["school"])
    link = SchoolSucceeded(
        school=old, successor=ACADEMY, succession=Succession.SUCCESSION, happened_on=TODAY
    )
    renamed = {
        name: ACADEMY if name in NAMING and value == old else value
        for name, value in arguments.items()
    }
    codes = [code for code in asked_of_a_school() if code.startswith(f"{place}.")]
    with asking(story.and_then(school(ACADEMY), link)) as now:
        told_by_old = {code: _ask(now, code, arguments) for code in codes}
        told_by_new = {code: _ask(now, code, renamed) for code in codes}
    assert {code: said(one) for code, one in told_by_new.items()} == {
        code: said(one) for code, one in told_by_old.items()
    }
    assert any(one.value is not None for one in told_by_old.values())


def test_each_method_that_names_a_school_in_an_act_has_its_story():
    assert {code.partition(".")[0] for code in asked_of_a_school()} == told().keys()


def _ask(now: Any, code: str, arguments: dict[str, Any]) -> Figure:
    wanted = signature(METHODS[code].answer).parameters
    return METHODS[code].ask(now, **{n: v for n, v in arguments.items() if n in wanted})


def said(figure: Figure) -> tuple[Any, ...]:
    return figure.value, figure.range, figure.n, figure.state, figure.message, figure.sources
