"""HTML → blocks, and where on the page the article is: known layout, general method, or a script."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from lxml import etree

from scrapers.article import BodyOrigin
from scrapers.boilerplate import layouts, lines, scripts, tree
from scrapers.boilerplate.blocks import Block, is_prose, weight
from scrapers.boilerplate.bylines import named
from scrapers.boilerplate.densest import densest
from scrapers.boilerplate.encoding import plain
from scrapers.boilerplate.stamps import stamp
from scrapers.boilerplate.titles import is_board_name, without_site
from scrapers.errors import ParseError

#: Less running text than this (characters) in a page's markup, and its scripts are asked for the article.
_THIN = 200


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds: its blocks, which of them a layout or the general method takes for the article
    (``inside``; ``trusted`` if all of them are it but for furniture), and what its metadata says.
    """

    blocks: Sequence[Block]
    inside: range
    trusted: bool
    method: str
    origin: BodyOrigin = "page"
    titles: tuple[str, ...] = ()
    title: str | None = None
    subtitle: str | None = None
    published: tuple[tuple[str, str], ...] = ()
    modified: str | None = None
    outlet: str | None = None
    reporter: str | None = None
    department: str | None = None
    url: str | None = None


def parse(text: str) -> etree._Element:
    """Lenient parse of a page or a fragment. Raises ParseError where there is no markup at all."""
    parser = etree.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    raw = re.sub(r"^\s{0,20}<\?xml[^>]{0,200}\?>", "", text).replace("\x00", "").encode("utf-8", "replace")
    try:
        root = etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as error:
        raise ParseError(f"unreadable HTML ({error}): check that the page is complete") from error
    if root is None:
        raise ParseError("empty article: no markup in the page")
    return root


def read(text: str, *, body_only: bool = False) -> Page:
    """A page's HTML → its blocks and metadata. body_only: the HTML is that of an article's body and no more.

    Raises ParseError if there is nothing to parse.
    """
    root = parse(text)
    if root.find(".//body") is None:  # a <title> that is never closed swallows the page
        root = parse(re.sub(r"</?(?:title|head|textarea)\b[^<>]{0,200}>", "<p>", text, flags=re.I))
    layout, element = (None, root.find(".//body")) if body_only else _layout(root, text)
    walked = tree.walk(root, element)
    said = scripts.read(*_scripts(root))
    page = _metadata(root, said, layout, text)
    if walked.target and _mass(walked.blocks[walked.target.start : walked.target.stop]) > 0:
        method = f"layout:{layout.name}" if layout else "markup"
        return replace(page, blocks=walked.blocks, inside=walked.target, trusted=True, method=method)
    inside, tight = densest(walked)
    found = replace(page, blocks=walked.blocks, inside=inside, trusted=tight, method="blocks")
    return _from_script(found, said) or found


def _mass(blocks: Sequence[Block]) -> int:
    return sum(len(block.text) for block in blocks if is_prose(block.text) or weight(block) > 0)


def _layout(root: etree._Element, source: str) -> tuple[layouts.Layout | None, etree._Element | None]:
    for layout in layouts.layouts():
        element = layouts.first(root, layout.body, source)
        if element is not None:
            return layout, element
    return None, None


def _scripts(root: etree._Element) -> tuple[list[str], list[str]]:
    ld, others = [], []
    for script in root.iter("script"):
        text = script.text or ""
        if "ld+json" in (script.get("type") or ""):
            ld.append(text)
        elif len(text) > 300:
            others.append(text)
    return ld, others


def _from_script(page: Page, said: scripts.Said) -> Page | None:
    """The article as a script holds it, where the markup has far less of it; None otherwise."""
    shown = sum(len(b.text) for b in page.blocks[page.inside.start : page.inside.stop] if is_prose(b.text))
    name, text = ("json-ld", said.body) if said.body else ("script", max(said.bodies, key=len, default=""))
    if len(text) < 80 or not (shown < _THIN or shown * 2 < len(text)):
        return None
    if re.search(r"<(?:p|br|div|span)\b", text):
        blocks = tree.walk(parse(plain(text)), None).blocks
    else:
        blocks = lines.read(text)
    around = [*page.blocks[: page.inside.start]]
    inside = range(len(around), len(around) + len(blocks))
    return replace(page, blocks=[*around, *blocks], inside=inside, trusted=True, method=name, origin="script")


_PUBLISHED = (
    *("article:published_time", "og:article:published_time", "datepublished", "pubdate", "dc.date.issued"),
    *("date", "article:published", "dc.date", "dd:published_time", "og:regdate", "regdate"),
)
_MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "dd:modified_time", "lastmod")


def _metadata(root: etree._Element, said: scripts.Said, layout: layouts.Layout | None, source: str) -> Page:
    metas = _metas(root)
    own = _text(layouts.first(root, layout.title, source)) if layout else None
    heads = [own, said.title, metas.get("og:title"), metas.get("twitter:title"), _text(root.find(".//title"))]
    titles = [without_site(plain(title).strip()) for title in heads if title]
    titles = [title for title in dict.fromkeys(titles) if not is_board_name(title)]
    shown = _text(layouts.first(root, layout.date, source)) if layout else None
    stated = [(said.published, "JSON-LD datePublished"), (shown, f"date line: {shown}")]
    stated += [(metas.get(name), f"meta {name}") for name in _PUBLISHED]
    stated += [(_time(root), "time element")]
    published = [(when, words) for value, words in stated if value and (when := stamp(value))]
    modified = [stamp(value) for value in (said.modified, *map(metas.get, _MODIFIED)) if value]
    return Page(
        (), range(0), False, "blocks",
        titles=tuple(titles),
        title=(titles[0] if own or said.title else None),
        subtitle=_text(layouts.first(root, layout.subtitle, source)) if layout else None,
        published=tuple(published),
        modified=next(filter(None, modified), None),
        outlet=said.outlet or metas.get("og:site_name"),
        department=_department(layouts.first(root, layout.department, source)) if layout else None,
        url=_address(root, metas),
        reporter=named(said.reporter) or named(metas.get("article:author")) or named(metas.get("author")),
    )  # fmt: skip


# <time class="entry-date published" datetime="2025-12-20T14:11:00+09:00">2025년 12월 20일</time>
def _time(root: etree._Element) -> str | None:
    """The date of the page's ``time`` element, if it is marked as that of publication or the only one."""
    times = [time for time in root.iter("time") if time.get("datetime")]
    named = {time: f"{time.get('class')} {time.get('itemprop')}".lower() for time in times}
    marked = (time for time in times if "publish" in named[time])
    found = next(marked, times[0] if len(times) == 1 else None)
    return str(found.get("datetime")) if found is not None else None


# 고용노동부부처별 뉴스 이동, where the last four words are a tooltip
_TOOLTIP = re.compile(r"\s?(?:부처별 뉴스 이동|바로가기|새창열림|새 창 열림)$")


def _department(element: etree._Element | None) -> str | None:
    name = _text(element)
    return (_TOOLTIP.sub("", name).strip() or None) if name else None


# https://www.korea.kr/briefing/pressReleaseView.do?newsId=156… but not the front page of a site
_ARTICLE_URL = re.compile(r"https?://[^\s/]{3,253}/(?!index\.\w{2,4}$|main\.\w{2,4}$)\S{2,2000}")


def _address(root: etree._Element, metas: dict[str, str]) -> str | None:
    """The page's own address by its canonical link or og:url, if that names more than a site."""
    links = [link.get("href") for link in root.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    for url in (*links, metas.get("og:url")):
        if url and _ARTICLE_URL.fullmatch(url.strip()):
            return str(url).strip()
    return None


def _metas(root: etree._Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        content = plain(meta.get("content") or "").strip()
        if name and content:
            found.setdefault(name, content)
    return found


def _text(element: etree._Element | None) -> str | None:
    if element is None:
        return None
    return re.sub(r"\s+", " ", plain("".join(element.itertext()))).strip() or None
