"""Which release an article says it reprints: a government address in its source note."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from urllib.parse import parse_qs, urlsplit

from lxml import etree

from scrapers.boilerplate.blocks import Block
from scrapers.boilerplate.encoding import plain
from scrapers.boilerplate.kinds import LISTS

Kinds = Sequence[str | None]

_URL = re.compile(r"https?://[^\s<>\"'“”)\]]{4,2000}")
#: Pages of releases: an article that names one as its source reprints that release.
_GOVERNMENT = re.compile(r"^https?://(?:[a-z0-9-]{1,63}\.){0,5}(?:korea\.kr|go\.kr)(?::\d{1,5})?/(.+)$", re.I)
# …pressReleaseView.do?newsId=156… · /kor/article/ATCL…/70012/view, but not the front page or a board
_OF_ARTICLE = re.compile(r"\d{3,}")
# ※ 자료출처 : 대한민국 정책브리핑 · 원문 보기 · 보도자료를 전재한 것입니다 · [출처] 행정안전부
_SAYS = re.compile(
    r"출처|원문|전재|자료\s?제공|제공\s?[:=]|바탕으로|재구성|인용|발췌|(?<!url )source\s?:"
    r"|보도자료\s?(?:보기|바로\s?가기|전문|링크|주소)",
    re.I,
)
_PERMALINK = re.compile(
    r"고유\s?링크|기사\s?주소|원문\s?주소|이 기사의 주소|글\s?주소|페이지\s?주소|주소\s?복사|URL\s?복사"
    r"|단축\s?(?:URL|주소)|URL Source\s?:|WARC-Target-URI",
    re.I,
)
# 원문 [정책브리핑에서 보기](https://www.korea.kr/…newsId=156…), as Markdown has it
_MARKDOWN = re.compile(r"\[([^\[\]\n]{1,200})\]\((https?://[^()\s]{4,500})\)")
#: A source note is no longer than this; what is above it by so many lines may label an address.
_NOTE, _ABOVE, _BELOW = 240, 2, 12
#: Only so many addresses are looked at.
_MOST, _MOST_LINKS = 20, 1000


def canonical(url: str) -> str:
    """The address of a korea.kr page without search leftovers; any other stays as it is printed.

    ``https://www.korea.kr/briefing/pressReleaseView.do?newsId=156…&pageIndex=19`` → up to the newsId.
    """
    parts = urlsplit(url)
    number = parse_qs(parts.query).get("newsId")
    if not (parts.hostname or "").endswith("korea.kr") or not number:
        return url
    return f"https://www.korea.kr{parts.path}?newsId={number[0]}"


def linked(places: Iterable[etree._Element | str], source: str) -> tuple[str, ...]:
    """The addresses of releases that source notes on a page link to: by the words in and around the link,
    in its paragraph, list item or table row. ``places``: the page's links, among texts; ``source``: its HTML
    in lower case.
    """
    if "go.kr" not in source and "korea.kr" not in source:
        return ()
    found = []
    links = (place for place in places if not isinstance(place, str))
    official = (link for link in links if ".kr" in (link.get("href") or "").lower())
    for link in islice(official, _MOST_LINKS):
        address = (link.get("href") or "").strip()
        if release(address) and _SAYS.search(_around(link)):
            found.append(address)
            if len(found) >= _MOST:
                break
    return tuple(found)


def _around(link: etree._Element) -> str:
    """The text of the link and of the line that it stands in, if that is short enough for a note."""
    own = _text(link)
    for holder in link.iterancestors("p", "li", "tr", "dd", "dl", "div", "td", "blockquote"):
        text = _text(holder)
        if len(text) > _NOTE:
            break
        more, own = len(text) > len(own) + 4, text
        if more:
            break
    return plain(own)


def _text(element: etree._Element) -> str:
    """The element's text; of a long one no more than shows that it is no note."""
    pieces: list[str] = []
    size = 0
    for piece in element.itertext():
        pieces.append(piece)
        size += len(piece.strip())
        if size > 2 * _NOTE:
            break
    return " ".join("".join(pieces).split())


def release(url: str) -> bool:
    """Is it the address of an article on a government's site, not of a front page?"""
    found = _GOVERNMENT.match(url)
    return bool(found and _OF_ARTICLE.search(found[1]))


def source_url(
    blocks: Sequence[Block], kinds: Kinds, *, links: Iterable[str] = (), own: str | None = None, raw: str = ""
) -> str | None:
    """The release that the article says it reprints.

    In this order: an address in a source note, on the line below it, or alone below the body; one that such a
    note links to (``links`` of a page, Markdown in the ``raw`` text of a dump). The article's ``own`` address
    is none of them.
    """
    mine = canonical(own) if own else None
    named = (canonical(url) for url in (*_noted(blocks, kinds), *links, *_of_markdown(raw)))
    return next((url for url in named if url != mine), None)


def _noted(blocks: Sequence[Block], kinds: Kinds) -> Iterator[str]:
    last = max((index for index, kind in enumerate(kinds) if kind is None), default=0)
    below = []
    for index, block in enumerate(blocks):
        kind = kinds[index]
        if kind in (*LISTS, "comments", "navigation") or "://" not in block.text:
            continue
        address = next((url for url in map(_tidy, _URL.findall(block.text)) if release(url)), None)
        if not address:
            continue
        above = " ".join(b.text for b in blocks[max(0, index - _ABOVE) : index] if len(b.text) <= _NOTE)
        if _PERMALINK.search(f"{above} {block.text}") and not _SAYS.search(block.text):
            continue
        if (len(block.text) <= _NOTE + len(address) and _SAYS.search(block.text)) or (
            len(block.text) <= len(address) + 30 and _SAYS.search(above)
        ):
            yield address
        elif last < index <= last + _BELOW and kind in ("source", "other"):
            below.append(address)
    yield from below


def _tidy(url: str) -> str:
    return url.rstrip(".,;")


def _of_markdown(raw: str) -> Iterator[str]:
    for found in _MARKDOWN.finditer(raw) if "](" in raw else ():
        if release(found[2]):
            line = raw[max(raw.rfind("\n", 0, found.start()), found.start() - _NOTE) : found.end()]
            if _SAYS.search(line):
                yield found[2]


def permalink(blocks: Sequence[Block]) -> str | None:
    """The article's own address, where the page prints it (고유 링크 주소)."""
    for index, block in enumerate(blocks[:-1]):
        near = "://" in block.text or "://" in blocks[index + 1].text
        if near and _PERMALINK.search(block.text):
            found = _URL.search(" ".join(other.text for other in blocks[index : index + 2]))
            if found and not ("원문" in block.text and release(found[0])):  # 원문 주소 : the source's
                return found[0]
    return None
