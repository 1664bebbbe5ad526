"""Where to look for what was said and done in a collaboration; and who did what only members do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from ledger.domain.act import Act, Later, Opening, Reinstatement, Withdrawal
from ledger.domain.collaboration import (
    Beginning,
    InCollaboration,
    check_not_over,
    check_stands,
    stays,
)
from ledger.domain.correction import Correction
from ledger.domain.entry import Entry, topics_of
from ledger.domain.identifiers import CollaborationId, SchoolId
from ledger.domain.occasion import Occasion
from ledger.domain.past import Look, Past, Recorded
from ledger.domain.presence import OwnWord, own_words, who_came
from ledger.domain.prose import on
from ledger.domain.refusal import NotMember


def what_was_held(collaboration: CollaborationId) -> Look:
    """Where acts in it took place, and what was corrected or withdrawn of them."""
    return _look(collaboration, Occasion)


def what_was_opened(collaboration: CollaborationId) -> Look:
    """Where acts in it were opened or took place, and what was corrected or withdrawn of them."""
    return _look(collaboration, Opening, Occasion)


def said_of_whole(collaboration: CollaborationId) -> Look:
    """All that was said of it as a whole."""
    topics = {topic for kind in (Beginning, InCollaboration) for topic in _topics(kind)}
    return Look((f"collaboration:{collaboration}",), tuple(sorted(topics)))


def _look(collaboration: CollaborationId, *told: type[Entry]) -> Look:
    kinds = (*told, OwnWord, Withdrawal, Reinstatement, Correction)
    topics = {topic for kind in kinds for topic in _topics(kind)}
    return Look((f"collaboration:{collaboration}",), tuple(sorted(topics)))


def _topics(kind: type[Entry]) -> Iterator[str]:
    """The stored names of such kinds: a new family is among them without being listed here."""
    if "TOPIC" in vars(kind):
        yield from topics_of(kind)
    for narrower in kind.__subclasses__():
        yield from _topics(narrower)


def held_in(past: Past, after: date = date.min) -> Iterator[Occasion]:
    """The acts in it that took place after a day, without those that were withdrawn."""
    gone = _withdrawn(past)
    for entry in past.entries_of(Occasion):
        if entry.event.happened_on > after and _act_of(entry) not in gone:
            yield entry.event


def opened_in(past: Past) -> list[Recorded[Opening]]:
    """What opened the acts in it, without those that were withdrawn."""
    gone = _withdrawn(past)
    return [entry for entry in past.entries_of(Opening) if entry.id not in gone]


def check_lies_within(past: Past, *path: str) -> None:
    """Refuse an act that took place outside the collaboration, by what is known of it now."""
    check_stands(past, *path)
    past = _of_this_act(past)
    for act in held_in(past):
        check_not_over(past, act.happened_on, *path)
    for day, school in sorted(strangers(past)):
        raise NotMember(f"School {school} took part in an act on {on(day)}.", *path)


def _of_this_act(past: Past) -> Past:
    """The past without what is told of other acts."""
    kept = (e for e in past.entries if not isinstance(e.event, Act) or _act_of(e) == past.act)
    return past._replace(entries=tuple(kept))


def strangers(past: Past) -> set[tuple[date, SchoolId]]:
    """Who did something in it on what day without being a member, or having begun it as one.

    What was opened as already held binds all whom it names. What was planned binds who was there;
    but a school that left may finish what had been begun before.
    """
    times = stays(past)
    told: defaultdict[UUID, list[Recorded[Any]]] = defaultdict(list)
    for entry in past.entries:
        if isinstance(entry.event, Occasion | OwnWord):
            told[_act_of(entry)].append(entry)

    def is_in(school: SchoolId, day: date) -> bool:
        return any(stay.covers(day) for stay in times.get(school, ()))

    return {
        (day, school)
        for opened in opened_in(past)
        for day, schools, begun in _binding(past, opened, told[opened.id])
        for school in schools
        if not any(is_in(school, one) for one in (day, *begun) if one <= day)
    }


Binding = tuple[date, frozenset[SchoolId], tuple[date, ...]]
"""On what day schools were bound by an act, which ones, and by which days they had begun it."""


def _binding(past: Past, opened: Recorded[Opening], told: list[Recorded[Any]]) -> Iterator[Binding]:
    first = opened.event
    named = first.schools()
    if day := getattr(first, "happened_on", None):
        yield first.in_circle_on(past, day), named, ()
        return
    begun = (opened.recorded_on, first.day or opened.recorded_on)
    own = own_words(told)
    for entry in told:
        if isinstance(entry.event, Occasion):
            there = {one.school for one in who_came(entry, own)}
            yield entry.event.happened_on, named & there, begun


def _withdrawn(past: Past) -> set[UUID]:
    """The acts that were withdrawn, and not brought back since."""
    gone: set[UUID] = set()
    for entry in past.entries:
        match entry.event:
            case Withdrawal(act=act):
                gone.add(act)
            case Reinstatement(act=act):
                gone.discard(act)
    return gone


def _act_of(said: Recorded[Any]) -> UUID:
    return said.event.act if isinstance(said.event, Later) else said.id
