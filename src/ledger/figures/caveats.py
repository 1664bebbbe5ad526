"""What has to be said with a change, and how secure it is: told by the record, never by opinion.

Each caution is a question to the readings (`domain.md` 3.4). Security is five, less one
for each thing that is not as it should be, and names them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from ledger.domain.calendar import term_of
from ledger.domain.measure import CollectedBy, Level, Unit
from ledger.domain.past import LATE_DAYS
from ledger.figures.comparing import is_correlation_unknown
from ledger.figures.counting import started_apart
from ledger.figures.figure import Caution
from ledger.figures.study import Pair, Study
from ledger.projections.measured import Measure, Reading
from ledger.statistics.no_answer import NoAnswer
from ledger.statistics.synthesis import FEWEST_POOLED

SMALL = 30
"""Fewer people than this are told with a caution."""
MOST_LOST = 0.2
"""A larger share than this that was not measured again may differ from those who were."""
LATE = timedelta(days=LATE_DAYS)
MANY_MEASURES = 5
"""With more measures than this some would move by chance."""
NO_RESULTS = (2019, 2020)
"""The academic years, by the year they began in, without published national results."""


def cautions(
    study: Study, measure: Measure, pairs: Sequence[Pair], beside: Sequence[Pair] = ()
) -> tuple[Caution, ...]:
    """Every caution that the record gives ground for, in the order of the list of codes."""
    found = {*_of_measure(study, measure)}
    found |= {code for pair in pairs for code in _of_pair(study, measure, pair)}
    if not beside:
        found.add(Caution.NO_COMPARISON)
    elif _started_lower(measure, pairs, beside):
        found.add(Caution.LOW_BASELINE_SELECTED)
    return tuple(code for code in Caution if code in found)


def _of_measure(study: Study, measure: Measure) -> Iterator[Caution]:
    if study.is_post_hoc(measure):
        yield Caution.POST_HOC
    if len(study.measures) > MANY_MEASURES:
        yield Caution.MANY_MEASURES
    if any(one.finding is None for one in study.voices.get(measure.act, {}).values()):
        yield Caution.DISSENT_RECORDED
    if measure.act in study.orphaned:
        yield Caution.ORPHANED


def _of_pair(study: Study, measure: Measure, pair: Pair) -> Iterator[Caution]:
    before, after = pair
    told = {
        Caution.SMALL_N: pair.n < SMALL,
        Caution.INSTRUMENT_CHANGED: after.is_instrument_changed,
        Caution.COHORT_CHANGED: not after.is_same_people,
        Caution.ATTRITION: _lost(pair) > MOST_LOST,
        Caution.SELF_REPORT: _is_by_themselves(pair) and measure.level != Level.PUPIL_OUTCOME,
        Caution.SAME_RATER: _is_by_themselves(pair) and measure.level == Level.PUPIL_OUTCOME,
        Caution.LATE_RECORDED: any(one.recorded_on - one.happened_on > LATE for one in pair),
        Caution.CLAIM_ONLY: (after.act, after.school) not in study.confirmed,
        Caution.NO_NATIONAL_RESULTS: measure.unit == Unit.SCALED_SCORE
        and any(term_of(one.happened_on).year in NO_RESULTS for one in (before, after)),
        Caution.CORRELATION_UNKNOWN: is_correlation_unknown(measure, pair),
    }
    yield from (code for code, is_so in told.items() if is_so)


def _lost(pair: Pair) -> float:
    """The largest share of those who should have been measured, and were not."""
    before, after = pair
    shares = [one.missing / (one.n + one.missing) for one in pair]
    if after.is_same_people:
        shares.append(1 - after.n / before.n)
    return max(shares)


def _is_by_themselves(pair: Pair) -> bool:
    return any(one.collected_by == CollectedBy.SELF for one in pair)


def by_themselves(measure: Measure, read: Reading) -> tuple[str, ...]:
    """A reason to be less sure: people spoke of themselves, or marked what they had taught."""
    if read.collected_by != CollectedBy.SELF:
        return ()
    return ("same_rater",) if measure.level == Level.PUPIL_OUTCOME else ("self_report",)


def _started_lower(measure: Measure, pairs: Sequence[Pair], beside: Sequence[Pair]) -> bool:
    """Whether those who took part clearly stood lower at the start than those beside them."""
    try:
        apart = started_apart(measure, pairs, beside)
    except NoAnswer:
        return False
    return apart.interval.side < 0


def security(
    study: Study, measure: Measure, pairs: Sequence[Pair], beside: Sequence[Pair] = ()
) -> tuple[int, tuple[str, ...]]:
    """Five, less one for each thing that is not as it should be; and which those are."""
    found = {*cautions(study, measure, pairs, beside)}
    rater = {Caution.SELF_REPORT: "self_report", Caution.SAME_RATER: "same_rater"}
    wrong = {
        "no_comparison_group": not beside,
        "plan_not_first": Caution.POST_HOC in found,
        "attrition": Caution.ATTRITION in found,
        "instrument_changed": Caution.INSTRUMENT_CHANGED in found,
        **{reason: code in found for code, reason in rater.items()},
        "few_schools": len({pair.after.school for pair in pairs}) < FEWEST_POOLED,
    }
    reasons = tuple(reason for reason, is_so in wrong.items() if is_so)
    return max(0, 5 - len(reasons)), reasons
