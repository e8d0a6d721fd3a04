"""Articles that stand in a page's data: objects with a body, and what stands beside it in the same object."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from scrapers.boilerplate.entities import unescape
from scrapers.boilerplate.parts import is_rich, rich
from scrapers.boilerplate.script_keys import is_aside, is_main, part
from scrapers.boilerplate.story_fields import FACTS, fields_of

#: Texts with fewer Korean letters are no bodies; no more values of a page's data are looked at.
FEWEST = 40
#: From this many letters on, a text beside a title is a body whatever its key says.
_UNNAMED = 120
_MAX_VALUES = 400_000
_HANGUL = re.compile("[가-힣]")
_TAG = re.compile(r"<(?:p|br|div|span|section|article|b|strong|figure|table|ul|h[1-6])\b[^<>]{0,2000}>", re.I)
_ESCAPED_TAG = re.compile(
    r"&(?:amp;)?lt;(?:p|br|div|span|figure|strong|section|article|table|h[1-6])\b", re.I
)


@dataclass(frozen=True, slots=True)
class Story:
    """A body as a script holds it (HTML or text), and what the same data says of it; unknown is None.

    own: it has a title of its own. apart: it stands among others of its kind, or in a part of the data for
    other articles. whole: it may be a whole page. method: ``json-ld`` or ``script``. cell: the id of the
    element that the script writes it into. main: its place in the data is that of the page's article.
    """

    body: str
    method: str = "script"
    title: str | None = None
    subtitle: str | None = None
    published: str | None = None
    modified: str | None = None
    reporter: str | None = None
    outlet: str | None = None
    idents: tuple[str, ...] = ()
    own: bool = False
    apart: bool = False
    whole: bool = False
    cell: str | None = None
    main: bool = False


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in the data a value stands: the objects around it, innermost last."""

    value: Any
    around: tuple[dict[str, Any], ...] = ()
    names: tuple[str, ...] = ()
    apart: bool = False


def letters(text: str, most: int = FEWEST) -> int:
    """How many Korean letters the text has; counted no further than ``most``."""
    return sum(1 for _ in zip(range(most), _HANGUL.finditer(text), strict=False))


def stories(data: Any, name: str = "") -> Iterator[Story]:
    """The articles in the data, in its order. name: what the data is assigned to."""
    stack = [_Place(data, names=(name,))]
    seen: set[int] = set()
    for _ in range(_MAX_VALUES):
        if not stack:
            return
        place = stack.pop()
        value = place.value
        if isinstance(value, str):
            value = _unpacked(value)
        if not isinstance(value, dict | list) or id(value) in seen:
            continue
        seen.add(id(value))
        if isinstance(value, dict):
            body = _body(value)
            if body:
                yield _story(body, value, place)
            inner = [
                _Place(
                    v,
                    (*place.around[-1:], value),
                    (*place.names[-1:], str(k)),
                    place.apart or is_aside(str(k)),
                )
                for k, v in value.items()
                if (isinstance(v, dict | list) and not (body and _is_text(str(k), v)))
                or (isinstance(v, str) and len(v) > 200 and v[:1] in "{[")
            ]
        else:
            many = sum(1 for part_ in value if _is_titled(part_)) > 1
            inner = [
                _Place(v, place.around, place.names, place.apart or many)
                for v in value
                if isinstance(v, dict | list)
            ]
        stack += reversed(inner)


def _unpacked(text: str) -> Any:
    """JSON that is kept as a text inside JSON."""
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _is_titled(value: Any) -> bool:
    return isinstance(value, dict) and any((named := part(str(key))) and named[0] == "title" for key in value)


def _body(item: dict[str, Any]) -> str | None:
    """The longest text under a key for bodies; of several that are about as long the one with markup."""
    found: list[tuple[int, str]] = []
    others: list[tuple[int, str]] = []
    for key, value in item.items():
        named = part(str(key))
        if not value or (named and named[0] != "body") or is_aside(str(key)):
            continue
        if isinstance(value, list | dict) and is_rich(value) and (named or _is_parted(value)):
            value = rich(value)
        if isinstance(value, str) and len(value) > FEWEST:
            text = opened(value)
            if (size := letters(text, 100_000)) >= FEWEST:
                (found if named else others).append((size, text))
    if not found and _is_titled(item):  # {"title": "…", "desc": "<p>…"}
        found = [(size, text) for size, text in others if size >= _UNNAMED]
    elif not found:
        found = [(size, text) for size, text in others if size >= _UNNAMED and text.startswith("<p>")]
    if not found:
        return None
    longest = max(size for size, _ in found)
    near = [text for size, text in found if size >= 0.9 * longest]
    return next((text for text in near if _TAG.search(text)), near[0])


def _is_text(key: str, value: Any) -> bool:
    """Is the value a body in parts, in which no other stories stand?"""
    named = part(key)
    return bool(named and named[0] == "body" and is_rich(value))


def _is_parted(value: Any) -> bool:
    """Are there several parts, as an article has: {"components": [{"type": "text", "value": "…"}, …]}?"""
    return isinstance(value, list) and len(value) > 1 and all(isinstance(part_, dict) for part_ in value)


def opened(text: str) -> str:
    """A body that was escaped for where it stands (``&lt;p&gt;…``, ``%3Cp%3E…``), as it was before."""
    if text[:3].upper() == "%3C" or re.match(r"(?:%[0-9A-Fa-f]{2}){8}", text):
        text = unquote(text, errors="replace")
    if not _TAG.search(text) and _ESCAPED_TAG.search(text):
        text = unescape(text.replace("&amp;", "&")) if "&amp;lt;" in text else _once(text)
    return text


def _once(text: str) -> str:
    signs = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&#x27;": "'", "&amp;": "&"}
    return re.sub(r"&(?:lt|gt|quot|amp|#39|#x27);", lambda found: signs[found[0]], text)


def _story(body: str, item: dict[str, Any], place: _Place) -> Story:
    fields = fields_of(item)
    own = "title" in fields
    for other in _beside(item, place, own=own):
        for name, value in fields_of(other).items():
            fields.setdefault(name, value)
    idents = [fields.pop("ident", ""), *place.names[-1:]]
    if own:
        idents += [
            str(v)
            for k, v in item.items()
            if (n := part(str(k))) and n[0] == "ident" and isinstance(v, str | int)
        ]
    return Story(
        body,
        own=own,
        apart=place.apart,
        main=any(is_main(name) for name in place.names),
        idents=tuple(filter(None, idents)),
        **{name: fields.get(name) for name in FACTS},  # type: ignore[arg-type]
    )


def _beside(item: dict[str, Any], place: _Place, *, own: bool) -> Iterator[dict[str, Any]]:
    """Objects that say more of the same article: those in it, and, where it has no title, those around it."""
    inner = (value for key, value in item.items() if isinstance(value, dict) and not _is_other(str(key)))
    yield from (value for value in inner if own)
    if own or not place.around:
        return
    parent = place.around[-1]
    yield parent
    if not _is_titled(parent):
        beside = (
            v for k, v in parent.items() if isinstance(v, dict) and v is not item and not _is_other(str(k))
        )
        yield from (value for value in beside if _is_titled(value))
        yield from place.around[:-1][-1:]


def _is_other(key: str) -> bool:
    return is_aside(key) or bool(part(key)) or key.lower() in ("section", "category", "site", "seo", "config")
