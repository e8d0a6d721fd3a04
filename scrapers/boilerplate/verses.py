"""Texts of blogs, whose lines are broken like verses: short, and polite where a sentence ends.

그런데 같은 10cm라도
지붕을 누르는 힘은 세 배까지 달라요.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from scrapers.boilerplate.blocks import Block, is_prose

Kinds = Sequence[str | None]

#: Lines of such a text are no longer, and stand in rows of so many at least.
_LONGEST, _LEAST = 60, 6
#: So many of a row end a sentence politely; in menus and tables none does, among remarks of readers all do.
_POLITE, _PARTED = 0.2, 0.85
#: So many of them with a full stop: the titles of posts are polite too, 가루쌀 빵을 맛보실 분을 모십니다.
_SENTENCES, _STOPS = 2, ".!~"
_ENDED = re.compile(r"(?:[가-힣](?:요|니다|죠|까))\s?[.!?~…^:;)ㅎㅋ♡♥]{0,5}$")
# 경찰청 폴인러브 2017. 11. 21. 14:05 : the head of the post, its comments
_MOMENT = re.compile(r"20\d\d[-./]\s?\d{1,2}[-./]\s?\d{1,2}|\d{1,2}:\d\d")
# 겨울이면 산동네 오르막이 · 그래서 올해부터는 · 시간은 그대로이고 : the sentence goes on, as no title does
_GOES_ON = re.compile(r"[가-힣](?:[은는이가을를도면고]|에서|까지|부터|에게|으로)$")
#: What a line of such a text is worth, by its size and as one of many.
_SHARE, _EACH = 0.4, 3.0


def verses(blocks: Sequence[Block], own: Kinds) -> set[int]:
    """The lines of such texts; none where paragraphs hold more: the page's article is no such text then.
    ``own``: what each block is by itself; furniture and links end a row.
    """
    found: set[int] = set()
    row: list[int] = []
    for index in range(len(blocks) + 1):
        if index < len(blocks) and _may_be_verse(blocks[index], own[index]):
            row.append(index)
            continue
        found.update(_told(blocks, row))
        row = []
    paragraphs = sum(len(blocks[at].text) for at in _paragraphs(blocks, own) if at not in found)
    return found if paragraphs <= sum(len(blocks[at].text) for at in found) else set()


def _paragraphs(blocks: Sequence[Block], own: Kinds) -> Iterator[int]:
    """The running text that stands below no heading of a list, of comments or of rights."""
    listed = False
    for index, block in enumerate(blocks):
        listed = bool(block.mark and block.mark.opens) or (listed and own[index] not in ("date", "byline"))
        if not listed and own[index] is None and block.linked < 0.3 and is_prose(block.text):
            yield index


def _told(blocks: Sequence[Block], row: Sequence[int]) -> Sequence[int]:
    """The lines of a row that is such a text; none of any other."""
    texts = [blocks[index].text for index in row]
    polite = [bool(_ENDED.search(text)) for text in texts]
    stopped = sum(one and text[-1] in _STOPS for text, one in zip(texts, polite, strict=True)) >= _SENTENCES
    broken = sum(bool(_GOES_ON.search(text)) for text in texts) > _SENTENCES
    if len(row) < _LEAST or not (stopped or broken) or _by_turns(texts, polite):
        return ()
    return row if _POLITE * len(row) <= sum(polite) <= _PARTED * len(row) else ()


def _by_turns(texts: Sequence[str], polite: Sequence[bool]) -> bool:
    """Do names and remarks of readers stand by turns: 하늘이 / 정말 좋은 소식이네요! / 구름이 / …?"""
    names = [text for text, one in zip(texts, polite, strict=True) if not one]
    turns = all(one != other for one, other in pairwise(polite))
    return turns and sum(" " not in name for name in names) > len(names) / 2


def _may_be_verse(block: Block, kind: str | None) -> bool:
    if kind is not None or block.linked >= 0.3 or block.heading or len(block.text) > _LONGEST:
        return False
    return not _MOMENT.search(block.text)


def worth(block: Block) -> float:
    """How much such a line speaks for being in an article."""
    return _EACH + _SHARE * len(block.text)
