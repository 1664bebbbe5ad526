"""What inspired a school."""

from __future__ import annotations

import pytest

from ledger.domain.acts.inspiration import InspirationCited, InspirationKind
from ledger.domain.record import Sealed
from ledger.domain.refusal import NotParticipant, PupilIdentifier
from tests.scenario import ASTOR, BEN, LAST_WEEK, TALK, given


def cited(**other):
    facts = {
        "school": ASTOR,
        "inspired_by": InspirationKind.BOOK,
        "cited_work": "Professional learning communities",
        "focus": TALK,
        "statement": Sealed("teachers learn from teachers"),
        "happened_on": LAST_WEEK,
    }
    return InspirationCited(**facts | other)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (InspirationKind.BOOK, "a book"),
        (InspirationKind.RESEARCH, "research"),
        (InspirationKind.SCHOOLS_ELSEWHERE, "schools elsewhere"),
        (InspirationKind.OTHER, "something else"),
    ],
)
def test_a_school_says_what_inspired_it(kind, words):
    given().when(cited(inspired_by=kind)).then(f"{ASTOR} was inspired by {words}.")


def test_no_pupil_is_named_in_a_title():
    given().when(cited(cited_work="see A123456789012")).then_refused(
        PupilIdentifier, "No pupil is named here: leave the number out.", "cited_work"
    )


def test_a_school_says_what_inspired_itself():
    given().when(cited(), by=BEN).then_refused(
        NotParticipant, "Only a school that takes part may record this."
    )
