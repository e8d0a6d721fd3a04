"""Countries and regions in Korean text: names, one-syllable names, groupings; nothing inside another name."""

from extractors.countries.implied import implied
from extractors.countries.mentions import doubts, find

__all__ = ["doubts", "find", "implied"]
