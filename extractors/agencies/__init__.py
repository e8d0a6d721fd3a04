"""Agencies in Korean text: the bodies of states, under the name of their day."""

from extractors.agencies.mentions import find

__all__ = ["find"]
