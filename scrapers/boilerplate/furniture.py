"""What a single line is, judged by its words and its shape alone: some kind of page furniture, or none.

Phrases are data (``data/furniture.csv``: kind, how, effect, phrase). ``how`` says where the phrase must
stand: ``line`` (it is the whole line, but for spaces, punctuation, counts and 더보기), ``start`` or ``in``.
``effect`` says how far it reaches: ``line`` (this line) or ``open`` (what follows belongs to it, as under
관련기사).
"""

from __future__ import annotations

import csv
import re
from functools import cache, lru_cache
from pathlib import Path

from scrapers.boilerplate import buttons
from scrapers.boilerplate.shapes import LISTS, Mark, by_shape

__all__ = ["LISTS", "Mark", "is_statement", "key", "mark", "phrases"]

_DATA = Path(__file__).parent / "data" / "furniture.csv"
_LOOSE = re.compile(r"[^0-9a-z가-힣]")
#: What hangs on a heading: 많이 본 뉴스더보기, 댓글 12개, 관련기사 닫기
_TAIL = re.compile(r"(?:더보기|전체보기|모두보기|바로가기|보기|닫기|열기|펼치기|접기|\d{1,6}[개건]?)$")
#: Beyond these lengths a line is prose that happens to hold the words.
_MAX_START, _MAX_IN = 90, 220


@lru_cache(maxsize=2048)
def key(text: str) -> str:
    """Letters and digits only, lower case: 「많이 본 뉴스」 and 많이본뉴스 are the same."""
    return _LOOSE.sub("", text.lower())


@cache
def phrases() -> tuple[dict[str, Mark], list[tuple[str, Mark]], list[tuple[str, Mark]]]:
    """The table: exact lines, beginnings and phrases inside, each as a key with its mark."""
    exact: dict[str, Mark] = {}
    starts: list[tuple[str, Mark]] = []
    inside: list[tuple[str, Mark]] = []
    with _DATA.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            mark = Mark(row["kind"], row["effect"] == "open")
            if row["how"] == "line":
                exact[key(row["phrase"])] = mark
            elif row["how"] == "start":
                starts.append((key(row["phrase"]), mark))
            else:
                inside.append((key(row["phrase"]), mark))
    return exact, starts, inside


@cache
def _buttons() -> buttons.Table:
    return buttons.table(phrases()[0])


@cache
def _pattern(where: str) -> re.Pattern[str]:
    _, starts, inside = phrases()
    if where == "start":
        return re.compile("|".join(phrase for phrase, _ in starts))
    return re.compile("|".join(phrase for phrase, _ in inside))


@lru_cache(maxsize=8192)
def mark(text: str) -> Mark | None:
    """The furniture that this one line is; None for anything that may be the article's own.

    A long line in the plain style of news (``…했다.``) is never furniture, whatever words it holds.
    """
    if len(text) > _MAX_START and is_statement(text):  # most of an article's lines
        return None
    bare = key(text)
    if not bare:
        return Mark("other")
    exact, _, _ = phrases()
    if len(text) <= 40:
        found = exact.get(bare) or exact.get(_TAIL.sub("", bare))
        if found:
            return found
    if headed := _bracketed(text):
        return headed
    if is_statement(text) or text[0] in "□○◦ㅇ◇◆❍▢":
        return None
    row = buttons.row(bare, _buttons()) if len(text) <= buttons.LONGEST else None
    return _by_place(text, bare) or by_shape(text) or (Mark(row) if row else None)


# [관련 소식] 파라과이에 빗물 학교 20곳 준공 · 【함께 보면 좋은 기사】 나루호 녹조 : heading and headline
_BRACKETED = re.compile(
    r"^[▶▷■☞•·]{0,2}\s?[\[<【〈《(]\s?([^\[\]<>【】〈〉《》()]{4,16})\s?[\]>】〉》)]\s?(?=\S)"
)


def _bracketed(text: str) -> Mark | None:
    """A headline behind the heading of a list in brackets, on the same line: this line alone is furniture."""
    inner = _BRACKETED.match(text) if len(text) <= _MAX_START else None
    if inner and LISTS.fullmatch(inner[1]):
        return Mark("related")
    found = phrases()[0].get(key(inner[1])) if inner else None
    return Mark(found.kind) if found and found.opens and found.kind in ("related", "most_read") else None


def _by_place(text: str, bare: str) -> Mark | None:
    _, starts, inside = phrases()
    if len(text) <= _MAX_START and (found := _pattern("start").match(bare)) and not _goes_on(text, found[0]):
        return dict(starts)[found[0]]
    if len(text) <= _MAX_IN and (found := _pattern("in").search(bare)):
        return dict(inside)[found[0]]
    return None


# 다음 글에서는 신청 방법을 알아볼게요 · 댓글 쓰기가 어려운 어르신 : the words are part of a sentence
_PARTICLE = re.compile(
    r"(?:에서는?|에는?|은|는|이|가|을|를|의|와|과|으로|로|도|만|부터|까지)(?=\s)|(?:에서는|으로는)"
)


def _goes_on(text: str, phrase: str) -> bool:
    """Does a particle stand right behind the phrase with which the line begins?"""
    seen = 0
    for index, char in enumerate(text):
        if not _LOOSE.match(char.lower()):
            seen += 1
        if seen == len(phrase):
            return bool(_PARTICLE.match(text, index + 1))
    return False


# ends as news does: 밝혔다. · 계획이다.” · 말했다 (but not the polite 보호를 받습니다.)
_STATEMENT = re.compile(r"(?<!니)다[.。]?[”\"’'」』)\]]{0,3}$")


def is_statement(text: str) -> bool:
    """Is this a long line that ends as a sentence of a news article or a press release does?"""
    return len(text) >= 40 and bool(_STATEMENT.search(text, len(text) - 8))
