"""Syllables of Korean verb endings that rules on tense share."""

from __future__ import annotations

#: 갔, and every 28th syllable from there, ends in ㅆ.
_IN_SS = [chr(code) for code in range(ord("갔"), ord("힣"), 28)]
#: A class of the syllables that mark the past: 했, 됐, the last of 열렸; not 있 and 겠.
PAST = f"[{''.join(syllable for syllable in _IN_SS if syllable not in '있겠')}]"
