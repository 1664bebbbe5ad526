"""A front end in a few lines: it sends documents, as somebody, and reads the answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from starlette.testclient import TestClient

from api.identity import Asker, issue
from ledger.domain.identifiers import SchoolId, TrustId
from ledger.domain.past import Role
from ledger.settings import Settings

ASTOR, DOVER, DEAL = "900001", "900002", "900003"
"""Three schools of the east."""
WICK, YARM = "900011", "900012"
"""Two schools of the north."""
EAST, NORTH = "9101", "9102"

ANN = Asker(Role.EDITOR, "ann", SchoolId(ASTOR))
AMY = Asker(Role.EDITOR, "amy", SchoolId(ASTOR))
"""A colleague of Ann."""
BEN = Asker(Role.EDITOR, "ben", SchoolId(DOVER))
DOT = Asker(Role.EDITOR, "dot", SchoolId(DEAL))
WIN = Asker(Role.EDITOR, "win", SchoolId(WICK))
EVE = Asker(Role.TRUSTEE, "eve", trust=TrustId(EAST))
NED = Asker(Role.TRUSTEE, "ned", trust=TrustId(NORTH))
AUD = Asker(Role.AUDITOR, "aud")
ADA = Asker(Role.ADMIN, "ada")

SCHOOLS = {
    ASTOR: ("Astor", EAST),
    DOVER: ("Dover", EAST),
    DEAL: ("Deal", EAST),
    WICK: ("Wick", NORTH),
    YARM: ("Yarm", NORTH),
}
TALK = {"theme": "TEACHING", "subject": "SCIENCE"}
FIRST_DAY, A_DAY, LATER = "2025-09-01", "2026-03-02", "2026-03-09"
"""Days that have come: when the schools began, when they met, a week after that."""


@dataclass(frozen=True)
class Desk:
    client: TestClient
    settings: Settings

    def headers(self, who: Asker | None) -> dict[str, str]:
        if who is None:
            return {}
        return {"Authorization": f"Bearer {issue(self.settings, who, self.now())}"}

    def now(self) -> datetime:
        """The time at this desk."""
        return datetime.now(UTC)

    def send(self, body: Any, who: Asker | None = None) -> Any:
        """The HTTP answer to a body."""
        return self.client.post("/graphql", json=body, headers=self.headers(who))

    def ask(self, document: str, who: Asker | None = None, **variables: Any) -> Any:
        """What `ledger { ... }` or a mutation answers; there may be no error."""
        answer = self.send({"query": document, "variables": variables}, who)
        assert answer.status_code == 200, answer.text
        return answer.json()["data"]

    def read(self, fields: str, who: Asker | None = None, at: str = "") -> Any:
        """What the ledger says, now or as `at` says."""
        return self.ask(f"{{ ledger{at} {{ {fields} }} }}", who)["ledger"]

    def record(self, command: str, who: Asker | None = ANN, /, **facts: Any) -> Any:
        """What a mutation answers: the entry, or the refusal."""
        return self.keyed(command, None, who, **facts)

    def keyed(self, command: str, key: str | None, who: Asker | None = ANN, /, **facts: Any) -> Any:
        """The same, under an idempotency key."""
        name = command[0].upper() + command[1:]
        document = (
            f"mutation($input: {name}Input!, $key: String) {{ "
            f"{command}(input: $input, idempotencyKey: $key) {{ __typename "
            "... on RecordedEntry { id position sentence stored receipt { viewsBehind } } "
            "... on Refusal { code sentence path } } }"
        )
        return self.ask(document, who, input=facts, key=key)[command]

    def begin(self, who: Asker = ANN, partners: tuple[str, ...] = (ASTOR, DOVER), **more: Any):
        """A new collaboration, by its id."""
        facts = {
            "title": "Talk in science",
            "partners": list(partners),
            "focus": TALK,
            "outcomes": [{"area": "SUBJECT", "statement": "They explain why."}],
            "plannedTerms": 6,
            "happenedOn": FIRST_DAY,
        }
        return self.record("beginCollaboration", who, **facts | more)["id"]

    def plan(self, collaboration: str, who: Asker = ANN, **more: Any) -> str:
        """A planned visit, by its id."""
        facts = {
            "collaboration": collaboration,
            "plannedFor": A_DAY,
            "minutes": 60,
            "host": ASTOR,
            "visitors": [DOVER],
            "purpose": "REFINE",
            "focus": TALK,
        }
        return self.record("planVisit", who, **facts | more)["id"]

    def hold(self, act: str, who: Asker = ANN, schools: tuple[str, ...] = (ASTOR, DOVER)) -> Any:
        """A visit that was held, with two colleagues of each school."""
        attendance = [{"school": school, "attended": 2} for school in schools]
        return self.record(
            "holdVisit",
            who,
            act=act,
            happenedOn=A_DAY,
            minutes=60,
            lessonsSeen=3,
            attendance=attendance,
        )

    @property
    def size(self) -> int:
        """How many entries the log has."""
        return self.client.app.state.opened.recorder.size()

    def registered(self) -> Desk:
        """The same desk, with the five schools in the register."""
        for urn, (name, trust) in SCHOOLS.items():
            facts = {"school": urn, "name": name, "phase": "PRIMARY", "laCode": "886"}
            self.record("registerSchool", ADA, **facts, trust=trust, trustName=f"{trust} trust")
        return self
