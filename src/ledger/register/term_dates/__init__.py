"""Reads the term dates that a local authority publishes into the ledger."""

from ledger.register.term_dates.importing import TermDatesSummary, import_term_dates

__all__ = ["TermDatesSummary", "import_term_dates"]
