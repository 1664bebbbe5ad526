"""What is told of a provider: nothing before three schools, and little evidence counts little."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import pytest

from ledger.domain.acts.cpd_market import OfferPublished, OfferRevised
from ledger.domain.acts.joint_commission import (
    ExpertSessionHeld,
    FollowUpForm,
    JointCommissionFollowedUp,
    JointCommissionPlanned,
)
from ledger.domain.acts.proof import Mechanism, MechanismConfirmed, MechanismDeclared
from ledger.domain.acts.provider_feedback import ProviderDimension, ProviderFeedbackGiven
from ledger.domain.acts.withdrawal import Reinstated, Retracted, RetractionRequested
from ledger.domain.identifiers import (
    CitedAct,
    CollaborationId,
    EntryId,
    FieldName,
    ProviderId,
    SchoolId,
)
from ledger.domain.money import Contribution, Share, Vat
from ledger.domain.outcome import Area, Outcome
from ledger.domain.record import Pence, Sealed
from ledger.domain.school import SchoolSucceeded, Succession
from ledger.domain.words import Attendance
from ledger.figures import dealings, provider
from ledger.figures.figure import Caution, FigureState
from tests.figures.pooled import TRIED
from tests.figures.told import SIX, act_at, as_it_was, asked, said, says
from tests.projections.story import NOBODY, REASON, amended, editor
from tests.scenario import TALK, Scenario, begun, given_only, id_of, school

GOOD, OTHER = ProviderId("good-maps"), ProviderId("other-maps")
FIRST, SECOND, THIRD, FOURTH, *_ = SIX
LAST_YEAR, AUTUMN, SPRING = date(2024, 11, 4), date(2025, 10, 6), date(2026, 1, 12)
A_HUB_BEGAN = date(2025, 9, 1)


def commission(story: Scenario, of: ProviderId, day: date, schools: Any, held: int = 0) -> Scenario:
    """A provider came once, had promised two follow-ups, and so many were held."""
    act = act_at(len(story.entries) + 1)
    shares = tuple(Contribution(school=urn, amount=Pence(100)) for urn in schools)
    plan = JointCommissionPlanned(
        collaboration=CollaborationId(int=7), partners=schools, provider=of, focus=TALK,
        brief=TRIED, sessions=1, follow_up_sessions=2, price=Pence(100 * len(schools)),
        vat=Vat.EXEMPT, share=Share.EQUAL, contributions=shares, planned_for=day, minutes=60,
    )  # fmt: skip
    there = tuple(Attendance(school=urn, attended=2) for urn in schools)
    followed = JointCommissionFollowedUp(
        act=act, happened_on=date(2026, 2, 2), tried=TRIED, form=FollowUpForm.COACHING
    )
    return story.and_then(
        says(schools[0], plan),
        says(schools[0], ExpertSessionHeld(
            act=act, happened_on=day, minutes=60, attendance=there,
        )),
        *[says(schools[0], followed)] * held,
    )  # fmt: skip


def rates(
    about: int, of: ProviderId, school: SchoolId, rating: int, day: date, *,
    dimension: ProviderDimension = ProviderDimension.EXPERTISE,
) -> Any:  # fmt: skip
    return says(school, ProviderFeedbackGiven(
        school=school, provider=of, commission=CitedAct(str(id_of(about))), dimension=dimension,
        rating=rating, happened_on=day,
    ))  # fmt: skip


BEFORE, AFTER, OTHERS = 8, 10, 13
"""Where the commissions begin: last year, this year with one follow-up, one of another provider."""


@cache
def bought() -> Scenario:
    story = given_only(*map(school, SIX)).and_then(
        says(FIRST, begun(*SIX, happened_on=date(2024, 9, 2)))
    )
    story = commission(story, GOOD, LAST_YEAR, (FIRST, SECOND, THIRD))
    story = commission(story, GOOD, AUTUMN, (FIRST, SECOND, THIRD, FOURTH), held=1)
    return commission(story, OTHER, AUTUMN, (FIRST, SECOND, THIRD))


@cache
def rated() -> Scenario:
    """Three schools give 4, 5 and 5; one of another provider's gives 2."""
    return bought().and_then(
        rates(AFTER, GOOD, FIRST, 4, SPRING),
        rates(AFTER, GOOD, SECOND, 5, SPRING),
        rates(AFTER, GOOD, THIRD, 5, SPRING),
        rates(OTHERS, OTHER, FIRST, 2, SPRING),
    )


def test_nothing_is_told_of_a_provider_before_three_schools_have_said_so():
    two = bought().and_then(
        rates(AFTER, GOOD, FIRST, 4, SPRING),
        rates(AFTER, GOOD, SECOND, 5, SPRING),
        rates(AFTER, GOOD, SECOND, 5, SPRING, dimension=ProviderDimension.DELIVERY),
    )
    found = asked(two, provider.rating, provider=GOOD)
    assert (found.value, found.n, found.state) == (None, None, FigureState.TOO_FEW)
    silent = asked(bought(), provider.rating, provider=GOOD)
    assert silent.state is FigureState.NOT_RECORDED


def test_the_mean_is_drawn_towards_that_of_all_providers():
    """Three schools give 14/3, all four judgements together 4: (3 x 14/3 + 4 x 4) / 7."""
    found = asked(rated(), provider.rating, provider=GOOD)
    assert found.value == pytest.approx(30 / 7)
    assert found.n == 3
    assert said(rated(), provider.rating, provider=GOOD) == (
        "4.3 of 5 by the word of 3 schools, drawn towards the mean of all providers"
    )


def test_a_school_counts_once_however_much_it_says():
    more = rated().and_then(
        *(
            rates(AFTER, GOOD, FIRST, 4, SPRING, dimension=what)
            for what in list(ProviderDimension)[1:]
        )
    )
    assert asked(more, provider.rating, provider=GOOD).value == pytest.approx(30 / 7)


def test_a_school_under_two_numbers_is_one_voice_in_the_mean_of_all_providers():
    academy = SchoolId("999999")
    after = rated().and_then(
        school(academy),
        SchoolSucceeded(
            school=FIRST, successor=academy, succession=Succession.SUCCESSION, happened_on=SPRING
        ),
        rates(OTHERS, OTHER, academy, 2, SPRING, dimension=ProviderDimension.DELIVERY),
    )
    assert asked(after, provider.rating, provider=GOOD).value == pytest.approx(30 / 7)


def test_a_year_has_its_own_rating():
    assert asked(rated(), provider.rating, provider=GOOD, year="2025/26").n == 3
    none = asked(rated(), provider.rating, provider=GOOD, year="2024/25")
    assert none.state is FigureState.NOT_RECORDED


def test_feedback_about_a_withdrawn_commission_does_not_count_and_may_come_back():
    act = act_at(AFTER)
    story = rated().and_then(
        says(FIRST, RetractionRequested(act=act, reason=REASON)),
        says(SECOND, Retracted(act=act, reason=REASON)),
    )
    assert asked(story, provider.rating, provider=GOOD).value is None
    back = story.and_then(says(FIRST, Reinstated(act=act, reason=REASON)))
    assert asked(back, provider.rating, provider=GOOD).n == 3


def test_an_amended_rating_is_the_one_that_counts():
    first = len(bought().entries) + 1
    mended = rated().and_then(
        says(FIRST, amended(EntryId(int=first), "rating", 4, 1, act_at(first)))
    )
    assert asked(mended, provider.rating, provider=GOOD).value == pytest.approx(
        (3 * 11 / 3 + 4 * 13 / 4) / 7
    )


def test_what_was_promised_is_held_against_what_was_done():
    """Two commissions promised two follow-ups each; one was held."""
    found = asked(bought(), dealings.delivery, provider=GOOD)
    assert (found.value, found.n) == (0.25, 4)
    nobody = ProviderId("never-came")
    assert asked(bought(), dealings.delivery, provider=nobody).state is FigureState.NOT_RECORDED
    assert asked(bought(), provider.trend, provider=nobody).state is FigureState.NOT_RECORDED
    assert said(bought(), dealings.delivery, provider=GOOD) == (
        "of 4 follow-ups that were promised, 1 took place"
    )


def test_a_promise_or_a_provider_that_was_noted_down_wrongly_counts_as_it_is_now():
    plan = EntryId(int=BEFORE)
    fewer = bought().and_then(
        says(FIRST, amended(plan, "follow_up_sessions", 2, 0, act_at(BEFORE)))
    )
    assert asked(fewer, dealings.delivery, provider=GOOD).value == 0.5
    other = bought().and_then(
        says(FIRST, amended(plan, "provider", str(GOOD), str(OTHER), act_at(BEFORE)))
    )
    assert asked(other, dealings.delivery, provider=GOOD).value == 0.5
    assert asked(other, dealings.return_rate, provider=OTHER).value == 1


def test_a_school_that_buys_again_within_three_terms_has_come_back():
    """Three came back; the fourth has not had the time to."""
    assert asked(bought(), dealings.return_rate, provider=GOOD).value == 1
    assert asked(bought(), dealings.return_rate, provider=OTHER).value is None


def test_a_mechanism_is_proven_once_another_school_has_seen_it():
    act, position = act_at(AFTER), len(bought().entries) + 1
    declared = [
        MechanismDeclared(
            act=act, mechanism=mechanism, shown_in=Sealed("the plan"), happened_on=SPRING
        )
        for mechanism in (Mechanism.MODELLING, Mechanism.REHEARSAL)
    ]
    story = bought().and_then(
        *(says(FIRST, one) for one in declared),
        says(SECOND, MechanismConfirmed(
            act=act, declared=EntryId(int=position), confirmed_by=SECOND, happened_on=SPRING,
        )),
    )  # fmt: skip
    assert asked(story, dealings.fidelity, provider=GOOD).value == 0.5
    assert said(story, dealings.fidelity, provider=GOOD) == (
        "of 2 ways in which it was meant to work, 1 seen by another school"
    )
    assert asked(bought(), dealings.fidelity, provider=GOOD).state is FigureState.NOT_RECORDED


def test_whoever_sees_a_part_is_told_so_and_whoever_sees_nothing_is_told_nothing():
    mine = asked(bought(), dealings.delivery, editor(FOURTH), provider=GOOD)
    assert Caution.SEEN_ONLY in mine.cautions
    assert asked(bought(), dealings.delivery, provider=GOOD).cautions == ()
    assert asked(bought(), dealings.delivery, editor("910999"), provider=GOOD).value is None
    for scope, n in ((editor("910999"), 3), (NOBODY, None)):
        assert asked(rated(), provider.rating, scope, provider=GOOD).n == n


def offered(before: Scenario | None = None) -> Scenario:
    """An offer without follow-ups, which was revised before and after a hub began."""
    offer = OfferPublished(
        posted_by=FIRST, provider=GOOD, focus=TALK, sessions=2, follow_up_sessions=0,
        outcomes=(Outcome(area=Area.SUBJECT, statement=TRIED),), price=Pence(90_000),
        vat=Vat.EXEMPT, happened_on=date(2025, 1, 6),
    )  # fmt: skip
    story = before or bought()
    of = act_at(len(story.entries) + 1)

    def revision(field: str, old: str, new: str, day: date) -> Any:
        return says(FIRST, OfferRevised(
            act=of, field=FieldName(field), old=old, new=new, happened_on=day,
        ))  # fmt: skip

    return story.and_then(
        says(FIRST, offer),
        revision("follow_up_sessions", "0", "1", date(2025, 3, 3)),
        revision("follow_up_sessions", "1", "3", AUTUMN),
        revision("price", "90000", "85000", AUTUMN),
        revision("evidence_cited", "[]", '["A review"]', AUTUMN),
    )


def test_an_offer_that_got_better_is_a_difference_to_be_read():
    def more(feature: str, **moment: Any) -> float | None:
        return asked(
            offered(), dealings.revised, provider=GOOD, feature=feature,
            since=A_HUB_BEGAN.isoformat(), **moment,
        ).value  # fmt: skip

    assert (more("follow_up_sessions"), more("price")) == (2, -5_000)
    assert (more("evidence_cited"), more("sessions")) == (1, 0)
    assert more("follow_up_sessions", happened_by=A_HUB_BEGAN) == 0
    words = said(offered(), dealings.revised, provider=GOOD, feature="price", since="2025-09-01")
    assert words == "£50 less than the offers said before"


def test_whether_schools_think_better_of_it_is_told_by_two_sides_of_a_day():
    """Each side is drawn towards its own mean of all providers."""
    story = rated().and_then(
        *(rates(BEFORE, GOOD, urn, 3, date(2025, 3, 3)) for urn in (FIRST, SECOND, THIRD))
    )
    change = {"provider": GOOD, "since": A_HUB_BEGAN.isoformat()}
    found = asked(story, provider.rating_change, **change)
    assert found.value == pytest.approx(30 / 7 - 3)
    assert found.cautions == (Caution.NO_COMPARISON,)
    assert said(story, provider.rating_change, **change).startswith(
        "rated 1.3 points higher than before that day; "
    )
    assert asked(rated(), provider.rating_change, **change).state is FigureState.TOO_FEW


def test_a_trend_takes_three_years():
    assert asked(rated(), provider.trend, provider=GOOD).state is FigureState.TOO_FEW
    years = {1: date(2023, 11, 6), 2: LAST_YEAR, 4: AUTUMN}
    story = bought().and_then(
        *(
            rates(BEFORE, GOOD, urn, rating, day, dimension=what)
            for what, (rating, day) in zip(ProviderDimension, years.items(), strict=False)
            for urn in (FIRST, SECOND, THIRD)
        )
    )
    found = asked(story, provider.trend, provider=GOOD)
    assert (found.value, found.n) == (1.5, 3)


def test_the_past_is_told_as_it_was_then():
    questions = [
        *((method, {"provider": GOOD}) for method in (
            provider.rating, dealings.delivery, dealings.return_rate, dealings.fidelity,
        )),
        (dealings.revised, {"provider": GOOD, "feature": "price", "since": "2025-09-01"}),
    ]  # fmt: skip
    as_it_was(offered(rated()), questions, every=3)
