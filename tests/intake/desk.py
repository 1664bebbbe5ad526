"""Somebody at a school who brings a spreadsheet: it is read in, and they see what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ledger.application import Ledger
from ledger.domain.act import Act
from ledger.domain.past import By, Recorded
from ledger.envelope import decode
from ledger.intake.heading import known_by
from ledger.intake.importing import import_acts, open_tables
from ledger.intake.mapping import Mapping
from ledger.intake.report import Result, Summary
from ledger.intake.table import Table
from ledger.intake.text import in_memory
from tests.scenario import ANN


@dataclass
class Desk:
    ledger: Ledger
    collaboration: str
    results: list[Result] = field(default_factory=list)

    def bring(
        self, what: str | Path | Table, by: By = ANN, said: Any = None, **more: Any
    ) -> Summary:
        """Read in a text, a file or a table. All acts are part of the one collaboration."""
        told = {"always": {"collaboration": self.collaboration}} | (said or {})
        is_header = known_by(Mapping.told(told))
        if isinstance(what, str):
            return self._bring([in_memory(what, is_header)], by, Mapping.told(told), **more)
        if isinstance(what, Table):
            return self._bring([what], by, Mapping.told(told), **more)
        with open_tables(what, is_header) as tables:
            return self._bring(tables, by, Mapping.told(told), **more)

    def _bring(self, tables: Iterable[Table], by: By, said: Mapping, **more: Any) -> Summary:
        self.results = []
        return import_acts(self.ledger, tables, by, said, tell=self.results.append, **more)

    @property
    def told(self) -> list[tuple[int, str, str, str]]:
        """What became of each row: its number, its status, why and where."""
        return [(r.row, r.status.value, r.reason, r.column) for r in self.results]

    @property
    def acts(self) -> list[Recorded[Any]]:
        """Every entry about an act, in the order of the log."""
        entries = [decode(stored) for stored in self.ledger.log.read()]
        return [entry for entry in entries if isinstance(entry.event, Act)]
