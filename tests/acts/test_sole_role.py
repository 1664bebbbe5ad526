"""A role that one colleague has alone."""

from __future__ import annotations

from ledger.domain.acts.sole_role import SoleRoleDeclared, SoleRoleEnded, WhySoleRoleEnded
from ledger.domain.identifiers import ActId
from ledger.domain.refusal import Missing, NotFound, NotParticipant, NotYet, OutOfOrder
from ledger.domain.words import Focus, StaffRole, Theme
from tests.scenario import ASTOR, BEN, DOVER, LAST_WEEK, TALK, TODAY, YESTERDAY, given

ACT = ActId(int=4)
"""The first entry after the register."""


def declared(**other):
    facts = {
        "school": ASTOR,
        "sole_role": StaffRole.SUBJECT_LEAD,
        "focus": TALK,
        "happened_on": YESTERDAY,
    }
    return SoleRoleDeclared(**facts | other)


def ended(day=TODAY):
    return SoleRoleEnded(act=ACT, why_role_ended=WhySoleRoleEnded.COLLEAGUE_JOINED, happened_on=day)


def test_a_school_says_that_a_post_has_nobody_beside_it():
    given().when(declared()).then(f"{ASTOR} has one subject lead alone in science.")
    of_a_year = Focus(theme=Theme.CURRICULUM, year_groups=(2,))
    given().when(declared(sole_role=StaffRole.TEACHER, focus=of_a_year)).then(
        f"{ASTOR} has one teacher alone: curriculum in year 2."
    )


def test_a_sole_role_is_alone_in_something():
    given().when(declared(focus=Focus(theme=Theme.CURRICULUM))).then_refused(
        Missing, "Say in which subject, or for which year group.", "focus"
    )


def test_a_school_declares_its_own_roles():
    given().when(declared(school=DOVER)).then_refused(
        NotParticipant, "Only a school that takes part may record this."
    )


def test_a_role_is_held_alone_no_longer():
    given(declared()).when(ended()).then("It is a sole role no longer: colleague joined.")
    given(declared(), ended()).when(ended()).then_refused(
        OutOfOrder, "It is settled; this needs an act that is open.", "act"
    )


def test_a_role_does_not_end_before_it_began():
    given(declared()).when(ended(LAST_WEEK)).then_refused(
        NotYet, "It began on 8 March 2026 only.", "happened_on"
    )


def test_nobody_else_knows_of_it():
    given(declared()).when(ended(), by=BEN).then_refused(NotFound, "There is no such act.", "act")
