"""Names that are known without marks, or by their last word alone: 한국판 뉴딜, 모태펀드, 수소경제 로드맵."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from extractors.lexicon import Automaton, items, longest, table
from extractors.mention import Agency, Programme
from extractors.programmes import names, words
from extractors.programmes.leftward import left_of, word_before
from extractors.programmes.marked import programme
from extractors.reading import Reading

_AFTER_KNOWN = re.compile(
    r"(?![가-힣A-Za-z0-9])|(?<!제)도|(?:은|는|이|가|을|를|의|에|과|와|로|으로|만|등|사업|정책|까지|부터|에서|처럼|추진|예산)"
)
# "9·13 대책", "8·2 부동산 대책", "1.29 공급 대책"
_DAY_NAMED = re.compile(
    r"\d(?<![\d.·].)\d?[·.]\d{1,2} ?(?:(?:부동산|주거안정|공급|전세|가계부채|주택공급|투기) ?)?"
    r"(?:대책|방안)(?![가-힣]{3})"
)
# "K-푸드 전략", "K-바이오 이니셔티브", "한-메콩 협력기금"
_SHAPED = re.compile(
    rf"(?:K(?<![가-힣A-Za-z].)-[가-힣·]{{2,8}} ?(?:전략|이니셔티브|뉴딜|프로젝트|비전)"
    rf"|한(?<![가-힣A-Za-z].)[-·][가-힣]{{2,8}} ?협력 ?기금){words.AFTER}"
)
# "전력수급기본계획", "수소경제 활성화 로드맵", "도시재생뉴딜", "하천 쉼터 보급사업", "5|개년 계획|":
# bare words, so that the search goes from one of their first letters to the next
_LAST = re.compile(
    rf"(?:로드맵|마스터플랜|이니셔티브|기본계획|종합계획|개(?<=\d.)년 ?계획|종합대책|뉴딜"
    rf"|{'|'.join(f'{word} ?사업' for word in words.one_of('scheme').split('|'))}){words.AFTER}"
)
#: These end a word that is a name as a whole.
_FUSED = ("종합대책", "뉴딜")
# "ITS 시범사업", "AI 로드맵" say too little
_HANGUL = re.compile(r"[가-힣]{2}")
# "주거복지로드맵 2.0"
_VERSION = re.compile(r" ?[1-9]\.0(?!\d)")
# "2025 동행축제", "코리아세일페스타 2025"
_YEAR_BEFORE = re.compile(r"20\d\d ?\Z")


def known(reading: Reading, agencies: Sequence[Agency]) -> Iterator[Programme]:
    """The programmes that are known by their name or by its last word, in no order; they may overlap.

    agencies: a body before a name is no part of it (``환경부 하천 쉼터 지원사업``).
    """
    text = reading.text
    for hit in longest(_names().hits(text)):
        if not text[hit.start - 1 : hit.start].isalnum() and _AFTER_KNOWN.match(text, hit.end):
            start = _with_year(text, hit.start) if hit.entries[0] == "event" else hit.start
            yield programme(text, start, _with_version(text, hit.end), "known")
    for pattern, rule in ((_DAY_NAMED, "day_named"), (_SHAPED, "shaped")):
        for found in pattern.finditer(text):
            yield programme(text, found.start(), found.end(), rule)
    yield from _by_last_word(text, frozenset(agency.end for agency in agencies))


def _by_last_word(text: str, bodies: frozenset[int]) -> Iterator[Programme]:
    for found in _LAST.finditer(text):
        last = found.start()
        if found[0].startswith("개년"):
            last -= 1 + text[max(0, last - 2) : last - 1].isdecimal()
        start = word_before(text, last) if found[0] in _FUSED else left_of(text, last, bodies)
        before = text[start:last]
        told = _HANGUL.search(before) and names.is_told_apart(before, alone=True)
        if told and names.named(text, start, found.end()):
            yield programme(text, start, _with_version(text, found.end()), "last_word")


@cache
def _names() -> Automaton[str]:
    rows = table("programme_names", "kind", "names")
    return Automaton(((name, row["kind"]) for row in rows for name in items(row["names"])), small=True)


def _with_version(text: str, end: int) -> int:
    version = _VERSION.match(text, end)
    return version.end() if version else end


def _with_year(text: str, start: int) -> int:
    year = _YEAR_BEFORE.search(text, max(0, start - 5), start)
    return year.start() if year else start
