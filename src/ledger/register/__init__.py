"""Reads the register of schools into the ledger, so that it knows which schools there are."""

from ledger.register.extract import MissingColumn, Unreadable
from ledger.register.importing import import_register
from ledger.register.summary import Summary

__all__ = ["MissingColumn", "Summary", "Unreadable", "import_register"]
