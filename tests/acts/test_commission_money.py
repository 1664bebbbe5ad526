"""The money of a joint commission."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given as for_any
from hypothesis import settings
from hypothesis import strategies as st

from ledger.domain.acts.amendment import Amended
from ledger.domain.acts.commission_account import CommissionReconciled
from ledger.domain.acts.commission_award import AwardBasis, ConflictDeclared, JointCommissionAwarded
from ledger.domain.acts.commission_pool import (
    ContributionPaid,
    ContributionPledged,
    ContributionWithdrawn,
    PoolOpened,
)
from ledger.domain.acts.commission_quotes import (
    GroupQuoteObtained,
    SoloQuoteObtained,
    is_comparable,
)
from ledger.domain.acts.joint_commission import JointCommissionCancelled
from ledger.domain.identifiers import Digest, EntryId, FieldName, ProviderId, SchoolId
from ledger.domain.money import Contribution, Part, Share, Vat
from ledger.domain.record import Pence, Sealed
from ledger.domain.refusal import (
    AlreadySaid,
    Missing,
    NotFound,
    NotMember,
    NotParticipant,
    NotYet,
    OutOfBalance,
    OutOfOrder,
    OutOfRange,
    SameSchool,
    SchoolNotOpen,
)
from ledger.domain.school import SchoolClosed
from ledger.domain.words import Barrier
from tests.acts import test_visit as visit
from tests.acts.test_joint_commission import (
    FOLLOWED_UP,
    HASH,
    PLANNED,
    SESSION,
    THREE,
    brief,
    day_set,
    needed,
    planned,
    session,
)
from tests.scenario import (
    ANN,
    ASTOR,
    BEGUN,
    BEN,
    DEAL,
    DOT,
    DOVER,
    LAST_WEEK,
    NEXT_WEEK,
    NOBODYS,
    THE_ACT,
    TODAY,
    YESTERDAY,
    given,
    id_of,
)

EXPERT, ANOTHER = ProviderId("expert"), ProviderId("another")
EARLY = date(2026, 2, 1)


def solo(**other):
    facts = {
        "school": ASTOR, "provider": EXPERT, "amount": Pence(1_900_00), "vat": Vat.EXEMPT,
        "spec_hash": HASH, "valid_until": NEXT_WEEK, "happened_on": LAST_WEEK,
    }  # fmt: skip
    return SoloQuoteObtained(act=THE_ACT, **facts | other)


def quote(**other):
    facts = {
        "provider": EXPERT, "amount": Pence(2_400_00), "vat": Vat.EXEMPT, "spec_hash": HASH,
        "valid_until": NEXT_WEEK, "happened_on": LAST_WEEK,
    }  # fmt: skip
    return GroupQuoteObtained(act=THE_ACT, **facts | other)


def parts(*schools: SchoolId, each: int = 1) -> tuple[Part, ...]:
    return tuple(Part(school=school, parts=each) for school in schools)


def pool(**other):
    facts = {
        "to_raise": Pence(2_400_00),
        "share": Share.EQUAL,
        "parts": parts(ASTOR, DOVER, DEAL),
        "happened_on": LAST_WEEK,
    }
    return PoolOpened(act=THE_ACT, **facts | other)


def pledged(school: SchoolId = ASTOR, pence: int = 800_00):
    return ContributionPledged(
        act=THE_ACT, school=school, amount=Pence(pence), happened_on=LAST_WEEK
    )


def withdrawn(school: SchoolId = ASTOR):
    return ContributionWithdrawn(
        act=THE_ACT, school=school, reason=Sealed("our budget was cut"), happened_on=YESTERDAY
    )


def awarded(**other):
    facts = {
        "provider": EXPERT, "price": Pence(2_400_00), "vat": Vat.EXEMPT,
        "award_basis": AwardBasis.BEST_VALUE, "happened_on": YESTERDAY,
    }  # fmt: skip
    return JointCommissionAwarded(act=THE_ACT, **facts | other)


def related(school: SchoolId = ASTOR, **other):
    facts = {"provider": EXPERT, "school": school, "happened_on": YESTERDAY}
    return ConflictDeclared(act=THE_ACT, **facts | other)


def paid(school: SchoolId = ASTOR, pence: int = 1_00, **other):
    return ContributionPaid(
        act=THE_ACT, school=school, amount=Pence(pence), happened_on=YESTERDAY, **other
    )


def puts(school: SchoolId, pence: int) -> Contribution:
    return Contribution(school=school, amount=Pence(pence))


def reconciled(**other):
    facts = {
        "contributions": (puts(ASTOR, 600_00), puts(DOVER, 600_00)),
        "spent": Pence(1_150_50),
        "refunds": (puts(ASTOR, 24_75), puts(DOVER, 24_75)),
        "happened_on": TODAY,
    }
    return CommissionReconciled(act=THE_ACT, **facts | other)


NEED = (THREE, needed())
POOL = (*NEED, brief(), pool())
BOTH = (*POOL, pledged(), (BEN, pledged(DOVER)))
ALL = (*BOTH, (DOT, pledged(DEAL)))
SPENT = (BEGUN, PLANNED, SESSION, paid(ASTOR, 600_00), (BEN, paid(DOVER, 600_00)))


def test_a_commission_goes_from_a_need_to_the_last_penny():
    spent = given(
        *NEED, brief(), quote(), solo(), *ALL[3:], awarded(), day_set(planned_for=YESTERDAY),
        paid(ASTOR, 800_00), (BEN, paid(DOVER, 800_00)), (DOT, paid(DEAL, 800_00)), SESSION,
        FOLLOWED_UP,
    )  # fmt: skip
    thirds = tuple(puts(school, 800_00) for school in (ASTOR, DOVER, DEAL))
    spent.when(reconciled(contributions=thirds, refunds=(), spent=Pence(2_400_00))).then(
        "Reconciled on 9 March 2026: £2,400 was spent."
    )


def test_a_school_asks_what_it_would_pay_alone():
    given(*NEED).when(solo()).then(f"Alone, {ASTOR} would pay £1,900.")
    given(*NEED).when(solo(school=DOVER)).then_refused(
        NotParticipant, "A school speaks for itself, and only for itself.", "school"
    )
    given(*NEED).when(solo(valid_until=EARLY)).then_refused(
        OutOfRange, "It held no longer when it was made.", "valid_until"
    )


def test_schools_ask_what_they_would_pay_together():
    given(*NEED).when(quote()).then("Together, the schools would pay £2,400.")
    given(*NEED).when(quote(valid_until=EARLY)).then_refused(
        OutOfRange, "It held no longer when it was made.", "valid_until"
    )
    given(*NEED).when(quote(related_partners=(NOBODYS,))).then_refused(
        NotMember, f"School {NOBODYS} is not a partner.", "related_partners"
    )


@pytest.mark.parametrize(
    ("other", "answer"),
    [
        ({}, True),
        ({"happened_on": date(2025, 12, 2)}, True),
        ({"happened_on": date(2025, 12, 1)}, False),
        ({"spec_hash": Digest("cd" * 32)}, False),
        ({"vat": Vat.EXCLUDED}, False),
    ],
)
def test_a_saving_is_told_only_of_what_can_be_compared(other, answer):
    assert is_comparable(solo(**other), quote()) is answer


def test_a_pool_is_opened_by_a_rule():
    given(*NEED).when(pool()).then("A pool was opened for £2,400, split equally.")
    given(*POOL).when(pool()).then_refused(AlreadySaid, "The pool is open; amend that.", "act")
    given(*NEED).when(pool(happened_on=EARLY)).then_refused(
        NotYet, "It began on 2 February 2026 only.", "happened_on"
    )


def test_parts_are_borne_by_partners_each_once_and_by_somebody():
    need = given(*NEED)
    need.when(pool(parts=parts(ASTOR, NOBODYS))).then_refused(
        NotMember, f"School {NOBODYS} is not a partner.", "parts", "1", "school"
    )
    twice = (Part(school=ASTOR, parts=1), Part(school=ASTOR, parts=2))
    need.when(pool(parts=twice)).then_refused(
        SameSchool, f"School {ASTOR} pays twice.", "parts", "1", "school"
    )
    need.when(pool(parts=parts(ASTOR, DOVER, each=0))).then_refused(
        OutOfRange, "Somebody has to bear a part.", "parts"
    )
    uneven = (Part(school=ASTOR, parts=1), Part(school=DOVER, parts=2))
    need.when(pool(parts=uneven)).then_refused(
        OutOfBalance, "Where the split is equal, all bear as many parts.", "parts"
    )
    need.when(pool(parts=uneven, share=Share.CUSTOM)).then(
        "A pool was opened for £2,400, split as the schools agreed."
    )


def test_what_is_owed_follows_the_pupils_to_the_penny():
    by_pupils = tuple(
        Part(school=school, parts=pupils)
        for school, pupils in ((ASTOR, 210), (DOVER, 105), (DEAL, 98))
    )
    owed = pool(to_raise=Pence(1_000_00), share=Share.PER_PUPIL, parts=by_pupils).owed()
    assert owed == {ASTOR: 508_47, DOVER: 254_24, DEAL: 237_29}


def test_a_school_pledges_for_itself_and_once():
    given(*POOL).when(pledged()).then(f"{ASTOR} pledged £800.")
    given(*POOL).when(pledged(DOVER)).then_refused(
        NotParticipant, "A school speaks for itself, and only for itself.", "school"
    )
    given(*BOTH).when(pledged()).then_refused(
        AlreadySaid, "This school has pledged; amend or withdraw that.", "school"
    )
    given(*NEED).when(pledged()).then_refused(Missing, "Open the pool first.", "act")


def test_a_school_that_had_closed_pledges_nothing_and_still_takes_back_and_pays():
    """What it pledged is settled after its last day, and is told of whenever it is found."""
    closed = SchoolClosed(school=DOVER, closed_on=LAST_WEEK)
    late = replace(pledged(DOVER), happened_on=YESTERDAY)
    given(*POOL, closed).when(late, by=BEN).then_refused(
        SchoolNotOpen, f"School {DOVER} was not open on 8 March 2026.", "school"
    )
    given(*POOL, closed).when(pledged(DOVER), by=BEN).then(f"{DOVER} pledged £800.")
    for settled in withdrawn(DOVER), paid(DOVER):
        assert given(*BOTH, closed).when(settled, by=BEN).refused is None


def test_a_pledge_is_withdrawn_and_may_be_given_again():
    given(*BOTH).when(withdrawn()).then(f"{ASTOR} withdrew its pledge.")
    given(*BOTH, withdrawn()).when(pledged()).then(f"{ASTOR} pledged £800.")
    given(*POOL).when(withdrawn()).then_refused(
        Missing, "This school has pledged nothing.", "school"
    )
    given(*BOTH).when(withdrawn(DOVER)).then_refused(
        NotParticipant, "A school speaks for itself, and only for itself.", "school"
    )


def test_nothing_is_awarded_before_two_schools_have_pledged():
    given(*ALL).when(awarded()).then("Awarded to expert for £2,400 (best value).")
    given(*POOL, pledged(pence=2_400_00)).when(awarded()).then_refused(
        Missing, "At least two schools pledge before anything is awarded.", "act"
    )
    given(*BOTH, withdrawn()).when(awarded(underwriter=DOVER)).then_refused(
        Missing, "At least two schools pledge before anything is awarded.", "act"
    )
    given(*ALL).when(awarded(happened_on=EARLY)).then_refused(
        NotYet, "It began on 2 February 2026 only.", "happened_on"
    )


def test_what_nobody_pledged_is_underwritten_or_subsidised():
    short = given(*ALL, withdrawn())
    short.when(awarded()).then_refused(
        OutOfBalance,
        "The schools pledged £1,600, but £2,400 is to be paid: name who pays the rest.",
        "underwriter",
    )
    short.when(awarded(underwriter=NOBODYS)).then_refused(
        NotMember, f"School {NOBODYS} is not a partner.", "underwriter"
    )
    short.when(awarded(subsidy=Pence(2_400_01))).then_refused(
        OutOfRange, "The subsidy is more than the price.", "subsidy"
    )
    for enough in ({"underwriter": DOVER}, {"subsidy": Pence(800_00)}):
        short.when(awarded(**enough)).then("Awarded to expert for £2,400 (best value).")
    short.when(awarded(subsidy=Pence(799_99))).then_refused(
        OutOfBalance,
        "The schools pledged £1,600, but £1,600.01 is to be paid: name who pays the rest.",
        "underwriter",
    )


def test_a_related_partner_declares_it():
    related = given(*NEED, quote(related_partners=(DOVER,)), *ALL[2:])
    related.when(awarded()).then_refused(
        Missing,
        f"School {DOVER} is related to the provider: declare it (declareConflict).",
        "conflicts_declared",
    )
    related.when(awarded(conflicts_declared=(NOBODYS,))).then_refused(
        NotMember, f"School {NOBODYS} is not a partner.", "conflicts_declared"
    )
    for fair in ({"conflicts_declared": (DOVER,)}, {"provider": ProviderId("another")}):
        assert related.when(awarded(**fair)).refused is None


def test_whoever_planned_it_at_once_has_awarded_it():
    given(BEGUN, PLANNED).when(awarded()).then_refused(
        OutOfOrder, "It is planned; this needs an act that is proposed.", "act"
    )


def test_a_school_pays_what_it_pledged_or_says_that_it_pays_more():
    given(*BOTH).when(paid(pence=800_00)).then(f"{ASTOR} paid £800.")
    given(*BOTH, paid(pence=500_00)).when(paid(pence=300_01)).then_refused(
        OutOfBalance,
        "That makes £800.01, but £800 was pledged: say so if it is meant.",
        "amount",
    )
    given(*BOTH).when(paid(pence=900_00, is_over_pledge=True)).then(
        f"{ASTOR} paid £900, more than it pledged."
    )
    given(BEGUN, PLANNED).when(paid(pence=600_26)).then_refused(
        OutOfBalance,
        "That makes £600.26, but £600.25 was pledged: say so if it is meant.",
        "amount",
    )


def test_a_school_says_itself_what_it_paid():
    given(*BOTH).when(paid(DOVER), by=BEN).then(f"{DOVER} paid £1.")
    for school in (DOVER, NOBODYS):
        given(*BOTH).when(paid(school)).then_refused(
            NotParticipant, "A school speaks for itself, and only for itself.", "school"
        )
    given(*BOTH).when(paid(DEAL), by=DOT).then_refused(
        OutOfBalance, "That makes £1, but £0 was pledged: say so if it is meant.", "amount"
    )


def test_what_others_noted_down_for_a_school_before_does_not_keep_an_error_there():
    before = given(*BOTH, (BEN, paid(DOVER)))
    told = before.entries[-1]
    noted = replace(before, entries=(*before.entries[:-1], told._replace(by=ANN)))
    brief_ = id_of(6)
    right = Amended(
        act=THE_ACT, entry=brief_, field=FieldName("sessions"), old="2", new="3",
        reason=Sealed("it is three of them"),
    )  # fmt: skip
    assert noted.when(right).refused is None


def test_whoever_withdrew_gets_back_all_that_it_had_paid():
    left = given(
        *BOTH, (DOT, pledged(DEAL)), (DOT, paid(DEAL, 800_00)), (DOT, withdrawn(DEAL)),
        awarded(underwriter=ASTOR), day_set(planned_for=YESTERDAY), paid(ASTOR, 800_00),
        (BEN, paid(DOVER, 800_00)), SESSION,
    )  # fmt: skip
    account = {
        "contributions": tuple(puts(school, 800_00) for school in (ASTOR, DOVER, DEAL)),
        "spent": Pence(1_600_00),
    }
    for back in ((), (puts(DEAL, 799_99), puts(ASTOR, 1)), (puts(ASTOR, 800_00),)):
        left.when(reconciled(**account, refunds=back)).then_refused(
            OutOfBalance, f"School {DEAL} withdrew: it gets back £800.", "refunds"
        )
    left.when(reconciled(**account, refunds=(puts(DEAL, 800_00),))).then(
        "Reconciled on 9 March 2026: £1,600 was spent and £800 went back."
    )


def test_whoever_pledged_anew_or_paid_knowingly_afterwards_has_that_in_the_pool():
    story = (*BOTH, paid(pence=100_00), withdrawn())
    anew = given(*story, pledged(), awarded(price=Pence(1_600_00)), SESSION)
    told = {"contributions": (puts(ASTOR, 100_00),), "spent": Pence(100_00), "refunds": ()}
    assert anew.when(reconciled(**told)).refused is None
    gift = given(
        *story, (DOT, pledged(DEAL)), paid(pence=5_00, is_over_pledge=True),
        awarded(price=Pence(1_600_00)), SESSION,
    )  # fmt: skip
    told = {
        "contributions": (puts(ASTOR, 105_00),), "spent": Pence(5_00),
        "refunds": (puts(ASTOR, 100_00),),
    }  # fmt: skip
    assert gift.when(reconciled(**told)).refused is None


def test_a_pledge_that_an_award_rests_on_stays_unless_somebody_underwrites_it():
    rests = (
        OutOfBalance,
        "Without it £1,600 is pledged, but £2,400 is to be paid, and nobody underwrites it: "
        "another pledge is raised first.",
        "school",
    )
    given(*ALL, awarded()).when(withdrawn()).then_refused(*rests)
    given(*ALL, awarded(underwriter=DOVER)).when(withdrawn()).then(f"{ASTOR} withdrew its pledge.")
    enough = awarded(price=Pence(1_600_00))
    given(*ALL, enough).when(withdrawn()).then(f"{ASTOR} withdrew its pledge.")
    given(BEGUN, PLANNED).when(withdrawn()).then_refused(
        OutOfBalance,
        "Without it £600.25 is pledged, but £1,200.50 is to be paid, and nobody underwrites it: "
        "call it off and plan it anew first.",
        "school",
    )


def test_a_pledge_is_more_than_nothing():
    given(*POOL).when(pledged(pence=0)).then_refused(
        OutOfRange, "A school that pledges nothing need not pledge.", "amount"
    )


def test_where_all_pay_alike_the_sums_of_a_plan_are_a_penny_apart_at_most():
    def shares(*pence: int, **other):
        sums = tuple(map(puts, (ASTOR, DOVER), pence))
        return planned(price=Pence(sum(pence)), contributions=sums, **other)

    assert given(BEGUN).when(shares(600_25, 600_26)).refused is None
    assert given(BEGUN).when(shares(1, 1_200_49, share=Share.CUSTOM)).refused is None
    given(BEGUN).when(shares(600_24, 600_26)).then_refused(
        OutOfBalance, "Where the split is equal, all pay as much.", "contributions"
    )


def test_a_quote_tells_of_nobody_related_to_whoever_is_paid_who_has_not_said_so():
    near = quote(related_partners=(DOVER,))
    undeclared = (
        Missing,
        f"School {DOVER} is related to the provider: declare it (declareConflict).",
        "related_partners",
    )
    for story in (given(*ALL, awarded()), given(BEGUN, PLANNED)):
        story.when(near).then_refused(*undeclared)
        assert story.when(quote(related_partners=(DOVER,), provider=ANOTHER)).refused is None
        said = story.and_then((BEN, related(DOVER)))
        assert said.when(near).refused is None
        elsewhere = story.and_then((BEN, related(DOVER, provider=ANOTHER)))
        elsewhere.when(near).then_refused(*undeclared)


def test_a_school_declares_its_own_conflict_once_and_at_any_time():
    given(*NEED).when(related()).then(f"{ASTOR} declared that it is related to expert.")
    given(*NEED).when(related(DOVER)).then_refused(
        NotParticipant, "A school speaks for itself, and only for itself.", "school"
    )
    given(*NEED, related()).when(related()).then_refused(
        AlreadySaid, "This school has declared that.", "school"
    )
    near = quote(related_partners=(DOVER,))
    before = given(*NEED, near, (BEN, related(DOVER)), *ALL[2:])
    assert before.when(awarded()).refused is None


def test_the_only_quote_is_the_only_one_and_its_price_is_paid():
    only = {"award_basis": AwardBasis.ONLY_QUOTE}
    one = given(*NEED, quote(), *ALL[2:])
    one.when(awarded(**only)).then("Awarded to expert for £2,400 (only quote).")
    one.when(awarded(price=Pence(2_300_00), **only)).then_refused(
        OutOfBalance, "The only quote is £2,400.", "price"
    )
    with_vat = awarded(price=Pence(2_300_00), vat=Vat.INCLUDED, **only)
    assert one.when(with_vat).refused is None
    other = quote(provider=ProviderId("another"))
    for quotes in ((), (quote(), other), (other,)):
        given(*NEED, *quotes, *ALL[2:]).when(awarded(**only)).then_refused(
            OutOfOrder, "It is not the only one that gave a quote.", "award_basis"
        )
    later = quote(amount=Pence(2_300_00))
    given(*NEED, quote(), later, *ALL[2:]).when(awarded(price=Pence(2_300_00), **only)).then(
        "Awarded to expert for £2,300 (only quote)."
    )


def test_the_account_balances_to_the_penny():
    given(*SPENT).when(reconciled()).then(
        "Reconciled on 9 March 2026: £1,150.50 was spent and £49.50 went back."
    )
    given(*SPENT).when(reconciled(spent=Pence(1_150_51))).then_refused(
        OutOfBalance, "£1,200 came in, but £1,200.01 is accounted for.", "spent"
    )
    given(*SPENT).when(reconciled(subsidy=Pence(1))).then_refused(
        OutOfBalance, "£1,200.01 came in, but £1,200 is accounted for.", "spent"
    )


THE_ACCOUNT = id_of(9)


def amended(entry: EntryId, field: str, old: str, new: str) -> Amended:
    return Amended(
        act=THE_ACT, entry=entry, field=FieldName(field), old=old, new=new,
        reason=Sealed("a slip in the office"),
    )  # fmt: skip


def test_there_is_one_account_at_a_time():
    told = given(*SPENT, reconciled())
    told.when(reconciled()).then_refused(
        AlreadySaid,
        f"It was accounted for already: say that this stands in place of {THE_ACCOUNT} "
        "(insteadOf).",
        "instead_of",
    )
    given(*SPENT).when(reconciled(instead_of=THE_ACCOUNT)).then_refused(
        NotFound, "This act has no such account.", "instead_of"
    )
    anew = reconciled(spent=Pence(1_200_00), refunds=(), instead_of=THE_ACCOUNT)
    told.when(anew).then("Reconciled on 9 March 2026: £1,200 was spent.")
    assert told.and_then(anew).when(anew).refused is not None


def test_a_payment_that_was_wrong_is_amended_and_then_accounted_for_anew():
    told = given(*SPENT, reconciled())
    right = amended(id_of(7), "amount", "60000", "59900")
    told.when(right).then("Corrected: amount, from £600 to £599.")
    paid = (puts(ASTOR, 599_00), puts(DOVER, 600_00))
    anew = reconciled(contributions=paid, spent=Pence(1_149_50), instead_of=THE_ACCOUNT)
    assert told.when(anew).refused is not None, "before, the ledger says otherwise"
    assert told.and_then(right).when(anew).refused is None


def test_what_a_school_had_paid_is_told_and_put_right_after_it_was_called_off():
    off = given(
        BEGUN, PLANNED, paid(ASTOR, 600_00),
        JointCommissionCancelled(act=THE_ACT, barrier=Barrier.BUDGET, happened_on=YESTERDAY),
    )  # fmt: skip
    late = off.and_then(amended(id_of(6), "amount", "60000", "50000"), (BEN, paid(DOVER, 600_00)))
    both = (puts(ASTOR, 500_00), puts(DOVER, 600_00))
    late.when(reconciled(contributions=both, spent=Pence(0), refunds=both)).then(
        "Reconciled on 9 March 2026: £0 was spent and £1,100 went back."
    )


def test_the_account_says_what_the_ledger_says():
    less = (puts(ASTOR, 600_00), puts(DOVER, 599_99))
    for told in (less, less[:1]):
        given(*SPENT).when(reconciled(contributions=told)).then_refused(
            OutOfBalance, f"School {DOVER} paid £600, says the ledger.", "contributions"
        )


def test_nobody_gets_back_more_than_it_paid():
    given(*SPENT).when(reconciled(refunds=(puts(ASTOR, 600_01),))).then_refused(
        OutOfBalance, f"School {ASTOR} paid £600 only.", "refunds", "0", "amount"
    )
    for told in ("contributions", "refunds"):
        given(*SPENT).when(reconciled(**{told: (puts(DEAL, 1),)})).then_refused(
            NotMember, f"School {DEAL} is not a partner.", told, "0", "school"
        )


@settings(max_examples=50, deadline=None, derandomize=True)
@for_any(came=st.tuples(st.integers(0, 600_25), st.integers(0, 600_25)), data=st.data())
def test_whatever_came_in_and_went_back_the_rest_was_spent(came, data):
    back = tuple(data.draw(st.integers(0, pence)) for pence in came)
    schools = (ASTOR, DOVER)
    account = {
        "contributions": tuple(map(puts, schools, came)),
        "refunds": tuple(map(puts, schools, back)),
        "spent": Pence(sum(came) - sum(back)),
    }
    paid_in = zip((ANN, BEN), map(paid, schools, came), strict=True)
    after = given(BEGUN, PLANNED, SESSION, *paid_in)
    assert after.when(reconciled(**account)).refused is None
    account["spent"] = Pence(account["spent"] + 1)
    assert type(after.when(reconciled(**account)).refused) is OutOfBalance


def test_money_belongs_to_commissions_only():
    given(BEGUN, visit.PLANNED).when(paid()).then_refused(
        NotFound, "That is an act of another kind.", "act"
    )


def test_a_session_needs_no_day_once_it_was_awarded():
    given(*ALL, awarded()).when(session()).then(
        "Held on 2 March 2026: 5 colleagues of 2 schools came."
    )


def test_a_one_off_is_paid_like_any_other():
    one_off = planned(follow_up_sessions=0)
    given(BEGUN, one_off).when(paid(pence=600_25)).then(f"{ASTOR} paid £600.25.")
