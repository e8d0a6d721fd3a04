"""Who wrote an article: the reporters in its bylines, its lead, its sign-off, or what labels name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from scrapers.boilerplate import bylines, crew
from scrapers.boilerplate.blocks import Block
from scrapers.boilerplate.fields import Field
from scrapers.boilerplate.kinds import LISTS

Kinds = Sequence[str | None]

# [세종=한빛뉴스] 김하늘 기자 = 정부가 … · 【한빛뉴스 세종=김하늘 기자】 · [새길일보 김하늘 기자] 농어촌에서 …
_LEAD = re.compile(
    r"^.{0,30}?[가-힣]{2,4}\s?(?:[가-힣]{2}\s?)?(?:기자|특파원)\s?=|^[\[(【][^\])】]{0,40}(?:기자|특파원)\s?[\])】]"
)
_STATION = r"(?:[A-Z]{2,5}(?:\s?뉴스)?|[가-힣A-Z]{1,6}(?:TV|뉴스|방송|조선|뉴스TV)|채널\s?A)"
# YTN 김하늘 (haneul@…) · 지금까지 정부세종청사에서 YTN 김하늘입니다. · TV한빛 김하늘입니다.
_SIGNED = re.compile(rf"(?:^|\s){_STATION}\s([가-힣]{{2,4}})(?:입니다\.?$|\s?[(\[]{bylines.MAIL}[)\]]$)")
# 김하늘 기자입니다. · 김하늘 기자가 취재했습니다. · 김하늘 기자! as an anchor says
_CALLED = re.compile(
    r"(?:^|\s)([가-힣]{2,4})\s기자(?:입니다|가 (?:취재|보도|전해|짚어|알아|직접)|의 (?:보도|리포트)|[!,]?$)"
)
_ANCHOR = re.compile(r"^\W{0,2}(?:앵커|기자|리포트|앵커멘트|앵커 멘트)\W{0,2}$|^\[(?:앵커|기자|리포트)")
# 하늬결(hanuigyeol) 26.11.12 10:35: a citizen reporter with a user's name
_USER = re.compile(r"^([가-힣]{2,4})\([a-z0-9_.-]{3,20}\)(?=\s?\d|$)")
#: So far below the body a byline may stand; another article's follows.
_BELOW = 8
#: Below the article's title that is repeated under its body, its byline is no further than this.
_REPEATED, _FAR = 5, 16
# 김하늘2025. 3. 12. 14:20 · 김하늘 2017년 05월 18일 20시 31분: not 홍보실 2025. 3. 12.
_DATED = re.compile(rf"^({crew.NAME})(?<![부팀국실과시군구청])\s?(?=20\d\d\s?[.년/-])")
# 한빛뉴스광장 김하늘 haneul@… 2021.09.02 15:46
_MAILED = re.compile(
    rf"^(?:[가-힣A-Za-z]{{2,12}}\s){{0,2}}({crew.NAME})\s[<(\[]?{bylines.MAIL}[>)\]]?\s?(?=20\d\d[.-])"
)


def reporter(blocks: Sequence[Block], kinds: Kinds, fields: Sequence[Field] = ()) -> str | None:
    """The reporters, joined by ``, ``, in this order: the bylines nearest to the body, the mark that leads
    it, a broadcast's sign-off, a label (기고자), a bare name above the body that is called 기자 elsewhere.

    None where nobody is named; the keeper of a site (관리자) is nobody.
    """
    inside = [index for index, kind in enumerate(kinds) if kind is None]
    if not inside:
        return None
    for names in _stated(blocks, kinds, fields, inside):
        if names:
            return ", ".join(dict.fromkeys(names))
    return None


def _stated(
    blocks: Sequence[Block], kinds: Kinds, fields: Sequence[Field], inside: Sequence[int]
) -> Iterator[list[str]]:
    near = sorted(
        (
            index
            for index, kind in enumerate(kinds)
            if kind in ("byline", "date") and index <= _furthest(kinds, inside[-1])
        ),
        key=lambda index: min(abs(index - inside[0]), abs(index - inside[-1])),
    )
    for index in near:
        if bylines.writers(blocks[index].text):
            yield _fullest(_coauthors(blocks, kinds, index), blocks, near)
        elif user := _USER.match(blocks[index].text):
            yield [user[1]]
    lead = _LEAD.match(blocks[inside[0]].text)
    yield bylines.writers(lead[0]) if lead else []
    yield _broadcast(blocks, kinds, inside)
    for block, kind in zip(blocks[: inside[0]], kinds, strict=False):
        if found := _DATED.match(block.text) if kind == "date" else _MAILED.match(block.text):
            yield [found[1]]
    for field in fields:
        if field.stated.field == "reporter" and kinds[field.index] not in (
            *LISTS,
            "comments",
            "navigation",
            None,
        ):
            yield bylines.writers(field.stated.value) or _names(field.stated.value)
    yield _called(blocks, kinds, inside)


def _furthest(kinds: Kinds, last: int) -> int:
    """The last place for a byline: near the body's end, or near the title if that is repeated below it."""
    titles = [index for index in range(last + 1, min(last + _FAR, len(kinds))) if kinds[index] == "title"]
    return max([last + _BELOW, *(index + _REPEATED for index in titles)])


def _fullest(names: list[str], blocks: Sequence[Block], near: Sequence[int]) -> list[str]:
    """The names, or those of another byline of the article that has them all and more: cards of reporters
    stand below each other with their stories between them, 김하늘 기자이도윤 기자 above the body.
    """
    others = (bylines.writers(blocks[index].text) for index in near)
    return next((other for other in others if set(other) > set(names)), names)


def _names(value: str) -> list[str]:
    """``김하늘, 이도윤`` → both; empty if anything else stands there."""
    names = [part.strip() for part in re.split(r"[,·ㆍ/]", value)]
    return names if all(bylines.is_name(one) for one in names) else []


def _broadcast(blocks: Sequence[Block], kinds: Kinds, inside: Sequence[int]) -> list[str]:
    """The reporter of a broadcast, who signs off at its end or is called by the anchor."""
    end = range(max(inside[0], inside[-1] - 4), min(len(blocks), inside[-1] + _BELOW))
    for index in reversed(end):
        if kinds[index] not in LISTS and (found := _SIGNED.search(blocks[index].text)):
            return _known([found[1]])
    if not any(
        _ANCHOR.match(blocks[index].text) for index in range(inside[0] - 1, inside[-1] + 1) if index >= 0
    ):
        return []
    called = (_CALLED.search(blocks[index].text) for index in inside)
    return _known([found[1] for found in called if found][:1])


def _known(names: list[str]) -> list[str]:
    return [one for one in names if bylines.is_name(one)]


def _called(blocks: Sequence[Block], kinds: Kinds, inside: Sequence[int]) -> list[str]:
    """A bare name above the body, if it is a reporter's in a caption or elsewhere: 봉하람 … 봉하람 기자."""
    for index in range(inside[0] - 1, max(-1, inside[0] - 20), -1):
        name = blocks[index].text.strip()
        if kinds[index] in ("other", "byline") and bylines.is_name(name):
            said = re.compile(rf"(?<![가-힣]){name}\s기자(?![가-힣])")
            if any(said.search(block.text) for block in blocks):
                return [name]
    return []


def _coauthors(blocks: Sequence[Block], kinds: Kinds, index: int) -> list[str]:
    """The names in a byline and in those on the lines right above and below it, in their order."""
    first = last = index
    while (above := _next_byline(blocks, kinds, first, -1)) is not None:
        first = above
    while (below := _next_byline(blocks, kinds, last, 1)) is not None:
        last = below
    names = [
        name
        for block, kind in zip(blocks[first : last + 1], kinds[first : last + 1], strict=True)
        if kind in ("byline", "date")
        for name in bylines.writers(block.text)
    ]
    return list(dict.fromkeys(names))


def _next_byline(blocks: Sequence[Block], kinds: Kinds, index: int, step: int) -> int | None:
    """The byline beside this one, with at most one short line (an address, 구독) between them."""
    for place in (index + step, index + 2 * step):
        if not 0 <= place < len(blocks) or kinds[place] is None:
            return None
        if kinds[place] == "byline":
            return place
        mark = blocks[place].mark
        if len(blocks[place].text) > 40 or (mark and mark.opens):
            return None
    return None
