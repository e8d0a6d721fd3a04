"""Syllables of Korean verb endings that rules on tense share."""

from __future__ import annotations


def ending_in(coda: int, but: str = "") -> str:
    """A character class of the syllables with a final consonant, given by its number in Unicode's order
    (ㄴ 4, ㄹ 8, ㅂ 17, ㅆ 20), without those of ``but``."""
    syllables = (chr(code) for code in range(0xAC00, 0xD7A4) if (code - 0xAC00) % 28 == coda)
    return "[" + "".join(syllable for syllable in syllables if syllable not in but) + "]"


#: The syllables that mark the past: 했, 됐, the last of 열렸; not 있 and 겠.
PAST = ending_in(20, but="있겠")
