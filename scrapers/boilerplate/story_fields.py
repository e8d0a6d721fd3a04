"""What an object of a page's data says of its article: title, subtitle, dates, writer, outlet."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from scrapers.boilerplate.entities import unescape
from scrapers.boilerplate.script_keys import part
from scrapers.boilerplate.stamps import SEOUL

FACTS = ("title", "subtitle", "published", "modified", "reporter", "outlet")
#: Keys of an object in which a value stands for the whole: {"basic": "제목"}, {"rendered": "<p>…"}.
_MAIN = (
    "basic",
    "byline",
    "rendered",
    "name",
    "korname",
    "nm",
    "text",
    "value",
    "title",
    "ko",
    "iso",
    "$date",
    "by",
)


def fields_of(item: dict[str, Any]) -> dict[str, str]:
    """Title, subtitle, dates, writer … of an object: of each the value of the most trusted key."""
    best: dict[str, tuple[int, str]] = {}
    for key, value in item.items():
        named = part(str(key))
        if named is None or named[0] == "body":
            continue
        name, rank = named
        text = _said(value, name)
        if text and (name not in best or rank < best[name][0]):
            best[name] = (rank, text)
    return {name: text for name, (_, text) in best.items()}


def _said(value: Any, name: str, depth: int = 0) -> str | None:
    """A value as text: 「제목」, {"basic": "제목"}, [{"name": "김하늘"}], 1767600000000 as a date."""
    if name in ("published", "modified"):
        return _date(value)
    if isinstance(value, str | int) and not isinstance(value, bool):
        text = re.sub(r"<[^<>]{0,500}>", " ", str(value)[:3000])
        return re.sub(r"\s+", " ", unescape(text)).strip() or None
    if depth > 3:
        return None
    if isinstance(value, list):
        between = ", " if name == "reporter" else " "
        return between.join(filter(None, (_said(one, name, depth + 1) for one in value[:8]))) or None
    if isinstance(value, dict):
        return _of_object(value, name, depth)
    return None


def _of_object(value: dict[str, Any], name: str, depth: int) -> str | None:
    if (
        name == "reporter"
    ):  # Arc: {"name": "하늘 김", "additional_properties": {"original": {"byline": "김하늘 기자"}}}
        more = value.get("additional_properties")
        byline = more.get("original") if isinstance(more, dict) else None
        if isinstance(byline, dict) and isinstance(byline.get("byline"), str):
            return _said(byline["byline"], name)
    keys = {str(key).lower(): key for key in value}
    own = (key for key in value if (named := part(str(key))) and named[0] == name)
    for key in (*(keys[main] for main in _MAIN if main in keys), *own):
        if text := _said(value[key], name, depth + 1):
            return text
    return None


def _date(value: Any) -> str | None:
    """A date as text; a number of seconds or milliseconds since 1970 as ISO."""
    if isinstance(value, dict):
        value = next((value[key] for key in ("$date", "iso", "value", "date") if key in value), None)
    text = str(value).strip() if isinstance(value, str | int | float) else ""
    if re.fullmatch(r"1\d{9}(?:\d{3})?(?:\.\d{1,6})?", text):
        seconds = float(text) if float(text) < 1e11 else float(text) / 1000
        return datetime.fromtimestamp(int(seconds), SEOUL).isoformat()
    return text[:60] or None
