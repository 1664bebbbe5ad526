"""Small extracts of the register, as a test writes them, and the real ones."""

from __future__ import annotations

from pathlib import Path

SCHOOLS = Path(__file__).resolve().parents[2] / "../shared/data/schools"

ASTOR = "138167"
DEAL = "118931"
DOVER = "118806"

HEADER = (
    "URN,EstablishmentName,LA (code),OpenDate,CloseDate,ReasonEstablishmentClosed (name),"
    "PhaseOfEducation (code),NumberOfPupils,Town"
)
ASTOR_ROW = f"{ASTOR},Astor College,886,01-04-2012,,Not applicable,4,745,Dover"
DEAL_ROW = f"{DEAL},Deal Parochial,886,,,Not applicable,2,190,Deal"
DOVER_ROW = f"{DOVER},Dover Road,886,,31-08-2018,Academy Converter,2,201,Dover"


def extract(folder: Path, *rows: str, header: str = HEADER, name: str = "extract.csv") -> Path:
    """A file with these rows, in the encoding and with the line ends of the register."""
    path = folder / name
    path.write_bytes("".join(f"{row}\r\n" for row in (header, *rows)).encode("windows-1252"))
    return path
