"""A moderation of pupils' work."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given as for_any
from hypothesis import settings
from hypothesis import strategies as st

from ledger.domain.acts.amendment import Amended
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
    judged_pieces,
)
from ledger.domain.identifiers import (
    ActId,
    Digest,
    EntryId,
    FieldName,
    JudgeCode,
    SampleCode,
)
from ledger.domain.past import Past
from ledger.domain.record import Sealed
from ledger.domain.refusal import (
    AlreadySaid,
    NotFound,
    NotParticipant,
    NotWellFormed,
    OutOfOrder,
    OutOfRange,
    SameSchool,
    SchoolNotOpen,
    UnattestedSample,
)
from ledger.domain.school import SchoolClosed
from tests.scenario import (
    ANN,
    ASTOR,
    BEN,
    DOVER,
    LAST_WEEK,
    NOW,
    TALK,
    TODAY,
    YESTERDAY,
    given,
)

ACT = ActId(int=4)
"""The first entry after the register."""
ONE, TWO, OTHERS = SampleCode("k7x2m9qd"), SampleCode("3bh8zt5w"), SampleCode("r6wd2c4p")


def opened(**other):
    facts = {
        "partners": (ASTOR, DOVER),
        "focus": TALK,
        "task": Sealed("explain why ice floats"),
        "standard": ("WTS", "EXS", "GDS"),
        "happened_on": LAST_WEEK,
    }
    return ModerationOpened(**facts | other)


def piece(code, digit="a"):
    return WorkSample(sample=code, work_digest=Digest(digit * 64), is_band_hidden=True)


def brought(*pieces, school=ASTOR, **other):
    facts = {"contributed": pieces, "is_anonymous": True, "happened_on": LAST_WEEK}
    return WorkSampleContributed(act=ACT, school=school, **facts | other)


def judged(*told, school=DOVER, judge="J1", round=1, blind=True):
    return JudgementMade(
        act=ACT, school=school, judged_by=JudgeCode(judge), is_blind=blind, round=round,
        judgements=tuple(Judgement(sample=code, category=category) for code, category in told),
        happened_on=YESTERDAY,
    )  # fmt: skip


def compared(left, right, winner, school=DOVER, blind=False):
    pair = JudgedPair(left=left, right=right, winner=winner, milliseconds=41_250)
    return PairJudged(
        act=ACT, school=school, judged_by=JudgeCode("J1"), is_blind=blind, pairs=(pair,),
        happened_on=YESTERDAY,
    )  # fmt: skip


def agreed(code=ONE, category="EXS"):
    return StandardAgreed(
        act=ACT, sample=code, category=category, rationale=Sealed("why"), happened_on=TODAY
    )


def reviewed(pieces_judged=1, **other):
    facts = {"kappa": Decimal("0.5881"), "what_changes": Sealed("we look at GDS again")}
    return ModerationReviewed(
        act=ACT, pieces_judged=pieces_judged, happened_on=TODAY, **facts | other
    )


def withdrawn(code=ONE):
    return SampleWithdrawn(act=ACT, sample=code, happened_on=TODAY)


def refused(code=ONE):
    return SampleRefused(
        act=ACT, sample=code, why_refused=WhySampleRefused.IDENTIFIABLE, happened_on=TODAY
    )


OPENED = opened()
WITH_WORK = given(
    OPENED, brought(piece(ONE), piece(TWO, "b")), (BEN, brought(piece(OTHERS, "c"), school=DOVER))
)
NO_SUCH_PIECE = "No such piece of work is there to be judged."


def test_the_scale_is_fixed_once_somebody_has_judged_by_it():
    turned = Amended(
        act=ACT, entry=EntryId(ACT.hex), field=FieldName("standard"), old='["WTS","EXS","GDS"]',
        new='["GDS","EXS","WTS"]', reason=Sealed("it was upside down"),
    )  # fmt: skip
    assert WITH_WORK.when(turned).refused is None
    judging = WITH_WORK.and_then((BEN, judged((ONE, "EXS"))))
    judging.when(turned).then_refused(
        OutOfOrder, "It took place on these terms: they are fixed now.", "field"
    )


def test_schools_begin_to_moderate():
    given().when(OPENED).then("2 schools began to moderate work in science.")


def test_a_school_brings_work():
    given(OPENED).when(brought(piece(ONE), piece(TWO, "b"))).then(
        f"{ASTOR} brought 2 pieces of work."
    )


def test_work_that_nobody_attests_to_be_anonymous_is_not_taken():
    given(OPENED).when(brought(piece(ONE), is_anonymous=False)).then_refused(
        UnattestedSample,
        "Take names, initials and dates of birth off the work first, then say so.",
        "is_anonymous",
    )


def test_a_school_brings_its_own_work_only():
    given(OPENED).when(brought(piece(ONE), school=DOVER)).then_refused(
        NotParticipant, "A school speaks for itself, and only for itself.", "school"
    )


@pytest.mark.parametrize(
    "code",
    ["amysmith", "k7x2m9q", "K7X2M9QD", "20120304", "js120304", "bcdfghjk", "A123456789012"],
)
def test_a_code_that_could_stand_for_a_pupil_is_none(code):
    given(OPENED).when(brought(piece(SampleCode(code)))).then_refused(
        NotWellFormed, SampleCode.HINT, "contributed", "0", "sample"
    )


def test_a_code_and_a_work_are_there_once():
    taken = given(OPENED, brought(piece(ONE)))
    taken.when(brought(piece(TWO, "b"), piece(ONE, "c"))).then_refused(
        AlreadySaid, "That code is taken.", "contributed", "1", "sample"
    )
    taken.when(brought(piece(TWO))).then_refused(
        AlreadySaid, "That work is there.", "contributed", "0", "work_digest"
    )
    given(OPENED).when(brought(piece(ONE), piece(ONE, "b"))).then_refused(
        AlreadySaid, "That code is taken.", "contributed", "1", "sample"
    )


def test_a_judge_has_a_code_and_no_name():
    WITH_WORK.when(judged((ONE, "EXS"), judge="Mrs Jones"), by=BEN).then_refused(
        NotWellFormed, JudgeCode.HINT, "judged_by"
    )


def test_a_judge_says_what_work_is_worth():
    WITH_WORK.when(judged((ONE, "EXS"), (TWO, "GDS")), by=BEN).then(
        f"A judge of {DOVER} judged 2 pieces of work in round 1."
    )


def test_blind_nobody_judges_the_work_of_their_own_school():
    own = ((OTHERS, "EXS"),)
    WITH_WORK.when(judged((ONE, "EXS"), *own), by=BEN).then_refused(
        SameSchool, "Blind, nobody judges the work of their own school.",
        "judgements", "1", "sample",
    )  # fmt: skip
    WITH_WORK.when(judged(*own, blind=False), by=BEN).then(
        f"A judge of {DOVER} judged one piece of work in round 1."
    )
    WITH_WORK.when(compared(ONE, OTHERS, ONE, blind=True), by=BEN).then_refused(
        SameSchool, "Blind, nobody judges the work of their own school.", "pairs", "0", "right"
    )


def test_a_school_judges_in_its_own_name():
    WITH_WORK.when(judged((ONE, "EXS"))).then_refused(
        NotParticipant, "A school speaks for itself, and only for itself.", "school"
    )


def test_work_is_judged_on_the_scale_that_was_agreed():
    WITH_WORK.when(judged((ONE, "B+")), by=BEN).then_refused(
        NotFound, "The scale is WTS, EXS, GDS.", "judgements", "0", "category"
    )


def test_a_judge_judges_a_piece_once_a_round():
    twice = (AlreadySaid, "A judge judges a piece once a round.")
    WITH_WORK.when(judged((ONE, "EXS"), (ONE, "GDS")), by=BEN).then_refused(
        *twice, "judgements", "1", "sample"
    )
    once = WITH_WORK.and_then((BEN, judged((ONE, "EXS"))))
    once.when(judged((ONE, "EXS")), by=BEN).then_refused(*twice, "judgements", "0", "sample")
    for other in (judged((ONE, "EXS"), round=2), judged((ONE, "EXS"), judge="J2")):
        assert once.when(other, by=BEN).refused is None


@pytest.mark.parametrize("taken_out", [withdrawn(), refused()], ids=["withdrawn", "refused"])
def test_what_was_taken_out_is_not_judged(taken_out):
    out = WITH_WORK.and_then(taken_out)
    out.when(judged((ONE, "EXS")), by=BEN).then_refused(
        NotFound, NO_SUCH_PIECE, "judgements", "0", "sample"
    )
    out.when(compared(TWO, ONE, TWO), by=BEN).then_refused(
        NotFound, NO_SUCH_PIECE, "pairs", "0", "right"
    )
    out.when(taken_out).then_refused(NotFound, NO_SUCH_PIECE, "sample")


def test_what_was_taken_out_says_why():
    WITH_WORK.when(withdrawn()).then(f"Piece {ONE} was taken back.")
    WITH_WORK.when(refused(), by=BEN).then(f"Piece {ONE} is not judged: identifiable.")


def test_only_the_school_that_brought_it_takes_it_back():
    WITH_WORK.when(withdrawn(), by=BEN).then_refused(
        NotParticipant, "Only the school that brought it takes it back.", "sample"
    )


def test_two_pieces_are_compared():
    WITH_WORK.when(compared(ONE, TWO, TWO), by=BEN).then(
        f"A judge of {DOVER} compared one pair of pieces."
    )
    WITH_WORK.when(compared(ONE, ONE, ONE), by=BEN).then_refused(
        OutOfRange, "A pair is two pieces of work.", "pairs", "0", "right"
    )
    WITH_WORK.when(compared(ONE, TWO, OTHERS), by=BEN).then_refused(
        OutOfRange, "The better one is one of the pair.", "pairs", "0", "winner"
    )


def test_a_standard_is_agreed_on_work_that_was_judged():
    WITH_WORK.when(agreed()).then_refused(OutOfOrder, "Nobody has judged that piece yet.", "sample")
    once = WITH_WORK.and_then((BEN, judged((ONE, "EXS"))))
    once.when(agreed()).then(f"The schools agreed that piece {ONE} is EXS.")
    once.when(agreed(category="A")).then_refused(
        NotFound, "The scale is WTS, EXS, GDS.", "category"
    )
    once.and_then(agreed()).when(agreed()).then_refused(
        AlreadySaid, "What it is worth has been agreed.", "sample"
    )


def test_a_review_rests_on_no_more_than_was_judged():
    pair = WITH_WORK.and_then((BEN, compared(ONE, TWO, TWO)), (BEN, judged((ONE, "EXS"))))
    pair.when(reviewed(2)).then("Reviewed, from 2 pieces of work (kappa 0.5881).")
    pair.when(reviewed(2, kappa=None)).then("Reviewed, from 2 pieces of work.")
    pair.when(reviewed(3)).then_refused(
        OutOfRange, "Only 2 pieces of work were judged.", "pieces_judged"
    )
    pair.when(reviewed(2, kappa=Decimal("1.2"))).then_refused(
        OutOfRange, "From -1 to 1, please.", "kappa"
    )


def test_nothing_is_judged_once_the_moderation_is_closed():
    closed = WITH_WORK.and_then(ModerationClosed(act=ACT, happened_on=TODAY))
    closed.when(replace(judged((ONE, "EXS")), happened_on=TODAY), by=BEN).then_refused(
        OutOfOrder, "It is settled; this needs an act that is open.", "act"
    )


def test_a_school_that_had_closed_brings_no_work_and_judges_none():
    """What it did before may be told late."""
    closed = SchoolClosed(school=DOVER, closed_on=date(2026, 3, 5))
    gone = WITH_WORK.and_then(closed)
    because = f"School {DOVER} was not open on 8 March 2026."
    gone.when(judged((ONE, "EXS")), by=BEN).then_refused(SchoolNotOpen, because, "school")
    gone.when(compared(ONE, TWO, TWO), by=BEN).then_refused(SchoolNotOpen, because, "school")
    work = brought(piece(SampleCode("w5tzc2d4"), "d"), school=DOVER)
    gone.when(replace(work, happened_on=YESTERDAY), by=BEN).then_refused(
        SchoolNotOpen, because, "school"
    )
    assert gone.when(work, by=BEN).refused is None
    before = replace(judged((ONE, "EXS")), happened_on=LAST_WEEK)
    assert gone.when(before, by=BEN).refused is None


codes = st.sampled_from((ONE, TWO, OTHERS))
tries = st.tuples(
    codes, st.sampled_from((ANN, BEN)), st.sampled_from(("J1", "J2")), st.integers(1, 2),
    st.booleans(),
)  # fmt: skip


@settings(max_examples=40, deadline=None, derandomize=True)
@for_any(st.lists(tries, max_size=12))
def test_whatever_is_tried_no_judgement_stands_twice_or_is_one_of_a_blind_judge_at_home(tried):
    now = WITH_WORK
    for code, by, judge, round, blind in tried:
        command = judged((code, "EXS"), school=by.school, judge=judge, round=round, blind=blind)
        now = now.when(command, by=by).after
    made = [entry.event for entry in now.entries if isinstance(entry.event, JudgementMade)]
    stands = [(one.school, one.judged_by, one.round, one.judgements[0].sample) for one in made]
    assert len(stands) == len(set(stands))
    home = {ONE: ASTOR, TWO: ASTOR, OTHERS: DOVER}
    assert not [
        one for one in made if one.is_blind and home[one.judgements[0].sample] == one.school
    ]
    assert judged_pieces(Past(now.entries, ANN, NOW)) == {code for *_, code in stands}
