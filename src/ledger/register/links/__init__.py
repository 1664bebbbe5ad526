"""Reads in which school came after which, so that one school is one through all of its numbers."""

from ledger.register.links.importing import import_links
from ledger.register.links.summary import LinkSummary

__all__ = ["LinkSummary", "import_links"]
