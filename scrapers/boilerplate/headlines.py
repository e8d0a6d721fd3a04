"""A headline without what pages set around it on its line: trails of menus, labels, categories."""

from __future__ import annotations

import re
from collections.abc import Sequence

from scrapers.boilerplate.labels import stated

# 홈 > 경제 > 산업 산업부, … 제안 · > 뉴스 > 수산·어촌 어촌뉴딜 … · * 어촌뉴딜 …
_BEFORE = re.compile(
    r"^(?:[*•+:>]\s{1,4})?(?:\S{1,12}\s)?(?:[>›»]\s?[^\s>›»]{1,12}\s){1,4}(?=\S.{10})|^[*•+:]\s{1,4}"
)
# … 시설비 지원 글쓴이 · … 1200명 보탠다 가장 많이 본 뉴스 · … 완공 입력: the next label on the same line
_AFTER = re.compile(
    r"(?<=\S)\s(?:글쓴이|작성자|등록자|등록일|작성일|페이지 정보|관리 메뉴|언론사|가장 많이 본 뉴스|조회수"
    r"|공유하기|기사 ?입력)(?:\s.{0,60})?$"
)


# 농식품부 농식품부, 목장 40곳에 시설비 지원: the board's category before the headline
_TWICE = re.compile(r"^([가-힣]{2,10})\s(?=\1[,\s·])")


def trimmed(line: str, *, labelled: bool) -> str:
    """The headline in a line that holds the trail of menus before it and the first label behind it, too.
    ``labelled``: other labels follow on the next lines, so that 제목 at its beginning is one.
    """
    named = next((one.value for one in stated(line) if one.field == "title" and len(one.value) >= 8), None)
    if named:
        return named
    short = _TWICE.sub("", _AFTER.sub("", _BEFORE.sub("", line)))
    if labelled and short.startswith("제목") and len(short) >= 12:
        short = short[2:].strip(" :：|│")
    return short if len(short) >= 8 else line


def without_category(title: str, hints: Sequence[str]) -> str:
    """``바다 정책바닷속에도 나무를 심는다고요?`` → without the category before it, where the head of
    the page states the title alone.
    """
    inner = (
        hint for hint in hints if len(hint) >= 10 and title.endswith(hint) and len(title) - len(hint) <= 30
    )
    return next(inner, title)
