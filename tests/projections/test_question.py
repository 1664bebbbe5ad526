"""A question that forgets who asks, or when, fails where it is defined."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from ledger.projections.question import Unguarded, count_of, question, seen
from ledger.projections.view import View
from tests.projections.toys import GAMES, Tally, clubs, everyone, game, member, part, tally

OTHER, SECOND = game.alias(), game.alias()
ACTS_SEEN = sa.select(game.c.act).where(*seen(game))

FORGETFUL = {
    "all of it": sa.select(game.c.act),
    "a clock": sa.select(game.c.act).where(*list(seen(game))[1:]),
    "the day": sa.select(game.c.act).where(
        *(c for c in seen(game) if "happened_on <=" not in str(c))
    ),
    "the asker": sa.select(game.c.act).where(*list(seen(game))[:-1]),
    "one table of two": sa.select(part.c.act)
    .join(game, part.c.act == game.c.act)
    .where(*seen(part)),
    "a table whose columns it does not give": sa.select(part.c.act).where(
        *seen(part), part.c.act == game.c.act
    ),
    "one choice of two": sa.select(game.c.act).where(sa.or_(sa.and_(*seen(game)), game.c.counts)),
    "by turning it round": sa.select(game.c.act).where(sa.not_(sa.and_(*seen(game)))),
    "an alias": sa.select(OTHER).where(*seen(game), game.c.act == OTHER.c.act),
    "a second alias": sa.select(OTHER).where(
        *seen(OTHER), OTHER.c.act.in_(sa.select(game.alias().c.act).where(*seen(OTHER)))
    ),
    "a subquery in FROM": sa.select(sa.select(game.c.act).subquery().c.act),
    "a common table expression": sa.select(sa.select(game.c.act).cte().c.act),
    "a subquery in IN": sa.select(part.c.act).where(
        *seen(part), part.c.act.in_(sa.select(game.c.act))
    ),
    "a subquery in EXISTS": sa.select(part.c.act).where(
        *seen(part), sa.exists().where(game.c.act == part.c.act)
    ),
    "a subquery among the columns": sa.select(
        part.c.act, sa.select(sa.func.count(game.c.act)).scalar_subquery()
    ).where(*seen(part)),
    "a table read apart again": sa.select(
        game.c.act, sa.select(sa.func.count(game.c.act)).correlate(None).scalar_subquery()
    ).where(*seen(game)),
    "a subquery in FROM of a table read outside too": sa.select(
        game.c.act, sa.select(sa.func.count(game.c.act).label("n")).subquery().c.n
    ).where(*seen(game)),
    "the asker, of a second alias": sa.select(OTHER.c.act, SECOND.c.act).where(
        *seen(OTHER), *list(seen(SECOND))[:-1]
    ),
    "one side of a union": sa.union(ACTS_SEEN, sa.select(game.c.act)),
    "one step of a recursion": ACTS_SEEN.cte("deep", recursive=True)
    .union_all(sa.select(member.c.collaboration))
    .select(),
    "the left of an outer join, in its ON": sa.select(part.c.act).outerjoin(
        game, sa.and_(part.c.act == game.c.act, *seen(part, game))
    ),
    "a full join": sa.select(part.c.act)
    .outerjoin(game, sa.and_(part.c.act == game.c.act, *seen(game)), full=True)
    .where(*seen(part)),
    "by text": sa.select(sa.column("act")).select_from(sa.text("clubs_game")),
}


@pytest.mark.parametrize("forgets", FORGETFUL)
def test_a_question_that_forgets_is_no_question(forgets: str) -> None:
    with pytest.raises(Unguarded):
        question(FORGETFUL[forgets])


def test_the_view_and_the_table_are_named() -> None:
    with pytest.raises(Unguarded, match=r"clubs v1: clubs_game"):
        question(sa.select(game.c.act))


CAREFUL = {
    "one table": sa.select(game.c.act).where(*seen(game)),
    "two tables": sa.select(game.c.act)
    .join(part, sa.and_(part.c.act == game.c.act, *seen(part)))
    .where(*seen(game)),
    "an alias": sa.select(OTHER.c.act, game.c.act).where(*seen(OTHER, game)),
    "an outer join": sa.select(part.c.act, game.c.name)
    .select_from(part)
    .outerjoin(game, sa.and_(part.c.act == game.c.act, *seen(game)))
    .where(*seen(part)),
    "a subquery that looks outside": sa.select(game.c.act).where(
        *seen(game), sa.exists().where(part.c.act == game.c.act, *seen(part))
    ),
    "a subquery in FROM": sa.select(sa.func.count()).select_from(ACTS_SEEN.subquery()),
    "a union": sa.union(ACTS_SEEN, sa.select(part.c.act).where(*seen(part))),
    "a recursion": ACTS_SEEN.cte("deep", recursive=True)
    .union_all(sa.select(member.c.collaboration).where(*seen(member)))
    .select(),
    "a public table": sa.select(tally.c.games).where(*seen(tally)),
}


@pytest.mark.parametrize("reads", CAREFUL)
def test_a_question_that_says_all_it_owes_may_be_asked(reads: str) -> None:
    assert question(CAREFUL[reads]).views == {"clubs"}


def test_no_question_tells_what_was_known_later() -> None:
    with pytest.raises(Unguarded, match="gives known_to"):
        question(sa.select(game).where(*seen(game)))


def test_counting_keeps_the_conditions() -> None:
    counted = count_of(GAMES)
    assert counted.views == {"clubs"}
    for bound in ("known_by", "happened_by", "sees_all", "scope_schools"):
        assert bound in str(counted.select)


def test_a_table_says_who_may_see_it() -> None:
    with pytest.raises(TypeError, match="seen_by"):
        View("open", 1).table(Tally, key="school")  # type: ignore[call-arg]


def test_only_a_table_of_a_view_can_be_seen() -> None:
    with pytest.raises(Unguarded, match="elsewhere is not a table of a view"):
        list(seen(sa.Table("elsewhere", sa.MetaData())))


def test_a_row_holds_only_what_a_column_keeps() -> None:
    from typing import NamedTuple

    class Odd(NamedTuple):
        school: str
        odd: complex

    with pytest.raises(TypeError, match="no column keeps odd"):
        clubs().table(Odd, key="school", seen_by=everyone)
