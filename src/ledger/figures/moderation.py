"""How far schools grade alike: two of them, all of them, and each beside what all agreed on.

Nothing is shown of fewer than twenty pieces or of one school. The plain share and the agreement
beyond chance belong side by side: where nearly all work is of one grade, the one is high and the
other low (`domain.md` 3.6).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

from ledger.domain.acts.moderation import StandardAgreed
from ledger.figures.figure import (
    FEWEST_PEOPLE,
    FigureState,
    FigureUnit,
    Measured,
    Range,
    not_recorded,
    too_few,
)
from ledger.figures.judging import Judged, Judging, judging
from ledger.figures.method import method
from ledger.projections.snapshot import Snapshot
from ledger.statistics import many_raters, two_raters
from ledger.statistics.estimate import Estimate
from ledger.statistics.moderation import Judgement, bias, within_and_between
from ledger.statistics.no_answer import Impossible, NoSpread
from ledger.statistics.two_raters import Table, is_shown

NONE_THERE = Measured(state=FigureState.NOT_APPLICABLE, message="agreement")
"""There is no such moderation, or these judgements have no such figure."""

KAPPAS: dict[str, Callable[[Table], Estimate]] = {
    "none": two_raters.kappa,
    "linear": two_raters.linear_kappa,
    "quadratic": two_raters.quadratic_kappa,
}
"""How much worse it is to be two grades apart than one."""


@method("moderation.pieces/1", formula="pieces of work that were brought and not taken out")
def pieces(now: Snapshot, *, act: int) -> Measured:
    """How many pieces of work there are to be judged."""
    told = judging(now, act)
    sources = told.brought if told else ()
    if told is None or not sources:
        return not_recorded(FigureUnit.PIECES)
    return Measured(value=len(told.owners), unit=FigureUnit.PIECES, security=5, sources=sources)


@method("moderation.judgements/1", formula="judgements of one round, counted piece by piece")
def judgements(now: Snapshot, *, act: int, round: int = 1) -> Measured:
    """How many judgements were made in a round."""
    told = judging(now, act)
    sources = told.sources(round) if told else ()
    if told is None or not sources:
        return not_recorded(FigureUnit.JUDGEMENTS)
    many = len(told.judged(round))
    return Measured(value=many, unit=FigureUnit.JUDGEMENTS, security=5, sources=sources)


@method("moderation.alike/1", formula="pieces that both schools gave the same grade / all pieces")
def alike(now: Snapshot, *, act: int, first: str, second: str, round: int = 1) -> Measured:
    """What share of the pieces two schools graded alike."""
    return _by_two(now, act, round, (first, second), "alike", two_raters.observed)


@method(
    "moderation.alike_near/1",
    formula="pieces on which both schools were one grade apart or less / all pieces",
)
def alike_near(now: Snapshot, *, act: int, first: str, second: str, round: int = 1) -> Measured:
    """What share of the pieces two schools graded nearly alike."""
    return _by_two(now, act, round, (first, second), "alike.near", two_raters.adjacent)


@method(
    "moderation.kappa/1",
    formula="(agreed - by chance) / (1 - by chance); weighted, grades apart count linearly or by "
    "their square",
)
def kappa(  # noqa: PLR0913
    now: Snapshot, *, act: int, first: str, second: str, weights: str = "none", round: int = 1
) -> Measured:
    """How far two schools agree beyond chance."""
    of = KAPPAS.get(weights)
    return _by_two(now, act, round, (first, second), "agreement", of) if of else NONE_THERE


def _by_two(  # noqa: PLR0913, PLR0917
    now: Snapshot,
    act: int,
    round: int,
    schools: tuple[str, str],
    message: str,
    of: Callable[[Table], float | Estimate],
) -> Measured:
    unit = FigureUnit.NONE if message == "agreement" else FigureUnit.SHARE
    told = judging(now, act)
    if told is None:
        return NONE_THERE
    table = told.table(round, *schools)
    n = sum(map(sum, table))
    if not is_shown(n, len(set(schools))):
        return too_few(unit, message)
    try:
        found = of(table)
    except NoSpread:
        return NONE_THERE
    value = found.value if isinstance(found, Estimate) else found
    interval = found.interval if isinstance(found, Estimate) else None
    return Measured(
        value=value,
        unit=unit,
        range=Range(interval.low, interval.high) if interval else None,
        n=n,
        message=message,
        security=3,
        reasons=("one_occasion",),
        sources=told.sources(round, *schools),
    )


@method(
    "moderation.alpha/1",
    formula="Krippendorff's alpha for grades in order: 1 - observed / expected disagreement",
)
def alpha(now: Snapshot, *, act: int, round: int = 1) -> Measured:
    """How far all colleagues agree beyond chance, however many judged each piece."""
    return _by_many(now, act, round, "agreement", many_raters.ordinal_alpha)


@method(
    "moderation.fleiss/1",
    formula="Fleiss' kappa: (agreed - by chance) / (1 - by chance), over pairs of judges",
)
def fleiss(now: Snapshot, *, act: int, round: int = 1) -> Measured:
    """The same where every piece was judged by as many colleagues."""
    return _by_many(now, act, round, "agreement", many_raters.fleiss)


def _by_many(
    now: Snapshot, act: int, round: int, message: str, of: Callable[[many_raters.Counts], float]
) -> Measured:
    told = judging(now, act)
    if told is None:
        return NONE_THERE
    rows = told.judged(round)
    counts = _counts(told, rows)
    several = [row for row in counts if sum(row) > 1]
    if not is_shown(len(several), len({row.school for row in rows})):
        return too_few(FigureUnit.NONE, message)
    try:
        value = of(several)
    except (NoSpread, Impossible):
        return NONE_THERE
    n = len(several)
    return Measured(
        value=value,
        n=n,
        message=message,
        security=3,
        reasons=("one_occasion",),
        sources=told.sources(round),
    )


def _counts(told: Judging, rows: Sequence[Judged]) -> list[list[int]]:
    """For each piece, how many colleagues gave it each grade."""
    pieces: dict[str, Counter[int]] = defaultdict(Counter)
    for row in rows:
        pieces[row.sample][row.grade] += 1
    return [[of[grade] for grade in told.grades.values()] for _, of in sorted(pieces.items())]


@method(
    "moderation.between/1",
    formula="of all pairs of judges of two schools on one piece, the share that gave one grade",
)
def between(now: Snapshot, *, act: int, round: int = 1) -> Measured:
    """How often colleagues of two schools grade alike."""
    return _share(now, act, round, "between")


@method(
    "moderation.within/1",
    formula="of all pairs of judges of one school on one piece, the share that gave one grade",
)
def within(now: Snapshot, *, act: int, round: int = 1) -> Measured:
    """How often colleagues of one school grade alike. They may, and still not with the next."""
    return _share(now, act, round, "within")


def _share(now: Snapshot, act: int, round: int, which: str) -> Measured:
    told = judging(now, act)
    if told is None:
        return NONE_THERE
    rows = told.judged(round)
    if not _is_enough(rows):
        return too_few(FigureUnit.SHARE, f"alike.{which}")
    within, between = within_and_between(_plain(rows))
    found = within if which == "within" else between
    if found.share is None or found.pairs < FEWEST_PEOPLE:
        return too_few(FigureUnit.SHARE, f"alike.{which}")
    return Measured(
        value=found.share,
        unit=FigureUnit.SHARE,
        n=found.pairs,
        message=f"alike.{which}",
        security=3,
        reasons=("one_occasion",),
        sources=told.sources(round),
    )


@method(
    "moderation.bias/1",
    formula="the mean of: the grade that the school gave, less the grade that all agreed on",
)
def bias_of(now: Snapshot, *, act: int, school: str, round: int = 1) -> Measured:
    """How far a school grades above what the schools agreed on, or below."""
    told = judging(now, act)
    if told is None:
        return NONE_THERE
    rows = [row for row in told.judged(round) if row.sample in told.agreed]
    own = bias(_plain(rows), told.agreed).get(school)
    if own is None or own.judgements < FEWEST_PEOPLE or not _is_enough(rows):
        return too_few(FigureUnit.GRADES, "bias.even")
    side = "generous" if own.grades > 0 else "strict" if own.grades < 0 else "even"
    return Measured(
        value=own.grades,
        unit=FigureUnit.GRADES,
        n=own.judgements,
        message=f"bias.{side}",
        security=3,
        reasons=("one_occasion",),
        sources=(*told.sources(round, school), *told.positions(StandardAgreed)),
    )


def _is_enough(rows: Sequence[Judged]) -> bool:
    """Whether there are so many pieces, and schools that judged them, that something is told."""
    return is_shown(len({row.sample for row in rows}), len({row.school for row in rows}))


def _plain(rows: Sequence[Judged]) -> list[Judgement]:
    return [Judgement(row.sample, row.school, row.grade) for row in rows]
