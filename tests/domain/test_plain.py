"""Facts in their plain form, and back."""

from __future__ import annotations

import json

import pytest
import rfc8785
from hypothesis import given as for_any
from hypothesis import settings
from hypothesis import strategies as st

from ledger.domain.acts import KINDS
from ledger.domain.evidence import Evidence
from ledger.domain.facts import is_whole, leaves, rewrite
from ledger.domain.plain import canonical, revive
from ledger.domain.record import Pence, Sealed
from ledger.domain.words import Attendance, Focus, Theme
from tests.acts.test_joint_commission import PLANNED
from tests.drawn import any_of
from tests.scenario import ASTOR


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.TOPIC)
@settings(max_examples=15, deadline=None, derandomize=True)
@for_any(data=st.data())
def test_the_plain_form_is_what_rfc_8785_makes_of_it(kind, data):
    told = canonical(data.draw(any_of(kind)))
    assert told == rfc8785.dumps(json.loads(told))


def test_what_was_left_unsaid_is_left_out():
    assert canonical(Focus(theme=Theme.TEACHING)) == b'{"theme":"teaching","year_groups":[]}'


def test_words_are_not_told_but_their_commitment_is():
    assert canonical(Sealed("words", "0ab")) == b'{"sealed":"0ab"}'
    with pytest.raises(TypeError):
        canonical(Sealed("words that nobody has sealed"))


def test_words_that_an_earlier_release_left_open_are_told_as_they_were():
    told = {"evidence_kind": "notes", "held_by": ASTOR, "captured_on": "2026-03-02"}
    then = told | {"locator": "folder 7"}
    assert revive(Evidence, then).locator == Sealed("folder 7", is_open=True)
    assert json.loads(canonical(revive(Evidence, then))) == then
    now = told | {"locator": {"sealed": "0ab"}}
    assert revive(Evidence, now).locator == Sealed(commitment="0ab")
    assert json.loads(canonical(revive(Evidence, now))) == now


def test_an_old_entry_lacks_what_was_not_asked_then():
    assert revive(Attendance, {"school": ASTOR, "attended": 2}).roles == ()
    assert revive(Attendance, {"school": ASTOR}).attended is None


def test_what_a_later_release_says_besides_is_passed_over():
    told = {"theme": "teaching", "mood": "good"}
    assert revive(Focus, told) == Focus(theme=Theme.TEACHING)


def test_every_value_comes_back_as_what_it_was_declared_to_be():
    back = revive(type(PLANNED), json.loads(canonical(rewrite(PLANNED, sealed))))
    assert {type(value) for _, value, path in leaves(back) if path[0] == "price"} == {Pence}
    assert is_whole(back)


def sealed(value, path):
    return Sealed(commitment="0ab") if isinstance(value, Sealed) else value
