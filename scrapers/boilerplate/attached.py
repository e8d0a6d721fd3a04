"""The files that a page or a dump lists under its article: their names, and where the page has them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urljoin

from lxml import etree

from scrapers.article import Attachment
from scrapers.boilerplate import filenames
from scrapers.boilerplate.blocks import Block
from scrapers.boilerplate.encoding import plain
from scrapers.boilerplate.kinds import LISTS

Kinds = Sequence[str | None]

#: Where links to files lead: FileDown.do?atchFileId=… · fn_egov_downFile('FILE_…','0') · /boardDownload.es
_DOWNLOAD = re.compile(
    r"file_?down|down_?file|download|atch_?file|atchmnfl|file_?(?:sn|id|no|seq|key|idx)\b|get_?file|proc_?file|fn_?\w{0,12}down|/files?/",
    re.I,
)
#: One of these stands in all of them.
_LOADING = ("down", "file", "atchmnfl")
_LABEL = re.compile(r"\W{0,4}(?:첨부|붙임\s?파일|관련\s?파일|파일\s?첨부|파일)")
# 한글뷰어 다운로드 · 첨부파일 전체 내려받기 · Adobe Reader 설치: programs and bundles
_PROGRAM = re.compile(r"뷰어|리더|reader|viewer|설치|전체|일괄|프로그램|앱|바로\s?가기", re.I)
#: More names than this, and the page is no article's: it is not looked through for ever.
_MOST = 100
_MOST_PLACES = 10_000
_NEARBY = 3


@dataclass(frozen=True, slots=True)
class File:
    """A name on a page, before it is known what the page's blocks are. url: as printed, empty without a
    link. sure: a link to a download.
    """

    name: str
    url: str = ""
    sure: bool = False


def on_page(places: Iterable[etree._Element | str], source: str) -> tuple[File, ...]:
    """All file names on a page that stand by themselves: as links, or beside a button. ``places``: its links,
    buttons and loose texts, in order; ``source``: its HTML in lower case.
    """
    texts = filenames.in_texts(source)
    if not texts and not any(word in source for word in _LOADING):
        return ()
    found: list[File] = []
    for place in islice(places, _MOST_PLACES):
        if not isinstance(place, str):
            found += _linked(place)
        elif texts and filenames.has_format(place):
            found += _loose(place)
        if len(found) >= _MOST:
            break
    return tuple(found)


def _loose(text: str) -> Iterator[File]:
    """``<span>보도자료.hwp</span><button>다운로드</button>``: a name without a link."""
    return (File(name) for name in filenames.names(_line(text)))


def _linked(link: etree._Element) -> Iterator[File]:
    place = f"{link.get('href')} {link.get('onclick')}".lower()
    loading = any(map(place.__contains__, _LOADING))
    sure = loading and bool(_DOWNLOAD.search(place))
    text = "".join(link.itertext()) if len(link) else link.text or ""
    if not sure and "." not in text and "&" not in text:
        return
    said = _line(text)
    if _in_row_of_article(link):
        return
    named = filenames.names(said)
    if not named and sure:
        named = tuple(_nearby(link, said))[:1]
    for name in named:
        yield File(name, _href(link), sure)


def _href(link: etree._Element) -> str:
    href = (link.get("href") or "").strip()
    return "" if href.lower().startswith(("javascript:", "#", "data:")) else href


def _nearby(link: etree._Element, said: str) -> Iterator[str]:
    """The name of a download that its link does not say: in its title, or beside it (within a few elements);
    else the link's own words, where a label above says that files follow.
    """
    button = not said or filenames.is_button(said)
    for text in (link.get("title"), link.get("download"), link.get("data-filename")):
        yield from filenames.names(_line(text or ""))
    holder = link.getparent() if button else None
    for _ in range(_NEARBY):
        if holder is None or holder.tag == "body" or len(list(islice(holder.iter("a"), 5))) > 4:
            break
        for text in islice(holder.itertext(), 40):
            yield from filenames.names(_line(text))
        holder = holder.getparent()
    if not button and 4 <= len(said) <= 100 and not _PROGRAM.search(said) and _under_label(link):
        yield said


def _under_label(link: etree._Element) -> bool:
    """Does one of the elements around the link begin with 첨부파일?"""
    around = link.getparent()
    for _ in range(4):
        if around is None or around.tag == "body":
            return False
        if _LABEL.match(next((text for text in around.itertext() if text.strip()), "")):
            return True
        around = around.getparent()
    return False


def _in_row_of_article(link: etree._Element) -> bool:
    """Does the link stand in the row of a list, beside the headline of another article?"""
    row = next((around for around in link.iterancestors("li", "tr") if around.tag), None)
    if row is None:
        return False
    others = (_line("".join(other.itertext())) for other in islice(row.iter("a"), 8) if other is not link)
    return any(
        len(text) >= 10 and not filenames.names(text) and not filenames.is_button(text) and " " in text
        for text in others
    )


def _line(text: str) -> str:
    return " ".join(plain(text).split())


def of_page(
    files: Iterable[File], blocks: Sequence[Block], kinds: Kinds, base: str | None
) -> tuple[Attachment, ...]:
    """The files on a page that are the article's: none of its side lists, and in its running text only links
    to downloads. ``base``: the page's address, against which links are made absolute; None leaves them.
    """
    files = tuple(files)
    if not files:
        return ()
    dotted = all("." in file.name for file in files)
    told = [
        (filenames.key(block.text), kind)
        for block, kind in zip(blocks, kinds, strict=True)
        if not dotted or "." in block.text
    ]
    lists = [text for text, kind in told if kind in _OTHERS]
    own = [text for text, kind in told if kind not in (None, *_OTHERS)]
    body = [text for text, kind in told if kind is None]
    found: dict[str, Attachment] = {}
    for file in files:
        key = filenames.key(file.name)
        outside = any(key in text for text in own)
        if not outside and (
            any(key in text for text in lists) or (any(key in text for text in body) and not file.sure)
        ):
            continue
        if key not in found or (file.url and not found[key].url):
            found[key] = Attachment(found[key].name if key in found else file.name, _address(file.url, base))
    return tuple(found.values())


def of_lines(blocks: Sequence[Block], kinds: Kinds) -> tuple[Attachment, ...]:
    """The files that a dump lists: lines of names outside the article's text and outside the lists of other
    articles, and whatever stands behind a label (첨부파일) in a dump that lost its line ends.
    """
    found: dict[str, Attachment] = {}
    before = ""
    for block, kind in zip(blocks, kinds, strict=True):
        if kind not in _OTHERS:
            for name in _in_line(block.text, before, inside=kind is None):
                found.setdefault(filenames.key(name), Attachment(name, ""))
        before = block.text
    return tuple(_whole(file, found.values()) for file in found.values())


def _in_line(text: str, before: str, *, inside: bool) -> tuple[str, ...]:
    """The names in a line; ``before`` is the line above, which may hold the beginning of the first:
    첨부파일 [한빛교육청] 같은 날 / 체육대회.hwpx.
    """
    named = filenames.among(text)
    if named or inside:
        return named
    named = filenames.names(text)
    if named and filenames.labelled(before) and not filenames.names(before) and len(before) > 12:
        return filenames.names(f"{before} {text}") or named
    return named


def _whole(file: Attachment, files: Iterable[Attachment]) -> Attachment:
    """``제정.hwpx``, the end of a name that a dumper broke, by its twin ``안전 표준 제정.pdf``."""
    stem, _, ending = file.name.rpartition(".")
    for other in files:
        longer = other.name.rpartition(".")[0]
        if longer.endswith(f" {stem}") and not other.name.endswith(ending):
            return Attachment(f"{longer}.{ending}", "")
    return file


_OTHERS = (*LISTS, "comments", "caption")


def _address(url: str, base: str | None) -> str:
    if not url or not base:
        return url
    try:
        return urljoin(base, url)
    except ValueError:  # https://[::1
        return url
