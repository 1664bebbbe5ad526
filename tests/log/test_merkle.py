"""The edge grows into the same root as the tree that RFC 6962 defines from all leaves at once."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.log import merkle


def root_of(entries: list[bytes]) -> bytes:
    """RFC 6962 section 2.1, word for word."""
    if not entries:
        return sha256(b"").digest()
    if len(entries) == 1:
        return sha256(b"\x00" + entries[0]).digest()
    left = 1
    while left * 2 < len(entries):
        left *= 2
    return sha256(b"\x01" + root_of(entries[:left]) + root_of(entries[left:])).digest()


def edge_of(entries: list[bytes]) -> list[bytes]:
    edge: list[bytes] = []
    for size, entry in enumerate(entries):
        merkle.push(edge, size, merkle.leaf_hash(entry))
    return edge


@pytest.mark.parametrize("size", range(131))
def test_the_root_is_that_of_the_standard(size: int) -> None:
    entries = [b"%d" % n for n in range(size)]

    assert merkle.root(edge_of(entries)) == root_of(entries)


def test_the_root_of_a_published_log() -> None:
    """The eight entries of the Certificate Transparency reference tests."""
    entries = [
        bytes.fromhex(told)
        for told in (
            "",
            "00",
            "10",
            "2021",
            "3031",
            "40414243",
            "5051525354555657",
            "606162636465666768696a6b6c6d6e6f",
        )
    ]

    assert merkle.root(edge_of(entries)).hex() == (
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
    )


@given(st.lists(st.binary(max_size=8), max_size=70), st.integers(0, 70))
def test_a_stored_edge_goes_on_where_it_was(entries: list[bytes], stop: int) -> None:
    stop = min(stop, len(entries))
    edge = merkle.unpack(merkle.pack(edge_of(entries[:stop])))

    for size, entry in enumerate(entries[stop:], stop):
        merkle.push(edge, size, merkle.leaf_hash(entry))

    assert merkle.root(edge) == root_of(entries)
    assert len(edge) == len(entries).bit_count()


@given(st.lists(st.binary(max_size=8), min_size=1, max_size=40), st.data())
def test_one_changed_entry_changes_the_root(entries: list[bytes], data: st.DataObject) -> None:
    changed = data.draw(st.integers(0, len(entries) - 1))
    others = [*entries[:changed], entries[changed] + b"!", *entries[changed + 1 :]]

    assert merkle.root(edge_of(others)) != merkle.root(edge_of(entries))
