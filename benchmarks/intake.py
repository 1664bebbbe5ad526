"""How fast spreadsheets are taken in beside appending the same events, and in how much memory.

Ours is all of it: reading the rows, finding the columns, judging every entry as if it was recorded
by hand, sealing the words, appending. Beside it stand the same events, ready made, appended in
batches of the same size to a ledger of the same kind. The two take turns; the best of each is
compared. The memory is that of whole processes, with the one that reads the rows of a large file:
of a large file less that of a small one.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from random import Random

from benchmarks import (
    NewDatabase,
    databases,
    door,
    most_held,
    most_held_by_helpers,
    result,
    sqlite_folder,
)
from ledger.application import Ledger
from ledger.domain.collaboration import CollaborationBegun
from ledger.domain.identifiers import PersonId, SchoolId
from ledger.domain.outcome import Area, Outcome
from ledger.domain.past import SYSTEM, By, Role
from ledger.domain.record import Sealed
from ledger.domain.school import Phase, SchoolRegistered
from ledger.domain.words import Focus, Theme
from ledger.intake.batches import BATCH
from ledger.intake.importing import import_acts, open_tables
from ledger.intake.mapping import Mapping
from ledger.log.contract import DCBEvent
from ledger.log.engine import open_database
from ledger.log.recorder import Recorder
from ledger.log.schema import prepare

ROWS, FEW = 100_000, 1_000

ROUNDS = 2

REACH = 1 / 4
"""Our rows a second, beside theirs: an import takes four times as long at most."""

MOST_MEGABYTES = 200
"""By which a large file may take more memory than a small one."""

SCHOOLS, CIRCLE = 400, 4
"""Schools in all, and in one collaboration."""

BY = By(PersonId("00000000-0000-0000-0000-000000000001"), Role.EDITOR)

HEADER = (
    "Kind,Recorded for,Collaboration,Date,Minutes,Theme,Host,Visitors,Purpose,Attendance,"
    "Lessons seen,Partners,Provider,Brief,Sessions,Follow up sessions,Price,Vat,Share,Contributions"
)

Circles = list[tuple[str, list[str]]]
"""Collaborations by their ids, with their schools."""


@contextmanager
def opened(url: str) -> Iterator[Ledger]:
    """A ledger on an empty database, with keys of its own."""
    engine = open_database(url)
    prepare(engine)
    log = Recorder(engine)
    try:
        with sqlite_folder() as folder:
            yield door(engine, log, folder)
    finally:
        log.close()
        engine.dispose()


def begun(ledger: Ledger) -> Circles:
    """Schools in the register, and their collaborations."""
    numbers = [SchoolId(str(100_000 + n)) for n in range(SCHOOLS)]
    registered = [
        SchoolRegistered(school=school, name=f"School {school}", phase=Phase.PRIMARY)
        for school in numbers
    ]
    ledger.record_judged(registered, SYSTEM)
    circles: Circles = []
    for start in range(0, SCHOOLS, CIRCLE):
        members = numbers[start : start + CIRCLE]
        entry = CollaborationBegun(
            title=Sealed("Talk"), partners=tuple(members), focus=Focus(theme=Theme.TEACHING),
            outcomes=(Outcome(area=Area.SUBJECT, statement=Sealed("They explain.")),),
            planned_terms=6, happened_on=date(2020, 9, 1),
        )  # fmt: skip
        recorded = ledger.record(entry, BY._replace(school=members[0]))
        circles.append((str(recorded.id), [*members]))
    return circles


def write(path: Path, circles: Circles, rows: int) -> None:
    """A table of visits that were held, and one joint commission in five, with its words."""
    random = Random(1)
    with path.open("w", encoding="utf-8") as file:
        print(HEADER, file=file)
        for n in range(rows):
            circle, members = random.choice(circles)
            day = date(2020, 9, 1) + timedelta(days=n // 500 % 1_500)
            host, guest = random.sample(members, 2)
            told = f"{host},{circle},{day:%d/%m/%Y},{60 + n % 500},teaching"
            came = f"{host}: 2; {guest}: {n % 9 + 1}"
            if n % 5:
                print(f"visit,{told},{host},{guest},refine,{came},{n % 7},,,,,,,,,", file=file)
            else:
                shares = f"{host}: £{n / 100:.2f}; {guest}: £{n / 50:.2f}"
                print(
                    f"joint commission,{told},,,,{came},,{host}; {guest},dover-geography,"
                    f"To plan lessons {n},2,1,£{n * 3 / 100:.2f},included,custom,{shares}",
                    file=file,
                )


def ours(url: str, folder: str) -> tuple[float, list[DCBEvent]]:
    """Seconds of an import, and what it brought."""
    with opened(url) as ledger:
        seconds, before = imported(ledger, folder, ROWS)
        return seconds, [stored.event for stored in ledger.log.read(after=before)]


def imported(ledger: Ledger, folder: str, rows: int) -> tuple[float, int]:
    """Seconds of an import of so many rows, and the end of the log before it."""
    file = Path(folder, f"{rows}.csv")
    write(file, begun(ledger), rows)
    before = ledger.log.size()
    began = time.perf_counter()
    with open_tables(file) as tables:
        summary = import_acts(ledger, tables, BY, Mapping())
    seconds = time.perf_counter() - began
    assert not summary.left_out, summary
    assert summary.rows == rows, summary
    return seconds, before


def beside(url: str, events: list[DCBEvent]) -> float:
    """Seconds of appending these events, as many at once as an import does."""
    size = BATCH * len(events) // ROWS
    with opened(url) as ledger:
        began = time.perf_counter()
        for start in range(0, len(events), size):
            ledger.log.append(events[start : start + size])
        return time.perf_counter() - began


def side_by_side(name: str, folder: str, new_database: NewDatabase) -> bool:
    whole, bare, events = [], [], 0
    for _ in range(ROUNDS):
        seconds, brought = ours(new_database(), folder)
        whole.append(seconds)
        bare.append(beside(new_database(), brought))
        events = len(brought)
        print(f"  {name}: import {whole[-1]:.2f} s, append {bare[-1]:.2f} s, {events:,} events")
    return result(name, ROWS / min(whole), ROWS / min(bare), REACH, "rows/s")


def megabytes(rows: int, url: str, folder: str) -> float:
    """The most memory that was taken to import so many rows."""
    words = [sys.executable, "-m", "benchmarks.intake", str(rows), url, folder]
    return float(subprocess.run(words, check=True, capture_output=True, text=True).stdout)


def memory(name: str, folder: str, new_database: NewDatabase) -> bool:
    few, many = (megabytes(rows, new_database(), folder) for rows in (FEW, ROWS))
    print(f"  {name}: {many:,.0f} MB for {ROWS:,} rows, {few:,.0f} MB for {FEW:,}", flush=True)
    return result(name, many - few, MOST_MEGABYTES, 1, "MB", at_most=True)


def main() -> int:
    with sqlite_folder() as folder, databases() as kinds:
        reached = [memory(f"intake-memory-{name}", folder, new) for name, new in kinds.items()]
        reached += [side_by_side(f"intake-{name}", folder, new) for name, new in kinds.items()]
    return 0 if all(reached) else 1


def child(rows: str, url: str, folder: str) -> None:
    """Import in this process, and print the most memory that was taken, in megabytes."""
    with opened(url) as ledger:
        imported(ledger, folder, int(rows))
    print(most_held() + most_held_by_helpers())


if __name__ == "__main__":
    sys.exit(child(*sys.argv[1:]) if len(sys.argv) > 1 else main())
