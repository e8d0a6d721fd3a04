"""Outlet, reporter, department, addresses and licence, from what stands around the body."""

from __future__ import annotations

import re
from collections.abc import Sequence

from scrapers.boilerplate import bylines
from scrapers.boilerplate.blocks import Block
from scrapers.boilerplate.labels import pairs

Kinds = Sequence[str | None]

# [시사인경제] 행정자치부는 … · [세종=한빛뉴스] … · (서울=한빛통신) 김하늘 기자 = …
_LEAD = re.compile(
    r"^[\[(【](?:[가-힣]{2,6}\s?=\s?)?([가-힣A-Za-z0-9 ]{2,14}?)(?:\s?[=/]?\s?[가-힣]{2,4}\s?기자)?[\])】]\s?"
)
_LEAD_NO = re.compile(
    r"(?:보도|자료|붙임|참고|속보|단독|인터뷰|기획|종합|포토|사진|영상|특집|현장|카드|칼럼|알림|공고|안내|기자|제?\d)"
)
# 저작권자 © 새길신문 무단전재 · <저작권자(c) 한빛통신, 무단… · Copyright ⓒ 새길일보. All rights reserved
_OWNER = re.compile(
    r"(?:저작권자|copyrights?)?\s?(?:ⓒ|©|\(c\)|&copy;|저작권자)\s?(?:copyrights?\s?)?(?:(?:19|20)\d\d\s?[-~]?\s?(?:20\d\d)?\s?)?(?:by\s)?[<「『\"'‘]?\s?"
    r"([가-힣A-Za-z][가-힣A-Za-z0-9 &·.]{1,24}?)\s?"
    r"(?=\s?&\s?[a-z]|[>」』\"'’,.(|/\[:<]|무단|all\s|재배포|\s-|$)",
    re.I,
)
# ★정보보안 & IT 대표 미디어 데일리시큐!★
_SLOGAN = re.compile(r"([가-힣A-Za-z0-9]{2,14})[!.~]?\s?[★☆♥♡■▣]{1,3}$")
# '행정자치부가 말해요 > 행정자치부 소식통' 카테고리의 다른 글
_BLOG = re.compile(r"^[‘'“\"「]?(?:[^>]{1,40}>\s?)?([^>]{2,40}?)[’'”\"」]?\s?카테고리의 다른 글")
_POSTER = re.compile(
    r"^[•*\-·\s]{0,3}([가-힣A-Za-z() ]{2,20}"
    r"(?:부|청|처|원|본부|회|조합|연맹|공단|공사|센터|위원회|재단|신문|일보|뉴스|타임즈|미디어|관리자))$"
)


def outlet(blocks: Sequence[Block], kinds: Kinds, said: str | None = None) -> str | None:
    """Who published it: by the mark that leads the body, copyright line, slogan, what the page's metadata
    says (``said``), the blog's category, or the poster.
    """
    lead = next((block.text for block, kind in zip(blocks, kinds, strict=True) if kind is None), "")
    found = _LEAD.match(lead)
    if found and not _LEAD_NO.search(found[1]):
        return found[1].strip()
    around = [(block.text, kind) for block, kind in zip(blocks, kinds, strict=True) if kind is not None]
    for kind, pattern in (("copyright", _OWNER), ("slogan", _SLOGAN), ("related", _BLOG)):
        if said and kind == "related":
            return said
        for text, own in around:
            named = pattern.search(text) if own == kind else None
            if named and not re.fullmatch(r"(?i)all rights.*|copyright|무단.*", named[1].strip()):
                return named[1].strip(" .")
    labelled = (
        value
        for text, kind in around
        if kind != "comments"
        for name, value in pairs(text)
        if name == "outlet"
    )
    return next((value for value in labelled if 2 <= len(value) <= 20), None) or _poster(blocks, kinds)


def _poster(blocks: Sequence[Block], kinds: Kinds) -> str | None:
    """The body that posted it on its board: a name among the counters."""
    first = next((index for index, kind in enumerate(kinds) if kind is None), 0)
    if sum(kind == "counters" for kind in kinds[:first]) < 2:
        return None
    for index in range(first):
        found = _POSTER.match(blocks[index].text) if kinds[index] == "other" else None
        if found and "counters" in kinds[index : index + 3]:
            return found[1].strip()
    return None


def reporter(blocks: Sequence[Block], kinds: Kinds) -> str | None:
    """The names in the bylines nearest to the body, joined by ``, ``."""
    inside = [index for index, kind in enumerate(kinds) if kind is None]
    if not inside:
        return None
    near = sorted(
        (index for index, kind in enumerate(kinds) if kind in ("byline", "date")),
        key=lambda index: min(abs(index - inside[0]), abs(index - inside[-1])),
    )
    for index in near:
        if bylines.writers(blocks[index].text) and not (index > inside[-1] + 8):
            return ", ".join(_coauthors(blocks, kinds, index))
    # [세종=한빛뉴스] 김하늘 기자 = 정부가 …
    lead = re.match(r"^.{0,30}?[가-힣]{2,4}\s?(?:[가-힣]{2}\s?)?기자\s?=", blocks[inside[0]].text)
    return ", ".join(bylines.writers(lead[0])) or None if lead else None


def _coauthors(blocks: Sequence[Block], kinds: Kinds, index: int) -> list[str]:
    """The names in a byline and in those on the lines right above and below it, in their order."""
    first = last = index
    while first > 0 and kinds[first - 1] == "byline":
        first -= 1
    while last + 1 < len(blocks) and kinds[last + 1] == "byline":
        last += 1
    names = [name for block in blocks[first : last + 1] for name in bylines.writers(block.text)]
    return list(dict.fromkeys(names))
