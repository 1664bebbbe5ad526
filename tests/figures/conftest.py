"""Figures are asked of ledgers that are told a story, as views are."""

from tests.projections.conftest import tell

__all__ = ["tell"]
