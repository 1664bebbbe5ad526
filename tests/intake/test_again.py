"""The same row is the same act: again, in another file, after a crash, or twice at once."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, datetime
from threading import Barrier, Thread

import pytest

from ledger.domain.acts.joint_commission import ExpertSessionHeld, JointCommissionPlanned
from ledger.domain.collaboration import HowEnded
from ledger.domain.ending import CollaborationEnded
from ledger.domain.identifiers import CollaborationId
from ledger.domain.past import By, Role
from ledger.intake import content, recording
from ledger.intake.batches import BATCH
from ledger.intake.content import content_id
from ledger.intake.importing import import_acts
from ledger.intake.mapping import Mapping
from ledger.intake.text import in_memory
from ledger.log.contract import ProgrammingError
from tests.intake.desk import Desk
from tests.intake.files import A_VISIT, AN_EXPERT, COMMISSION, HEADER, visits
from tests.scenario import ADA, ANN, ASTOR, BEN, DEAL, DOT, DOVER, person, school

SECOND = A_VISIT.replace("02/03", "01/03")


def statuses(desk: Desk) -> list[str]:
    return [status for _, status, _, _ in desk.told]


def test_the_same_row_again_is_there_already(desk: Desk) -> None:
    desk.bring(visits(A_VISIT, SECOND))
    first = {result.row: result for result in desk.results}

    desk.bring(visits(SECOND, A_VISIT))

    assert statuses(desk) == ["already there", "already there"]
    assert [(r.act, r.position) for r in desk.results] == [
        (first[3].act, first[3].position), (first[2].act, first[2].position),
    ]  # fmt: skip
    assert len(desk.acts) == 4


def test_it_is_the_same_row_however_it_is_written(desk: Desk) -> None:
    desk.bring(visits(A_VISIT))
    header = HEADER.replace("Date,Host", "Held on,Hosting school").replace(",", ";")
    came = f'"{ASTOR}:2; {DOVER}:3"'
    row = f"2 March 2026;Astor College;{DOVER};Refine;TEACHING;60;{came};4;"

    desk.bring(visits(row, header=header), BEN, {"columns": {"Hosting school": "host"}})

    assert statuses(desk) == ["already there"]
    assert len(desk.acts) == 2


IN_ORDER = f"05/03/2026,{ASTOR},{DOVER}; {DEAL},refine,teaching,60,"
IN_ORDER += f'"{ASTOR}: 2: ""trustee, governor""; {DOVER}: 3; {DEAL}: 1",4,'
OTHERWISE = f"05/03/2026,{ASTOR},{DEAL}; {DOVER},refine,teaching,60,"
OTHERWISE += f'"{DEAL}: 1; {ASTOR}: 2: ""governor, trustee""; {DOVER}: 3",4,'


@pytest.mark.parametrize("rows", [(IN_ORDER, OTHERWISE), (OTHERWISE, IN_ORDER)])
def test_the_order_in_which_schools_are_named_is_no_difference(
    desk: Desk, rows: tuple[str, str]
) -> None:
    desk.bring(visits(*rows))
    together = statuses(desk)
    desk.bring(visits(*rows[::-1]))

    assert together == ["recorded", "already there"]
    assert statuses(desk) == ["already there", "already there"]
    assert len(desk.acts) == 2
    assert desk.acts[0].id == content_id(desk.acts[0].event)


@pytest.mark.parametrize(
    "row",
    [
        OTHERWISE,
        IN_ORDER.replace(f"{DOVER}: 3; {DEAL}: 1", f"{DEAL}: 1; {DOVER}: 3"),
    ],
)
def test_what_was_recorded_when_the_order_was_a_difference_is_found(
    desk: Desk, row: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as then:
        then.setattr(content, "ordered", lambda command: command)
        desk.bring(visits(row))
    before = desk.results

    desk.bring(visits(row, row))

    assert statuses(desk) == ["already there", "already there"]
    assert [(r.act, r.position) for r in desk.results] == [(r.act, r.position) for r in before * 2]
    assert len(desk.acts) == 2


def test_a_row_that_stands_twice_in_a_file_is_told(desk: Desk) -> None:
    desk.bring(visits(A_VISIT, SECOND, A_VISIT))

    assert desk.told == [
        (2, "recorded", "", ""),
        (3, "recorded", "", ""),
        (4, "already there", "The same as row 2.", ""),
    ]
    assert desk.results[2].position == desk.results[0].position


@pytest.mark.parametrize("dry_run", [False, True])
def test_it_is_told_however_far_apart_they_stand(desk: Desk, dry_run: bool) -> None:
    other = A_VISIT.replace("60", "x")

    desk.bring(visits(A_VISIT, *[other] * BATCH, A_VISIT), dry_run=dry_run)

    assert desk.told[-1] == (BATCH + 3, "already there", "The same as row 2.", "")


def test_a_plan_that_was_brought_before_is_held_by_a_later_row(desk: Desk) -> None:
    planned = ",".join([*A_VISIT.split(",")[:6], "", "", ""])
    desk.bring(visits(planned))

    desk.bring(visits(A_VISIT))

    assert statuses(desk) == ["recorded"]
    assert [type(entry.event).__name__ for entry in desk.acts] == ["VisitPlanned", "VisitHeld"]


def test_an_expert_who_came_twice_has_two_rows(desk: Desk) -> None:
    again = AN_EXPERT.replace("90,02/03", "90,05/03")

    desk.bring(visits(AN_EXPERT, again, header=COMMISSION))

    assert statuses(desk) == ["recorded", "recorded"]
    plan, *sessions = desk.acts
    assert isinstance(plan.event, JointCommissionPlanned)
    assert plan.event.price == 120_050
    assert [type(entry.event) for entry in sessions] == [ExpertSessionHeld, ExpertSessionHeld]


def test_what_was_said_otherwise_before_is_not_said_again(desk: Desk) -> None:
    desk.bring(visits(A_VISIT))

    desk.bring(visits(A_VISIT.replace(",4,", ",5,")))

    ((_, status, because, column),) = desk.told
    assert (status, column) == ("refused", "held.act")
    assert because.startswith(
        "It is held; this needs an act that is agreed or planned. The ledger has"
    )
    assert len(desk.acts) == 2


def test_other_words_are_no_other_act_and_are_told(desk: Desk) -> None:
    other = AN_EXPERT.replace("Plan a unit", "Plan two")
    desk.bring(visits(AN_EXPERT, other, header=COMMISSION))
    assert statuses(desk) == ["recorded", "refused"]

    desk.bring(visits(other, AN_EXPERT, header=COMMISSION))

    assert statuses(desk) == ["refused", "already there"]
    assert desk.told[0][2].startswith("The ledger has this act already, with other words.")


def test_an_id_tells_nothing_of_the_words(desk: Desk) -> None:
    """Else whoever guesses could check a guess, long after the words are forgotten."""
    desk.bring(visits(AN_EXPERT.replace("Plan a unit", "Plan two"), header=COMMISSION))
    first = desk.results[0].act

    desk.bring(visits(AN_EXPERT, header=COMMISSION))

    assert first == desk.acts[0].id
    assert statuses(desk) == ["refused"]


def test_a_row_that_another_school_brought_is_told_only_to_those_who_take_part(desk: Desk) -> None:
    desk.bring(visits(A_VISIT))

    desk.bring(visits(A_VISIT), DOT)

    assert desk.told == [
        (2, "refused", "Only a school that takes part may record this.", "collaboration")
    ]


def test_a_dry_run_says_the_same_and_writes_nothing(desk: Desk) -> None:
    text = visits(A_VISIT, SECOND, A_VISIT, A_VISIT.replace("60", "x"))
    dry = desk.bring(text, dry_run=True)
    told = desk.told

    assert desk.acts == []
    assert "nothing was written" in str(dry)
    desk.bring(text)
    assert desk.told == told


class Stopped(Exception):
    """What ends an import in the middle."""


def test_an_import_that_was_stopped_leaves_whole_batches_and_can_be_finished(desk: Desk) -> None:
    rows = [
        A_VISIT.replace("02/03/2026", f"{n % 28 + 1}/02/2026").replace(",60,", f",{n // 28 + 5},")
        for n in range(BATCH + 200)
    ]
    text = visits(*rows)

    def stop(done: float) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        desk.bring(text, progress=stop)
    assert statuses(desk) == ["recorded"] * BATCH
    assert len(desk.acts) == 2 * BATCH

    desk.bring(text)

    assert Counter(statuses(desk)) == {"already there": BATCH, "recorded": 200}
    assert len({entry.id for entry in desk.acts}) == 2 * (BATCH + 200)


def test_two_imports_at_once_record_every_act_once(desk: Desk) -> None:
    rows = [A_VISIT.replace(",60,", f",{n + 5},") for n in range(300)]
    start = Barrier(2)
    counts: Counter[str] = Counter()

    def one(by: By) -> None:
        said = Mapping.told({"always": {"collaboration": desk.collaboration}})
        start.wait()
        import_acts(
            desk.ledger, [in_memory(visits(*rows))], by, said,
            tell=lambda result: counts.update([result.status.value]),
        )  # fmt: skip

    both = [Thread(target=one, args=(by,)) for by in (ANN, BEN)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()

    assert counts == {"recorded": 300, "already there": 300}
    assert len(desk.acts) == 600


def test_a_past_that_moves_all_the_time_is_held_still_at_last(desk: Desk) -> None:
    """Somebody registers a school whenever an import has judged a batch and would record it."""
    others = iter(range(100))

    def clock() -> datetime:
        number = next(others)
        if number < 2 * recording.TRIES:  # the row has two entries, and each is judged
            new = school(type(ASTOR)(str(800_000 + number)))
            desk.ledger.record(new, ADA)
        return desk.ledger.clock()

    meddled = replace(desk, ledger=replace(desk.ledger, clock=clock))
    meddled.bring(visits(AN_EXPERT, header=COMMISSION))

    assert statuses(meddled) == ["recorded"]
    assert [type(entry.event) for entry in desk.acts] == [
        JointCommissionPlanned, ExpertSessionHeld,
    ]  # fmt: skip
    sealed = desk.acts[0].event.brief.commitment
    assert desk.ledger.vault.open_many([sealed]) == {sealed: "Plan a unit"}


def test_a_past_that_moved_meanwhile_is_looked_at_again(desk: Desk) -> None:
    """The collaboration is ended between the judging of a row and its recording."""
    together = CollaborationId(desk.collaboration)
    ended = CollaborationEnded(
        collaboration=together, how_ended=HowEnded.COMPLETED, happened_on=date(2026, 3, 1)
    )
    due = [ended]

    def clock() -> datetime:
        while due:
            desk.ledger.record(due.pop(), ANN)
        return desk.ledger.clock()

    overtaken = replace(desk, ledger=replace(desk.ledger, clock=clock))
    overtaken.bring(visits(A_VISIT, SECOND))

    assert overtaken.told == [
        (2, "refused", "The collaboration ended on 1 March 2026.", "planned_for"),
        (3, "recorded", "", ""),
    ]


def test_what_no_database_takes_does_not_lose_the_other_rows(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A defect of ours that lets such a row through costs that row, and no other."""
    append = recording.append_together

    def refusing(log, entries, *more):
        if any(getattr(entry.event, "minutes", 0) == 61 for entry in entries):
            raise ProgrammingError("no")
        return append(log, entries, *more)

    monkeypatch.setattr(recording, "append_together", refusing)
    rows = [A_VISIT.replace(",60,", f",{minutes},") for minutes in (60, 61, 62)]

    desk.bring(visits(*rows))

    assert desk.told == [
        (2, "recorded", "", ""),
        (3, "refused", "The database does not take it: no", ""),
        (4, "recorded", "", ""),
    ]


def test_who_recorded_is_the_login_of_the_import(desk: Desk) -> None:
    desk.bring(visits(A_VISIT), By(person(99), Role.EDITOR, DOVER))

    assert {entry.by for entry in desk.acts} == {By(person(99), Role.EDITOR, DOVER)}
    assert f"by:{person(99)}" in desk.acts[0].tags
