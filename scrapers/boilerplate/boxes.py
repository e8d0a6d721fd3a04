"""What stands in boxes that a line announces: the items of 관련 기사, the lead below its headline, and the
remarks of readers below a row of counters.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from scrapers.boilerplate.blocks import Block, is_prose, topics

#: Kinds of boxes whose items stand inside and right behind articles.
_BOXES = ("related", "most_read")
#: So many paragraphs before a box, among so many blocks, tell what the article is about.
_WINDOW, _ABOVE = 8, 40
# • 소아 병원 5곳 더 늘린다 · * 닥터헬기 11년 · ▶ 밤에도 문 여는 곳 · - 구급차 두 배로 · 1. 당직비 올린다
_ITEM = re.compile(r"^(?:([•·*＊▶▷▸►☞→ㆍ>-])\s?|(\d{1,2})[.)]\s)(?=\S)")
# * 하늘맘 : 저도 아직 말을 못 꺼냈어요. · • gang*** 상황판보다 의사를 … 보내 주세요.
_REMARK = re.compile(
    r"^[•·*-]\s(?:[\w가-힣*]{1,12}(?:\s[\w가-힣*]{1,8})?\s?[:：]\s|[\w가-힣]{1,8}\*{2,4}\s).{6,}"
)
# [관련 소식] … · 함께 보면 좋은 기사한강버스 선착장 일곱 곳 미리 가 봤다 : the heading before a headline
_HEADED = re.compile(
    r"^[^가-힣A-Za-z]{0,4}[^:：\]】>]{0,16}?(?:기사|뉴스|소식|글|영상|자료)\s?[:：\]】>]?\s?"
)
#: Rows of counters and buttons below which readers' remarks stand.
_COUNTED = ("share", "counters", "comments")
#: A box has no more items of its own.
_ITEMS = 12


def boxed(blocks: Sequence[Block], kinds: Sequence[str | None]) -> dict[int, str]:
    """Index → kind of the blocks that a box or a row of counters above them makes furniture. ``kinds``: what
    each block is by itself.
    """
    found: dict[int, str] = {}
    for index, block in enumerate(blocks):
        kind = kinds[index]
        if kind in _BOXES and block.mark and block.mark.kind == kind:
            inside = _items(blocks, kinds, index) if block.mark.opens else []
            inside = inside or _lead(blocks, kinds, index)
            found.update(dict.fromkeys(inside, str(kind)))
        elif kind in _COUNTED:
            found.update(dict.fromkeys(_remarks(blocks, kinds, index), "comments"))
    return found


def _items(blocks: Sequence[Block], kinds: Sequence[str | None], heading: int) -> list[int]:
    """The lines right below a heading that all begin with the same mark, as long as they are no sentences."""
    found: list[int] = []
    first = ""
    for index in range(heading + 1, min(heading + 1 + _ITEMS, len(blocks))):
        begins = _ITEM.match(blocks[index].text)
        sign = (begins[1] or "1") if begins else ""
        if not sign or (first and sign != first) or kinds[index] is not None:
            break
        if is_prose(blocks[index].text) and blocks[index].linked < 0.3:
            break
        first = sign
        found.append(index)
    return found


def _lead(blocks: Sequence[Block], kinds: Sequence[str | None], heading: int) -> list[int]:
    """The paragraph below ``[관련 소식] 파라과이에 빗물 학교 20곳 준공`` that tells what this headline says
    and what the article above does not.
    """
    below = heading + 1
    if below >= len(blocks) or kinds[below] is not None or not is_prose(blocks[below].text):
        return []
    above = range(max(0, heading - _ABOVE), heading)
    prose = [at for at in above if kinds[at] is None and is_prose(blocks[at].text)][-_WINDOW:]
    said = frozenset().union(*(topics(blocks[at].text) for at in prose))
    own = topics(_HEADED.sub("", blocks[heading].text, count=1)) - said
    told = own & topics(blocks[below].text)
    return [below] if prose and len(told) >= 2 and 2 * len(told) >= len(own) else []


# ------ / 이번 주 산업부 소식 / ------ : a heading between two rules, as in mails without markup
_RULED = re.compile(r"^([-=*_─━~·])\1{7,200}$")
# 이번 주 산업부 소식 · 짧은 소식 · 한눈에 보는 뉴스 · 정책 브리핑 · 독자 한마디 · 이달의 일정
_DIGEST = re.compile(
    r"(?:소식|뉴스|단신|브리핑|이모저모|동향|한마디|일정|행사|알림|공지|퀴즈|이벤트|모음|다이제스트)[^가-힣]{0,4}$"
)

#: A part is longer than this; shorter ones are a greeting or a table of contents.
_PART = 100


def ruled_sections(blocks: Sequence[Block], kinds: Sequence[str | None]) -> list[int]:
    """Where, in a mail whose headings stand between rules, a part with other matters begins: one named as a
    digest, or one of several paragraphs of which hardly a topic stands in the first part.
    """
    heads = [
        at
        for at in range(1, len(blocks) - 1)
        if len(blocks[at].text) <= 40
        and _RULED.match(blocks[at - 1].text)
        and _RULED.match(blocks[at + 1].text)
    ]
    told: list[list[frozenset[str]]] = []
    for head, end in pairwise([*heads, len(blocks)]):
        prose = [at for at in range(head + 1, end) if kinds[at] is None and is_prose(blocks[at].text)]
        size = sum(len(blocks[at].text) for at in prose)
        told.append([topics(blocks[at].text) for at in prose] if size >= _PART else [])
    first = next((at for at, part in enumerate(told) if part), len(told))
    said = frozenset().union(*told[first]) if first < len(told) else frozenset()
    return [
        heads[at] - 1
        for at in range(first + 1, len(heads))
        if _DIGEST.search(blocks[heads[at]].text) or _strange(told[at], said)
    ]


def _strange(part: Sequence[frozenset[str]], said: frozenset[str]) -> bool:
    whole = frozenset().union(*part)
    return len(part) >= 2 and len(whole) >= 8 and 10 * len(whole & said) < len(whole)


def _remarks(blocks: Sequence[Block], kinds: Sequence[str | None], row: int) -> list[int]:
    """Items ``* 별명 : 문장`` below a row of counters: two of them in a row are readers' remarks."""
    end = row + 1
    while end < len(blocks) and kinds[end] is None and _REMARK.match(blocks[end].text):
        end += 1
    return list(range(row + 1, end)) if end - row > 2 else []
