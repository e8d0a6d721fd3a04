"""Sentences of Korean press text: where the evidence of a mention begins and ends."""

from __future__ import annotations

import re
from bisect import bisect_left

# "…라고 밝혔다. 이어", "…합니다.” 또한": a full stop after Hangul or a closing mark, then a blank.
# Not "2024. 8. 26." (digit before the stop) nor "U.S. 정부" (Latin before it).
# Each branch begins behind the mark, so that the search goes from mark to mark.
_END = re.compile(
    r"[.!?…\n](?:(?<=\n)"
    r"|(?<=[가-힣)\]'\"」』〉》%][.!?…])[.!?…]{0,5}['\")\]」』]{0,3}(?=\s)"
    r"|(?<=[다요죠까]\.)(?=[가-힣'\"▲○□]))"
)


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Ranges of the sentences of a text, in order, without the blanks around them.

    Every character that is not white space lies in exactly one range.
    """
    ranges: list[tuple[int, int]] = []
    begin = 0
    for found in _END.finditer(text):
        _append(ranges, text, begin, found.end())
        begin = found.end()
    _append(ranges, text, begin, len(text))
    return ranges


def sentence_around(ranges: list[tuple[int, int]], offset: int) -> tuple[int, int]:
    """The sentence that holds an offset (or the last one before it; (0, 0) for a text without any)."""
    place = bisect_left(ranges, (offset + 1, 0)) - 1  # without a key: it is asked for every mention
    return ranges[place] if place >= 0 else (0, 0)


def _append(ranges: list[tuple[int, int]], text: str, begin: int, end: int) -> None:
    while begin < end and text[begin].isspace():
        begin += 1
    while begin < end and text[end - 1].isspace():
        end -= 1
    if begin < end:
        ranges.append((begin, end))
