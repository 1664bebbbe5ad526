"""A scale made of many small judgements: "which of these two pieces of work is better?"

Bradley and Terry (1952): the chance that i beats j is 1 / (1 + e^(βj - βi)), and the β of all
pieces sum to nought. A small ridge holds β back where a piece won or lost all of its comparisons,
or was never compared with the rest; then there is always an answer (`domain.md` 3.6). At least ten
judgements a piece are needed for a scale worth having, and pairs should be drawn at random: pairs
that are chosen for being close make the reliability look better than it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import exp, inf, log1p, sqrt
from operator import mul
from statistics import fmean, variance

from ledger.statistics import given
from ledger.statistics.cholesky import inverse_diagonal, root, solved
from ledger.statistics.estimate import Estimate
from ledger.statistics.no_answer import Impossible, NoConnection, NoSpread, TooFew

RIDGE = 0.5
"""As if each piece had a few drawn comparisons: the penalty is ridge/2 times the sum of β²."""

MISFIT = 1.3
"""A judge above this is surprised, or surprises, more often than chance allows."""

CLOSE_ENOUGH = 1e-9
"""A step shorter than this is the last, in logits, and less strictly where little is known."""

ROUNDING = 1e-12
"""A fit that is worse by this share of it is not worse: that is the rounding of a long sum."""

MOST_STEPS = 100
MOST_TURNS = 2
"""So many turns for each piece; without rounding, one for each would do."""

CLOSE_TURN = 1e-8
"""What is left of a step by then is found with the next one."""

Wins = Mapping[tuple[str, str], int]
"""How often the first piece was judged better than the second."""


@dataclass(frozen=True)
class Scale:
    """Where each piece of work lies, in logits; 0 is the average piece."""

    pieces: Mapping[str, Estimate]

    @cached_property
    def reliability(self) -> float:
        """Scale separation reliability (SSR): the share of the pieces' spread that is no error.

        From 0 to 1. `NoSpread` where all pieces lie at the same place.
        """
        spread = variance(piece.value for piece in self.pieces.values())
        if spread < given.LEAST_SPREAD**2:
            raise NoSpread("All pieces of work lie at the same place on the scale.")
        error = fmean(piece.se**2 for piece in self.pieces.values())
        return max((spread - error) / spread, 0.0)

    def chance(self, better: str, worse: str) -> float:
        """How likely the first piece is to be judged better than the second, 0 to 1."""
        for piece in (better, worse):
            if piece not in self.pieces:
                raise NoConnection(f"Piece {piece} was not compared with those of the scale.")
        return _chance(self.pieces[better].value - self.pieces[worse].value)


def scale(wins: Wins, ridge: float = RIDGE) -> Scale:
    """The scale that fits these judgements best, by Newton's method.

    Without a ridge, `NoConnection` unless every piece beat another that, through others, beat it.
    """
    given.number(ridge, 0)
    names = sorted({name for pair in wins for name in pair})
    if len(names) < 2:
        raise TooFew("It takes two pieces of work or more to compare them.")
    place = {name: n for n, name in enumerate(names)}
    won = [(place[a], place[b], given.count(many)) for (a, b), many in wins.items() if many]
    if any(a == b for a, b, _ in won):
        raise Impossible("A piece of work was compared with itself.")
    if not ridge and not _is_connected(won, len(names)):
        raise NoConnection("Some pieces won or lost every comparison with the rest.")
    betas = _fit(won, len(names), ridge)
    errors = _standard_errors(betas, won, ridge)
    fitted = zip(names, betas, errors, strict=True)
    return Scale({name: Estimate(beta, error) for name, beta, error in fitted})


def misfit(judged: Iterable[tuple[str, str, str]], on: Scale) -> dict[str, float]:
    """For each judge, the mean squared residual; about 1, and above `MISFIT` it does not fit.

    Each judgement is (judge, better, worse). Residuals are weighted by what could be learnt from
    them, so that one slip on an easy pair does not condemn a judge.
    """
    residual: dict[str, float] = defaultdict(float)
    possible: dict[str, float] = defaultdict(float)
    for judge, better, worse in judged:
        surprise = on.chance(worse, better)
        residual[judge] += surprise**2
        possible[judge] += surprise * on.chance(better, worse)
    return {judge: residual[judge] / possible[judge] for judge in sorted(residual)}


Won = Sequence[tuple[int, int, int]]


def _fit(won: Won, n: int, ridge: float) -> list[float]:
    betas, last = [0.0] * n, inf
    for _ in range(MOST_STEPS):
        slope = _slope(betas, won, ridge)
        step = _step(betas, won, ridge, slope)
        betas = _better(betas, step, won, ridge)
        gain = sum(map(mul, slope, step))
        # So near the end each step gains far less than the last. One that does not is rounding.
        if gain < CLOSE_ENOUGH**2 or last <= gain < ROUNDING:
            return betas
        last = gain
    raise NoConnection("These judgements fit no scale; a larger ridge would hold it together.")


def _step(betas: list[float], won: Won, ridge: float, slope: list[float]) -> list[float]:
    """Newton's step, by conjugate gradients (Hestenes and Stiefel 1952).

    Most pieces are never compared with one another. It looks only at those that were, where solving
    the equations at once looks at every two of them; that is done where rounding stands in the way.
    """
    n = len(betas)
    told = [(a, b, many * _known(betas[a] - betas[b])) for a, b, many in won]
    diagonal = [1 / n + ridge] * n
    for a, b, known in told:
        diagonal[a] += known
        diagonal[b] += known
    step, left = [0.0] * n, slope
    scaled = [one / of for one, of in zip(left, diagonal, strict=True)]
    way, size = scaled, sum(map(mul, left, scaled))
    small = size * CLOSE_TURN**2
    for _ in range(MOST_TURNS * n):
        if size <= small:
            return step
        bent = _bent(way, told, ridge)
        by = size / sum(map(mul, way, bent))
        step = [one + by * other for one, other in zip(step, way, strict=True)]
        left = [one - by * other for one, other in zip(left, bent, strict=True)]
        scaled = [one / of for one, of in zip(left, diagonal, strict=True)]
        before, size = size, sum(map(mul, left, scaled))
        way = [one + size / before * other for one, other in zip(scaled, way, strict=True)]
    return solved(root(_curvature(betas, won, ridge)), slope)


def _bent(way: list[float], told: Sequence[tuple[int, int, float]], ridge: float) -> list[float]:
    """The curvature times a direction."""
    middle = fmean(way)
    bent = [middle + ridge * one for one in way]
    for a, b, known in told:
        by = known * (way[a] - way[b])
        bent[a] += by
        bent[b] -= by
    return bent


def _known(ahead: float) -> float:
    """What one comparison of two pieces tells: most where they lie close together."""
    return _chance(ahead) * _chance(-ahead)


def _better(betas: list[float], step: list[float], won: Won, ridge: float) -> list[float]:
    """The step, or half of it, or half of that: as far as it does not make the fit worse."""
    before, size = _fit_of(betas, won, ridge), 1.0
    while size > CLOSE_ENOUGH:
        there = [beta + size * by for beta, by in zip(betas, step, strict=True)]
        if _fit_of(there, won, ridge) >= before - ROUNDING * (1 + abs(before)):
            middle = fmean(there)
            return [beta - middle for beta in there]
        size /= 2
    return betas


def _fit_of(betas: list[float], won: Won, ridge: float) -> float:
    """The logarithm of the likelihood, less the penalty."""
    likelihood = sum(many * _log_chance(betas[a] - betas[b]) for a, b, many in won)
    return likelihood - ridge / 2 * sum(beta**2 for beta in betas)


def _slope(betas: list[float], won: Won, ridge: float) -> list[float]:
    slope = [-ridge * beta for beta in betas]
    for a, b, many in won:
        surprise = many * _chance(betas[b] - betas[a])
        slope[a] += surprise
        slope[b] -= surprise
    return slope


def _curvature(betas: list[float], won: Won, ridge: float) -> list[list[float]]:
    """What is known of each β, and 1/n everywhere, which holds their sum at nought."""
    n = len(betas)
    known = [[1 / n + ridge * (i == j) for j in range(n)] for i in range(n)]
    for a, b, many in won:
        told = many * _known(betas[a] - betas[b])
        known[a][a] += told
        known[b][b] += told
        known[a][b] -= told
        known[b][a] -= told
    return known


def _standard_errors(betas: list[float], won: Won, ridge: float) -> list[float]:
    of_the_sum = 1 / (len(betas) * (1 + ridge))
    squares = inverse_diagonal(root(_curvature(betas, won, ridge)))
    return [sqrt(max(square - of_the_sum, 0.0)) for square in squares]


def _is_connected(won: Won, n: int) -> bool:
    """Whether from every piece a chain of wins leads to every other (Ford 1957)."""
    forwards = _reached({(a, b) for a, b, _ in won})
    backwards = _reached({(b, a) for a, b, _ in won})
    return len(forwards) == len(backwards) == n


def _reached(arcs: set[tuple[int, int]]) -> set[int]:
    """The pieces to which a chain leads from the first."""
    beaten: dict[int, set[int]] = defaultdict(set)
    for a, b in arcs:
        beaten[a].add(b)
    reached, waiting = {0}, [0]
    while waiting:
        new = beaten[waiting.pop()] - reached
        reached |= new
        waiting += new
    return reached


def _chance(ahead: float) -> float:
    """1 / (1 + e^-x), without overflow on either side."""
    return 1 / (1 + exp(-ahead)) if ahead > 0 else exp(ahead) / (1 + exp(ahead))


def _log_chance(ahead: float) -> float:
    return -log1p(exp(-ahead)) if ahead > 0 else ahead - log1p(exp(ahead))
