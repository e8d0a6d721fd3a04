"""Bytes or text → Article: the one way from a page or a dump to what is stored."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from scrapers.article import Article
from scrapers.boilerplate import body as bodies
from scrapers.boilerplate import (
    headlines,
    html,
    lines,
    second,
)
from scrapers.boilerplate.assembly import Content, article_of, with_record
from scrapers.boilerplate.blocks import RELEASE_BULLET, Block, is_teaser, topics
from scrapers.boilerplate.charsets import check_text
from scrapers.boilerplate.contacts import mask
from scrapers.boilerplate.encoding import decode, normalise, repair
from scrapers.boilerplate.furniture import key
from scrapers.boilerplate.kinds import own_kinds
from scrapers.boilerplate.leftovers import without_escapes, without_tags
from scrapers.errors import NoArticleError

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
_WHOLE_PAGE = re.compile(r"<(?:html|body|head|!doctype)\b", re.I)
#: A piece of HTML with fewer characters has no room for an article and furniture.
_SHORT = 150
_OF_PAGES = ("share", "comments", "related", "most_read", "headlines", "login", "tags", "slogan")


#: Bodies that begin with a heading of their own: a blog's, and one that a service gives apart from the title.
_UNHEADED = ("markup", "layout:tistory", "layout:naver_blog")


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
        raise NoArticleError(
            "empty article: no running text is left; check that the page is an article",
            where=url or native_id,
        )
    article = article_of(found, source, native_id, url or record.get("url"))
    return replace(with_record(article, record), encoding=encoding)


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


def _read_page(text: str, *, body_only: bool) -> Content:
    page = html.read(text, body_only=body_only)
    if page.trusted:
        kinds = bodies.within(page.blocks, page.inside, headed=page.method not in _UNHEADED)
    else:
        kinds = bodies.select(page.blocks, page.inside, topics(" ".join(page.titles)))
    short = sum(len(block.text) for block in page.blocks) < _SHORT
    if (short or None not in kinds) and not _WHOLE_PAGE.search(text):
        kinds = bodies.keep_all(page.blocks, titled=True)
    return Content(page.blocks, kinds, page.method, page.origin, page)


def _read_dump(text: str, known: Mapping[str, str]) -> Content:
    blocks = lines.read(text)
    if _is_release(blocks, known):
        return Content(blocks, bodies.keep_all(blocks, titled="title" in known), "release", "dump", text=text)
    headline = headlines.above_head(blocks, own_kinds(blocks))
    kinds = bodies.select(blocks, about=topics(headline or ""))
    return Content(blocks, kinds, "lines", "dump", text=text)


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


def _without_title(found: Content, known: Mapping[str, str]) -> Content:
    """The title (and what is known to be the subtitle) standing again at the head of the body is dropped."""
    kinds = list(found.kinds)
    wanted = {key(value) for name in ("title", "subtitle") if (value := known.get(name))}
    inside = [index for index, kind in enumerate(kinds) if kind is None]
    for index in inside[:4]:
        if key(found.blocks[index].text) in wanted and len(inside) > 1:
            kinds[index] = "title"
    return replace(found, kinds=kinds)
