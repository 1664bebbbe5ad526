"""Given what the ledger knows, when an extract is imported, then only what is new is recorded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import pytest

from ledger.application import Ledger
from ledger.domain.identifiers import FieldName, SchoolId
from ledger.domain.past import SYSTEM
from ledger.domain.school import (
    Change,
    Phase,
    SchoolClosed,
    SchoolDetailsChanged,
    SchoolRegistered,
)
from ledger.envelope import decode
from ledger.register import MissingColumn, Summary, import_register
from ledger.register.extract import Extract
from ledger.register.form import Form
from ledger.register.importing import BATCH, _Import
from tests.register.files import (
    ASTOR,
    ASTOR_ROW,
    DEAL,
    DEAL_ROW,
    DOVER,
    DOVER_ROW,
    SCHOOLS,
    extract,
)


def entries(ledger: Ledger) -> list[Any]:
    return [decode(stored).event for stored in ledger.log.read()]


def told(summary: Summary) -> tuple[int, ...]:
    """New, changed, closed, unchanged, refused."""
    return (
        summary.new,
        summary.changed,
        summary.closed,
        summary.unchanged,
        len(summary.refused),
    )


def test_a_school_that_is_new_is_registered_with_all_that_the_row_says(
    ledger: Ledger, tmp_path: Path
) -> None:
    summary = import_register(ledger, extract(tmp_path, ASTOR_ROW))

    assert told(summary) == (1, 0, 0, 0, 0)
    (astor,) = entries(ledger)
    assert astor == SchoolRegistered(
        school=SchoolId(ASTOR),
        name="Astor College",
        phase=Phase.SECONDARY,
        la_code="886",
        opened_on=date(2012, 4, 1),
        pupils=745,
        town="Dover",
        row_digest=astor.row_digest,
    )


def test_a_school_first_seen_closed_is_registered_and_closed(
    ledger: Ledger, tmp_path: Path
) -> None:
    summary = import_register(ledger, extract(tmp_path, DOVER_ROW))

    assert told(summary) == (1, 0, 1, 0, 0)
    registered, closed = entries(ledger)
    assert (type(registered), type(closed)) == (SchoolRegistered, SchoolClosed)
    assert (closed.closed_on, closed.why_closed) == (date(2018, 8, 31), "Academy Converter")


def test_who_recorded_it_is_the_ledger_itself(ledger: Ledger, tmp_path: Path) -> None:
    import_register(ledger, extract(tmp_path, ASTOR_ROW))

    (stored,) = ledger.log.read()
    assert decode(stored).by == SYSTEM
    assert stored.event.tags == [f"school:{ASTOR}"]


def test_the_same_file_again_brings_nothing(ledger: Ledger, tmp_path: Path) -> None:
    path = extract(tmp_path, ASTOR_ROW, DEAL_ROW, DOVER_ROW)
    import_register(ledger, path)
    size = ledger.log.size()

    again = import_register(ledger, path)

    assert told(again) == (0, 0, 0, 3, 0)
    assert ledger.log.size() == size


def test_a_later_file_brings_only_the_differences(ledger: Ledger, tmp_path: Path) -> None:
    import_register(ledger, extract(tmp_path, ASTOR_ROW, DEAL_ROW))

    summary = import_register(
        ledger, extract(tmp_path, ASTOR_ROW, DEAL_ROW.replace(",190,Deal", ",,Walmer"))
    )

    assert told(summary) == (0, 1, 0, 1, 0)
    changed = entries(ledger)[-1]
    assert changed.school == DEAL
    assert changed.changes == (
        Change(field=FieldName("pupils"), old="190", new=None),
        Change(field=FieldName("town"), old="Deal", new="Walmer"),
    )


def test_two_differences_one_after_the_other_are_both_found(ledger: Ledger, tmp_path: Path) -> None:
    for pupils in (190, 180, 170, 180):
        path = extract(tmp_path, DEAL_ROW.replace("190", str(pupils)))
        import_register(ledger, path)

    changes = [entry.changes[0] for entry in entries(ledger)[1:]]
    assert [(change.old, change.new) for change in changes] == [
        ("190", "180"),
        ("180", "170"),
        ("170", "180"),
    ]


def test_a_school_that_closes_and_opens_again_is_told_so(ledger: Ledger, tmp_path: Path) -> None:
    still_open = DOVER_ROW.replace("31-08-2018", "").replace("Academy Converter", "")
    later = DOVER_ROW.replace("2018", "2019")

    summaries = [
        import_register(ledger, extract(tmp_path, row))
        for row in (still_open, DOVER_ROW, later, still_open)
    ]

    assert [told(summary)[:3] for summary in summaries] == [
        (1, 0, 0),
        (0, 0, 1),
        (0, 0, 1),
        (0, 1, 0),
    ]
    reopened = entries(ledger)[-1]
    assert reopened.changes == (Change(field=FieldName("closed_on"), old="2019-08-31", new=None),)


def test_what_a_file_does_not_say_stays_as_it_was(ledger: Ledger, tmp_path: Path) -> None:
    import_register(ledger, extract(tmp_path, ASTOR_ROW, DOVER_ROW))

    summary = import_register(
        ledger, extract(tmp_path, f"{DOVER},Dover Road", header="URN,EstablishmentName")
    )

    assert told(summary) == (0, 0, 0, 1, 0)
    assert ledger.log.size() == 3


def test_another_way_to_write_the_same_number_is_no_change(ledger: Ledger, tmp_path: Path) -> None:
    header = "URN,EstablishmentName,PercentageFSM"
    import_register(ledger, extract(tmp_path, f"{DEAL},Deal,30", header=header))

    summary = import_register(ledger, extract(tmp_path, f"{DEAL},Deal,30.0", header=header))

    assert told(summary) == (0, 0, 0, 1, 0)


def test_what_an_administrator_changed_is_what_the_register_says_again(
    ledger: Ledger, tmp_path: Path
) -> None:
    path = extract(tmp_path, DEAL_ROW)
    import_register(ledger, path)
    moved = Change(field=FieldName("town"), old="Deal", new="Walmer")
    ledger.record(SchoolDetailsChanged(school=SchoolId(DEAL), changes=(moved,)), SYSTEM)

    summary = import_register(ledger, path)

    assert told(summary) == (0, 1, 0, 0, 0)
    assert entries(ledger)[-1].changes[0].new == "Deal"


def test_a_broken_row_of_a_known_school_leaves_it_as_it_was(ledger: Ledger, tmp_path: Path) -> None:
    import_register(ledger, extract(tmp_path, DEAL_ROW))

    summary = import_register(
        ledger, extract(tmp_path, DEAL_ROW.replace("190,Deal", "100001,Walmer"))
    )

    assert [(one.line, one.reason) for one in summary.refused] == [
        (2, "pupils: From 0 to 100,000, please.")
    ]
    assert ledger.log.size() == 1


def test_a_file_without_a_name_of_schools_is_not_begun(ledger: Ledger, tmp_path: Path) -> None:
    with pytest.raises(MissingColumn, match="EstablishmentName"):
        import_register(ledger, extract(tmp_path, ASTOR, header="URN"))

    assert ledger.log.size() == 0


def test_a_dry_run_says_the_same_and_writes_nothing(ledger: Ledger, tmp_path: Path) -> None:
    import_register(ledger, extract(tmp_path, DEAL_ROW))
    rows = (ASTOR_ROW, DEAL_ROW.replace("190", "191"), DOVER_ROW, "1,x")
    path = extract(tmp_path, *rows)

    dry = import_register(ledger, path, dry_run=True)

    assert ledger.log.size() == 1
    assert replace(dry, is_dry_run=False) == import_register(ledger, path)
    assert "nothing was written" in str(dry)


def test_both_headers_of_the_register_are_taken(ledger: Ledger) -> None:
    for name, schools in (
        ("gias_exact_header_sample_2018.csv", 4),
        ("gias_exact_header_sample_2025.csv", 1),
        ("gias_60_rows_made_up.csv", 60),
    ):
        summary = import_register(ledger, SCHOOLS / name)
        assert told(summary) == (schools, 0, 0, 0, 0)

    by_school = {entry.school: entry for entry in entries(ledger)}
    assert by_school[SchoolId("100000")].name == "The Aldgate School"
    assert by_school[SchoolId("100171")].phase is Phase.ALL_THROUGH
    assert by_school[SchoolId("130000")].trust_name == "trust name 1"


def test_progress_ends_at_the_end_of_the_file(ledger: Ledger, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []

    import_register(
        ledger,
        extract(tmp_path, ASTOR_ROW, DEAL_ROW),
        progress=lambda done, total: seen.append((done, total)),
    )

    assert seen == [(3, 3), (3, 3)]


def once_at_the_clock(ledger: Ledger, meanwhile: Callable[[], object]) -> Ledger:
    """A ledger whose clock lets something happen the first time that it is asked.

    An import asks the time after it has read what is known, and before it records anything.
    """
    due = [meanwhile]

    def clock() -> datetime:
        while due:
            due.pop()()
        return ledger.clock()

    return replace(ledger, clock=clock)


def test_an_import_that_was_overtaken_registers_nothing_twice(
    ledger: Ledger, tmp_path: Path
) -> None:
    path = extract(tmp_path, ASTOR_ROW, DEAL_ROW, DOVER_ROW)
    part = extract(tmp_path, DEAL_ROW, DOVER_ROW, name="part.csv")
    overtaken = once_at_the_clock(ledger, lambda: import_register(ledger, part))

    summary = import_register(overtaken, path)

    assert told(summary) == (1, 0, 0, 2, 0)
    assert Counter(type(entry) for entry in entries(ledger)) == {
        SchoolRegistered: 3,
        SchoolClosed: 1,
    }


def test_two_imports_at_once_register_every_school_once(ledger: Ledger, tmp_path: Path) -> None:
    rows = [f"{200000 + n},School {n}" for n in range(5_000)]
    path = extract(tmp_path, *rows, header="URN,EstablishmentName")
    summaries: list[Summary] = []
    start = Barrier(2)

    def one() -> None:
        start.wait()
        summaries.append(import_register(ledger, path))

    both = [Thread(target=one) for _ in range(2)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()

    schools = Counter(entry.school for entry in entries(ledger))
    assert len(schools) == 5_000
    assert set(schools.values()) == {1}
    assert sum(summary.new for summary in summaries) == 5_000
    assert sum(summary.unchanged for summary in summaries) == 5_000


def test_what_was_planned_before_others_spoke_is_planned_again(
    ledger: Ledger, tmp_path: Path
) -> None:
    rows = [f"{200000 + n},School {n}" for n in range(2 * BATCH)]
    whole = Extract(extract(tmp_path, *rows, header="URN,EstablishmentName"))
    part = extract(tmp_path, rows[0], rows[-1], header="URN,EstablishmentName", name="part.csv")
    ours = _Import(ledger, Form(whole.header), dry_run=False)
    planned = list(ours.planned(whole.rows()))  # as far ahead as can be

    import_register(ledger, part)
    for batch, plan in planned:
        ours.take(batch, plan)

    assert told(ours.summary) == (2 * BATCH - 2, 0, 0, 2, 0)
    assert ledger.log.size() == 2 * BATCH


class Stopped(Exception):
    """What ends an import in the middle."""


def test_an_import_that_was_stopped_leaves_whole_batches_and_can_be_finished(
    ledger: Ledger, tmp_path: Path
) -> None:
    rows = [f"{200000 + n},School {n}" for n in range(5_000)]
    path = extract(tmp_path, *rows, header="URN,EstablishmentName")

    def stop(done: int, total: int) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        import_register(ledger, path, progress=stop)
    recorded = ledger.log.size()

    assert 0 < recorded < 5_000
    assert told(import_register(ledger, path)) == (5_000 - recorded, 0, 0, recorded, 0)
