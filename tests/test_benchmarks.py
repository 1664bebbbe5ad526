"""The benchmarks tell what they measure, and whoever calls them hears when one falls short."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from types import SimpleNamespace

import pytest
import sqlalchemy as sa
from benchmarks import library_settings, result
from benchmarks.__main__ import ALL, run
from benchmarks.building import first_build
from benchmarks.generate import fill, made_up
from benchmarks.runner import rate_beside
from benchmarks.two_sizes import Case, are_no_dearer, medians

from ledger.domain.school import SchoolRegistered
from ledger.log.engine import open_database
from ledger.projections import schools
from ledger.projections.view import Entry, View
from tests.projections.toys import Tally, everyone

ROOT = Path(__file__).resolve().parents[1]


def test_more_is_better_unless_it_says_otherwise(capsys: pytest.CaptureFixture[str]) -> None:
    assert result("views", 4_000, 200, 20, "events/s")
    assert not result("views", 3_900, 200, 20, "events/s")
    assert result("start", 300, 100, 3, "ms", at_most=True)
    assert not result("start", 310, 100, 3, "ms", at_most=True)
    first, *_, last = capsys.readouterr().out.splitlines()
    assert first == "views: ours 4,000.0 events/s, beside 200.0 events/s, ratio 20.00 (reach 20)"
    assert last == "start (less is better): ours 310.0 ms, beside 100.0 ms, ratio 3.10 (reach 3)"


def test_all_are_run_and_who_falls_short_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    ran: list[str] = []

    def ending(name: str, code: int) -> SimpleNamespace:
        return SimpleNamespace(main=lambda: ran.append(name) or code)

    reaches, misses, last = ending("reaches", 0), ending("misses", 1), ending("last", 0)
    assert run({"reaches": reaches, "misses": misses, "last": last}) == 1
    assert ran == ["reaches", "misses", "last"]
    assert capsys.readouterr().err == "fell short: misses\n"
    assert run({"reaches": reaches, "last": last}) == 0


def test_every_benchmark_can_be_named() -> None:
    with_an_end = {
        path.stem
        for path in (ROOT / "benchmarks").glob("*.py")
        if "\ndef main(" in path.read_text()
    }
    assert set(ALL) == with_an_end - {"__main__"}


def test_memory_is_that_of_the_process_and_not_of_who_started_it() -> None:
    held = bytearray(b"x") * 400_000_000
    words = [sys.executable, "-c", "from benchmarks import most_held; print(most_held())"]
    child = subprocess.run(words, check=True, capture_output=True, text=True, cwd=ROOT)
    assert len(held) / 1_000_000 > 400 - 1 > float(child.stdout) > 10


def test_compiled_modules_are_kept_whatever_the_environment_says() -> None:
    asked = "import os, sys, benchmarks; print(sys.dont_write_bytecode, *os.environ)"
    words = [sys.executable, "-c", asked]
    told = subprocess.run(
        words, check=True, capture_output=True, text=True, cwd=ROOT,
        env={"PYTHONDONTWRITEBYTECODE": "1"},
    ).stdout.split()  # fmt: skip
    assert told[0] == "False"
    assert "PYTHONDONTWRITEBYTECODE" not in told


@pytest.fixture
def small(sqlite_url: str) -> Iterator[sa.Engine]:
    """A made-up ledger of a few schools."""
    (engine,) = fill([sqlite_url], islice(made_up(24), 100))
    yield engine
    engine.dispose()


def test_a_view_that_stops_on_the_way_is_not_timed(small: sa.Engine) -> None:
    spoilt = View("spoilt", 1)
    spoilt.table(Tally, key="school", seen_by=everyone)

    @spoilt.folds(SchoolRegistered)
    def _(entry: Entry, known: object) -> Iterator[Tally]:
        raise ZeroDivisionError("cannot")

    assert first_build(small, [schools.view]) > 0
    with pytest.raises(AssertionError, match="stopped on the way"):
        first_build(small, [schools.view, spoilt])


def test_cases_take_turns_and_are_asked_about_the_same_place() -> None:
    asked: list[tuple[str, int]] = []

    def case(name: str, schools: int, took: float) -> Case:
        def seconds(question: str, n: int) -> float:
            asked.append((name, n))
            return took if len(asked) > 4 else 1_000  # the warm-up

        return Case(schools, seconds)

    cases = {"small": case("small", 100, 0.002), "big": case("big", 10_000, 0.003)}
    ms = medians(["engagement"], cases, rounds=1, warm_up=2)
    assert [name for name, _ in asked[:4]] == ["small", "big", "big", "small"]
    assert all(100 * a <= b < 100 * (a + 1) for a, b in _by_turn(asked))
    assert ms == {("engagement", "small"): 2, ("engagement", "big"): 3}
    assert are_no_dearer(["engagement"], ms, "flat", most=1.5)
    assert not are_no_dearer(["engagement"], ms, "flat", most=1.4)


def _by_turn(asked: list[tuple[str, int]]) -> Iterator[tuple[int, int]]:
    """The places in the small ledger and in the big one, turn by turn."""
    for turn in zip(asked[::2], asked[1::2], strict=True):
        places = dict(turn)
        yield places["small"], places["big"]


def test_the_library_is_told_the_password() -> None:
    address = sa.make_url("postgresql://ann:secret@/bench_7?host=/run/here")
    told = library_settings("eventsourcing.postgres", address)
    assert (told["POSTGRES_PASSWORD"], told["POSTGRES_HOST"]) == ("secret", "/run/here")


@pytest.mark.long
def test_the_runner_of_the_library_begins_anew_each_time(database_url: str) -> None:
    engine = open_database(database_url)
    rates = [rate_beside(engine, schools=24) for _ in range(2)]
    engine.dispose()
    assert 0 < max(rates) < 20 * min(rates)
