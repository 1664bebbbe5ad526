"""A shared post, as the rules of its entries and its figures look back on it.

What a school agreed to, where the expert is at home and who shares which days is worked out here,
for all of them alike.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from ledger.domain.act import Opening, life, opening
from ledger.domain.identifiers import PersonId, SchoolId
from ledger.domain.limits import Between, Places
from ledger.domain.matter import Continued
from ledger.domain.naming import named_schools
from ledger.domain.past import Past, Recorded
from ledger.domain.post_days import Home, Move, Pattern, Sharing, by_day, in_turn
from ledger.domain.refusal import NotMember
from ledger.domain.sharing import Stretch
from ledger.domain.words import Money, Reason

DaysAWeek = Annotated[Decimal, "days a week", Between(0, 5), Places(2)]


class OfPost(Continued):
    """Something said of a shared post."""

    @classmethod
    def belongs_to(cls, first: Opening) -> bool:
        """Its family stands in several files."""
        return type(first).__module__.endswith(".acts.shared_post")


class OfContributors(OfPost):
    """Something said of schools that contribute to it."""

    NEEDS_OPEN = True

    def check(self, past: Past) -> None:
        super().check(past)
        there = self.there(past)
        for school, path in named_schools(self):
            if school not in there:
                raise NotMember(f"School {school} does not contribute.", *path)

    def there(self, past: Past) -> frozenset[SchoolId]:
        """The schools of which it may be said: those that contributed on its day."""
        return sharing(past).there_on(self.happened_on)


class Agreement(OfContributors):
    """What a school agreed to pay, and to get for that."""

    school: Annotated[SchoolId, "the school that pays"]
    amount_per_year: Annotated[Money, "what it pays each year"]
    days_entitled: Annotated[
        Decimal, "how many days of the expert it gets each year", Between(0, 260), Places(2)
    ]

    def there(self, past: Past) -> frozenset[SchoolId]:
        """Those that contribute by now: a school may agree before the day on which it joins."""
        return contributors(past)


class Appointment(OfContributors):
    """Who took up the post."""

    expert: Annotated[PersonId | None, "who it is, by a reference that can be forgotten"] = None
    home_school: Annotated[SchoolId, "the school that employs the expert"]


class WeekPattern(OfPost):
    """On how many days the expert is where, from a day on."""

    own_days: Annotated[DaysAWeek, "days a week in the expert's own school"]
    shared_days: Annotated[DaysAWeek, "days a week in all the others together"]
    weeks: Annotated[int, "for how many weeks of school", Between(1, 52)]
    valid_from: Annotated[date, "the first day of the pattern"]


class Joining(OfPost):
    """A school that comes in."""

    school: Annotated[SchoolId, "the school that joins"]


class Leaving(OfContributors):
    """A school that pays no more, be it that it has closed."""

    NEEDS_OPEN = False

    school: Annotated[SchoolId, "the school that leaves"]
    weeks_left: Annotated[int, "how many weeks of school it paid for are left", Between(0, 520)]
    refund: Annotated[Money, "what it gets back"]
    reason: Reason


def sharing(past: Past) -> Sharing:
    """Who shares the expert, and from when to when, by all that is said."""
    patterns: list[Pattern] = []
    moves: list[Move] = []
    homes: list[Home] = []
    for entry in life(past):
        match entry.event:
            case WeekPattern(own_days=own, shared_days=shared, weeks=weeks, valid_from=day):
                patterns.append(Pattern(day, weeks, own, shared))
            case Joining(happened_on=day, school=school):
                moves.append(Move(day, school))
            case Leaving(happened_on=day, school=school, weeks_left=left):
                moves.append(Move(day, school, leaves=True, weeks_left=left))
            case Appointment(happened_on=day, home_school=school):
                homes.append(Home(day, school))
    return Sharing(opening(past).schools(), in_turn(patterns), by_day(moves), by_day(homes))


def stretches(past: Past) -> list[Stretch]:
    """The weeks of the post, with the schools that share in them, other than the expert's own."""
    return sharing(past).stretches()


def at_home(past: Past) -> dict[SchoolId, Decimal]:
    """How many days the expert's own school should get; empty before there is an expert."""
    return sharing(past).at_home()


def contributors(past: Past) -> frozenset[SchoolId]:
    """The schools that share the post now."""
    return sharing(past).there_on(date.max)


def agreements(past: Past) -> dict[SchoolId, Recorded[Agreement]]:
    """Where each school agreed what it pays; of one that came back, where it did so since."""
    found: dict[SchoolId, Recorded[Any]] = {}
    for entry in life(past):
        match entry.event:
            case Agreement(school=school):
                found[school] = entry
            case Joining(school=school):
                found.pop(school, None)
    return found


def agreed_in_each_stay(past: Past, school: SchoolId) -> list[Agreement | None]:
    """What a school agreed to while it was there, stay by stay; None where nothing is told."""
    found: list[Agreement | None] = [None] if school in opening(past).schools() else []
    for entry in life(past):
        match entry.event:
            case Agreement(school=who) as agreed if who == school and found:
                found[-1] = agreed
            case Joining(school=who) if who == school:
                found.append(None)
    return found
