"""People in Korean text: personal names with the post and the body that stand beside them."""

from extractors.people.mentions import doubts, find

__all__ = ["doubts", "find"]
