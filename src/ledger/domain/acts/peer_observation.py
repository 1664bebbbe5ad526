"""A peer observation: a colleague of one school watches a colleague of another, to help.

Row 52 of the article's list. There is no field for a grade, and none for a name: a judgement would
turn support into appraisal.
"""

from __future__ import annotations

from typing import Annotated

from ledger.domain.entry import NameOf
from ledger.domain.identifiers import CitedAct, SchoolId
from ledger.domain.occasion import Evaluated, FollowedUp, HeldInformally
from ledger.domain.past import Past
from ledger.domain.refusal import NotMember, SameSchool
from ledger.domain.words import Focus


class PeerObservationHeld(HeldInformally):
    """Colleagues of one school watched colleagues of another at work."""

    TOPIC = "peer-observation-held/1"
    COMMAND = "hold_peer_observation"

    observer_school: Annotated[SchoolId, "the school of those who watched"]
    observed_school: Annotated[SchoolId, "the school of those who were watched"]
    focus: Annotated[Focus, "what was watched"]
    from_act: Annotated[
        CitedAct | None, "the circle or the open door that it came from, if from one"
    ] = None

    def check_schools(self, past: Past) -> None:
        if self.observer_school == self.observed_school:
            raise SameSchool("Colleagues of two schools observe each other.", "observed_school")
        super().check_schools(past)

    def check(self, past: Past) -> None:
        for school, path in self.named():
            if school not in (self.observer_school, self.observed_school):
                raise NotMember(f"School {school} is not in this act.", *path)

    def sentence(self, name_of: NameOf = str) -> str:
        observer, observed = name_of(self.observer_school), name_of(self.observed_school)
        return f"{observer} watched {self.focus.words} at {observed} for {self.minutes} minutes."


class PeerObservationFollowedUp(FollowedUp):
    """What was seen was tried in the classroom."""

    TOPIC = "peer-observation-followed-up/1"
    COMMAND = "follow_up_peer_observation"


class PeerObservationEvaluated(Evaluated):
    """Both schools said what the observation was worth to them."""

    TOPIC = "peer-observation-evaluated/1"
    COMMAND = "evaluate_peer_observation"


KINDS = (PeerObservationHeld, PeerObservationFollowedUp, PeerObservationEvaluated)
