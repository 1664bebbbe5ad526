"""What backs an act up: proof that a school keeps, and how the act is meant to work.

An act may say by which mechanisms it is meant to work; once a colleague of another school confirms
it, that counts as proven. The mechanisms are those of the EEF's guidance on effective professional
development (2021); the article's list has them nowhere, and its standards (row 65) ask for them.
"""

from __future__ import annotations

from typing import Annotated

from ledger.domain import lifecycle
from ledger.domain.act import Later, participants
from ledger.domain.entry import NameOf
from ledger.domain.evidence import Evidence
from ledger.domain.identifiers import EntryId, SchoolId
from ledger.domain.limits import Between
from ledger.domain.past import Past
from ledger.domain.record import Code
from ledger.domain.refusal import AlreadySaid, NeedsSecondPerson, NotFound, NotParticipant
from ledger.domain.words import HappenedOn, Statement


class Mechanism(Code):
    """By what a piece of professional learning is meant to work (EEF, 2021)."""

    MANAGING_COGNITIVE_LOAD = "a1"
    REVISITING_PRIOR_LEARNING = "a2"
    SETTING_GOALS = "b3"
    CREDIBLE_SOURCE = "b4"
    AFFIRMATION = "b5"
    INSTRUCTION = "c6"
    SOCIAL_SUPPORT = "c7"
    MODELLING = "c8"
    MONITORING_AND_FEEDBACK = "c9"
    REHEARSAL = "c10"
    PROMPTS_AND_CUES = "d11"
    ACTION_PLANNING = "d12"
    SELF_MONITORING = "d13"
    REPETITION_IN_CONTEXT = "d14"

    @property
    def words(self) -> str:
        """The mechanism as a sentence has it."""
        return self._name_.lower().replace("_", " ")


class EvidencePointedTo(Later):
    """A school says where proof of the act is kept."""

    TOPIC = "evidence-pointed-to/2"
    MENDED_BY = "point to it once more"
    FORMER = ("evidence-pointed-to/1",)
    COMMAND = "point_to_evidence"
    ANY_FAMILY = True
    STEP = lifecycle.CORRECT

    evidence: Annotated[tuple[Evidence, ...], "the proof, and where it is kept", Between(1, 20)]

    def check(self, past: Past) -> None:
        for n, proof in enumerate(self.evidence):
            if proof.held_by not in participants(past):
                raise NotParticipant(
                    f"School {proof.held_by} takes no part in this act.",
                    "evidence", str(n), "held_by",
                )  # fmt: skip

    def sentence(self, name_of: NameOf = str) -> str:
        kinds = sorted({evidence.evidence_kind.words for evidence in self.evidence})
        return f"Proof is kept: {', '.join(kinds)}."


class MechanismDeclared(Later):
    """A school says by what the act is meant to work, and where that shows."""

    TOPIC = "mechanism-declared/1"
    COMMAND = "declare_mechanism"
    ANY_FAMILY = True
    STEP = lifecycle.ANY_TIME

    mechanism: Annotated[Mechanism, "by what it is meant to work"]
    technique: Annotated[str | None, "the technique, by a short name", Between(1, 80)] = None
    shown_in: Annotated[Statement, "where it shows"]
    happened_on: HappenedOn

    def check(self, past: Past) -> None:
        same = past.has(MechanismDeclared, mechanism=self.mechanism, technique=self.technique)
        if same:
            raise AlreadySaid("That was declared already.", "mechanism")

    def sentence(self, name_of: NameOf = str) -> str:
        return f"It is meant to work by {self.mechanism.words}."


class MechanismConfirmed(Later):
    """A colleague of another school has seen it: the mechanism is proven."""

    TOPIC = "mechanism-confirmed/1"
    COMMAND = "confirm_mechanism"
    ANY_FAMILY = True
    STEP = lifecycle.ANY_TIME

    declared: Annotated[EntryId, "the entry that declared it"]
    confirmed_by: Annotated[SchoolId, "the school that has seen it"]
    happened_on: HappenedOn

    def check(self, past: Past) -> None:
        found = past.entry(self.declared)
        if found is None or not isinstance(found.event, MechanismDeclared):
            raise NotFound("This act has declared no such mechanism.", "declared")
        if past.by.school != self.confirmed_by or found.by.school == self.confirmed_by:
            raise NeedsSecondPerson("Another school than the one that declared it confirms it.",
                                    "confirmed_by")  # fmt: skip
        if past.has(MechanismConfirmed, declared=self.declared):
            raise AlreadySaid("That is confirmed already.", "declared")

    def sentence(self, name_of: NameOf = str) -> str:
        return f"{name_of(self.confirmed_by)} has seen that it works so."


KINDS = (EvidencePointedTo, MechanismDeclared, MechanismConfirmed)
