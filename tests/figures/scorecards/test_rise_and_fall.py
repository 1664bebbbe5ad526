"""Each criterion is not there, then partly met, then met; it falls back when acts are withdrawn."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pytest

from ledger.domain.acts.withdrawal import Retracted
from ledger.domain.collaboration import Beginning
from ledger.figures import scorecard
from ledger.figures.scorecard import Judged
from ledger.figures.scorecards import STANDARDS
from ledger.figures.scorecards.finding import Finding, Status
from ledger.projections.snapshot import Snapshot
from tests.figures.scorecards.well_run import WHOLE, all_withdrawn, well_run
from tests.projections.made_up import made_up
from tests.projections.story import in_memory

CODES = [criterion.code for standard in STANDARDS for criterion in standard.criteria]
BEFORE_ANY = {"D10": Status.NOT_APPLICABLE}
"""Without an expert there is no one-off session to speak of."""
TAKEN_BACK = {"D10", "S4.2"}
"""A session that is not followed up yet takes back what those before it had shown."""


def cards(now: Snapshot, of: int = WHOLE) -> dict[str, Finding]:
    """What was found for every criterion of every standard."""
    judged: list[Judged] = [
        one for each in STANDARDS for one in scorecard.scorecard(now, of, each.framework)
    ]
    return {one.criterion.code: one.finding for one in judged}


@cache
def through_time() -> tuple[int, list[dict[str, Finding]]]:
    """The cards after each entry of the story, and which of them is of all that was well run."""
    told = well_run().story
    whole = all_withdrawn(told)
    with in_memory(whole.entries) as ledger:
        found = []
        for known_by in range(WHOLE, len(whole.entries) + 1):
            with ledger.asked_by(known_by=known_by) as now:
                found.append(cards(now))
    return len(told.entries) - WHOLE, found


def statuses(code: str) -> tuple[list[Status], list[Status]]:
    """Each status of a criterion while the work went well, and while it was withdrawn."""
    best, found = through_time()
    told = [card[code].status for card in found]
    return told[: best + 1], told[best:]


@pytest.mark.parametrize("code", CODES)
def test_a_criterion_is_not_there_then_partly_then_met(code: str):
    rise, _ = statuses(code)
    assert rise[0] is BEFORE_ANY.get(code, Status.NOT_YET)
    first = [rise.index(status) for status in (Status.PARTLY, Status.MET)]
    assert Status.NOT_YET in rise[: min(first)]
    assert first == sorted(first) or code in TAKEN_BACK
    assert rise[-1] is Status.MET


@pytest.mark.parametrize("code", [code for code in CODES if code != "S5.1"])
def test_it_falls_back_when_what_showed_it_is_withdrawn(code: str):
    _, fall = statuses(code)
    assert fall[0] is Status.MET
    assert fall[-1] is BEFORE_ANY.get(code, Status.NOT_YET)


def test_what_leaders_agreed_to_stands_when_its_acts_do_not():
    _, fall = statuses("S5.1")
    assert set(fall) == {Status.MET}


def test_what_is_not_met_says_what_is_missing_and_what_is_met_says_what_proves_it():
    for card in through_time()[1]:
        for code, found in card.items():
            is_open = found.status in (Status.PARTLY, Status.NOT_YET)
            assert bool(found.missing) == is_open, code
            assert all(words.endswith(".") for words in found.missing), code
            assert bool(found.proof) == found.is_begun, code


def test_nothing_that_was_withdrawn_proves_anything():
    story = all_withdrawn(well_run().story)
    _, found = through_time()
    for entry in story.entries[WHOLE:]:
        if isinstance(entry.event, Retracted):
            of_it = {e.position for e in story.entries if f"act:{entry.event.act}" in e.tags}
            for card in found[entry.position - WHOLE :]:
                assert all(of_it.isdisjoint(one.proof) for one in card.values())


def test_a_past_card_is_that_of_a_ledger_that_knows_no_more():
    story = all_withdrawn(well_run().story)
    _, found = through_time()
    for known_by in range(WHOLE, len(story.entries), 23):
        with in_memory(story.entries[:known_by]) as then, then.asked_by() as now:
            assert cards(now) == found[known_by - WHOLE]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_whatever_happens_a_card_is_sound_and_the_same_for_ever(seed: int):
    story = made_up(seed)
    begun = [e.position for e in story.entries if isinstance(e.event, Beginning)]
    with in_memory(story.entries) as ledger:
        for known_by in (60, 90, len(story.entries)):
            with ledger.asked_by(known_by=known_by) as now:
                told = [cards(now, of) for of in begun if of <= known_by]
            with in_memory(story.entries[:known_by]) as then, then.asked_by() as now:
                assert told == [cards(now, of) for of in begun if of <= known_by]
            for found in (one for card in told for one in card.values()):
                assert bool(found.proof) == found.is_begun
                assert bool(found.missing) == (found.status in (Status.PARTLY, Status.NOT_YET))


def test_codes_stand_once_and_parts_after_their_points():
    assert len(set(CODES)) == len(CODES)
    assert [code for code in CODES if code.startswith("S2")][-1] == "S2"
    assert all(a != b for a, b in pairwise(CODES))
