"""E4: whatever step of an erasure a kill comes at, the next start ends it, and never shows half."""

from __future__ import annotations

import pytest

from ledger.domain.identifiers import EntryId, Place
from ledger.domain.sealing import TextSealAsked, TextSealed
from ledger.privacy.erasing import catch_up, run
from tests.forgetting.cast import ASKED, kinds, rows, told, words_of
from tests.forgetting.child import STEPS, TEXT_STEPS, forget
from tests.log.child import finish, start
from tests.scenario import ADA, AMY, ANN, BEN

WHOLE = ["Ann wants to talk.", "They explain why."]


def killed_at(step, database_url, keys_url, tmp_path):
    assert finish(start(forget, database_url, keys_url, str(tmp_path), step)) == -9


@pytest.mark.parametrize("step", STEPS)
def test_a_person(*, step, ledger, engine, clock, database_url, keys_url, tmp_path):
    anns, bens = ledger.record(told("Ann wants to talk."), ANN), ledger.record(told("Ben."), BEN)
    ledger.record(ASKED, ADA)

    killed_at(step, database_url, keys_url, tmp_path)

    assert words_of(ledger, anns) in (WHOLE, [None, None]), "never half of it"
    if "subject-erased/1" in kinds(ledger):
        assert words_of(ledger, anns) == [None, None], "the log says nothing that is not so"
    clock.pass_the_window()
    catch_up(ledger)
    assert words_of(ledger, anns) == [None, None]
    assert kinds(ledger)[2:] == ["erasure-requested/1", "erasure-begun/1", "subject-erased/1"]
    assert (rows(engine), words_of(ledger, bens)[0]) == (2, "Ben.")
    assert run(ledger) == [], "nothing is left to do"


@pytest.mark.parametrize("step", TEXT_STEPS)
def test_a_text(*, step, ledger, engine, database_url, keys_url, tmp_path):
    anns = ledger.record(told("Ann wants to talk."), ANN)
    here = {"entry": EntryId(str(anns.id)), "place": Place("title")}
    ledger.record(TextSealAsked(**here), ANN)
    ledger.record(TextSealed(**here), AMY)

    killed_at(step, database_url, keys_url, tmp_path)

    assert words_of(ledger, anns)[1] == "They explain why.", "the other text is never away"
    catch_up(ledger)
    assert words_of(ledger, anns) == [None, "They explain why."]
    assert ledger.vault.sealed_for_ever([anns.event.title.commitment])
    assert len(ledger.vault._keys.open([ANN.person])) == 1, "and the old key is nowhere"
    assert run(ledger) == []
