"""An amendment: one fact of an earlier entry was wrong, and this is the right one.

Nothing in the ledger is edited. A correction is one more entry, of an act of any kind.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Annotated, Any

from ledger.domain import lifecycle
from ledger.domain.act import Act, Later, life
from ledger.domain.entry import NameOf
from ledger.domain.facts import Fact, facts_of, is_whole, leaves, words_in
from ledger.domain.identifiers import (
    ActId,
    CitedAct,
    CollaborationId,
    EntryId,
    FieldName,
    ReplacedAct,
    SchoolId,
)
from ledger.domain.limits import Between
from ledger.domain.lineage import as_called
from ledger.domain.occasion import occasions
from ledger.domain.past import Look, Past, Recorded
from ledger.domain.plain import value_of
from ledger.domain.prose import on
from ledger.domain.record import Record, Sealed
from ledger.domain.refusal import (
    Missing,
    NotFound,
    NotWellFormed,
    OutOfOrder,
    OutOfRange,
    Refused,
)
from ledger.domain.stored import (
    AS_THE_FACT,
    NOT_OF_THIS_KIND,
    in_words,
    recorded,
    said,
    stored_form,
)
from ledger.domain.words import Reason

IDENTITY = {ActId, CitedAct, ReplacedAct, CollaborationId, EntryId, Sealed}
"""What an entry is about, or hides, cannot be amended: the act would be another one."""

DAYS_A_DAY_MAY_MOVE = timedelta(days=31)
"""A day that was further off than this was another act: retract it and record it again."""

NAMES = {"happened_on": "the day", "planned_for": "the day it is planned for"}
"""Facts whose own names are no words of a sentence."""

IN_PENCE = frozenset({
    "amount", "amount_per_year", "max_budget", "price", "rate", "refund", "spent", "subsidy",
    "to_raise",
})  # fmt: skip
"""The facts of acts that are money: a correction knows what it corrects by its name alone."""


class Amended(Later):
    """One fact of an earlier entry was wrong; this is the right one."""

    TOPIC = "amended/1"
    COMMAND = "amend"
    ANY_FAMILY = True
    CORRECTS = True
    STEP = lifecycle.CORRECT

    entry: Annotated[EntryId, "the entry that was wrong"]
    field: Annotated[FieldName, "the fact that was wrong"]
    old: Annotated[str, "what it said, as JSON in the stored form", Between(1, 2_000), AS_THE_FACT]
    new: Annotated[
        str, "what it should say, as JSON in the stored form", Between(1, 2_000), AS_THE_FACT
    ]
    reason: Reason

    def further(self, past: Past) -> tuple[Look, ...]:
        found = past.entry(self.entry)
        if found is None:
            return super().further(past)
        return (*super().further(past), *found.event.boundary(), *found.event.further(past))

    def check(self, past: Past) -> None:
        # What is wrong is told by what stands in the log, whatever a school is called today.
        past = past.as_recorded
        found = past.entry(self.entry)
        if found is None or not isinstance(found.event, Act):
            raise NotFound("This act has no such entry.", "entry")
        fact = _amendable(found.event, self.field, bool(occasions(past)))
        was = getattr(found.event, fact.name)
        if stored_form(was) != said(self.old, "old"):
            raise Missing("It does not say that (now). Read it again.", "old")
        new = said(self.new, "new")
        corrected = self.correct(found.event)
        if not is_whole(corrected):
            raise NotWellFormed(NOT_OF_THIS_KIND, "new")
        _check_same_thing(was, getattr(corrected, fact.name))
        try:
            _judge_again(past, found, corrected)
        except Refused as refused:
            raise refused.at("new") from refused
        if stored_form(getattr(corrected, fact.name)) != new:
            raise NotWellFormed(NOT_OF_THIS_KIND, "new")

    def check_again(self, past: Past) -> None:
        """Nothing: what it found wrong is mended by now, in the past that it would look at."""

    def correct(self, event: Act) -> Act:
        """The entry as it should have been."""
        fact = _fact(event, self.field)
        assert fact is not None, "nothing is amended that an entry does not have"
        try:
            return replace(event, **{fact.name: value_of(fact, recorded(self.new))})
        except (ValueError, TypeError, ArithmeticError, LookupError, AttributeError) as wrong:
            raise NotWellFormed(NOT_OF_THIS_KIND, "new") from wrong

    def sentence(self, name_of: NameOf = str) -> str:
        field = NAMES.get(self.field, self.field.replace("_", " "))
        old, new = (
            in_words(told, is_pence=self.field in IN_PENCE) for told in (self.old, self.new)
        )
        return f"Corrected: {field}, from {old} to {new}."


def _fact(event: Act, field: str) -> Fact | None:
    return next((fact for fact in facts_of(type(event)) if fact.name == field), None)


def _amendable(event: Act, field: str, is_held: bool) -> Fact:
    """The fact, if it is one that may be corrected without making another act of it."""
    fact = _fact(event, field)
    if fact is None:
        raise NotFound(f"That entry has no fact {field}.", "field")
    if isinstance(event, Amended):
        raise NotFound("Amend the fact itself once more, not its amendment.", "entry")
    if is_held and field in event.FIXED_ONCE_HELD:
        raise OutOfOrder("It took place on these terms: they are fixed now.", "field")
    words = words_in(fact.word) if fact.is_record else {fact.word}
    if words & IDENTITY:
        raise NotFound("That cannot be amended; retract the act and record it again.", "field")
    return fact


def _check_same_thing(was: Any, now: Any) -> None:
    """Refuse a correction that would make another act of it: other schools, a day far off."""
    if _schools(was) != _schools(now):
        raise NotFound("Its schools cannot be amended; retract it and record it again.", "new")
    if isinstance(was, date) and abs(now - was) > DAYS_A_DAY_MAY_MOVE:
        raise OutOfRange(f"{on(now)} is more than 31 days away: that was another act.", "new")


def _schools(value: Any) -> list[SchoolId]:
    if isinstance(value, tuple):
        return [school for item in value for school in _schools(item)]
    if isinstance(value, Record):
        return [school for _, school, _ in leaves(value) if isinstance(school, SchoolId)]
    return [value] if isinstance(value, SchoolId) else []


def _judge_again(past: Past, found: Recorded[Act], corrected: Act) -> None:
    """The corrected entry has to stand where the wrong one stood, and what came after it too.

    What came after it is of the same act: an act that it builds on stands whatever is said here.
    """
    # Whoever amends it must be one who could have said it: a school speaks only for itself.
    back_then = past.before(found)._replace(by=past.by)
    corrected.check_facts(past)
    corrected.judge_there(back_then)
    right = found._replace(event=corrected)
    amended = past._replace(entries=tuple(right if e is found else e for e in past.entries))
    # What it builds on stands in the past too, and is not judged as if it were of this act.
    for entry in life(amended):
        if entry.position > found.position and isinstance(entry.event, Later):
            entry.event.check_again(as_called(amended.before(entry), entry.event))


def corrected(entries: tuple[Recorded[Any], ...]) -> tuple[Recorded[Any], ...]:
    """The same entries as their amendments leave them."""
    changes = [entry.event for entry in entries if isinstance(entry.event, Amended)]
    if not changes:
        return entries
    now = {entry.id: entry for entry in entries}
    for change in changes:
        if change.entry in now:
            was = now[change.entry]
            now[change.entry] = was._replace(event=change.correct(was.event))
    return tuple(now.values())


KINDS = (Amended,)
