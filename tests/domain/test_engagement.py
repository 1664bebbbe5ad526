"""Whether joint work lasted, by the worked example and by each class."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from ledger.domain.contact import Contact
from ledger.domain.engagement import Sustained, engagement
from ledger.domain.terms import NOMINAL
from tests.domain.test_terms import AT_STAPLEHURST

DAYS = (
    "2022-10-04", "2022-11-15", "2023-01-24", "2023-06-08", "2024-02-06", "2024-05-21",
    "2024-10-01", "2025-01-14", "2025-05-06",
)  # fmt: skip
SEPTEMBER = date(2025, 9, 1)


def met(*days, followed=True, confirmed=True, host=None):
    return [
        Contact(
            happened_on=date.fromisoformat(day),
            act=n,
            is_confirmed=confirmed,
            followed_on=date.fromisoformat(day) if followed else None,
            is_host=None if host is None else host(n),
        )
        for n, day in enumerate(days)
    ]


def test_the_worked_example():
    seen = engagement(met(*DAYS), SEPTEMBER)
    active = [cell.term.number for cell in seen.cells if cell.confirmed]
    assert active == [6066, 6067, 6068, 6070, 6071, 6072, 6073, 6074]
    assert (seen.active_terms, seen.span_terms, round(seen.coverage, 4)) == (8, 9, 0.8889)
    assert (seen.longest_run_terms, seen.current_run_terms, seen.gaps_terms) == (5, 5, (1,))
    assert (seen.active_of_last_six, seen.cadence_days) == (5, 108.5)
    assert round(seen.unevenness, 6) == 0.469373


def test_nine_terms_with_give_and_take_are_embedded():
    hosts_every_other = met(*DAYS, host=lambda n: n % 2 == 0)
    assert engagement(hosts_every_other, SEPTEMBER).sustained is Sustained.EMBEDDED
    hosts_three_in_ten = met(*DAYS, host=lambda n: n % 3 == 0)
    assert "at least a quarter of the visits went each way" in (
        engagement(hosts_three_in_ten, SEPTEMBER).sentence
    )
    never_hosts = met(*DAYS, host=lambda n: False)
    assert engagement(never_hosts, SEPTEMBER).reciprocity == 0
    assert engagement(never_hosts, SEPTEMBER).sustained is Sustained.SUSTAINED


def test_without_follow_up_it_is_only_developing():
    assert engagement(met(*DAYS, followed=False), SEPTEMBER).sustained is Sustained.DEVELOPING


def test_what_was_sustained_and_fell_silent_has_lapsed():
    assert engagement(met(*DAYS), date(2026, 1, 10)).sustained is not Sustained.LAPSED
    assert engagement(met(*DAYS), date(2026, 4, 10)).sustained is Sustained.LAPSED


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ((), Sustained.NONE),
        (("2025-05-06", "2025-05-07"), Sustained.ONE_OFF),
        (("2023-05-06", "2025-05-07"), Sustained.SPORADIC),
        (("2025-02-06", "2025-05-07"), Sustained.DEVELOPING),
    ],
)
def test_what_is_less_has_its_own_name(days, expected):
    assert engagement(met(*days), SEPTEMBER).sustained is expected


def test_a_claim_is_shown_apart_and_never_counted():
    seen = engagement(met(*DAYS[:1]) + met(*DAYS[1:], confirmed=False), SEPTEMBER)
    assert (seen.confirmed, seen.claimed, seen.unconfirmed) == (1, 0, 8)
    assert seen.sustained is Sustained.ONE_OFF
    assert seen.sentence.endswith(
        " 8 more contacts are claimed and not confirmed within 30 days; they are not counted."
    )
    assert [cell.claimed for cell in seen.cells if cell.claimed] == [1, 1, 1, 1, 1, 1, 1, 1]


@pytest.mark.parametrize(("days_later", "apart"), [(30, (1, 0)), (31, (0, 1))])
def test_a_claim_is_waited_for_a_month(days_later, apart):
    (claim,) = met("2025-05-06", confirmed=False)
    seen = engagement([claim], claim.happened_on + timedelta(days=days_later))
    assert (seen.claimed, seen.unconfirmed) == apart
    assert ("within 30 days" in seen.sentence) == bool(seen.unconfirmed)
    assert "One more contact is claimed and not confirmed" in seen.sentence


def test_what_is_perfectly_regular_has_regularity_one():
    assert engagement(met("2025-02-03", "2025-03-03", "2025-03-31"), SEPTEMBER).regularity == 1
    assert round(engagement(met(*DAYS), SEPTEMBER).regularity, 6) == 0.530627
    assert engagement(met(DAYS[0]), SEPTEMBER).regularity is None


def test_two_acts_on_one_day_leave_what_is_regular_regular():
    once = engagement(met("2025-02-03", "2025-03-03", "2025-03-31"), SEPTEMBER)
    twice = engagement(
        met("2025-02-03", "2025-02-03", "2025-03-03", "2025-03-03", "2025-03-31"), SEPTEMBER
    )
    assert (twice.regularity, twice.cadence_days) == (once.regularity, once.cadence_days)
    assert twice.confirmed == 5
    assert engagement(met("2025-02-03", "2025-02-03"), SEPTEMBER).regularity is None


def test_one_term_was_active_and_two_were():
    told = engagement(met("2023-02-02", "2025-02-03"), SEPTEMBER).sentence
    assert told == "Sporadic: 1 of the last six terms was active, and the longest run is one term."


def test_what_cannot_be_followed_up_does_not_lower_the_depth():
    evenings = [
        replace(evening, act=99 + n, may_be_followed_up=False)
        for n, evening in enumerate(met(*DAYS, followed=False))
    ]
    assert engagement([*met(*DAYS), *evenings], SEPTEMBER).depth == 1
    only_those = engagement(evenings, SEPTEMBER)
    assert only_those.depth is None
    assert only_those.sustained is Sustained.DEVELOPING
    assert only_those.sentence == (
        "Developing: 5 of the last six terms were active, and the longest run is 5 terms; no "
        "contact calls for a follow-up."
    )


def test_the_term_of_today_is_pending_and_not_missed():
    seen = engagement(met(*DAYS), date(2025, 7, 1))
    assert [cell.is_pending for cell in seen.cells] == [False] * 8 + [True]
    assert seen.current_run_terms == 5
    assert seen.active_of_last_six == 5


def test_a_follow_up_after_two_terms_is_none():
    late = Contact(date(2024, 10, 1), 1, True, followed_on=date(2025, 9, 2))
    in_time = Contact(date(2024, 10, 1), 1, True, followed_on=date(2025, 8, 31))
    assert engagement([late], SEPTEMBER.replace(day=30)).depth == 0
    assert engagement([in_time], SEPTEMBER).depth == 1


def test_the_order_of_contacts_does_not_matter():
    assert engagement(met(*DAYS)[::-1], SEPTEMBER) == engagement(met(*DAYS), SEPTEMBER)


IN_THE_HOLIDAY = date(2025, 4, 14)
"""Nominally in summer. In Kent the Easter holiday lasts a week longer, and belongs to spring."""


def test_a_contact_lies_in_a_term_of_where_it_took_place():
    (contact,) = met(str(IN_THE_HOLIDAY))
    there = replace(contact, terms=AT_STAPLEHURST)
    seen = [engagement([each], SEPTEMBER).cells for each in (contact, there)]
    assert [cells[0].term.code for cells in seen] == ["2024/25-SUM", "2024/25-SPR"]
    assert [cells[0].confirmed for cells in seen] == [1, 1]


def test_the_term_of_today_and_the_days_of_a_cell_are_those_of_whoever_is_looked_at():
    contacts = met("2025-02-06")
    for terms, last in ((NOMINAL, "2024/25-SUM"), (AT_STAPLEHURST, "2024/25-SPR")):
        cells = engagement(contacts, IN_THE_HOLIDAY, terms).cells
        assert (cells[-1].term.code, cells[-1].is_pending) == (last, True)
        assert [(c.first_day, c.last_day) for c in cells] == [
            (terms.first_day(c.term), terms.last_day(c.term)) for c in cells
        ]
    assert cells[0].last_day == date(2025, 4, 21)


def test_a_contact_in_a_term_that_has_not_begun_at_home_is_in_a_pending_cell():
    """The host is back after Easter, the visitor is not."""
    (contact,) = met(str(IN_THE_HOLIDAY))
    cells = engagement([contact], IN_THE_HOLIDAY, AT_STAPLEHURST).cells
    assert [(cell.term.code, cell.confirmed, cell.is_pending) for cell in cells] == [
        ("2024/25-SPR", 0, True),
        ("2024/25-SUM", 1, True),
    ]


def test_a_follow_up_is_counted_in_the_terms_of_where_the_act_took_place():
    contact = Contact(date(2024, 10, 1), 1, True, followed_on=date(2025, 9, 1))
    assert engagement([contact], date(2025, 10, 1)).depth == 0
    longer = replace(AT_STAPLEHURST.years[2024], year=2025, spans=tuple(
        replace(
            span,
            first_day=span.first_day.replace(year=span.first_day.year + 1),
            last_day=span.last_day.replace(year=span.last_day.year + 1),
        )
        for span in AT_STAPLEHURST.years[2024].spans
    ))  # fmt: skip
    terms = replace(AT_STAPLEHURST, years={2025: longer})
    assert engagement([replace(contact, terms=terms)], date(2025, 10, 1)).depth == 1
