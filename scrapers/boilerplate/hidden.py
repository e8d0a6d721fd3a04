"""Where in a page's HTML an article may stand that a reader sees only after scripts have run."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree

from scrapers.boilerplate.scripts import Sources

#: Shorter scripts and values hold no article (characters).
_SHORTEST = 90
_LD = re.compile(r"ld\+json", re.I)
#: Attributes of these names are addresses, styles or code, or are shown anyway.
_NO_TEXT = frozenset(("href", "src", "srcset", "style", "class", "alt", "d", "title", "points", "sizes"))
_CODE = re.compile(r"on[a-z]{3,20}")


# <div id="newsBody" style="display:none"> until its script has run
def sources(root: etree._Element, unseen: Iterable[etree._Element]) -> Sources:
    """The scripts, templates, hidden fields and long attributes of a page, in its order; ``unseen``: its
    elements that are hidden at first, each without those in it.
    """
    ld, others = [], []
    for script in root.iter("script"):
        text = script.text or ""
        if _LD.search(script.get("type") or ""):
            ld.append(text)
        elif len(text) > _SHORTEST or "__next_f" in text:
            others.append(text)
    markup = [_inner(element) for element in (*root.iter("template", "noscript"), *unseen)]
    values = [text for area in root.iter("textarea") if len(text := "".join(area.itertext())) > _SHORTEST]
    return Sources(
        ld, others, [text for text in markup if len(text) > _SHORTEST], [*values, *_attributes(root)]
    )


def _inner(element: etree._Element) -> str:
    """The HTML in an element."""
    inner = (etree.tostring(child, encoding="unicode", method="html") for child in element)
    return (element.text or "") + "".join(inner)


# <input type="hidden" value="&lt;p&gt;…"> · <div data-page="{&quot;props&quot;:…}"> · :article='{…}'
def _attributes(root: etree._Element) -> list[str]:
    found = root.xpath(f"//@*[string-length() > {_SHORTEST}]")
    values: list[str] = []
    for value in found if isinstance(found, list) else []:
        name = str(getattr(value, "attrname", "") or "").lower()
        parent = value.getparent() if hasattr(value, "getparent") else None
        if (
            name in _NO_TEXT
            or _CODE.fullmatch(name)
            or parent is None
            or parent.tag in ("meta", "link", "a", "img")
        ):
            continue
        values.append(str(value))
    return values
