"""Dates in Korean text: every expression that names a stretch of the calendar, with its value."""

from extractors.dates.mentions import find

__all__ = ["find"]
