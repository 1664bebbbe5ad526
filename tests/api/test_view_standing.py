"""How the views stand is told to whoever is signed in, and on the command line."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from api.cli import main
from ledger.projections import VIEWS
from tests.api.desk import ANN, Desk

STANDING = "{ views { name version state position behindEvents isStopped leftOut { position } } }"


def test_whoever_is_signed_in_sees_how_the_views_stand(desk: Desk) -> None:
    desk.begin()
    told = desk.ask(STANDING, ANN)["views"]
    assert {one["name"] for one in told} == {view.name for view in VIEWS}
    assert {one["state"] for one in told} == {"live"}
    assert {(one["position"], one["behindEvents"]) for one in told} == {(desk.size, 0)}
    assert [one for one in told if one["isStopped"] or one["leftOut"]] == []


def test_nobody_else_does(desk: Desk) -> None:
    assert desk.ask(STANDING)["views"] == []


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["view", "park", "history", "7", "--reason", "broken"], "is not stopped"),
        (["view", "unpark", "history", "7"], "has not parked 7"),
        (["view", "park", "tea", "7", "--reason", "broken"], "There is no view tea."),
    ],
)
def test_what_cannot_be_parked_is_told_in_a_sentence(tmp_path, words, sentence) -> None:
    answer = CliRunner().invoke(main, [*words, "--data", str(tmp_path)])
    assert answer.exit_code == 2
    assert sentence in answer.output


def test_the_command_tells_how_the_views_stand(tmp_path) -> None:
    answer = CliRunner().invoke(main, ["view", "status", "--data", str(tmp_path)])
    assert answer.exit_code == 0
    assert all(view.name in answer.output for view in VIEWS)
