"""Where the parts of a page begin: its menus, the heads of articles, lists with a heading and without."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from itertools import pairwise

from scrapers.boilerplate.blocks import Block, is_bullet, is_lead, is_prose, topics
from scrapers.boilerplate.boxes import ruled_sections
from scrapers.boilerplate.cohesion import are_strangers
from scrapers.boilerplate.kinds import LISTS
from scrapers.boilerplate.labels import pairs
from scrapers.boilerplate.stamps import STAMP

Kinds = Sequence[str | None]


def is_own_prose(block: Block, kind: str | None) -> bool:
    """Is the block running text that nothing makes furniture?"""
    return kind is None and block.linked < 0.5 and is_prose(block.text)


def is_dated(blocks: Sequence[Block], own: Kinds, index: int) -> bool:
    """Is it the byline or date line in the head of an article, below a title that is a sentence?"""
    near = range(index, min(index + 3, len(blocks))) if own[index] in ("byline", "date") else ()
    titled = index > 0 and own[index - 1] is None and 10 <= len(blocks[index - 1].text) <= 120
    if titled and not is_prose(blocks[index - 1].text) and any(STAMP.search(blocks[at].text) for at in near):
        return True
    fields = (field for at in near if own[at] == "date" for field, _ in pairs(blocks[at].text))
    return any(field in ("published", "embargo") for field in fields)


def cuts(
    blocks: Sequence[Block], own: Kinds, skipped: Set[int], verses: Set[int] = frozenset()
) -> dict[int, str]:
    """Where another part of the page begins: index → its kind (``start`` for the head of an article).
    ``skipped``: boxes and menus, where none does. ``verses``: lines that are running text though short.
    """
    found: dict[int, str] = {}
    prose, listed = 0, False
    for index, block in enumerate(blocks):
        part = None if index in skipped else _part(blocks, own, index, prose)
        if part:
            found[index] = part
            prose, listed = 0 if part == "start" else prose, part in LISTS
        if (index in verses or is_own_prose(block, own[index])) and not listed:
            prose += len(block.text)
    ruled = {at: "headlines" for at in ruled_sections(blocks, own) if at not in found}
    return found | ruled | _rows(blocks, own, found, skipped)


#: So many bare dates, each a few lines below the one before, are the rows of a board's list.
_ROWS, _ROW = 3, 7


# • 과기정통부, 연구장비 예약 기간 90일로 늘려03-06 : a row whose date lost the space before it
_DATED_ROW = re.compile(r"^[•·*]\s.{6,120}?\D(?:(?:20)?\d\d[-./])?[01]\d[-./][0-3]\d\.?$")


def _rows(blocks: Sequence[Block], own: Kinds, known: Mapping[int, str], skipped: Set[int]) -> dict[int, str]:
    """Where a board's list begins whose cells stand on lines of their own (number, title, writer, date)."""
    dates = [
        at for at, kind in enumerate(own) if kind == "date" and at not in known and not pairs(blocks[at].text)
    ]
    for at in range(len(dates) - _ROWS + 1):
        row = dates[at : at + _ROWS]
        titled = all(any(len(blocks[i].text) >= 10 for i in range(a + 1, b)) for a, b in pairwise(row))
        if titled and all(2 <= after - before <= _ROW for before, after in pairwise(row)):
            head = row[0]
            while head > max(0, row[0] - 4) and not is_own_prose(blocks[head - 1], own[head - 1]):
                head -= 1
            return {head: "board_list"}
    for at in range(1, len(blocks)):
        rows = at not in skipped and _DATED_ROW.match(blocks[at].text)
        if rows and _DATED_ROW.match(blocks[at - 1].text):
            return {} if at - 1 in known else {at - 1: "board_list"}
    return {}


# 이전글 나주호 둘레길 보수 · 다음기사 · 교육 소식 더 보기 · 지난 편지 다시 읽기 : the page goes on
_ELSEWHERE = re.compile(
    r"^(?:이전|다음)\s?(?:글|기사|게시물)(?=$|[\s:：]).{0,80}$|^[^.]{2,24}\s더\s?보기$"
    r"|^지난\s(?!\d{1,3}년)[^.]{1,16}\s(?:(?:다시|모두|모아|더|전체)\s?)?(?:읽기|보기)$"
)


def _part(blocks: Sequence[Block], own: Kinds, index: int, prose: int) -> str | None:
    """The kind of the part that begins with this block; None for most. ``prose``: how much stands before."""
    block, kind = blocks[index], own[index]
    if is_own_prose(block, kind):
        return "start" if prose < _BEGUN and is_lead(block.text) else None
    mark = block.mark if kind not in ("caption", "other") else None
    if mark and mark.opens and (prose or mark.kind in LISTS):
        return mark.kind
    if kind == "board_list" and prose:
        return "board_list"
    if prose and _ELSEWHERE.match(block.text):
        return "navigation" if block.text[0] in "이다" else "headlines"
    if kind in ("date", "byline", "contact") and _is_head(blocks, own, index, prose):
        return "start"
    if kind in ("byline", "source") and prose >= _BEGUN and not is_dated(blocks, own, index):
        return "byline"
    return None


def _is_head(blocks: Sequence[Block], own: Kinds, index: int, prose: int) -> bool:
    """Does a line with a date belong to the head of an article: by its label, or, where no article stands
    above it, between a headline and running text?
    """
    text = blocks[index].text
    fields = {field for field, _ in pairs(text)}
    foot = blocks[index].mark
    if foot and foot.opens:  # 등록일자 2006.04.18 | 발행인 … at the foot of a page
        return False
    if own[index] in ("date", "byline") and fields & {"published", "embargo"}:
        return True
    named = own[index] == "contact" and "department" in fields
    if prose >= _BEGUN or fields - {"counter", "author", "department"} or not (named or STAMP.search(text)):
        return False
    near = range(max(0, index - 4), index)
    above = any(10 <= len(blocks[at].text) <= 120 and own[at] is None for at in near)
    below = range(index + 1, min(index + 8, len(blocks)))
    return above and any(is_own_prose(blocks[at], own[at]) for at in below)


#: With so much prose above it (characters), a bare date is that of a comment or of a list.
_BEGUN = 60
#: So many short lines in a row are a menu.
_MENU, _LONGEST_ITEM = 7, 32
_ITEM = re.compile(r"^[•*·\-+\s]{0,6}(?:\d{1,3}[.)]\s)?(?![\d.,%\s]+$)[^.!?…]{1,20}$")


def menus(blocks: Sequence[Block], own: Kinds) -> set[int]:
    """Lines of menus, whose items look like headings of lists (오피니언, 포토뉴스). The last one of a menu is
    left out: it may head what follows.
    """
    found: set[int] = set()
    run: list[int] = []
    for index in range(len(blocks) + 1):
        text = blocks[index].text if index < len(blocks) else ""
        short = 0 < len(text) <= _LONGEST_ITEM
        if short and own[index] not in ("date", "byline") and _ITEM.match(text):
            run.append(index)
            continue
        if len(run) >= _MENU:
            found.update(run[:-1])
        run = []
    return found


# 쓰러짐(%) 22 6 · 경북 2,291 1,954 : a row of a table on one line
_TABLE_ROW = re.compile(r"^[^.!?]{2,60}\s[-+△▲(]?\d[\d.,%)]{0,9}\s[-+△▲(]?\d[\d.,%p)]{0,9}$")


def table_sources(blocks: Sequence[Block], own: Kinds, tables: Set[int]) -> set[int]:
    """Where the figures of a table are from (자료=국립식량과학원), in its last cell or below its last row:
    unlike other sources these end no article.
    """
    return {
        at
        for at, kind in enumerate(own)
        if kind == "source" and (at in tables or (at and _TABLE_ROW.match(blocks[at - 1].text)))
    }


# 시민들 반응은 엇갈렸습니다. : a short sentence of the article, no headline
_ENDED = re.compile(r"[가-힣][.。][”\"’')\]]{0,2}$|,$")


#: So many pairs of a headline and its lead in a row are a list of other articles.
_PAIRS = 3


def lists(blocks: Sequence[Block], own: Kinds, known: Mapping[int, str]) -> dict[int, str]:
    """Lists of other articles that no heading announces: headline and lead by turns, and the leads about
    different matters: index of the first headline → ``headlines``. ``known``: the cuts that words make.
    """
    found: dict[int, str] = {}
    pairs_: list[int] = []
    for index in range(len(blocks) + 1):
        paired = index + 1 < len(blocks) and _is_pair(blocks, own, index)
        if paired and pairs_ and pairs_[-1] == index - 2:
            pairs_.append(index)
        elif paired and not (pairs_ and pairs_[-1] == index - 1):
            _note_list(blocks, pairs_, found)
            pairs_ = [index]
        elif pairs_ and index > pairs_[-1] + 1:
            _note_list(blocks, pairs_, found)
            pairs_ = []
    return {index: kind for index, kind in found.items() if index not in known}


def _note_list(blocks: Sequence[Block], heads: Sequence[int], found: dict[int, str]) -> None:
    leads = [topics(blocks[index + 1].text) for index in heads]
    linked = sum(blocks[index].linked > 0.8 for index in heads)
    if linked >= 2 or (len(heads) >= _PAIRS and are_strangers(leads)):
        found[heads[0]] = "headlines"


def _is_pair(blocks: Sequence[Block], own: Kinds, index: int) -> bool:
    """Is this a line that may be a headline, and the next one running text that may be its lead?"""
    block = blocks[index]
    plain = own[index] is None and 6 <= len(block.text) <= 80 and not _ENDED.search(block.text)
    bullet = is_bullet(block.text) and not re.match(r"[•·*\d]", block.text)
    return (
        plain and not bullet and not is_prose(block.text) and is_own_prose(blocks[index + 1], own[index + 1])
    )


# 구분 / 2022.3/4 / 전남 / 2,604 / 10.6 : the cells of a table, a line each
_NUMBER = re.compile(
    r"^[-+△▲(]?\d[\d,./:%~()\s-]{0,14}(?:억|만|천|조)?\s?(?:원|명|개|건|년|월|일|가구|대|p|%)?[)p‘’'\"]?$"
)
_CELL = 24


def _may_be_cell(block: Block) -> bool:
    return len(block.text) <= _CELL and not block.linked and not (block.mark and block.mark.opens)


def tables(blocks: Sequence[Block]) -> set[int]:
    """Cells of tables that a dumper put on lines of their own: short lines, a third of them numbers."""
    found: set[int] = set()
    run: list[int] = []
    for index in range(len(blocks) + 1):
        if index < len(blocks) and _may_be_cell(blocks[index]):
            run.append(index)
            continue
        numbers = sum(bool(_NUMBER.match(blocks[at].text)) for at in run)
        if len(run) >= 6 and numbers >= 0.33 * len(run):
            found.update(run)
        run = []
    return found
