"""Reads trusts and other groups of schools. The list does not say which schools are in them."""

from ledger.register.groups.importing import import_groups

__all__ = ["import_groups"]
