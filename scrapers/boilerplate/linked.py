"""JSON-LD: which of its objects are articles, which of them the page's, and what they say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from scrapers.boilerplate.chosen import Heads, alike, support
from scrapers.boilerplate.stories import Story, opened

# NewsArticle, ReportageNewsArticle, BlogPosting, Report, PressRelease, WebPage
_ARTICLE = re.compile(
    r"(?:https?://schema\.org/)?(?:\w{0,40}(?:Article|Posting)|Report|PressRelease|WebPage)"
)
Linked = tuple[Story, dict[str, Any]]


def of_page(linked: Sequence[Linked], heads: Heads) -> list[Linked]:
    """Of several articles in JSON-LD the page's own, and what has no title of its own or the same."""
    if len(linked) < 2:
        return list(linked)
    best = max(linked, key=lambda pair: support(pair[0], heads))
    if best[0].own and support(best[0], heads) < 0 and sum(story.own for story, _ in linked) > 1:
        return [pair for pair in linked if not pair[0].own]
    same = (pair for pair in linked if not pair[0].own or alike(pair[0].title, best[0].title))
    return [best, *(pair for pair in same if pair is not best)]


def items_of(data: Any) -> Iterator[tuple[dict[str, Any], bool]]:
    """The objects of JSON-LD, and whether each is one of a list of other articles."""
    stack: list[tuple[Any, bool]] = [(data, False)]
    for _ in range(5000):
        if not stack:
            return
        item, apart = stack.pop()
        if isinstance(item, list):
            stack += reversed([(one, apart) for one in item])
        elif isinstance(item, dict):
            yield item, apart
            for key, others in (
                *(("@graph", False), ("mainEntity", False), ("mainEntityOfPage", False)),
                *(
                    ("itemListElement", True),
                    ("item", True),
                    ("hasPart", True),
                    ("relatedLink", True),
                    ("blogPost", True),
                ),
            ):
                if isinstance(item.get(key), dict | list):
                    stack.append((item[key], apart or others))


def _kinds(item: dict[str, Any]) -> list[str]:
    kinds = item.get("@type")
    return [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]


def linked(item: dict[str, Any], *, apart: bool) -> Story:
    """An object of JSON-LD as a story; without a body where it has none."""
    article = any(_ARTICLE.fullmatch(kind) for kind in _kinds(item))
    title = _string(item.get("headline")) or _string(item.get("name"))
    title = title if "WebPage" not in _kinds(item) else None
    page = item.get("mainEntityOfPage")
    idents = (item.get("@id"), item.get("url"), page.get("@id") if isinstance(page, dict) else page)
    return Story(
        opened(_string(item.get("articleBody")) or _string(item.get("text")) or "") if article else "",
        method="json-ld",
        title=title,
        subtitle=_string(item.get("alternativeHeadline")),
        published=_string(item.get("datePublished")),
        modified=_string(item.get("dateModified")),
        reporter=name_of(item.get("author")) or name_of(item.get("creator")),
        outlet=name_of(item.get("publisher")),
        idents=tuple(ident for ident in idents if isinstance(ident, str)),
        own=bool(title),
        apart=apart or not article,
        main=article,
    )


def _string(value: Any) -> str | None:
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        value = "\n".join(value)
    return value.strip() or None if isinstance(value, str) else None


def name_of(value: Any) -> str | None:
    if isinstance(value, list):
        return ", ".join(filter(None, map(name_of, value))) or None
    return _string(value.get("name") if isinstance(value, dict) else value)
