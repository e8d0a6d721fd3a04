"""Which furniture an element of a page is by its tag, its class and id, or its style."""

from __future__ import annotations

import csv
import re
from functools import cache, lru_cache
from pathlib import Path

from lxml import etree

_ZONES = Path(__file__).parent / "data" / "zones.csv"
_NO_ZONES = frozenset(("html", "body", "a", "br", "tr", "td", "img", "b", "strong", "em", "i"))
_TAG_ZONES = {
    "nav": "navigation",
    "footer": "navigation",
    "aside": "headlines",
    "figcaption": "caption",
    "button": "share",
}
_HIDDEN = re.compile(r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden", re.I)
#: The zone of elements that are hidden at first.
UNSEEN = "other"
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


@cache
def _zone_words() -> dict[str, str]:
    with _ZONES.open(encoding="utf-8", newline="") as file:
        return {row["word"]: row["kind"] for row in csv.DictReader(file)}


@lru_cache(maxsize=65536)
def _named(names: str) -> str | None:
    """class and id → the kind of furniture that they name: ``article-relation-news`` → related."""
    words = _zone_words()
    whole = names.lower().split()
    return next(
        (words[word] for word in (*whole, *map(str.lower, _WORDS.findall(names))) if word in words), None
    )


def zone_of(tag: str, element: etree._Element) -> str | None:
    """The kind of furniture that tag, class, id or style make the element; None for others."""
    if tag in _NO_ZONES:
        return None
    if tag in _TAG_ZONES:
        return _TAG_ZONES[tag]
    if tag == "figure":  # but WordPress wraps tables and quotations in it too
        held = element.iter("table", "blockquote", "li")
        return None if next(held, None) is not None else "caption"
    said = element.keys()
    if not said:
        return None
    if ("hidden" in said or "style" in said) and is_unseen(element):
        return UNSEEN
    if "class" not in said and "id" not in said:
        return None
    return _named(f"{element.get('class') or ''} {element.get('id') or ''}")


def is_unseen(element: etree._Element) -> bool:
    """Do its attributes hide the element, as long as no script shows it?"""
    return "hidden" in element.attrib or bool(_HIDDEN.search(element.get("style") or ""))


def in_rail(element: etree._Element) -> bool:
    """Does the element stand in one that its tag makes furniture (aside, nav, footer)?"""
    return any(around.tag in _TAG_ZONES for around in element.iterancestors())
