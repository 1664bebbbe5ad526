"""A version of a view gives the same rows for ever; one that gives others has a new number.

A ledger keeps the rows that an earlier release has folded for as long as the version of the view is
the same, so a fold that changes under its old number is right only for whoever begins today.
`held.txt` has the digest of what each version held of the frozen ledger. If one is another now, do
not take it anew: give the view its next version, and `python -m tests.projections.test_versions`
adds the line of that, and never changes one that is there.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from ledger.projections import VIEWS
from ledger.projections.view import View
from tests.projections.frozen import frozen

HELD = Path(__file__).parent / "held.txt"


def given() -> dict[str, str]:
    """The digest of each version of a view."""
    return dict(line.split() for line in HELD.read_text(encoding="utf-8").splitlines())


@cache
def digests() -> dict[str, str]:
    """What the views hold of the frozen ledger now."""
    for ledger in frozen():
        return ledger.digests(ledger.recorder.size())
    raise AssertionError("there is one frozen ledger")


def named(view: View) -> str:
    return f"{view.name}/{view.version}"


@pytest.mark.parametrize("view", VIEWS, ids=named)
def test_a_version_of_a_view_holds_what_it_always_held(view: View):
    assert given()[named(view)] == digests()[view.name], f"{view} holds other rows: count it up"


if __name__ == "__main__":
    held = {named(view): digests()[view.name] for view in VIEWS} | given()
    lines = (f"{name} {digest}\n" for name, digest in sorted(held.items()))
    HELD.write_text("".join(lines), encoding="utf-8")
