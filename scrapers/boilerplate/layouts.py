"""Known site software: where it keeps body, title and date (``data/layouts.toml``)."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lxml import etree

_DATA = Path(__file__).parent / "data" / "layouts.toml"
_PARTS = ("body", "title", "subtitle", "date", "department")
_STEP = re.compile(r"([a-z][a-z0-9]*)?((?:[#.][\w-]+|\[[\w-]+=[\w-]+\])*)")
_PART = re.compile(r"([#.])([\w-]+)|\[([\w-]+)=([\w-]+)\]")


@dataclass(frozen=True, slots=True)
class Selector:
    """A compiled selector and the words that must stand in a page's source for it to find anything."""

    path: etree.XPath
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """Selectors of one software, compiled: lists in the order in which they are tried.

    kind: what all articles of such a site are, None where they differ.
    """

    name: str
    kind: str | None
    body: tuple[Selector, ...]
    title: tuple[Selector, ...]
    subtitle: tuple[Selector, ...]
    date: tuple[Selector, ...]
    department: tuple[Selector, ...]


def xpath(selector: str) -> str:
    """``div#view .text[itemprop=articleBody]`` → XPath. Raises ValueError for any other CSS."""
    path = ""
    for step in selector.split():
        found = _STEP.fullmatch(step)
        if not found or not found[0]:
            raise ValueError(f"selector {selector!r}: only tag, #id, .class and [name=value] are understood")
        path += f"//{found[1] or '*'}"
        for part in _PART.finditer(found[2]):
            if part[1] == "#":
                path += f"[@id='{part[2]}']"
            elif part[1] == ".":
                path += f"[contains(concat(' ',normalize-space(@class),' '),' {part[2]} ')]"
            else:
                path += f"[@{part[3]}='{part[4]}']"
    return path


@cache
def layouts() -> tuple[Layout, ...]:
    """All known layouts, in the order of the file."""
    rows = tomllib.loads(_DATA.read_text(encoding="utf-8"))["layout"]
    return tuple(
        Layout(row["name"], row.get("kind"), *(_compiled(row.get(part, [])) for part in _PARTS))
        for row in rows
    )


def _compiled(selectors: list[str]) -> tuple[Selector, ...]:
    return tuple(
        Selector(etree.XPath(xpath(css)), tuple(re.findall(r"[#.]([\w-]+)", css))) for css in selectors
    )


def first(root: etree._Element, selectors: tuple[Selector, ...], source: str) -> etree._Element | None:
    """The first element that one of the selectors finds, trying them in order. ``source``: the page's HTML,
    in which a look for the names saves most searches of the tree.
    """
    for selector in selectors:
        if not all(word in source for word in selector.words):
            continue
        found = selector.path(root)
        if isinstance(found, list) and found:
            element = found[0]
            if isinstance(element, etree._Element):
                return element
    return None
