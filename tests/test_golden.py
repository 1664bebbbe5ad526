"""A golden line that was committed once is there for ever: such bytes lie in ledgers, signed.

`tests/golden/held.txt` has the digest of each line, and of the frozen ledger. If one is missing, do
not take it anew: put the old line back beside the new one. What is new is added by
`python -m tests.test_golden`, which never changes or removes what is there.

Two lines were changed before any kind of theirs came to main, when `verdict` became `idea_verdict`
and `edition` became `match_edition`: no ledger has them, and they are not here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

GOLDEN = Path(__file__).parent / "golden"
HELD = GOLDEN / "held.txt"


def held() -> list[str]:
    """What has to be there: the kind, and the digest of the bytes of one example of it."""
    return HELD.read_text(encoding="utf-8").splitlines()


def found() -> Iterator[str]:
    """What is there."""
    for file in sorted(GOLDEN.glob("*.jsonl")):
        for line in file.read_bytes().splitlines():
            yield f"{json.loads(line)['topic']} {sha256(line).hexdigest()}"
    for file in sorted(GOLDEN.glob("*.gz")):
        yield f"{file.name} {sha256(file.read_bytes()).hexdigest()}"


def test_no_golden_line_was_ever_taken_out_or_changed():
    assert [line for line in held() if line not in {*found()}] == []


def test_every_golden_line_is_held_from_its_first_commit_on():
    assert [line for line in found() if line not in {*held()}] == [], "run the command above"


def test_none_is_held_twice():
    assert len({*held()}) == len(held())


if __name__ == "__main__":
    lines = dict.fromkeys((*held(), *found()))
    HELD.write_text("".join(f"{line}\n" for line in sorted(lines)), encoding="utf-8")
