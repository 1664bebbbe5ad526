"""The edge grows into the same root as the tree that RFC 6962 defines from all leaves at once."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.log import merkle
from ledger.log.tree import Stretches, Tree


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


def proves(leaf: bytes, index: int, size: int, path: list[bytes], root: bytes) -> bool:
    """RFC 9162 section 2.1.3.2, which tells how to check what section 2.1.3.1 tells how to make."""
    here, last = index, size - 1
    for beside in path:
        if last == 0:
            return False
        if here & 1 or here == last:
            leaf = sha256(b"\x01" + beside + leaf).digest()
            while not here & 1 and here:
                here, last = here >> 1, last >> 1
        else:
            leaf = sha256(b"\x01" + leaf + beside).digest()
        here, last = here >> 1, last >> 1
    return last == 0 and leaf == root


@pytest.mark.parametrize("size", [*range(1, 40), 255, 256, 257, 511, 512, 513, 700, 1025])
def test_each_leaf_is_proved_to_be_in_a_tree_of_any_size(size: int) -> None:
    entries = [b"%d" % n for n in range(size + 3)]
    leaves = [merkle.leaf_hash(entry) for entry in entries]
    stretches = Stretches()
    Tree(size // 2, lambda start, end: leaves[start:end], stretches)  # it grew since
    tree = Tree(size, lambda start, end: leaves[start:end], stretches)
    root = root_of(entries[:size])
    for index in {*range(min(size, 40)), size // 2, size - 1}:
        path = tree.audit_path(index + 1)
        assert proves(leaves[index], index, size, path, root)
        assert not proves(leaves[index + 1], index, size, path, root)
        assert not proves(leaves[index], index, size, [*path, root], root)
    for outside in (0, size + 1):
        with pytest.raises(ValueError, match="not among"):
            tree.audit_path(outside)


def test_a_full_stretch_of_leaves_is_read_once() -> None:
    leaves, read = [bytes(32)] * 1_000, list[int]()

    def some(start: int, end: int) -> list[bytes]:
        read.append(end - start)
        return leaves[start:end]

    stretches = Stretches()
    Tree(900, some, stretches)
    Tree(1_000, some, stretches)
    assert read == [768]


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
