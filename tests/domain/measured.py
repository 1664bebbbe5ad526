"""What always holds of readings: on a scale that is fixed, and compared with earlier ones.

These are the tenth and the eleventh invariant of the domain.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ledger.domain.acts.shared_evaluation import BaselineRecorded
from ledger.domain.acts.staff_reading import TrustReadingRecorded
from ledger.domain.measure import Measure, MeasureKind
from ledger.domain.past import Recorded
from tests.domain.there import There


def readings(there: There, entry: Recorded[Any], name: str) -> Iterator[tuple[Any, Measure]]:
    """The readings in one list of an entry, each with what was designed to be measured."""
    measures = {measure.measure: measure for measure in there.act[0].event.measures}
    for reading in getattr(entry.event, name) or ():
        yield reading, measures[reading.measure]


def i10_means_lie_on_their_scale(there: There, entry: Recorded[Any]) -> bool:
    found = list(readings(there, entry, "readings"))
    for reading, measure in found:
        assert measure.measure_kind in (None, MeasureKind.MEAN)
        assert measure.scale_min <= reading.mean <= measure.scale_max
    return bool(found)


def i10_shares_are_of_those_measured(there: There, entry: Recorded[Any]) -> bool:
    found = list(readings(there, entry, "proportions"))
    for reading, measure in found:
        assert measure.measure_kind is MeasureKind.PROPORTION
        assert reading.x <= reading.n
    return bool(found)


def i10_categories_add_up(there: There, entry: Recorded[Any]) -> bool:
    found = list(readings(there, entry, "ordinals"))
    for reading, measure in found:
        assert measure.measure_kind is MeasureKind.ORDINAL
        assert len(reading.tallies) == len(measure.categories or ())
        assert sum(reading.tallies) == reading.n
    return bool(found)


def i10_counts_are_of_what_is_counted(there: There, entry: Recorded[Any]) -> bool:
    found = list(readings(there, entry, "tallied"))
    for reading, measure in found:
        assert measure.measure_kind is MeasureKind.COUNT
        assert reading.times >= 0
    return bool(found)


def i10_a_measure_is_fixed_once_read(there: There, entry: Recorded[Any]) -> bool:
    """Scale, direction, instrument: as they are read now, so they were read then."""
    assert there.back_then(entry)[0].event.measures == there.act[0].event.measures
    return True


def i10_staff_answer_on_the_scale(there: There, entry: Recorded[Any]) -> bool:
    highest = 6 if isinstance(entry.event, TrustReadingRecorded) else 9
    assert 1 <= entry.event.mean <= highest
    return True


def i10_voices_lie_on_their_scale(there: There, entry: Recorded[Any]) -> bool:
    for voice in entry.event.voices:
        assert voice.scale_min <= voice.mean <= voice.scale_max
    return bool(entry.event.voices)


def i10_ratings_go_from_1_to_5(there: There, entry: Recorded[Any]) -> bool:
    for rating in entry.event.ratings:
        assert 1 <= rating.mean <= 5
    return bool(entry.event.ratings)


def i11_a_first_reading_compares_with_nothing(there: There, entry: Recorded[Any]) -> bool:
    for reading, _ in entry.event.measured():
        assert not reading.is_same_people
        assert not reading.is_instrument_changed
    return True


def i11_a_second_reading_has_an_earlier_first(there: There, entry: Recorded[Any]) -> bool:
    """By the same instrument, which is that of the measure, or it says that it was another."""
    firsts = [e for e in there.before(entry) if isinstance(e.event, BaselineRecorded)]
    assert all(first.event.happened_on < entry.event.happened_on for first in firsts)
    first_read = {reading.key for first in firsts for reading, _ in first.event.measured()}
    instruments = [
        {measure.measure: measure.instrument for measure in design.event.measures}
        for design, *_ in (there.back_then(firsts[0]), there.back_then(entry))
    ]
    for reading, _ in entry.event.measured():
        assert reading.key in first_read
        then, now = (told[reading.measure] for told in instruments)
        assert then == now or reading.is_instrument_changed
    return True
