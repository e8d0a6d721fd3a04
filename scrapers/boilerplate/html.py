"""HTML → blocks, and where on the page the article is: known layout, general method, or a script."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from lxml import etree

from scrapers.article import BodyOrigin
from scrapers.boilerplate import attached, hidden, known, licences, reprints, scripts, tree
from scrapers.boilerplate.blocks import Block, is_prose, kinship, topics, weight
from scrapers.boilerplate.bylines import named
from scrapers.boilerplate.chosen import SURE, Heads
from scrapers.boilerplate.densest import densest
from scrapers.boilerplate.encoding import plain
from scrapers.boilerplate.rawhtml import mended
from scrapers.boilerplate.scripted import from_script, with_facts
from scrapers.boilerplate.stamps import stamp
from scrapers.boilerplate.titles import is_board_name, without_site
from scrapers.errors import ParseError

#: Less running text than this (characters) in a page's markup, and its scripts are asked for the article.
_THIN = 200
#: A thin body by a layout gives way to one of this many characters that is also this many times its own, and
#: that shares this much of the title's topics where the thin one does not.
_FULL, _FULLER, _ABOUT = 500, 5, 0.4


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


def parse(text: str) -> etree._Element:
    """Lenient parse of a page or a fragment. Raises ParseError where there is no markup at all."""
    parser = etree.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    text = mended(text)
    raw = re.sub(r"^\s{0,20}<\?xml[^>]{0,200}\?>", "", text).replace("\x00", "").encode("utf-8", "replace")
    try:
        root = etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as error:
        raise ParseError(f"unreadable HTML ({error}): check that the page is complete") from error
    if root is None:
        raise ParseError("empty article: no markup in the page")
    return root


def read(text: str, *, body_only: bool = False, url: str | None = None) -> Page:
    """A page's HTML → its blocks and metadata. body_only: the HTML is that of an article's body and no more.
    url: where the page is from, if known: the layouts of that site are tried first.

    Raises ParseError if there is nothing to parse.
    """
    root = parse(text)
    if root.find(".//body") is None:  # a <title> that is never closed swallows the page
        root = parse(re.sub(r"</?(?:title|head|textarea)\b[^<>]{0,200}>", "<p>", text, flags=re.I))
    metas = _metas(root)
    site = known.host(url, *_addresses(root, metas))
    layout = known.Known(body=root.find(".//body")) if body_only else known.find(root, text, site)
    walked = tree.walk(root, layout.body, layout.dropped, _about(root, metas))
    heads = _heads(root, metas, url)
    said = scripts.Said() if body_only else scripts.read(hidden.sources(root), heads)
    page = replace(_metadata(root, said, layout, metas), blocks=walked.blocks)
    found = _by_layout(page, walked, said, layout, heads) or _by_blocks(page, walked)
    if found.method == "blocks":
        found = from_script(found, said, heads, root) or found
    known_to = said.story and (found.origin == "script" or said.certain >= SURE)
    return with_facts(found, said.story) if said.story and known_to else found


def _by_layout(
    page: Page, walked: tree.Walked, said: scripts.Said, layout: known.Known, heads: Heads
) -> Page | None:
    """The article in the element that a layout (or the caller) names; None where that holds none. What a
    script holds is taken where the element has only its beginning.
    """
    if not walked.target or (mass := _mass(walked.blocks, walked.target)) <= 0:
        return None
    method = f"layout:{layout.layout.name}" if layout.layout else "markup"
    found = replace(page, inside=walked.target, trusted=True, method=method)
    if layout.layout is None:
        return found
    if mass < _THIN:
        return _fuller(found, mass, walked, said, heads, own=layout.own) or found
    return (from_script(found, said, heads) if said.certain >= SURE else None) or found


def _about(root: etree._Element, metas: dict[str, str]) -> frozenset[str]:
    """The topics of the titles that the page's head states; boards state their own name there."""
    heads = (metas.get("og:title"), metas.get("twitter:title"), _text(root.find(".//title")))
    titles = (without_site(title) for title in heads if title)
    return topics(" ".join(title for title in titles if not is_board_name(title)))


def _mass(blocks: Sequence[Block], inside: range) -> int:
    held = blocks[inside.start : inside.stop]
    own = (block for block in held if not block.zone and (is_prose(block.text) or weight(block) > 0))
    return sum(len(block.text) for block in own)


def _by_blocks(page: Page, walked: tree.Walked) -> Page:
    inside, tight = densest(walked, topics(" ".join(page.titles)))
    return replace(page, inside=inside, trusted=tight, method="blocks")


def _fuller(
    thin: Page, mass: int, walked: tree.Walked, said: scripts.Said, heads: Heads, *, own: bool
) -> Page | None:
    """Another body of the page, if it is obviously fuller than the thin one that a layout has found: the
    article as a script holds it, or what the general method finds if that is about the title and the thin
    one is not (a news flash beside long columns is). Not the latter where the layout is that of the page's
    ``own`` site: a release on korea.kr is one sentence that points to the attachment.
    """
    script = from_script(thin, said, heads)
    if script and _mass(script.blocks, script.inside) >= 1.3 * mass:
        return script
    found = _by_blocks(thin, walked)
    full = not own and _mass(found.blocks, found.inside) >= max(_FULL, _FULLER * mass)
    return found if full and _kin(thin) < _ABOUT <= _kin(found) else None


def _kin(page: Page) -> float:
    """Share of the title's topics that the body's running text has; 1 without a title."""
    held = page.blocks[page.inside.start : page.inside.stop]
    prose = " ".join(block.text for block in held if is_prose(block.text) and not block.heading)
    return kinship(page.titles[0] if page.titles else "", topics(prose))


def _heads(root: etree._Element, metas: dict[str, str], url: str | None) -> Heads:
    """What the head of the page says of its article, for the choice among the texts of its scripts."""
    stated = [metas.get("og:title"), metas.get("twitter:title"), metas.get("title"), _text(root.find(".//title"))]
    stated += [] if stated[0] else [_text(heading) for heading in root.findall(".//h1")[:3]]
    titles = (without_site(plain(title).strip()) for title in stated if title)
    described = (metas.get(name) for name in ("og:description", "description", "twitter:description"))
    return Heads(
        tuple(title for title in dict.fromkeys(titles) if not is_board_name(title)),
        next(filter(None, described), None),
        tuple(filter(None, (*_addresses(root, metas), url))),
        metas.get("og:site_name"),
    )


_PUBLISHED = (
    *("article:published_time", "og:article:published_time", "article:published", "og:article:published"),
    *("datepublished", "dd:published_time", "pubdate", "publishdate", "publish-date", "parsely-pub-date"),
    *("dc.date.issued", "dcterms.issued", "dcterms.created", "sailthru.date", "og:regdate", "regdate", "date"),
    *("dc.date", "article:published_date", "og:published_time", "published_time", "cxenseparse:recs:publishtime"),
)
_MODIFIED = (
    *("article:modified_time", "og:article:modified_time", "article:modified", "og:article:modified"),
    *("og:updated_time", "article:updated_time", "datemodified", "dd:modified_time", "lastmod", "dcterms.modified"),
    *("og:modified_time", "modified_time", "last-modified"),
)


#: Names of metas that name the writer; on boards and portals they name the site, which is no person.
_WRITERS = ("article:author", "og:article:author", "author", "dable:author", "og.article.author", "by", "dc.creator")
#: Classes of elements that hold a writer's name alone.
_WRITER_CLASSES = frozenset(("writer", "reporter", "journalist", "link_author", "author_name", "writer_name", "reporter_name"))


def _metadata(root: etree._Element, said: scripts.Said, layout: known.Known, metas: dict[str, str]) -> Page:
    own = _text(layout.element(root, "title"))
    heads = [own, said.title, metas.get("og:title"), metas.get("twitter:title"), _text(root.find(".//title"))]
    titles = [without_site(plain(title).strip()) for title in heads if title]
    titles = [title for title in dict.fromkeys(titles) if not is_board_name(title)]
    shown = _moment(layout.element(root, "date"))
    stated = [(said.published, "JSON-LD datePublished"), (shown, f"date line: {shown}")]
    stated += [(metas.get(name), f"meta {name}") for name in _PUBLISHED]
    stated += [(_time(root), "time element")]
    published = [(when, words) for value, words in stated if value and (when := stamp(value))]
    changed = (said.modified, *map(metas.get, _MODIFIED), _moment(layout.element(root, "modified")))
    modified = [stamp(value) for value in changed if value]
    writers = (said.reporter, *map(metas.get, _WRITERS), _writer(root))
    return Page(
        (), range(0), False, "blocks",
        titles=tuple(titles),
        title=(titles[0] if own or said.title else None),
        subtitle=_text(layout.element(root, "subtitle")),
        published=tuple(published),
        modified=next(filter(None, modified), None),
        exact=_exact(root, metas),
        sites=tuple(filter(None, (metas.get("og:site_name"), said.outlet, metas.get("application-name")))),
        outlet=said.outlet or metas.get("og:site_name"),
        department=_department(layout.element(root, "department")),
        url=_address(root, metas),
        files=attached.on_page(root),
        cited=reprints.linked(root),
        marks=licences.marks(root),
        reporter=next(filter(None, map(named, (*writers, _text(layout.element(root, "reporter"))))), None),
    )  # fmt: skip


#: Attributes that state a moment more exactly than the text does: data-date-time="2026-03-26 10:02:54"
_TIMES = (
    *("datetime", "data-date-time", "data-modify-date-time", "data-datetime", "data-date", "data-time"),
    *("data-published", "data-modified", "data-regdate", "data-timestamp", "content", "title"),
)


def _exact(root: etree._Element, metas: dict[str, str]) -> frozenset[str]:
    """All moments that a page's head and attributes state to the second: they complete what it shows."""
    told = [value for name, value in metas.items() if "time" in name or "date" in name or "modif" in name]
    for element in root.iter("time", "span", "em", "p", "div", "li", "a", "button", "strong", "b", "i"):
        told += [value for name in element.keys() if name in _TIMES and ":" in (value := element.get(name) or "")]
    moments = (stamp(value) for value in told if len(value) <= 40)
    return frozenset(moment for moment in moments if moment and moment[16:19] not in ("", ":00"))


def _writer(root: etree._Element) -> str | None:
    """The name in the page's only element of a writer; None where it has several (comments, cards)."""
    marked = (one for one in root.iter("span", "dd", "a", "em", "p", "strong", "b", "li", "div") if one.get("class"))
    said = {_text(one) for one in marked if _WRITER_CLASSES & set(one.get("class").lower().split())}
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
    name = _text(element)
    return (_TOOLTIP.sub("", name).strip() or None) if name else None


# https://www.korea.kr/briefing/pressReleaseView.do?newsId=156… but not the front page of a site
_ARTICLE_URL = re.compile(r"https?://[^\s/]{3,253}/(?!index\.\w{2,4}$|main\.\w{2,4}$)\S{2,2000}")


def _address(root: etree._Element, metas: dict[str, str]) -> str | None:
    """The page's own address by its canonical link or og:url, if that names more than a site."""
    return next((url for url in _addresses(root, metas) if _ARTICLE_URL.fullmatch(url)), None)


def _addresses(root: etree._Element, metas: dict[str, str]) -> list[str]:
    links = [link.get("href") for link in root.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    return [str(url).strip() for url in (*links, metas.get("og:url")) if url]


def _metas(root: etree._Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        content = plain(meta.get("content") or "").strip()
        if name and content:
            found.setdefault(name, content)
    return found


def _moment(element: etree._Element | None) -> str | None:
    """The date that an element shows, or states: <time datetime="2026-01-06T15:45:00+09:00">1시간 전"""
    if element is None:
        return None
    told = next((element.get(name) for name in _TIMES if stamp(element.get(name) or "")), None)
    return told or _text(element)


def _text(element: etree._Element | None) -> str | None:
    if element is None:
        return None
    return re.sub(r"\s+", " ", plain("".join(element.itertext()))).strip() or None
