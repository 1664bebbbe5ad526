"""To be forgotten: how all that somebody wrote leaves the ledger.

Nothing is taken out of the log. A key is destroyed elsewhere; what stands here says that it was
asked for, what stood against it, and that it was done. Nobody is named but by their pseudonym,
and every reason is a code: it can be read when nothing else can.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, NamedTuple

from ledger.domain.entry import Entry, NameOf, topics_of
from ledger.domain.identifiers import PersonId
from ledger.domain.past import Look, Past, Recorded, Role
from ledger.domain.record import Code
from ledger.domain.refusal import (
    AlreadySaid,
    LegalHold,
    NotFound,
    NotYet,
    PersonErased,
    Refused,
)

WINDOW = timedelta(days=7)
"""How long an erasure may still be taken back. The law gives a month for the whole."""

FORGOTTEN = "Whoever records this has been forgotten. Sign in again."

OPERATORS = frozenset({Role.ADMIN, Role.SYSTEM})
"""Who may ask on behalf of others. The command line is the ledger's own program."""

ASKERS = OPERATORS | {Role.EDITOR}
LEDGER_ITSELF = frozenset({Role.SYSTEM})
"""What nobody sends: the ledger says it once it has been done."""


class WhyErased(Code):
    """Why somebody is to be forgotten."""

    ASKED = "asked"
    OBJECTED = "objected"
    NO_LONGER_NEEDED = "no_longer_needed"
    UNLAWFUL = "unlawful"


class Ground(Code):
    """Why the law wants words kept, whoever asks to be forgotten (UK GDPR, article 17(3))."""

    LEGAL_OBLIGATION = "legal_obligation"
    LEGAL_CLAIM = "legal_claim"
    PUBLIC_TASK = "public_task"
    PUBLIC_HEALTH = "public_health"
    ARCHIVING = "archiving"


Whom = Annotated[PersonId, "the person, by the pseudonym that the ledger gave them"]
Why = Annotated[WhyErased, "why they are to be forgotten"]
WhyHeld = Annotated[Ground, "why the law wants their words kept"]


class OfPerson(Entry):
    """Something said of a person's words as a whole."""

    ROLES = OPERATORS

    person: Whom

    def boundary(self) -> tuple[Look, ...]:
        return (of_person(self.person),)

    def check_place(self, past: Past) -> None:
        if past.by.role is Role.EDITOR and past.by.person != self.person:
            raise NotFound("There is no such person.", "person")
        if standing(past).is_erased:
            raise PersonErased("This person has been forgotten already.", "person")


class ErasureRequested(OfPerson):
    """Somebody is to be forgotten, unless it is taken back within seven days."""

    TOPIC = "erasure-requested/1"
    COMMAND = "request_erasure"
    ROLES = ASKERS

    why_erased: Why

    def check(self, past: Past) -> None:
        now = standing(past)
        if now.requested:
            raise AlreadySaid("That has been asked for already.", "person")
        check_not_held(now)

    def instead(self, refused: Refused) -> Entry | None:
        return _refused(self.person, refused)

    def sentence(self, name_of: NameOf = str) -> str:
        return f"Somebody is to be forgotten in seven days ({self.why_erased.words})."


class ErasureCancelled(OfPerson):
    """The wish that somebody be forgotten was taken back in time."""

    TOPIC = "erasure-cancelled/1"
    COMMAND = "cancel_erasure"
    ROLES = ASKERS

    def check(self, past: Past) -> None:
        now = standing(past)
        if now.requested is None:
            raise NotFound("Nobody has asked for that.", "person")
        check_not_begun(now)

    def sentence(self, name_of: NameOf = str) -> str:
        return "The wish that somebody be forgotten was taken back."


class ErasureRefused(OfPerson):
    """Somebody was not forgotten, because the law wants their words kept."""

    TOPIC = "erasure-refused/1"
    COMMAND = "refuse_erasure"
    ROLES = LEDGER_ITSELF

    ground: WhyHeld

    def sentence(self, name_of: NameOf = str) -> str:
        return f"Somebody was not forgotten: there is a legal hold ({self.ground.words})."


class ErasureBegun(OfPerson):
    """The seven days are over: from here on it can be neither taken back nor held."""

    TOPIC = "erasure-begun/1"
    COMMAND = "begin_erasure"
    ROLES = LEDGER_ITSELF

    def check(self, past: Past) -> None:
        now = standing(past)
        if now.requested is None:
            raise NotFound("Nobody has asked for that.", "person")
        check_not_held(now)
        check_not_begun(now)
        if past.at < now.requested.at + WINDOW:
            raise NotYet("It may still be taken back.", "person")

    def instead(self, refused: Refused) -> Entry | None:
        return _refused(self.person, refused)

    def sentence(self, name_of: NameOf = str) -> str:
        return "The ledger began to forget somebody."


class SubjectErased(OfPerson):
    """Somebody was forgotten: their key is destroyed, and so is what led from a login to them."""

    TOPIC = "subject-erased/1"
    COMMAND = "erase_subject"
    ROLES = LEDGER_ITSELF

    why_erased: Why

    def check(self, past: Past) -> None:
        if not standing(past).is_begun:
            raise NotFound("Nobody has begun with that.", "person")

    def sentence(self, name_of: NameOf = str) -> str:
        return f"Somebody was forgotten ({self.why_erased.words})."


class LegalHoldSet(OfPerson):
    """The law wants somebody's words kept, so they are not forgotten until it is released."""

    TOPIC = "legal-hold-set/1"
    COMMAND = "set_legal_hold"

    ground: WhyHeld

    def check(self, past: Past) -> None:
        now = standing(past)
        if now.hold:
            raise AlreadySaid("There is a hold already.", "person")
        check_not_begun(now)

    def sentence(self, name_of: NameOf = str) -> str:
        return f"Somebody's words have to be kept ({self.ground.words})."


class LegalHoldReleased(OfPerson):
    """The law wants somebody's words kept no longer."""

    TOPIC = "legal-hold-released/1"
    COMMAND = "release_legal_hold"

    def check(self, past: Past) -> None:
        if standing(past).hold is None:
            raise NotFound("There is no hold.", "person")

    def sentence(self, name_of: NameOf = str) -> str:
        return "Somebody's words need not be kept any longer."


KINDS = (
    ErasureRequested, ErasureCancelled, ErasureRefused, ErasureBegun, SubjectErased,
    LegalHoldSet, LegalHoldReleased,
)  # fmt: skip
TOPICS = topics_of(*KINDS)


class Standing(NamedTuple):
    """How it stands with forgetting somebody."""

    requested: Recorded[ErasureRequested] | None = None
    hold: Recorded[LegalHoldSet] | None = None
    is_begun: bool = False
    is_erased: bool = False


def of_person(person: PersonId) -> Look:
    """Whatever was said of forgetting somebody."""
    return Look((f"person:{person}",), TOPICS)


def erased(person: PersonId) -> Look:
    """Whether somebody has been forgotten, and nothing else of them."""
    return Look((f"person:{person}",), (SubjectErased.TOPIC,))


def standing(past: Past) -> Standing:
    """How it stands, by all that was said in order."""
    requested: Recorded[ErasureRequested] | None = None
    hold: Recorded[LegalHoldSet] | None = None
    for entry in past.entries:
        match entry.event:
            case ErasureRequested():
                requested = entry
            case ErasureCancelled() | ErasureRefused():
                requested = None
            case LegalHoldSet():
                hold = entry
            case LegalHoldReleased():
                hold = None
    return Standing(requested, hold, past.has(ErasureBegun), past.has(SubjectErased))


def check_not_held(now: Standing) -> None:
    """Refuse while the law wants the words kept, and say why."""
    if now.hold:
        ground = now.hold.event.ground
        raise LegalHold(f"There is a legal hold: {ground.words}.", "person", ground=ground)


def check_not_begun(now: Standing) -> None:
    """Refuse what comes too late."""
    if now.is_begun:
        raise AlreadySaid("It is too late: it has begun.", "person")


def check_not_erased(past: Past) -> None:
    """Refuse whoever was forgotten: nothing more is written under that pseudonym."""
    if past.has(SubjectErased, person=past.by.person):
        raise PersonErased(FORGOTTEN)


def _refused(person: PersonId, refused: Refused) -> Entry | None:
    """What the log says of an erasure that was asked for and refused by a hold."""
    if isinstance(refused, LegalHold):
        return ErasureRefused(person=person, ground=Ground(refused.ground))
    return None
