"""The act: something schools did together, from the first word of it to what came of it.

An act is a chain of entries. The one that opens it gives it its id; each later one names that id
and the row of the life table it takes. What every kind has in common stands here, so that a kind
says only what is its own. An act that is part of no collaboration is a circle of its own: those
who take part in it are the only ones who see it, unless it is open to all.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, TypeVar
from uuid import UUID

from ledger.domain.collaboration import check_seen, check_stands, members, membership, stays
from ledger.domain.entry import Entry
from ledger.domain.facts import leaves_of
from ledger.domain.identifiers import ActId, CitedAct, CollaborationId, ReplacedAct, SchoolId
from ledger.domain.lifecycle import Stage, Step, stage_after
from ledger.domain.lineage import twin
from ledger.domain.naming import named_schools
from ledger.domain.past import Look, Past, Recorded, Role
from ledger.domain.record import SEALED
from ledger.domain.refusal import (
    AlreadySaid,
    CaseNarrative,
    NotFound,
    NotMember,
    NotParticipant,
    OutOfOrder,
    SameSchool,
)
from ledger.domain.school import check_open, of_schools
from ledger.domain.soundness import screen
from ledger.domain.words import Focus

A = TypeVar("A", bound="Act")
CITED = frozenset({CitedAct})
NO_STORY = ("reason", "locator")
"""Words that tell why something is corrected, or where a file lies."""


class Act(Entry):
    """One entry in the life of an act."""

    STEP: ClassVar[Step]
    """The row of the life table that this entry takes."""
    WIDENS: ClassVar[bool] = False
    """Whether the schools that it names take part from then on. So a school may bring itself in."""

    CORRECTS: ClassVar[bool] = False
    """Whether it only says that something was recorded in error, so that nothing rests on it."""

    def fixed(self, past: Past) -> frozenset[str]:
        """Its facts that stay as they are by now, even if they were wrong: others rest on them."""
        return frozenset()

    def cited(self) -> list[tuple[CitedAct, tuple[str, ...]]]:
        """The acts that it builds on, each with where it stands in the facts."""
        return [(value, path) for _, value, path in leaves_of(self, CITED)]

    def boundary(self) -> tuple[Look, ...]:
        return tuple(of_act(act) for act, _ in self.cited())

    def check_each_once(self, past: Past, how: str) -> None:
        """Refuse one institution under two of its numbers: it would stand for two."""
        if same := twin(past, sorted(self.schools())):
            raise SameSchool(f"School {same} {how}.", *self.where(same))

    def where(self, school: SchoolId) -> tuple[str, ...]:
        """Where in the facts a school stands."""
        return next(path for named, path in named_schools(self) if named == school)

    def check_cited(self, past: Past) -> None:
        """Refuse to build on what the asker's school does not know, or what was withdrawn."""
        for act, path in self.cited():
            of_it = past._replace(act=act)
            if not life(of_it) or not self.knows(past, of_it):
                raise NotFound("There is no such act.", *path)
            if is_withdrawn(of_it):
                raise OutOfOrder("That act was withdrawn: nothing can build on it.", *path)

    def knows(self, past: Past, of_it: Past) -> bool:
        """Whether the asker's school knows of an earlier act: it, or its collaboration, had part.

        Whoever asks was found to be in the collaboration of the act that this entry speaks of. In
        that of the earlier act it need not be, so the two have to be one.
        """
        first, here = opening(of_it), self if isinstance(self, Opening) else opening(past)
        is_shared = first.circle is not None and first.circle == here.circle
        return first.IS_OPEN_TO_ALL or is_shared or past.by.school in participants(of_it)


class Opening(Act):
    """The first entry of an act. The schools that it names take part."""

    ROOT = "act"
    WIDENS = True
    IS_OPEN_TO_ALL: ClassVar[bool] = False
    """Whether every school may see the act and answer it, not only those that take part."""
    TAKES_NO_STORY: ClassVar[bool] = False
    """Whether nothing is said of it in words, but why it is corrected and where proof lies."""

    replaces: Annotated[
        ReplacedAct | None,
        "the act in whose place it stands, if one was withdrawn or called off",
    ] = None

    @property
    def circle(self) -> CollaborationId | None:
        """The collaboration that it is part of; None if it is a circle of its own."""
        found: CollaborationId | None = getattr(self, "collaboration", None)
        return found or getattr(self, "part_of", None)

    @property
    def circle_fact(self) -> str:
        """Which of its facts names that collaboration."""
        return "part_of" if hasattr(self, "part_of") else "collaboration"

    def check_brought_back(self, past: Past) -> None:
        """Refuse that it is brought back, where something else was said in its place since."""

    @property
    def about(self) -> Focus | None:
        """What it is about, if it says so."""
        return getattr(self, "focus", None)

    def boundary(self) -> tuple[Look, ...]:
        named = of_schools(self.schools())
        replaced = (of_act(self.replaces), in_place_of(self.replaces)) if self.replaces else ()
        circle = (membership(self.circle),) if self.circle else ()
        return (*circle, *named, *replaced, *super().boundary())

    def further(self, past: Past) -> tuple[Look, ...]:
        return in_place_looks(past, self.replaces)

    def check_place(self, past: Past) -> None:
        if self.circle:
            check_seen(past, self.circle_fact)
            check_stands(past, self.circle_fact)
        if past.by.role is Role.EDITOR and past.by.school not in self.schools():
            where = (self.circle_fact,) if self.circle else ()
            raise NotParticipant("Only a school that takes part may record this.", *where)
        self.check_replaces(past)
        self.check_cited(past)
        self.check_schools(past)

    def check_replaces(self, past: Past) -> None:
        """Refuse to replace an act that stands, or that the asker's school has no part in."""
        if self.replaces is None:
            return
        of_it = past._replace(act=self.replaces)
        if not life(of_it) or past.by.school not in participants(of_it):
            raise NotFound("There is no such act.", "replaces")
        if not is_withdrawn(of_it) and stage_of(of_it) is not Stage.CANCELLED:
            raise OutOfOrder("That act stands: withdraw it or call it off first.", "replaces")
        if is_replaced(past, self.replaces):
            raise AlreadySaid("Another act stands in its place already.", "replaces")

    def in_circle_on(self, past: Past, day: date) -> date:
        """The day on which its schools have to be in its collaboration, if it is part of one."""
        return day

    def check_schools(self, past: Past) -> None:
        """Each institution once, open on the day, and in the collaboration if it is part of one."""
        schools = sorted(self.schools())
        day = self.day or past.today
        there = members(past, self.in_circle_on(past, day)) if self.circle else None
        self.check_each_once(past, "stands on both sides")
        for school in schools:
            if there is not None and school not in there:
                raise NotMember(
                    f"School {school} is not in this collaboration then.", *self.where(school)
                )
            check_open(past, school, day, *self.where(school))


class Later(Act):
    """Any later entry of an act."""

    ANY_FAMILY: ClassVar[bool] = False
    """Whether it may be said of an act of any kind, or only of those in its own file."""
    NEEDS_OPEN: ClassVar[bool] = False
    """Whether the schools that it names have to be open on its day. They need not where it only
    settles what was before, or says who was there: a school that has closed leaves and is paid."""

    act: Annotated[ActId, "the act, by the id of the entry that opened it"]

    def boundary(self) -> tuple[Look, ...]:
        named = of_schools(self.schools()) if self.WIDENS or self.NEEDS_OPEN else ()
        return (of_act(self.act), *named, *super().boundary())

    def further(self, past: Past) -> tuple[Look, ...]:
        if not life(past):
            return ()
        circle = opening(past).circle
        return (membership(circle),) if circle else ()

    def inherited(self, past: Past) -> frozenset[str]:
        own = ("by:", "cites:", "replaces:")
        return frozenset(tag for tag in opened(past).tags if not tag.startswith(own))

    @classmethod
    def belongs_to(cls, first: Opening) -> bool:
        """One file is one family."""
        return cls.ANY_FAMILY or cls.__module__ == type(first).__module__

    def check_place(self, past: Past) -> None:
        if not life(past) or not _is_seen(past):
            raise NotFound("There is no such act.", "act")
        if not self.belongs_to(opening(past)):
            raise NotFound("That is an act of another kind.", "act")
        self.check_recorder(past)
        self.check_stage(past)
        self.check_cited(past)
        self.check_words(past)
        self.check_each_once(past, "is there under another number")
        if self.WIDENS:
            self.check_newcomers(past)
        if self.NEEDS_OPEN:
            self.check_all_open(past)

    def check_recorder(self, past: Past) -> None:
        """Whether this school may say this: one that takes part, or that comes in by it."""
        may = participants(past) | (self.schools() if self.WIDENS else frozenset())
        if past.by.role is Role.EDITOR and past.by.school not in may:
            raise NotParticipant("Only a school that takes part may record this.", "act")

    def check_stage(self, past: Past) -> None:
        """Whether the act is at a stage where this may happen."""
        if is_withdrawn(past):
            raise OutOfOrder("It was withdrawn; record it again as a new act.", "act")
        stage = stage_of(past)
        if stage not in self.STEP.start and not self.is_told_late(past):
            usual = " or ".join(sorted(start.words for start in self.STEP.start))
            raise OutOfOrder(f"It is {stage.words}; this needs an act that is {usual}.", "act")

    def is_told_late(self, past: Past) -> bool:
        """Whether it happened on a day before a matter was settled that was open until then."""
        settled = [e.event.day for e in life(past) if e.event.STEP.end is Stage.SETTLED]
        while_open = Stage.OPEN in self.STEP.start and self.STEP.end is None
        return bool(
            stage_of(past) is Stage.SETTLED
            and while_open
            and self.day and settled[-1] and self.day < settled[-1]
        )  # fmt: skip

    def check_words(self, past: Past) -> None:
        """Of some acts less may be written than of others, whoever writes it and why."""
        first = opening(past)
        if first.TAKES_NO_STORY:
            self.check_no_story()
        if first.SCREENED_AS is not self.SCREENED_AS:
            screen(self, first.SCREENED_AS)

    def check_no_story(self) -> None:
        """Refuse words, whatever they say."""
        for _, _, path in leaves_of(self, SEALED):
            if path[-1] not in NO_STORY:
                raise CaseNarrative(
                    "Of this no words are kept, only codes and counts: leave them out.", *path
                )

    def check_newcomers(self, past: Past) -> None:
        """Each school that it brings in was open on the day."""
        there = participants(past)
        for school, path in dict(named_schools(self)).items():
            if school in there:
                continue
            if (circle := opening(past).circle) and school not in stays(past):
                raise NotMember(f"School {school} is not in collaboration {circle}.", *path)
            check_open(past, school, self.day or past.today, *path)

    def check_all_open(self, past: Past) -> None:
        """Each school of the act that it names was open on the day."""
        there = participants(past)
        for school, path in named_schools(self):
            if school in there:
                check_open(past, school, self.day or past.today, *path)

    def check_again(self, past: Past) -> None:
        """Whether it still stands, once something before it was amended."""
        self.check(past)


class Withdrawal(Later):
    """Whatever takes a whole act out of the account. Auditors still see it."""


class Reinstatement(Later):
    """Whatever brings a withdrawn act back into the account."""


def of_act(act: UUID) -> Look:
    """Everything that is said of an act."""
    return Look((f"act:{act}",))


def in_place_of(act: UUID) -> Look:
    """The acts that stand in the place of one."""
    return Look((f"replaces:{act}",))


def replacements(past: Past, act: UUID | None) -> list[Recorded[Opening]]:
    """What opened the acts that were recorded in the place of one."""
    if act is None:
        return []
    return list(past.entries_of(Opening, replaces=act))


def successors(past: Past, act: UUID | None) -> list[Recorded[Opening]]:
    """Those acts, and whatever was recorded in the place of one of them in turn."""
    direct = replacements(past, act)
    return [one for other in direct for one in (other, *successors(past, other.id))]


def in_place_looks(past: Past, act: UUID | None) -> tuple[Look, ...]:
    """Where to look for them, and for what became of each."""
    found = [other.id for other in successors(past, act)]
    return tuple(look for id in found for look in (of_act(id), in_place_of(id)))


def is_replaced(past: Past, act: UUID) -> bool:
    """Whether another act stands in its place, for all who took part in it: they know of that one.

    What one of them recorded among others only keeps nobody from saying it rightly.
    """
    of_it = past._replace(act=act)
    there, circle = participants(of_it), opening(of_it).circle
    return any(
        not is_withdrawn(other := past._replace(act=one.id))
        and stage_of(other) is not Stage.CANCELLED
        and (there <= participants(other) or (circle and circle == one.event.circle))
        for one in successors(past, act)
    )


def life(past: Past) -> list[Recorded[Act]]:
    """The entries of the act that is spoken of, oldest first."""
    return life_of(past, Act)


def life_of(past: Past, kind: type[A]) -> list[Recorded[A]]:
    """Those of them that are of one kind."""
    return [entry for entry in past.of_the_act if isinstance(entry.event, kind)]


def stage_of(past: Past) -> Stage:
    """How far the act has come."""
    return stage_after(entry.event.STEP for entry in life(past))


def is_withdrawn(past: Past) -> bool:
    """Whether the act was withdrawn, and not brought back since."""
    turns = [entry for entry in life(past) if isinstance(entry.event, Withdrawal | Reinstatement)]
    return bool(turns) and isinstance(turns[-1].event, Withdrawal)


def opened(past: Past) -> Recorded[Opening]:
    """The entry that opened the act. There is one wherever anything is said of an act."""
    return next(entry for entry in past.of_the_act if isinstance(entry.event, Opening))


def opening(past: Past) -> Opening:
    """What the entry that opened the act says."""
    return opened(past).event


def participants(past: Past) -> frozenset[SchoolId]:
    """The schools that take part: those named at its opening, and those that came in since."""
    told = (entry.event for entry in life(past))
    return frozenset(school for act in told if act.WIDENS for school in act.schools())


def check_own_word(past: Past, school: SchoolId) -> None:
    """Refuse what one school says in the name of another."""
    if past.by.school != school:
        raise NotParticipant("A school speaks for itself, and only for itself.", "school")


def check_take_part(past: Past, schools: tuple[SchoolId, ...], *path: str) -> None:
    """Refuse to say something of a school that takes no part in the act."""
    there = participants(past)
    for n, school in enumerate(schools):
        if school not in there:
            raise NotParticipant(f"School {school} takes no part in this act.", *path, str(n))


def _is_seen(past: Past) -> bool:
    """Whether the asker's school knows of the act: it takes part, or is in the collaboration."""
    if opening(past).IS_OPEN_TO_ALL or past.by.role is Role.ADMIN:
        return True
    return past.by.school in participants(past) or past.by.school in stays(past)
