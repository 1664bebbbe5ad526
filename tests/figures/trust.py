"""A trust of six schools, told term by term: three meet, one claims, two do nothing together."""

from __future__ import annotations

from datetime import date, timedelta

from ledger.domain.identifiers import ActId, CollaborationId, SchoolId, TrustId
from tests.projections.story import colleague, confirmed, followed_up, held, planned
from tests.scenario import ASTOR, DEAL, DOVER, Scenario, begun, given_only, school

SIXTH, FIFTH, FOURTH = (SchoolId(str(900_006 - n)) for n in range(3))
SIX = (ASTOR, DOVER, DEAL, FOURTH, FIFTH, SIXTH)
TRUST, OTHER = "9101", "9102"
OUTSIDE = SchoolId("900011")
AUTUMN, SPRING, SUMMER = date(2024, 10, 7), date(2025, 2, 10), date(2025, 6, 9)
NEXT_AUTUMN = date(2025, 10, 6)

REGISTERED = given_only(
    *(
        school(number, trust=TrustId(TRUST), trust_name="Kent Trust", easting=600_000 + 3_000 * n,
               northing=140_000, pupils=210, low_age=4, high_age=11, la_code="886")
        for n, number in enumerate(SIX)
    ),
    school(OUTSIDE, trust=TrustId(OTHER), trust_name="Other", easting=640_000, northing=140_000,
           pupils=210, low_age=4, high_age=11, la_code="887"),
)  # fmt: skip
BEGUN = REGISTERED.and_then(begun(*SIX, OUTSIDE, happened_on=date(2024, 9, 2)))
WHOLE = len(BEGUN.entries)


def met(
    story: Scenario,
    day: date,
    *schools: SchoolId,
    confirm: tuple[SchoolId, ...] | None = None,
    followed: bool = True,
) -> Scenario:
    """A visit to the first of these schools, confirmed by all unless said."""
    act = ActId(int=len(story.entries) + 1)
    host, *guests = schools
    story = story.and_then(
        planned(day, CollaborationId(int=WHOLE), host, tuple(guests)),
        held(day, act, there=schools),
        *(confirmed(number, act) for number in (schools if confirm is None else confirm)),
    )
    later = (colleague(host), followed_up(day + timedelta(days=7), act))
    return story.and_then(later) if followed else story


STORY = met(BEGUN, AUTUMN, ASTOR, DOVER)
STORY = met(STORY, SPRING, DOVER, ASTOR, DEAL)
STORY = met(STORY, SUMMER, ASTOR, DEAL, followed=False)
STORY = met(STORY, SUMMER, FOURTH, FIFTH, confirm=())
STORY = met(STORY, NEXT_AUTUMN, DOVER, OUTSIDE, followed=False)
"""In summer three confirmed one act and one was claimed; in autumn two met, and it goes on."""
