"""What a page's head says: its metas, its title, the addresses that it gives itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from scrapers.boilerplate.encoding import plain


@dataclass(frozen=True, slots=True)
class PageHead:
    """A page's head: its metas by name (in lower case), the text of its ``title``, the addresses that it
    gives itself.
    """

    metas: Mapping[str, str]
    title: str | None
    addresses: tuple[str, ...]


def head_of(root: etree._Element) -> PageHead:
    """What the page's metas and its canonical link say, and its ``title``."""
    metas = _metas(root)
    title = root.find("head/title")  # quicker than to look for a second one everywhere
    links = [link.get("href") for link in root.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    return PageHead(
        metas,
        text_of(title if title is not None else root.find(".//title")),
        tuple(str(url).strip() for url in (*links, metas.get("og:url")) if url),
    )


def _metas(root: etree._Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        content = plain(meta.get("content") or "").strip()
        if name and content:
            found.setdefault(name, content)
    return found


def text_of(element: etree._Element | None) -> str | None:
    if element is None:
        return None
    return re.sub(r"\s+", " ", plain("".join(element.itertext()))).strip() or None
