"""A shared post."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given as for_any
from hypothesis import settings
from hypothesis import strategies as st

from ledger.domain.acts.amendment import Amended
from ledger.domain.acts.shared_post import (
    PostContributionAgreed,
    PostVerdict,
    SharedPostAppointed,
    SharedPostEnded,
    SharedPostProposed,
    SharedPostReviewed,
)
from ledger.domain.acts.shared_post_days import (
    PostActivity,
    PostContributorJoined,
    PostContributorLeft,
    PostDayDelivered,
    WeekPatternSet,
    delivered,
)
from ledger.domain.identifiers import FieldName, SchoolId
from ledger.domain.past import Look, Past
from ledger.domain.plain import canonical
from ledger.domain.record import Pence, Sealed
from ledger.domain.refusal import (
    AlreadySaid,
    Missing,
    NotMember,
    NotParticipant,
    NotYet,
    OutOfBalance,
    OutOfOrder,
    OutOfRange,
    SchoolNotOpen,
)
from ledger.domain.school import SchoolClosed
from ledger.domain.shared_post import at_home, stretches
from ledger.domain.sharing import Stretch, added, entitled, refund_due
from ledger.domain.words import Focus, Subject, Theme
from tests.scenario import (
    ANN,
    ASTOR,
    BEGUN,
    BEN,
    DEAL,
    DOT,
    DOVER,
    FIRST_DAY,
    LAST_WEEK,
    NOBODYS,
    NOW,
    REGISTER,
    THE_ACT,
    TODAY,
    YESTERDAY,
    given,
    id_of,
    person,
)

GEOGRAPHY = Focus(theme=Theme.TEACHING, subject=Subject.GEOGRAPHY)
TWELVE = tuple(SchoolId(str(number)) for number in range(900101, 900113))


def proposed(**other):
    facts = {
        "focus": GEOGRAPHY, "contributors": (ASTOR, DOVER, DEAL), "fte_own": Decimal("0.4"),
        "fte_shared": Decimal("0.6"), "term_years": Decimal(2), "happened_on": FIRST_DAY,
    }  # fmt: skip
    return SharedPostProposed(**facts | other)


def agreed(school=ASTOR, pence=4_000_00, **other):
    facts = {
        "amount_per_year": Pence(pence), "days_entitled": Decimal("58.5"),
        "happened_on": FIRST_DAY,
    }  # fmt: skip
    return PostContributionAgreed(act=THE_ACT, school=school, **facts | other)


def appointed(**other):
    facts = {"expert": person(9), "home_school": ASTOR, "happened_on": FIRST_DAY}
    return SharedPostAppointed(act=THE_ACT, **facts | other)


def week(**other):
    facts = {
        "own_days": Decimal(2), "shared_days": Decimal(3), "weeks": 39, "valid_from": FIRST_DAY,
        "happened_on": FIRST_DAY,
    }  # fmt: skip
    return WeekPatternSet(act=THE_ACT, **facts | other)


def joined(school=DEAL, happened_on=FIRST_DAY):
    return PostContributorJoined(act=THE_ACT, school=school, happened_on=happened_on)


def left(school=DEAL, weeks_left=13, refund=1_333_33, happened_on=LAST_WEEK):
    return PostContributorLeft(
        act=THE_ACT, school=school, weeks_left=weeks_left, refund=Pence(refund),
        reason=Sealed("our budget was cut"), happened_on=happened_on,
    )  # fmt: skip


def a_day(school=DOVER, fraction="1", happened_on=LAST_WEEK):
    return PostDayDelivered(
        act=THE_ACT, school=school, fraction=Decimal(fraction),
        post_activity=PostActivity.COACHING, happened_on=happened_on,
    )  # fmt: skip


def of(scenario):
    """The past of the post, as whoever asks later finds it."""
    return Past(tuple(scenario.within((Look((f"act:{THE_ACT}",)),))), ANN, NOW, THE_ACT)


PROPOSED = (BEGUN, proposed())
AGREED = (*PROPOSED, agreed(), (BEN, agreed(DOVER)), (DOT, agreed(DEAL)))
RUNNING = (*AGREED, appointed(), week())
TWO = (BEGUN, proposed(contributors=(ASTOR, DOVER)), agreed(), (BEN, agreed(DOVER)), appointed())
NEW_YEAR = date(2026, 1, 5)


def due(*history):
    """How many days each school should get, those of the expert's own among them."""
    past = of(given(*history))
    return added(entitled(stretches(past)), at_home(past))


def test_schools_would_share_an_expert():
    given(BEGUN).when(proposed()).then("3 schools would share an expert in geography.")
    given(BEGUN).when(proposed(focus=Focus(theme=Theme.TEACHING))).then_refused(
        Missing, "Say in which subject.", "focus", "subject"
    )
    given(BEGUN).when(proposed(fte_shared=Decimal("0.601"))).then_refused(
        OutOfRange, "Nobody works more than full time.", "fte_shared"
    )
    given(BEGUN).when(proposed(contributors=(ASTOR,))).then_refused(
        OutOfRange, "From 2 to 30 of them, please.", "contributors"
    )


def test_each_school_agrees_for_itself_what_it_pays():
    given(*PROPOSED).when(agreed()).then(f"{ASTOR} pays £4,000 a year for 58.5 days.")
    given(*PROPOSED).when(agreed(DOVER)).then_refused(
        NotParticipant, "A school speaks for itself, and only for itself.", "school"
    )
    given(*PROPOSED, agreed()).when(agreed()).then_refused(
        AlreadySaid, "This school has agreed; amend that.", "school"
    )
    given(*PROPOSED).when(agreed(NOBODYS)).then_refused(
        NotMember, f"School {NOBODYS} does not contribute.", "school"
    )
    given(*PROPOSED).when(agreed(happened_on=date(2025, 8, 31))).then_refused(
        NotYet, "It began on 1 September 2025 only.", "happened_on"
    )


def test_nobody_is_appointed_before_two_schools_have_agreed():
    given(*AGREED).when(appointed()).then(f"Somebody of {ASTOR} took up the post.")
    given(*PROPOSED, agreed()).when(appointed()).then_refused(
        Missing, "At least two schools agree what they pay first.", "act"
    )
    given(*AGREED).when(appointed(home_school=NOBODYS)).then_refused(
        NotMember, f"School {NOBODYS} does not contribute.", "home_school"
    )


def test_a_week_has_five_days():
    given(*AGREED).when(week()).then(
        "From 1 September 2025 on, for 39 weeks: 2 days at home and 3 days elsewhere."
    )
    given(*AGREED).when(week(own_days=Decimal("2.01"))).then_refused(
        OutOfRange, "A week has five days.", "shared_days"
    )
    given(*RUNNING).when(week()).then_refused(
        AlreadySaid, "There is a pattern from that day; amend it.", "valid_from"
    )


def test_a_day_is_spent_once():
    given(*RUNNING).when(a_day()).then(
        f"The expert was a day in {DOVER} on 2 March 2026 (coaching)."
    )
    half = given(*RUNNING, a_day(fraction="0.5"))
    half.when(a_day(DEAL, "0.5")).then(
        f"The expert was 0.5 of a day in {DEAL} on 2 March 2026 (coaching)."
    )
    half.when(a_day(DEAL, "0.51")).then_refused(
        OutOfRange, "That makes 1.01 days on 2 March 2026.", "fraction"
    )
    assert half.when(a_day(DEAL, "0.51", YESTERDAY)).refused is None


def test_a_day_is_of_somebody_in_a_school_that_pays():
    given(*AGREED).when(a_day()).then_refused(Missing, "Nobody has taken up the post.", "act")
    given(*RUNNING).when(a_day(fraction="0")).then_refused(
        OutOfRange, "Say how much of a day it was.", "fraction"
    )
    given(*RUNNING, (DOT, left())).when(a_day(DEAL, happened_on=YESTERDAY)).then_refused(
        NotMember, f"School {DEAL} does not contribute.", "school"
    )


def test_a_day_is_of_those_who_shared_the_expert_on_that_day():
    """Whatever was recorded since: before it left a school had its days, before it came none."""
    gone = given(*RUNNING, (DOT, left()))
    gone.when(a_day(DEAL)).then(f"The expert was a day in {DEAL} on 2 March 2026 (coaching).")
    came = given(*TWO, FIRST, week(valid_from=TODAY), joined(DEAL, TODAY))
    came.when(a_day(DEAL)).then_refused(NotMember, f"School {DEAL} does not contribute.", "school")
    assert came.when(a_day(DEAL, happened_on=TODAY)).refused is None
    given(*AGREED, appointed(happened_on=TODAY), week()).when(a_day()).then_refused(
        NotYet, "Somebody took up the post on 9 March 2026 only.", "happened_on"
    )


def amended(entry, field, old, new):
    """By its place in the story: the first entry after the register begins the collaboration."""
    return Amended(
        act=THE_ACT, entry=id_of(len(REGISTER) + entry), field=FieldName(field),
        old=canonical(old).decode(), new=canonical(new).decode(),
        reason=Sealed("read from the wrong line"),
    )  # fmt: skip


def test_a_correction_is_judged_by_the_same_days():
    """What stood by the day that was wrong has to stand by the right one."""
    day_had = (*RUNNING, a_day(DEAL))
    took_up, pattern, the_day = len(RUNNING) - 1, len(RUNNING), len(RUNNING) + 1
    late = amended(took_up, "happened_on", FIRST_DAY, date(2025, 9, 29))
    assert given(*day_had).when(late).refused is None
    early = a_day(DEAL, happened_on=date(2025, 9, 8))
    given(*RUNNING, early).when(late).then_refused(
        NotYet, "Somebody took up the post on 29 September 2025 only.", "new"
    )
    gone = given(*day_had, (DOT, left()))
    gone.when(amended(the_day, "happened_on", LAST_WEEK, YESTERDAY)).then_refused(
        OutOfOrder, "The expert was there on 8 March 2026 still.", "new"
    )
    gone.when(
        amended(the_day + 1, "happened_on", LAST_WEEK, date(2026, 2, 9)), by=DOT
    ).then_refused(OutOfOrder, "The expert was there on 2 March 2026 still.", "new")
    given(*RUNNING, (DOT, left())).when(amended(pattern, "weeks", 39, 30)).then_refused(
        OutOfRange, "On 2 March 2026 at most 12 weeks of school are left.", "new"
    )
    another = (week(valid_from=TODAY), appointed(home_school=DOVER, happened_on=TODAY))
    given(*RUNNING, *another).when(
        amended(len(RUNNING) + 1, "valid_from", TODAY, YESTERDAY)
    ).then_refused(
        OutOfOrder,
        "The expert's own school changes on 9 March 2026: set a week pattern from that day first.",
        "new",
    )


CLOSED = SchoolClosed(school=DEAL, closed_on=date(2026, 3, 5))
NOT_OPEN = f"School {DEAL} was not open on 8 March 2026."


def test_nothing_is_delivered_to_a_school_that_had_closed():
    """What was before may be told late, and that it leaves; so may what the others did."""
    gone = given(*RUNNING, CLOSED)
    gone.when(a_day(DEAL, happened_on=YESTERDAY)).then_refused(SchoolNotOpen, NOT_OPEN, "school")
    assert gone.when(a_day(DEAL)).refused is None
    assert gone.when(a_day(DOVER, happened_on=YESTERDAY)).refused is None
    assert gone.when(left(happened_on=YESTERDAY), by=DOT).refused is None
    told = given(*RUNNING, CLOSED, a_day(DEAL))
    the_day = len(RUNNING) + 2
    told.when(amended(the_day, "happened_on", LAST_WEEK, YESTERDAY)).then_refused(
        SchoolNotOpen, NOT_OPEN, "new"
    )
    earlier = amended(the_day, "happened_on", LAST_WEEK, date(2026, 2, 9))
    assert told.when(earlier).refused is None


def test_a_school_that_had_closed_agrees_to_nothing_and_employs_nobody():
    gone = given(*PROPOSED, agreed(), (BEN, agreed(DOVER)), CLOSED)
    gone.when(agreed(DEAL, happened_on=YESTERDAY), by=DOT).then_refused(
        SchoolNotOpen, NOT_OPEN, "school"
    )
    assert gone.when(agreed(DEAL), by=DOT).refused is None
    gone.when(appointed(home_school=DEAL, happened_on=YESTERDAY)).then_refused(
        SchoolNotOpen, NOT_OPEN, "home_school"
    )


def test_117_days_are_shared_by_eleven_schools_to_the_hundredth():
    others = frozenset(TWELVE[1:])
    days = entitled([Stretch(Decimal(3), 39, others)])
    assert sum(days.values()) == 117
    assert {round(share, 1) for share in days.values()} == {Decimal("10.6")}


def test_who_leaves_at_easter_leaves_its_days_to_the_others():
    others = frozenset(TWELVE[1:])
    stay = others - {TWELVE[11]}
    days = entitled([Stretch(Decimal(3), 26, others), Stretch(Decimal(3), 13, stay)])
    assert sum(days.values()) == 117
    assert round(days[TWELVE[11]], 1) == Decimal("7.1")
    assert {round(days[school], 1) for school in stay} == {Decimal("11.0")}


SOME_SCHOOLS = st.frozensets(st.sampled_from(TWELVE), min_size=1)
SOME_DAYS = st.decimals(0, 5, places=2)


@settings(max_examples=100, deadline=None, derandomize=True)
@for_any(st.lists(st.builds(Stretch, SOME_DAYS, st.integers(1, 52), SOME_SCHOOLS), max_size=6))
def test_no_day_is_lost_whoever_comes_and_goes(periods):
    days = entitled(periods)
    assert sum(days.values()) == sum(period.shared_days * period.weeks for period in periods)


def test_the_ledger_knows_who_shares_when():
    past = of(given(*RUNNING, (DOT, left())))
    three = Decimal(3)
    assert stretches(past) == [
        Stretch(three, 26, frozenset({DOVER, DEAL})),
        Stretch(three, 13, frozenset({DOVER})),
    ]
    assert entitled(stretches(past)) == {DOVER: Decimal(78), DEAL: Decimal(39)}


def test_a_week_pattern_goes_on_until_the_next_begins():
    """No week has the days of two patterns: of one that is cut short whole weeks count."""
    all_elsewhere = {"own_days": Decimal(0), "shared_days": Decimal(5)}
    first, next_day = week(**all_elsewhere), week(**all_elsewhere, valid_from=date(2025, 9, 2))
    for told in (first, next_day), (next_day, first):
        assert due(*AGREED, appointed(), *told) == {DOVER: Decimal("97.5"), DEAL: Decimal("97.5")}
    from_january = due(*RUNNING, week(valid_from=NEW_YEAR, weeks=10))
    assert from_january == {ASTOR: 56, DOVER: 42, DEAL: 42}
    in_full = due(*AGREED, appointed(), week(weeks=13), week(valid_from=NEW_YEAR, weeks=26))
    assert in_full == due(*RUNNING)


FIRST, SECOND, JOINED = week(weeks=13), week(valid_from=NEW_YEAR, weeks=26), joined()


@pytest.mark.parametrize(
    "told",
    [(FIRST, JOINED, SECOND), (FIRST, SECOND, JOINED), (SECOND, FIRST, JOINED)],
)
def test_who_joins_is_due_the_same_days_in_whatever_order_it_is_told(told):
    """A school is there from the day on which it joins."""
    assert due(*TWO, *told) == {ASTOR: 78, DOVER: Decimal("58.5"), DEAL: Decimal("58.5")}


def test_who_joins_later_has_none_of_the_days_before():
    assert due(*TWO, FIRST, SECOND, joined(DEAL, NEW_YEAR)) == {ASTOR: 78, DOVER: 78, DEAL: 39}


def test_who_leaves_has_none_of_a_pattern_that_begins_later():
    """It left with 13 of 39 weeks to come; a week of them had gone when the next pattern began."""
    story = (*RUNNING, (DOT, left()), week(valid_from=TODAY, weeks=12))
    assert stretches(of(given(*story))) == [
        Stretch(Decimal(3), 26, frozenset({DOVER, DEAL})),
        Stretch(Decimal(3), 1, frozenset({DOVER})),
        Stretch(Decimal(3), 12, frozenset({DOVER})),
    ]


def test_another_expert_leaves_the_days_of_the_one_before_as_they_were():
    """The home school of a pattern is that of the expert who was there when it began."""
    other = appointed(home_school=DOVER, happened_on=TODAY)
    given(*RUNNING).when(other).then_refused(
        OutOfOrder,
        "The expert's own school changes on 9 March 2026: set a week pattern from that day first.",
        "happened_on",
    )
    colleague = appointed(expert=person(10), happened_on=TODAY)
    given(*RUNNING).when(colleague).then(f"Somebody of {ASTOR} took up the post.")
    new = week(valid_from=TODAY, weeks=10)
    assert due(*RUNNING, new, other) == {
        ASTOR: 27 * 2 + 15, DOVER: Decimal("40.5") + 20, DEAL: Decimal("40.5") + 15,
    }  # fmt: skip
    # Told late, that somebody else was the first:
    first = appointed(home_school=DEAL, happened_on=NEW_YEAR)
    given(*AGREED, first, week(valid_from=TODAY), week()).when(
        appointed(home_school=ASTOR)
    ).then_refused(
        OutOfOrder,
        "The expert's own school changes on 5 January 2026: set a week pattern from that day"
        " first.",
        "happened_on",
    )


def test_what_was_delivered_is_counted_school_by_school():
    past = of(given(*RUNNING, a_day(), a_day(fraction="0.5", happened_on=TODAY)))
    assert delivered(past) == {DOVER: Decimal("1.5")}


def test_whoever_leaves_gets_back_what_it_paid_for_weeks_to_come():
    given(*RUNNING).when(left(), by=DOT).then(
        f"{DEAL} left the post on 2 March 2026 and got back £1,333.33."
    )
    given(*RUNNING).when(left(refund=1_333_34), by=DOT).then_refused(
        OutOfBalance, "For 13 of 39 weeks it gets back £1,333.33.", "refund"
    )
    given(*RUNNING).when(left(weeks_left=0, refund=0), by=DOT).then(
        f"{DEAL} left the post on 2 March 2026."
    )
    given(*RUNNING).when(left(), by=ANN).then_refused(
        NotParticipant, "A school speaks for itself, and only for itself.", "school"
    )


def leaves(weeks, on=LAST_WEEK):
    return left(weeks_left=weeks, refund=refund_due(4_000_00, weeks), happened_on=on)


TWO_PATTERNS = (*AGREED, appointed(), week(weeks=13), week(valid_from=NEW_YEAR, weeks=26))


@pytest.mark.parametrize(
    ("story", "on", "most"),
    [
        (RUNNING, FIRST_DAY, 39),
        (RUNNING, date(2025, 12, 1), 30),
        (RUNNING, LAST_WEEK, 21),
        (TWO_PATTERNS, date(2025, 10, 6), 10 + 26),
        (TWO_PATTERNS, LAST_WEEK, 20),
    ],
)
def test_no_more_weeks_are_left_than_there_are_from_that_day_on(story, on, most):
    """Nobody gets back what it paid for weeks that have gone by, and all of what is to come."""
    given(*story).when(leaves(most + 1, on), by=DOT).then_refused(
        OutOfRange, f"On {on:%-d %B %Y} at most {most} weeks of school are left.", "weeks_left"
    )
    assert given(*story).when(leaves(most, on), by=DOT).refused is None


def test_who_leaves_while_another_pattern_is_set_already_has_none_of_it():
    """Four of thirteen weeks had gone, and all 26 of the other one were to come."""
    story = (*TWO_PATTERNS, (DOT, leaves(35, date(2025, 10, 6))))
    assert due(*story) == {ASTOR: 78, DOVER: 117 - 6, DEAL: 6}


def test_nobody_leaves_twice_or_before_its_last_day_of_the_expert():
    gone = given(*RUNNING, (DOT, left()))
    for on in LAST_WEEK, NEW_YEAR:
        gone.when(left(happened_on=on), by=DOT).then_refused(
            AlreadySaid, "It left on 2 March 2026; amend that.", "happened_on"
        )
    given(*RUNNING, a_day(DEAL, happened_on=YESTERDAY)).when(left(), by=DOT).then_refused(
        OutOfOrder, "The expert was there on 8 March 2026 still.", "happened_on"
    )


def test_a_leave_that_is_told_late_leaves_two_schools_at_all_times():
    four = given(*RUNNING, (BEN, left(DOVER)))
    four.when(left(DEAL, happened_on=NEW_YEAR), by=DOT).then_refused(
        OutOfOrder, "One school alone shares nothing: end the post.", "school"
    )


def test_one_school_alone_shares_nothing():
    two = given(BEGUN, proposed(contributors=(ASTOR, DOVER)))
    two.when(left(ASTOR, 0, 0)).then_refused(
        OutOfOrder, "One school alone shares nothing: end the post.", "school"
    )


@pytest.mark.parametrize(
    ("a_year", "weeks", "due"), [(39, 13, 13), (100, 13, 33), (3, 20, 2), (1, 20, 1), (1, 19, 0)]
)
def test_a_refund_is_rounded_to_the_penny(a_year, weeks, due):
    assert refund_due(a_year, weeks) == due


def test_a_school_joins_where_a_week_pattern_begins():
    two = (BEGUN, proposed(contributors=(ASTOR, DOVER)))
    given(*two).when(joined()).then_refused(
        OutOfOrder, "Set a week pattern from that day first.", "happened_on"
    )
    given(*two, week()).when(joined()).then(f"{DEAL} shares the post from 1 September 2025 on.")
    given(*two, week()).when(joined(DOVER)).then_refused(
        AlreadySaid, f"School {DOVER} contributes already.", "school"
    )
    past = of(given(*two, week(), joined()))
    assert stretches(past) == [Stretch(Decimal(3), 39, frozenset({ASTOR, DOVER, DEAL}))]
    given(*two, week(), joined()).when(agreed(DEAL), by=DOT).then(
        f"{DEAL} pays £4,000 a year for 58.5 days."
    )


CAME_BACK = (*RUNNING, (DOT, left()), week(valid_from=TODAY), joined(DEAL, TODAY))


def test_a_school_that_is_there_from_a_later_day_on_does_not_join_again():
    earlier = given(*CAME_BACK, week(valid_from=YESTERDAY))
    earlier.when(joined(DEAL, YESTERDAY)).then_refused(
        AlreadySaid, "It joined later; amend that.", "happened_on"
    )
    earlier.when(joined(DEAL, NEW_YEAR)).then_refused(
        AlreadySaid, f"School {DEAL} contributes already.", "school"
    )


def test_a_school_that_came_back_agrees_anew():
    back = given(*CAME_BACK)
    again = agreed(DEAL, 3_000_00, happened_on=TODAY)
    back.when(again, by=DOT).then(f"{DEAL} pays £3,000 a year for 58.5 days.")
    back.and_then((DOT, again)).when(again, by=DOT).then_refused(
        AlreadySaid, "This school has agreed; amend that.", "school"
    )
    back.when(agreed()).then_refused(AlreadySaid, "This school has agreed; amend that.", "school")


def test_whoever_came_back_gets_back_what_it_paid_since():
    """What it had agreed before was settled when it left."""
    back = given(*CAME_BACK)
    back.when(left(happened_on=TODAY), by=DOT).then_refused(
        OutOfBalance, "For 13 of 39 weeks it gets back £0.", "refund"
    )
    again = back.and_then((DOT, agreed(DEAL, 3_000_00, happened_on=TODAY)))
    again.when(left(refund=1_000_00, happened_on=TODAY), by=DOT).then(
        f"{DEAL} left the post on 9 March 2026 and got back £1,000."
    )


def test_nobody_is_appointed_on_what_was_agreed_before_a_school_left():
    both = (*PROPOSED, agreed(), (DOT, agreed(DEAL)), week())
    back = given(*both, (DOT, left()), week(valid_from=TODAY), joined(DEAL, TODAY))
    back.when(appointed()).then_refused(
        Missing, "At least two schools agree what they pay first.", "act"
    )
    again = back.and_then((DOT, agreed(DEAL, happened_on=TODAY)))
    again.when(appointed()).then(f"Somebody of {ASTOR} took up the post.")


def test_a_post_is_reviewed_and_ends():
    review = SharedPostReviewed(
        act=THE_ACT, post_verdict=PostVerdict.ADAPT, review_notes=Sealed("more coaching"),
        happened_on=TODAY,
    )  # fmt: skip
    given(*RUNNING).when(review).then("Reviewed on 9 March 2026: adapt.")
    end = SharedPostEnded(act=THE_ACT, reason=Sealed("the money ran out"), happened_on=TODAY)
    given(*RUNNING).when(end).then("The post ended on 9 March 2026.")
    given(*RUNNING, end).when(review).then_refused(
        OutOfOrder, "It is settled; this needs an act that is open.", "act"
    )


def test_a_pattern_that_is_told_late_does_not_run_over_a_change_of_the_experts_school():
    moved = given(
        *AGREED, appointed(happened_on=NEW_YEAR), appointed(home_school=DOVER, happened_on=TODAY)
    )
    moved.when(week(valid_from=LAST_WEEK)).then_refused(
        OutOfOrder,
        "The expert's own school changes on 9 March 2026: set the pattern from that day first.",
        "valid_from",
    )
    assert moved.and_then(week(valid_from=TODAY)).when(week(valid_from=LAST_WEEK)).refused is None
