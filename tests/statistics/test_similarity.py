"""How alike two schools are: 1,445 distances that were published, and what must hold for any."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import groupby
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.statistics.no_answer import Impossible, NoAnswer, NoSpread, TooFew
from ledger.statistics.similarity import (
    PRIMARY_WEIGHTS,
    SECONDARY_SPREADS,
    WORDS,
    Registered,
    Values,
    nearest,
    primary_distance,
    register_distance,
    secondary_distance,
    spreads_of,
)

SCHOOLS = Path(__file__).resolve().parents[2] / "../shared/data/schools"

DOVER = Registered("primary", 201, 24.0, 40, "urban", "mixed")
DEAL = Registered("primary", 190, 12.5, 21, "rural", "mixed")
SPREADS = {"log_pupils": 0.7, "percent_fsm": 14.0, "sen_per_pupil": 0.06}


def rows(name: str) -> list[dict[str, str]]:
    return json.loads((SCHOOLS / f"similar_{name}Entry.json").read_text(encoding="utf-8"))


def intakes(name: str) -> dict[str, Values]:
    return {
        row["URN"]: {
            variable: None if text == "NA" else float(text)
            for variable, text in row.items()
            if variable != "URN"
        }
        for row in rows(name)
    }


@pytest.fixture(scope="module")
def primaries() -> dict[str, Values]:
    return intakes("PrimaryValues")


def test_the_weights_are_those_that_were_recovered():
    recovered = json.loads((SCHOOLS / "similar_primary_weights.json").read_text(encoding="utf-8"))
    assert recovered["weights"] == PRIMARY_WEIGHTS


def test_the_published_distances_come_out_and_in_the_same_order(primaries: dict[str, Values]):
    published = [
        row
        for row in rows("PrimaryGroups")
        if row["URN"] in primaries and row["NeighbourURN"] in primaries
    ]
    assert len(published) == 1445
    for school, neighbours in groupby(published, key=lambda row: row["URN"]):
        in_order = sorted(neighbours, key=lambda row: int(row["Rank"]))
        ours = [
            primary_distance(primaries[school], primaries[row["NeighbourURN"]]).value
            for row in in_order
        ]
        assert ours == pytest.approx([float(row["Dist"]) for row in in_order], abs=1e-9)
        assert ours == sorted(ours)


def test_the_nearest_known_neighbours_are_the_published_ones(primaries: dict[str, Values]):
    published: dict[str, list[str]] = {}
    for row in sorted(rows("PrimaryGroups"), key=lambda row: int(row["Rank"])):
        if row["NeighbourURN"] in primaries:
            published.setdefault(row["URN"], []).append(row["NeighbourURN"])
    for school, theirs in published.items():
        others = {urn: values for urn, values in primaries.items() if urn != school}
        found = nearest(primaries[school], others, primary_distance, k=len(theirs))
        assert [neighbour.school for neighbour in found] == theirs
        assert [neighbour.rank for neighbour in found] == list(range(1, len(theirs) + 1))


def test_results_are_no_part_of_it(primaries: dict[str, Values]):
    ours, theirs = list(primaries.values())[:2]
    better = dict(theirs) | {"ReadMatAverage": 120.0}
    assert primary_distance(ours, better) == primary_distance(ours, theirs)


def test_secondary_schools_lie_a_root_mean_square_of_z_scores_apart():
    schools = list(intakes("SecondaryValues").values())
    draw = np.random.default_rng(14)
    spreads = np.array(list(SECONDARY_SPREADS.values()))
    known = np.array([[school[v] for v in SECONDARY_SPREADS] for school in schools], dtype=float)
    for a, b in draw.integers(0, len(schools), (2000, 2)).tolist():
        expected = np.sqrt(np.nanmean(((known[a] - known[b]) / spreads) ** 2))
        assert secondary_distance(schools[a], schools[b]).value == pytest.approx(expected, abs=1e-9)


def test_the_spreads_are_those_of_the_file():
    (row,) = rows("SecondaryStandardDeviations")
    assert {variable: row[variable] for variable in SECONDARY_SPREADS} == SECONDARY_SPREADS


intake = st.fixed_dictionaries(
    {variable: st.none() | st.floats(0, 100) for variable in PRIMARY_WEIGHTS}
)


@settings(derandomize=True, deadline=None, max_examples=500)
@given(ours=intake, theirs=intake)
def test_a_distance_is_the_same_both_ways_and_nought_to_oneself(ours: Values, theirs: Values):
    try:
        there = primary_distance(ours, theirs)
    except TooFew:
        shared = [v for v in ours if ours[v] is not None and theirs[v] is not None]
        assert len(shared) < 3
        return
    assert there.value == primary_distance(theirs, ours).value >= 0
    assert primary_distance(ours, ours).value == 0
    assert sum(d.share for d in there.differences) == pytest.approx(1 if there.value else 0)


@settings(derandomize=True, deadline=None, max_examples=300)
@given(a=intake, b=intake, c=intake)
def test_the_way_round_is_never_shorter(a: Values, b: Values, c: Values):
    whole = [{v: x or 0.0 for v, x in values.items()} for values in (a, b, c)]
    direct = primary_distance(whole[0], whole[2]).value
    round_about = (
        primary_distance(whole[0], whole[1]).value + primary_distance(whole[1], whole[2]).value
    )
    assert direct <= round_about + 1e-9


def test_what_one_of_them_lacks_is_left_out_and_made_up_for():
    ours = dict.fromkeys(SECONDARY_SPREADS, 0.0)
    theirs = {variable: 2 * sd for variable, sd in SECONDARY_SPREADS.items()}
    assert secondary_distance(ours, theirs).value == pytest.approx(2)
    known = ("PPPerc", "PercentEAL", "PStability")
    fewer = {variable: theirs[variable] for variable in known}
    assert secondary_distance(ours, fewer).value == pytest.approx(2)
    assert {d.variable for d in secondary_distance(ours, fewer).differences} == set(known)


def test_two_variables_say_nothing():
    with pytest.raises(TooFew, match="share 2 variables; it takes 3 or more"):
        primary_distance({"PPPerc": 20, "PercentEAL": 5}, {"PPPerc": 20, "PercentEAL": 5})


def test_the_three_that_differ_most_are_told_in_plain_words(primaries: dict[str, Values]):
    ours, theirs = primaries["100171"], primaries["100590"]
    most = primary_distance(ours, theirs).most
    by_hand = {v: w * (ours[v] - theirs[v]) ** 2 for v, w in PRIMARY_WEIGHTS.items()}
    assert [d.variable for d in most] == sorted(by_hand, key=by_hand.__getitem__)[:-4:-1]
    assert all(d.words == WORDS[d.variable] for d in most)
    assert most[0].ours == ours[most[0].variable]


def test_the_register_gives_a_rough_distance():
    size, meals, needs = np.log(201 / 190) / 0.7, 11.5 / 14, (40 / 201 - 21 / 190) / 0.06
    squares = size**2 + meals**2 + needs**2
    found = register_distance(DOVER, DEAL, SPREADS)
    assert found.value == pytest.approx(np.sqrt(squares / 3) + 0.5)
    assert found.most[0].variable == "sen_per_pupil"


def test_primary_and_secondary_are_not_compared():
    astor = Registered("secondary", 745, 30.0, 120, "urban", "mixed")
    with pytest.raises(Impossible, match="two phases"):
        register_distance(DOVER, astor, SPREADS)
    others = {"astor": astor, "deal": DEAL}
    (only,) = nearest(DOVER, others, lambda a, b: register_distance(a, b, SPREADS))
    assert only.school == "deal"


@pytest.mark.parametrize(
    ("theirs", "is_enough"),
    [
        (Registered("primary", 190, None, None, "rural", "mixed"), True),
        (Registered("primary", 190, 12.5, None, "rural", None), True),
        (Registered("primary", 190, None, None, "rural", None), False),
        (Registered("primary", None, None, 21, "rural", "mixed"), False),
        (Registered("primary", 0, None, None, "rural", "mixed"), False),
    ],
)
def test_the_register_needs_three_things_of_which_one_is_a_number(
    theirs: Registered, is_enough: bool
):
    if is_enough:
        assert register_distance(DOVER, theirs, SPREADS).value >= 0.5
    else:
        with pytest.raises(NoAnswer):
            register_distance(DOVER, theirs, SPREADS)


def test_spreads_are_taken_over_all_schools_that_say():
    silent = Registered("primary", None, None, None, None, None)
    found = spreads_of([DOVER, DEAL, silent])
    assert found["percent_fsm"] == pytest.approx(np.std([24.0, 12.5], ddof=1))
    with pytest.raises(TooFew):
        spreads_of([DOVER, silent])
    with pytest.raises(NoSpread):
        spreads_of([DOVER, DOVER])


def test_what_the_register_does_not_say_of_any_school_is_not_compared():
    quiet = [replace(school, pupils_with_sen=None) for school in (DOVER, DEAL)]
    spreads = spreads_of(quiet)
    assert spreads.keys() == {"log_pupils", "percent_fsm"}
    found = register_distance(*quiet, spreads)
    size, meals = np.log(201 / 190), 11.5
    squares = (size / spreads["log_pupils"]) ** 2 + (meals / spreads["percent_fsm"]) ** 2
    assert found.value == pytest.approx(np.sqrt(squares / 2) + 0.5)
    silent = Registered("primary", None, None, None, None, None)
    assert spreads_of([silent, silent]) == {}
    with pytest.raises(TooFew):
        register_distance(silent, silent, {})


def test_schools_equally_near_come_by_their_number():
    same = dict.fromkeys(PRIMARY_WEIGHTS, 1.0)
    found = nearest(same, {"200002": same, "100001": same, "300003": {}}, primary_distance)
    assert [neighbour.school for neighbour in found] == ["100001", "200002"]
