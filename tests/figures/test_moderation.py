"""Moderations through the whole stack: the worked tables give the worked numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import permutations
from statistics import fmean
from typing import Any

import pytest

from ledger.domain.acts.moderation import (
    JudgedPair,
    Judgement,
    JudgementMade,
    ModerationOpened,
    PairJudged,
    SampleRefused,
    StandardAgreed,
    WhySampleRefused,
    WorkSample,
    WorkSampleContributed,
)
from ledger.domain.acts.withdrawal import Retracted, RetractionRequested
from ledger.domain.identifiers import CollaborationId, Digest, JudgeCode, SampleCode, SchoolId
from ledger.domain.record import Sealed
from ledger.figures import comparison, moderation
from ledger.figures.figure import FigureState, Range
from ledger.statistics.comparative_judgement import scale
from tests.figures.told import act_at, as_it_was, asked, asking, said, says
from tests.projections.story import REASON, colleague, editor
from tests.scenario import (
    ASTOR,
    BEGUN,
    DEAL,
    DOVER,
    LAST_WEEK,
    TALK,
    YESTERDAY,
    Scenario,
    begun,
    given,
)

ACT = act_at(5)
ABOUT = {"act": 5}
TABLE = [[11, 3, 0], [2, 14, 4], [0, 3, 8]]
"""What two judges gave to 45 pieces: rows the one, columns the other."""
SCALE = ("WTS", "EXS", "GDS")
GRADES = [(row, column) for row, cells in enumerate(TABLE) for column, many in enumerate(cells)
          for _ in range(many)]  # fmt: skip
LETTERS = "bcdfghjkmn"


def code(number: int) -> SampleCode:
    """A code that nobody can read anything from."""
    return SampleCode("k7" + "".join(LETTERS[int(digit)] for digit in f"{number:03d}") + "2mx")


def opened(*bring: tuple[SchoolId, Iterable[int]]) -> Scenario:
    """Three schools moderate pieces that these schools brought."""
    plan = ModerationOpened(
        part_of=CollaborationId(int=4), partners=(ASTOR, DOVER, DEAL), focus=TALK,
        task=Sealed("a letter"), standard=SCALE, happened_on=LAST_WEEK,
    )  # fmt: skip
    story = given(begun(ASTOR, DOVER, DEAL), says(ASTOR, plan))
    return story.and_then(*(says(school, WorkSampleContributed(
        act=ACT, school=school, is_anonymous=True, happened_on=LAST_WEEK,
        contributed=tuple(WorkSample(
            sample=code(n), work_digest=Digest(f"{n:064x}"), is_band_hidden=True,
        ) for n in numbers),
    )) for school, numbers in bring))  # fmt: skip


def judges(school: SchoolId, grades: Iterable[tuple[int, int]], judge: str = "J1") -> Any:
    return says(school, JudgementMade(
        act=ACT, school=school, judged_by=JudgeCode(judge), is_blind=False, round=1,
        happened_on=LAST_WEEK,
        judgements=tuple(Judgement(sample=code(n), category=SCALE[grade]) for n, grade in grades),
    ))  # fmt: skip


@cache
def judged() -> Scenario:
    """Two schools judge the 45 pieces of a third."""
    return opened((DEAL, range(45))).and_then(
        judges(ASTOR, ((n, row) for n, (row, _) in enumerate(GRADES))),
        judges(DOVER, ((n, column) for n, (_, column) in enumerate(GRADES))),
    )


PAIR = ABOUT | {"first": ASTOR, "second": DOVER}


def test_two_schools_agree_as_the_worked_table_says():
    story = judged()
    assert asked(story, moderation.alike, **PAIR).value == pytest.approx(0.733333, abs=1e-6)
    assert asked(story, moderation.alike_near, **PAIR).value == 1
    kappas = {
        weights: asked(story, moderation.kappa, **PAIR, weights=weights).value
        for weights in ("none", "linear", "quadratic")
    }
    assert kappas == {
        "none": pytest.approx(0.588101, abs=1e-6),
        "linear": pytest.approx(0.667078, abs=1e-6),
        "quadratic": pytest.approx(0.759358, abs=1e-6),
    }


def test_an_agreement_is_told_with_its_range_and_what_it_rests_on():
    found = asked(judged(), moderation.kappa, **PAIR)
    half = 1.959964 * 0.103357
    assert found.range == Range(
        pytest.approx(0.588101 - half, abs=1e-5), pytest.approx(0.588101 + half, abs=1e-5)
    )
    assert (found.n, found.sources) == (45, (6, 7, 8))
    assert said(judged(), moderation.kappa, **PAIR) == (
        "agreement beyond chance of 0.59, where 1 is full; most likely between 0.39 and 0.79"
    )


@pytest.mark.parametrize(("pieces", "is_shown"), [(19, False), (20, True)])
def test_nothing_is_shown_of_fewer_than_twenty_pieces(pieces: int, is_shown: bool):
    grades = [(n, n % 3) for n in range(pieces)]
    story = opened((DEAL, range(pieces))).and_then(judges(ASTOR, grades), judges(DOVER, grades))
    for method, about in (
        (moderation.alike, PAIR),
        (moderation.kappa, PAIR),
        (moderation.alpha, ABOUT),
        (moderation.fleiss, ABOUT),
        (moderation.between, ABOUT),
    ):
        found = asked(story, method, **about)
        assert (found.value is not None) == is_shown
        assert (found.state is FigureState.TOO_FEW) != is_shown
        assert is_shown or (found.n, found.sources) == (None, ())


def test_nothing_is_shown_of_one_school_alone():
    grades = [(n, n % 3) for n in range(30)]
    story = opened((DEAL, range(30))).and_then(
        judges(ASTOR, grades), judges(ASTOR, grades, judge="J2")
    )
    assert asked(story, moderation.within, **ABOUT).state is FigureState.TOO_FEW
    alone = ABOUT | {"first": ASTOR, "second": ASTOR}
    assert asked(story, moderation.alike, **alone).state is FigureState.TOO_FEW


def test_where_all_work_has_one_grade_chance_alone_would_agree():
    grades = [(n, 1) for n in range(20)]
    story = opened((DEAL, range(20))).and_then(judges(ASTOR, grades), judges(DOVER, grades))
    assert asked(story, moderation.alike, **PAIR).value == 1
    assert asked(story, moderation.kappa, **PAIR).state is FigureState.NOT_APPLICABLE


def test_colleagues_of_one_school_may_agree_and_the_schools_not():
    ours, theirs = [(n, n % 2) for n in range(20)], [(n, 2) for n in range(20)]
    story = opened((DEAL, range(20))).and_then(
        judges(ASTOR, ours), judges(ASTOR, ours, judge="J2"), judges(DOVER, theirs)
    )
    assert asked(story, moderation.within, **ABOUT).value == 1
    assert asked(story, moderation.between, **ABOUT).value == 0


def test_a_piece_that_was_refused_counts_nowhere():
    first = judged().and_then(says(ASTOR, SampleRefused(
        act=ACT, sample=code(0), why_refused=WhySampleRefused.OFF_TASK, happened_on=YESTERDAY,
    )))  # fmt: skip
    found = asked(first, moderation.alike, **PAIR)
    assert (found.n, found.value) == (44, pytest.approx(32 / 44))
    assert asked(first, moderation.pieces, **ABOUT).value == 44
    assert asked(first, moderation.judgements, **ABOUT).value == 88


def agreed_on(numbers: Iterable[int], grade: int) -> Iterator[Any]:
    for n in numbers:
        yield says(ASTOR, StandardAgreed(
            act=ACT, sample=code(n), category=SCALE[grade], rationale=Sealed("it explains"),
            happened_on=YESTERDAY,
        ))  # fmt: skip


def test_who_grades_high_and_who_grades_low_is_told_beside_what_all_agreed_on():
    high, low = [(n, 2) for n in range(20)], [(n, 1 - n % 2) for n in range(20)]
    story = opened((DEAL, range(20))).and_then(judges(ASTOR, high), judges(DOVER, low))
    fewer = story.and_then(*agreed_on(range(19), 1))
    assert asked(fewer, moderation.bias_of, **ABOUT, school=ASTOR).state is FigureState.TOO_FEW
    story = fewer.and_then(*agreed_on([19], 1))
    generous = asked(story, moderation.bias_of, **ABOUT, school=ASTOR)
    assert (generous.value, generous.n) == (1, 20)
    assert said(story, moderation.bias_of, **ABOUT, school=DOVER) == (
        "0.5 grades below what the schools agreed on"
    )
    assert asked(story, moderation.bias_of, **ABOUT, school=DEAL).state is FigureState.TOO_FEW


WINS = {"AB": (4, 1), "AC": (5, 1), "AD": (6, 0), "BC": (3, 2), "BD": (4, 1), "CD": (4, 2)}
"""How often the first of two pieces was judged better, and how often the second."""
BETAS = (1.303077, 0.090002, -0.300948, -1.092131)
"""Where they lie on a scale with a ridge of 0.5."""


@cache
def compared() -> Scenario:
    """The four pieces of the worked example five times over, ten of each school, ten judges."""
    story = opened((DEAL, range(10)), (DOVER, range(10, 20)))
    pairs = [
        JudgedPair(left=code(4 * group + "ABCD".index(one)),
                   right=code(4 * group + "ABCD".index(other)),
                   winner=code(4 * group + "ABCD".index(winner)), milliseconds=9_000)
        for group in range(5)
        for (one, other), (won, lost) in WINS.items()
        for winner in one * won + other * lost
    ]  # fmt: skip
    return story.and_then(*(
        says(ASTOR, PairJudged(
            act=ACT, school=ASTOR, judged_by=JudgeCode(f"J{judge}"), is_blind=True,
            happened_on=LAST_WEEK, pairs=tuple(pairs[judge::10]),
        )) for judge in range(10)
    ))  # fmt: skip


def test_a_scale_that_hangs_together_loosely_says_so():
    """Pieces of two groups were never compared, so where the groups lie nobody knows."""
    found = asked(compared(), comparison.reliability, **ABOUT)
    assert found.value is not None
    assert (found.n, found.state) == (20, FigureState.LOW_RELIABILITY)
    assert asked(compared(), comparison.judgements, **ABOUT).value == 165


def test_a_scale_is_as_reliable_as_its_comparisons():
    """Every piece beats each one that comes after it, three times of four."""
    wins = Counter({(a, b): 3 if a < b else 1 for a, b in permutations(range(20), 2)})
    pairs = tuple(
        JudgedPair(left=code(a), right=code(b), winner=code(a), milliseconds=9_000)
        for a, b in wins.elements()
    )
    halves = (pairs[:400], pairs[400:])
    story = opened((DEAL, range(10)), (DOVER, range(10, 20))).and_then(
        *(
            says(ASTOR, PairJudged(
                act=ACT, school=ASTOR, judged_by=JudgeCode("J1"), is_blind=True, pairs=half,
                happened_on=LAST_WEEK,
            ))
            for half in halves
        )
    )  # fmt: skip
    found = asked(story, comparison.reliability, **ABOUT)
    expected = scale({(f"{a:02d}", f"{b:02d}"): n for (a, b), n in wins.items()}).reliability
    assert found.value == pytest.approx(expected)
    assert found.state is FigureState.MEASURED


def test_where_the_work_of_a_school_lies_is_told_from_ten_pieces_on():
    place = asked(compared(), comparison.school, **ABOUT, school=DEAL)
    assert place.value == pytest.approx(fmean([*BETAS, *BETAS, *BETAS[:2]]), abs=1e-5)
    assert place.n == 10
    assert place.range is not None
    assert place.range.low < place.value < place.range.high
    gone = compared().and_then(says(DEAL, SampleRefused(
        act=ACT, sample=code(0), why_refused=WhySampleRefused.OFF_TASK, happened_on=YESTERDAY,
    )))  # fmt: skip
    for school in (DEAL, DOVER):
        found = asked(gone, comparison.school, **ABOUT, school=school)
        assert found.state is FigureState.TOO_FEW


def test_more_pieces_than_a_scale_can_be_made_of_are_said_to_be_too_many():
    pairs = [
        JudgedPair(left=code(n), right=code(n + 1), winner=code(n), milliseconds=9_000)
        for n in range(600)
    ]
    story = opened(
        (DEAL, range(200)), (DOVER, range(200, 400)), (ASTOR, range(400, 600)), (DEAL, [600])
    ).and_then(*(
        says(ASTOR, PairJudged(
            act=ACT, school=ASTOR, judged_by=JudgeCode("J1"), is_blind=False,
            happened_on=LAST_WEEK, pairs=tuple(pairs[start : start + 200]),
        )) for start in range(0, 600, 200)
    ))  # fmt: skip
    found = asked(story, comparison.reliability, **ABOUT)
    assert (found.state, found.reasons) == (FigureState.NOT_APPLICABLE, ("too_many_pieces",))
    place = asked(story, comparison.school, **ABOUT, school=DEAL)
    assert place.reasons == ("too_many_pieces",)


def test_judges_who_do_not_fit_are_counted_and_not_named():
    found = asked(compared(), comparison.misfits, **ABOUT)
    assert (found.n, found.value) == (10, 0)
    entries = compared().entries[:-1]
    assert asked(Scenario(entries), comparison.misfits, **ABOUT).state is FigureState.TOO_FEW


def test_nothing_is_told_of_a_moderation_that_was_withdrawn_or_is_foreign():
    gone = judged().and_then(
        says(ASTOR, RetractionRequested(act=ACT, reason=REASON)),
        (colleague(DOVER), Retracted(act=ACT, reason=REASON)),
    )
    assert asked(gone, moderation.alike, **PAIR).state is FigureState.NOT_APPLICABLE
    stranger = asked(judged(), moderation.alike, editor("900077"), **PAIR)
    assert stranger.state is FigureState.NOT_APPLICABLE
    with asking(given(BEGUN)) as now:
        assert moderation.alpha.ask(now, **ABOUT).value is None


def test_the_past_is_told_as_it_was_then():
    questions = [
        (moderation.kappa, PAIR),
        (moderation.alpha, ABOUT),
        (moderation.judgements, ABOUT),
        (comparison.reliability, ABOUT),
    ]
    as_it_was(judged(), questions)
    as_it_was(compared(), questions, every=6)
