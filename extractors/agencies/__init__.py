"""Agencies in Korean text: the bodies of states, under the name of their day."""

from extractors.agencies.mentions import doubts, find

__all__ = ["doubts", "find"]
