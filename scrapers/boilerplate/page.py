"""What a page says of its article outside the running text: head, attributes, layout."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from scrapers.article import BodyOrigin
from scrapers.boilerplate import attached, known, licences, reprints, scripts
from scrapers.boilerplate.blocks import Block
from scrapers.boilerplate.bylines import named
from scrapers.boilerplate.encoding import plain
from scrapers.boilerplate.page_head import PageHead, text_of
from scrapers.boilerplate.stamps import stamp
from scrapers.boilerplate.titles import is_board_name, without_site


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
    exact: frozenset[str] = frozenset()
    sites: tuple[str, ...] = ()
    outlet: str | None = None
    reporter: str | None = None
    department: str | None = None
    url: str | None = None
    files: tuple[attached.File, ...] = ()
    cited: tuple[str, ...] = ()
    marks: tuple[licences.Mark, ...] = ()


_PUBLISHED = (
    *("article:published_time", "og:article:published_time", "article:published", "og:article:published"),
    *("datepublished", "dd:published_time", "pubdate", "publishdate", "publish-date", "parsely-pub-date"),
    *(
        "dc.date.issued",
        "dcterms.issued",
        "dcterms.created",
        "sailthru.date",
        "og:regdate",
        "regdate",
        "date",
    ),
    *(
        "dc.date",
        "article:published_date",
        "og:published_time",
        "published_time",
        "cxenseparse:recs:publishtime",
    ),
)
_MODIFIED = (
    *("article:modified_time", "og:article:modified_time", "article:modified", "og:article:modified"),
    *(
        "og:updated_time",
        "article:updated_time",
        "datemodified",
        "dd:modified_time",
        "lastmod",
        "dcterms.modified",
    ),
    *("og:modified_time", "modified_time", "last-modified"),
)


#: Names of metas that name the writer; on boards and portals they name the site, which is no person.
_WRITERS = (
    "article:author",
    "og:article:author",
    "author",
    "dable:author",
    "og.article.author",
    "by",
    "dc.creator",
)
#: Classes of elements that hold a writer's name alone.
_WRITER_CLASSES = frozenset(
    ("writer", "reporter", "journalist", "link_author", "author_name", "writer_name", "reporter_name")
)


#: Moments to the second: 10:02:54
_SECONDS = re.compile(r":\d\d:\d\d")


def metadata(
    root: etree._Element,
    said: scripts.Said,
    layout: known.Known,
    head: PageHead,
    source: str,
    places: Iterable[etree._Element | str],
) -> Page:
    """What the page states of its article in its head, its layout's places, its attributes and links.
    ``source``: its HTML, in which the words are looked for without which the tree need not be. ``places``:
    where names of files may stand.
    """
    metas, lower = head.metas, source.lower()
    own = _headline(layout.element(root, "title"))
    heads = [
        own,
        said.title,
        metas.get("og:title"),
        metas.get("twitter:title"),
        head.title,
    ]
    titles = [without_site(plain(title).strip()) for title in heads if title]
    titles = [title for title in dict.fromkeys(titles) if not is_board_name(title)]
    shown = _moment(layout.element(root, "date"))
    stated = [(said.published, "JSON-LD datePublished"), (shown, f"date line: {shown}")]
    stated += [(metas.get(name), f"meta {name}") for name in _PUBLISHED]
    stated += [(_time(root), "time element")]
    published = [(when, words) for value, words in stated if value and (when := stamp(value))]
    changed = (said.modified, *map(metas.get, _MODIFIED), _moment(layout.element(root, "modified")))
    modified = [stamp(value) for value in changed if value]
    writers = (said.reporter, *map(metas.get, _WRITERS), _writer(root, lower))
    return Page(
        (), range(0), False, "blocks",
        titles=tuple(titles),
        title=(titles[0] if own or said.title else None),
        subtitle=text_of(layout.element(root, "subtitle")),
        published=tuple(published),
        modified=next(filter(None, modified), None),
        exact=_exact(source),
        sites=tuple(filter(None, (metas.get("og:site_name"), said.outlet, metas.get("application-name")))),
        outlet=said.outlet or metas.get("og:site_name"),
        department=_department(layout.element(root, "department")),
        url=next(filter(_ARTICLE_URL.fullmatch, head.addresses), None),
        files=attached.on_page(places, lower),
        cited=reprints.linked(places, lower),
        marks=licences.marks(root, lower),
        reporter=next(filter(None, map(named, (*writers, text_of(layout.element(root, "reporter"))))), None),
    )  # fmt: skip


#: Attributes that state a moment more exactly than the text does: data-date-time="2026-03-26 10:02:54"
_TIMES = (
    *("datetime", "data-date-time", "data-modify-date-time", "data-datetime", "data-date", "data-time"),
    *("data-published", "data-modified", "data-regdate", "data-timestamp", "content", "title"),
)
_STATED = re.compile(rf"""[\s"'](?:{"|".join(_TIMES)})\s?=\s?["']?([^"'<>=]{{4,30}})$""", re.I)
#: So far around its seconds a moment is looked for in the source of a page.
_MOMENT = 60


def _exact(source: str) -> frozenset[str]:
    """All moments that the attributes in a page's source state to the second: they complete what it shows."""
    told = set()
    for seconds in islice(_SECONDS.finditer(source), _MOST_MOMENTS):
        begun = _STATED.search(source[max(0, seconds.start() - _MOMENT) : seconds.end()])
        if begun:
            told.add(begun[1] + re.split("""["'<>]""", source[seconds.end() : seconds.end() + 20])[0])
    moments = map(stamp, told)
    return frozenset(moment for moment in moments if moment and moment[16:19] not in ("", ":00"))


#: No article's page states more moments.
_MOST_MOMENTS = 500


def _writer(root: etree._Element, source: str) -> str | None:
    """The name in the page's only element of a writer; None where it has several (comments, cards)."""
    if not any(name in source for name in _WRITER_CLASSES):
        return None
    tags = ("span", "dd", "a", "em", "p", "strong", "b", "li", "div")
    marked = (
        one
        for one in root.iter(*tags)
        if (said := one.get("class")) and not _WRITER_CLASSES.isdisjoint(said.lower().split())
    )
    said = {" ".join("".join(islice(one.itertext(), 6)).split()) for one in islice(marked, 20)}
    return said.pop() if len(said) == 1 else None


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
    name = text_of(element)
    return (_TOOLTIP.sub("", name).strip() or None) if name else None


def _headline(element: etree._Element | None) -> str | None:
    """The text of a title's element without the board's category in it: <span class="b-cate">에너지</span>"""
    whole = text_of(element)
    if element is None or not whole:
        return whole
    inner = (one for one in islice(element.iter("span", "em", "i", "b", "strong"), 6) if one is not element)
    cates = (text_of(one) for one in inner if _CATEGORY.search(one.get("class") or ""))
    before = next((cate for cate in cates if cate and len(cate) <= 12 and whole.startswith(cate)), None)
    rest = whole.removeprefix(before).strip() if before else whole
    return rest if len(rest) >= 8 else whole


_CATEGORY = re.compile(r"(?:^|[\s_-])(?:cate|category|cate_?name)(?:[\s_-]|$)", re.I)


# https://www.korea.kr/briefing/pressReleaseView.do?newsId=156… but not the front page of a site
_ARTICLE_URL = re.compile(r"https?://[^\s/]{3,253}/(?!index\.\w{2,4}$|main\.\w{2,4}$)\S{2,2000}")


def _moment(element: etree._Element | None) -> str | None:
    """The date that an element shows, or states: <time datetime="2026-01-06T15:45:00+09:00">1시간 전"""
    if element is None:
        return None
    told = next((element.get(name) for name in _TIMES if stamp(element.get(name) or "")), None)
    return told or text_of(element)
