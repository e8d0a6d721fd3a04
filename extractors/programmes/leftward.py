"""Where an unquoted name begins, looking back from its last word."""

from __future__ import annotations

import re

from extractors.programmes import words

_WORDS_BEFORE = 4
# "거점 2차 병원 지원사업", "코로나19 백신 시범사업", "산림혁신 4.0 기본계획"; not "농가 104곳 지원사업"
_NUMBERED = re.compile(r"\d{1,2}(?:차|단계|세대|호선)|[1-9]\.0|코로나19|[A-Z]{1,6}-?\d{1,3}|\d극\d특")
_ORDINAL = re.compile(r"\d{1,2}차 ")
_LONGEST_WORD = 20


def left_of(text: str, at: int, bodies: frozenset[int]) -> int:
    """Where a name that ends in the word at ``at`` begins: that word and up to four before it.

    bodies: where names of bodies end; none of them begins a name (``환경부 하천 쉼터 지원사업``).
    """
    begin = word_before(text, at)
    for _ in range(_WORDS_BEFORE):
        if begin < 3 or text[begin - 1] != " " or begin - 1 in bodies:
            break
        further = word_before(text, begin - 1)
        word = text[further : begin - 1]
        if len(word) < 2 or not _may_belong(word):
            break
        begin = further
    first = _ORDINAL.match(text, begin)
    return first.end() if first else begin


def _may_belong(word: str) -> bool:
    if any(map(str.isdigit, word)) and not _NUMBERED.fullmatch(word):
        return False
    return not words.ends_before(word)


def word_before(text: str, at: int) -> int:
    """Where the word that goes on at ``at`` begins; a bracketed gloss belongs to it (``연구개발(R&D)``)."""
    begin = at
    while begin > 0 and at - begin < _LONGEST_WORD and _is_of_word(text, begin - 1):
        begin -= 1
    while begin < at and not text[begin].isalnum():
        begin += 1
    return begin


def _is_of_word(text: str, at: int) -> bool:
    char = text[at]
    if char.isalnum() or char in "·-&":
        return True
    before, behind = text[max(0, at - 1) : at], text[at + 1 : at + 2]
    # "창업?사업화": a middle dot that the source has lost; "4.0"
    return (char == "?" and before.isalnum() and behind.isalnum()) or (
        char == "." and before.isdigit() and behind.isdigit()
    )
