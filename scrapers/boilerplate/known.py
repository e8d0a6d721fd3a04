"""Which layout fits a page: the element that holds the article, and what else the layout says of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from urllib.parse import urlsplit

from lxml import etree

from scrapers.boilerplate import selectors
from scrapers.boilerplate.layouts import Layout, candidates, present

#: A container with less text than this (characters outside links) is not taken before others are tried.
_STUB = 80
_UNSAID = frozenset(
    ("a", "script", "style", "noscript", "template", "iframe", "button", "select", "textarea")
)


@dataclass(frozen=True, slots=True)
class Known:
    """The layout of a page, the element that holds its article, and the elements within that are never the
    article's (with the kind that they are dropped as). ``own``: the layout is that of the page's own site.
    """

    layout: Layout | None = None
    body: etree._Element | None = None
    own: bool = False
    dropped: Mapping[etree._Element, str] = field(default_factory=lambda: MappingProxyType({}))
    names: frozenset[str] = frozenset()

    def element(self, root: etree._Element, part: str) -> etree._Element | None:
        """What the layout's selectors for ``title``, ``subtitle``, ``date`` … find; None without a layout."""
        return selectors.first(root, getattr(self.layout, part), self.names) if self.layout else None


def host(*addresses: str | None) -> str | None:
    """The host of the first address that has one, without ``www.``; None if none has."""
    for address in addresses:
        try:
            named = urlsplit(address or "").hostname
        except ValueError:  # https://[::1
            continue
        if named and "." in named:
            return named.removeprefix("www.")
    return None


def find(root: etree._Element, source: str, site: str | None) -> Known:
    """The first layout whose container holds more than a stub, else the first that holds anything at all.

    source: the page's HTML; site: its host, if known. A container around a stub is no other body (korea.kr's
    .article_body holds .view_cont and the list of files); where the site's own layout finds a stub, no
    other's is tried.
    """
    names = present(source)
    stub: Known | None = None
    surroundings: list[etree._Element] = []
    for layout in candidates(site):
        if layout.needs.isdisjoint(names):
            continue
        own = bool(site) and layout.serves(site or "")
        if stub and stub.own and not own:
            break
        for element in _containers(root, layout, names):
            size = _size(element)
            if not size or any(element is around for around in surroundings):
                continue
            known = Known(layout, element, own, _dropped(root, layout, names), names)
            if size >= _STUB:
                return known
            if stub is None:
                stub, surroundings = known, [*element.iterancestors()]
    return stub or Known()


def _containers(root: etree._Element, layout: Layout, names: frozenset[str]) -> Iterator[etree._Element]:
    if layout.marks <= names:
        for selector in layout.body:
            yield from selectors.elements(root, selector, names)[:3]


def _dropped(root: etree._Element, layout: Layout, names: frozenset[str]) -> dict[etree._Element, str]:
    return {
        element: kind
        for kind, selector in layout.drop
        for element in selectors.elements(root, selector, names)
    }


def _size(element: etree._Element) -> int:
    """Characters of text in the element, outside links and scripts; counted no further than a stub's."""
    size = 0
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, part in walk:
        if event == "start" and part.tag in _UNSAID:
            walk.skip_subtree()
        elif event == "start" or part is not element:
            text = part.text if event == "start" else part.tail
            size += len(text.strip()) if text else 0
        if size >= _STUB:
            break
    return size
