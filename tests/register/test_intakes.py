"""Given what the department publishes of intakes, when it is read, then each school has its own."""

from __future__ import annotations

import gzip
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ledger.application import Ledger
from ledger.domain.past import SYSTEM
from ledger.domain.pupil_intake import IntakePublished, Matching
from ledger.envelope import decode
from ledger.register import Unreadable
from ledger.register.intakes import import_intakes
from tests.register.files import ASTOR, DEAL, DOVER, SCHOOLS
from tests.scenario import school

OF_DEAL = {
    "URN": DEAL, "PPPerc": "47.99733", "Polar4QuintilePupils": "3.551846", "PStability": "77.910",
    "PercentSchSupport": "NA", "PercentEAL": "47.330534", "IdaciPupils": "0.24683",
    "PercentageStatementOrEhp": "2.339532", "NumberOfPupils": "190",
    "ReadMatAverage": "102.16042780748", "Ks1PriorRwmAverage": "2.842543",
}  # fmt: skip
OF_ASTOR = {"URN": ASTOR, "KS2MRP": 105.0435115, "PercentageStatementOrEHP": 0, "Att8Scr": "46"}


@pytest.fixture(autouse=True)
def registered(ledger: Ledger) -> None:
    ledger.record_judged([school(urn) for urn in (ASTOR, DEAL)], SYSTEM)


def listed(folder: Path, *intakes: Any) -> Path:
    path = folder / "intakes.json"
    path.write_text(json.dumps(intakes), encoding="utf-8")
    return path


def said(ledger: Ledger) -> list[Any]:
    events = [decode(stored).event for stored in ledger.log.read()]
    return [event for event in events if isinstance(event, IntakePublished)]


def test_what_is_published_is_recorded_to_the_last_digit(ledger: Ledger, tmp_path: Path) -> None:
    summary = import_intakes(ledger, listed(tmp_path, OF_DEAL, OF_ASTOR), edition="2024")

    assert (summary.rows, summary.new, summary.refused) == (2, 2, [])
    deal, astor = said(ledger)
    assert deal == IntakePublished(
        school=DEAL, matching=Matching.PRIMARY, edition="2024",
        prior_attainment=Decimal("2.842543"), pupil_premium=Decimal("47.99733"),
        english_additional=Decimal("47.330534"), deprivation=Decimal("0.24683"),
        participation=Decimal("3.551846"), stability=Decimal("77.91"),
        special_needs_plan=Decimal("2.339532"), pupils=190,
    )  # fmt: skip
    assert (astor.matching, astor.prior_attainment) == (Matching.SECONDARY, Decimal("105.0435115"))
    assert astor.special_needs_plan == 0


def test_only_what_is_different_is_recorded_again(ledger: Ledger, tmp_path: Path) -> None:
    import_intakes(ledger, listed(tmp_path, OF_DEAL, OF_ASTOR), edition="2024")
    path = listed(tmp_path, OF_DEAL | {"NumberOfPupils": "191"}, OF_ASTOR)

    dry = import_intakes(ledger, path, edition="2024", dry_run=True)
    assert len(said(ledger)) == 2
    again = import_intakes(ledger, path, edition="2024")
    later = import_intakes(ledger, path, edition="2025")

    assert (dry.new, dry.changed, dry.unchanged) == (0, 1, 1)
    assert (again.new, again.changed, again.unchanged) == (0, 1, 1)
    assert (later.new, later.changed, later.unchanged) == (0, 2, 0)


def test_a_school_that_is_wrong_is_named_and_the_others_are_read(
    ledger: Ledger, tmp_path: Path
) -> None:
    path = listed(
        tmp_path,
        OF_DEAL | {"PPPerc": "most"},
        OF_DEAL | {"PPPerc": "101"},
        OF_DEAL | {"URN": DOVER},
        OF_DEAL | {"URN": "12"},
        OF_DEAL | {"URN": None},
        {"URN": DEAL, "PPPerc": "12"},
        "Deal",
        OF_DEAL,
        OF_DEAL,
    )

    summary = import_intakes(ledger, path, edition="2024")

    assert [str(refusal) for refusal in summary.refused] == [
        "school 1: PPPerc: 'most' is no number.",
        "school 2: pupil_premium: From 0 to 100, please.",
        f"school 3: URN: The register has no school {DOVER}.",
        "school 4: URN: A school is named by its URN: six digits.",
        "school 5: URN: A school needs one.",
        "school 6: One of Ks1PriorRwmAverage and KS2MRP tells what pupils could do before.",
        "school 7: A school is written as a JSON object.",
        f"school 9: URN: School {DEAL} is number 8 already.",
    ]
    assert [one.school for one in said(ledger)] == [DEAL]


@pytest.mark.parametrize("content", ["", "URN,PPPerc", "{}", "[]", "[1]", '[{"urn": "118931"}]'])
def test_a_file_that_is_no_list_of_schools_is_named_as_such(
    ledger: Ledger, tmp_path: Path, content: str
) -> None:
    (tmp_path / "intakes.json").write_text(content, encoding="utf-8")
    with pytest.raises(Unreadable, match="The file is no "):
        import_intakes(ledger, tmp_path / "intakes.json", edition="2024")
    assert not said(ledger)


@pytest.mark.parametrize(("name", "rows"), [("Primary", 93), ("Secondary", 1_393)])
def test_the_real_files_are_read_whole(
    ledger: Ledger, tmp_path: Path, name: str, rows: int
) -> None:
    file = SCHOOLS / f"similar_{name}ValuesEntry.json"
    urns = {row["URN"] for row in json.loads(file.read_text(encoding="utf-8"))} - {ASTOR, DEAL}
    ledger.record_judged([school(urn) for urn in sorted(urns)], SYSTEM)
    packed = tmp_path / "intakes.json.gz"
    packed.write_bytes(gzip.compress(file.read_bytes()))

    assert import_intakes(ledger, packed, edition="2024").new == rows
    assert import_intakes(ledger, file, edition="2024").unchanged == rows
