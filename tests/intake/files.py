"""The schools of these tests, and small spreadsheets as people keep them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from tests.scenario import ASTOR, DEAL, DOVER

SCHOOLS: dict[Any, dict[str, Any]] = {
    ASTOR: {"name": "Astor College", "town": "Dover", "la_name": "Kent", "postcode": "CT17 0AS"},
    DOVER: {"name": "St Mary's Church of England Primary School", "town": "Dover"},
    DEAL: {"name": "Deal Parochial School", "town": "Deal", "opened_on": date(2012, 9, 1)},
}

HEADER = "Date,Host,Visitors,Purpose,Theme,Minutes,Attendance,Lessons seen,Notes"
A_VISIT = f"02/03/2026,{ASTOR},{DOVER},refine,teaching,60,{ASTOR}: 2; {DOVER}: 3,4,"
ANOTHER = f"3 March 2026,{DOVER},{ASTOR},refine,Curriculum,1,,,"

COMMISSION = "Partners,Provider,Theme,Brief,Sessions,Follow up sessions,Price,Vat,Share,"
COMMISSION += "Contributions,Date,Minutes,Held on,Attendance"
AN_EXPERT = (
    f'{ASTOR}; {DOVER},dover-geography,curriculum,Plan a unit,2,1,"£1,200.50",included,custom,'
    f"{ASTOR}: £600.25; {DOVER}: £600.25,02/03/2026,90,02/03/2026,{ASTOR}: 2; {DOVER}: 2"
)


def visits(*rows: str, header: str = HEADER) -> str:
    return "".join(f"{row}\r\n" for row in (header, *rows))


def saved(folder: Path, content: str | bytes, name: str = "visits.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path
