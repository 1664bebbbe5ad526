"""Looks for a person in bytes: in files, in what tables hold, in the memory of a process."""

from __future__ import annotations

import zlib
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote
from uuid import uuid4

import sqlalchemy as sa

from ledger.log.engine import reading

CHUNK = 8 << 20


def markers() -> dict[str, str]:
    """Twenty texts that stand nowhere else in the world, of the kinds that give somebody away.

    Each is worded so that the screening of words lets it through: what that refuses is not stored.
    """
    one = uuid4().hex[:12]
    return {
        "login": f"ann.{one}@school.example",
        "name": f"zoë nightingale-{one}",
        "email": f"zoe.{one} (home dot example)",
        "phone": f"seven seven double o {int(one[:6], 16)}",
        "unicode": f"Ζωή 花子 {one[:8]}",
        "short": f"x{one[4:10]}",
        **{f"note {n}": f"She told me of her illness no {n} {uuid4().hex[:10]}" for n in range(14)},
    }


def forms(text: str) -> list[bytes]:
    """The same text as it may lie somewhere: written, escaped, encoded, packed."""
    raw = text.encode()
    return [
        raw,
        text.encode("utf-16-le"),
        raw.hex().encode(),
        raw.hex().upper().encode(),
        b64encode(raw).rstrip(b"=")[:-1],
        urlsafe_b64encode(raw).rstrip(b"=")[:-1],
        quote(text).encode(),
        text.encode("unicode_escape"),
        text.encode("latin-1", "replace") if text.isascii() else raw,
        zlib.compress(raw),
    ]


def found_in(held: bytes, wanted: Iterable[str]) -> set[str]:
    """Those of the texts that stand there in any form."""
    return {text for text in wanted if any(form in held for form in forms(text))}


def found_in_files(folder: Path, wanted: Iterable[str]) -> dict[str, set[str]]:
    """Those that stand in a file of this folder, however deep, by the file."""
    wanted = list(wanted)
    found: dict[str, set[str]] = {}
    for path in folder.rglob("*"):
        if path.is_file() and (hits := found_in(path.read_bytes(), wanted)):
            found[str(path)] = hits
    return found


def dump(engine: sa.Engine) -> bytes:
    """Everything that the tables hold."""
    with reading(engine) as db:
        names = sa.inspect(db).get_table_names()
        rows = [row for name in names for row in db.execute(sa.text(f'SELECT * FROM "{name}"'))]
    return b"\n".join(
        bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
        for row in rows
        for value in row
    )


def memory(pid: int) -> Iterator[bytes]:
    """What a process has in its memory, piece by piece."""
    maps = Path(f"/proc/{pid}/maps").read_text().splitlines()
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as held:
        for line in maps:
            place, rights, *_ = line.split()
            if not rights.startswith("r") or "[v" in line:
                continue
            start, end = (int(edge, 16) for edge in place.split("-"))
            for at in range(start, end, CHUNK):
                held.seek(at)
                try:
                    yield held.read(min(CHUNK, end - at) + 256 * (at + CHUNK < end))
                except OSError:
                    break


def found_in_memory(pid: int, wanted: Iterable[str]) -> set[str]:
    wanted = list(wanted)
    return {text for piece in memory(pid) for text in found_in(piece, wanted)}
