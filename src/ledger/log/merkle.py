"""The Merkle tree of RFC 6962, kept as its right edge: enough to grow it and to tell its root."""

from __future__ import annotations

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
