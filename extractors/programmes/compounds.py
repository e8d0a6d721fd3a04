"""Names that are one long word: 임금채권보장기금, 어촌돌봄증진사업, 순천물빛정원박람회, 농촌나눔인증제."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.mention import Programme
from extractors.programmes import names, words
from extractors.programmes.leftward import word_before
from extractors.programmes.marked import programme
from extractors.reading import Reading


@dataclass(frozen=True, slots=True)
class _Kind:
    """rule: its name. stem: what the word must be before the last word of its kind, and how long."""

    rule: str
    stem: re.Pattern[str]


_FAIR = _Kind("fair", re.compile(r"[가-힣A-Za-z0-9]{4,14}"))
_KINDS = {
    # "지역혁신성장펀드"; not "한국밸류펀드", a product
    "펀드": _Kind("fund", re.compile(rf"[가-힣A-Za-z0-9]{{2,14}}?(?:{words.one_of('fund')})")),
    "기금": _Kind("fund", re.compile(r"[가-힣A-Za-z0-9]{4,16}")),
    # "어촌돌봄증진사업": it says what is done to what
    "사업": _Kind("long_word", re.compile(rf"[가-힣A-Za-z0-9]{{3,11}}?(?:{words.one_of('long')})")),
    "박람회": _FAIR,
    "엑스포": _FAIR,
    "축제": _FAIR,
    "제": _Kind("scheme", re.compile(rf"[가-힣A-Za-z0-9]{{3,9}}?(?:{words.one_of('fused_scheme')})")),
}
# bare words without groups, so that the search goes from one of their first letters to the next
_LAST = re.compile(rf"(?:{'|'.join(_KINDS)})(?!도){words.AFTER}")
# kinds of funds rather than one of them: "공모펀드", "신탁기금"
_ANY_FUND = re.compile(rf"(?:{words.one_of('any_fund')})\Z")


def compounds(reading: Reading) -> Iterator[Programme]:
    """The names that are one word, in order."""
    text = reading.text
    for last in _LAST.finditer(text):
        kind = _KINDS[last[0]]
        start = word_before(text, last.start())
        stem = text[start : last.start()]
        if not kind.stem.fullmatch(stem) or (kind.rule == "fund" and _ANY_FUND.search(stem)):
            continue
        whole = text[start : last.end()]
        if names.is_told_apart(stem, alone=True) and not whole.endswith(words.not_heads()):
            yield programme(text, start, last.end(), kind.rule)
