"""What a string, a sum of strings or a call that only unpacks a text says, in JavaScript.

``JSON.parse("…")``, ``unescape('%uAC00')``, ``decodeURIComponent('%EA%B0%80')``, ``atob('6rCA')``,
``['가','나'].join('')``.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from typing import Any
from urllib.parse import unquote

from scrapers.javascript import CONTROL, ESCAPE, unescaped

#: No text that is put together from parts is longer (characters).
LONGEST = 4_000_000


def value_of(inner: str) -> str:
    """What a string says between its quotes: its escapes resolved, halves of a character joined."""
    if "\\" not in inner:
        return inner

    def resolved(found: re.Match[str]) -> str:
        code = found[1] or found[2] or found[3]
        return chr(min(int(code, 16), 0x10FFFF)) if code else CONTROL.get(found[4], found[4])

    said = ESCAPE.sub(resolved, inner)
    return said.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def added(terms: list[Any]) -> Any:
    """``'가' + '나'``; where a list or an object is among them (``a || {…}``), that."""
    kept = [term for term in terms if isinstance(term, dict | list)]
    if kept:
        return kept[-1]
    return "".join(term for term in terms if isinstance(term, str))[:LONGEST]


def called(name: str, values: list[Any]) -> Any:
    """What a call says: the text that it unpacks, else its first argument that says anything."""
    first = next((value for value in values if isinstance(value, str) and value), None)
    if name.endswith("JSON.parse") and first is not None:
        try:
            return json.loads(first, strict=False)
        except (ValueError, RecursionError):
            return None
    if first is not None and (name in ("unescape", "window.unescape") or name.endswith("decodeURIComponent")):
        return unescaped(first) if "unescape" in name else unquote(first, errors="replace")
    if first is not None and name in ("decodeURI", "window.decodeURI"):
        return unquote(first, errors="replace")
    if name in ("atob", "window.atob", "Base64.decode", "b64DecodeUnicode") and first is not None:
        return _from_base64(first)
    if name in (".join", ".concat") and isinstance(values[0], list | str):
        return _joined(name, values)
    held = [value for value in values if isinstance(value, dict | list) and value]
    return held[0] if held else first


def _joined(name: str, values: list[Any]) -> str:
    if name == ".concat" or isinstance(values[0], str):
        return "".join(value for value in values if isinstance(value, str))
    between = values[1] if len(values) > 1 and isinstance(values[1], str) else ""
    return between.join(value for value in values[0] if isinstance(value, str))[:LONGEST]


def _from_base64(text: str) -> str | None:
    try:
        return base64.b64decode(text, validate=False).decode("utf-8")
    except (binascii.Error, ValueError):
        return None
