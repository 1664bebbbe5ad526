"""Rochdale judges the same work apart: is "secure" in one school "secure" in the next?

Twenty-four pieces from each school, judged by two colleagues of each of the others. The high school
is stricter than the two primaries, which is what it had always said of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from hashlib import sha256
from itertools import pairwise

from ledger.domain.acts.moderation import (
    JudgedPair,
    Judgement,
    JudgementMade,
    ModerationClosed,
    ModerationOpened,
    ModerationReviewed,
    PairJudged,
    SampleRefused,
    SampleWithdrawn,
    StandardAgreed,
    WhySampleRefused,
    WorkSample,
    WorkSampleContributed,
)
from ledger.domain.identifiers import Digest, JudgeCode, SampleCode, SchoolId
from ledger.domain.record import Sealed
from ledger.example.collaboration import Collaboration
from ledger.example.days import MONDAY, THURSDAY, TUESDAY, WEDNESDAY, summer
from ledger.example.diary import Key
from ledger.example.register import HEALEY, MOSSBANK, SPODDEN
from ledger.example.thread import Thread

ALL = (MOSSBANK, SPODDEN, HEALEY)
SCALE = ("not yet", "secure", "deep")
PIECES = 24
ROUND, TURNS, JUDGES = 1, range(2), (JudgeCode("J1"), JudgeCode("J2"))
LETTERS = "0123456789bcdfghjkmnpqrstvwxz"
PUZZLING = 7
"""Of so many pieces one is between two categories, and judges do not agree on it."""


def told(trio: Collaboration, exchange: Key) -> None:
    """The moderation, from the first piece of work to what the schools will do about it."""
    term = summer(2026)
    act = trio.opens(
        ModerationOpened, MOSSBANK, term.week(4, MONDAY), partners=ALL, exchange=exchange,
        task=Sealed("Is a square always a rectangle? Write to somebody who says no."),
        standard=SCALE,
    )  # fmt: skip
    for school in ALL:
        _brought(act, school)
    act.then(
        SampleRefused, HEALEY, term.week(4, WEDNESDAY), sample=code(MOSSBANK, PIECES),
        why_refused=WhySampleRefused.IDENTIFIABLE,
    )  # fmt: skip
    act.then(SampleWithdrawn, SPODDEN, term.week(4, WEDNESDAY), sample=code(SPODDEN, PIECES))
    for school in ALL:
        _judged(act, school)
    _agreed(act)


def _brought(act: Thread, school: SchoolId) -> None:
    """One piece more than is needed: some have to be taken out again."""
    act.then(
        WorkSampleContributed, school, summer(2026).week(4, TUESDAY), is_anonymous=True,
        contributed=tuple(
            WorkSample(
                sample=code(school, n),
                work_digest=Digest(sha256(f"work {school} {n}".encode()).hexdigest()),
                is_band_hidden=True,
            )
            for n in range(PIECES + 1)
            if (school, n) != (HEALEY, PIECES)
        ),
    )  # fmt: skip


def _judged(act: Thread, school: SchoolId) -> None:
    """Two of its colleagues judge what the others brought: each alone, and then in pairs."""
    theirs = [(other, n) for other in ALL if other != school for n in range(PIECES)]
    for judge in JUDGES:
        act.then(
            JudgementMade, school, summer(2026).week(5, THURSDAY), judged_by=judge, is_blind=True,
            round=ROUND,
            judgements=tuple(
                Judgement(sample=code(*piece), category=SCALE[seen_as(school, judge, *piece)])
                for piece in theirs
            ),
        )  # fmt: skip
    for judge in JUDGES:
        act.then(
            PairJudged, school, summer(2026).week(6, MONDAY), judged_by=judge, is_blind=True,
            pairs=tuple(pair for turn in TURNS for pair in _pairs(school, judge, turn, theirs)),
        )  # fmt: skip


def _pairs(
    school: SchoolId, judge: JudgeCode, turn: int, pieces: list[tuple[SchoolId, int]]
) -> Iterator[JudgedPair]:
    """Each piece meets two others, in an order that is another one in each turn."""
    mixed = sorted(pieces, key=lambda piece: number(school, judge, turn, *piece))
    for left, right in pairwise([*mixed, mixed[0]]):
        better = max(left, right, key=lambda one: (worth(*one), number(judge, turn, *one)))
        yield JudgedPair(
            left=code(*left), right=code(*right), winner=code(*better),
            milliseconds=9_000 + 60 * (number(*left, *right) % 400),
        )  # fmt: skip


def _agreed(act: Thread) -> None:
    """Two pieces that show what the words mean, and what the schools make of their differences."""
    for n, why in (
        (1, "It gives the rule and an example. It does not say why there can be no other case."),
        (2, "It turns the shape and says what stays the same, in words of its own."),
    ):
        act.then(
            StandardAgreed, MOSSBANK, summer(2026).week(6, TUESDAY), sample=code(SPODDEN, n),
            category=SCALE[worth(SPODDEN, n)], rationale=Sealed(why),
        )  # fmt: skip
    act.then(
        ModerationReviewed, MOSSBANK, summer(2026).week(7, MONDAY),
        pieces_judged=len(ALL) * PIECES, kappa=Decimal("0.85"),
        what_changes=Sealed("The high school shows two pieces of its own that it calls secure."),
    )  # fmt: skip
    act.then(ModerationClosed, MOSSBANK, summer(2026).week(8, MONDAY))


def worth(school: SchoolId, n: int) -> int:
    """Where a piece lies on the scale, as far as anybody can know."""
    return n % len(SCALE)


def seen_as(school: SchoolId, judge: JudgeCode, owner: SchoolId, n: int) -> int:
    """What a judge takes it for: the high school is strict, and some pieces puzzle everybody."""
    worth_it = worth(owner, n)
    if number(owner, n) % PUZZLING == 0:
        return max(0, worth_it - number(school, judge, owner, n) % 2)
    is_strict = school == MOSSBANK and worth_it == 1 and number(judge, n) % 3 == 0
    return worth_it - is_strict


def number(*what: object) -> int:
    """A number that looks like chance, and is the same each time."""
    return int.from_bytes(sha256(repr(what).encode()).digest()[:4])


def code(school: SchoolId, n: int) -> SampleCode:
    """A code for a piece of work, drawn until it may stand for one."""
    for drawn in range(100):
        digest = sha256(f"{school} {n} {drawn}".encode()).digest()
        letters = "".join(LETTERS[byte % len(LETTERS)] for byte in digest[:8])
        if SampleCode.FORM.fullmatch(letters):
            return SampleCode(letters)
    raise AssertionError("of a hundred codes one will do")
