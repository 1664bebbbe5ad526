"""The canonical bytes are those of RFC 8785, and nothing outside its safe part is let in."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from ledger.log import envelope

VECTORS = Path(__file__).resolve().parents[2] / "../shared/data/jcs"

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
KEYS = st.text(st.characters(max_codepoint=127, exclude_characters="\0"))
PLAIN = st.recursive(
    st.none() | st.booleans() | TEXT | st.integers(-envelope.LARGEST, envelope.LARGEST),
    lambda inner: st.lists(inner) | st.dictionaries(KEYS, inner),
)


@given(PLAIN)
def test_canonical_bytes_are_those_of_the_standard(value: object) -> None:
    assert envelope.canonical(value) == rfc8785.dumps(value)


@pytest.mark.parametrize("name", ["arrays", "french", "structures", "unicode", "values", "weird"])
def test_published_vectors_agree_or_are_refused(name: str) -> None:
    value = json.loads((VECTORS / "input" / f"{name}.json").read_bytes())
    expected = (VECTORS / "output" / f"{name}.json").read_bytes()

    if name in {"french", "structures", "values", "weird"}:  # floats, or keys outside ASCII
        with pytest.raises(ValueError, match="No canonical form"):
            envelope.canonical(value)
    else:
        assert envelope.canonical(value) == expected


@pytest.mark.parametrize("value", [1.0, 2**53, {"é": 1}, {1: 2}, b"", [1.5], {"a": {"b": 0.1}}])
def test_what_has_no_canonical_form_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match="No canonical form"):
        envelope.canonical(value)


@given(
    event_id=TEXT,
    kind=TEXT,
    tags=st.lists(TEXT, max_size=5),
    by=st.dictionaries(KEYS, TEXT, max_size=3),
    body=st.binary(),
    nonce=st.binary(min_size=16, max_size=16),
    at=st.datetimes(datetime(1970, 1, 1), datetime(9999, 1, 1)),  # noqa: DTZ001
)
def test_an_envelope_is_canonical_and_can_be_read_back(  # noqa: PLR0917
    event_id: str,
    kind: str,
    tags: list[str],
    by: dict[str, str],
    body: bytes,
    nonce: bytes,
    at: datetime,
) -> None:
    recorded_at = envelope.microseconds(at.replace(tzinfo=UTC))
    rest = envelope.unstamped(event_id, kind, tags, by, body, nonce)

    told = envelope.stamp(envelope.timestamp(recorded_at)) + rest

    assert told == rfc8785.dumps(
        {
            "v": 1,
            "id": event_id,
            "type": kind,
            "tags": sorted(set(tags)),
            "by": by,
            "at": envelope.timestamp(recorded_at),
            "body": sha256(body).hexdigest(),
            "nonce": nonce.hex(),
        }
    )
    assert envelope.read(told) == (sorted(set(tags)), by, at.replace(tzinfo=UTC))


def test_a_time_is_told_in_microseconds_of_utc() -> None:
    summer = datetime.fromisoformat("2026-07-01T10:00:00.000007+01:00")

    at = envelope.microseconds(summer)

    assert envelope.timestamp(at) == "2026-07-01T09:00:00.000007Z"
    assert envelope.instant(at) == summer
    assert envelope.timestamp(0) == "1970-01-01T00:00:00.000000Z"
    assert envelope.instant(at + 1) - summer == timedelta(microseconds=1)
