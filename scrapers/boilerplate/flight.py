"""The stream of Next.js's app router: ``self.__next_f.push([1,"…"])``, rows of data and of drawn elements."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable
from typing import Any

_PUSH = re.compile(r"__next_f\s{0,3}\.push\(\s{0,9}\[\s{0,9}1\s{0,9},\s{0,9}(?=\")")
_ROW = re.compile(rb"\n?([0-9a-f]{1,8}):(?:T([0-9a-f]{1,8}),)?")
# $1a · $L1a · $@1a · $1a:props:article
_PLACE = re.compile(r"\$[L@FQWB]?([0-9a-f]{1,8})((?::[\w-]{1,60}){0,12})")
_VOID = frozenset(("br", "hr", "img", "input", "meta", "link", "source", "wbr"))
_STEPS, _DEPTH = 200_000, 150
Rows = dict[str, Any]


def rows(scripts: Iterable[str]) -> Rows:
    """The rows of all pushes of a page, each place in them replaced by its row. What is broken is left."""
    stream = "".join(map(_pushed, scripts)).encode("utf-8", "replace")
    found: Rows = {}
    at = 0
    while row := _ROW.search(stream, at):
        name = row[1].decode()
        if row[2]:
            end = row.end() + int(row[2], 16)
            found[name] = stream[row.end() : end].decode("utf-8", "replace")
        else:
            end = stream.find(b"\n", row.end())
            end = len(stream) if end < 0 else end
            value = _json(stream[row.end() : end])
            if value is not None:
                found[name] = value
        at = end
    return _joined(found)


def drawn(found: Rows) -> str:
    """The page that the rows draw, as HTML: of the first row and of the rows that no other names."""
    budget = [_STEPS]
    parts = []
    seen: set[int] = set()
    for name in sorted(found, key=lambda name: int(name, 16)):
        value = found[name]
        if isinstance(value, list) and id(value) not in seen:
            parts.append(_html(value, budget, seen, 0))
    return "".join(parts)


def _pushed(script: str) -> str:
    decoder = json.JSONDecoder(strict=False)
    parts = []
    for found in _PUSH.finditer(script):
        try:
            parts.append(decoder.raw_decode(script, found.end())[0])
        except ValueError:
            continue
    return "".join(part for part in parts if isinstance(part, str))


def _json(row: bytes) -> Any:
    if row[:1] not in b'{["':
        return None
    try:
        return json.loads(row, strict=False)
    except (ValueError, RecursionError):
        return None


def _joined(found: Rows) -> Rows:
    stack: list[Any] = [found]
    steps = 0
    seen: set[int] = set()
    while stack and steps < _STEPS:
        place = stack.pop()
        if id(place) in seen:
            continue
        seen.add(id(place))
        for key, value in list(place.items() if isinstance(place, dict) else enumerate(place)):
            steps += 1
            if isinstance(value, str) and value[:1] == "$":
                value = place[key] = _named(value, found)
            if isinstance(value, dict | list):
                stack.append(value)
    return found


def _named(text: str, found: Rows) -> Any:
    """What a place names; other text that begins with a dollar is that text: ``$$5`` is ``$5``."""
    if text.startswith("$$"):
        return text[1:]
    if text.startswith("$D"):
        return text[2:]
    place = _PLACE.fullmatch(text)
    if place is None or place[1] not in found:
        return text
    value = found[place[1]]
    for step in place[2].split(":")[1:]:
        value = _step(value, step)
    return value


def _step(value: Any, step: str) -> Any:
    if isinstance(value, dict):
        return value.get(step)
    if not isinstance(value, list):
        return None
    at = {"type": 1, "key": 2, "props": 3}.get(step) if _is_element(value) else None
    at = int(step) if at is None and step.isdigit() else at
    return value[at] if at is not None and at < len(value) else None


def _is_element(value: Any) -> bool:
    return isinstance(value, list) and len(value) >= 4 and value[0] == "$" and isinstance(value[1], str)


def _html(value: Any, budget: list[int], seen: set[int], depth: int) -> str:
    """An element ``["$","p",null,{"children":"…"}]`` as HTML; of a component only what is in it."""
    budget[0] -= 1
    if budget[0] < 0 or depth > _DEPTH or value is None or isinstance(value, bool):
        return ""
    if isinstance(value, str):
        return "" if value.startswith("$") and _PLACE.fullmatch(value) else html.escape(value, quote=False)
    if isinstance(value, int | float):
        return str(value)
    if not isinstance(value, list):
        return ""
    seen.add(id(value))
    if not _is_element(value):
        # <span>이도윤 기자</span><span>입력 2025-02-12</span> stand apart; words and <b> between words do not
        between = "" if any(isinstance(part, str) for part in value) else "\n"
        return between.join(_html(part, budget, seen, depth + 1) for part in value)
    props = value[3] if isinstance(value[3], dict) else {}
    raw = props.get("dangerouslySetInnerHTML")
    inner = raw.get("__html") if isinstance(raw, dict) else None
    inner = inner if isinstance(inner, str) else _html(props.get("children"), budget, seen, depth + 1)
    tag = value[1]
    if not re.fullmatch(r"[a-z][a-z0-9]{0,20}", tag) or tag in ("script", "style"):
        return inner if tag[:1] == "$" else ""
    names = " ".join(
        f'{name}="{html.escape(text)}"'
        for key, name in (("className", "class"), ("id", "id"), ("href", "href"), ("dateTime", "datetime"))
        if isinstance(text := props.get(key), str)
    )
    opening = f"<{tag} {names}>" if names else f"<{tag}>"
    return opening if tag in _VOID else f"{opening}{inner}</{tag}>"
