"""What may be written in the ledger, whatever it says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import ClassVar, final

from ledger.domain.identifiers import SchoolId, TrustId
from ledger.domain.lineage import as_called
from ledger.domain.naming import NamesSchools, tags_of
from ledger.domain.past import Look, Past, Role
from ledger.domain.record import Record
from ledger.domain.refusal import NotSignedIn, Refused, RoleCannotRecord, TrusteeCannotRecord
from ledger.domain.screening import USUAL, Rules
from ledger.domain.soundness import are_sound, first_complaint, is_sound, screen

NameOf = Callable[[SchoolId | TrustId], str]
"""Gives the name of a school or trust for its number; `str` gives the number itself."""


class Entry(NamesSchools, Record):
    """Something that happened. Its fields are what is stored and what a front end sends."""

    TOPIC: ClassVar[str]
    """The entry's name in the store. It may never be changed or used again."""
    FORMER: ClassVar[tuple[str, ...]] = ()
    """Its names there in earlier versions, which are read for ever and not recorded any more. What
    such a version left open is what this one seals, and nothing else differs (decision 0034)."""
    COMMAND: ClassVar[str]
    """The entry's name at the front door."""
    ROOT: ClassVar[str | None] = None
    """The tag that this entry starts with its own id, if it starts one."""
    ROLES: ClassVar[frozenset[Role]] = frozenset({Role.EDITOR})
    """Who may record it."""
    SCREENED_AS: ClassVar[Rules] = USUAL
    """What its words may not hold."""
    MENDED_BY: ClassVar[str | None] = None
    """What to do instead of amending it, if less is enough than to record the whole anew."""
    HOLDS_ALL_ALONG: ClassVar[bool] = False
    """Whether what came before it is judged again as if it had been known then already."""
    IS_OF_NUMBERS: ClassVar[bool] = False
    """Whether it speaks of a school's number, as the register does, and not of the school."""

    def tags(self) -> frozenset[str]:
        """What the entry is about, told by the types of its facts."""
        return frozenset(tags_of(self))

    def trusts(self) -> frozenset[TrustId]:
        """The trusts that its sentence speaks of."""
        return frozenset()

    @property
    def day(self) -> date | None:
        """The day that it speaks of: when it happened, or is planned for; None if it says none."""
        day: date | None = getattr(self, "happened_on", None) or getattr(self, "planned_for", None)
        return day

    @property
    def joins(self) -> frozenset[SchoolId] | None:
        """The two numbers that are one school's, if it says so of two."""
        return None

    def boundary(self) -> tuple[Look, ...]:
        """What the rules look back on. If any of it changes meanwhile, they are asked again."""
        return ()

    def further(self, past: Past) -> tuple[Look, ...]:
        """Where else to look, once this much of the past is known."""
        return ()

    def inherited(self, past: Past) -> frozenset[str]:
        """Tags that come from what this entry carries on."""
        return frozenset()

    @final
    def judge(self, past: Past) -> None:
        """Refuse the entry, or say nothing. Runs once, when it is recorded; never on replay."""
        self.judge_alone(past)
        self.judge_there(past)

    @final
    def judge_alone(self, past: Past) -> None:
        """Refuse what nobody in this role may record, or what is wrong whatever came before."""
        self.check_role(past)
        self.check_facts(past)

    @final
    def judge_there(self, past: Past) -> None:
        """Refuse what may not be said after what came before, whichever number a school had."""
        read = as_called(past, self)
        self.check_place(read)
        self.check(read)

    def check_role(self, past: Past) -> None:
        """Whether somebody in this role records such a thing at all."""
        if past.by.role is Role.NOBODY:
            raise NotSignedIn("Sign in to record something.")
        if past.by.role is Role.TRUSTEE:
            raise TrusteeCannotRecord("Trustees read the ledger; schools record in it.")
        if past.by.role not in self.ROLES:
            raise RoleCannotRecord(f"The role {past.by.role} does not record this.")

    def check_facts(self, past: Past) -> None:
        """Every fact within the limits that its declaration gives; nobody told apart in words."""
        today = past.today
        if not is_sound(self, today):
            raise first_complaint(self, today)
        if self.SCREENED_AS:
            screen(self, self.SCREENED_AS)

    def check_place(self, past: Past) -> None:
        """Whether this may be said now, by this school."""

    def check(self, past: Past) -> None:
        """The rule of this one kind."""

    def instead(self, refused: Refused) -> Entry | None:
        """What is recorded in its place when a rule refuses it, where that has to be known."""
        return None

    def sentence(self, name_of: NameOf = str) -> str:
        """The entry in plain words. Made when read, so that it can be improved."""
        raise NotImplementedError


def topics_of(*kinds: type[Entry]) -> tuple[str, ...]:
    """Every name under which entries of these kinds stand in the store, in whatever version."""
    return tuple(topic for kind in kinds for topic in (kind.TOPIC, *kind.FORMER))


def trust_named(uid: TrustId, name_of: NameOf) -> str:
    """A trust as a sentence has it: by its name, or by its number where nobody knows the name."""
    name = name_of(uid)
    return f"trust {uid}" if name == uid else name


def may_stand_alone(entries: Sequence[Entry], past: Past) -> bool:
    """Whether `judge_alone` has nothing against any of these entries, all of one kind.

    They are looked at together. Words are not screened here, nor what a kind asks beyond its
    limits: of such a kind the answer is no. Raises `Refused` where this role may not record it.
    """
    if not entries:
        return True
    kind = type(entries[0])
    entries[0].check_role(past)
    has_limits_only = not kind.SCREENED_AS and kind.check_facts is Entry.check_facts
    return has_limits_only and are_sound(entries, past.today)
