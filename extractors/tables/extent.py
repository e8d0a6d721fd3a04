"""Where a table without marks of its own begins and ends in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from extractors.tables.cells import cell
from extractors.tables.rows import Line, bars, tail

#: Words in lines of their own: of a head with up to so many cells, between the figures of a table.
_HEAD_CELLS, _LABELS = 40, 3
#: Lines without ``|`` between two rows with it.
_BETWEEN = 2
#: A cell or a row's words have fewer characters; a longer line without figures at its end is prose.
_CELL = 60
# "…고 밝혔다.", "…확정했다", "…할 계획임", "다음과 같음", "…하며,"
_SENTENCE = re.compile(
    r"(?:[가-힣][.!?][\"')」』]{0,2}|[니었였했한된는이]다|같음|[하되]였음|했음|[정획]임|됨|,)\Z"
)
# "□ 참여 인원", "< 지역별 인원 >", "※ 잠정치", "* 자료", "[참고]", "주) 반올림", "자료: 통계청", "붙임 1"
_STOP = re.compile(
    r"[□■◆◇◈☐❏▣※*<《【「『☎ⅠⅡⅢⅣⅤ]|\[(?!\d)|주 ?[:)]|주\d|자료 ?:|출처|붙임|별첨|별표|참고 ?\d|표 ?\d"
    r"|제\d{1,3}[조장절]"
)
# "○ 총지출", "- 국비", "· 융자", "① 도로", "1. 도로", "가. 도로": a label only where figures follow
_BULLET = re.compile(
    r"[○●ㅇο❍◦▪▸▶►▲▷✔√ㆍ·∘-] ?(?![\d,.△])|[①-⑳❶-❿]|(?:\d{1,2}|[가-하])[.)] ?(?=[가-힣A-Za-z])"
    r"|\(\d{1,2}\) ?(?=[가-힣])"
)
# "(단위: 백만원/개소)": the next table, also where its unit is not understood
_UNIT = re.compile(r"단위 {0,2}[:=]")
# "구분", "구 분 2024년 2025년"
_HEAD = re.compile(r"구 ?분(?: |\Z)")
# "- 3 -": the number of a page
_PAGE = re.compile(r"- ?\d{1,4} ?-")
_FIGURES = ("figure", "bracketed")
#: So many lines has no table.
_MOST = 5000


class _Look(NamedTuple):
    """What a line by itself looks like.

    kind: a row with ``|``; filled with figures, by themselves or at its end; a bullet with words; words as a
    cell may hold them; or other (prose, a note, a heading). figures: it has some that may be amounts.
    unit: it says the unit of a table. head: it begins a table, if words stand between it and the last one.
    """

    kind: Literal["row", "filled", "bullet", "words", "other"]
    figures: bool
    unit: bool
    head: bool = False


def lines_of(text: str) -> list[Line]:
    """The ranges of the lines without the blanks around them; blank ones and numbers of pages left out."""
    return list(_lines(text))


def extent(text: str, lines: Sequence[Line], first: int, border: int) -> list[Line]:
    """The lines of the table that begins at ``lines[first]``, none of which reaches ``border``."""
    taken: list[Line] = []
    figures = barred = False
    words = 0
    for number in range(first, min(len(lines), first + _MOST)):
        start, end = lines[number]
        look = _look(text[start:end])
        if end > border or (taken and look.unit) or _ends(text, lines, number):
            break
        is_row = look.kind == "row"
        if figures and ((is_row and not barred) or (look.head and (words or not is_row))):
            break
        barred = barred or is_row
        figures = figures or look.figures
        words = 0 if look.kind in ("row", "filled") else words + 1
        if words > (_BETWEEN if barred else _LABELS if figures else _HEAD_CELLS):
            break
        taken.append(lines[number])
    return taken


def head_start(text: str, lines: Sequence[Line], at: int, border: int) -> int:
    """The line where a table begins whose head has the line ``at``: back over rows and cells of words."""
    barred = "|" in text[slice(*lines[at])]
    first = at
    while first > 0 and at - first < _HEAD_CELLS // 2:
        start, end = lines[first - 1]
        look = _look(text[start:end])
        if start < border or look.figures or barred != (look.kind == "row"):
            break
        if not barred and (end - start > _CELL // 2 or _ends(text, lines, first - 1)):
            break
        first -= 1
    return first


def _lines(text: str) -> Iterator[Line]:
    start = 0
    for line in text.split("\n"):
        words = line.strip(" ")
        if words and not _PAGE.fullmatch(words):
            begin = start + line.index(words[0])
            yield begin, begin + len(words)
        start += len(line) + 1


def _ends(text: str, lines: Sequence[Line], number: int) -> bool:
    """Whether a line is no part of a table any more: prose, a note, the heading of what comes next."""
    kind = _look(text[slice(*lines[number])]).kind
    if kind == "bullet":
        following = lines[number + 1 : number + 2]
        return not any(_look(text[slice(*line)]).kind == "filled" for line in following)
    return kind == "other"


@lru_cache(maxsize=4096)
def _look(words: str) -> _Look:
    unit = bool(_UNIT.search(words))
    if "|" in words:
        cells = [one for one in bars(words, (0, len(words))) if one.text]
        head = len(cells) > 1 and all(one.kind == "text" for one in cells)
        return _Look("row", any(one.kind in _FIGURES for one in cells), unit, head)
    if len(words) > 2 * _CELL:
        return _Look("other", False, unit)
    one = cell(words, 0, len(words))
    ended = tail(words, (0, len(words)))
    if one.filled or ended:
        return _Look("filled", one.kind in _FIGURES or ended is not None, unit)
    if len(words) > _CELL or _STOP.match(words) or _SENTENCE.search(words, len(words) - 4):
        return _Look("other", False, unit)
    return _Look("bullet" if _BULLET.match(words) else "words", False, unit, bool(_HEAD.match(words)))
