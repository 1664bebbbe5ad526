"""A receipt that opens as another answer says why, and nothing of whoever was given it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ledger.figures import activity, engagement
from ledger.figures.method import NoSuchReceipt, ReceiptDoubt, Reopened, reopen
from ledger.projections.scope import Scope
from tests.figures.test_engagement import MET, OF_ASTOR
from tests.projections.story import AUDITOR, NOBODY, Ledger, editor, in_memory
from tests.scenario import ASTOR, DOVER, NOBODYS

ASTORS, DOVERS, STRANGERS = editor(ASTOR), editor(DOVER), editor(NOBODYS)


@pytest.fixture(scope="module", name="ledger")
def who_met() -> Iterator[Ledger]:
    with in_memory(MET.entries) as ledger:
        yield ledger


def receipt(ledger: Ledger, by: Scope) -> str:
    with ledger.asked_by(by) as now:
        return engagement.claimed.ask(now, about=OF_ASTOR).receipt


def opened(ledger: Ledger, receipt: str, by: Scope) -> Reopened:
    with ledger.asked_by(by) as now:
        return reopen(now, receipt)


@pytest.mark.parametrize("by", [AUDITOR, NOBODY, ASTORS, STRANGERS])
def test_whoever_got_it_opens_it_as_the_same(ledger: Ledger, by: Scope) -> None:
    found = opened(ledger, receipt(ledger, by), by)
    assert found.is_same
    assert found.doubt is None


@pytest.mark.parametrize(
    ("given_to", "opened_by"),
    [(AUDITOR, STRANGERS), (STRANGERS, AUDITOR), (ASTORS, STRANGERS), (ASTORS, NOBODY)],
)
def test_whoever_may_see_another_part_is_told_that_nothing_can_be_told(
    ledger: Ledger, given_to: Scope, opened_by: Scope
) -> None:
    found = opened(ledger, receipt(ledger, given_to), opened_by)
    assert not found.is_same
    assert found.doubt is ReceiptDoubt.RIGHTS_MAY_DIFFER


def test_what_was_given_without_a_word_of_rights_opens_as_ever(ledger: Ledger) -> None:
    old = receipt(ledger, AUDITOR).rpartition(".")[0]
    assert opened(ledger, old, AUDITOR).is_same
    assert opened(ledger, old, STRANGERS).doubt is ReceiptDoubt.RIGHTS_MAY_DIFFER
    assert opened(ledger, altered(old), AUDITOR).doubt is ReceiptDoubt.RIGHTS_MAY_DIFFER


@pytest.mark.parametrize("by", [AUDITOR, NOBODY])
def test_where_both_see_as_much_today_as_ever_another_answer_is_a_fault(
    ledger: Ledger, by: Scope
) -> None:
    found = opened(ledger, altered(receipt(ledger, by)), by)
    assert found.doubt is ReceiptDoubt.ANSWER_DIFFERS


def test_what_one_school_sees_may_have_grown_since(ledger: Ledger) -> None:
    found = opened(ledger, altered(receipt(ledger, ASTORS)), ASTORS)
    assert found.doubt is ReceiptDoubt.RIGHTS_MAY_DIFFER


def test_two_who_see_everything_have_each_recorded_something_else(ledger: Ledger) -> None:
    with ledger.asked_by(AUDITOR) as now:
        own = activity.recorded.ask(now).receipt
    assert opened(ledger, altered(own), AUDITOR).doubt is ReceiptDoubt.RIGHTS_MAY_DIFFER


def test_it_says_nothing_of_whoever_got_it(ledger: Ledger) -> None:
    assert receipt(ledger, ASTORS) == receipt(ledger, DOVERS)


def test_what_it_says_of_rights_is_one_of_few_words(ledger: Ledger) -> None:
    with pytest.raises(NoSuchReceipt):
        opened(ledger, f"{receipt(ledger, AUDITOR)}s", AUDITOR)


def altered(receipt: str) -> str:
    """The same receipt of an answer that nobody was given."""
    named, _, answer = receipt.partition(".")
    digest, dot, reach = answer.partition(".")
    return f"{named}.{digest[::-1]}{dot}{reach}"
