"""Programmes in Korean text: named programmes, plans, measures and events."""

from extractors.programmes.mentions import find

__all__ = ["find"]
