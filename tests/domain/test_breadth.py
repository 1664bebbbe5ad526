"""How broad joint work is: with whom, at what, and how long until they meet again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.domain.breadth import breadth, cadence
from ledger.domain.contact import Contact
from ledger.domain.terms import NOMINAL
from tests.domain.test_terms import AT_STAPLEHURST

SEPTEMBER = date(2025, 9, 1)


def met(day: str, *partners: str, kind: str = "visit", **other) -> Contact:
    facts = {"act": 1, "is_confirmed": True} | other
    return Contact(date.fromisoformat(day), partners=frozenset(partners), kind=kind, **facts)


HISTORY = [
    met("2023-10-02", "dover", subject="science", roles=frozenset({"teacher"})),
    met("2024-10-01", "dover", "deal", kind="joint_planning", subject="science"),
    met("2025-01-14", "deal", roles=frozenset({"teacher", "headteacher"})),
]


def test_partners_are_told_by_how_often_they_met():
    found = breadth([*HISTORY, met("2025-05-06", "deal")], SEPTEMBER, NOMINAL)
    assert list(found.partners.items()) == [("deal", 3), ("dover", 2)]
    assert (found.kinds, found.subjects) == (("joint_planning", "visit"), ("science",))
    assert found.roles == ("headteacher", "teacher")


def test_a_partner_is_new_for_three_terms_and_the_one_that_goes_on():
    assert breadth(HISTORY, SEPTEMBER, NOMINAL).new_partners == ("deal",)
    assert breadth(HISTORY, date(2026, 1, 5), NOMINAL).new_partners == ()


def test_what_is_only_claimed_makes_nobody_a_partner():
    claimed = [replace(contact, is_confirmed=False) for contact in HISTORY]
    found = breadth(claimed, SEPTEMBER, NOMINAL)
    assert (found.partners, found.kinds, found.roles) == ({}, (), ())
    assert cadence(claimed, NOMINAL) is None


def test_days_between_are_school_days_where_the_calendar_is_known():
    friday, tuesday, week_later = map(met, ("2024-09-13", "2024-09-17", "2024-09-24"))
    found = cadence([friday, week_later, tuesday], AT_STAPLEHURST)
    assert found is not None
    assert (found.days, found.is_approximate) == (3.5, False)
    rough = cadence([friday, tuesday, week_later], NOMINAL)
    assert rough is not None
    assert (rough.days, rough.is_approximate) == (4, True)


@given(
    st.lists(
        st.builds(
            met,
            st.dates(date(2022, 9, 1), date(2025, 8, 31)).map(str),
            st.sampled_from(["dover", "deal", "wick"]),
            is_confirmed=st.booleans(),
        ),
        max_size=12,
    )
)
@settings(max_examples=200, deadline=None, derandomize=True)
def test_new_partners_are_partners_and_each_contact_has_one(contacts: list[Contact]):
    found = breadth(contacts, SEPTEMBER, NOMINAL)
    assert set(found.new_partners) <= found.partners.keys()
    assert sum(found.partners.values()) == sum(contact.is_confirmed for contact in contacts)
