"""What a page says in its scripts: JSON-LD, and bodies that only a script would have shown."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

_ARTICLE_TYPES = {
    "NewsArticle",
    "Article",
    "BlogPosting",
    "ReportageNewsArticle",
    "Report",
    "PressRelease",
    "WebPage",
}
#: Keys under which site software keeps an article's text.
_BODY_KEYS = frozenset(
    {
        *("articleBody", "content", "contents", "body", "text", "html", "article_content", "articleContent"),
        *("bodyHtml", "body_html", "contentHtml", "newsContent", "cn", "nttCn", "CONTENTS", "CONTENT"),
    }
)
_ASSIGNED = re.compile(r"(?:window\.|Fusion\.|var\s|let\s|const\s)[\w.$]{1,60}\s?=\s?(?=[{\[])")
_HANGUL = re.compile("[가-힣]")
#: Scripts above this size (characters) are not searched, and no deeper than this.
_MAX_SCRIPT, _MAX_NODES = 8_000_000, 200_000


@dataclass(slots=True)
class Said:
    """Metadata and text found in scripts; what is not there is None or empty."""

    title: str | None = None
    published: str | None = None
    modified: str | None = None
    outlet: str | None = None
    reporter: str | None = None
    body: str = ""
    bodies: list[str] = field(default_factory=list)


def read(ld: list[str], others: list[str]) -> Said:
    """``ld``: texts of JSON-LD scripts; ``others``: of other scripts. Broken JSON is passed over: it is
    common, and the page itself is still there.
    """
    said = Said()
    for data in filter(None, map(_loaded, ld)):
        for item in _items(data):
            _take(said, item)
    for script in others:
        data = _script_data(script)
        if data is not None:
            said.bodies += _texts(data)
    return said


def _loaded(script: str) -> Any:
    try:
        return json.loads(script.strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return None


def _script_data(script: str) -> Any:
    """The JSON of ``__NEXT_DATA__`` or ``Fusion.globalContent = {…};``; None without Korean in it."""
    if len(script) > _MAX_SCRIPT or (not _HANGUL.search(script) and "\\u" not in script):
        return None
    if script.lstrip()[:1] in ("{", "["):
        return _loaded(script)
    best: Any = None
    size = 0
    for found in list(_ASSIGNED.finditer(script))[:20]:
        try:
            data, end = json.JSONDecoder(strict=False).raw_decode(script, found.end())
        except (ValueError, RecursionError):
            continue
        if end - found.end() > size:
            best, size = data, end - found.end()
    return best


def _items(data: Any) -> Iterator[dict[str, Any]]:
    for item in data if isinstance(data, list) else [data]:
        if isinstance(item, dict):
            yield item
            graph = item.get("@graph")
            yield from (part for part in (graph if isinstance(graph, list) else []) if isinstance(part, dict))


def _take(said: Said, item: dict[str, Any]) -> None:
    kinds = item.get("@type")
    names = set(kinds if isinstance(kinds, list) else [kinds])
    if not names & _ARTICLE_TYPES:
        return
    if "WebPage" not in names:
        said.title = said.title or _string(item.get("headline") or item.get("name"))
    said.published = said.published or _string(item.get("datePublished"))
    said.modified = said.modified or _string(item.get("dateModified"))
    said.outlet = said.outlet or _name(item.get("publisher"))
    said.reporter = said.reporter or _name(item.get("author"))
    said.body = said.body or _string(item.get("articleBody")) or ""


def _string(value: Any) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _name(value: Any) -> str | None:
    if isinstance(value, list):
        return ", ".join(filter(None, map(_name, value))) or None
    return _string(value.get("name") if isinstance(value, dict) else value)


def _texts(data: Any) -> list[str]:
    """Korean texts of 150 letters and more under keys that hold bodies; parts of one list are one text."""
    found: list[str] = []
    stack = [data]
    for _ in range(_MAX_NODES):
        if not stack:
            break
        item = stack.pop()
        if isinstance(item, dict):
            parts = item.get("content_elements")
            if isinstance(parts, list):
                found.append(
                    "\n".join(
                        p["content"]
                        for p in parts
                        if isinstance(p, dict) and isinstance(p.get("content"), str)
                    )
                )
            found += [v for k, v in item.items() if k in _BODY_KEYS and isinstance(v, str)]
            stack += [v for v in item.values() if isinstance(v, dict | list)]
        elif isinstance(item, list):
            stack += [v for v in item if isinstance(v, dict | list)]
    return [text for text in found if len(_HANGUL.findall(text)) >= 150]
