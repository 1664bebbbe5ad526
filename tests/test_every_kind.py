"""What must hold of every kind of entry, including the ones that nobody has written yet."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given as for_any
from hypothesis import settings
from hypothesis import strategies as st

from ledger.domain.acts import BY_TOPIC, KINDS
from ledger.domain.entry import Entry, topics_of
from ledger.domain.facts import every, facts_of, is_whole, leaves, rewrite
from ledger.domain.identifiers import Identifier
from ledger.domain.lifecycle import Stage
from ledger.domain.limits import Between, Distinct, Each, Places
from ledger.domain.past import Past, Role
from ledger.domain.plain import canonical, plain, revive
from ledger.domain.record import Code, Pence, Sealed
from ledger.domain.refusal import CODES, NotWellFormed, OutOfRange, Refused
from tests.drawn import any_of, any_word
from tests.scenario import ANN, NOW

every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.TOPIC)

ROOT = Path(__file__).parents[1]
LINES = [
    line
    for file in sorted((ROOT / "tests/golden").glob("*.jsonl"))
    for line in file.read_bytes().splitlines()
]
GOLDEN: dict[str, list[bytes]] = defaultdict(list)
"""The bytes of each kind, as they were stored by each release that had more to say of it."""
for one in LINES:
    GOLDEN[json.loads(one)["topic"]].append(one)
GLOSSARY = (ROOT / "docs/glossary.md").read_text(encoding="utf-8")


def golden(kind):
    """The example that says most."""
    entries = [revive(kind, json.loads(line)["body"]) for line in GOLDEN[kind.TOPIC]]
    return max(entries, key=lambda entry: len(plain(entry)))


def stored_as(kind):
    """The examples of every version of a kind, the one that is recorded now first."""
    return [line for topic in topics_of(kind) for line in GOLDEN[topic]]


def kinds_below(kind):
    return [kind, *(found for sub in kind.__subclasses__() for found in kinds_below(sub))]


def records_in(kinds):
    """The records that stand in the facts of these, however deep, each once."""
    inner = [fact.word for kind in kinds for fact in facts_of(kind) if fact.is_record]
    return list(dict.fromkeys(inner + (records_in(inner) if inner else [])))


RECORDS = records_in(KINDS)


@every_kind
@settings(max_examples=15, deadline=None, derandomize=True)
@for_any(data=st.data())
def test_it_comes_back_from_the_store_as_it_went_in(kind, data):
    entry = data.draw(any_of(kind))
    assert revive(kind, json.loads(canonical(entry))) == entry


@every_kind
@settings(max_examples=15, deadline=None, derandomize=True)
@for_any(data=st.data())
def test_it_has_a_sentence_whatever_its_facts(kind, data):
    sentence = data.draw(any_of(kind)).sentence()
    assert sentence.endswith(".")


@every_kind
def test_it_explains_itself_and_each_of_its_facts(kind):
    assert kind.__doc__ in vars(kind).values(), "a docstring of its own"
    assert not kind.__doc__.startswith(f"{kind.__name__}("), "and not the one of a dataclass"
    assert [fact.name for fact in facts_of(kind) if not fact.meaning] == []


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_what_stands_in_it_explains_itself_too(record):
    assert not record.__doc__.startswith(f"{record.__name__}(")
    assert [fact.name for fact in facts_of(record) if not fact.meaning] == []


@every_kind
def test_it_has_words_of_its_own(kind):
    assert kind.sentence is not Entry.sentence
    assert kind.sentence(golden(kind)).endswith(".")


@every_kind
def test_its_names_are_of_the_usual_form(kind):
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*/[1-9][0-9]*", kind.TOPIC)
    name, _, version = kind.TOPIC.partition("/")
    assert {f"{name}/{n}" for n in range(1, int(version))} == {*kind.FORMER}
    assert re.fullmatch(r"[a-z]+(_[a-z]+)*", kind.COMMAND)
    assert set(Role) - {Role.TRUSTEE, Role.AUDITOR, Role.NOBODY} >= kind.ROLES


def test_no_two_share_a_name_in_the_store_or_at_the_door():
    names = Counter(name for kind in KINDS for name in (*topics_of(kind), kind.COMMAND))
    assert [name for name, times in names.items() if times > 1] == []


def test_the_table_of_contents_is_complete():
    named = {
        kind
        for kind in kinds_below(Entry)
        if "TOPIC" in vars(kind) and kind.__module__.startswith("ledger.")
    }
    assert named == set(KINDS)
    assert len(KINDS) == len(set(KINDS))
    assert {topic: kind for kind in KINDS for topic in topics_of(kind)} == BY_TOPIC


@pytest.mark.parametrize("side_by_side", [KINDS, RECORDS], ids=["entries", "records"])
def test_a_fact_of_one_name_is_of_one_type_everywhere(side_by_side):
    """Who asks for several kinds at once gets one field for one name."""
    shapes = defaultdict(set)
    for kind in side_by_side:
        for fact in facts_of(kind):
            shapes[fact.name].add((fact.word, fact.many, fact.optional))
    assert {name: found for name, found in shapes.items() if len(found) > 1} == {}


@pytest.mark.parametrize("kind", [*KINDS, *RECORDS], ids=lambda kind: kind.__name__)
def test_everything_has_a_limit(kind):
    for fact in facts_of(kind):
        of_one = [each.limit for each in fact.limits if isinstance(each, Each)]
        of_all = [limit for limit in fact.limits if not isinstance(limit, Each)]
        needed = of_one if fact.many else of_all
        if fact.many:
            assert any(isinstance(limit, Between) for limit in of_all), fact.name
        if fact.word in (str, Sealed, int, Pence, Decimal):
            assert any(isinstance(limit, Between) for limit in needed), fact.name
        if fact.word is Decimal:
            assert any(isinstance(limit, Places) for limit in needed), fact.name


def test_a_list_names_each_thing_once_unless_it_tells_of_what_may_be_alike():
    lists = {
        (kind.__name__, fact.name): any(isinstance(limit, Distinct) for limit in fact.limits)
        for kind in (*KINDS, *RECORDS)
        for fact in facts_of(kind)
        if fact.many
    }
    assert {where for where, is_distinct in lists.items() if not is_distinct} == {
        ("LessonStudyGroupFormed", "case_profiles"),
        ("OrdinalReading", "tallies"),
        ("PairJudged", "pairs"),
    }


@every_kind
def test_nothing_happened_before_anybody_could_know(kind):
    entry = golden(kind)
    for _, value, there in leaves(entry):
        if not isinstance(value, date) or (kind.__name__, there[-1]) in OLD_DAYS:
            continue
        early = rewrite(entry, lambda v, path, there=there: EVE if path == there else v)
        with pytest.raises(OutOfRange, match="earliest day is 1 January 1950"):
            early.check_facts(Past((), ANN, NOW))


EVE = date(1949, 12, 31)
OLD_DAYS = {
    ("SchoolRegistered", "opened_on"), ("SchoolClosed", "closed_on"),
    ("SchoolSucceeded", "happened_on"),
    ("TrustRegistered", "opened_on"), ("TrustRegistered", "ended_on"),
    ("SchoolJoinedTrust", "happened_on"), ("SchoolLeftTrust", "happened_on"),
}  # fmt: skip


@pytest.mark.parametrize(("kind", "day"), sorted(OLD_DAYS))
def test_the_register_goes_back_for_centuries(kind, day):
    entry = golden(next(one for one in KINDS if one.__name__ == kind))
    replace(entry, **{day: date(1541, 1, 1)}).check_facts(Past((), ANN, NOW))


FEWEST_RECORDED = 5
"""What is said of a group of people is said of so many (decision 0022)."""


@pytest.mark.parametrize("kind", [*KINDS, *RECORDS], ids=lambda kind: kind.__name__)
def test_no_entry_says_how_a_smaller_group_did(kind):
    """So an entry may be read as it was recorded, by whoever may see its act."""
    told = {fact.name: fact.limits for fact in facts_of(kind)}
    assert told.keys().isdisjoint({"mean", "sd", "tallies"}) or "n" in told
    least = [limit.low for limit in told.get("n", ()) if isinstance(limit, Between)]
    assert "n" not in told or max(least) >= FEWEST_RECORDED


@every_kind
def test_its_oldest_bytes_are_still_understood(kind):
    """If this fails, do not regenerate it. Such bytes lie in ledgers, signed: mend the code."""
    for line in stored_as(kind):
        told = json.loads(line)
        entry = revive(kind, told["body"])
        assert canonical({"body": entry, "topic": told["topic"]}) == line
        assert is_whole(entry)
        assert entry.sentence().endswith(".")
        entry.check_facts(Past((), ANN, NOW))


@every_kind
def test_an_example_says_everything_that_can_be_said(kind):
    entry = golden(kind)
    assert [f.name for f in facts_of(kind) if getattr(entry, f.name) in (None, ())] == []


def test_no_bytes_are_kept_that_nothing_reads():
    assert GOLDEN.keys() == BY_TOPIC.keys()


@every_kind
def test_a_code_that_is_gone_is_read_for_ever_and_never_recorded_again(kind):
    entry = golden(kind)
    for _, value, gone in leaves(entry):
        if not isinstance(value, Code):
            continue
        old = rewrite(entry, lambda v, path, gone=gone: type(v)("gone") if path == gone else v)
        assert revive(kind, json.loads(canonical(old))) == old
        assert old.sentence()
        with pytest.raises(NotWellFormed) as refusal:
            old.check_facts(Past((), ANN, NOW))
        assert refusal.value.path == gone


@every_kind
@settings(max_examples=25, deadline=None, derandomize=True)
@for_any(data=st.data())
def test_nothing_that_its_limits_forbid_gets_through(kind, data):
    entry = golden(kind)
    fact, _, there = data.draw(st.sampled_from(list(leaves(entry))))
    new = data.draw(any_word(fact.word) | at_the_edges(fact))
    entry = rewrite(entry, lambda value, path: new if path == there else value)
    try:
        entry.check_facts(Past((), ANN, NOW))
    except Refused:
        return
    for fact, value, _ in every(entry):
        assert [limit for limit in fact.limits if limit.complaint(value, NOW.date())] == []
    for fact, value, _ in leaves(entry):
        assert not isinstance(value, Code) or value.is_known
        assert not issubclass(fact.word, Identifier) or fact.word.parse(value)


def at_the_edges(fact):
    """Numbers of which some are just within the limits and some just beyond."""
    if fact.word not in (int, Pence, Decimal):
        return st.nothing()
    limits = [getattr(limit, "limit", limit) for limit in fact.limits]
    bounds = {end for b in limits if isinstance(b, Between) for end in (b.low, b.high)}
    near = sorted({end + step for end in bounds for step in (-1, 0, 1)})
    return st.sampled_from(near).map(fact.word)


@every_kind
def test_the_glossary_has_it(kind):
    assert f"`{kind.__name__}`" in GLOSSARY


@pytest.mark.parametrize(
    "word",
    [*(f"`{stage.name}`" for stage in Stage), *(f"`{code.__name__}`" for code in CODES)],
)
def test_the_glossary_has_every_stage_and_every_refusal(word):
    assert word in GLOSSARY
