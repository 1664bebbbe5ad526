"""Ideas that colleagues brought home, each doubted before it is tried: kept, dropped, waiting."""

from __future__ import annotations

from ledger.domain.acts.idea import (
    IdeaCaptured,
    IdeaDropped,
    IdeaKept,
    IdeaTried,
    IdeaVerdict,
    ScepticalReviewRecorded,
)
from ledger.domain.identifiers import SchoolId
from ledger.domain.record import Sealed
from ledger.domain.words import Contrast
from ledger.example.collaboration import Collaboration
from ledger.example.days import autumn, spring, summer
from ledger.example.diary import Key
from ledger.example.register import BRENTOR, HEALEY, MOSSBANK, SPODDEN, TAW
from ledger.example.thread import Thread


def told(trio: Collaboration, first_visit: Key) -> None:
    """Three ideas of three schools, and what became of them."""
    _four_minutes_of_silence(trio, first_visit)
    _no_low_table(trio)
    _a_wall_of_mistakes(trio)


def _four_minutes_of_silence(trio: Collaboration, visit: Key) -> None:
    """One school kept it. Another tried it, and dropped it for a reason worth knowing."""
    idea = trio.opens(
        IdeaCaptured, MOSSBANK, autumn(2023).week(6), found_in=visit,
        statement=Sealed("One problem on the board, and four minutes before anybody talks."),
    )  # fmt: skip
    _doubted(
        idea, MOSSBANK, "Sixth-formers may take silence for a test.", IdeaVerdict.ADAPT,
        Contrast.PHASE,
    )  # fmt: skip
    idea.then(
        IdeaTried, MOSSBANK, autumn(2023).week(9),
        tried=Sealed("Year 7 only, three lessons a week, for half a term."),
    )  # fmt: skip
    idea.then(
        IdeaKept, MOSSBANK, spring(2024).week(4),
        why_kept=Sealed("Hands go up in other corners of the room."),
    )  # fmt: skip
    _doubted(idea, HEALEY, "The youngest cannot read the problem yet.", IdeaVerdict.TRY)
    idea.then(IdeaTried, HEALEY, spring(2024).week(6), tried=Sealed("Years 5 and 6, every day."))
    idea.then(
        IdeaDropped, HEALEY, spring(2024).week(11),
        reason=Sealed("Four minutes every day made it a ritual. Once a week would have done."),
    )  # fmt: skip


def _no_low_table(trio: Collaboration) -> None:
    idea = trio.opens(
        IdeaCaptured, SPODDEN, spring(2025).week(3),
        statement=Sealed("No tables by attainment: pupils choose where to begin."),
    )  # fmt: skip
    _doubted(idea, SPODDEN, "Those who choose badly may do so for a year.", IdeaVerdict.TRY)
    idea.then(
        IdeaTried, SPODDEN, spring(2025).week(8), tried=Sealed("Years 4 to 6, in all mathematics.")
    )
    idea.then(
        IdeaKept, SPODDEN, summer(2025).week(6), why_kept=Sealed("Most choose well, and say why.")
    )
    _doubted(idea, HEALEY, "With one class a year there is no other table.", IdeaVerdict.WAIT)


def _a_wall_of_mistakes(trio: Collaboration) -> None:
    """Not every idea is worth a try, and to say so is worth as much."""
    idea = trio.opens(
        IdeaCaptured, HEALEY, autumn(2025).week(4),
        statement=Sealed("Mistakes of the week hang on the wall, with thanks."),
    )  # fmt: skip
    _doubted(
        idea, HEALEY, "In a small school everybody knows whose mistake it was.",
        IdeaVerdict.REJECT, Contrast.SIZE,
    )  # fmt: skip


def on_the_moor(moor: Collaboration, visit: Key) -> None:
    """One more, from a visit to the geographer's own school; it waits for a summer."""
    idea = moor.opens(
        IdeaCaptured, TAW, spring(2026).week(8), found_in=visit,
        statement=Sealed("The globe stands on the floor, and the class sits round it."),
    )  # fmt: skip
    _doubted(
        idea, TAW, "It may be the teacher and not the globe.", IdeaVerdict.ADAPT, Contrast.SIZE
    )
    idea.then(IdeaTried, TAW, spring(2026).week(11), tried=Sealed("In two classes of four."))
    _doubted(idea, BRENTOR, "Our youngest would spin it.", IdeaVerdict.WAIT)


def _doubted(
    idea: Thread, school: SchoolId, doubt: str, verdict: IdeaVerdict, *differs: Contrast
) -> None:
    """A school says what might not work at home, and what it decided."""
    idea.then(
        ScepticalReviewRecorded, school, idea.latest, might_not_transfer=Sealed(doubt),
        context_differences=differs,
        evidence_asked_for=Sealed("A class like ours, after two terms and not after two weeks."),
        alternative_explanation=Sealed("It was new, and we were there to watch."),
        idea_verdict=verdict,
    )  # fmt: skip
