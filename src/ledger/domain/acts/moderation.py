"""A moderation: schools judge the same pieces of pupils' work, each for itself, on one scale.

Row 29 of the article's list. The work stays in the schools. What comes here are codes drawn at
random, digests and judgements, so that anybody can work out how far "secure" in one school is
"secure" in another. Blind means that nobody judges the work of their own school.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from ledger.domain.act import check_own_word, life_of, opening
from ledger.domain.entry import NameOf
from ledger.domain.identifiers import CitedAct, Digest, JudgeCode, SampleCode, SchoolId
from ledger.domain.limits import Between, Each, MayRepeat, Places
from ledger.domain.matter import Continued, Raised, Settled
from ledger.domain.past import Past
from ledger.domain.prose import counted
from ledger.domain.record import Code, Record
from ledger.domain.refusal import (
    AlreadySaid,
    NotFound,
    NotParticipant,
    OutOfOrder,
    OutOfRange,
    SameSchool,
    UnattestedSample,
)
from ledger.domain.words import Focus, Notes, Schools, Statement

Piece = Annotated[SampleCode, "the piece of work, by its random code"]
Category = Annotated[str, "the category, one of the scale of this moderation", Between(1, 20)]


class WhySampleRefused(Code):
    """Why a piece of work is not judged."""

    IDENTIFIABLE = "identifiable"
    DUPLICATE = "duplicate"
    OFF_TASK = "off_task"


class WorkSample(Record):
    """A piece of work that stays in its school."""

    sample: Piece
    work_digest: Annotated[
        Digest, "SHA-256 of the work, under a key that the school keeps if the work is short"
    ]
    is_band_hidden: Annotated[bool, "whether its school has hidden its own judgement"]


class Judgement(Record):
    """What one piece of work was judged to be."""

    sample: Piece
    category: Category


class JudgedPair(Record):
    """Which of two pieces of work was judged to be better."""

    left: Annotated[SampleCode, "the one piece of work"]
    right: Annotated[SampleCode, "the other"]
    winner: Annotated[SampleCode, "the better of the two"]
    milliseconds: Annotated[int, "how long the judge took", Between(0, 3_600_000)]


class ModerationOpened(Raised):
    """Schools agreed to judge the same kind of work apart from each other, on one scale."""

    TOPIC = "moderation-opened/1"
    COMMAND = "open_moderation"

    partners: Schools
    exchange: Annotated[CitedAct | None, "the exchange of work that it is for, if for one"] = None
    focus: Annotated[Focus, "what the work is about"]
    task: Annotated[Statement, "what the pupils were asked to do"]
    standard: Annotated[
        tuple[str, ...],
        "the categories of judgement, from lowest to highest, such as WTS, EXS, GDS",
        Between(2, 10), Each(Between(1, 20)),
    ]  # fmt: skip

    def fixed(self, past: Past) -> frozenset[str]:
        """The scale, once somebody has judged by it: its order would judge anew."""
        return frozenset({"standard"} if life_of(past, JudgementMade) else ())

    def sentence(self, name_of: NameOf = str) -> str:
        return f"{len(self.partners)} schools began to moderate work in {self.focus.words}."


class WorkSampleContributed(Continued):
    """A school brought pieces of work, by codes that name nobody."""

    TOPIC = "work-sample-contributed/1"
    COMMAND = "contribute_work_samples"
    NEEDS_OPEN = True

    school: Annotated[SchoolId, "the school whose pupils did the work"]
    contributed: Annotated[tuple[WorkSample, ...], "the pieces of work", Between(1, 200)]
    is_anonymous: Annotated[bool, "whether the school attests that no piece names a pupil"]

    def check(self, past: Past) -> None:
        super().check(past)
        check_own_word(past, self.school)
        if not self.is_anonymous:
            raise UnattestedSample(
                "Take names, initials and dates of birth off the work first, then say so.",
                "is_anonymous",
            )
        there = [sample for sent in past.all(WorkSampleContributed) for sample in sent.contributed]
        for n, new in enumerate(self.contributed):
            earlier = (*there, *self.contributed[:n])
            if new.sample in [sample.sample for sample in earlier]:
                raise AlreadySaid("That code is taken.", "contributed", str(n), "sample")
            if new.work_digest in [sample.work_digest for sample in earlier]:
                raise AlreadySaid("That work is there.", "contributed", str(n), "work_digest")

    def sentence(self, name_of: NameOf = str) -> str:
        return f"{name_of(self.school)} brought {counted(len(self.contributed), 'piece')} of work."


class _TakenOut(Continued):
    """A piece of work is not judged any more. It cannot be taken out twice."""

    sample: Piece

    def check(self, past: Past) -> None:
        super().check(past)
        self.check_owner(past, owner(past, self.sample, "sample"))

    def check_owner(self, past: Past, school: SchoolId) -> None:
        """Whether the asker may take out a piece of this school."""


class SampleRefused(_TakenOut):
    """A piece of work is not judged after all."""

    TOPIC = "sample-refused/1"
    COMMAND = "refuse_sample"

    why_refused: Annotated[WhySampleRefused, "why it is not judged"]

    def sentence(self, name_of: NameOf = str) -> str:
        return f"Piece {self.sample} is not judged: {self.why_refused.words}."


class SampleWithdrawn(_TakenOut):
    """A school took back a piece of work."""

    TOPIC = "sample-withdrawn/1"
    COMMAND = "withdraw_sample"

    def check_owner(self, past: Past, school: SchoolId) -> None:
        if past.by.school != school:
            raise NotParticipant("Only the school that brought it takes it back.", "sample")

    def sentence(self, name_of: NameOf = str) -> str:
        return f"Piece {self.sample} was taken back."


class _Judged(Continued):
    """What one judge of a school made of some pieces of work."""

    NEEDS_OPEN = True

    school: Annotated[SchoolId, "the school of the judge"]
    judged_by: Annotated[JudgeCode, "the judge, by a code that only the school can read"]
    is_blind: Annotated[bool, "whether the judge saw no work of the own school"]

    def check(self, past: Past) -> None:
        super().check(past)
        check_own_word(past, self.school)

    def check_piece(self, past: Past, sample: SampleCode, *path: str) -> None:
        """Refuse a piece that is not there, or that a blind judge may not see."""
        if owner(past, sample, *path) == self.school and self.is_blind:
            raise SameSchool("Blind, nobody judges the work of their own school.", *path)


class JudgementMade(_Judged):
    """A judge said of each piece of work what it is worth."""

    TOPIC = "judgement-made/1"
    COMMAND = "make_judgements"

    round: Annotated[int, "which round of judging it was, counted from 1", Between(1, 20)]
    judgements: Annotated[tuple[Judgement, ...], "piece by piece", Between(1, 500)]

    def check(self, past: Past) -> None:
        super().check(past)
        same = past.all(
            JudgementMade, school=self.school, judged_by=self.judged_by, round=self.round
        )
        judged = [one.sample for made in same for one in made.judgements]
        for n, one in enumerate(self.judgements):
            where = ("judgements", str(n))
            self.check_piece(past, one.sample, *where, "sample")
            check_category(past, one.category, *where, "category")
            if one.sample in judged:
                raise AlreadySaid("A judge judges a piece once a round.", *where, "sample")
            judged.append(one.sample)

    def sentence(self, name_of: NameOf = str) -> str:
        many = counted(len(self.judgements), "piece")
        return f"A judge of {name_of(self.school)} judged {many} of work in round {self.round}."


class PairJudged(_Judged):
    """A judge said of two pieces of work which one is better, some pairs at a time."""

    TOPIC = "pair-judged/1"
    COMMAND = "judge_pairs"

    pairs: Annotated[
        tuple[JudgedPair, ...], "pair by pair", Between(1, 500),
        MayRepeat("a judge may be shown the same two pieces again"),
    ]  # fmt: skip

    def check(self, past: Past) -> None:
        super().check(past)
        for n, pair in enumerate(self.pairs):
            where = ("pairs", str(n))
            self.check_piece(past, pair.left, *where, "left")
            self.check_piece(past, pair.right, *where, "right")
            if pair.left == pair.right:
                raise OutOfRange("A pair is two pieces of work.", *where, "right")
            if pair.winner not in (pair.left, pair.right):
                raise OutOfRange("The better one is one of the pair.", *where, "winner")

    def sentence(self, name_of: NameOf = str) -> str:
        many = counted(len(self.pairs), "pair")
        return f"A judge of {name_of(self.school)} compared {many} of pieces."


class StandardAgreed(Continued):
    """The schools agreed what one piece of work is worth, so that it can be shown to others."""

    TOPIC = "standard-agreed/1"
    COMMAND = "agree_standard"

    sample: Piece
    category: Category
    rationale: Annotated[Notes, "why the schools think so"]

    def check(self, past: Past) -> None:
        super().check(past)
        owner(past, self.sample, "sample")
        check_category(past, self.category, "category")
        if self.sample not in judged_pieces(past):
            raise OutOfOrder("Nobody has judged that piece yet.", "sample")
        if past.has(StandardAgreed, sample=self.sample):
            raise AlreadySaid("What it is worth has been agreed.", "sample")

    def sentence(self, name_of: NameOf = str) -> str:
        return f"The schools agreed that piece {self.sample} is {self.category}."


class ModerationReviewed(Continued):
    """The schools looked at how far they agreed, and said what they will do about it."""

    TOPIC = "moderation-reviewed/1"
    COMMAND = "review_moderation"

    pieces_judged: Annotated[int, "how many pieces of work it rests on", Between(1, 5_000)]
    kappa: Annotated[
        Decimal | None,
        "agreement beyond chance, if it was worked out: 1 is full, 0 none",
        Between(-1, 1), Places(4),
    ] = None  # fmt: skip
    what_changes: Annotated[Notes, "what the schools will do about it"]

    def check(self, past: Past) -> None:
        super().check(past)
        if self.pieces_judged > (most := len(judged_pieces(past))):
            raise OutOfRange(f"Only {counted(most, 'piece')} of work were judged.", "pieces_judged")

    def sentence(self, name_of: NameOf = str) -> str:
        kappa = "" if self.kappa is None else f" (kappa {self.kappa})"
        return f"Reviewed, from {counted(self.pieces_judged, 'piece')} of work{kappa}."


class ModerationClosed(Settled):
    """Nothing more is judged."""

    TOPIC = "moderation-closed/1"
    COMMAND = "close_moderation"

    def sentence(self, name_of: NameOf = str) -> str:
        return "The moderation was closed."


def owner(past: Past, sample: SampleCode, *path: str) -> SchoolId:
    """The school that brought a piece of work; refused if it is not there (any more)."""
    gone = [taken.sample for taken in past.all(_TakenOut)]
    for sent in past.all(WorkSampleContributed):
        if sample not in gone and sample in [brought.sample for brought in sent.contributed]:
            return sent.school
    raise NotFound("No such piece of work is there to be judged.", *path)


def judged_pieces(past: Past) -> frozenset[SampleCode]:
    """The pieces of work that somebody judged, alone or in a pair."""
    alone = {one.sample for made in past.all(JudgementMade) for one in made.judgements}
    pairs = [pair for made in past.all(PairJudged) for pair in made.pairs]
    return frozenset(alone | {code for pair in pairs for code in (pair.left, pair.right)})


def check_category(past: Past, category: str, *path: str) -> None:
    """Refuse a category that is not on the scale of this moderation."""
    begun = opening(past)
    assert isinstance(begun, ModerationOpened), "one file is one family"
    if category not in begun.standard:
        raise NotFound(f"The scale is {', '.join(begun.standard)}.", *path)


KINDS = (
    ModerationOpened, WorkSampleContributed, SampleRefused, SampleWithdrawn, JudgementMade,
    PairJudged, StandardAgreed, ModerationReviewed, ModerationClosed,
)  # fmt: skip
