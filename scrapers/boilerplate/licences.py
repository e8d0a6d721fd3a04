"""Under which type of 공공누리 (KOGL) an article stands: by words, by a picture, by a link."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from scrapers.boilerplate.blocks import Block
from scrapers.boilerplate.encoding import plain
from scrapers.boilerplate.kinds import LISTS

Kinds = Sequence[str | None]

#: The marks there are those of other articles.
_OTHERS = (*LISTS, "comments")

_NAME = re.compile(r"공공\s?누리|KOGL", re.I)
# 공공누리 제1유형 · 공공누리 공공저작물 자유이용허락 : 1유형
_TYPE = re.compile(r"(?<!\d)([0-4])\s?유형")
_ATTRIBUTION = re.compile(r"출처\s?표시")
_NO_TRADE = re.compile(r"상업적?\s?(?:용도\s?)?(?:이용|사용)?(?:을|의)?\s?금지|비상업")
_NO_CHANGE = re.compile(r"변경\s?(?:등)?\s?(?:을\s?)?금지")
#: The types by (no commercial use, no changes).
_BY_TERMS = {(False, False): "1", (True, False): "2", (False, True): "3", (True, True): "4"}
#: So far before and behind the name its type or its terms may stand.
_BEFORE, _BEHIND = 40, 110
#: Only so many marks are looked at.
_MOST = 20
# 본 저작물은 공공누리 제1유형 조건에 따라 … : said of the text even where it stands at the end of it
_OF_WORK = re.compile(r"저작물|게시물|자료는")
# img_opentype01.png · koglType1.gif · img_opencode4.jpg · kogl_4.png · class="openType1", but no ccl_by.png
_FILE = re.compile(
    r"(?:open_?type|open_?code|kogl(?:_?type|_?code|_?mark|_?img)?|code_?type|gongnuri|nuri)[_-]?0?([0-4])(?![0-9])",
    re.I,
)
# https://www.kogl.or.kr/info/licenseType1.do · …/open/info/license_info/by-nc-nd.do
_HREF = re.compile(r"kogl\.or\.kr/[^\s\"']{0,80}?(?:license_?type_?([0-4])|/by(-nc)?(-nd)?(?:\.do|\b))", re.I)
#: Without one of these in its HTML a page has no mark; with a name alone it has one in a picture's words.
_NAMES = ("공공누리", "공공 누리")
_FILES = ("kogl", "nuri", "opentype", "open_type", "opencode", "open_code", "codetype", "code_type")
_MARKED: tuple[str, ...] = ("img", "a", "div", "p", "span", "li", "dl", "em", "i", "strong")
# ![공공누리 제1유형](…/opentype01.png), as Markdown keeps pictures
_IMAGE = re.compile(r"!\[([^\[\]\n]{0,200})\]\(([^()\n]{0,400})\)")


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark on a page: the digit of its type; ``of_site`` if it stands in the page's footer."""

    type: str
    of_site: bool = False


def marks(root: etree._Element, source: str) -> tuple[Mark, ...]:
    """The pictures, classes and links of 공공누리 on a page, with the type that each names. ``source``: its
    HTML in lower case.
    """
    if any(word in source for word in _FILES):
        tags = _MARKED
    elif any(word in source for word in _NAMES):
        tags = _MARKED[:1]
    else:
        return ()
    found = []
    for element in root.iter(*tags):
        types = set(_of_element(element)) if element.tag == "img" or _is_named(element) else ()
        if types:
            footer = any(_is_footer(around) for around in element.iterancestors())
            found += [Mark(one, footer) for one in sorted(types)]
            if len(found) >= _MOST:
                break
    return tuple(found)


def _is_named(element: etree._Element) -> bool:
    """Does its class end its first word with a digit, as openType1 does, or its address lead to the types?"""
    if element.tag == "a" and "kogl" in (element.get("href") or "").lower():
        return True
    said = element.get("class")
    return bool(said and said.strip()) and said.split(maxsplit=1)[0][-1].isdigit()


def _of_element(element: etree._Element) -> Iterator[str]:
    if element.tag == "img":
        alt, source = plain(element.get("alt") or ""), element.get("src") or ""
        told = list(types_in(alt))
        yield from told
        if not told and (file := _FILE.search(source.rpartition("/")[2])):
            yield file[1]
    elif element.tag == "a" and (link := _HREF.search(element.get("href") or "")):
        yield link[1] or _BY_TERMS[bool(link[2]), bool(link[3])]
    elif file := _FILE.fullmatch(next(iter((element.get("class") or "").split()), "")):
        yield file[1]


def _is_footer(element: etree._Element) -> bool:
    return (
        element.tag == "footer"
        or "footer" in f"{element.get('id') or ''} {element.get('class') or ''}".lower()
    )


def types_in(text: str) -> Iterator[str]:
    """The types that a text names beside 공공누리: by number, else by terms (출처표시 + 변경금지)."""
    for name in _NAME.finditer(text):
        near = text[max(0, name.start() - _BEFORE) : name.end() + _BEHIND]
        numbers = _TYPE.findall(near)
        terms = text[name.end() : name.end() + _BEHIND]
        if numbers:
            yield from numbers
        elif _ATTRIBUTION.search(terms):
            yield _BY_TERMS[bool(_NO_TRADE.search(terms)), bool(_NO_CHANGE.search(terms))]


def licence(blocks: Sequence[Block], kinds: Kinds, of_page: Sequence[Mark] = (), raw: str = "") -> str | None:
    """``KOGL-0`` … ``KOGL-4``. The article's own marks count before those of the page's footer; None
    where they disagree, where no type is named, and for other licences (CCL).
    """
    own = {mark.type for mark in of_page if not mark.of_site}
    site = {mark.type for mark in of_page if mark.of_site}
    for block, kind in zip(blocks, kinds, strict=True):
        named = "누리" in block.text or "ogl" in block.text.lower()
        if not named or kind in _OTHERS or not _NAME.search(block.text):
            continue
        if kind is None and not _OF_WORK.search(block.text):
            continue
        (site if kind == "navigation" or block.zone == "navigation" else own).update(types_in(block.text))
    for image in _IMAGE.finditer(raw) if "![" in raw else ():
        own.update(
            types_in(image[1]) if _NAME.search(image[1]) else _FILE.findall(image[2].rpartition("/")[2])
        )
    types = own or site
    return f"KOGL-{types.pop()}" if len(types) == 1 else None
