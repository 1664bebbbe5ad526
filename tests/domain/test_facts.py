"""What a class declares, and every value that stands in a record."""

from __future__ import annotations

from ledger.domain.facts import is_whole, leaves, rewrite, words_in
from ledger.domain.identifiers import SchoolId
from ledger.domain.record import Sealed
from ledger.domain.words import Attendance, Subject
from tests.scenario import ASTOR, BEGUN


def test_a_record_is_whole_when_every_fact_is_there_and_of_its_type():
    assert is_whole(Attendance(school=ASTOR, attended=2))
    for broken in (
        {"school": "900001", "attended": 2},
        {"school": ASTOR, "attended": "2"},
        {"school": ASTOR, "attended": True},
        {"school": ASTOR, "attended": None},
        {"school": ASTOR, "attended": 2, "roles": ("head",)},
        {"school": ASTOR, "attended": 2, "roles": None},
    ):
        assert not is_whole(Attendance(**broken)), broken


def test_every_value_is_found_where_it_stands():
    where = {path: value for _, value, path in leaves(BEGUN)}
    assert where[("partners", "1")] == "900002"
    assert where[("focus", "subject")] is Subject.SCIENCE
    assert where[("outcomes", "0", "statement")] == Sealed("more pupils explain")
    assert ("focus", "year_groups") not in where, "an empty list holds no value"


def test_every_value_can_be_written_anew():
    def other(value, path):
        return SchoolId("900003") if path == ("partners", "1") else value

    again = rewrite(BEGUN, other)
    assert again.partners == ("900001", "900003")
    assert rewrite(again, lambda value, path: value) == again


def test_the_words_of_a_kind_are_found_however_deep():
    assert {SchoolId, Sealed, Subject, int} <= words_in(type(BEGUN))
