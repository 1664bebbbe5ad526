"""How a school leaves a collaboration: not before what it can only have done as a member."""

from __future__ import annotations

from ledger.domain.collaboration import (
    LEFT,
    CollaborationAgreedBySchool,
    Leaving,
    members,
    stays,
)
from ledger.domain.entry import NameOf
from ledger.domain.past import Look, Past
from ledger.domain.prose import on
from ledger.domain.refusal import NotMember, NotParticipant, OutOfRange
from ledger.domain.within import strangers, what_was_opened


class SchoolLeft(Leaving):
    """A school left a collaboration."""

    TOPIC = LEFT
    COMMAND = "leave_collaboration"

    def further(self, past: Past) -> tuple[Look, ...]:
        return (what_was_opened(self.collaboration),)

    def check(self, past: Past) -> None:
        if self.school not in members(past):
            raise NotMember(f"School {self.school} is not a member.", "school")
        if past.by.school != self.school:
            raise NotParticipant("Only the school itself records that it leaves.", "school")
        joined = stays(past)[self.school][-1].first_day
        if self.happened_on < joined:
            raise OutOfRange(f"It joined on {on(joined)} only.", "happened_on")
        self._check_nothing_since(past)

    def _check_nothing_since(self, past: Past) -> None:
        """Refuse a day before something that the school can only have done as a member."""
        for said in past.all(CollaborationAgreedBySchool, school=self.school):
            if said.happened_on > self.happened_on:
                raise OutOfRange(f"It agreed to it on {on(said.happened_on)}.", "happened_on")
        found = strangers(past.and_then(self)) - strangers(past)
        if days := [day for day, school in found if school == self.school]:
            raise OutOfRange(
                f"School {self.school} took part in an act on {on(max(days))}.", "happened_on"
            )

    def sentence(self, name_of: NameOf = str) -> str:
        return f"{name_of(self.school)} left on {on(self.happened_on)} ({self.why_left.words})."


KINDS = (SchoolLeft,)
