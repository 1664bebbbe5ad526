"""The canonical bytes of an event: what its leaf in the Merkle tree is made of, for ever."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from json.encoder import encode_basestring as quote
from typing import Any, NamedTuple

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

LARGEST = 2**53 - 1
"""The largest integer that every JSON reader keeps exactly."""

NONCE = 16
"""Bytes of chance in each envelope, so that nobody can guess an event from its leaf."""


class Told(NamedTuple):
    """What an envelope tells beside the id, the type and the body of its event."""

    tags: list[str]
    by: dict[str, str]
    at: datetime


def unstamped(  # noqa: PLR0913, PLR0917
    event_id: str, kind: str, tags: Sequence[str], by: Mapping[str, str], body: bytes, nonce: bytes
) -> bytes:
    """All of the envelope but its time, which is known only under the lock on the log.

    The keys are written in their canonical order, in which the time comes first. Raises
    `ValueError` for text that a database cannot keep, and for keys outside ASCII.
    """
    in_order = sorted(set(tags)) if len(tags) > 1 else tags
    text = (
        f'"body":"{sha256(body).hexdigest()}"'
        f',"by":{_strings(tuple(by.items()))}'
        f',"id":{quote(event_id)}'
        f',"nonce":"{nonce.hex()}"'
        f',"tags":[{",".join(map(quote, in_order))}]'
        f',"type":{quote(kind)}'
        ',"v":1}'
    )
    if "\\u0000" in text and any("\0" in part for part in (event_id, kind, *tags, *by.values())):
        raise ValueError("Text may not hold the character NUL.")
    return text.encode()


def stamp(at: str) -> bytes:
    """How the envelopes of events begin that are recorded at this time.

    With the rest, `unstamped`, these bytes are stored, hashed and never made again.
    """
    return b'{"at":"%s",' % at.encode()


def read(envelope: bytes) -> Told:
    """What stored bytes tell."""
    told = json.loads(envelope)
    return Told(told["tags"], told["by"], datetime.fromisoformat(told["at"]))


def timestamp(microseconds: int) -> str:
    """Microseconds since 1970 in the words of RFC 3339: `2026-03-09T16:00:00.000000Z`."""
    return f"{instant(microseconds):%Y-%m-%dT%H:%M:%S.%fZ}"


def instant(microseconds: int) -> datetime:
    """Microseconds since 1970 as a point in time, exactly."""
    return EPOCH + timedelta(microseconds=microseconds)


def microseconds(at: datetime) -> int:
    """A point in time, which must say its zone, as microseconds since 1970."""
    return (at - EPOCH) // timedelta(microseconds=1)


def canonical(value: Any) -> bytes:
    """RFC 8785 bytes of JSON with ASCII keys, no floats and no integer beyond 2**53 - 1.

    Within these limits the standard library writes what the standard asks for. Raises
    `ValueError` outside of them.
    """
    _check(value)
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _check(value: Any) -> None:
    match value:
        case None | bool() | str():
            return
        case int() if abs(value) <= LARGEST:
            return
        case list() | tuple():
            for item in value:
                _check(item)
        case dict() if all(isinstance(key, str) and key.isascii() for key in value):
            for item in value.values():
                _check(item)
        case _:
            raise ValueError(f"No canonical form for {value!r}.")


@lru_cache(maxsize=1_000)
def _strings(by: tuple[tuple[str, str], ...]) -> str:
    """An object of strings. Whoever records has mostly just recorded something else."""
    if not all(key.isascii() for key, _ in by):
        raise ValueError("Keys are plain ASCII.")
    return "{" + ",".join(f"{quote(key)}:{quote(text)}" for key, text in sorted(by)) + "}"
