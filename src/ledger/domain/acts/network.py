"""A network: a school joins others that think alike, stays, or leaves.

Row 71 of the article's list. Each membership is a matter of its own, from joining to leaving.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

from ledger.domain.act import Act, life_of
from ledger.domain.entry import NameOf
from ledger.domain.identifiers import SchoolId
from ledger.domain.limits import Between, NamesAllowed
from ledger.domain.matter import Continued, Raised, Settled
from ledger.domain.past import Past
from ledger.domain.prose import on
from ledger.domain.record import Code
from ledger.domain.refusal import OutOfRange


class NetworkKind(Code):
    """What kind of network it is."""

    TDT_NETWORK = "tdt_network"
    FAMILY = "family_of_schools"
    CLUSTER = "cluster"
    PLC = "professional_learning_community"
    OTHER = "other"


class WhyLeftNetwork(Code):
    """Why a school left a network."""

    AIMS_REACHED = "aims_reached"
    BUDGET = "budget"
    PRIORITIES = "priorities"
    ANOTHER_NETWORK = "another_network"
    OTHER = "other"


class _Membership(Act):
    """It says until when the membership lasts."""

    member_until: Annotated[date, "the last day of the membership, unless it is renewed"]


class NetworkJoined(_Membership, Raised):
    """A school joined a network."""

    TOPIC = "network-joined/1"
    COMMAND = "join_network"
    IS_OPEN_TO_ALL = True

    school: Annotated[SchoolId, "the school that joined"]
    network_kind: Annotated[NetworkKind, "what kind of network it is"]
    network_name: Annotated[
        str, "what the network is called", Between(2, 80), NamesAllowed("some are called after one")
    ]

    def check(self, past: Past) -> None:
        if self.member_until < self.happened_on:
            raise OutOfRange(f"It began on {on(self.happened_on)} only.", "member_until")

    def sentence(self, name_of: NameOf = str) -> str:
        return f"{name_of(self.school)} joined {self.network_name}."


class NetworkRenewed(_Membership, Continued):
    """The school stays in the network."""

    TOPIC = "network-renewed/1"
    COMMAND = "renew_network"

    def check(self, past: Past) -> None:
        super().check(past)
        last = max(entry.event.member_until for entry in life_of(past, _Membership))
        if self.member_until <= last:
            raise OutOfRange(f"It lasts until {on(last)} already.", "member_until")

    def sentence(self, name_of: NameOf = str) -> str:
        return f"Renewed until {on(self.member_until)}."


class NetworkLeft(Settled):
    """The school left the network."""

    TOPIC = "network-left/1"
    COMMAND = "leave_network"

    why_left_network: Annotated[WhyLeftNetwork, "why it left"]

    def sentence(self, name_of: NameOf = str) -> str:
        return f"It left the network on {on(self.happened_on)}: {self.why_left_network.words}."


KINDS = (NetworkJoined, NetworkRenewed, NetworkLeft)
