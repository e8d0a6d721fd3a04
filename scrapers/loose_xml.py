"""The XML of feeds and sitemaps as sites really send it: wrong labels, bare ampersands, HTML's entities."""

from __future__ import annotations

import html
import re
from html.entities import html5
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup

from scrapers.boilerplate.encoding import decode, normalise
from scrapers.errors import ParseError
from scrapers.markup import charset_of, words

if TYPE_CHECKING:
    from scrapers.fetch import Page

# characters that XML forbids even as references
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# "&" itself, &nbsp; and &#160;
AMPERSAND = re.compile(r"&(?:#(\d{1,7});|#[xX]([0-9a-fA-F]{1,6});|([A-Za-z][A-Za-z0-9]{1,30});)?")
DECLARATION = re.compile(r"<\?xml\s[^<>]{0,300}\?>", re.I)
DOCTYPE = re.compile(r"<!doctype\b", re.I)
SUBSET_END = re.compile(r"\]\s{0,50}>")
#: What may stand before the root: comments and instructions (``<?xml-stylesheet …?>``).
PROLOGUE = re.compile(r"\s{0,1000}(?:<!--.*?-->|<\?.*?\?>)", re.S)
ROOT = re.compile(r"\s{0,1000}<(?:[\w.-]{1,40}:)?([A-Za-z][\w.-]{0,40})")
#: Elements of HTML: 〈보도자료〉 written as <보도자료> or <K-뷰티> is text.
TAG = (
    r"/?(?:a|abbr|article|b|big|blockquote|br|center|cite|code|dd|del|div|dl|dt|em|figcaption|figure|font"
    r"|h[1-6]|hr|i|iframe|img|ins|label|li|link|mark|meta|o:p|ol|p|pre|q|s|script|section|small|span|strike"
    r"|strong|style|sub|sup|table|tbody|td|tfoot|th|thead|tr|u|ul|video|wbr)(?=[\s/>])"
)
NO_TAG = re.compile(rf"<(?!{TAG}|!--)", re.I)
MARKUP = re.compile(rf"<{TAG}", re.I)


def xml_text(page: Page) -> tuple[str, str]:
    """The answer as XML text, without its declaration and document type, and the name of its root element.

    What breaks no item is mended: a wrong charset, text before the declaration, bare ampersands, HTML's
    entities, control characters. A document type of its own, with whatever entities, is dropped unread. The
    name is in lower case and without prefix. Raises ParseError for what is no text, or has no element.
    """
    try:
        text = decode(page.body, charset_of(page)).text
    except ParseError as error:
        raise ParseError(error.reason, where=page.url) from error
    text = CONTROL.sub("", text)
    declared = DECLARATION.search(text, 0, 100_000)
    text = _without_doctype(text[declared.end() :] if declared else text)
    text = AMPERSAND.sub(_reference, text).strip()
    at = 0
    while found := PROLOGUE.match(text, at):
        at = found.end()
    root = ROOT.match(text, at)
    if root is None:
        raise ParseError(f"no XML but {text[:60]!r}", where=page.url)
    return text, root[1].lower()


def cut_after(text: str, closing: re.Pattern[str]) -> str:
    """A broken answer up to its last complete element; what follows may be half an address."""
    end = 0
    for found in closing.finditer(text):
        end = found.end()
    return text[:end]


def plain_words(markup: str) -> str:
    """Escaped markup, once or twice, as text on one line: ``&lt;b&gt;예산&lt;/b&gt;`` → ``예산``."""
    markup = unescaped(markup)
    if "<" not in markup:
        return " ".join(normalise(markup).split())
    soup = BeautifulSoup(NO_TAG.sub("&lt;", markup), "lxml")
    return " ".join(normalise(words(soup)).split())


def as_html(content: str) -> str:
    """The body that a feed holds, as HTML: unescaped where escaped twice, with breaks for line ends."""
    if not MARKUP.search(content):
        content = unescaped(content)
    if MARKUP.search(content):
        return content
    return "<p>" + html.escape(content, quote=False).replace("\n", "<br>") + "</p>"


def unescaped(text: str) -> str:
    """Without entities, however often they were escaped (three times at most)."""
    for _ in range(3):
        if "&" not in text:
            break
        text = html.unescape(text)
    return text


def _reference(found: re.Match[str]) -> str:
    """A reference that XML knows; the character that HTML means; else a plain ampersand."""
    decimal, hexadecimal, name = found.groups()
    if decimal or hexadecimal:
        code = int(decimal) if decimal else int(hexadecimal, 16)
        good = code in (9, 10, 13) or (32 <= code <= 0x10FFFF and not CONTROL.match(chr(code)))
        return f"&#{code};" if good else ""
    if name in ("lt", "gt", "amp", "quot", "apos"):
        return found[0]
    meant = html5.get(f"{name};", "") if name else ""
    return meant if meant and not set(meant) & set("<>&") else "&amp;" + found[0][1:]


def _without_doctype(text: str) -> str:
    start = DOCTYPE.search(text, 0, 100_000)
    if start is None:
        return text
    end, subset = text.find(">", start.end()), text.find("[", start.end())
    if 0 <= subset < end:
        closed = SUBSET_END.search(text, subset)
        end = closed.end() - 1 if closed else -1
    return text[: start.start()] + text[end + 1 :] if end >= 0 else text
