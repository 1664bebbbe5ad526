"""Somebody has their own record, and can prove it to others; nobody can guess what it hides."""

from __future__ import annotations

import hmac
import json
from hashlib import sha256

from ledger.domain.sealing import TextSealAsked, TextSealed
from ledger.domain.words import EntryId, Place
from ledger.log import merkle
from ledger.privacy.erasing import run, settle
from ledger.privacy.export import export
from tests.forgetting.cast import ask_and_wait, told
from tests.scenario import ADA, AMY, ANN, BEN

NAMES = 100_000


def record_of(ledger, by, **page):
    return [json.loads(line) for line in export(ledger, by.person, **page)]


def jcs(value) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def test_it_is_what_somebody_recorded_and_nobody_elses(ledger, clock):
    ledger.record(told("Ann wants to talk."), ANN)
    ledger.record(told("Ben wants to talk."), BEN)
    ask_and_wait(ledger, clock)
    anns = record_of(ledger, ANN)
    assert [line["position"] for line in anns] == [4, 6]
    assert [(w["place"], w["text"]) for w in anns[0]["words"]] == [
        ("title", "Ann wants to talk."),
        ("outcomes.0.statement", "They explain why."),
    ]
    assert json.loads(anns[1]["envelope"])["type"] == "erasure-requested/1"
    assert record_of(ledger, AMY) == []


def test_it_comes_in_pages_too(ledger):
    for n in range(5):
        ledger.record(told(f"Number {n}"), ANN)
    whole = record_of(ledger, ANN)
    first = record_of(ledger, ANN, limit=2)
    rest = record_of(ledger, ANN, after=first[-1]["position"])
    assert len(whole) == 5
    assert first + rest == whole


def test_e9_a_third_party_checks_it_without_the_ledger(ledger, clock):
    """All that the third party is given: the lines, the leaves, and the root that was published."""
    ledger.record(told("Ann wants to talk."), ANN)
    ledger.record(told("Ben wants to talk."), BEN)
    lines = record_of(ledger, ANN)
    leaves = [entry.event.leaf for entry in ledger.log.read()]
    root = ledger.log.head().root

    for line in lines:
        assert merkle.leaf_hash(line["envelope"].encode()).hex() == line["leaf"]
        assert leaves[line["position"] - 1].hex() == line["leaf"]
        assert json.loads(line["envelope"])["body"] == sha256(line["body"].encode()).hexdigest()
        for words in line["words"]:
            commitment = hmac.digest(
                bytes.fromhex(words["salt"]), jcs([words["place"], words["text"]]), sha256
            )
            assert commitment.hex() == words["commitment"]
            assert f'{{"sealed":"{words["commitment"]}"}}' in line["body"]
    edge: list[bytes] = []
    for n, leaf in enumerate(leaves):
        merkle.push(edge, n, leaf)
    assert merkle.root(edge) == root


def test_after_an_erasure_the_words_and_salts_are_nowhere(ledger, clock):
    ledger.record(told("Ann wants to talk."), ANN)
    ask_and_wait(ledger, clock)
    run(ledger)
    assert [line["words"] for line in record_of(ledger, ANN)] == [[], [], [], []]


def test_a_text_that_was_sealed_for_ever_is_not_in_it(ledger):
    anns = ledger.record(told("Ann wants to talk."), ANN)
    here = {"entry": EntryId(str(anns.id)), "place": Place("title")}
    ledger.record(TextSealAsked(**here), ADA)
    ledger.record(TextSealed(**here), AMY)
    settle(ledger, TextSealed(**here))
    (line,) = record_of(ledger, ANN)
    assert [words["place"] for words in line["words"]] == ["outcomes.0.statement"]


def names() -> list[str]:
    """A dictionary of names, among them the one that is looked for."""
    first = [
        f"{a}{b}{c}" for a in "BCDFGHJKLMNPRSTV" for b in ("a", "e", "io", "u") for c in "lnrsy"
    ]
    made = [f"{one} {two}son" for one in first for two in first]
    return [*made[: NAMES - 1], "Zoë Nightingale"]


def test_e8_the_log_alone_does_not_tell_a_name(ledger):
    entry = ledger.record(told("Zoë Nightingale"), ANN)
    (stored,) = ledger.log.at([entry.position])
    in_log = stored.event.data
    dictionary = names()
    assert len(dictionary) == NAMES

    def found(hashed) -> list[str]:
        return [name for name in dictionary if hashed(name).encode() in in_log]

    assert found(lambda name: sha256(jcs(["title", name])).hexdigest()) == []
    assert found(lambda name: sha256(name.encode()).hexdigest()) == []

    # The control: were there no salt, the same dictionary would tell at once.
    in_log = in_log.replace(
        entry.event.title.commitment.encode(),
        sha256(jcs(["title", "Zoë Nightingale"])).hexdigest().encode(),
    )
    assert found(lambda name: sha256(jcs(["title", name])).hexdigest()) == ["Zoë Nightingale"]
