"""The chain from what was done to what was read, each link with its entries, and its gaps.

A gap is told as plainly as a link. What builds on an act that was withdrawn is left out, and that
is said; what a school disputes stays, and that is said too.
"""

from __future__ import annotations

from itertools import pairwise

from ledger.figures.figure import MOST_SECURE, Caution, FigureUnit, Measured, not_recorded
from ledger.figures.method import method
from ledger.projections import chains, findings
from ledger.projections.chains import Chain, ChainStage
from ledger.projections.snapshot import Snapshot

UNITS = {
    ChainStage.ACTS: FigureUnit.ACTS,
    ChainStage.FOLLOW_UPS: FigureUnit.FOLLOW_UPS,
    ChainStage.EVALUATIONS: FigureUnit.EVALUATIONS,
    ChainStage.READINGS: FigureUnit.READINGS,
}
OF_ACTS = (ChainStage.ACTS, ChainStage.EVALUATIONS)
"""Links that count acts; the others count entries."""


def chain_of(now: Snapshot, collaboration: int = 0, act: int = 0) -> Chain:
    """The chain of a collaboration, or of one act."""
    if act:
        return now.once(("chain of act", act), lambda: chains.of_act(now, act))
    return now.once(("chain", collaboration), lambda: chains.of_collaboration(now, collaboration))


@method(
    "chain.link/1",
    formula="acts that were held; entries that followed them up; acts that were evaluated; entries "
    "with later readings; without what was withdrawn or builds on what was",
)
def link(now: Snapshot, *, link: str, collaboration: int = 0, act: int = 0) -> Measured:
    """How many there are in one link of a chain."""
    chain, of = chain_of(now, collaboration, act), ChainStage(link)
    if not of.is_known:
        return not_recorded()
    steps = chain.links[of]
    acts = {step.act for step in steps}
    found = {
        Caution.DISSENT_RECORDED: of is ChainStage.EVALUATIONS and _is_dissent(now, acts),
        Caution.ORPHANED: chain.is_orphaned,
        Caution.DISPUTED: bool(acts & chain.disputed),
    }
    return Measured(
        value=len(acts) if of in OF_ACTS else len(steps),
        unit=UNITS[of],
        cautions=tuple(code for code, is_so in found.items() if is_so),
        security=MOST_SECURE - found[Caution.DISPUTED],
        reasons=("disputed",) if found[Caution.DISPUTED] else (),
        sources=tuple(step.step for step in steps),
    )


def _is_dissent(now: Snapshot, acts: set[int]) -> bool:
    """Whether a school does not agree with the findings of one of these evaluations."""
    said = findings.of_acts(now, acts)
    return any(voice.finding is None for told in said.values() for voice in told.values())


@method(
    "chain.completeness/1",
    formula="of the three steps from act to follow-up, to evaluation, to reading: those of which "
    "both ends are there",
)
def completeness(now: Snapshot, *, collaboration: int = 0, act: int = 0) -> Measured:
    """How much of the chain is there: 0, a third, two thirds, or all of it."""
    chain = chain_of(now, collaboration, act)
    there = [bool(chain.links[link]) for link in ChainStage]
    whole = sum(one and next for one, next in pairwise(there))
    return Measured(
        value=whole / (len(there) - 1),
        unit=FigureUnit.SHARE,
        n=len(there) - 1,
        message="completeness",
        cautions=(Caution.ORPHANED,) if chain.is_orphaned else (),
        sources=tuple(step.step for steps in chain.links.values() for step in steps),
    )
