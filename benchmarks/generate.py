"""A made-up ledger of any size: schools, collaborations and the lives of their acts, mixed.

It is legal but not judged, and always the same for one seed. Where the events a school are the
same, an average school has the same history in a small ledger as in a large one.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import islice
from random import Random
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from ledger.domain.act import Opening
from ledger.domain.acts.amendment import Amended
from ledger.domain.acts.attendance import AttendanceConfirmed
from ledger.domain.acts.joint_commission import (
    ExpertSessionHeld,
    FollowUpForm,
    JointCommissionFollowedUp,
    JointCommissionPlanned,
)
from ledger.domain.acts.pupil_work_exchange import (
    WorkExchangeEvaluated,
    WorkExchangeHeld,
    WorkExchangePlanned,
)
from ledger.domain.acts.visit import (
    Purpose,
    VisitCancelled,
    VisitEvaluated,
    VisitFollowedUp,
    VisitHeld,
    VisitPlanned,
    VisitRescheduled,
)
from ledger.domain.acts.withdrawal import Retracted
from ledger.domain.collaboration import CollaborationBegun, SchoolJoined, WhyLeft
from ledger.domain.entry import Entry
from ledger.domain.identifiers import (
    ActId,
    CollaborationId,
    EntryId,
    FieldName,
    ProviderId,
    SchoolId,
    TrustId,
)
from ledger.domain.leaving import SchoolLeft
from ledger.domain.money import Contribution, Share, Vat
from ledger.domain.outcome import Area, Outcome
from ledger.domain.plain import canonical
from ledger.domain.record import Pence, Sealed
from ledger.domain.school import Phase, SchoolRegistered
from ledger.domain.words import Attendance, Barrier, Focus, Subject, Theme
from ledger.log.contract import Written
from ledger.log.engine import open_database
from ledger.log.recorder import Recorder
from ledger.log.schema import prepare

BATCH = 5_000
"""Events of one append."""

SCHOOLS_A_COLLABORATION = 2.5
"""Schools for each collaboration: as they have 2 to 12 members, a school is in two or three."""

SCHOOLS_A_TRUST = 30
NEIGHBOURS = 240
"""Schools of a neighbourhood: as many as a small ledger has in all."""

TODAY = date(2026, 9, 1)
"""Nothing happens later."""

SEALED = Sealed(commitment="5e" * 32)
FOCUSES = tuple(
    Focus(theme=theme, subject=subject) for theme in Theme for subject in (None, *Subject)
)


def fill(urls: Sequence[str], told: Iterable[Written]) -> list[sa.Engine]:
    """Write the same ledger to each of these empty databases."""
    began, known = time.perf_counter(), 0
    engines = [open_database(url) for url in urls]
    for engine in engines:
        prepare(engine)
    recorders = [Recorder(engine) for engine in engines]
    left = iter(told)
    while batch := list(islice(left, BATCH)):
        known = max(recorder.append(batch) for recorder in recorders)
    for recorder in recorders:
        recorder.close()
    print(f"  {known:,} events written to each in {time.perf_counter() - began:.0f} s", flush=True)
    return engines


def made_up(schools: int, seed: int = 1) -> Iterator[Written]:
    """Events without end, of so many schools."""
    random = Random(seed)
    numbers = [SchoolId(str(100_000 + n)) for n in range(schools)]
    for n, school in enumerate(numbers):
        yield written(registered(n, school), random)
    begun = range(int(schools / SCHOOLS_A_COLLABORATION))
    stories = [Story(random, near(random, numbers)).told() for _ in begun]
    while stories:
        place = random.randrange(len(stories))
        told = next(stories[place], None)
        if told is None:
            stories[place] = stories[-1]
            stories.pop()
        else:
            yield told


def registered(n: int, school: SchoolId) -> SchoolRegistered:
    return SchoolRegistered(
        school=school, name=f"School {n}", phase=Phase.PRIMARY, town=f"Town {n % 97}",
        la_code=str(800 + n % 150), opened_on=date(2000, 9, 1), low_age=4, high_age=11,
        trust=trust_of(n), trust_name=f"Trust {n // SCHOOLS_A_TRUST}",
        pupils=60 + n * 37 % 600, free_school_meals=Decimal(n * 13 % 60), gender="Mixed",
        urban_rural=("Rural village", "Urban city and town")[n % 2],
        easting=400_000 + n % 200 * 500, northing=200_000 + n // 200 * 500,
    )  # fmt: skip


def trust_of(n: int) -> TrustId:
    """The trust of the school that is registered as the nth."""
    return TrustId(str(5_000 + n // SCHOOLS_A_TRUST))


def near(random: Random, numbers: Sequence[SchoolId]) -> Sequence[SchoolId]:
    """Schools of one neighbourhood: whoever works together lies within it."""
    first = random.randrange(0, len(numbers), NEIGHBOURS)
    return numbers[first : first + NEIGHBOURS]


def written(
    event: Entry, random: Random, tags: frozenset[str] = frozenset(), by: str | None = None
) -> Written:
    """An event as the ledger stores it, under its own tags and those of what it carries on."""
    id = str(UUID(int=random.getrandbits(128), version=4))
    own = event.tags() | tags | ({f"{event.ROOT}:{id}"} if event.ROOT else set())
    told = {"person": str(UUID(int=int(by or 0))), "role": "editor" if by else "system"}
    if by:
        own |= {f"by:{told['person']}"}
        told["school"] = by
    return Written(type=event.TOPIC, data=canonical(event), tags=sorted(own), id=id, by=told)


@dataclass
class Story:
    """One collaboration, from its beginning to the last day there is."""

    random: Random
    schools: list[SchoolId]

    def told(self) -> Iterator[Written]:
        members = self.random.sample(self.schools, self.random.choice((2, 3, 4, 5, 6, 8, 12)))
        day = date(2022, 9, 1) + timedelta(days=self.random.randrange(300))
        begun = self.written(
            CollaborationBegun(
                title=SEALED, partners=tuple(members), focus=self.random.choice(FOCUSES),
                outcomes=(Outcome(area=Area.SUBJECT, statement=SEALED),), planned_terms=6,
                happened_on=day,
            ),
            members,
        )  # fmt: skip
        yield begun
        self.collaboration = CollaborationId(begun.id)
        while day < TODAY - timedelta(days=90):
            if self.random.random() < 0.04:
                yield self.membership_changed(members, day)
            yield from self.act(members, day)
            day += timedelta(days=self.random.randint(5, 90))

    def written(self, event: Entry, members: Sequence[SchoolId], tags: Any = ()) -> Written:
        return written(event, self.random, frozenset(tags), self.random.choice(members))

    def membership_changed(self, members: list[SchoolId], day: date) -> Written:
        common: dict[str, Any] = {"collaboration": self.collaboration, "happened_on": day}
        new = self.random.choice(self.schools)
        if len(members) > 2 or new in members:
            left = members[-1]
            members[:] = members[:-1] if len(members) > 2 else members
            return self.written(SchoolLeft(school=left, why_left=WhyLeft.OTHER, **common), members)
        members.append(new)
        return self.written(SchoolJoined(school=new, **common), members)

    def act(self, members: list[SchoolId], day: date) -> Iterator[Written]:
        """An act with its life: most are held, some put off or called off, a few amended."""
        some = self.random.sample(members, min(len(members), self.random.choice((2, 2, 3, 4))))
        plan = self.random.choice(PLANS)
        opening = plan(tuple(some), {
            "collaboration": self.collaboration, "focus": self.random.choice(FOCUSES),
            "planned_for": day, "minutes": 60,
        })  # fmt: skip
        opened = self.written(opening, some)
        yield opened
        tags = [tag for tag in opened.tags if not tag.startswith("by:")]
        for event in self.life(opening, ActId(opened.id), some, day):
            told = self.written(event, speakers(event) or some, tags)
            yield told
            if isinstance(event, HELD_KINDS) and self.random.random() < 0.05:
                yield self.written(self.amendment(event, told.id), some, tags)

    def life(
        self, opening: Opening, act: ActId, some: list[SchoolId], day: date
    ) -> Iterator[Entry]:
        luck = self.random.random()
        if luck < 0.04 and isinstance(opening, VisitPlanned):
            yield VisitCancelled(act=act, happened_on=day, barrier=Barrier.RELEASE_TIME)
            return
        if luck < 0.12 and isinstance(opening, VisitPlanned):
            day += timedelta(days=7)
            yield VisitRescheduled(act=act, planned_for=day, reason=SEALED)
        came = tuple(
            Attendance(school=school, attended=self.random.randint(1, 6)) for school in some
        )
        yield held(opening, {"act": act, "happened_on": day, "minutes": 60, "attendance": came})
        for school in some:
            if self.random.random() < 0.8:
                yield AttendanceConfirmed(act=act, school=school, attended=3)
        later = day + timedelta(days=self.random.randint(7, 80))
        if self.random.random() < 0.6:
            yield from afterwards(opening, {"act": act, "happened_on": later})
        if luck > 0.995:
            yield Retracted(act=act, reason=SEALED)

    def amendment(self, event: Any, entry: str) -> Amended:
        return Amended(
            act=event.act, entry=EntryId(entry), field=FieldName("minutes"), old="60", new="75",
            reason=SEALED,
        )  # fmt: skip


def speakers(event: Entry) -> list[SchoolId]:
    """The one school that may say this, if only one may."""
    return [event.school] if isinstance(event, AttendanceConfirmed) else []


HELD_KINDS = (VisitHeld, WorkExchangeHeld, ExpertSessionHeld)
Partners = tuple[SchoolId, ...]
Facts = dict[str, Any]


def visit(partners: Partners, facts: Facts) -> Opening:
    host, *visitors = partners
    return VisitPlanned(host=host, visitors=tuple(visitors), purpose=Purpose.REFINE, **facts)


def work_exchange(partners: Partners, facts: Facts) -> Opening:
    return WorkExchangePlanned(
        partners=partners, task=SEALED, standard=("WTS", "EXS", "GDS"), samples_per_school=10,
        **facts,
    )  # fmt: skip


def commission(partners: Partners, facts: Facts) -> Opening:
    shares = tuple(Contribution(school=school, amount=Pence(40_000)) for school in partners)
    return JointCommissionPlanned(
        partners=partners, provider=ProviderId("dover-geography"), brief=SEALED, sessions=1,
        follow_up_sessions=1, price=Pence(40_000 * len(partners)), vat=Vat.EXEMPT,
        share=Share.EQUAL, contributions=shares, **facts,
    )  # fmt: skip


PLANS = (visit, visit, visit, work_exchange, commission)


def held(opening: Opening, facts: Facts) -> Entry:
    match opening:
        case VisitPlanned():
            return VisitHeld(lessons_seen=2, **facts)
        case WorkExchangePlanned():
            return WorkExchangeHeld(samples=20, is_blind=True, is_anonymous=True, **facts)
        case _:
            return ExpertSessionHeld(**facts)


def afterwards(opening: Opening, facts: Facts) -> Iterator[Entry]:
    match opening:
        case VisitPlanned():
            yield VisitFollowedUp(tried=SEALED, **facts)
            yield VisitEvaluated(would_repeat=True, **facts)
        case WorkExchangePlanned():
            yield WorkExchangeEvaluated(
                would_repeat=True, samples_judged=20, samples_agreed=17, **facts
            )
        case _:
            yield JointCommissionFollowedUp(tried=SEALED, form=FollowUpForm.COACHING, **facts)
