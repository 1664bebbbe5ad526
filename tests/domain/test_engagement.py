"""Whether joint work lasted, by the worked example and by each class."""

from datetime import date

import pytest

from ledger.domain.engagement import Contact, Sustained, engagement

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
    assert (seen.confirmed, seen.claimed, seen.sustained) == (1, 8, Sustained.ONE_OFF)
    assert "8 more contacts are claimed and not confirmed" in seen.sentence
    assert [cell.claimed for cell in seen.cells if cell.claimed] == [1, 1, 1, 1, 1, 1, 1, 1]


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
