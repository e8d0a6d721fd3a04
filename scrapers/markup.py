"""Selections that say how many elements they expect, so that a redesigned page fails instead of lying."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bs4 import BeautifulSoup, NavigableString, Tag

from scrapers.errors import ParseError

SPACE = re.compile(r"\s+")
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


def parse(body: bytes, *, source: str, url: str) -> Scope:
    """The page as a scope. Its encoding is taken from BOM and meta, else UTF-8."""
    return Scope(BeautifulSoup(body, "lxml", from_encoding="utf-8"), source, url)


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


def words(element: Tag) -> str:
    """The text of an element on one line, with single spaces.

    Inline elements do not part words (``<b>국</b>토부`` is 국토부), breaks and blocks do
    (``예산<br>확대`` is 예산 확대).
    """
    pieces = []
    for node in element.descendants:
        if isinstance(node, Tag):
            pieces.append(" " if node.name in PARTING else "")
        elif type(node) is NavigableString:  # comments, scripts and styles are subclasses
            pieces.append(node)
    return SPACE.sub(" ", "".join(pieces)).strip()


def attribute(element: Tag, name: str) -> str:
    """The attribute's value, empty where there is none."""
    value = element.get(name)
    return value.strip() if isinstance(value, str) else ""


def _wrong_count(scope: Scope, selector: str, field: str, count: int, expected: str) -> ParseError:
    reason = f"{scope.source}: field {field}: {count} elements match {selector!r}, {expected} expected"
    return ParseError(reason, where=scope.url)
