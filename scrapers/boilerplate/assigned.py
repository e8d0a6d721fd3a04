"""What the scripts of a page assign, write or hand over: data and texts, read from their literals.

``window.__INITIAL_STATE__ = {…}``, ``var content = "…" + "…"``, ``$('#view').html('…')``,
``document.write("…")`` and ``(function(a){return {title:a}}("…"))`` are all the same here: literals.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from scrapers.boilerplate.literals import Budget, Name, SpentError, UnreadableError, read
from scrapers.boilerplate.unpacking import LONGEST

#: A script with fewer Korean letters and escapes for them than this holds no article.
_FEWEST = 60
# 가 · \uac00 · %uAC00 · %EA%B0 · &#44032; in whatever case; from one of their first signs to the next
_KOREAN = re.compile(
    r"[가-힣\\%&](?:(?<=[가-힣])|(?<=\\)[uU][a-dA-D][0-9a-fA-F]{3}"
    r"|(?<=%)(?:[uU][a-dA-D][0-9a-fA-F]{3}|[eE][a-dA-D]%[89abAB])|(?<=&)#\d{5};)"
)
_BASE64 = re.compile(r"(?:atob|Base64\.decode)\(\s{0,9}['\"][A-Za-z0-9+/=]{400}")
# a comment, a pattern (which may hold a lone quote), or where a literal begins
_START = re.compile(
    r"""//[^\n\r]*+|/\*(?:[^*]++|\*(?!/))*+(?:\*/)?
    |(?<=[(,=:])\s{0,9}/(?![/*])(?:[^/\\\n\r\[]++|\\.|\[(?:[^\]\\\n\r]++|\\.)*+\])++/[a-z]{0,5}
    |(?P<call>\b(?:JSON\.parse|(?:window\.)?unescape|decodeURI(?:Component)?|(?:window\.)?atob|Base64\.decode)\()
    |(?P<literal>["'`{\[])""",
    re.VERBOSE,
)
# window.__NUXT__=(function(a,b){return {…}}("가","나")) · (a,b)=>{…}
_FUNCTION = re.compile(r"\(\s{0,9}(?:function\s{0,9}\(([\w$,\s]*+)\)|\(([\w$,\s]*+)\)\s{0,9}=>)\s{0,9}\{")
_STATEMENT = re.compile(r"\s{0,99}([\w$]{1,60})((?:\.[\w$]{1,60}|\[\"[^\"\]]{1,60}\"\]){1,6})\s{0,9}=(?!=)")
_CALL = re.compile(r"\s{0,99};?\s{0,99}\}\s{0,99}\)?\s{0,99}(?=\()")
_RETURN = re.compile(r"\s{0,99}return\b\s{0,99}")
# …messageText += · $("#view").html( · document.write( · "content": is read with the object around it
# el.insertAdjacentHTML('beforeend', · lines[3] =
_SIGN = re.compile(r"(?:\+=|=|\()(?=\s{0,20}\(?(?:['\"][\w#.-]{0,40}['\"]\s{0,3},\s{0,9})?$)")
#: The name before the sign, read backwards from it: from each character before it the search would cost much.
_TARGET = re.compile(r"\s{0,20}([\w$.\[\]()\"'#+-]{1,80})")
_PLACE = re.compile(r"\[[\w+]{0,12}\]$")

# $("#view").html · document.getElementById("view").innerHTML : the element that a text is written into
_CELL = re.compile(r"['\"]#?([A-Za-z][\w-]{1,60})['\"]\]?\)")


@dataclass(frozen=True, slots=True)
class Text:
    """A text of a script; cell: the id of the element that it is written into, if it is one."""

    value: str
    cell: str | None = None


# Fusion.globalContent = { · article: {
_NAMED = re.compile(r"([\w$]{1,60})['\"]?\s{0,20}[=:]\s{0,20}\(?$")


@dataclass(frozen=True, slots=True)
class Data:
    """An object or a list of a script, and the name that it is assigned to."""

    value: Any
    name: str = ""


def is_worth(script: str) -> bool:
    """Does the script hold enough Korean, written or escaped, to be an article's?"""
    last = next(islice(_KOREAN.finditer(script), _FEWEST - 1, None), None)
    if last is not None:
        return True
    return ("atob(" in script or "Base64.decode(" in script) and bool(_BASE64.search(script))


def held(script: str, budget: Budget) -> Iterator[Data | Text]:
    """The data and the texts of a script, in order: of each literal its value, of texts that are added to the
    same variable or written one after another their whole.
    """
    texts: dict[str, list[str]] = {}
    known: dict[str, str] = {}
    try:
        for value, start, end in _functions(script, budget):
            yield Data(value)
            script = f"{script[:start]}{' ' * (end - start)}{script[end:]}"
        yield from _literals(script, budget, texts, known)
    except SpentError:
        pass
    for target, parts in texts.items():
        cell = _CELL.search(target)
        yield Text("".join(parts), cell[1] if cell else None)


def _literals(
    script: str, budget: Budget, texts: dict[str, list[str]], known: dict[str, str]
) -> Iterator[Data]:
    at, size = 0, 0
    while found := _START.search(script, at):
        budget.spend()
        if not found["literal"] and not found["call"]:
            at = found.end()
            continue
        start = found.start()
        try:
            value, at = _fast(script, start, budget) or read(script, start, budget, known)
        except UnreadableError:
            at = start + 1
            continue
        if isinstance(value, str):
            size += len(value)
            if size > LONGEST:
                raise SpentError
            _remember(script[max(0, start - 120) : start], value, texts, known)
        elif value:
            name = _NAMED.search(script[max(0, start - 120) : start])
            yield Data(value, name[1] if name else "")


def _fast(script: str, at: int, budget: Budget) -> tuple[Any, int] | None:
    """The same by the library's reader, where the literal is JSON, as most of the long ones are."""
    if script[at] not in "{[" or script[at + 1 : at + 2] not in ('"', "{", "["):
        return None
    try:
        return json.JSONDecoder(strict=False).raw_decode(script, at)
    except json.JSONDecodeError as error:
        budget.spend(max(0, error.pos - at))
    except RecursionError:
        budget.spend(100_000)
    return None


def _remember(before: str, value: str, texts: dict[str, list[str]], known: dict[str, str]) -> None:
    """Adds a text to what the same target holds; ``=`` begins anew, and is a name's value from now on."""
    name, sign = _target(before) or (f"{len(texts)}", "=")
    if sign == "=" and _PLACE.search(name):
        name, sign = _PLACE.sub("", name), "+="
        value = f"<p>{value}</p>" if "<" not in value else value
    if sign == "=":
        name = name.removeprefix("window.")
        known[name] = value
        if name in texts:
            texts[f"{len(texts)} {name}"] = texts.pop(name)
        texts[name] = [value]
        return
    if sign == "+=" or "<" in value or _KOREAN.search(value):  # not 'beforeend'
        texts.setdefault(name, []).append(value)
    if sign == "+=":
        known[name] = (known.get(name, "") + value)[:LONGEST]


def _target(before: str) -> tuple[str, str] | None:
    """The name that a text is assigned to or handed to, and the sign that says so."""
    at = 0
    while sign := _SIGN.search(before, at):
        if name := _TARGET.match(before[: sign.start()][::-1]):
            return name[1][::-1], sign[0]
        at = sign.start() + 1
    return None


def _functions(script: str, budget: Budget) -> Iterator[tuple[Any, int, int]]:
    """What functions return that are called where they stand, with their arguments in place, and where that
    stands.
    """
    for found in islice(_FUNCTION.finditer(script), 20):
        try:
            value, end = _returned(script, found, budget)
        except UnreadableError:
            continue
        yield value, found.start(), end


def _returned(script: str, found: re.Match[str], budget: Budget) -> tuple[Any, int]:
    at = found.end()
    changes: list[tuple[list[str], Any]] = []
    while statement := _STATEMENT.match(script, at):
        value, at = read(script, statement.end(), budget)
        path = [statement[1], *re.findall(r"[\w$]+", statement[2])]
        changes.append((path, value))
        at += script[at : at + 1] == ";"
    opening = _RETURN.match(script, at)
    if opening is None:
        raise UnreadableError
    value, at = read(script, opening.end(), budget)
    call = _CALL.match(script, at)
    if call is None:
        raise UnreadableError
    arguments, end = _arguments(script, call.end(), budget)
    names = [name.strip() for name in (found[1] or found[2] or "").split(",")]
    bound = dict(zip(names, arguments, strict=False))
    for path, changed in changes:
        _set(bound, path, changed)
    return _bound([value], bound, budget)[0], end


def _arguments(script: str, at: int, budget: Budget) -> tuple[list[Any], int]:
    """``("가",{},Array(2))`` → its values, and where they end."""
    values: list[Any] = []
    at += 1
    while script[at : at + 1] not in (")", ""):
        value, at = read(script, at, budget)
        values.append(value)
        at += script[at : at + 1] == ","
    return values, at


def _set(bound: dict[str, Any], path: list[str], value: Any) -> None:
    place: Any = bound
    for step in path[:-1]:
        place = place.get(step) if isinstance(place, dict) else None
    if isinstance(place, dict):
        place[path[-1]] = value


def _bound(values: list[Any], bound: dict[str, Any], budget: Budget) -> list[Any]:
    """Puts what the names stand for into their places, also in what they stand for themselves."""
    stack: list[Any] = [values]
    seen: set[int] = set()
    while stack:
        budget.spend()
        place = stack.pop()
        if id(place) in seen:
            continue
        seen.add(id(place))
        for key, value in list(place.items() if isinstance(place, dict) else enumerate(place)):
            if isinstance(value, Name):
                value = place[key] = bound.get(value.name)
            if isinstance(value, dict | list):
                stack.append(value)
    return values
