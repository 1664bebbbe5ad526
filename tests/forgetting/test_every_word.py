"""E1 and E6, kind by kind: whatever words a mutation takes, none outlives those who wrote them.

Each story that the examples tell is told to a ledger with a marker in place of every text that is
put away, by people whose logins are markers too; a table is imported beside them. Then all of them
are forgotten, and the views built again. A new kind of entry is among them without being listed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple
from uuid import uuid4

from graphql import GraphQLObjectType, get_named_type
from strawberry.utils.str_converters import to_camel_case

from api.identity import Asker
from api.opened import opened
from api.schema import schema
from ledger.domain.acts import BY_TOPIC, KINDS
from ledger.domain.facts import facts_of, words_in
from ledger.domain.record import SEALED, Record, Sealed
from ledger.projections import VIEWS
from ledger.projections.entries import Entries
from ledger.projections.rebuild import rebuild
from ledger.settings import Settings
from tests.api.desk import ADA, ANN, AUD, BEN, DOT, SCHOOLS, WIN
from tests.api.examples import ACTS, COLLABORATION, PROPOSAL, Step
from tests.api.test_every_kind import facts_of as selection_of
from tests.api.test_every_kind import filled_in, is_opening, type_of
from tests.api.test_importing import DOCUMENT as IMPORT
from tests.api.test_importing import HEADER, row
from tests.forgetting.front import Front, exported, forget, in_files, in_tables, served
from tests.forgetting.search import found_in, found_in_memory


class Marked:
    """The examples with a marker in place of each text, and the markers by where they stand."""

    def __init__(self) -> None:
        self.places: dict[str, str] = {}
        self.run, self.numbers = uuid4().hex[:12].translate(LETTERS), count()

    def marker(self, place: str) -> str:
        number = f"{next(self.numbers):04}".translate(LETTERS)
        text = f"seen in {self.run}{number}"
        self.places[text] = place
        return text

    def who(self, who: Asker) -> Asker:
        login = f"{who.subject}.{self.run}@school.example"
        self.places[login] = f"the login of {who.subject}"
        return who._replace(subject=login)

    def facts(self, kind: type[Record], said: dict[str, Any]) -> dict[str, Any]:
        """The same facts, with a marker wherever a text is put away."""
        words = {to_camel_case(fact.name): fact for fact in facts_of(kind)}
        return {
            name: self._value(f"{kind.__name__}.{name}", words[name].word, value)
            if name in words
            else value
            for name, value in said.items()
        }

    def _value(self, place: str, word: Any, value: Any) -> Any:
        if isinstance(value, list):
            return [self._value(place, word, one) for one in value]
        if word is Sealed and isinstance(value, str):
            return self.marker(place)
        is_record = isinstance(word, type) and issubclass(word, Record)
        return self.facts(word, value) if is_record and isinstance(value, dict) else value


LETTERS = str.maketrans("0123456789abcdef", "bcdfghjklmnpqrst")
"""Digits are read as a number of pupils, or a phone's; a word of consonants is nobody's name."""


class Told(NamedTuple):
    """Of what kind an entry is, and the pseudonym of who recorded it."""

    kind: str
    person: str


class Teller:
    """Tells stories at the front door of a ledger."""

    def __init__(self, front: Front, marked: Marked) -> None:
        self.front, self.marked = front, marked
        self.told: list[Told] = []

    def story(self, steps: list[Step], **root: str) -> str:
        """One story after another's words; gives the id of its first entry."""
        ids: list[str] = []
        for step in steps:
            ids.append(self.step(step, ids, root))
            if is_opening(step[0]):
                root["act"] = ids[-1]
        return ids[0]

    def step(self, step: Step, ids: list[str], root: dict[str, str]) -> str:
        name, who, command, said = step
        kind = BY_TOPIC[type_of(name)]
        there = {fact.name for fact in facts_of(kind)}
        facts = self.marked.facts(kind, filled_in(said, ids))
        given = {fact: id for fact, id in root.items() if fact in there} | facts
        who = self.marked.who(who)
        form = command[0].upper() + command[1:]
        document = (
            f"mutation($input: {form}Input!) {{ {command}(input: $input) {{ __typename "
            "... on RecordedEntry { id recordedBy } ... on Refusal { sentence path } } }"
        )
        answer = json.loads(self.front(document, who, input=given))["data"][command]
        assert answer["__typename"] == name, (command, facts, answer)
        self.told.append(Told(name, answer["recordedBy"]))
        return answer["id"]

    def table(self, collaboration: str) -> None:
        """The same through an import, with what was tried afterwards."""
        who = self.marked.who(ANN)
        tried = self.marked.marker("the follow-up of an imported row")
        visit = row(collaboration, day="05/03/2026")
        table = f"{HEADER},Follow up,Follow up date\n{visit},{tried},09/03/2026"
        answer = json.loads(self.front(IMPORT, who, input={"csv": table}))["data"]["importActs"]
        assert answer["recorded"] == 1, answer

    @property
    def people(self) -> list[str]:
        """The pseudonyms of all who recorded something."""
        return sorted({one.person for one in self.told})


def tell_everything(front: Front, marked: Marked) -> Teller:
    teller = Teller(front, marked)
    for urn, (name, trust) in SCHOOLS.items():
        facts = {"school": urn, "name": name, "phase": "PRIMARY", "laCode": "886", "trust": trust}
        teller.step(("SchoolRegistered", ADA, "registerSchool", facts), [], {})
    for steps in (COLLABORATION, PROPOSAL):
        first, *later = steps
        ids = [teller.step(first, [], {})]
        for step in later:
            ids.append(teller.step(step, ids, {"collaboration": ids[0]}))
    for steps in ACTS.values():
        begun = teller.step(COLLABORATION[0], [], {})
        teller.story(steps, collaboration=begun)
    teller.table(teller.step(COLLABORATION[0], [], {}))
    return teller


def read(front: Front) -> bytes:
    """Every entry that has words, and every collaboration, as other people read them."""
    asked = {
        f'events(kind: "{kind}", ': f"... on {kind} {selection_of(kind)}" for kind in WITH_WORDS
    }
    asked["collaborations("] = "title { text } outcomes { statement { text } }"
    return "".join(
        page
        for who in (ANN, BEN, DOT, WIN, AUD, ADA)
        for field, wanted in asked.items()
        for page in paged(front, who, field, wanted)
    ).encode()


def paged(front: Front, who: Asker, field: str, wanted: str) -> Iterator[str]:
    """The answers to one question, page by page."""
    after = ""
    while True:
        document = (
            f"{{ ledger {{ {field}first: 100{after}) {{ nodes {{ {wanted} }} "
            "pageInfo { endCursor hasNextPage } } } }"
        )
        yield (answer := front(document, who))
        (told,) = json.loads(answer)["data"]["ledger"].values()
        if not told["pageInfo"]["hasNextPage"]:
            return
        after = f", after: {json.dumps(told['pageInfo']['endCursor'])}"


WITH_WORDS = sorted(kind.__name__ for kind in KINDS if words_in(kind) & SEALED)


def test_no_word_of_any_kind_outlives_those_who_wrote_it(settings: Settings, tmp_path: Path):
    marked, log = Marked(), tmp_path / "log.txt"
    given, wanted = marked.places, [marked.run]

    with served(settings, log) as (front, pid):
        told = tell_everything(front, marked)
        assert {one.kind for one in told.told} >= set(WITH_WORDS)
        logins = {text for text in given if "@" in text}

        # The control: before, each of them stands where the vault is opened, and nowhere else.
        before = read(front)
        assert {place for text, place in given.items() if text.encode() not in before} == {
            given[login] for login in logins
        }
        written = b"".join(exported(settings, person) for person in told.people)
        assert [given[text] for text in given.keys() - logins if text.encode() not in written] == []
        assert found_in_memory(pid, wanted)
        assert in_tables(settings, wanted) == set()
        assert in_files(settings, wanted, tmp_path) == {}

        forget(settings, *told.people)

        after = read(front)
        assert found_in(after, wanted) == set()

    built_again(settings)  # E6

    with served(settings, log) as (front, pid):
        assert read(front) == after
        assert found_in_memory(pid, wanted) == set()
    assert [p for p in told.people if found_in(exported(settings, p), wanted)] == []
    assert in_tables(settings, wanted) == set()
    assert in_files(settings, wanted, tmp_path) == {}


def built_again(settings: Settings) -> None:
    """Every view anew, from the first entry on."""
    with opened(settings) as ledger:
        for view in VIEWS:
            rebuild(ledger.engine, view, Entries(), batch=500)


def test_words_are_read_in_entries_and_collaborations_and_nowhere_else():
    """Whoever adds another place asks for it in `read`, and names it here."""
    entry = schema._schema.type_map["RecordedEntry"]
    places = {
        (name, field)
        for name, kind in schema._schema.type_map.items()
        if isinstance(kind, GraphQLObjectType) and entry not in kind.interfaces
        for field, told in kind.fields.items()
        if get_named_type(told.type).name == "SealedText"
    }
    assert places == {
        ("Collaboration", "title"),
        ("Outcome", "statement"),
        ("Evidence", "locator"),
    }
