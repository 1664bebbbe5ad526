"""The example: told twice it is the same, and every question finds something in it."""

from __future__ import annotations

import csv
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from ledger.domain import privacy, sealing
from ledger.domain.acts import BY_TOPIC, KINDS
from ledger.domain.acts.amendment import Amended
from ledger.domain.acts.attendance import AttendanceConfirmed
from ledger.domain.acts.circle import CircleEnded
from ledger.domain.acts.commission_account import CommissionReconciled
from ledger.domain.acts.commission_award import ConflictDeclared
from ledger.domain.acts.commission_pool import ContributionPaid, PoolOpened
from ledger.domain.acts.expertise import ExpertiseOfferWithdrawn
from ledger.domain.acts.hub import HubClosed, HubMeetingHeld
from ledger.domain.acts.joint_commission import (
    CommissionNeedAgreed,
    ExpertSessionHeld,
    FollowUpPlanned,
)
from ledger.domain.acts.lesson_study import LessonStudyCancelled
from ledger.domain.acts.partnership import PartnershipEnded
from ledger.domain.acts.pastoral_dialogue import PastoralPartnershipEnded
from ledger.domain.acts.shared_evaluation import (
    EvaluationDissentRecorded,
    EvaluationFindingsAgreed,
    Finding,
)
from ledger.domain.acts.shared_post import PostContributionAgreed, SharedPostProposed
from ledger.domain.acts.shared_post_days import (
    PostContributorJoined,
    PostContributorLeft,
    PostDayDelivered,
)
from ledger.domain.acts.visit import VisitHeld
from ledger.domain.acts.withdrawal import Retracted
from ledger.domain.calendar import Season, Term, term_of
from ledger.domain.collaboration_amendment import CollaborationAmended
from ledger.domain.collaboration_dispute import (
    CollaborationDisputed,
    CollaborationDisputeResolved,
)
from ledger.domain.collaboration_withdrawal import (
    CollaborationReinstated,
    CollaborationWithdrawalRequested,
    CollaborationWithdrawn,
)
from ledger.domain.ending import CollaborationReopened
from ledger.domain.engagement import Engagement, Sustained, engagement
from ledger.domain.facts import leaves
from ledger.domain.identifiers import SchoolId
from ledger.domain.leaving import SchoolLeft
from ledger.domain.occasion import Held, Occasion, Planned, Rescheduled
from ledger.domain.past import LONDON, Recorded, Role
from ledger.domain.pupil_intake import IntakePublished
from ledger.domain.record import Sealed
from ledger.domain.soundness import PUPIL_NUMBER
from ledger.envelope import decode
from ledger.example import NotEmpty, load
from ledger.example.days import AUTUMNS, FRIDAY, SPRINGS, SUMMERS, is_taught, school_days_after
from ledger.example.register import (
    CARADON,
    CRETEWAY,
    DARTCOMBE,
    FERRY_STEPS,
    GOODWIN_SANDS,
    HALSTOCK,
    HAUGHMOND,
    HEALEY,
    IRKFIELD,
    LANGDON,
    LANGDON_ACADEMY,
    LEAS_LIFT,
    LYD,
    MOSSBANK,
    OLD_PARK,
    REDLAKE,
    REGISTER,
    SAMPHIRE,
    SPODDEN,
    TRUSTS,
    WALKHAM,
    WALMER,
)
from ledger.example.stories import shared_post
from ledger.log.engine import open_database, reading
from ledger.log.keys import Keys
from ledger.log.recorder import Recorder
from ledger.log.schema import prepare
from ledger.log.vault import Vault
from ledger.projections import VIEWS, listing, meetings
from ledger.projections.build import builds
from ledger.projections.build import prepare as prepare_views
from ledger.projections.digest import digest
from ledger.projections.entries import Entries
from ledger.projections.follow import follow
from ledger.projections.scope import Scope
from ledger.projections.snapshot import Snapshot, at
from tests.keys import keys_in
from tests.projections.frozen import LEDGER

REAL_SCHOOLS = Path(__file__).resolve().parents[1] / "../shared/data/schools/england_2018.csv.gz"
AFTER_IT_ALL = date(2026, 10, 31)
AUDITOR = Scope(Role.AUDITOR, frozenset(), AFTER_IT_ALL)
NOT_TOLD: dict[type[Any], str] = dict.fromkeys(
    (*privacy.KINDS, *sealing.KINDS), "nobody in a made-up school asks to be forgotten"
) | {
    HubClosed: "the hub goes on",
    PartnershipEnded: "the pastoral leaders go on",
    PastoralPartnershipEnded: "the pastoral leaders go on",
    CircleEnded: "the circle goes on",
    ExpertiseOfferWithdrawn: "the offer stands",
    LessonStudyCancelled: "the study took place; other acts are called off",
    IntakePublished: "the department publishes nothing of schools that are made up",
    CollaborationAmended: "nothing was said wrongly of a collaboration",
    FollowUpPlanned: "what the schools took further is told on the day",
    ConflictDeclared: "nobody is related to the expert",
    CollaborationWithdrawalRequested: "no collaboration was recorded in error",
    CollaborationWithdrawn: "no collaboration was recorded in error",
    CollaborationReinstated: "no collaboration was recorded in error",
    CollaborationDisputed: "nobody disputes what was said of a collaboration",
    CollaborationDisputeResolved: "nobody disputes what was said of a collaboration",
    CollaborationReopened: "no collaboration was ended in error",
    PostContributorJoined: "schools come in with a new school year, which is a new post",
}
"""Kinds that no story tells, and why."""

NAMES: dict[str, str] = {said.school: said.name for said in REGISTER} | {
    LANGDON_ACADEMY: "Langdon Hole Primary Academy"
}


@dataclass(frozen=True)
class Told:
    """The example in a database, with views that have read it."""

    engine: sa.Engine
    keys: Keys
    log: Recorder
    entries: tuple[Recorded[Any], ...]

    def of(self, kind: type[Any]) -> list[Recorded[Any]]:
        return [entry for entry in self.entries if isinstance(entry.event, kind)]

    def ask(self, connection: sa.Connection, known_by: int | None = None) -> Snapshot:
        return at(connection, VIEWS, AUDITOR, known_by=known_by)

    def shape(self, *numbers: SchoolId) -> Engagement:
        with reading(self.engine) as connection:
            found = meetings.of_schools(self.ask(connection), numbers)
        return engagement(found, AFTER_IT_ALL)

    def digests(self) -> list[str]:
        with reading(self.engine) as connection:
            standing = builds(connection, VIEWS)
            return [digest(connection, build, len(self.entries)) for build in standing]


def tell(url: str, keys: Keys) -> Iterator[Told]:
    engine = open_database(url)
    prepare(engine)
    load(engine, keys)
    log = Recorder(engine)
    prepare_views(engine, VIEWS)
    follow(engine, VIEWS, Entries())
    yield Told(engine, keys, log, tuple(decode(stored) for stored in log.read()))
    log.close()
    engine.dispose()


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    folder = tmp_path_factory.mktemp("told")
    yield from tell(f"sqlite:///{folder}/ledger.db", keys_in(folder))


@pytest.fixture
def told_again(database_url: str, keys: Keys) -> Iterator[Told]:
    """The example once more, on each database."""
    yield from tell(database_url, keys)


def plain(entry: Recorded[Any]) -> tuple[Any, ...]:
    """The entry without its salts: where words are sealed, only that they are."""
    facts = [
        (path, "sealed" if isinstance(value, Sealed) else value)
        for _, value, path in leaves(entry.event)
    ]
    return entry.position, entry.id, entry.at, entry.by, entry.tags, type(entry.event), facts


# As a whole.


def test_told_again_it_is_the_same_on_any_database(told: Told, told_again: Told) -> None:
    assert [plain(entry) for entry in told_again.entries] == [plain(e) for e in told.entries]
    assert told_again.digests() == told.digests()


def test_it_goes_into_an_empty_ledger_only(told: Told) -> None:
    with pytest.raises(NotEmpty, match="empty ledger only"):
        load(told.engine, told.keys)
    assert told.log.size() == len(told.entries)


def test_every_kind_that_it_ever_told_of_occurs(told: Told) -> None:
    """The frozen ledger is the example as it once was. A newer kind may wait for its story."""
    with gzip.open(LEDGER, "rt", encoding="utf-8") as lines:
        once = {BY_TOPIC[json.loads(line)["type"]] for line in lines}
    assert once - {type(entry.event) for entry in told.entries} == set()


def test_no_kind_occurs_of_which_it_is_said_why_not(told: Told) -> None:
    assert NOT_TOLD.keys() & {type(entry.event) for entry in told.entries} == set()


def test_each_is_recorded_after_it_happened_and_after_the_one_before(told: Told) -> None:
    times = [entry.at for entry in told.entries]
    assert times == sorted(times)
    assert times[-1] < datetime(2026, 11, 1, tzinfo=UTC)
    for entry in told.entries:
        recorded_on = entry.at.astimezone(LONDON).date()
        assert getattr(entry.event, "happened_on", recorded_on) <= recorded_on
        assert entry.by.role is Role.SYSTEM or is_taught(recorded_on)


def test_two_visits_were_recorded_weeks_late(told: Told) -> None:
    lags = [(entry.at.date() - entry.event.happened_on).days for entry in told.of(VisitHeld)]
    assert sorted(lag for lag in lags if lag > 14) == [36, 50]
    assert lags.count(1) > 20


def test_the_winter_to_come_is_planned_and_not_held(told: Told) -> None:
    ahead = [e for e in told.of(Planned) if e.event.planned_for > date(2026, 11, 1)]
    held = {f"{entry.event.act}" for entry in told.of(Held)}
    assert len(ahead) >= 4
    assert not {str(entry.id) for entry in ahead} & held


def test_every_class_of_engagement_can_be_looked_at(told: Told) -> None:
    expected = {
        MOSSBANK: Sustained.EMBEDDED, SPODDEN: Sustained.EMBEDDED, HEALEY: Sustained.EMBEDDED,
        OLD_PARK: Sustained.SUSTAINED, SAMPHIRE: Sustained.SUSTAINED,
        WALKHAM: Sustained.SUSTAINED, REDLAKE: Sustained.DEVELOPING,
        DARTCOMBE: Sustained.LAPSED, CARADON: Sustained.SPORADIC,
        GOODWIN_SANDS: Sustained.SPORADIC, LEAS_LIFT: Sustained.ONE_OFF,
        FERRY_STEPS: Sustained.NONE, SchoolId("900027"): Sustained.NONE,
    }  # fmt: skip
    assert {school: told.shape(school).sustained for school in expected} == expected
    assert set(expected.values()) == set(Sustained)


def test_everything_is_said_in_sentences(told: Told) -> None:
    for entry in told.entries:
        sentence = entry.event.sentence((TRUSTS | NAMES).__getitem__)
        assert re.fullmatch(r"[A-Z0-9].*\.", sentence), sentence
        assert not re.search(r"9000\d\d|UNKNOWN|None", sentence), sentence


def test_no_school_is_real(told: Told) -> None:
    with gzip.open(REAL_SCHOOLS, "rt", encoding="windows-1252") as file:
        real = {row["URN"]: row["EstablishmentName"].lower() for row in csv.DictReader(file)}
    named = {school for entry in told.entries for school in entry.event.schools()}
    assert named == set(NAMES)
    assert all("900001" <= school <= "900099" for school in named)
    assert max(real) < "900001"
    assert not {name.lower() for name in NAMES.values()} & set(real.values())
    assert len(set(NAMES.values())) == len(NAMES)
    assert {said.trust for said in REGISTER} == {*TRUSTS, None}


def test_its_words_can_be_read_and_name_no_pupil(told: Told) -> None:
    sealed = [
        value.commitment
        for entry in told.entries
        for _, value, _ in leaves(entry.event)
        if isinstance(value, Sealed)
    ]
    words = Vault(told.engine, told.keys).open_many(sealed)
    assert len(words) == len(sealed) > 80
    for text in words.values():
        assert not PUPIL_NUMBER.search(text)
        assert re.fullmatch(r"[A-Z].{10,}", text), text


# Story by story.


def test_rochdale_put_a_date_right_and_the_earlier_answer_stays(told: Told) -> None:
    (amended,) = (entry for entry in told.of(Amended) if entry.event.field == "happened_on")
    wanted = listing.Wanted(schools=(HEALEY,), earliest=date(2024, 10, 1), latest=date(2024, 10, 2))
    with reading(told.engine) as connection:
        before = listing.acts(told.ask(connection, amended.position - 1), wanted)
        now = listing.acts(told.ask(connection), wanted)
    assert [act.day for act in before] == [date(2024, 10, 1)]
    assert [act.day for act in now] == [date(2024, 10, 2)]


def test_rochdale_told_of_a_visit_in_may_only_in_july(told: Told) -> None:
    wanted = listing.Wanted(schools=(SPODDEN,), earliest=date(2025, 5, 1), latest=date(2025, 5, 31))
    in_june = told.log.position_at(datetime(2025, 6, 30, tzinfo=UTC))
    with reading(told.engine) as connection:
        assert listing.count(told.ask(connection, in_june), wanted) == 0
        assert [act.day for act in listing.acts(told.ask(connection), wanted)] == [
            date(2025, 5, 21)
        ]


def test_the_pastoral_leaders_found_no_clear_change(told: Told) -> None:
    tags = next(e.tags for e in told.of(EvaluationFindingsAgreed) if e.by.school == IRKFIELD)
    act = next(tag for tag in tags if tag.startswith("act:"))
    findings = [e.event.finding for e in told.of(EvaluationFindingsAgreed) if act in e.tags]
    assert findings == [Finding.NO_CLEAR_CHANGE] * 3


def test_the_geographer_is_paid_for_to_the_penny(told: Told) -> None:
    pupils = {said.school: said.pupils or 0 for said in REGISTER}
    posts = [
        [e.event for e in told.of(PostContributionAgreed) if e.event.act == post.id]
        for post in told.of(SharedPostProposed)
    ]
    owed = [3_150_000 - 300_000, 3_225_550 - 300_000, 2_998_700]
    assert [len(agreed) for agreed in posts] == [12, 11, 11]
    assert [sum(agreed.amount_per_year for agreed in post) for post in posts] == owed
    for post, whole in zip(posts, owed, strict=True):
        of_all = sum(pupils[agreed.school] for agreed in post)
        for agreed in post:
            assert abs(agreed.amount_per_year - whole * pupils[agreed.school] / of_all) < 1


def test_one_school_leaves_the_geographer_at_easter(told: Told) -> None:
    (left,) = (entry.event for entry in told.of(SchoolLeft) if entry.event.school == CARADON)
    (paid_back,) = (entry.event for entry in told.of(PostContributorLeft))
    assert left.happened_on == paid_back.happened_on == date(2024, 3, 26)  # Easter was on the 31st
    assert paid_back.refund == round(241_354 * 13 / 39)
    later = [e.event for e in told.of(Occasion) if e.event.happened_on > left.happened_on]
    assert CARADON not in {there.school for held in later for there in held.attendance}
    days = [e.event for e in told.of(PostDayDelivered) if e.event.school == CARADON]
    assert days
    assert max(day.happened_on for day in days) < left.happened_on
    assert CARADON not in shared_post.SECOND_YEAR


def test_each_year_she_has_given_most_of_her_days_and_the_smallest_schools_see_it(
    told: Told,
) -> None:
    had = [
        Counter(e.event.school for e in told.of(PostDayDelivered) if e.event.act == post.id)
        for post in told.of(SharedPostProposed)
    ]
    assert [days.total() for days in had] == [108, 105, 108]
    assert [(days[HALSTOCK], days[LYD]) for days in had] == [(16, 8), (17, 8), (11, 11)]


def test_the_dover_hub_began_on_a_wednesday_in_february_with_twenty_six(told: Told) -> None:
    launch = told.of(HubMeetingHeld)[0].event
    assert f"{launch.happened_on:%A %B %Y}" == "Wednesday February 2024"
    assert sum(there.attended for there in launch.attendance) == 26
    assert launch.first_external_count == 15
    assert len(launch.attendance) == 8
    trusts = {said.school: said.trust for said in REGISTER}
    assert {trusts[there.school] for there in launch.attendance} == {*TRUSTS, None}


def test_langdon_keeps_its_history_under_its_new_number(told: Told) -> None:
    whole = told.shape(LANGDON, LANGDON_ACADEMY)
    parts = told.shape(LANGDON), told.shape(LANGDON_ACADEMY)
    assert [part.confirmed for part in parts] == [3, 2]
    assert whole.confirmed == 5
    assert whole.sustained is Sustained.DEVELOPING


def test_a_visit_that_was_none_is_withdrawn_by_a_colleague_and_counts_nowhere(
    told: Told,
) -> None:
    (retracted,) = (e for e in told.of(Retracted) if e.by.school == WALMER)
    (held,) = (e for e in told.of(VisitHeld) if e.event.act == retracted.event.act)
    assert held.by.school == retracted.by.school == WALMER
    assert held.by.person != retracted.by.person
    assert held.position not in told.shape(WALMER).sources
    assert told.shape(WALMER).confirmed == 1


def test_six_schools_pool_4_800_pounds_for_an_expert(told: Told) -> None:
    (plan,) = told.of(CommissionNeedAgreed)
    (pool,) = told.of(PoolOpened)
    paid = [e.event for e in told.of(ContributionPaid) if e.event.act == plan.id]
    assert [one.amount for one in paid] == list(pool.event.owed().values()) == [80_000] * 6
    assert pool.event.to_raise == 480_000
    (accounted,) = (e.event for e in told.of(CommissionReconciled) if e.event.act == plan.id)
    assert accounted.spent + sum(one.amount for one in accounted.refunds) == 480_000
    sessions = [e for e in told.of(ExpertSessionHeld) if str(e.event.act) == str(plan.id)]
    confirmed = [
        len([c for c in told.of(AttendanceConfirmed) if str(c.event.occasion) == str(held.id)])
        for held in sessions
    ]
    assert confirmed == [6, 5]
    assert told.shape(HAUGHMOND).unconfirmed == 1


def test_one_of_them_does_not_agree_with_the_findings(told: Told) -> None:
    (dissent,) = told.of(EvaluationDissentRecorded)
    assert dissent.event.school == HAUGHMOND


def test_the_small_school_joins_a_year_later_and_is_no_longer_alone(told: Told) -> None:
    shape = told.shape(REDLAKE)
    assert [cell.term for cell in shape.cells][:2] == [
        Term(2025, Season.AUTUMN), Term(2025, Season.SPRING)
    ]  # fmt: skip
    assert shape.confirmed == 8


def test_schools_that_claim_and_never_confirm_are_not_counted(told: Told) -> None:
    assert (told.shape(FERRY_STEPS).unconfirmed, told.shape(FERRY_STEPS).confirmed) == (3, 0)
    assert (told.shape(CRETEWAY).unconfirmed, told.shape(CRETEWAY).confirmed) == (1, 0)


def test_some_days_were_moved_before_the_act_was_held(told: Told) -> None:
    held = {entry.event.act: entry for entry in reversed(told.of(Held))}
    for moved in told.of(Rescheduled):
        assert held[moved.event.act].event.happened_on == moved.event.planned_for
        assert held[moved.event.act].position > moved.position
    assert {type(moved.event) for moved in told.of(Rescheduled)} == {
        kind for kind in KINDS if issubclass(kind, Rescheduled)
    }


def test_old_park_down_is_told_by_the_register_to_have_grown(told: Told) -> None:
    changed = next(e.event for e in told.entries if hasattr(e.event, "changes"))
    assert (changed.school, changed.changes[0].new) == (OLD_PARK, "231")


# The calendar of the stories.


def test_weeks_of_teaching_lie_in_the_term_that_names_them() -> None:
    for season, weeks in ((Season.AUTUMN, AUTUMNS), (Season.SPRING, SPRINGS), (2, SUMMERS)):
        for term in weeks.values():
            mondays = (term.first, term.half_term, term.last)
            assert {day.weekday() for day in mondays} == {0}
            assert term_of(term.first).season == term_of(term.last).season == season


def test_the_holiday_in_the_middle_is_no_week_of_teaching() -> None:
    term = AUTUMNS[2023]
    assert [term.week(n, FRIDAY) for n in (7, 8)] == [date(2023, 10, 20), date(2023, 11, 3)]
    assert school_days_after(date(2023, 10, 20), 1) == date(2023, 10, 30)
    with pytest.raises(AssertionError, match="no week 16"):
        term.week(16)
