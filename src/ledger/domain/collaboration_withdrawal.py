"""Withdrawal of a whole collaboration: it was recorded in error, and counts nowhere any more.

It may have been begun twice, or with the wrong schools. Nothing in the log is edited: it is taken
out of the account, as an act is, and auditors still see it. First its acts are withdrawn, each by
those whose word it is. Alone one takes back what only one's own school has spoken of.
"""

from __future__ import annotations

from ledger.domain.collaboration import (
    REINSTATED,
    WITHDRAWN,
    BackInAccount,
    Beginning,
    InCollaboration,
    OutOfAccount,
    check_seen,
    is_withdrawn,
)
from ledger.domain.entry import NameOf
from ledger.domain.past import Look, Past, Recorded
from ledger.domain.refusal import AlreadySaid, OutOfOrder
from ledger.domain.second_person import (
    asked_since,
    check_brought_back_by_another,
    check_two_agree,
    forgetting,
)
from ledger.domain.within import opened_in, said_of_whole, what_was_opened
from ledger.domain.words import Reason

WHY_TWO = "Another school has spoken of this collaboration"


class CollaborationWithdrawalRequested(InCollaboration):
    """Somebody asks that a collaboration be withdrawn, because it was recorded in error."""

    TOPIC = "collaboration-withdrawal-requested/1"
    COMMAND = "request_collaboration_withdrawal"
    CORRECTS = True
    EVEN_ENDED = True

    reason: Reason

    def boundary(self) -> tuple[Look, ...]:
        return (*super().boundary(), said_of_whole(self.collaboration))

    def check(self, past: Past) -> None:
        if past.by.person in {entry.by.person for entry in _requests(past)}:
            raise AlreadySaid(
                "You have asked for this already; another person decides.", "collaboration"
            )

    def sentence(self, name_of: NameOf = str) -> str:
        return "Somebody asked that the collaboration be withdrawn."


class CollaborationWithdrawn(OutOfAccount):
    """It was recorded in error. It counts nowhere any more; auditors still see it."""

    TOPIC = WITHDRAWN
    COMMAND = "withdraw_collaboration"
    CORRECTS = True
    EVEN_ENDED = True

    reason: Reason

    def boundary(self) -> tuple[Look, ...]:
        return (*super().boundary(), said_of_whole(self.collaboration))

    def further(self, past: Past) -> tuple[Look, ...]:
        return (what_was_opened(self.collaboration), *forgetting(_requests(past)))

    def check(self, past: Past) -> None:
        if opened_in(past):
            raise OutOfOrder(
                "Acts in it stand: withdraw what was recorded in error first (retract), and record "
                "what took place elsewhere in its place (replaces).",
                "collaboration",
            )
        if _is_of_others(past):
            how = "requestCollaborationWithdrawal"
            check_two_agree(past, _requests(past), WHY_TWO, how, "collaboration")

    def sentence(self, name_of: NameOf = str) -> str:
        return "Withdrawn: the collaboration was recorded in error."


class CollaborationReinstated(BackInAccount):
    """It was withdrawn in error, and counts again. Its acts are brought back one by one."""

    TOPIC = REINSTATED
    COMMAND = "reinstate_collaboration"

    reason: Reason

    def further(self, past: Past) -> tuple[Look, ...]:
        return forgetting(list(past.entries_of(OutOfAccount))[-1:])

    def check_place(self, past: Past) -> None:
        check_seen(past)
        if not is_withdrawn(past):
            raise OutOfOrder(
                "It stands: only what was withdrawn can be brought back.", "collaboration"
            )

    def check(self, past: Past) -> None:
        last = list(past.entries_of(OutOfAccount))[-1]
        check_brought_back_by_another(past, last, "collaboration")

    def sentence(self, name_of: NameOf = str) -> str:
        return "Brought back: the collaboration had been withdrawn in error."


KINDS = (CollaborationWithdrawalRequested, CollaborationWithdrawn, CollaborationReinstated)


def _requests(past: Past) -> list[Recorded[CollaborationWithdrawalRequested]]:
    """Who asked for it since it was last brought back."""
    asked = past.entries_of(CollaborationWithdrawalRequested)
    return asked_since(asked, past.entries_of(BackInAccount))


def _is_of_others(past: Past) -> bool:
    """Whether another school began it or has spoken of it, or somebody else brought it back."""
    mine = past.by
    return any(
        entry.by.person != mine.person
        if isinstance(entry.event, BackInAccount)
        else entry.by.school != mine.school and not _corrects(entry.event)
        for entry in past.entries
        if isinstance(entry.event, Beginning | InCollaboration)
    )


def _corrects(event: Beginning | InCollaboration) -> bool:
    return isinstance(event, InCollaboration) and event.CORRECTS
