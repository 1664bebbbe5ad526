"""What may be said of any act: who was there, what was wrong, what never was."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from ledger.domain.acts.agreement import ActClosed, AgreedBySchool, DeclinedBySchool
from ledger.domain.acts.amendment import Amended
from ledger.domain.acts.attendance import AttendanceConfirmed, AttendanceDenied
from ledger.domain.acts.dispute import Disputed, DisputeResolved
from ledger.domain.acts.proof import EvidencePointedTo
from ledger.domain.acts.visit import VisitCancelled
from ledger.domain.acts.withdrawal import Reinstated, Retracted, RetractionRequested
from ledger.domain.disputing import Resolution
from ledger.domain.evidence import Evidence, EvidenceKind
from ledger.domain.identifiers import ActId, CollaborationId, FieldName, ReplacedAct
from ledger.domain.record import Sealed
from ledger.domain.refusal import (
    AlreadySaid,
    Missing,
    NeedsSecondPerson,
    NotFound,
    NotParticipant,
    NotWellFormed,
    NotYet,
    OutOfOrder,
    OutOfRange,
    PupilIdentifier,
)
from ledger.domain.words import Attendance, Barrier
from tests.acts import test_joint_commission as commission
from tests.acts import test_shared_evaluation as evaluation
from tests.acts.test_visit import (
    CALLED_OFF,
    ENDED,
    EVALUATED,
    FOLLOWED_UP,
    HELD,
    MOVED,
    PLANNED,
    followed_up,
    informal,
)
from tests.scenario import (
    AMY,
    ANN,
    ASTOR,
    BEGUN,
    BEN,
    DEAL,
    DOT,
    DOVER,
    LAST_WEEK,
    NOBODYS,
    THE_ACT,
    THE_NEXT,
    THE_ONE_AFTER,
    THE_PLAN,
    TODAY,
    TOGETHER,
    YESTERDAY,
    begun,
    given,
    id_of,
)

NOT_OF_THIS_KIND = (NotWellFormed, "That is not a value of this kind.", "new")
A_VISIT = given(BEGUN, PLANNED, HELD)


def confirmed(school=DOVER, attended=3, occasion=None):
    return AttendanceConfirmed(act=THE_ACT, school=school, attended=attended, occasion=occasion)


def amended(field, old, new, entry=THE_NEXT):
    return Amended(
        act=THE_ACT, entry=entry, field=FieldName(field), old=old, new=new,
        reason=Sealed("read from the wrong line"),
    )  # fmt: skip


def there(astor=2, dover=3):
    return (
        f'[{{"attended":{astor},"roles":[],"school":"{ASTOR}"}},'
        f'{{"attended":{dover},"roles":[],"school":"{DOVER}"}}]'
    )


ASKED = RetractionRequested(act=THE_ACT, reason=Sealed("recorded twice by us"))
RETRACTED = Retracted(act=THE_ACT, reason=Sealed("recorded twice by us"))


def test_a_school_confirms_that_its_colleagues_were_there():
    A_VISIT.when(confirmed(), by=BEN).then(f"{DOVER} confirmed that 3 of its colleagues came.")


def test_a_school_confirms_for_itself_only():
    A_VISIT.when(confirmed(), by=ANN).then_refused(
        NotParticipant, "A school confirms its own attendance only.", "school"
    )


def test_a_school_confirms_once():
    again = A_VISIT.and_then((BEN, confirmed())).when(confirmed(attended=4), by=BEN)
    again.then_refused(AlreadySaid, "That is confirmed already; amend that entry.", "school")


def test_a_school_that_nobody_saw_has_nothing_to_confirm():
    invited = replace(PLANNED, visitors=(DOVER, DEAL))
    given(begun(ASTOR, DOVER, DEAL), invited, HELD).when(confirmed(DEAL), by=DOT).then_refused(
        NotParticipant, "Nobody said that this school was there; amend that.", "school"
    )


def test_nothing_is_confirmed_that_has_not_taken_place():
    given(BEGUN, PLANNED).when(confirmed(), by=BEN).then_refused(
        OutOfOrder,
        "It is planned; this needs an act that is closed or evaluated or followed up or held "
        "or open or settled.",
        "act",
    )


def test_each_of_several_occasions_is_confirmed_by_itself():
    expert = given(BEGUN, commission.PLANNED, commission.SESSION)
    expert.when(confirmed(), by=BEN).then(f"{DOVER} confirmed that 3 of its colleagues came.")
    came_twice = expert.and_then((BEN, confirmed()), commission.SESSION)
    came_twice.when(confirmed(), by=BEN).then_refused(
        Missing, "It took place more than once: say which time.", "occasion"
    )
    came_twice.when(confirmed(occasion=THE_NEXT), by=BEN).then_refused(
        AlreadySaid, "That is confirmed already; amend that entry.", "school"
    )
    came_twice.when(confirmed(occasion=id_of(8)), by=BEN).then(
        f"{DOVER} confirmed that 3 of its colleagues came."
    )
    came_twice.when(confirmed(occasion=THE_PLAN), by=BEN).then_refused(
        NotFound, "It did not take place, says this act.", "occasion"
    )


def test_a_wrong_fact_is_amended():
    A_VISIT.when(amended("minutes", "90", "60")).then("Corrected: minutes, from 90 to 60.")
    A_VISIT.when(amended("minutes", "90", "60"), by=BEN).then("Corrected: minutes, from 90 to 60.")
    A_VISIT.when(amended("travel_km", "null", '"12.5"', THE_PLAN)).then(
        "Corrected: travel km, from nothing to 12.5."
    )
    A_VISIT.when(amended("attendance", there(), there(dover=4))).then(
        f"Corrected: attendance, from {there()} to {there(dover=4)}."
    )


def test_the_rules_see_what_is_right():
    later = A_VISIT.and_then(amended("happened_on", '"2026-03-02"', '"2026-03-08"'))
    later.when(FOLLOWED_UP).then_refused(
        NotYet, "A follow-up comes after 8 March 2026.", "happened_on"
    )
    back = amended("happened_on", '"2026-03-08"', '"2026-03-03"')
    later.and_then(back).when(FOLLOWED_UP).then("Followed up on 8 March 2026.")


def test_who_amends_says_what_stands_there_now():
    answer = (Missing, "It does not say that (now). Read it again.", "old")
    A_VISIT.when(amended("minutes", "80", "60")).then_refused(*answer)
    shorter = amended("minutes", "90", "60")
    A_VISIT.and_then(shorter).when(shorter).then_refused(*answer)


def test_a_fact_that_an_entry_does_not_have_cannot_be_wrong():
    A_VISIT.when(amended("colour", "1", "2")).then_refused(
        NotFound, "That entry has no fact colour.", "field"
    )


@pytest.mark.parametrize("entry", [id_of(1), TOGETHER, id_of(99)])
def test_only_entries_of_the_act_are_amended_with_it(entry):
    A_VISIT.when(amended("minutes", "90", "60", entry)).then_refused(
        NotFound, "This act has no such entry.", "entry"
    )


def test_an_amendment_is_not_amended():
    A_VISIT.and_then(amended("minutes", "90", "60")).when(
        amended("new", '"60"', '"45"', THE_ONE_AFTER)
    ).then_refused(NotFound, "Amend the fact itself once more, not its amendment.", "entry")


def test_schools_are_not_amended():
    answer = (
        NotFound,
        "Its schools cannot be amended; retract the act and record it again.",
        "new",
    )
    A_VISIT.when(amended("host", f'"{ASTOR}"', f'"{DEAL}"', THE_PLAN)).then_refused(*answer)
    fewer = f'[{{"attended":2,"roles":[],"school":"{ASTOR}"}}]'
    A_VISIT.when(amended("attendance", there(), fewer)).then_refused(*answer)


@pytest.mark.parametrize(
    ("field", "old", "entry"),
    [
        ("act", f'"{THE_ACT}"', THE_NEXT),
        ("collaboration", f'"{TOGETHER}"', THE_PLAN),
        ("tried", '{"sealed":"tried"}', THE_ONE_AFTER),
    ],
)
def test_what_an_entry_belongs_to_and_sealed_words_are_not_amended(field, old, entry):
    A_VISIT.and_then(FOLLOWED_UP).when(amended(field, old, old, entry)).then_refused(
        NotFound, "That cannot be amended; retract the act and record it again.", "field"
    )


def test_a_day_far_away_was_another_act():
    def moved(day):
        return A_VISIT.when(amended("happened_on", '"2026-03-02"', f'"{day}"'))

    moved(date(2026, 1, 30)).then("Corrected: the day, from 2 March 2026 to 30 January 2026.")
    moved(date(2026, 1, 29)).then_refused(
        OutOfRange,
        "29 January 2026 is more than 31 days from 2 March 2026, as it was first recorded: that "
        "was another act.",
        "new",
    )


def test_a_day_does_not_creep_away_slip_by_slip():
    earlier = amended("happened_on", '"2026-03-02"', '"2026-02-20"')
    moved = A_VISIT.and_then(earlier, amended("minutes", "90", "60"))
    moved.when(amended("happened_on", '"2026-02-20"', '"2026-01-29"')).then_refused(
        OutOfRange,
        "29 January 2026 is more than 31 days from 2 March 2026, as it was first recorded: that "
        "was another act.",
        "new",
    )
    moved.when(amended("happened_on", '"2026-02-20"', '"2026-03-08"')).then(
        "Corrected: the day, from 20 February 2026 to 8 March 2026."
    )


def test_the_right_value_is_judged_like_a_new_one():
    A_VISIT.when(amended("minutes", "90", "900")).then_refused(
        OutOfRange, "From 5 to 600, please.", "new"
    )
    A_VISIT.when(amended("happened_on", '"2026-03-02"', '"2026-03-10"')).then_refused(
        NotYet, "10 March 2026 has not come yet.", "new"
    )
    A_VISIT.when(amended("attendance", there(), there(dover=0))).then_refused(
        OutOfRange, "Colleagues of at least two schools were there.", "new"
    )


def test_what_came_after_an_amended_entry_has_to_stand_as_well():
    tried = followed_up(happened_on=date(2026, 3, 3))
    A_VISIT.and_then(tried).when(
        amended("happened_on", '"2026-03-02"', '"2026-03-04"')
    ).then_refused(NotYet, "A follow-up comes after 4 March 2026.", "new")


def test_an_earlier_amendment_does_not_stand_in_the_way_of_a_later_one():
    A_VISIT.and_then(amended("minutes", "90", "60")).when(amended("lessons_seen", "2", "3")).then(
        "Corrected: lessons seen, from 2 to 3."
    )


@pytest.mark.parametrize(
    ("field", "old", "new"),
    [
        ("minutes", "90", '"ninety"'),
        ("minutes", "90", "null"),
        ("minutes", "90", "true"),
        ("minutes", "90", "90.5"),
        ("minutes", "90", "[90]"),
        ("happened_on", '"2026-03-02"', '"2 March"'),
        ("happened_on", '"2026-03-02"', '"20260303"'),
        ("attendance", there(), there().replace('"attended":3,', "")),
        ("attendance", there(), there().replace("3", '"3"')),
        ("attendance", there(), there().replace('"roles":[]', '"roles":[],"names":["x"]')),
        ("attendance", there(), '"none"'),
        ("attendance", there(), "[[], 5]"),
    ],
)
def test_a_value_of_another_kind_is_refused(field, old, new):
    A_VISIT.when(amended(field, old, new)).then_refused(*NOT_OF_THIS_KIND)


@pytest.mark.parametrize("text", ["ninety", "{", "[" * 1_500])
def test_what_is_not_json_is_refused(text):
    answer = (NotWellFormed, 'Write it as JSON, such as 90 or "2025-03-04".')
    A_VISIT.when(amended("minutes", "90", text)).then_refused(*answer, "new")
    A_VISIT.when(amended("minutes", text, "90")).then_refused(*answer, "old")


def test_a_number_that_is_none_is_refused():
    for new in ("NaN", "Infinity", '"NaN"'):
        answer = A_VISIT.when(amended("travel_km", "null", new, THE_PLAN))
        assert isinstance(answer.refused, NotWellFormed | OutOfRange)
        assert answer.refused.path == ("new",)


def test_what_cannot_be_written_is_not_written_in_an_escape_either():
    of_work = given(BEGUN, evaluation.DESIGNED)
    measures = (
        '[{"direction":"higher","instrument":"New Group Reading Test, 2nd edition",'
        '"level":"pupil_outcome","measure":"reading-age","scale_max":"141.5","scale_min":"69",'
        '"unit":"standardised_score"}]'
    )
    for escape in ("\\u0000", "\\ud800"):
        broken = measures.replace("reading-age", f"reading{escape}")
        of_work.when(amended("measures", measures, broken, THE_PLAN)).then_refused(
            NotWellFormed,
            "There is a character here that cannot be written. Take it out.",
            "new",
        )
        of_work.when(amended("measures", broken, measures, THE_PLAN)).then_refused(
            Missing, "It does not say that (now). Read it again.", "old"
        )
    named = measures.replace("reading-age", "\\u0041123456789012")
    of_work.when(amended("measures", measures, named, THE_PLAN)).then_refused(
        PupilIdentifier, "No pupil is named here: leave the number out.", "new"
    )


def test_a_measure_is_fixed_by_the_first_reading():
    scale = '"scale_max":"141.5"'
    measures = (
        '[{"direction":"higher","instrument":"New Group Reading Test, 2nd edition",'
        f'"level":"pupil_outcome","measure":"reading-age",{scale},"scale_min":"69",'
        '"unit":"standardised_score"}]'
    )
    wider = amended("measures", measures, measures.replace("141.5", "150"), THE_PLAN)
    before = given(BEGUN, evaluation.DESIGNED)
    assert before.when(wider).refused is None
    before.and_then(evaluation.BASELINE).when(wider).then_refused(
        OutOfOrder, "It took place on these terms: they are fixed now.", "field"
    )


def test_a_first_reading_on_which_a_second_one_builds_stays():
    first, second = evaluation.reading(), evaluation.reading(school=DOVER)
    both = given(
        BEGUN,
        evaluation.DESIGNED,
        evaluation.baseline(first, second),
        evaluation.again(first, second),
    )
    told = (
        '{{"collected_by":"self","mean":"{mean}","measure":"reading-age","missing":0,"n":30,'
        '"school":"{school}","sd":"14.1"}}'
    )
    old = f"[{told.format(mean='98.25', school=ASTOR)},{told.format(mean='98.25', school=DOVER)}]"
    new = old.replace("98.25", "99", 1)
    assert both.when(amended("readings", old, new)).refused is None
    both.when(amended("readings", old, old.replace("98.25", "9", 1))).then_refused(
        OutOfRange, "The scale goes from 69 to 141.5.", "new"
    )


def test_a_school_amends_its_own_word_only():
    done = A_VISIT.and_then((BEN, confirmed()))
    fewer = amended("attended", "3", "2", THE_ONE_AFTER)
    done.when(fewer, by=ANN).then_refused(
        NotParticipant, "A school confirms its own attendance only.", "new"
    )
    done.when(fewer, by=BEN).then("Corrected: attended, from 3 to 2.")


def test_a_reason_is_given():
    for reason in ("", "wrong"):
        A_VISIT.when(Retracted(act=THE_ACT, reason=Sealed(reason))).then_refused(
            OutOfRange, "From 10 to 500 characters, please.", "reason"
        )


def test_what_was_recorded_in_error_is_withdrawn_by_whoever_recorded_it():
    given(BEGUN, PLANNED).when(RETRACTED).then("Withdrawn: it was recorded in error.")
    A_VISIT.when(RETRACTED).then("Withdrawn: it was recorded in error.")


def test_an_act_on_which_something_builds_is_withdrawn_by_somebody_else():
    answer = (
        NeedsSecondPerson,
        "Somebody else has spoken of this act, or something builds on it: another person has to "
        "ask for its withdrawal first (requestRetraction).",
        "act",
    )
    for built in (FOLLOWED_UP, EVALUATED):
        on = A_VISIT.and_then(built)
        on.when(RETRACTED, by=AMY).then_refused(*answer)
        asked = on.and_then((ANN, ASKED))
        asked.when(RETRACTED, by=ANN).then_refused(*answer)
        asked.when(RETRACTED, by=AMY).then("Withdrawn: it was recorded in error.")
        asked.when(RETRACTED, by=BEN).then("Withdrawn: it was recorded in error.")


def test_nobody_asks_twice_for_the_same_withdrawal():
    asked = A_VISIT.and_then((ANN, ASKED))
    asked.when(ASKED, by=ANN).then_refused(
        AlreadySaid, "You have asked for this already; another person decides.", "act"
    )
    asked.when(ASKED, by=BEN).then("Somebody asked that it be withdrawn.")


def test_an_act_that_another_one_replaces_or_cites_is_found():
    again = replace(PLANNED, replaces=ReplacedAct(int=THE_ACT.int))
    A_VISIT.when(again).then_refused(
        OutOfOrder, "That act stands: withdraw it or call it off first.", "replaces"
    )
    A_VISIT.and_then(RETRACTED).when(again).then(again.sentence())
    elsewhere = replace(PLANNED, replaces=ReplacedAct(int=99))
    A_VISIT.when(elsewhere).then_refused(NotFound, "There is no such act.", "replaces")


def test_one_act_stands_in_the_place_of_another_at_a_time():
    gone = A_VISIT.and_then((ANN, RETRACTED))
    again = replace(PLANNED, replaces=ReplacedAct(int=THE_ACT.int))
    other = ActId(int=id_of(len(gone.entries) + 1).int)
    back = Reinstated(act=THE_ACT, reason=Sealed("it did take place"))
    anew = gone.and_then(again)
    anew.when(again).then_refused(
        AlreadySaid, "Another act stands in its place already.", "replaces"
    )
    anew.when(back, by=BEN).then_refused(
        OutOfOrder, "Another act stands in its place: withdraw that one first.", "act"
    )
    for over in (
        Retracted(act=other, reason=RETRACTED.reason),
        VisitCancelled(act=other, barrier=Barrier.BUDGET, happened_on=TODAY),
    ):
        assert anew.and_then(over).when(again).refused is None
        assert anew.and_then(over).when(back, by=BEN).refused is None


def test_what_stands_in_the_place_of_what_stood_there_counts_as_well():
    gone = A_VISIT.and_then((ANN, RETRACTED))
    second, third = (ActId(int=id_of(len(gone.entries) + n).int) for n in (1, 3))
    back = Reinstated(act=THE_ACT, reason=Sealed("it did take place"))
    twice = gone.and_then(
        replace(PLANNED, replaces=ReplacedAct(int=THE_ACT.int)),
        Retracted(act=second, reason=RETRACTED.reason),
        replace(PLANNED, replaces=ReplacedAct(int=second.int)),
    )
    twice.when(back, by=BEN).then_refused(
        OutOfOrder, "Another act stands in its place: withdraw that one first.", "act"
    )
    none = twice.and_then(Retracted(act=third, reason=RETRACTED.reason))
    assert none.when(back, by=BEN).refused is None


def test_what_others_cannot_see_keeps_them_from_nothing():
    """Dover says in another circle that a visit to Deal stands in its place."""
    gone = A_VISIT.and_then((BEN, begun(DOVER, DEAL)), RETRACTED)
    other = CollaborationId(int=id_of(len(A_VISIT.entries) + 1).int)
    came = tuple(Attendance(school=school, attended=1) for school in (DEAL, DOVER))
    elsewhere = informal(
        part_of=other, host=DEAL, visitors=(DOVER,), attendance=came,
        replaces=ReplacedAct(int=THE_ACT.int),
    )  # fmt: skip
    hidden = gone.and_then((BEN, elsewhere))
    back = Reinstated(act=THE_ACT, reason=Sealed("it did take place"))
    assert hidden.when(back, by=AMY).refused is None
    assert hidden.when(replace(PLANNED, replaces=ReplacedAct(int=THE_ACT.int))).refused is None


def test_what_was_withdrawn_is_brought_back_by_somebody_else():
    back = Reinstated(act=THE_ACT, reason=Sealed("it did take place"))
    A_VISIT.when(back).then_refused(
        OutOfOrder, "It stands: only what was withdrawn can be brought back.", "act"
    )
    gone = A_VISIT.and_then((ANN, RETRACTED))
    gone.when(back, by=ANN).then_refused(
        NeedsSecondPerson, "Whoever withdrew it cannot bring it back alone.", "act"
    )
    gone.and_then((BEN, back)).when(FOLLOWED_UP).then("Followed up on 8 March 2026.")


def test_a_school_denies_that_it_was_there_and_its_last_word_counts():
    denied = AttendanceDenied(act=THE_ACT, school=DOVER)
    A_VISIT.when(denied, by=ANN).then_refused(
        NotParticipant, "A school confirms its own attendance only.", "school"
    )
    A_VISIT.when(denied, by=BEN).then(f"{DOVER} says that none of its colleagues came.")
    no = A_VISIT.and_then((BEN, denied))
    no.when(denied, by=BEN).then_refused(
        AlreadySaid, "This school has said so; if its colleagues did come, confirm it.", "school"
    )
    no.when(confirmed(), by=BEN).then(f"{DOVER} confirmed that 3 of its colleagues came.")
    yes = no.and_then((BEN, confirmed()))
    yes.when(confirmed(), by=BEN).then_refused(
        AlreadySaid, "That is confirmed already; amend that entry.", "school"
    )
    assert yes.when(denied, by=BEN).refused is None


def test_a_school_disputes_an_entry_and_settles_it_itself():
    disputed = Disputed(
        act=THE_ACT, school=DOVER, disputed=THE_NEXT, reason=Sealed("we saw two lessons")
    )
    A_VISIT.when(disputed, by=ANN).then_refused(
        NotParticipant, "A school speaks for itself, and only for itself.", "school"
    )
    A_VISIT.when(replace(disputed, disputed=id_of(99)), by=BEN).then_refused(
        NotFound, "This act has no such entry.", "disputed"
    )
    open_dispute = A_VISIT.and_then((BEN, disputed))
    open_dispute.when(disputed, by=BEN).then_refused(
        AlreadySaid, "This school disputes that already.", "disputed"
    )
    settled = DisputeResolved(
        act=THE_ACT,
        dispute=THE_ONE_AFTER,
        resolution=Resolution.AMENDED,
        reason=Sealed("it is put right"),
    )
    open_dispute.when(settled, by=ANN).then_refused(
        NotParticipant, "Only the school that disputed it can settle it.", "dispute"
    )
    over = open_dispute.and_then((BEN, settled))
    over.when(settled, by=BEN).then_refused(AlreadySaid, "That dispute is settled.", "dispute")
    over.when(disputed, by=BEN).then(f"{DOVER} disputes what was recorded.")
    A_VISIT.when(settled, by=BEN).then_refused(NotFound, "This act has no such dispute.", "dispute")


def test_each_school_answers_for_itself_and_anew_when_the_day_moves():
    planned = given(BEGUN, PLANNED)
    yes = AgreedBySchool(act=THE_ACT, school=ASTOR, happened_on=LAST_WEEK)
    no = DeclinedBySchool(act=THE_ACT, school=ASTOR, happened_on=LAST_WEEK, barrier=Barrier.RIVALRY)
    planned.when(yes, by=BEN).then_refused(
        NotParticipant, "A school answers for itself, and only for itself.", "school"
    )
    agreed = planned.and_then(yes)
    agreed.when(yes).then_refused(
        AlreadySaid, "This school has given that answer already.", "school"
    )
    agreed.when(no).then(f"{ASTOR} declined because of rivalry.")
    agreed.and_then(MOVED).when(yes).then(f"{ASTOR} agreed on 2 March 2026.")


def test_an_act_is_closed_and_a_late_follow_up_opens_it_again():
    closed = ActClosed(act=THE_ACT, happened_on=TODAY)
    A_VISIT.when(closed).then_refused(
        OutOfOrder, "It is held; this needs an act that is evaluated.", "act"
    )
    evaluated = A_VISIT.and_then(EVALUATED)
    evaluated.when(replace(closed, happened_on=LAST_WEEK)).then_refused(
        NotYet, "It was evaluated on 9 March 2026 only.", "happened_on"
    )
    evaluated.and_then(closed).when(FOLLOWED_UP).then("Followed up on 8 March 2026.")


@pytest.mark.parametrize(
    "command", [MOVED, CALLED_OFF, HELD, FOLLOWED_UP, EVALUATED, RETRACTED, confirmed(ASTOR)]
)
def test_nothing_is_added_to_what_was_withdrawn(command):
    A_VISIT.and_then(RETRACTED).when(command).then_refused(
        OutOfOrder, "It was withdrawn; record it again as a new act.", "act"
    )


def test_an_act_is_corrected_and_followed_up_after_its_collaboration_ended():
    over = A_VISIT.and_then(replace(ENDED, happened_on=LAST_WEEK))
    over.when(FOLLOWED_UP).then("Followed up on 8 March 2026.")
    over.when(amended("minutes", "90", "60")).then("Corrected: minutes, from 90 to 60.")


def test_a_decimal_is_amended_as_it_is_stored():
    plan = given(BEGUN, replace(PLANNED, travel_km=Decimal("12.5")))
    plan.when(amended("travel_km", '"12.5"', '"13"', THE_PLAN)).then(
        "Corrected: travel km, from 12.5 to 13."
    )
    plan.when(amended("travel_km", '"12.5"', "13", THE_PLAN)).then_refused(*NOT_OF_THIS_KIND)


def test_proof_is_kept_by_a_school_that_took_part():
    def kept_by(school):
        proof = Evidence(
            evidence_kind=EvidenceKind.NOTES, held_by=school, locator=Sealed("folder 12"),
            captured_on=YESTERDAY,
        )  # fmt: skip
        return EvidencePointedTo(act=THE_ACT, evidence=(proof,))

    A_VISIT.when(kept_by(DOVER)).then("Proof is kept: notes.")
    for stranger in (DEAL, NOBODYS):
        A_VISIT.when(kept_by(stranger)).then_refused(
            NotParticipant, f"School {stranger} takes no part in this act.",
            "evidence", "0", "held_by",
        )  # fmt: skip
