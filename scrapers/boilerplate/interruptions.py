"""Furniture in the middle of an article (related headlines, credits, slogans) and where the text goes on."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from scrapers.boilerplate.blocks import Block, is_bullet, is_teaser, topics
from scrapers.boilerplate.bylines import writers
from scrapers.boilerplate.cohesion import are_strangers
from scrapers.boilerplate.kinds import LISTS
from scrapers.boilerplate.sections import is_dated, is_own_prose

Kinds = Sequence[str | None]

#: So many paragraphs before a place are compared with what follows it.
_WINDOW = 8


def inline_boxes(
    blocks: Sequence[Block], own: Kinds, verses: Set[int] = frozenset(), *, enclosed: bool = False
) -> set[int]:
    """Furniture in the middle of an article (a box of related headlines, a credit, a slogan): from the line
    that would end the article to where it goes on about the same matter. ``enclosed``: the blocks are those
    of the article's container, so that less has to speak for its going on. ``verses``: lines that are running
    text though short.
    """
    found: set[int] = set()
    behind: list[frozenset[str]] = []
    until = 0
    for index, block in enumerate(blocks):
        if index < until:
            continue
        if index in verses or is_own_prose(block, own[index]):
            behind.append(topics(block.text))
        elif is_dated(blocks, own, index):
            behind = []
        elif behind and index - 1 in verses and own[index] in LISTS:
            until = _verse_behind(own, index, verses) or index
            found.update(range(index, until))
        elif behind and _may_end(block, own[index]):
            until = _resumed(blocks, own, index, behind[-_WINDOW:], 0.4 if enclosed else 1.0) or index
            found.update(range(index, until))
    return found


def _verse_behind(own: Kinds, start: int, verses: Set[int]) -> int | None:
    """Where a text of verses goes on behind a box of links, before any comments."""
    for index in range(start + 1, min(start + 1 + _BOX, len(own))):
        if own[index] == "comments":
            return None
        if index in verses:
            return index
    return None


def _may_end(block: Block, kind: str | None) -> bool:
    opens = bool(block.mark and block.mark.opens and block.mark.kind != "comments")
    return (opens and kind != "caption") or kind in ("byline", "source", "board_list")


#: Under a heading like those above it may tell of much that they do not.
_HEADED = 0.3
#: The article goes on after no more lines of furniture than these.
_BOX = 12


def _resumed(
    blocks: Sequence[Block], own: Kinds, start: int, behind: Sequence[frozenset[str]], demand: float
) -> int | None:
    """Where the article goes on: at two paragraphs in a row that share topics with those before; below the
    heading of a list these have to stand right below each other, because its items are headline and lead.
    """
    mark = blocks[start].mark
    if mark is not None and mark.kind == "copyright" and own[start] == "copyright" and demand == 1.0:
        return None
    ahead, listed = _ahead(blocks, own, start, 4 if demand == 1 else 5)
    if not ahead or ahead[0] > start + _BOX:
        return None
    headed = _is_heading(blocks, own, ahead[0] - 1, start)
    alone = len(ahead) < 2 or ahead[1] != ahead[0] + 1 or _ITEM_MARK.match(blocks[ahead[0]].text)
    signed = _signed(blocks, own, ahead[0], start)
    if _is_list(blocks, own, ahead, start) or (listed and alone and not headed and not signed):
        return None
    if signed:
        ahead, demand = [at for at in ahead if at < signed], min(demand, 0.5)
    told = [topics(blocks[index].text) for index in ahead]
    before = frozenset().union(*behind)
    firsts = [frozenset().union(*told[:count]) for count in range(min(2, len(told)), len(told) + 1)]
    shared = max((len(one & before) / len(one) for one in firsts if len(one) >= 4), default=0.0)
    row = next((at for at in range(1, len(ahead)) if ahead[at] != ahead[at - 1] + 1), len(ahead))
    if headed and row >= 2:  # no headline and lead by turns
        demand = min(demand, _HEADED)
    elif row >= 3 and not are_strangers(told):
        demand = min(demand, 0.5 if row == 3 else 0.35)
    if shared < demand * _SAME[min(len(behind), 4)]:
        return None
    return ahead[0] - headed


def _is_list(blocks: Sequence[Block], own: Kinds, ahead: Sequence[int], start: int) -> bool:
    """Are the next paragraphs items of a list (1. … 2. …), and none of those above the box?"""
    if sum(bool(_ITEM_MARK.match(blocks[at].text)) for at in ahead[:3]) < 2:
        return False
    above = (at for at in range(max(0, start - _ABOVE), start) if is_own_prose(blocks[at], own[at]))
    return not any(_ITEM_MARK.match(blocks[at].text) for at in above)


# 이전글 … 다음글 … 목록 : no article goes on behind these
_NEIGHBOUR = re.compile(r"^\W{0,3}(?:이전|다음)\s?(?:글|기사|게시물)(?![가-힣])")


def _ahead(blocks: Sequence[Block], own: Kinds, start: int, most: int) -> tuple[list[int], bool]:
    """The next paragraphs behind the line that begins a box, none where comments or a board follow; and
    whether the box is a list of other articles.
    """
    mark = blocks[start].mark
    listed = mark is not None and mark.kind in LISTS
    ahead: list[int] = []
    for index in range(start + 1, min(start + _BOX + 3, len(blocks))):
        block = blocks[index]
        inner = block.mark
        listed = listed or (inner is not None and inner.opens and inner.kind in LISTS)
        in_list = own[index] == "board_list" and (own[start] == "board_list" or not listed)
        if in_list or _NEIGHBOUR.match(block.text) or own[index] == "comments" or is_teaser(block.text):
            return [], listed
        if is_own_prose(block, own[index]):
            ahead.append(index)
        if len(ahead) == most:
            break
    return ahead, listed


#: So far above a box the article's own byline may stand; so many paragraphs it may stand below the box.
_HEAD, _LAST = 60, 5


def _signed(blocks: Sequence[Block], own: Kinds, first: int, start: int) -> int | None:
    """The byline of those who wrote the article above the box, if there are only paragraphs and items
    between that and ``first``: with these the article ends.
    """
    below = range(first + 1, min(first + 1 + _LAST, len(blocks)))
    index = next(
        (at for at in below if not is_own_prose(blocks[at], own[at]) and not _is_item(blocks[at])), None
    )
    names = writers(blocks[index].text) if index and own[index] == "byline" else []
    above = (writers(blocks[at].text) for at in range(max(0, start - _HEAD), start) if own[at] == "byline")
    return index if names and any(set(names) <= set(others) for others in above) else None


def _is_item(block: Block) -> bool:
    return is_bullet(block.text) and block.linked < 0.5 and not _ITEM_MARK.match(block.text)


#: How many blocks above a box may hold the article's headings.
_ABOVE = 60


# ■ 소득 1.9배… 여학생 진학도 늘어 : the heading with which the article goes on behind a box
def _is_heading(blocks: Sequence[Block], own: Kinds, index: int, start: int) -> bool:
    block = blocks[index]
    if index <= start or own[index] is not None or block.linked > 0.3 or len(block.text) > 60:
        return False

    def alike(at: int) -> bool:
        return own[at] is None and (
            blocks[at].text[0] == block.text[0]
            if block.text[0] in "■□◆◇●▣◎"
            else block.heading and blocks[at].heading and not blocks[at].linked
        )

    # the article has such headings above, and the box has no other line like it
    return any(map(alike, range(max(0, start - _ABOVE), start))) and not any(
        map(alike, range(start + 1, index))
    )


# • 청년 추가고용 장려금 9백만원 정부는 청년을 … : an item of a list of articles
_ITEM_MARK = re.compile(r"^(?:[•·*-]|\d{1,2}[.)])\s")
#: From this share of topics in common with so many paragraphs before, the next ones are about the same.
_SAME = (1.0, 0.15, 0.15, 0.16, 0.18)
