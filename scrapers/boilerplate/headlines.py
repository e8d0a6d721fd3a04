"""A headline without what pages set around it on its line: trails of menus, labels, categories."""

from __future__ import annotations

import re
from collections.abc import Sequence

from scrapers.boilerplate.blocks import Block, is_prose, kinship
from scrapers.boilerplate.furniture import key
from scrapers.boilerplate.labels import stated

# 홈 > 경제 > 산업 산업부, … 제안 · > 뉴스 > 수산·어촌 어촌뉴딜 … · * 어촌뉴딜 …
_BEFORE = re.compile(
    r"^(?:[*•+:>]\s{1,4})?(?:\S{1,12}\s)?(?:[>›»]\s?[^\s>›»]{1,12}\s){1,4}(?=\S.{10})|^[*•+:]\s{1,4}"
)
# … 시설비 지원 글쓴이 · … 1200명 보탠다 가장 많이 본 뉴스 · … 완공 입력: the next label on the same line
_AFTER = re.compile(
    r"(?<=\S)\s(?:글쓴이|작성자|등록자|등록일|작성일|담당부서|기자명|부제목|페이지 정보|관리 메뉴|언론사"
    r"|가장 많이 본 뉴스|조회수|공유하기|기사 ?입력)(?:\s.{0,60})?$"
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


#: What stands in the head of an article, between its headline and its text.
_HEAD = frozenset(("date", "contact", "counters", "attachments", "byline", "share"))
#: So many lines above a date or a byline the headline stands at most; so many lines belong to the head.
_ABOVE, _LINES = 3, 9
#: Letters of a headline, at least and at most.
_SHORTEST, _LONGEST = 10, 120


def above_head(blocks: Sequence[Block], kinds: Sequence[str | None]) -> str | None:
    """The line right above the first head of a dump, its date and another line of a head beside it: the
    headline of the page's article. ``kinds``: what each block is by itself. None where there is no such head.
    """
    for index, kind in enumerate(kinds):
        if kind not in ("date", "byline", "contact"):
            continue
        near = _HEAD & {one for one in kinds[max(0, index - _ABOVE) : index + _LINES] if one}
        if "date" not in near or len(near) < 2:
            continue
        above = range(index - 1, max(-1, index - 1 - _ABOVE), -1)
        found = next((at for at in above if _may_be_headline(blocks[at], kinds[at])), None)
        if found is not None:
            return blocks[found].text
    return None


def _may_be_headline(block: Block, kind: str | None) -> bool:
    text = block.text
    sentence = is_prose(text) and text.endswith(".")
    return kind is None and _SHORTEST <= len(text) <= _LONGEST and not sentence


def own_hints(
    blocks: Sequence[Block],
    kinds: Sequence[str | None],
    first: int,
    body: frozenset[str],
    hints: Sequence[str],
) -> Sequence[str]:
    """The hints without that of a page which states its site's name only: a linked heading above the menus
    says the same, is not about the body, and another heading below them is.
    """
    menus = [index for index in range(first) if kinds[index] == "navigation"]
    if not hints or not menus:
        return hints
    top = {
        key(block.text)
        for block in blocks[: menus[0]]
        if block.linked >= 0.9 and not kinship(block.text, body)
    }
    about = any(block.heading and kinship(block.text, body) >= 0.3 for block in blocks[menus[0] : first])
    return [hint for hint in hints if key(hint) not in top] if top and about else hints
