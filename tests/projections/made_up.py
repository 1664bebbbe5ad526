"""Made-up histories of schools that work together: always the same for one seed, and all legal.

Each command is drawn at random and judged by the rules; what they refuse is left out.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from random import Random
from typing import Any

from ledger.domain.act import Act, Opening
from ledger.domain.acts.amendment import Amended
from ledger.domain.acts.attendance import AttendanceConfirmed
from ledger.domain.acts.barrier import Mitigation
from ledger.domain.acts.commission_account import CommissionReconciled
from ledger.domain.acts.commission_pool import ContributionPaid
from ledger.domain.acts.cpd_market import OfferPublished, OfferRevised
from ledger.domain.acts.joint_commission import (
    ExpertSessionHeld,
    FollowUpForm,
    JointCommissionFollowedUp,
    JointCommissionPlanned,
)
from ledger.domain.acts.provider_feedback import (
    ProviderDimension,
    ProviderFeedbackGiven,
    ProviderResponseRecorded,
)
from ledger.domain.acts.release_time import (
    CostMethod,
    Cover,
    CoverCostRecorded,
    ReleaseTimeGranted,
    ReleaseTimeRequested,
    ReleaseTimeUsed,
)
from ledger.domain.acts.shared_evaluation import (
    BaselineRecorded,
    Comparison,
    EvaluationDissentRecorded,
    EvaluationFindingsAgreed,
    EvaluationRevised,
    Finding,
    FollowUpReadingRecorded,
    SharedEvaluationDesigned,
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
from ledger.domain.collaboration import (
    CollaborationBegun,
    HowEnded,
    SchoolJoined,
    WhyLeft,
    stays,
)
from ledger.domain.commission import payments
from ledger.domain.correction import corrected
from ledger.domain.ending import CollaborationEnded
from ledger.domain.entry import Entry
from ledger.domain.identifiers import (
    AcademicYear,
    ActId,
    CitedAct,
    CollaborationId,
    EntryId,
    FieldName,
    ProviderId,
    SchoolId,
    TrustId,
)
from ledger.domain.leaving import SchoolLeft
from ledger.domain.measure import (
    Arm,
    CollectedBy,
    Direction,
    Level,
    Measure,
    MeasureKind,
    ProportionReading,
    Reading,
    Unit,
)
from ledger.domain.money import Contribution, Share, Vat
from ledger.domain.occasion import Held
from ledger.domain.outcome import Area, Outcome
from ledger.domain.past import By, Past, Recorded
from ledger.domain.plain import canonical
from ledger.domain.pupil_intake import IntakePublished, Matching
from ledger.domain.record import Pence, Sealed
from ledger.domain.school import (
    Change,
    SchoolClosed,
    SchoolDetailsChanged,
    SchoolSucceeded,
    Succession,
)
from ledger.domain.term_calendar import (
    ClosureCause,
    ClosureRecorded,
    InsetDayMoved,
    TermCalendarPublished,
    TermCalendarRevised,
    WhyRevised,
)
from ledger.domain.terms import CalendarScope, HalfTerm
from ledger.domain.trust import (
    GroupKind,
    SchoolJoinedTrust,
    SchoolLeftTrust,
    TrustRegistered,
)
from ledger.domain.words import Attendance, Barrier, Focus, Subject, Theme
from tests.projections.made_up_matters import AFTERWARDS, RAISED
from tests.projections.story import colleague
from tests.scenario import ADA, NOW, TODAY, Scenario, begun, given_only, school

SCHOOLS = tuple(SchoolId(str(900_001 + number)) for number in range(8))
TRUST = SCHOOLS[:3]
PROVIDERS = (ProviderId("dover-geography"), ProviderId("maps-for-all"))
REASON = Sealed("it was noted down wrongly")
FIRST = date(2025, 9, 1)


@cache
def made_up(seed: int, size: int = 120) -> Scenario:
    """A history of so many entries."""
    teller = Teller(Random(seed))
    for number in SCHOOLS:
        trust = TrustId("77") if number in TRUST else None
        teller.says(ADA, school(number, town="Dover", trust=trust, la_code="886"))
    while len(teller.story.entries) < size:
        teller.goes_on()
    return teller.story


@dataclass
class Teller:
    random: Random
    story: Scenario = field(default_factory=given_only)

    def goes_on(self) -> None:
        """Something happens, if the rules allow it."""
        acts = self.of(Opening)
        luck = self.random.random()
        if luck < 0.03:
            self.register_changes()
            self.intake_is_published()
        elif luck < 0.06:
            self.calendars_change()
        elif luck < 0.09 or not self.of(CollaborationBegun):
            self.begins()
        elif luck < 0.15:
            self.membership_changes()
        elif luck < 0.2:
            self.raises()
        elif luck < 0.34 or not acts:
            self.plans()
        else:
            self.carries_on(self.random.choice(acts))

    def says(self, by: By, command: Entry) -> None:
        self.story = self.story.when(command, by).after

    def of(self, kind: type[Any]) -> list[Recorded[Any]]:
        return [entry for entry in self.story.entries if isinstance(entry.event, kind)]

    def day(self, first: date = FIRST, last: date = TODAY) -> date:
        return first + timedelta(days=self.random.randint(0, max(0, (last - first).days)))

    def some(self, schools: list[SchoolId], most: int = 4) -> tuple[SchoolId, ...]:
        fewest = min(2, len(schools))
        return tuple(
            self.random.sample(schools, self.random.randint(fewest, min(most, len(schools))))
        )

    def focus(self) -> Focus:
        return Focus(
            theme=self.random.choice(list(Theme)), subject=self.random.choice([None, *Subject])
        )

    def register_changes(self) -> None:
        one, other = self.random.sample(SCHOOLS, 2)
        change = Change(field=FieldName("pupils"), old=None, new=str(self.random.randint(1, 999)))
        self.says(ADA, self.random.choice([
            SchoolDetailsChanged(school=one, changes=(change,)),
            SchoolClosed(school=one, closed_on=self.day(date(2026, 1, 1))),
            SchoolSucceeded(
                school=one, successor=other, happened_on=self.day(),
                succession=self.random.choice([Succession.SUCCESSION, Succession.MERGER]),
            ),
            *self.trust_changes(one),
        ]))  # fmt: skip

    def intake_is_published(self) -> None:
        """The department says whom a school takes in. It has dice of its own, so that whatever else
        happens in a story stays as it was."""
        dice = Random(len(self.story.entries))
        self.says(
            ADA,
            IntakePublished(
                school=dice.choice(SCHOOLS), matching=dice.choice(list(Matching)), edition="2025",
                pupil_premium=Decimal(dice.randint(0, 400)) / 10, pupils=210,
            ),
        )  # fmt: skip

    def trust_changes(self, one: SchoolId) -> list[Entry]:
        """What may happen between a school and two trusts; most of it is refused."""
        uid, other = self.random.sample([TrustId("77"), TrustId("78")], 2)
        change = Change(field=FieldName("trust"), old=uid, new=other)
        return [
            SchoolJoinedTrust(school=one, uid=uid, happened_on=self.day()),
            SchoolLeftTrust(school=one, uid=uid, happened_on=self.day()),
            SchoolDetailsChanged(school=one, changes=(change,)),
            TrustRegistered(
                uid=uid, name=f"Trust {uid}", group_kind=GroupKind.TRUST, opened_on=self.day()
            ),
        ]

    def calendars_change(self) -> None:
        """Somebody tells the term dates of a year, or shuts a school."""
        number = self.random.choice(SCHOOLS)
        by, scope, scope_id = self.random.choice([
            (colleague(number), CalendarScope.SCHOOL, str(number)),
            (ADA, CalendarScope.TRUST, "77"),
            (ADA, CalendarScope.LA, "886"),
            (ADA, CalendarScope.NATIONAL, None),
        ])  # fmt: skip
        of = {"scope": scope, "scope_id": scope_id}
        first, again, inset = self.day(), self.day(last=date(2025, 9, 9)), date(2025, 9, 1)
        year = of | {"academic_year": AcademicYear("2025/26")}
        spans = tuple(
            HalfTerm(half=n + 1, first_day=start, last_day=start + timedelta(days=40))
            for n, start in ((n, again + timedelta(days=50 * n)) for n in (0, 2, 4))
        )
        dates = year | {"inset": (inset,), "edition": str(again), "spans": spans}
        for said in (
            TermCalendarPublished(**dates),
            self.random.choice([
                TermCalendarRevised(**dates, why_revised=WhyRevised.OTHER),
                InsetDayMoved(**year, from_day=inset, to_day=first),
                ClosureRecorded(**of, cause=ClosureCause.SNOW, first_day=first, last_day=first),
            ]),
        ):  # fmt: skip
            self.says(by, said)

    def begins(self) -> None:
        partners = self.some(list(SCHOOLS))
        day = self.day(last=date(2025, 12, 1))
        self.says(colleague(partners[0]), begun(*partners, focus=self.focus(), happened_on=day))

    def membership_changes(self) -> None:
        of = CollaborationId(str(self.random.choice(self.of(CollaborationBegun)).id))
        inside = self.members(of)
        here, other = self.random.choice(inside), self.random.choice(SCHOOLS)
        day = self.day()
        left = {"collaboration": of, "happened_on": day}
        self.says(colleague(here), self.random.choices([
            SchoolJoined(school=other, **left),
            SchoolLeft(school=here, why_left=WhyLeft.OTHER, **left),
            CollaborationEnded(how_ended=HowEnded.COMPLETED, **left),
        ], [5, 4, 1])[0])  # fmt: skip

    def members(self, of: CollaborationId) -> list[SchoolId]:
        """The schools that ever took part."""
        inside = tuple(e for e in self.story.entries if f"collaboration:{of}" in e.tags)
        return sorted(stays(Past(inside, ADA, NOW)))

    def plans(self) -> None:
        of = CollaborationId(str(self.random.choice(self.of(CollaborationBegun)).id))
        partners = self.some(self.members(of))
        common = {
            "collaboration": of,
            "focus": self.focus(),
            "planned_for": self.day(last=date(2026, 7, 1)),
            "minutes": self.random.choice([20, 60, 90]),
        }
        plan = self.random.choice([visit, visit, commission, evaluation])
        planned = plan(partners, common)
        earlier = self.of(Opening)
        if plan is evaluation and earlier and self.random.random() < 0.5:
            before = self.random.choice(earlier)
            planned = replace(planned, evaluates=CitedAct(int=before.id.int))
        self.says(colleague(partners[0]), planned)

    def raises(self) -> None:
        """A school says something that is no meeting."""
        of = CollaborationId(str(self.random.choice(self.of(CollaborationBegun)).id))
        one = self.random.choice(self.members(of))
        part = {"part_of": self.random.choice([None, of]), "happened_on": self.day()}
        self.says(colleague(one), self.random.choice(RAISED)(self, one, part))

    def carries_on(self, opened: Recorded[Opening]) -> None:
        schools = sorted(opened.event.schools())
        by = colleague(self.random.choice(schools))
        of = ActId(str(opened.id))
        kind = type(opened.event)
        luck = self.random.random()
        if luck < 0.2:
            self.says(by, self.amendment(of))
        elif luck < 0.24:
            self.says(by, Retracted(act=of, reason=REASON))
        elif luck < 0.28:
            self.says(by, asks_for_time(self, of, by))
        elif luck < 0.34:
            self.says(by, self.random.choice([feedback, offer])(self, of, by))
        elif luck < 0.5:
            self.says(by, self.confirmation(of, by))
        else:
            self.says(by, self.random.choice(LATER[kind])(self, of, tuple(schools)))

    def life(self, of: ActId) -> list[Recorded[Act]]:
        return [entry for entry in self.story.entries if f"act:{of}" in entry.tags]

    def confirmation(self, of: ActId, by: By) -> AttendanceConfirmed:
        held = [EntryId(str(e.id)) for e in self.life(of) if isinstance(e.event, Held)]
        assert by.school is not None
        return AttendanceConfirmed(
            act=of,
            school=by.school,
            attended=self.random.choice([0, 1, 3]),
            occasion=self.random.choice(held) if len(held) > 1 else None,
        )

    def amendment(self, of: ActId) -> Amended:
        """One of the facts that a view keeps is said to be otherwise."""
        wrong = self.random.choice(corrected(tuple(self.life(of))))
        fields = [name for name in CHANGES if hasattr(wrong.event, name)] or ["planned_for"]
        return self.amends(of, wrong, self.random.choice(fields))

    def amends(self, of: ActId, wrong: Recorded[Act], name: str) -> Amended:
        """Another value for one of its facts."""
        was = getattr(wrong.event, name, None)
        return Amended(
            act=of,
            entry=EntryId(str(wrong.id)),
            field=FieldName(name),
            old=canonical(was).decode(),
            new=json.dumps(CHANGES[name](self, json.loads(canonical(was)))),
            reason=REASON,
        )

    def attendance(self, schools: tuple[SchoolId, ...]) -> tuple[Attendance, ...]:
        return tuple(Attendance(school=s, attended=self.random.randint(0, 4)) for s in schools)

    def happened(self, schools: tuple[SchoolId, ...]) -> dict[str, Any]:
        return {
            "happened_on": self.day(),
            "minutes": self.random.choice([20, 60, 90]),
            "attendance": self.attendance(schools),
        }

    def readings(self, schools: tuple[SchoolId, ...], later: bool = False) -> dict[str, Any]:
        """Means and shares of these schools; some groups are too small to be shown."""
        read: dict[str, list[Any]] = {"readings": [], "proportions": []}
        for number, one in enumerate(schools):
            common = {
                "school": one, "n": self.random.choice([6, 12, 20, 30]),
                "missing": self.random.choice([0, 2, 9]),
                "collected_by": self.random.choice(list(CollectedBy)),
                "arm": Arm.COMPARISON if number == 3 else None,
                "is_same_people": later and self.random.random() < 0.7,
            }  # fmt: skip
            mean, sd = (Decimal(self.random.randint(*ends)) for ends in ((70, 130), (5, 15)))
            alike = common["is_same_people"] and self.random.random() < 0.5
            r = Decimal("0.6") if alike else None
            read["readings"].append(Reading(measure="age", mean=mean, sd=sd, r=r, **common))
            x = self.random.randint(0, 6)
            read["proportions"].append(ProportionReading(measure="secure", x=x, **common))
        return {name: tuple(told) for name, told in read.items()}


Plain = Any
CHANGES: dict[str, Callable[[Teller, Plain], Plain]] = {
    "planned_for": lambda teller, was: str(teller.day()),
    "happened_on": lambda teller, was: str(teller.day()),
    "minutes": lambda teller, was: teller.random.choice([20, 45, 90]),
    "barrier": lambda teller, was: teller.random.choice(list(Barrier)),
    "mitigation": lambda teller, was: teller.random.choice(list(Mitigation)),
    "attended": lambda teller, was: teller.random.randint(0, 3),
    "amount": lambda teller, was: teller.random.randint(1, 90),
    "rating": lambda teller, was: teller.random.randint(1, 5),
    "provider": lambda teller, was: teller.random.choice(PROVIDERS),
    "follow_up_sessions": lambda teller, was: teller.random.randint(0, 5),
    "rate": lambda teller, was: teller.random.randint(1, 900),
    "cover": lambda teller, was: teller.random.choice(list(Cover)),
    "attendance": lambda teller, was: [
        there | {"attended": teller.random.randint(0, 3)} for there in was
    ],
    "readings": lambda teller, was: [
        one
        | {
            "n": teller.random.choice([8, 19, one["n"]]),
            "mean": str(teller.random.randint(70, 130)),
        }
        for one in was
    ],
    "finding": lambda teller, was: teller.random.choice(list(Finding)),
    "focus": lambda teller, was: {"theme": teller.random.choice(list(Theme)), "year_groups": []},
}

Partners = tuple[SchoolId, ...]


def visit(partners: Partners, common: dict[str, Any]) -> VisitPlanned:
    host, *visitors = partners
    return VisitPlanned(host=host, visitors=tuple(visitors), purpose=Purpose.REFINE, **common)


def commission(partners: Partners, common: dict[str, Any]) -> JointCommissionPlanned:
    return JointCommissionPlanned(
        partners=partners, provider=PROVIDERS[0], brief=Sealed("show us maps"),
        sessions=2, follow_up_sessions=1, price=Pence(100 * len(partners)), vat=Vat.EXEMPT,
        share=Share.EQUAL, contributions=tuple(
            Contribution(school=s, amount=Pence(100)) for s in partners
        ), **common,
    )  # fmt: skip


def evaluation(partners: Partners, common: dict[str, Any]) -> SharedEvaluationDesigned:
    age = Measure(
        measure="age", level=Level.PUPIL_OUTCOME, unit=Unit.STANDARDISED_SCORE,
        direction=Direction.HIGHER, scale_min=Decimal(60), scale_max=Decimal(140),
        instrument="a reading test",
    )  # fmt: skip
    secure = replace(
        age, measure="secure", measure_kind=MeasureKind.PROPORTION, level=Level.LEARNING
    )
    return SharedEvaluationDesigned(
        partners=partners, question=Sealed("do they read more"), measures=(age, secure),
        comparison=Comparison.PRE_POST, analysis_plan=Sealed("mean change"), **common,
    )  # fmt: skip


def feedback(teller: Teller, of: ActId, by: By) -> ProviderFeedbackGiven:
    assert by.school is not None
    return ProviderFeedbackGiven(
        school=by.school, commission=CitedAct(str(of)), provider=PROVIDERS[0],
        dimension=teller.random.choice(list(ProviderDimension)),
        rating=teller.random.randint(1, 5), happened_on=teller.day(),
    )  # fmt: skip


def offer(teller: Teller, of: ActId, by: By) -> OfferPublished:
    outcome = Outcome(area=Area.SUBJECT, statement=Sealed("they read maps"))
    return OfferPublished(
        posted_by=by.school, provider=teller.random.choice(PROVIDERS), focus=teller.focus(),
        outcomes=(outcome,), sessions=2, follow_up_sessions=1, price=Pence(90_000),
        vat=Vat.EXEMPT, happened_on=teller.day(),
    )  # fmt: skip


def asks_for_time(teller: Teller, of: ActId, by: By) -> ReleaseTimeRequested:
    assert by.school is not None
    return ReleaseTimeRequested(
        school=by.school, meant_for=CitedAct(str(of)), minutes=90, happened_on=teller.day()
    )


def reconciliation(teller: Teller, of: ActId) -> CommissionReconciled:
    """One that balances: half of what each school paid was spent."""
    paid = payments(Past(corrected(tuple(teller.life(of))), ADA, NOW))
    back = {number: pence // 2 for number, pence in paid.items()}
    return CommissionReconciled(
        act=of, happened_on=teller.day(), spent=Pence(paid.total() - sum(back.values())),
        contributions=tuple(Contribution(school=s, amount=p) for s, p in paid.items()),
        refunds=tuple(Contribution(school=s, amount=Pence(p)) for s, p in back.items()),
    )  # fmt: skip


Next = Callable[[Teller, ActId, Partners], Entry]
TRIED = Sealed("we tried it")
LATER: dict[type[Opening], list[Next]] = {
    VisitPlanned: [
        lambda t, a, s: VisitRescheduled(
            act=a, planned_for=t.day(last=date(2026, 7, 1)), reason=REASON
        ),
        lambda t, a, s: VisitCancelled(act=a, happened_on=t.day(), barrier=Barrier.BUDGET),
        lambda t, a, s: VisitHeld(act=a, lessons_seen=2, **t.happened(s)),
        lambda t, a, s: VisitHeld(act=a, lessons_seen=2, **t.happened(s)),
        lambda t, a, s: VisitFollowedUp(act=a, happened_on=t.day(), tried=TRIED),
        lambda t, a, s: VisitEvaluated(act=a, happened_on=t.day(), would_repeat=True),
    ],
    JointCommissionPlanned: [
        lambda t, a, s: ExpertSessionHeld(act=a, **t.happened(s)),
        lambda t, a, s: JointCommissionFollowedUp(
            act=a, happened_on=t.day(), tried=TRIED, form=FollowUpForm.COACHING
        ),
        lambda t, a, s: ContributionPaid(
            act=a, school=s[0], amount=Pence(t.random.randint(1, 50)), happened_on=t.day()
        ),
        lambda t, a, s: reconciliation(t, a),
    ],
    OfferPublished: [
        lambda t, a, s: OfferRevised(
            act=a, happened_on=t.day(), field=FieldName("sessions"), old="2", new="3"
        ),
    ],
    ProviderFeedbackGiven: [
        lambda t, a, s: ProviderResponseRecorded(act=a, happened_on=t.day(), response=TRIED),
    ],
    ReleaseTimeRequested: [
        lambda t, a, s: ReleaseTimeGranted(
            act=a, happened_on=t.day(), minutes=60, cover=Cover.SUPPLY, rate=Pence(21_800)
        ),
        lambda t, a, s: ReleaseTimeUsed(
            act=a, happened_on=t.day(), minutes=t.random.choice([20, 60]), is_over_granted=True
        ),
        lambda t, a, s: CoverCostRecorded(
            act=a,
            happened_on=t.day(),
            amount=Pence(t.random.randint(1, 9_000)),
            cost_method=t.random.choice(list(CostMethod)),
        ),
    ],
    SharedEvaluationDesigned: [
        lambda t, a, s: BaselineRecorded(act=a, **t.readings(s), **t.happened(s)),
        lambda t, a, s: FollowUpReadingRecorded(
            act=a, happened_on=t.day(), tried=TRIED, **t.readings(s, later=True)
        ),
        lambda t, a, s: EvaluationFindingsAgreed(
            act=a, happened_on=t.day(), school=s[0], finding=Finding.MIXED, statement=TRIED
        ),
        lambda t, a, s: EvaluationDissentRecorded(
            act=a, happened_on=t.day(), school=s[1], why_not=TRIED
        ),
        lambda t, a, s: EvaluationRevised(act=a, happened_on=t.day(), reason=REASON),
    ],
}
LATER |= AFTERWARDS
