"""What a row of the register says that the ledger does not know yet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from ledger.domain.entry import may_stand_alone
from ledger.domain.identifiers import FieldName
from ledger.domain.past import SYSTEM, Past, Recorded
from ledger.domain.plain import plain
from ledger.domain.school import Change, SchoolClosed, SchoolDetailsChanged, SchoolRegistered
from ledger.register.cells import Fault
from ledger.register.form import Told
from ledger.register.known import Said, details_of, texts

NOT_RECORDED = UUID(int=0)
"""The id of an entry that a rule looks back on without its envelope."""


class Difference:
    """Compares rows with what was said before, and judges what they bring.

    It belongs to some rows of one file and to one moment. Only the details that the file says are
    compared.
    """

    def __init__(
        self, details: frozenset[str], at: datetime, schools: Sequence[SchoolRegistered]
    ) -> None:
        self._details = sorted(details - {"closed_on", "why_closed"})
        self._tells_closing = "closed_on" in details
        self._at = at
        self._nothing = Past((), SYSTEM, at)
        self._are_sound = may_stand_alone(schools, self._nothing)
        """Whether nothing is wrong with what any row says; mostly so, and told of all at once."""

    def between(self, before: Sequence[Said], told: Told) -> list[Said]:
        """What is to be recorded. Raises `Refused` or `Fault` where none of it may be."""
        school = told.school
        if told.closed_on and school.opened_on and told.closed_on < school.opened_on:
            raise Fault("CloseDate: The school cannot have closed before it opened.")
        if before:
            return self._news(before, told)
        self._judge_alone(school)
        school.judge_there(self._nothing)
        return [school, *self._closing([school], told)] if told.closed_on else [school]

    def _news(self, before: Sequence[Said], told: Told) -> list[Said]:
        self._judge_alone(told.school)
        was = details_of(before)
        news: list[Said] = []
        if changes := self._changes(was, told):
            news.append(
                SchoolDetailsChanged(
                    school=told.school.school, changes=changes, row_digest=told.school.row_digest
                )
            )
            news[-1].judge(self._past(before))
        if told.closed_on and was.get("closed_on") != told.closed_on.isoformat():
            news += self._closing([*before, *news], told)
        return news

    def _judge_alone(self, school: SchoolRegistered) -> None:
        if not self._are_sound:
            school.judge_alone(self._nothing)

    def _changes(self, was: dict[str, str], told: Told) -> tuple[Change, ...]:
        now = texts(plain(told.school))
        changed = [detail for detail in self._details if was.get(detail) != now.get(detail)]
        if self._tells_closing and not told.closed_on and "closed_on" in was:
            changed.append("closed_on")
        return tuple(
            Change(field=FieldName(detail), old=was.get(detail), new=now.get(detail))
            for detail in changed
        )

    def _closing(self, before: Sequence[Said], told: Told) -> list[Said]:
        assert told.closed_on, "only a row with a last day closes a school"
        closed = SchoolClosed(
            school=told.school.school,
            closed_on=told.closed_on,
            why_closed=told.why_closed,
            row_digest=told.school.row_digest,
        )
        closed.judge(self._past(before))
        return [closed]

    def _past(self, before: Sequence[Said]) -> Past:
        entries = tuple(
            Recorded(number, NOT_RECORDED, self._at, SYSTEM, frozenset(), entry)
            for number, entry in enumerate(before, 1)
        )
        return Past(entries, SYSTEM, self._at)
