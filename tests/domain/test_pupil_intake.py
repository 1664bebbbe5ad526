"""Whom a school takes in: said by a registrar of a school that is registered, and not twice."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ledger.domain.pupil_intake import IntakePublished, Matching
from ledger.domain.refusal import AlreadySaid, OutOfRange, RoleCannotRecord, UnknownSchool
from tests.scenario import ANN, ASTOR, DOVER, NOBODYS, given


def published(school=ASTOR, **other):
    facts = {"matching": Matching.PRIMARY, "edition": "2024", "pupil_premium": Decimal("47.99733")}
    return IntakePublished(school=school, **facts | other)


def test_what_was_published_of_a_school_is_recorded():
    given().when(published()).then(f"The intake of {ASTOR} was published, edition 2024.")


def test_the_same_again_says_nothing():
    for since in (published(DOVER), published(matching=Matching.SECONDARY)):
        given(published(), since).when(published()).then_refused(
            AlreadySaid, "That was said of it last.", "school"
        )


def test_what_was_said_before_something_else_is_said_again():
    story = given(published(), published(edition="2025"))
    story.when(published()).then(f"The intake of {ASTOR} was published, edition 2024.")


@pytest.mark.parametrize(
    ("field", "value", "range"),
    [
        ("deprivation", "1.01", "From 0 to 1, please."),
        ("participation", "0.9", "From 1 to 5, please."),
        ("pupil_premium", "100.1", "From 0 to 100, please."),
        ("stability", "-1", "From 0 to 100, please."),
    ],
)
def test_what_no_intake_can_be_is_refused(field: str, value: str, range: str):
    wrong = published(**{field: Decimal(value)})
    given().when(wrong).then_refused(OutOfRange, range, field)


def test_only_a_registrar_says_so_and_only_of_a_school_that_is_registered():
    given().when(published(NOBODYS)).then_refused(
        UnknownSchool, f"The register has no school {NOBODYS}.", "school"
    )
    assert isinstance(given().when(published(), ANN).refused, RoleCannotRecord)
