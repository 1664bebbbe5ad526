"""The Merkle tree of RFC 6962, kept as its right edge: enough to grow it and to tell its root."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import sha256

WIDTH = 32
"""Bytes of a SHA-256 hash."""


def leaf_hash(entry: bytes) -> bytes:
    """The leaf of an entry. The leading zero keeps leaves and nodes apart."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The node above two others."""
    return sha256(b"\x01" + left + right).digest()


def push(edge: list[bytes], size: int, leaf: bytes) -> None:
    """Grow the tree of *size* leaves by one, in place. About one hash a leaf on average."""
    while size & 1:
        leaf = node_hash(edge.pop(), leaf)
        size >>= 1
    edge.append(leaf)


def root(edge: list[bytes]) -> bytes:
    """The root of the tree with this right edge."""
    if not edge:
        return sha256(b"").digest()
    top = edge[-1]
    for left in reversed(edge[:-1]):
        top = node_hash(left, top)
    return top


def pack(edge: list[bytes]) -> bytes:
    """The edge as it is stored: its hashes one after another, the widest subtree first."""
    return b"".join(edge)


def unpack(stored: bytes) -> list[bytes]:
    """The edge as it was before `pack`."""
    return [stored[start : start + WIDTH] for start in range(0, len(stored), WIDTH)]


def root_of(leaves: Sequence[bytes]) -> bytes:
    """The root above these leaves."""
    edge: list[bytes] = []
    for size, leaf in enumerate(leaves):
        push(edge, size, leaf)
    return root(edge)


def halfway(start: int, end: int) -> int:
    """Where the tree over the leaves from start to end parts: its left side is a full one."""
    return start + (1 << (end - start - 1).bit_length() - 1)


def audit_path(index: int, size: int, root_between: Callable[[int, int], bytes]) -> list[bytes]:
    """What leads from a leaf to the root of a tree of so many leaves, from the leaf upwards.

    These are the roots beside its way (RFC 6962, 2.1.1). `root_between` gives that of the leaves
    from one place up to another; places count from 0.
    """
    beside: list[bytes] = []
    start, end = 0, size
    while end - start > 1:
        middle = halfway(start, end)
        if index < middle:
            beside.append(root_between(middle, end))
            end = middle
        else:
            beside.append(root_between(start, middle))
            start = middle
    return beside[::-1]
