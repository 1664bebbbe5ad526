"""A collaboration: who set out together, for what, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import strawberry

from api.derive import output
from api.documented import field, field_of, object_type
from api.line import RecordedEntry, SealedText, Told
from api.reading import engagement
from api.reading.about_school import about_school
from api.reading.act import Act, act_page
from api.reading.chain import Chain, chain_of
from api.reading.connection import (
    USUAL,
    After,
    Connection,
    First,
    check_first,
    connection,
    cursor_of,
    key_of,
)
from api.reading.engagement import Engagement
from api.reading.impact import ImpactMeasure, measures_of
from api.reading.money import FromDay, Spending, ToDay, spending_of
from api.reading.network import Network
from api.reading.reading import Reading
from api.reading.scorecard import Scorecard, scorecards
from api.reading.whole_record import about_barriers, about_ideas, about_next_steps, about_quality
from ledger.domain.collaboration import Beginning, stays
from ledger.domain.disputing import open_disputes
from ledger.domain.identifiers import CollaborationId, SchoolId
from ledger.domain.outcome import Outcome
from ledger.domain.steering import planned_focus, planned_outcomes, planned_terms
from ledger.domain.words import Focus
from ledger.figures import subject
from ledger.projections import collaborations, listing

OUTCOMES: Any = list[output(Outcome)]  # type: ignore[misc]


@object_type
class Partner:
    """A school's part in a collaboration."""

    urn: SchoolId = strawberry.field(description="the school, by the number it had then")
    from_day: date = strawberry.field(name="from", description="the day it came in")
    to_day: date | None = strawberry.field(
        name="to", description="the last day it took part; null while it does"
    )
    reading: strawberry.Private[Reading]

    school = about_school()


@object_type
class Collaboration:
    """Schools that set out to learn together for some terms."""

    row: strawberry.Private[collaborations.Collaboration]
    reading: strawberry.Private[Reading]

    @field
    def id(self) -> CollaborationId:
        """The collaboration, by the entry that began it."""
        return CollaborationId(int=self.row.id.int)

    @field
    def title(self) -> SealedText:
        """Its title."""
        return self.reading.sealed(self._begun.title)

    @field_of(output(Focus))
    def focus(self) -> Any:
        """What the schools want to get better at, as it was planned last."""
        return Told(planned_focus(self.reading.story(self.row.collaboration)), self.reading.words)

    @field_of(OUTCOMES)
    def outcomes(self) -> Any:
        """What pupils are meant to gain, in the order in which acts count them."""
        told = planned_outcomes(self.reading.story(self.row.collaboration))
        return [Told(outcome, self.reading.words) for outcome in told]

    @field
    def partners(self) -> list[Partner]:
        """Every stay of every school that takes or took part, first come first."""
        took_part = stays(self.reading.membership(self.row.collaboration))
        self.reading.schools.expect(took_part)
        return [
            Partner(urn=school, from_day=stay.first_day, to_day=stay.last_day, reading=self.reading)
            for school, each in took_part.items()
            for stay in each
        ]

    @field
    def begun_on(self) -> date:
        """The day it began."""
        return self.row.happened_on

    @field
    def started_on(self) -> date | None:
        """The day it started; null while it is only proposed."""
        return self.row.started_on

    @field
    def ended_on(self) -> date | None:
        """The day it ended, if it did."""
        return self.row.ended_on

    @field
    def is_withdrawn(self) -> bool:
        """Whether it was recorded in error, and counts nowhere. No list has it but an auditor's."""
        return self.row.is_withdrawn

    @field
    def is_disputed(self) -> bool:
        """Whether a school says that something said of it as a whole is not so: see its life."""
        return bool(open_disputes(self.reading.story(self.row.collaboration)))

    @field
    def planned_terms(self) -> int:
        """For how many terms it is meant to last, as it was planned last."""
        return planned_terms(self.reading.story(self.row.collaboration))

    @field_of(list[RecordedEntry])
    def life(self) -> Any:
        """Everything recorded of it as a whole, oldest first."""
        story = self.reading.story(self.row.collaboration)
        return [self.reading.line(entry) for entry in story.entries]

    @field
    def acts(self, first: First = USUAL, after: After = None) -> Connection[Act]:
        """What its schools did together, newest first."""
        wanted = listing.Wanted(collaboration=self.row.collaboration)
        return act_page(self.reading, wanted, first, after)

    @field
    def engagement(self) -> Engagement:
        """How sustained it is: an occasion counts once two confirmed it.

        Its terms are those of the school that was named first when it began.
        """
        return engagement.told(self.reading, self._in_its_terms)

    @field
    def network(self) -> Network:
        """How the schools that take part on the day asked about hang together in its acts."""
        return Network(whole=self._in_its_terms, reading=self.reading)

    @property
    def _in_its_terms(self) -> str:
        return subject.collaboration(self.row.collaboration, self._begun.partners[0])

    @field
    def measures(self) -> list[ImpactMeasure]:
        """What its schools measured together, and what that adds up to."""
        return measures_of(self.reading, self.row.collaboration)

    @field
    def chain(self) -> Chain:
        """From what was done to what was read, with its gaps."""
        return chain_of(self.reading, collaboration=self.row.collaboration)

    @field
    def spending(self, first: FromDay = None, last: ToDay = None) -> Spending:
        """What its schools put into the joint commissions that are part of it."""
        of = self.row.collaboration
        return spending_of(self.reading, first, last, collaboration=of)

    @field
    def scorecards(self) -> list[Scorecard]:
        """Which features of good professional learning its record shows, by each standard.

        A criterion says that a feature of the design is evidenced, never that the work helped
        anybody. Read them beside what changed, and never multiply the two.
        """
        return scorecards(self.reading, self.row.collaboration)

    ideas = about_ideas()
    barriers = about_barriers()
    next_steps = about_next_steps()
    record_quality = about_quality()

    @property
    def whole(self) -> str:
        """How the methods name it."""
        return subject.collaboration(self.row.collaboration)

    @property
    def _begun(self) -> Beginning:
        return self.reading.story(self.row.collaboration).last(Beginning)


def collaboration_at(reading: Reading, position: int) -> Collaboration | None:
    """The collaboration that the event at this position began, as far as it may be seen."""
    row = reading.collaborations.get(position)
    return None if row is None else Collaboration(row=row, reading=reading)


def collaboration_page(
    reading: Reading, urns: Iterable[str], first: int, after: After
) -> Connection[Collaboration]:
    """A page of collaborations, those begun last first; of these schools, or of all."""
    schools = tuple(urns)
    place = collaborations.BEFORE_ANY if after is None else key_of(after, date, int)
    rows = collaborations.page(reading.now, schools, check_first(first), (place[0], place[1]))
    reading.stories.expect(row.collaboration for row in rows)
    nodes = [
        (cursor_of(row.happened_on, row.collaboration), Collaboration(row=row, reading=reading))
        for row in rows
    ]
    return connection(nodes, first, after, lambda: collaborations.count(reading.now, schools))
