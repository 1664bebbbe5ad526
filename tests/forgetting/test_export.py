"""E8 and E9: somebody has their own record, and can prove it; nobody can guess what it hides."""

from __future__ import annotations

import hmac
import json
from hashlib import sha256

from ledger.domain.identifiers import EntryId, Place
from ledger.domain.sealing import TextSealAsked, TextSealed
from ledger.privacy.erasing import run, settle
from ledger.privacy.export import export
from tests.forgetting.cast import ask_and_wait, told
from tests.scenario import ADA, AMY, ANN, BEN

NAMES = 100_000


def record_of(ledger, by, **page):
    return [json.loads(line) for line in export(ledger, by.person, **page)]


def jcs(value) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def root_from(leaf: bytes, index: int, size: int, path: list[bytes]) -> bytes:
    """The root that a leaf leads to, from where its tree parts down to the leaf."""
    if size == 1:
        assert path == []
        return leaf
    left = 1 << (size - 1).bit_length() - 1
    if index < left:
        return sha256(b"\x01" + root_from(leaf, index, left, path[:-1]) + path[-1]).digest()
    rest = root_from(leaf, index - left, size - left, path[:-1])
    return sha256(b"\x01" + path[-1] + rest).digest()


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
    """All that the third party is given: the lines, and the root that was published."""
    ledger.record(told("Ann wants to talk."), ANN)
    ledger.record(told("Ben wants to talk."), BEN)
    ask_and_wait(ledger, clock)
    lines = record_of(ledger, ANN)
    head = {"size": ledger.log.size(), "root": ledger.log.head().root.hex()}
    ledger.record(told("Ben goes on talking."), BEN)

    for line in lines:
        leaf = sha256(b"\x00" + line["envelope"].encode()).digest()
        assert leaf.hex() == line["leaf"]
        assert line["head"] == head
        path = [bytes.fromhex(beside) for beside in line["path"]]
        reached = root_from(leaf, line["position"] - 1, head["size"], path)
        assert reached.hex() == head["root"]
        assert json.loads(line["envelope"])["body"] == sha256(line["body"].encode()).hexdigest()
        for words in line["words"]:
            commitment = hmac.digest(
                bytes.fromhex(words["salt"]), jcs([words["place"], words["text"]]), sha256
            )
            assert commitment.hex() == words["commitment"]
            assert f'{{"sealed":"{words["commitment"]}"}}' in line["body"]


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
