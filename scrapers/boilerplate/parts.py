"""Rich text in parts → HTML: Arc, Editor.js, ProseMirror, Portable Text, Contentful, Draft.js, Quill."""

from __future__ import annotations

from typing import Any

from scrapers.boilerplate.script_keys import plain_key, skipped

_DEPTH, _STEPS = 40, 50_000
#: Under these keys a part holds its text or its parts, in order of trust.
_INNER = (
    *(
        "content",
        "rendered",
        "text",
        "value",
        "html",
        "children",
        "content_elements",
        "items",
        "data",
        "attrs",
        "props",
    ),
    *("paragraph", "body", "insert", "blocks", "ops", "root", "nodes", "rows", "cells", "header", "contents"),
)
_TAGS = {
    **dict.fromkeys(("header", "heading", "subtitle", "title", "subheading", "h2", "h3"), "h3"),
    **dict.fromkeys(("list", "ul", "bulletlist", "orderedlist", "unorderedlist", "ol", "ullist"), "ul"),
    **dict.fromkeys(("listitem", "li", "listelement"), "li"),
    **dict.fromkeys(("table", "tablenode"), "table"),
    **dict.fromkeys(("tablerow", "tr", "row"), "tr"),
    **dict.fromkeys(("tablecell", "tableheader", "td", "th", "cell"), "td"),
}
_INLINE = frozenset(
    ("span", "textnode", "link", "hyperlink", "strong", "em", "mark", "a", "b", "linebreak", "hardbreak")
)


def rich(value: Any) -> str:
    """The parts as HTML, pictures and the like left out; empty where no part has text."""
    return _part(value, [_STEPS], 0, inline=False)


def _part(value: Any, budget: list[int], depth: int, *, inline: bool) -> str:
    budget[0] -= 1
    if budget[0] < 0 or depth > _DEPTH:
        return ""
    if isinstance(value, str):
        return value if inline else f"<p>{_broken(value)}</p>"
    if isinstance(value, list):
        return _several(value, budget, depth, inline=inline)
    return _typed(value, budget, depth, inline=inline) if isinstance(value, dict) else ""


def _several(parts: list[Any], budget: list[int], depth: int, *, inline: bool) -> str:
    """A list of paragraphs, or of the pieces of one line: of these none has parts of its own."""
    if all(isinstance(part, dict) and isinstance(part.get("insert"), str) for part in parts) and parts:
        return "".join(f"<p>{_broken(line)}</p>" for line in "".join(p["insert"] for p in parts).split("\n"))
    pieces = inline or (bool(parts) and all(_is_piece(part) for part in parts))
    inner = "".join(_part(part, budget, depth + 1, inline=pieces) for part in parts)
    return f"<p>{inner}</p>" if pieces and not inline else inner


def _is_piece(part: Any) -> bool:
    kind = _kind(part) if isinstance(part, dict) else ""
    return kind in _INLINE or (kind == "text" and "marks" in part)


def _kind(part: dict[str, Any]) -> str:
    names = ("type", "_type", "nodeType", "blockName", "tag")
    kind = next((part[name] for name in names if isinstance(part.get(name), str)), "")
    return plain_key(kind.rsplit("/", 1)[-1])


def _typed(part: dict[str, Any], budget: list[int], depth: int, *, inline: bool) -> str:
    kind = _kind(part)
    if kind in skipped():
        return ""
    if kind in ("hardbreak", "linebreak", "br"):
        return "<br>"
    if kind == "table" and isinstance(part.get("rows"), list):
        return _table([part.get("header") or [], *part["rows"]], budget, depth)
    tag = _TAGS.get(kind, "")
    within = inline or kind in ("paragraph", "p", "block") or tag in ("h3", "td", "li")
    inner = ""
    for key in _INNER:
        if key in part and isinstance(part[key], str | list | dict) and part[key]:
            inner = _part(part[key], budget, depth + 1, inline=within and not _holds_blocks(part[key]))
            if inner.strip():
                break
    if not inner.strip():
        return ""
    if tag:
        inner = "".join(f"<li>{item}</li>" for item in _items(part)) or inner if tag == "ul" else inner
        return f"<{tag}>{inner}</{tag}>"
    return f"<p>{_broken(inner)}</p>" if within and not inline else inner


def _table(rows: list[Any], budget: list[int], depth: int) -> str:
    drawn = ""
    for row in rows:
        cells = row.get("cells") if isinstance(row, dict) else row
        if isinstance(cells, list) and cells:
            inner = (_part(cell, budget, depth + 1, inline=True) for cell in cells)
            drawn += "<tr>" + "".join(f"<td>{cell}</td>" for cell in inner) + "</tr>"
    return f"<table>{drawn}</table>" if drawn else ""


def _holds_blocks(value: Any) -> bool:
    return isinstance(value, list) and any(
        isinstance(part, dict) and _TAGS.get(_kind(part)) for part in value
    )


def _items(part: dict[str, Any]) -> list[str]:
    """The items of a list that are bare texts (Editor.js) or objects with one (Arc)."""
    items = part.get("items") or (part["data"].get("items") if isinstance(part.get("data"), dict) else None)
    texts = [one.get("content") or one.get("text") if isinstance(one, dict) else one for one in items or []]
    return [text for text in texts if isinstance(text, str)] if all(isinstance(t, str) for t in texts) else []


def _broken(text: str) -> str:
    """Line ends as breaks, where the text is no HTML of its own."""
    return text if "<p" in text or "<div" in text else text.replace("\r\n", "\n").replace("\n", "<br>")


def is_rich(value: Any) -> bool:
    """Is it text in parts: texts, parts that name their type, or what editors put around such?"""
    if isinstance(value, dict):
        return bool({"rendered", "blocks", "ops", "root"} & value.keys()) or _kind(value) in (
            "doc",
            "document",
            "root",
        )
    if not isinstance(value, list) or not value:
        return False
    return all(isinstance(part, str) or (isinstance(part, dict) and _is_part(part)) for part in value[:50])


def _is_part(part: dict[str, Any]) -> bool:
    """An object with a type, or with nothing but a text and a number: no article in a list of articles."""
    if any(isinstance(part.get(name), str) for name in ("title", "headline", "subject")) and not _TAGS.get(
        _kind(part)
    ):
        return False
    return bool(_kind(part)) or any(
        isinstance(part.get(name), str) for name in ("text", "content", "value", "html")
    )
