"""By what others can see that somebody is an expert. Who it is stands nowhere."""

from __future__ import annotations

from typing import Annotated

from ledger.domain.record import Code


class Milestone(Code):
    """By what others can see that somebody is an expert."""

    QUALIFICATION = "qualification"
    FELLOWSHIP = "fellowship"
    PEER_RECOGNITION = "peer_recognition"


Credential = Annotated[
    Milestone | None, "by what it can be seen that whoever is paid is an expert, if by anything"
]
