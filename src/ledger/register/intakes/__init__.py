"""Reads whom schools take in, by the values with which the department finds similar schools."""

from ledger.register.intakes.importing import import_intakes

__all__ = ["import_intakes"]
