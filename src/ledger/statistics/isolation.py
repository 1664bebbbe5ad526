"""Which schools stand alone: by what they are, and by whom they have met.

A small school far from others, with one teacher a subject and no trust, is prone to be alone; it
is alone if it meets nobody. The school itself and the convenor of its network see this, with a
suggestion what to do; trustees see counts, and people are never listed (`domain.md` 3.7).
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from ledger.statistics import given
from ledger.statistics.no_answer import Impossible

SINGLE_FORM = 35
"""A school with no more pupils than this in a year has one class a year."""

FAR_KM = 8
"""A partner farther than this is not dropped in on."""

ENOUGH = 2
"""Points on each side from which a school is watched."""


class Watch(StrEnum):
    """How far a school stands alone."""

    NONE = "none"
    WATCH = "watch"
    PRIORITY = "priority"
    UNKNOWN = "unknown"
    """It does not use the ledger, which is not the same as standing alone."""


class Reason(StrEnum):
    """What a point was given for."""

    SINGLE_FORM = "single_form"
    SOLE_TEACHER = "sole_teacher"
    NO_GROUP = "no_group"
    FAR_AWAY = "far_away"
    NO_CONTACT_LAST_TERM = "no_contact_last_term"
    NO_CONTACT_TWO_TERMS = "no_contact_two_terms"
    ONE_PARTNER_EVER = "one_partner_ever"
    NO_PEER_ACT = "no_peer_act"


class Standing(NamedTuple):
    """What a school is. What is not known (None) gives no point."""

    pupils_a_year: float | None
    has_sole_teacher: bool
    """It has declared that one person alone leads a subject or teaches a year."""
    is_in_group: bool
    """It belongs to a trust or a federation."""
    nearest_km: float | None
    """The straight line to the nearest partner of its phase."""


class Met(NamedTuple):
    """Whom a school has met; only complete terms count."""

    last_term: int
    """Contacts in the last one."""
    last_two_terms: int
    """Contacts in the last two."""
    partners_ever: int
    peer_acts: int
    """Observations, plannings and exchanges in the last three."""


class Isolation(NamedTuple):
    """How far a school stands alone, and why."""

    watch: Watch
    structural: int
    """Points for what it is, 0 to 4."""
    contact: int | None
    """Points for whom it has not met, 0 to 4; None where nothing is known."""
    reasons: tuple[Reason, ...]


def pupils_a_year(pupils: int, low_age: int, high_age: int) -> float:
    """How many pupils a year group has, from the statutory ages of the register."""
    if high_age <= low_age:
        raise Impossible("The highest age is not above the lowest.")
    return given.count(pupils) / (high_age - low_age)


def isolation(standing: Standing, met: Met | None) -> Isolation:
    """How far a school stands alone; `met` is None for one that does not use the ledger."""
    structural = _structural(standing)
    if met is None:
        return Isolation(Watch.UNKNOWN, len(structural), None, structural)
    contact = _contact(met)
    return Isolation(
        watch=_watch(len(structural), len(contact)),
        structural=len(structural),
        contact=len(contact),
        reasons=structural + contact,
    )


def _watch(structural: int, contact: int) -> Watch:
    if structural < ENOUGH or contact < ENOUGH:
        return Watch.NONE
    return Watch.PRIORITY if contact == 4 else Watch.WATCH


def _structural(standing: Standing) -> tuple[Reason, ...]:
    year, km = standing.pupils_a_year, standing.nearest_km
    points = (
        (Reason.SINGLE_FORM, year is not None and given.number(year, 0) <= SINGLE_FORM),
        (Reason.SOLE_TEACHER, standing.has_sole_teacher),
        (Reason.NO_GROUP, not standing.is_in_group),
        (Reason.FAR_AWAY, km is not None and given.number(km, 0) > FAR_KM),
    )
    return tuple(reason for reason, holds in points if holds)


def _contact(met: Met) -> tuple[Reason, ...]:
    if given.count(met.last_term) > given.count(met.last_two_terms):
        raise Impossible("The last term has more contacts than the last two.")
    points = (
        (Reason.NO_CONTACT_LAST_TERM, not met.last_term),
        (Reason.NO_CONTACT_TWO_TERMS, not met.last_two_terms),
        (Reason.ONE_PARTNER_EVER, given.count(met.partners_ever) <= 1),
        (Reason.NO_PEER_ACT, not given.count(met.peer_acts)),
    )
    return tuple(reason for reason, holds in points if holds)
