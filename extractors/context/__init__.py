"""The context of an amount: how it is qualified, what it is, whose, what for, with whom and for when."""

from extractors.context.fill import fill

__all__ = ["fill"]
