"""Records which school came after which, as a file of the register's links says."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from ledger.application import Ledger
from ledger.domain.past import LONDON, SYSTEM
from ledger.log.collector import resting_collector
from ledger.log.contract import IntegrityError
from ledger.register.extract import Extract
from ledger.register.importing import BATCH, Progress
from ledger.register.links.deciding import Decision, decide
from ledger.register.links.rows import Links, Pair, read_links
from ledger.register.links.standing import Standing
from ledger.register.links.summary import LinkSummary


@resting_collector()
def import_links(
    ledger: Ledger, path: Path, *, dry_run: bool = False, progress: Progress | None = None
) -> LinkSummary:
    """Record the successions that a file tells and the ledger does not know; nothing twice.

    The file is a CSV, compressed or not, whose columns are found by name. One school that came
    after one other is the same institution; mergers and splits are recorded beside it. What
    cannot be told, or what contradicts the register, is left out and told in the summary.

    A crash leaves whole batches behind; the next import of the same file records the rest.

    Raises `Unreadable` where the file has no links; nothing is recorded then.
    """
    extract = Extract(path)
    links = read_links(extract.header, extract.rows())
    standing = Standing(ledger.log)
    summary = LinkSummary(links.rows, links.no_succession, links.refused, is_dry_run=dry_run)
    decision = _decide(ledger, links, standing)
    summary.recorded_before = decision.recorded_before
    while decision.new and not dry_run:
        batch, rest = decision.new[:BATCH], decision.new[BATCH:]
        try:
            position = ledger.record_judged(batch, SYSTEM, standing.unmoved)
        except IntegrityError:
            if not standing.catch_up():
                raise  # nobody else has said anything: to try again would be for ever
            decision = _decide(ledger, links, standing)
            continue
        standing.recorded(position, batch)
        summary.recorded.update(entry.succession for entry in batch)
        decision.new = rest
        if progress:
            progress(summary.recorded.total(), summary.recorded.total() + len(rest))
    if dry_run:
        summary.recorded = Counter(entry.succession for entry in decision.new)
    summary.left_out = {
        why: [_named(pair, standing) for pair in pairs] for why, pairs in decision.left_out.items()
    }
    return summary


def _decide(ledger: Ledger, links: Links, standing: Standing) -> Decision:
    today = ledger.clock().astimezone(LONDON).date()
    return decide(links.of, standing.links, standing.schools, today)


def _named(pair: Pair, standing: Standing) -> str:
    one, other = (
        f"{school} {standing.schools[school].name}" if school in standing.schools else school
        for school in pair
    )
    return f"{one} → {other}"
