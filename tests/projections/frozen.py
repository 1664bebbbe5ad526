"""A whole ledger, frozen: what was answered and held for it has to be so for ever."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from ledger.log.contract import Written
from tests.projections.story import Ledger, in_memory

LEDGER = Path(__file__).parents[1] / "golden/ledger-1.jsonl.gz"


def frozen() -> Iterator[Ledger]:
    """The frozen ledger, recorded again at the times at which it was."""
    with gzip.open(LEDGER, "rt", encoding="utf-8") as lines, in_memory(()) as ledger:
        for line in lines:
            entry = json.loads(line)
            at = int(datetime.fromisoformat(entry.pop("at")).timestamp() * 1_000_000)
            ledger.recorder._clock = lambda at=at: at
            ledger.recorder.append([Written(**entry | {"data": entry["data"].encode()})])
        ledger.hears(())
        yield ledger
