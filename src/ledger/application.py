"""The one door by which anything is written."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import Lock
from typing import Any, TypeVar, cast
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

import sqlalchemy as sa

from ledger.domain.correction import corrected
from ledger.domain.entry import Entry
from ledger.domain.facts import Path, leaves_of, once, rewrite
from ledger.domain.identifiers import PersonId
from ledger.domain.look_back import Looks, look_back
from ledger.domain.past import SYSTEM, By, Look, Past, Recorded, Role
from ledger.domain.plain import canonical
from ledger.domain.privacy import (
    FORGOTTEN,
    WINDOW,
    ErasureRequested,
    check_not_erased,
    erased,
)
from ledger.domain.record import SEALED, Sealed
from ledger.domain.refusal import AlreadySaid, KeyReused, NotWellFormed, PersonErased, Refused
from ledger.domain.sealing import TextSealed
from ledger.domain.soundness import CANNOT_BE_WRITTEN, UNWRITABLE
from ledger.domain.together import canonical_together
from ledger.envelope import decode, enveloped, tags_of, told_by
from ledger.log.contract import Condition, DCBSequencedEvent, IntegrityError, Item, Query, Written
from ledger.log.errands import Errands
from ledger.log.keys import KeyDestroyed
from ledger.log.recorder import Recorder
from ledger.log.refusals import Said, count_refusals
from ledger.log.vault import Vault

LOG = logging.getLogger(__name__)

TRIES = 3
"""How often a rule is asked again when another process moved its past. Then the log is held for
one last try, which cannot lose: six processes on one act would lose half their races otherwise."""

TURNS = 64
"""Locks for those in one process who ask about the same past. More would hardly meet less."""

PERSON, TEXT = "person:", "text:"
"""How a line begins that is about a person, or about a text: its entry and its place follow."""

E = TypeVar("E", bound=Entry)


def now() -> datetime:
    """The instant, by the clock of this machine."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Ledger:
    """Reads what happened, asks whether this may be added, and appends it."""

    log: Recorder
    vault: Vault
    errands: Errands
    clock: Callable[[], datetime] = now
    turns: tuple[Lock, ...] = field(default_factory=lambda: tuple(Lock() for _ in range(TURNS)))

    def record(self, command: E, by: By, idempotency_key: str | None = None) -> Recorded[E]:
        """Record it once, however often it is sent under the same key.

        Raises `Refused` where a rule says no, `KeyReused` where the key came before with
        something else. Nothing is written then, but for words in the vault that no entry names,
        and the count of refusals.
        """
        try:
            return self._record(command, by, idempotency_key)
        except Refused as refused:
            self.count_refusals([(refused, command, by)])
            raise

    def _record(self, command: E, by: By, idempotency_key: str | None) -> Recorded[E]:
        # First, so that no database is ever asked about a text that it cannot hold.
        command.judge_alone(Past((), by, self.clock()))
        id = uuid4() if idempotency_key is None else _id(by, idempotency_key)
        self._note(command)
        try:
            with self.turns[hash(command.boundary()) % len(self.turns)]:
                stored = self._append(command, by, id)
        except Refused as refused:
            self._on_refusal(command, refused)
            raise
        # Read last: an entry is told its time and its leaf once it is committed.
        return cast(Recorded[E], decode(stored))

    def _note(self, command: Entry) -> None:
        """Put on the list what has to be done once this is recorded, before it is."""
        match command:
            case ErasureRequested(person=person):
                self.errands.note(PERSON + person, self.clock() + WINDOW)
            case TextSealed(entry=entry, place=place):
                self.errands.note(f"{TEXT}{entry}:{place}", self.clock())

    def _on_refusal(self, command: Entry, refused: Refused) -> None:
        """Take it off the list again, and record what has to be known of the refusal."""
        if isinstance(command, TextSealed) and not isinstance(refused, AlreadySaid):
            self.errands.done(f"{TEXT}{command.entry}:{command.place}")
        if instead := command.instead(refused):
            self.record(instead, SYSTEM)

    def count_refusals(self, refusals: Iterable[tuple[Refused, Entry, By]]) -> None:
        """Count refusals, without a word of what was said. That this fails is nobody's trouble.

        Of those who are not signed in none is counted, or anybody could make us write.
        """
        told = Counter(
            Said(type(refused).__name__, by.school, command.TOPIC)
            for refused, command, by in refusals
            if by.role is not Role.NOBODY
        )
        if not told:
            return
        try:
            count_refusals(self.log.engine, Past((), SYSTEM, self.clock()).today, told)
        except sa.exc.SQLAlchemyError as error:
            LOG.warning("a refusal was not counted: %s", type(error).__name__)

    def _append(self, command: Entry, by: By, id: UUID) -> DCBSequencedEvent:
        seal = once(lambda: self.seal_together([command], by.person)[0])
        for _ in range(TRIES):
            with suppress(IntegrityError):
                return self._try(self.log, command, by, id, seal)
        # The words were sealed in the first try: on SQLite the vault is closed to us from here.
        with self.log.alone() as alone:
            return self._try(alone, command, by, id, seal)

    def _try(
        self, log: Recorder, command: Entry, by: By, id: UUID, seal: Callable[[], Entry]
    ) -> DCBSequencedEvent:
        """Read the past, judge, append; unless somebody else changed that past meanwhile."""
        if id.version == 5 and (before := log.find(str(id))):
            self._check_same(command, before)
            return before
        past, condition = self._look_back(log, command, by)
        check_not_erased(past)
        command.judge(past)
        written = enveloped(command, seal(), past, str(id), told_by(by))
        return DCBSequencedEvent(written, log.append([written], condition))

    def _look_back(self, log: Recorder, command: Entry, by: By) -> tuple[Past, Condition | None]:
        """What the rules look back on, and the condition that it has not moved."""
        heads: list[int | None] = []

        def read(looks: Looks) -> Iterator[Recorded[Any]]:
            found = log.read(_query(looks))
            heads.append(found.head)
            named = [log.find(str(look.id)) for look in looks if look.id]
            return map(decode, [*found, *filter(None, named)])

        always = () if by.role is Role.SYSTEM else (erased(by.person),)
        past, looks = look_back(command, by, self.clock(), read, always)
        # What came after the first look also stands in the condition, and so is noticed.
        return past, Condition(_query(looks), after=heads[0]) if looks else None

    def record_judged(
        self, commands: Sequence[Entry], by: By, condition: Condition | None = None
    ) -> int:
        """Append many entries at once, all or none; gives the position of the last.

        For what is read in from elsewhere, such as the register of schools. The caller has judged
        each of them, on a past that the condition holds still.
        """
        nothing, told = Past((), by, self.clock()), told_by(by)
        events = []
        for command, body in zip(commands, canonical_together(commands), strict=True):
            # Only what begins something has to know its id before the log gives it one.
            id = str(uuid4()) if command.ROOT else ""
            tags = sorted(tags_of(command, nothing, id))
            events.append(Written(command.TOPIC, body, tags, id, told))
        return self.log.append(events, condition)

    def seal_together(self, commands: Sequence[E], person: PersonId) -> list[E]:
        """The same entries, all of their words put away in one transaction."""
        told = [
            (n, path, value)
            for n, command in enumerate(commands)
            for _, value, path in leaves_of(command, SEALED)
        ]
        words = [(_name(path), value.words or "") for _, path, value in told]
        sealed: dict[int, dict[Path, str]] = {}
        for (n, path, _), commitment in zip(told, self._commitments(words, person), strict=True):
            sealed.setdefault(n, {})[path] = commitment
        return [
            _sealed_as(command, sealed[n].__getitem__) if n in sealed else command
            for n, command in enumerate(commands)
        ]

    def _commitments(self, words: list[tuple[str, str]], person: PersonId) -> list[str]:
        try:
            return self.vault.seal(words, person)
        except KeyDestroyed as gone:
            raise PersonErased(FORGOTTEN) from gone

    def look(self, by: By, *looks: Look) -> Past:
        """What is recorded there, as amended, oldest first."""
        found = self.log.read(_query(looks))
        return Past(corrected(tuple(decode(stored) for stored in found)), by, self.clock())

    def at(self, positions: Sequence[int]) -> list[Recorded[Any]]:
        """The entries at these positions, in the order asked."""
        return [decode(stored) for stored in self.log.at(positions)]

    def _is_other(self, was: Sealed, now: Sealed, path: Path) -> bool:
        if was.is_open:
            return was.words != now.words
        return self.vault.same(was.commitment or "", _name(path), now.words or "") is False

    def _check_same(self, command: Entry, before: DCBSequencedEvent) -> None:
        """Refuse a key that came before with something else. Forgotten words were the same."""
        recorded = decode(before).event
        stored: dict[Path, Sealed] = {path: at for _, at, path in leaves_of(recorded, SEALED)}

        def as_sealed(value: Sealed, path: Path) -> Sealed:
            was = stored.get(path)
            if was is None or self._is_other(was, value, path):
                return Sealed(commitment="other words")
            return was

        if type(command) is not type(recorded) or (
            canonical(rewrite(command, as_sealed, words=SEALED)) != before.event.data
        ):
            raise KeyReused(
                "This key was used for something else. Make up a new one for this.",
                "idempotencyKey",
            )


def append_together(
    log: Recorder,
    entries: Sequence[Recorded[Any]],
    condition: Condition | None,
    bodies: Mapping[UUID, bytes],
) -> int:
    """Append entries that were drafted, judged and sealed, all or none; gives the last position.

    For what schools bring along from elsewhere. The condition holds the past still on which they
    were judged; an entry that is in the log already, by its id, stops them all. What is stored of
    some is known already, by their ids: these are the *bodies*.
    """
    events = [
        Written(
            e.event.TOPIC,
            bodies.get(e.id) or canonical(e.event),
            sorted(e.tags),
            str(e.id),
            told_by(e.by),
        )
        for e in entries
    ]
    return log.append(events, condition)


def _sealed_as(command: E, commitment_of: Callable[[Path], str]) -> E:
    """The same entry with a commitment in the place of each of its words."""

    def seal(value: Sealed, path: Path) -> Sealed:
        return Sealed(value.words, commitment_of(path))

    return rewrite(command, seal, words=SEALED)


def _id(by: By, idempotency_key: str) -> UUID:
    """One key of one person is one entry, for ever: no table of receipts is needed."""
    if UNWRITABLE.search(idempotency_key):
        raise NotWellFormed(CANNOT_BE_WRITTEN, "idempotencyKey")
    return uuid5(NAMESPACE_URL, canonical([by.person, idempotency_key]).decode())


def _query(looks: Iterable[Look]) -> Query:
    return Query(
        [Item(types=list(look.kinds), tags=list(look.tags)) for look in looks if not look.id]
    )


def _name(path: Path) -> str:
    """Where sealed words stand in the facts, as their commitment has it: `outcomes.0.statement`."""
    return ".".join(path)
