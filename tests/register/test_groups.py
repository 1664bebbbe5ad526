"""Given a list of groups, when it is imported, then each trust is known as the list has it."""

from __future__ import annotations

import csv
import gzip
import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from ledger.application import Ledger
from ledger.domain.identifiers import TrustId
from ledger.domain.past import SYSTEM
from ledger.domain.trust import GroupKind, TrustRegistered
from ledger.envelope import decode
from ledger.projections import VIEWS, search, trusts
from ledger.projections.build import prepare
from ledger.projections.entries import Entries
from ledger.projections.follow import follow
from ledger.projections.snapshot import at
from ledger.register import Unreadable, import_register
from ledger.register.groups import import_groups
from tests.projections.story import NOBODY
from tests.register.files import SCHOOLS

EAST = {
    "group_uid": "2046",
    "group_id": "TR00002",
    "group_name": "EAST TRUST",
    "companies_house_number": "07705552",
    "group_type": "Multi-academy trust",
    "closed_date": None,
    "open_date": None,
    "incorporated_on__open_date_": "14/07/2011",
}
WEST = {"group_uid": "77", "group_name": "West", "group_type": "Children's Centres Group"}


def listed(folder: Path, *groups: Any) -> Path:
    path = folder / "groups.json"
    path.write_text(json.dumps(groups), encoding="utf-8")
    return path


def entries(ledger: Ledger) -> list[Any]:
    return [decode(stored).event for stored in ledger.log.read()]


def test_a_trust_that_is_new_is_registered_with_all_that_is_said_of_it(
    ledger: Ledger, tmp_path: Path
) -> None:
    summary = import_groups(ledger, listed(tmp_path, EAST, WEST))

    assert (summary.rows, summary.new, summary.refused) == (2, 2, [])
    east, west = entries(ledger)
    assert east == TrustRegistered(
        uid=TrustId("2046"),
        name="EAST TRUST",
        group_kind=GroupKind.MULTI_ACADEMY_TRUST,
        group_id="TR00002",
        companies_house="07705552",
        opened_on=date(2011, 7, 14),
    )
    assert (west.name, west.group_kind) == ("West", GroupKind.CHILDRENS_CENTRES_GROUP)
    assert next(iter(ledger.log.read())).event.tags == ["trust:2046"]


def test_only_what_is_different_is_recorded_again(ledger: Ledger, tmp_path: Path) -> None:
    import_groups(ledger, listed(tmp_path, EAST, WEST))
    closed = EAST | {"closed_date": "31/08/2025"}

    dry = import_groups(ledger, listed(tmp_path, closed, WEST), dry_run=True)
    assert ledger.log.size() == 2
    summary = import_groups(ledger, listed(tmp_path, closed, WEST))

    assert (summary.new, summary.changed, summary.unchanged) == (0, 1, 1)
    assert (dry.new, dry.changed, dry.unchanged) == (0, 1, 1)
    assert entries(ledger)[2:] == [
        TrustRegistered(**vars(entries(ledger)[0]) | {"ended_on": date(2025, 8, 31)})
    ]


def test_a_group_that_is_wrong_is_named_and_the_others_are_read(
    ledger: Ledger, tmp_path: Path
) -> None:
    path = listed(
        tmp_path,
        EAST | {"group_name": None},
        EAST | {"group_type": "Club"},
        EAST | {"open_date": "31/02/2020"},
        EAST | {"group_name": "x" * 201},
        EAST | {"group_uid": "TR1"},
        "East",
        EAST,
        EAST,
    )

    summary = import_groups(ledger, path)

    assert [str(refusal) for refusal in summary.refused] == [
        "group 1: group_name: A group needs one.",
        "group 2: group_type: 'Club' is no kind of group.",
        "group 3: open_date: There is no day '31/02/2020'.",
        "group 4: name: From 1 to 200 characters, please.",
        "group 5: group_uid: A trust is named by its UID: up to eight digits.",
        "group 6: A group is written as a JSON object.",
        "group 8: group_uid: Group 2046 is number 7 already.",
    ]
    assert [said.uid for said in entries(ledger)] == ["2046"]


@pytest.mark.parametrize("content", ["", "URN,Name", "{}", "[]", "[1, 2]", '[{"name": "x"}]'])
def test_a_file_that_is_no_list_of_groups_is_named_as_such(
    ledger: Ledger, tmp_path: Path, content: str
) -> None:
    path = tmp_path / "groups.json"
    path.write_text(content)
    with pytest.raises(Unreadable, match="The file is no"):
        import_groups(ledger, path)
    assert ledger.log.size() == 0


def test_somebody_else_may_record_meanwhile(ledger: Ledger, tmp_path: Path) -> None:
    append, path = ledger.log.append, listed(tmp_path, EAST, WEST)
    others: list[TrustRegistered] = [
        TrustRegistered(uid=TrustId("77"), name="Wild West", group_kind=GroupKind.TRUST)
    ]

    def meddling(events: Any, condition: Any = None) -> int:
        if others:
            ledger.record(others.pop(), SYSTEM)
        return append(events, condition)

    ledger.log.append = meddling  # type: ignore[method-assign]

    summary = import_groups(ledger, path)

    assert (summary.new, summary.changed) == (1, 1)
    assert [said.name for said in entries(ledger)] == ["Wild West", "EAST TRUST", "West"]


def test_every_real_group_is_read_that_can_be(ledger: Ledger) -> None:
    path = SCHOOLS / "groups.json.gz"
    groups = json.loads(gzip.decompress(path.read_bytes()))
    damaged = [n for n, group in enumerate(groups, 1) if "\ufffd" in group["group_name"]]

    summary = import_groups(ledger, path)

    assert (summary.rows, summary.new) == (7_176, 7_163)
    assert [refusal.line for refusal in summary.refused] == damaged
    kinds = [said.group_kind for said in entries(ledger)]
    assert {kind for kind in kinds if not kind.is_known} == set()
    assert kinds.count(GroupKind.MULTI_ACADEMY_TRUST) > 1_700
    assert import_groups(ledger, path).unchanged == 7_163


def test_real_schools_are_in_real_trusts(ledger: Ledger, engine: sa.Engine, tmp_path: Path) -> None:
    packed = (SCHOOLS / "establishments_with_coordinates.json.gz").read_bytes()
    known = {
        school["URN"]: school
        for school in json.loads(gzip.decompress(packed))
        if "\ufffd" not in f"{school['EstablishmentName']} {school['TrustName']}"
    }
    path = tmp_path / "schools.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        names = ("URN", "EstablishmentName", "Trusts (code)", "Trusts (name)")
        told = ("URN", "EstablishmentName", "TrustId", "TrustName")
        csv.writer(file).writerows(
            [names, *([school[name] for name in told] for school in known.values())]
        )
    import_register(ledger, path)
    import_groups(ledger, SCHOOLS / "groups.json.gz")
    prepare(engine, VIEWS)
    follow(engine, VIEWS, Entries())

    with engine.connect() as connection:
        now = at(connection, VIEWS, NOBODY)
        found = trusts.of_schools(now, known)
        assert {urn: row.trust for urn, row in found.items()} == {
            urn: school["TrustId"] for urn, school in known.items() if school["TrustId"]
        }
        assert len(found) == 1_462
        groups = trusts.some(now, {row.trust for row in found.values()})
        assert [uid for uid, group in groups.items() if group.kind is None] == []
        (largest, most), *_ = Counter(row.trust for row in found.values()).most_common(1)
        assert len(trusts.of_trust(now, largest)) == most
        assert search.count(now, search.Filter(trust=largest)) == most
