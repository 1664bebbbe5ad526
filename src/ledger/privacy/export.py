"""What the ledger keeps of one person, with all that they need to prove it to somebody else.

A line is one entry, as JSON. Whoever has it can work out, without the ledger: each commitment from
its place, words and salt; the hash of the body in the envelope; the leaf from the envelope; and,
from the leaf and the hashes beside its way, the root of the log as it stood at the export.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ledger.application import Ledger
from ledger.domain.entry import Entry
from ledger.domain.facts import leaves
from ledger.domain.identifiers import PersonId
from ledger.domain.record import Sealed
from ledger.envelope import event_of
from ledger.log.reader import Head, Proof
from ledger.log.tree import Tree
from ledger.log.vault import Opened
from ledger.privacy.known import about

PAGE = 100
"""Entries that are read at once."""


def export(
    ledger: Ledger, person: PersonId, after: int = 0, limit: int | None = None
) -> Iterator[str]:
    """What somebody recorded, and what was recorded about them, oldest first, as lines of JSON.

    Words that were forgotten, or sealed for ever, are left out; their commitments stand in the
    body all the same.
    """
    told, head = 0, ledger.log.head()
    tree = ledger.log.tree(head.size)
    while limit is None or told < limit:
        wanted = PAGE if limit is None else min(PAGE, limit - told)
        page = [one for one in _page(ledger, person, after, wanted) if one.position <= head.size]
        for proof, words in _with_words(ledger, page):
            yield _line(proof, words, head, tree)
        if len(page) < wanted:
            return
        told, after = told + len(page), page[-1].position


def _page(ledger: Ledger, person: PersonId, after: int, limit: int) -> list[Proof]:
    return ledger.log.proofs(about(person), after=after, limit=limit)


def _with_words(ledger: Ledger, page: list[Proof]) -> Iterator[tuple[Proof, list[dict[str, str]]]]:
    """Each entry with the words in it, opened for the whole page at once."""
    entries = [event_of(proof.type, proof.body) for proof in page]
    sealed = [commitment for entry in entries for _, commitment in _sealed(entry)]
    opened = {words.commitment: words for words in ledger.vault.disclose(sealed)}
    for proof, entry in zip(page, entries, strict=True):
        found = [(place, opened[c]) for place, c in _sealed(entry) if c in opened]
        yield proof, [_words(place, words) for place, words in found]


def _sealed(entry: Entry) -> list[tuple[str, str]]:
    """Where sealed words stand in an entry, and their commitments."""
    return [
        (".".join(path), value.commitment)
        for _, value, path in leaves(entry)
        if isinstance(value, Sealed) and value.commitment
    ]


def _words(place: str, words: Opened) -> dict[str, str]:
    return {
        "place": place,
        "text": words.text,
        "salt": words.salt.hex(),
        "commitment": words.commitment,
    }


def _line(proof: Proof, words: list[dict[str, str]], head: Head, tree: Tree) -> str:
    told: dict[str, Any] = {
        "position": proof.position,
        "leaf": proof.leaf.hex(),
        "envelope": proof.envelope.decode(),
        "body": proof.body.decode(),
        "words": words,
        "path": [beside.hex() for beside in tree.audit_path(proof.position)],
        "head": {"size": head.size, "root": head.root.hex()},
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))
