"""Bare figures under the unit of a table, with the unit applied; they are no mentions of money."""

from extractors.tables.amounts import find

__all__ = ["find"]
