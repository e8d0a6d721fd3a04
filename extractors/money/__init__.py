"""Money in Korean text: every amount with its value in the base unit of its currency."""

from extractors.money.mentions import find

__all__ = ["find"]
