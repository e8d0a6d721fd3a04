"""Bytes or text → Article: the one way from a page or a dump to what is stored."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from scrapers.article import Article, Attachment, BodyOrigin, Dropped, article_id
from scrapers.boilerplate import attached, fields, genres, html, licences, lines, offices, outlets, published, reporters, reprints, second, titles
from scrapers.boilerplate import body as bodies
from scrapers.boilerplate.blocks import RELEASE_BULLET, Block, is_teaser, kinship, topics
from scrapers.boilerplate.charsets import check_text
from scrapers.boilerplate.contacts import mask
from scrapers.boilerplate.encoding import decode, normalise, repair
from scrapers.boilerplate.furniture import key
from scrapers.boilerplate.kinds import own_kinds
from scrapers.boilerplate.leftovers import without_escapes, without_tags
from scrapers.boilerplate.stamps import iso
from scrapers.errors import ParseError

_MARKUP = re.compile(
    r"<(?:!doctype html|html|head|body|div|p|article|section|table|br|span|ul|h[1-6]|script|meta)"
    r"\b[^<>]{0,500}>",
    re.I,
)
_CLOSING = re.compile(
    r"</(?:p|div|table|span|a|b|strong|ul|li|h[1-6]|td|font)\s{0,3}>"
    r"|(?:<br\s{0,3}/?>[^<]{0,5000}){2}",
    re.I,
)
#: A piece of HTML without these is no page but a text with tags, as an API gives it: nothing surrounds it.
_WHOLE_PAGE = re.compile(r"<(?:html|body|head|script|!doctype)\b", re.I)
_OF_PAGES = ("share", "comments", "related", "most_read", "headlines", "login", "tags", "slogan")


#: Bodies that begin with a heading of their own: a blog's, and one that a service gives apart from the title.
_UNHEADED = ("markup", "layout:tistory", "layout:naver_blog")


@dataclass(frozen=True, slots=True)
class _Content:
    """Blocks with the verdict on each, and how they were found."""

    blocks: Sequence[Block]
    kinds: Sequence[str | None]
    method: str
    origin: BodyOrigin
    page: html.Page | None = None
    text: str = ""


def clean(
    content: str | bytes,
    *,
    source: str,
    native_id: str,
    url: str | None = None,
    markup: bool | None = None,
    body_only: bool = False,
    charset: str | None = None,
    known: Mapping[str, object] | None = None,
) -> Article:
    """A page or a text dump → its Article.

    ``markup``: is it HTML; None = look. ``body_only``: HTML of the body alone, as a site's selectors found
    it, so that only furniture is dropped from it. ``charset``: of the HTTP header, for bytes. ``known``: what
    the record says (title, subtitle, published, modified, outlet, reporter, department, url, source_url,
    kind, licence), which beats what is found; what is neither text nor a number there is passed over. Dates
    are only those that are stated; nothing is inferred.
    Raises ParseError for binary content, an unknown encoding and for text without an article.
    """
    record = _said(known or {})
    text, encoding = _text(content, charset, markup)
    if markup is None:  # nobody says what it is: it may be JSON that was never unescaped
        text = without_escapes(text)
        markup = is_markup(text)
        text = text if markup else without_tags(text)
    found = _read_page(text, body_only=body_only) if markup else _read_dump(text, record)
    found = _without_title(found, record)
    found = replace(found, kinds=second.marked(found.blocks, found.kinds))
    kept = (block.text for block, kind in zip(found.blocks, found.kinds, strict=True) if kind is None)
    if not any(char.isalnum() for text in kept for char in text):
        raise ParseError(
            "empty article: no running text is left; check that the page is an article",
            where=url or native_id,
        )
    article = _article(found, source, native_id, url or record.get("url"))
    return replace(_known(article, record), encoding=encoding)


def _said(known: Mapping[str, object]) -> dict[str, str]:
    """A record's fields as clean text, without those that say nothing."""
    values = {
        name: normalise(str(value)) if name.endswith("url") else mask(normalise(str(value)))
        for name, value in known.items()
        if isinstance(value, str | int) and not isinstance(value, bool)
    }
    return {name: value for name, value in values.items() if value}


def is_markup(text: str) -> bool:
    """Does the text hold enough HTML tags to be a page or a piece of one? Prose that names a tag or two
    (``질문: <div>와 <p>는 …``) closes none.
    """
    head = text[:200_000]
    tags = len(_MARKUP.findall(head))
    if tags == 0 or (text.lstrip()[:1] == "<" and text.rstrip()[-1:] == ">"):
        return tags > 0
    return tags >= 2 and bool(_WHOLE_PAGE.search(head) or _CLOSING.search(head))


def _text(content: str | bytes, charset: str | None, markup: bool | None) -> tuple[str, str]:
    if isinstance(content, str):
        check_text(content)
        text, how = repair(content)
        return text, f"text ({how})" if how else "text"
    decoded = decode(content, charset, markup is not False)
    return decoded.text, f"{decoded.encoding} ({decoded.repaired})" if decoded.repaired else decoded.encoding


def _read_page(text: str, *, body_only: bool) -> _Content:
    page = html.read(text, body_only=body_only)
    if page.trusted:
        kinds = bodies.within(page.blocks, page.inside, headed=page.method not in _UNHEADED)
    else:
        kinds = bodies.select(page.blocks, page.inside, topics(" ".join(page.titles)))
    if None not in kinds and not _WHOLE_PAGE.search(text):
        kinds = bodies.keep_all(page.blocks, titled=True)
    return _Content(page.blocks, kinds, page.method, page.origin, page)


def _read_dump(text: str, known: Mapping[str, str]) -> _Content:
    blocks = lines.read(text)
    if _is_release(blocks, known):
        return _Content(blocks, bodies.keep_all(blocks, titled="title" in known), "release", "dump", text=text)
    return _Content(blocks, bodies.select(blocks), "lines", "dump", text=text)


def _is_release(blocks: Sequence[Block], known: Mapping[str, str]) -> bool:
    """Is the text a release and nothing else: its record names the title, or it has □ ○ paragraphs or
    no date and byline, and none of the furniture of a web page (관련기사, 댓글, 많이 본 뉴스) stands in it?
    """
    own = own_kinds(blocks)
    page = sum(kind in _OF_PAGES for kind in own) + (own.count("board_list") > 1)
    rail = sum(block.text in ("-", "•", "·", "*") for block in blocks)
    page += rail > 2 and sum(is_teaser(block.text) for block in blocks) > 2
    opened = sum(bool(block.mark and block.mark.opens and block.mark.kind != "licence") for block in blocks)
    bullets = sum(bool(RELEASE_BULLET.match(block.text)) for block in blocks)
    plain = not {"date", "byline"} & set(own) and own.count("navigation") <= 2
    return not page and not opened and ("title" in known or bullets >= 3 or plain)


def _without_title(found: _Content, known: Mapping[str, str]) -> _Content:
    """The title (and what is known to be the subtitle) standing again at the head of the body is dropped."""
    kinds = list(found.kinds)
    wanted = {key(value) for name in ("title", "subtitle") if (value := known.get(name))}
    inside = [index for index, kind in enumerate(kinds) if kind is None]
    for index in inside[:4]:
        if key(found.blocks[index].text) in wanted and len(inside) > 1:
            kinds[index] = "title"
    return replace(found, kinds=kinds)


def _article(found: _Content, source: str, native_id: str, url: str | None) -> Article:
    blocks, kinds, page = found.blocks, list(found.kinds), found.page
    title, subtitle, heads = titles.heading(blocks, kinds, page.titles if page else ())
    for index in heads:
        if kinds[index] is not None or key(blocks[index].text) == key(title or ""):
            kinds[index] = "title"
    subtitle = _subtitle(found, kinds, heads, subtitle)
    stated = fields.read(blocks)
    dates = published.read(blocks, kinds, stated, url)
    if page:
        title = title or _stated_title(page, blocks, kinds)
    exact = page.exact if page else frozenset[str]()
    when, evidence = dates.best(page.published if page else (), exact)
    own = reprints.permalink(blocks) or (page.url if page else None)
    cited = reprints.source_url(
        blocks, kinds, links=page.cited if page else (), own=url or own, raw=found.text
    )
    return Article(
        id=article_id(source, native_id),
        source=source,
        native_id=native_id,
        body=mask(
            normalise("\n".join(b.text for b, kind in zip(blocks, kinds, strict=True) if kind is None))
        ),
        url=url or own,
        source_url=cited,
        title=_tidy(title),
        subtitle=_tidy(subtitle),
        outlet=outlets.outlet(
            blocks, kinds, stated, said=page.sites if page else (), reprinted=cited is not None
        ),
        reporter=_reporter(reporters.reporter(blocks, kinds, stated), page.reporter if page else None),
        department=offices.department(stated, blocks, kinds) or (page.department if page else None),
        published=when or dates.embargo,
        published_evidence=_tidy(evidence) or ("embargo line" if dates.embargo else None),
        available_at=dates.embargo,
        modified=dates.changed(page.modified if page else None, exact),
        body_origin=found.origin,
        method=found.method,
        licence=licences.licence(blocks, kinds, page.marks if page else (), found.text),
        attachments=_attachments(found, kinds, url or own),
        dropped=_dropped(blocks, kinds),
        hints=tuple(dict.fromkeys(dates.hints)),
    )


def _subtitle(found: _Content, kinds: list[str | None], heads: set[int], shown: str | None) -> str | None:
    """The subtitle: as shown above the body, by the page's layout, or below the title of a release that
    begins with its head table (보도일시, 담당부서); its own lines are taken out of the body.
    """
    blocks, page = found.blocks, found.page
    subtitle = shown or (page.subtitle if page else None)
    inside = [index for index, kind in enumerate(kinds) if kind is None]
    below: list[int] = []
    if subtitle:
        below = [index for index in inside[:3] if key(blocks[index].text) == key(subtitle)]
    elif below := titles.between_dashes(blocks, inside):
        subtitle = " ".join(blocks[index].text.strip("-–— ") for index in below)
    elif heads and found.method == "release" and {"date", "contact"} & set(kinds[: min(heads)]):
        below = titles.dashed(blocks, kinds, max(heads))
        subtitle = " ".join(blocks[index].text.strip("-–— ") for index in below) or None
    if len(below) < len(inside):
        for index in below:
            kinds[index] = "title"
    return subtitle


def _attachments(
    found: _Content, kinds: Sequence[str | None], base: str | None
) -> tuple[Attachment, ...]:
    """The files that are listed under the article, by links on a page and by lines in a dump."""
    if found.page:
        return attached.of_page(found.page.files, found.blocks, kinds, base)
    return attached.of_lines(found.blocks, kinds)


def _dropped(blocks: Sequence[Block], kinds: Sequence[str | None]) -> tuple[Dropped, ...]:
    """What is not the body's, masked like it."""
    pieces = zip(blocks, kinds, strict=True)
    return tuple(Dropped(kind, mask(block.text)) for block, kind in pieces if kind is not None)


def _tidy(text: str | None) -> str | None:
    """A line of metadata in the form of every stored text; None where nothing is left of it."""
    return (mask(normalise(text)) or None) if text else None


def _reporter(shown: str | None, said: str | None) -> str | None:
    """The byline's names, or the page metadata's where these are the same and more."""
    return said if said and (not shown or set(shown.split(", ")) < set(said.split(", "))) else shown


def _stated_title(page: html.Page, blocks: Sequence[Block], kinds: Sequence[str | None]) -> str | None:
    """The title by the page's if it is about the same as the body: boards name themselves."""
    about = topics(" ".join(block.text for block, kind in zip(blocks, kinds, strict=True) if kind is None))
    return page.title or next((title for title in page.titles if kinship(title, about) >= 0.3), None)


def _known(article: Article, known: Mapping[str, str]) -> Article:
    """The article with what its record says about it; a date that is none says nothing."""
    published = iso(known.get("published", ""))
    evidence = "the record" if published else article.published_evidence
    if "published" in known and not published:
        note = f"the record's date is unreadable: {known['published'][:40]}"
        evidence = f"{evidence}; {note}" if evidence else note
    return replace(
        article,
        kind=genres.kind(article.url, article.method, known),
        title=known.get("title", article.title),
        subtitle=known.get("subtitle", article.subtitle),
        published=published or article.published,
        published_evidence=evidence,
        modified=iso(known.get("modified", "")) or article.modified,
        outlet=known.get("outlet", article.outlet),
        reporter=known.get("reporter", article.reporter),
        department=known.get("department", article.department),
        source_url=known.get("source_url", article.source_url),
        licence=known.get("licence", article.licence),
    )
