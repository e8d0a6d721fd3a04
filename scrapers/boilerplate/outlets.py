"""Who published an article: the name of a paper, a blog, an association or a ministry, without slogans."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from scrapers.boilerplate.blocks import Block
from scrapers.boilerplate.bylines import writers
from scrapers.boilerplate.fields import Field
from scrapers.boilerplate.kinds import LISTS
from scrapers.boilerplate.sitenames import BODY, NAMED, PAPER, bare, name

Kinds = Sequence[str | None]

_PROVINCE = r"(?:서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충북|충남|전북|전남|경북|경남|제주|종합)"
# [새길경제] 행정자치부는 … · [세종=한빛뉴스] … · (서울=한빛통신) 김하늘 기자 = … · [한빛데일리 = 세종]
_LEAD = re.compile(
    r"^[\[(【]\s?([가-힣A-Za-z0-9 =/·]{2,30}?)(?:\s?[=/]?\s?[가-힣]{2,4}\s?기자)?\s?[\])】]\s?"
)
# 춘천--(뉴스와이어)--산림 복지 …
_WIRE = re.compile(r"^[가-힣]{2,8}--\(([가-힣A-Za-z ]{2,14})\)--")
_LEAD_NO = re.compile(
    r"(?:보도|자료|붙임|참고|속보|단독|인터뷰|기획|종합|포토|사진|영상|특집|현장|카드|칼럼|알림|공고|안내|기자|앵커|리포트|제?\d)"
)
# 저작권자 © 새길신문 무단전재 · <저작권자(c) 한빛통신, 무단… · Copyright ⓒ 새길일보. All rights reserved
_OWNER = re.compile(
    r"(?:저작권자\s?[:：]?\s?|copyrights?\s?)?(?:ⓒ|©|\(c\)|&copy;|저작권자|copyright\s(?:by|of)\s)\s?(?:copyrights?\s?)?[:：]?\s?"
    r"(?:(?:19|20)\d\d\s?[-~.]?\s?(?:20\d\d)?\s?)?(?:by\s)?[<「『\"'‘]?\s?"
    r"([가-힣A-Za-z][^<>()|\[\]/:\n]{1,60}?)\s?"
    r"(?=[>」』\"’(|/\[:<]|무단|all\s|재배포|저작권|\s-|\.\s|\.$|$)",
    re.I,
)
# 저작권자 한겨레신문사 · 본 기사의 저작권은 한밭데일리에 있습니다
_SLOGANED = re.compile(
    r"(?:ⓒ|©|\(c\))\s?['\"‘“][^'\"’”]{2,40}['\"’”]\s?(?!무단)"
    r"([가-힣A-Za-z][가-힣A-Za-z0-9 ]{1,20}?)(?=\s?[.,(|]|\s무단|$)",
    re.I,
)
_ALL_OF = re.compile(r"^\W{0,3}([가-힣A-Za-z0-9]{2,20}?)의 모든 (?:콘텐츠|기사|저작물)")
_OWNED = re.compile(r"저작권은\s?([가-힣A-Za-z0-9]{2,20}?)(?:에|에게)\s?있")
# ★정보보안 & IT 대표 미디어 데일리시큐!★
_SLOGAN = re.compile(r"([가-힣A-Za-z0-9]{2,14})[!.~]?\s?[★☆♥♡■▣]{1,3}$")
# '행정자치부가 말해요 > 행정자치부 소식통' 카테고리의 다른 글
_BLOG = re.compile(r"^[‘'“\"「]?(?:[^>]{1,40}>\s?)?([^>]{2,40}?)[’'”\"」]?\s?카테고리의 다른 글")
_POSTER = re.compile(
    r"^[•*\-·\s]{0,3}([가-힣A-Za-z() ]{2,20}"
    r"(?:부|청|처|원|본부|회|조합|연맹|공단|공사|센터|위원회|재단|신문|일보|뉴스|타임즈|미디어|관리자))$"
)
_LABELLED = re.compile(r"(?:작성자|글쓴이|등록자|게시자)\s")  # 작성자 관리자
# 외교부가 창작한 본 저작물은 "공공누리 … · 고용노동부의 저작물은 · 농림축산식품부 이(가) 창작한
_CREATOR = re.compile(
    r"^\W{0,3}(?:본\s?저작물은\s)?([가-힣]{2,20}?)\s?(?:이\(가\)|이|가|에서|의)\s?(?:(?:20\d\d년)?\s?(?:창작|작성|제작)\S{0,3}\s|(?:본\s?)?저작물은)"
)
# 산림청(청장 임하늘)은 · 나주시(시장 반윤호)는 · 해양수산부는: who speaks first in a release
_SPEAKER = re.compile(rf"^\W{{0,4}}([가-힣]{{1,15}}{BODY})(?:\([^()]{{2,40}}\))?(?:은|는|이|가)\s")
#: Words that only the site of an authority has.
_OFFICIAL = re.compile(
    r"담당\s?부서|공공누리|공식 (?:전자정부 )?누리집|만족하십니까|만족도|\(?\d{5}\)?\s[가-힣]{2,7}(?:시|도)\s"
    r"|뉴스레터|HOME LOGIN"
)


def outlet(
    blocks: Sequence[Block],
    kinds: Kinds,
    fields: Sequence[Field] = (),
    *,
    said: Iterable[str | None] = (),
    reprinted: bool = False,
) -> str | None:
    """Who published it, in this order: what the page's head says (``said``: names of the site), the copyright
    line nearest below the body, the mark that leads the body ([세종=한빛뉴스]), a slogan, the category
    of a blog, a label, who posted it on its board; on an authority's own board (unless ``reprinted`` from
    elsewhere) the authority. A Korean name goes before a foreign one of the same page.

    None for portals, for slogans alone, and where nobody is named.
    """
    found = [one for one in (name(text) for text in said) if one]
    found += _around(blocks, kinds)
    found += [
        one
        for field in fields
        if field.stated.field == "outlet"
        and kinds[field.index] != "comments"
        and (one := name(_sender(field.stated.value)))
        and len(one) <= 20
        and NAMED.match(one)
    ]
    found += filter(None, (_poster(blocks, kinds),))
    korean = next((one for one in found if re.search("[가-힣]", one)), None)
    first = found[0] if found else None
    if korean and (first == korean or not _is_paper(first, found)):
        return korean
    own = None if reprinted else _authority(blocks, kinds)
    return own if own and (first is None or not re.search("[가-힣]", first)) else first or own


def _is_paper(first: str | None, found: Sequence[str]) -> bool:
    """Is the foreign name (YTN, JTBC) said more than once, so that it is the outlet's own?"""
    return first is not None and sum(bare(one) == bare(first) for one in found) > 1


def _sender(value: str) -> str:
    """``산업통상자원부 뉴스레터 <letter@…>`` → 산업통상자원부."""
    return re.sub(r"\s?(?:뉴스레터|소식지|웹진|레터)?\s?[<(].*$|\s?(?:뉴스레터|소식지|웹진|레터)$", "", value)


def _around(blocks: Sequence[Block], kinds: Kinds) -> Iterator[str]:
    inside = [index for index, kind in enumerate(kinds) if kind is None]
    if not inside:
        return
    last = inside[-1]
    outside = (index for index, kind in enumerate(kinds) if kind not in _NOT_OWN)
    order = sorted(outside, key=lambda index: (index < last, abs(index - last)))
    for index in order:
        text = blocks[index].text
        if _RIGHTS.search(text) and (kinds[index] != "caption" or _RIGHTS_LINE.match(text)):
            yield from _owners(text)
    lead = _lead(blocks[inside[0]].text)
    if lead:
        yield lead
    for index in order:
        if kinds[index] == "slogan" and (found := _SLOGAN.search(blocks[index].text)):
            yield found[1]
    for block, kind in zip(blocks, kinds, strict=True):
        if kind == "related" and (found := _BLOG.search(block.text)):
            yield found[1].strip()


#: What stands there names others, or is the article's own.
_NOT_OWN = (*LISTS, "comments", None)
_RIGHTS = re.compile(r"[ⓒ©]|\([cC]\)|저작권|&copy;|[Cc]opyright")
# ⓒ 한빛뉴스 below a picture : the outlet's; 사진 ⓒ 김하늘 is the photographer's
_RIGHTS_LINE = re.compile(r"\W{0,3}(?:ⓒ|©|저작권)")


def _owners(text: str) -> list[str]:
    """The owners that a copyright line names, each once."""
    if len(text) > 300:
        return []
    said = [
        found[1].strip(" .,'\"")
        for pattern in (_SLOGANED, _OWNER, _OWNED, _ALL_OF)
        for found in pattern.finditer(text)
    ]
    real = (one for one in said if not re.match(r"(?i)all rights|copyright|무단|reserved", one))
    return list(dict.fromkeys(filter(None, map(name, real))))


def _lead(text: str) -> str | None:
    if wire := _WIRE.match(text):
        return wire[1]
    found = _LEAD.match(text)
    if not found or _LEAD_NO.search(found[1]):
        return None
    signed = "=" in found[1]
    parts = [part.strip() for part in re.split(r"[=/]", found[1])]
    parts = [
        re.sub(rf"^{_PROVINCE}\s|\s{_PROVINCE}$", "", part)
        for part in parts
        if not re.fullmatch(_PROVINCE, part)
    ]
    own = next((part for part in reversed(parts) if re.search(rf"{PAPER}$", part)), None)
    if own or not signed or not parts:
        return own
    return parts[-1] if len(parts[-1]) >= 3 else None


def _poster(blocks: Sequence[Block], kinds: Kinds) -> str | None:
    """The body that posted it on its board: a name among the counters."""
    first = next((index for index, kind in enumerate(kinds) if kind is None), 0)
    for index in range(first):
        if kinds[index] != "other" or "counters" not in kinds[index + 1 : index + 3]:
            continue
        found = _POSTER.match(blocks[index].text)
        beside = kinds[max(0, index - 3) : min(first, index + 4)]
        dated = sum(kind in ("counters", "date") for kind in beside) > 1
        if found and dated and not _LABELLED.match(found[1]):
            return found[1].strip()
    return None


def _authority(blocks: Sequence[Block], kinds: Kinds) -> str | None:
    """On the board of an authority: who made the work by its licence, whose name the first line of a dump
    holds, who speaks in the first sentence.
    """
    around = [b.text for b, kind in zip(blocks, kinds, strict=True) if kind is not None]
    for text in around:
        if "저작물" in text and (found := _CREATOR.match(text)) and re.search(f"{BODY}$", found[1]):
            return found[1]
    spoken = [b.text for b, kind in zip(blocks, kinds, strict=True) if kind is None][:3]
    speaker = next((found[1] for text in spoken if (found := _SPEAKER.match(text))), None)
    if any(kind == "byline" and writers(b.text) for b, kind in zip(blocks, kinds, strict=True)):
        return None  # a paper writes of authorities too
    top = speaker and any(text.startswith(speaker) and len(text) <= 60 for text in around[:5])
    return speaker if top or any(_OFFICIAL.search(text) for text in around) else None
