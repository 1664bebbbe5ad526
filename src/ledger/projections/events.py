"""Events: the entries of the ledger in the order of the log, as one may see them.

Those of acts and collaborations are found through the views, which know who may see them; those
of the register and of the term calendars, which are public, in the log. So are those about being
forgotten, which are for whoever checks the ledger as a whole.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import Select, bindparam, or_, select, true, union

from ledger.domain import privacy, pupil_intake, school, sealing, term_calendar, trust
from ledger.log.tables import event, event_tag
from ledger.projections.collaborations import member
from ledger.projections.history import part, step
from ledger.projections.question import Question, count_of, question, seen
from ledger.projections.scope import collaborations_of_asker
from ledger.projections.snapshot import Snapshot

TOPICS = (*school.TOPICS, *trust.TOPICS, *pupil_intake.TOPICS, *term_calendar.TOPICS)
"""What the register says, of schools and of trusts, and when their terms are."""

FORGETTING = (*privacy.TOPICS, *sealing.TOPICS)
"""What was said of forgetting people and texts."""


class Wanted(NamedTuple):
    """Which entries are asked for. What is left out is not looked at."""

    schools: tuple[str, ...] = ()
    """The numbers of one school through time."""
    collaboration: int = 0
    act: int = 0
    topics: tuple[str, ...] = ()
    """The stored names of a kind, in each of its versions."""


def _steps(*given: Any) -> Select[Any]:
    return select(step.c.step).where(
        *given,
        or_(bindparam("collaboration") == 0, step.c.collaboration == bindparam("collaboration")),
        or_(bindparam("act") == 0, step.c.act == bindparam("act")),
        or_(bindparam("versions") == 0, step.c.topic.in_(bindparam("topics", expanding=True))),
        *seen(step),
    )


SCHOOLS: Any = bindparam("schools", expanding=True)
OF_ACTS = (
    _steps(part.c.school.in_(SCHOOLS), *seen(part))
    .join_from(part, step, part.c.act == step.c.act)
)  # fmt: skip
OF_COLLABORATIONS = (
    _steps(member.c.school.in_(SCHOOLS), step.c.act == 0, *seen(member))
    .join_from(member, step, member.c.collaboration == step.c.collaboration)
)  # fmt: skip
OF_SCHOOL = select(union(OF_ACTS, OF_COLLABORATIONS).subquery().c.step)
OF_ACT = _steps(step.c.act == bindparam("act"))
OF_COLLABORATION = _steps(step.c.collaboration == bindparam("collaboration"))
OF_ASKER = _steps(step.c.collaboration.in_(collaborations_of_asker(member)))
ALL = _steps(true())


def _page(steps: Select[Any]) -> Question:
    """These entries in their order, from where the last page ended."""
    (position,) = steps.selected_columns
    later = steps.where(position > bindparam("after"))
    return question(later.order_by(position).limit(bindparam("first")))


PAGES = {
    asked: (_page(asked), count_of(question(asked)))
    for asked in (OF_SCHOOL, OF_ACT, OF_COLLABORATION, OF_ASKER, ALL)
}

KNOWN: Any = bindparam("known_by")
REGISTERED = select(event.c.position).where(
    event.c.type.in_(bindparam("topics", expanding=True)), event.c.position <= KNOWN
)
REGISTERED_OF = (
    select(event_tag.c.position)
    .where(event_tag.c.tag.in_(bindparam("tags", expanding=True)))
    .where(event_tag.c.type.in_(bindparam("topics", expanding=True)))
    .where(event_tag.c.position <= KNOWN)
    .distinct()
)
"""What the register and the calendars say is public, so the log itself can be asked for it."""
REGISTER = {
    asked: (_page(asked), count_of(question(asked))) for asked in (REGISTERED, REGISTERED_OF)
}

Listed = tuple[Question, Question, dict[str, Any]]
"""A page of some entries, their number, and what both are bound to."""


def page(now: Snapshot, wanted: Wanted, first: int, after: int = 0) -> list[int]:
    """The positions of the entries after a position, at most so many."""
    found: set[int] = set()
    for paged, _, told in _lists(now, wanted):
        found |= set(now.ask(paged, **told, first=first, after=after).scalars())
    return sorted(found)[:first]


def count(now: Snapshot, wanted: Wanted) -> int:
    """How many such entries there are."""
    return sum(now.ask(counted, **told).scalar_one() for _, counted, told in _lists(now, wanted))


def _lists(now: Snapshot, wanted: Wanted) -> list[Listed]:
    """Where such entries may stand. None stands in two of these."""
    told = (*PAGES[_asked(wanted, now.scope.sees_all)], _arguments(wanted))
    kinds = TOPICS + (FORGETTING if now.scope.sees_all else ())
    topics = [topic for topic in kinds if not wanted.topics or topic in wanted.topics]
    if wanted.act or wanted.collaboration or not topics:
        return [told]
    if wanted.schools:
        tags = [f"school:{school}" for school in wanted.schools]
        return [told, (*REGISTER[REGISTERED_OF], {"topics": topics, "tags": tags})]
    return [told, (*REGISTER[REGISTERED], {"topics": topics})]


def _asked(wanted: Wanted, sees_all: bool) -> Select[Any]:
    """The narrowest question that has all of these entries in it."""
    if wanted.schools:
        return OF_SCHOOL
    if wanted.act:
        return OF_ACT
    if wanted.collaboration:
        return OF_COLLABORATION
    return ALL if sees_all else OF_ASKER


def _arguments(wanted: Wanted) -> dict[str, Any]:
    lists = {"schools": list(wanted.schools), "topics": list(wanted.topics)}
    told = wanted._asdict() | lists | {"versions": len(wanted.topics)}
    return {name: value for name, value in told.items() if name != "schools" or value}
