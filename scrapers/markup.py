"""Selections that say how many elements they expect, so that a redesigned page fails instead of lying."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import soupsieve
from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.element import PreformattedString

from scrapers.boilerplate.encoding import decode
from scrapers.boilerplate.rawhtml import mended
from scrapers.errors import ParseError

if TYPE_CHECKING:
    from scrapers.fetch import Page

SPACE = re.compile(r"\s+")
# text/html;charset="EUC-KR"
CHARSET = re.compile(r"charset\s{0,3}=\s{0,3}[\"']?([\w-]{2,30})", re.IGNORECASE)
# 국민 안전을 위한 특별점검 실시… : a title that a list cut off
CUT = re.compile(r"\s{0,3}(?:…|\.{2,4}|⋯)$")
#: Elements that end a word.
PARTING = frozenset({"br", "p", "div", "li", "td", "th", "tr", "h1", "h2", "h3", "h4", "dd", "dt"})


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a selection happens: the element, with the source and the URL that an error has to name."""

    element: Tag
    source: str
    url: str

    def inside(self, element: Tag) -> Scope:
        """The same page, narrowed to ``element``."""
        return Scope(element, self.source, self.url)


def parse(body: bytes, *, source: str, url: str, charset: str | None = None) -> Scope:
    """The page as a scope. ``charset``: of the answer's header, which like the page's meta may be wrong.

    Raises ParseError for what is no text.
    """
    try:
        text = decode(body, charset, markup=True).text
    except ParseError as error:
        raise ParseError(f"{source}: {error.reason}", where=url) from error
    return Scope(BeautifulSoup(mended(text), "lxml"), source, url)


def parse_page(page: Page, source: str) -> Scope:
    """An answer as a scope; raises like `parse`."""
    return parse(page.body, source=source, url=page.url, charset=charset_of(page))


def charset_of(page: Page) -> str | None:
    """``euc-kr`` of the header ``text/html; charset=EUC-KR``; None where it says nothing."""
    found = CHARSET.search(page.headers.get("content-type", ""))
    return found[1].lower() if found else None


def many(scope: Scope, selector: str, field: str, *, at_least: int = 1) -> list[Tag]:
    """All elements that match, in document order. Raises ParseError when fewer than ``at_least``."""
    found = scope.element.select(selector)
    if len(found) < at_least:
        raise _wrong_count(scope, selector, field, len(found), f"at least {at_least}")
    return found


def one(scope: Scope, selector: str, field: str) -> Tag:
    """The only element that matches. Raises ParseError when there are none or several."""
    found = scope.element.select(selector)
    if len(found) != 1:
        raise _wrong_count(scope, selector, field, len(found), "1")
    return found[0]


def maybe(scope: Scope, selector: str, field: str) -> Tag | None:
    """The only element that matches, or None. Raises ParseError when there are several."""
    found = scope.element.select(selector)
    if len(found) > 1:
        raise _wrong_count(scope, selector, field, len(found), "0 or 1")
    return found[0] if found else None


def matches(element: Tag, selector: str) -> bool:
    """Whether the element itself is one that the selector finds."""
    return soupsieve.match(selector, element)


def words(element: Tag, drop: str = "") -> str:
    """The text of an element on one line, with single spaces, without the elements that ``drop`` selects.

    Inline elements do not part words (``<b>국</b>토부`` is 국토부), breaks and blocks do
    (``예산<br>확대`` is 예산 확대).
    """
    left_out = {id(one) for one in element.select(drop)} if drop else set()
    pieces = []
    for node in element.descendants:
        if left_out and any(id(place) in left_out for place in node.parents):
            continue
        if isinstance(node, Tag):
            pieces.append(" " if node.name in PARTING else "")
        elif type(node) is NavigableString:  # comments, scripts and styles are subclasses
            pieces.append(node)
    return SPACE.sub(" ", "".join(pieces)).strip()


def without_comments(element: Tag) -> str:
    """The element's HTML without comments, scripts and styles; editors leave 100 KB of them behind."""
    hidden = {id(one) for one in element.find_all(["script", "style", "template", "noscript"])}
    for node in list(element.descendants):
        if id(node) in hidden or isinstance(node, PreformattedString):
            node.extract()
    return str(element)


def attribute(element: Tag, name: str) -> str:
    """The attribute's value, empty where there is none."""
    value = element.get(name)
    return value.strip() if isinstance(value, str) else ""


def _wrong_count(scope: Scope, selector: str, field: str, count: int, expected: str) -> ParseError:
    reason = f"{scope.source}: field {field}: {count} elements match {selector!r}, {expected} expected"
    return ParseError(reason, where=scope.url)
