"""A correction: one fact of an earlier entry was wrong, and this is the right one.

Nothing in the ledger is edited. A correction is one more entry; what is said in it, and what may be
corrected at all, is the same for all that the ledger keeps.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Annotated, Any, ClassVar, TypeVar

from ledger.domain.entry import Entry, NameOf
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
from ledger.domain.past import Past, Recorded
from ledger.domain.plain import value_of
from ledger.domain.prose import on
from ledger.domain.record import Record, Sealed
from ledger.domain.refusal import Missing, NotFound, NotWellFormed, OutOfRange, Refused
from ledger.domain.stored import (
    AS_THE_FACT,
    NOT_OF_THIS_KIND,
    in_words,
    recorded,
    said,
    stored_form,
)
from ledger.domain.words import Reason

E = TypeVar("E", bound=Entry)

IDENTITY = {ActId, CitedAct, ReplacedAct, CollaborationId, EntryId, Sealed}
"""What an entry is about, or hides, cannot be amended: the act would be another one."""

DAYS_A_DAY_MAY_MOVE = timedelta(days=31)
"""A day that was further off than this was another act, and no slip."""

NAMES = {"happened_on": "the day", "planned_for": "the day it is planned for"}
"""Facts whose own names are no words of a sentence."""

IN_PENCE = frozenset({
    "amount", "amount_per_year", "max_budget", "price", "rate", "refund", "spent", "subsidy",
    "to_raise",
})  # fmt: skip
"""The facts of acts that are money: a correction knows what it corrects by its name alone."""


class Correction(Entry):
    """One fact of an earlier entry was wrong; this is the right one."""

    FAR_OFF: ClassVar[str]
    """What a day is that was so far off."""
    NO_SUCH: ClassVar[str]
    """What is told of an entry that is none of these."""
    INSTEAD: ClassVar[str]
    """What to do about that which no correction can mend."""

    entry: Annotated[EntryId, "the entry that was wrong"]
    field: Annotated[FieldName, "the fact that was wrong"]
    old: Annotated[str, "what it said, as JSON in the stored form", Between(1, 2_000), AS_THE_FACT]
    new: Annotated[
        str, "what it should say, as JSON in the stored form", Between(1, 2_000), AS_THE_FACT
    ]
    reason: Reason

    def check(self, past: Past) -> None:
        self.check_recorder_of(past)
        # What is wrong is told by what stands in the log, whatever a school is called today.
        past = past.as_recorded
        found = past.entry(self.entry)
        if found is None or not self.is_open_to(found.event):
            raise NotFound(self.NO_SUCH, "entry")
        right = self.right(found.event, past)
        try:
            self.judge_again(past, found, right)
        except Refused as refused:
            raise refused.at("new") from refused
        self.check_read_as_said(right)

    def check_recorder_of(self, past: Past) -> None:
        """Refuse a school that may not say so, where that is not told by the act."""

    def is_open_to(self, event: Entry) -> bool:
        """Whether it is an entry of what is spoken of."""
        raise NotImplementedError

    def judge_again(self, past: Past, found: Recorded[Any], right: Any) -> None:
        """It has to stand where the wrong one stood, and what came after it too."""
        # Whoever amends it must be one who could have said it: a school speaks only for itself.
        right.check_facts(past)
        right.judge_there(past.before(found)._replace(by=past.by))
        mended = found._replace(event=right)
        amended = tuple(mended if entry is found else entry for entry in past.entries)
        self.judge_what_came_after(past, past._replace(entries=amended), mended)

    def judge_what_came_after(self, past: Past, amended: Past, mended: Recorded[Any]) -> None:
        """Refuse a correction that anything does not stand with, which stood before."""
        raise NotImplementedError

    def right(self, event: E, past: Past) -> E:
        """The entry as it should have been; refused where it would be another one."""
        fact = self._correctable(event, past)
        was = getattr(event, fact.name)
        if stored_form(was) != said(self.old, "old"):
            raise Missing("It does not say that (now). Read it again.", "old")
        said(self.new, "new")
        right = self.correct(event)
        if not is_whole(right):
            raise NotWellFormed(NOT_OF_THIS_KIND, "new")
        self._check_same_thing(was, getattr(right, fact.name), past)
        return right

    def check_read_as_said(self, right: Entry) -> None:
        """Refuse what is read otherwise than it was said. Only what can be stored can be asked."""
        if stored_form(getattr(right, self.field)) != said(self.new, "new"):
            raise NotWellFormed(NOT_OF_THIS_KIND, "new")

    def correct(self, event: E) -> E:
        """The entry with the right fact, whatever it was before."""
        fact = _fact(event, self.field)
        assert fact is not None, "nothing is amended that an entry does not have"
        try:
            return replace(event, **{fact.name: value_of(fact, recorded(self.new))})
        except (ValueError, TypeError, ArithmeticError, LookupError, AttributeError) as wrong:
            raise NotWellFormed(NOT_OF_THIS_KIND, "new") from wrong

    def check_open_to_it(self, event: Entry, past: Past) -> None:
        """Refuse to correct a fact that has to stay as it was said, for whatever reason."""

    def sentence(self, name_of: NameOf = str) -> str:
        field = NAMES.get(self.field, self.field.replace("_", " "))
        old, new = (
            in_words(told, is_pence=self.field in IN_PENCE) for told in (self.old, self.new)
        )
        return f"Corrected: {field}, from {old} to {new}."

    def _correctable(self, event: Entry, past: Past) -> Fact:
        """The fact, if it is one that may be corrected without making another thing of it."""
        fact = _fact(event, self.field)
        if fact is None:
            raise NotFound(f"That entry has no fact {self.field}.", "field")
        if isinstance(event, Correction):
            raise NotFound("Amend the fact itself once more, not its amendment.", "entry")
        self.check_open_to_it(event, past)
        words = words_in(fact.word) if fact.is_record else {fact.word}
        if words & IDENTITY:
            instead = event.MENDED_BY or self.INSTEAD
            raise NotFound(f"That cannot be amended; {instead}.", "field")
        return fact

    def _check_same_thing(self, was: Any, now: Any, past: Past) -> None:
        """Refuse a correction that would make another thing of it: other schools, a day far off."""
        if _schools(was) != _schools(now):
            raise NotFound(f"Its schools cannot be amended; {self.INSTEAD}.", "new")
        if not isinstance(was, date):
            return
        first = self._first_said(past) or was
        if abs(now - first) > DAYS_A_DAY_MAY_MOVE:
            raise OutOfRange(
                f"{on(now)} is more than 31 days from {on(first)}, as it was first recorded: "
                f"{self.FAR_OFF}.",
                "new",
            )

    def _first_said(self, past: Past) -> date | None:
        """The day as it was first recorded, where it was corrected before: slips do not add up."""
        told = (
            recorded(one.event.old)
            for one in past.entries
            if isinstance(one.event, Correction)
            and (one.event.entry, one.event.field) == (self.entry, self.field)
        )
        return next((date.fromisoformat(day) for day in told if day is not None), None)


def _fact(event: Entry, field: str) -> Fact | None:
    return next((fact for fact in facts_of(type(event)) if fact.name == field), None)


def _schools(value: Any) -> list[SchoolId]:
    if isinstance(value, tuple):
        return [school for item in value for school in _schools(item)]
    if isinstance(value, Record):
        return [school for _, school, _ in leaves(value) if isinstance(school, SchoolId)]
    return [value] if isinstance(value, SchoolId) else []


def corrected(entries: tuple[Recorded[Any], ...]) -> tuple[Recorded[Any], ...]:
    """The same entries as their amendments leave them."""
    changes = [entry.event for entry in entries if isinstance(entry.event, Correction)]
    if not changes:
        return entries
    now = {entry.id: entry for entry in entries}
    for change in changes:
        if change.entry in now:
            was = now[change.entry]
            now[change.entry] = was._replace(event=change.correct(was.event))
    return tuple(now.values())
