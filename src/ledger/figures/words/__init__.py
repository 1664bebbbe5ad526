"""The one table of honest words, in each language that the ledger speaks."""

from __future__ import annotations

from ledger.figures.words import en

TABLES: dict[str, dict[str, str]] = {"en": en.TABLE}
"""A second language is a second table with the same keys."""

ENGLISH = "en"
