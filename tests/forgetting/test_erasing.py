"""Somebody is forgotten: their words at once, everywhere, and nothing else.

E2, E3, E5, E6, E7 and E10 are numbers that an erasure is proved by. E1 is in `test_bytes` and
`test_every_word`, E4 in `test_crash`, E8 and E9 in `test_export`.
"""

from __future__ import annotations

import time
from datetime import timedelta
from threading import Event

import pytest
import sqlalchemy as sa

from ledger.domain.identifiers import EntryId, Place
from ledger.domain.past import By, Role
from ledger.domain.privacy import (
    ErasureCancelled,
    ErasureRequested,
    Ground,
    LegalHoldReleased,
    LegalHoldSet,
    WhyErased,
)
from ledger.domain.refusal import LegalHold, PersonErased
from ledger.domain.sealing import TextSealAsked, TextSealed
from ledger.log import merkle
from ledger.log.engine import reading, writing
from ledger.log.person import known_person, person_of
from ledger.log.tables import errand, sealed
from ledger.privacy.erasing import catch_up, run, settle
from ledger.projections import VIEWS
from ledger.projections.build import prepare as prepare_views
from ledger.projections.entries import Entries
from ledger.projections.follow import follow
from ledger.projections.rebuild import rebuild
from tests.forgetting.cast import ASKED, ask_and_wait, kinds, rows, told, words_of
from tests.forgetting.stores import Stores
from tests.log.cast import assert_whole, together
from tests.scenario import ADA, AMY, ANN, ASTOR, BEN, NOBODYS, person, school

ANNS, BENS = told("Ann wants to talk."), told("Ben wants to talk.")
ERASED = ["erasure-requested/1", "erasure-begun/1", "subject-erased/1"]


def list_of(engine: sa.Engine) -> list[str]:
    with reading(engine) as db:
        return list(db.scalars(sa.select(errand.c.name)))


def test_after_seven_days_the_words_are_gone_and_nobody_elses(ledger, engine, clock):
    anns, bens = ledger.record(ANNS, ANN), ledger.record(BENS, BEN)
    ledger.record(ASKED, ADA)
    assert run(ledger) == []
    assert words_of(ledger, anns) == ["Ann wants to talk.", "They explain why."]

    clock.pass_the_window()
    assert run(ledger) == [f"person:{ANN.person}"]

    assert words_of(ledger, anns) == [None, None]
    assert words_of(ledger, bens) == ["Ben wants to talk.", "They explain why."]
    assert rows(engine) == 2
    assert kinds(ledger)[2:] == ERASED
    assert (list_of(engine), run(ledger)) == ([], [])


def test_the_login_leads_nowhere_any_more(ledger, engine, keys, clock):
    who = person_of(engine, keys, "issuer", "ann@school.example")
    ledger.record(ErasureRequested(person=who, why_erased=WhyErased.OBJECTED), ADA)
    clock.pass_the_window()
    run(ledger)
    assert known_person(engine, keys, "issuer", "ann@school.example") is None
    assert person_of(engine, keys, "issuer", "ann@school.example") != who


def test_what_was_taken_back_is_not_done(ledger, engine, clock):
    anns = ledger.record(ANNS, ANN)
    ledger.record(ASKED, ADA)
    ledger.record(ErasureCancelled(person=ANN.person), ANN)
    clock.pass_the_window()
    assert run(ledger) == []
    assert words_of(ledger, anns)[0] == "Ann wants to talk."
    assert list_of(engine) == []


def test_asked_again_it_is_due_seven_days_after_that(ledger, engine, clock):
    ledger.record(ANNS, ANN)
    ledger.record(ASKED, ADA)
    ledger.record(ErasureCancelled(person=ANN.person), ANN)
    ledger.record(ASKED, ADA)
    later = ledger.log.read()
    asked = [entry.event.at for entry in later if entry.event.type == ASKED.TOPIC][-1]
    clock.ahead = asked + timedelta(days=6, hours=23) - clock()
    run(ledger)
    assert list_of(engine) == [f"person:{ANN.person}"]
    clock.ahead += timedelta(hours=2)
    assert run(ledger) == [f"person:{ANN.person}"]


def test_whoever_was_forgotten_records_nothing_more(ledger, clock):
    ledger.record(ANNS, ANN, "before")
    ask_and_wait(ledger, clock)
    run(ledger)
    size = ledger.log.size()
    with pytest.raises(PersonErased):
        ledger.record(BENS, ANN)
    with pytest.raises(PersonErased):
        ledger.record(school(NOBODYS), by_admin(ANN))
    assert ledger.log.size() == size
    assert ledger.record(ANNS, ANN, "before").position <= size, "the old receipt stands"


def by_admin(by: By) -> By:
    return by._replace(role=Role.ADMIN, school=None)


def test_e2_every_leaf_and_every_earlier_root_stays(ledger, engine, clock):
    ledger.record(ANNS, ANN)
    ledger.record(ASKED, ADA)
    before, leaves = ledger.log.head(), [entry.event.leaf for entry in ledger.log.read()]

    clock.pass_the_window()
    run(ledger)

    assert assert_whole(engine) == before.size + 2
    after = [entry.event.leaf for entry in ledger.log.read()]
    assert after[: before.size] == leaves
    edge: list[bytes] = []
    for n, leaf in enumerate(after[: before.size]):
        merkle.push(edge, n, leaf)
    assert merkle.root(edge) == before.root


def test_e3_a_months_old_copy_of_the_ledger_with_todays_keys(stores: Stores, clock):
    ledger, close = stores.opened(clock)
    anns, bens = ledger.record(ANNS, ANN), ledger.record(BENS, BEN)
    close()
    stores.keep(stores.ledger)
    ledger, close = stores.opened(clock)
    ask_and_wait(ledger, clock)
    run(ledger)
    close()

    stores.put_back(stores.ledger)
    ledger, close = stores.opened(clock)
    assert words_of(ledger, anns) == [None, None]
    catch_up(ledger)

    assert rows(ledger.log.engine) == 2, "what came back of her is gone again"
    assert words_of(ledger, bens) == ["Ben wants to talk.", "They explain why."]
    with pytest.raises(PersonErased):
        ledger.record(ANNS, ANN)
    close()


def test_e3_a_copy_of_the_key_store_from_the_same_month(stores: Stores, clock):
    """Until the next epoch such a copy has her key; the log knows better, before anyone reads."""
    ledger, close = stores.opened(clock)
    anns = ledger.record(ANNS, ANN)
    commitment = anns.event.title.commitment
    close()
    stores.keep(stores.keys)
    ledger, close = stores.opened(clock)
    ask_and_wait(ledger, clock)
    run(ledger)
    close()

    stores.put_back(stores.keys)
    ledger, close = stores.opened(clock)
    assert ledger.vault._keys.open([ANN.person]), "the key is back"
    catch_up(ledger)

    assert not ledger.vault._keys.open([ANN.person])
    assert ledger.vault.open_many([commitment]) == {}
    close()


def test_e5_after_the_acknowledgement_no_reader_gets_a_word(ledger, clock):
    entries = [ledger.record(told(f"Number {n}"), ANN) for n in range(5)]
    commitments = [entry.event.title.commitment for entry in entries]
    ask_and_wait(ledger, clock)
    done = Event()

    def read() -> list[int]:
        """How many words each reading found that began after the acknowledgement."""
        found = []
        while len(found) < 5:
            is_after = done.is_set()
            opened = ledger.vault.open_many(commitments)
            assert len(opened) in (0, 5), "never half of it"
            if is_after:
                found.append(len(opened))
        return found

    def write() -> list[str]:
        """What becomes of what she records meanwhile, until she is told that she is forgotten."""
        while True:
            try:
                ledger.record(told("Meanwhile"), ANN)
            except PersonErased:
                return []

    def forget() -> None:
        time.sleep(0.05)
        assert run(ledger) == [f"person:{ANN.person}"]
        done.set()

    answers = together(*[read] * 25, *[write] * 25, forget)

    assert answers == [[0] * 5] * 25 + [[]] * 25 + [None]
    assert rows(ledger.log.engine) == 0
    types = [entry.event.type for entry in ledger.log.read()]
    erased = types.index("subject-erased/1")
    assert "collaboration-begun/1" not in types[erased:]


def test_e6_every_view_is_built_again_after_an_erasure(ledger, engine, clock):
    ledger.record(ANNS, ANN)
    prepare_views(engine, VIEWS)
    follow(engine, VIEWS, Entries())
    ask_and_wait(ledger, clock)
    run(ledger)
    follow(engine, VIEWS, Entries())
    for view in VIEWS:
        assert rebuild(engine, view, Entries(), batch=50).position == ledger.log.size()


@pytest.mark.long
def test_e7_a_thousand_are_forgotten_within_a_minute(ledger, engine, clock):
    people = [By(person(n), Role.EDITOR, ASTOR) for n in range(1_000, 2_000)]
    for by in people:
        ledger.vault.seal([("note", "We met."), ("name", "Zoë")], by.person)
        ledger.record(ErasureRequested(person=by.person, why_erased=WhyErased.ASKED), ADA)
    clock.pass_the_window()
    assert rows(engine) == 2_000

    began = time.perf_counter()
    assert len(run(ledger)) == 1_000
    took = time.perf_counter() - began

    assert took <= 60, f"{took:.0f} s"
    assert rows(engine) == 0
    for by in (people[0], people[-1]):
        with pytest.raises(PersonErased):
            ledger.record(ANNS, by)


def test_e10_a_hold_refuses_with_its_reason_and_the_log_says_so(ledger, engine, clock):
    anns = ledger.record(ANNS, ANN)
    ledger.record(LegalHoldSet(person=ANN.person, ground=Ground.LEGAL_CLAIM), ADA)
    with pytest.raises(LegalHold, match=r"There is a legal hold: legal claim\."):
        ledger.record(ASKED, ADA)
    assert kinds(ledger)[1:] == ["legal-hold-set/1", "erasure-refused/1"]
    clock.pass_the_window()
    assert run(ledger) == []
    assert words_of(ledger, anns)[0] == "Ann wants to talk."

    ledger.record(LegalHoldReleased(person=ANN.person), ADA)
    ask_and_wait(ledger, clock)
    assert run(ledger) == [f"person:{ANN.person}"]


def test_a_hold_that_comes_within_the_seven_days_is_in_time(ledger, engine, clock):
    anns = ledger.record(ANNS, ANN)
    ledger.record(ASKED, ADA)
    ledger.record(LegalHoldSet(person=ANN.person, ground=Ground.ARCHIVING), ADA)
    clock.pass_the_window()
    assert (run(ledger), run(ledger)) == ([], [])
    assert kinds(ledger).count("erasure-refused/1") == 1
    assert words_of(ledger, anns)[0] == "Ann wants to talk."
    assert list_of(engine) == []


def test_one_text_is_sealed_for_ever_and_the_others_stay(ledger, engine):
    anns = ledger.record(ANNS, ANN)
    here = {"entry": EntryId(str(anns.id)), "place": Place("title")}
    ledger.record(TextSealAsked(**here), ANN)
    assert words_of(ledger, anns)[0] == "Ann wants to talk."
    ledger.record(TextSealed(**here), AMY)
    settle(ledger, TextSealed(**here))
    assert words_of(ledger, anns) == [None, "They explain why."]
    assert ledger.vault.sealed_for_ever([anns.event.title.commitment])
    assert list_of(engine) == []


def test_a_text_is_sealed_by_the_next_run_if_a_crash_came_between(ledger, engine):
    anns = ledger.record(ANNS, ANN)
    here = {"entry": EntryId(str(anns.id)), "place": Place("title")}
    ledger.record(TextSealAsked(**here), ANN)
    ledger.record(TextSealed(**here), AMY)  # and the process is killed before it goes on
    catch_up(ledger)
    assert words_of(ledger, anns) == [None, "They explain why."]
    assert list_of(engine) == []


def test_what_one_asked_and_nobody_agreed_to_leaves_no_line(ledger, engine):
    anns = ledger.record(ANNS, ANN)
    here = {"entry": EntryId(str(anns.id)), "place": Place("title")}
    ledger.record(TextSealAsked(**here), ANN)
    from ledger.domain.refusal import NeedsSecondPerson

    with pytest.raises(NeedsSecondPerson):
        ledger.record(TextSealed(**here), ANN)
    assert list_of(engine) == []
    assert words_of(ledger, anns)[0] == "Ann wants to talk."


def test_one_failure_keeps_no_other_from_being_forgotten(ledger, engine, clock, caplog):
    ledger.record(ANNS, ANN)
    bens = ledger.record(BENS, BEN)
    here = {"entry": EntryId(str(bens.id)), "place": Place("title")}
    ledger.record(TextSealAsked(**here), BEN)
    ledger.record(TextSealed(**here), ADA)
    with writing(engine) as db:  # a broken disk
        broken = sealed.c.commitment == bens.event.outcomes[0].statement.commitment
        db.execute(sealed.update().where(broken).values(words=b"?" * 60))
    ask_and_wait(ledger, clock)

    assert run(ledger) == [f"person:{ANN.person}"]

    assert f"{bens.id}:title" in caplog.text
    assert "wants to talk" not in caplog.text
    assert list_of(engine) == [f"text:{bens.id}:title"], "it is tried again"
