"""The plain strings that a page's script writes into its elements, read from its text; nothing is executed.

Understood: strings, numbers, ``+``, ``unescape``, ``decodeURIComponent``, ``.trim()``, ``.replace`` of plain
texts, and variables that hold these. An expression with anything else in it has no value.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from scrapers.javascript import Token, UnknownError, pattern_text, string_value, tokens, unescaped

#: Properties and methods that write an element's content: whether that is HTML.
PROPERTIES = {"innerHTML": True, "innerText": False, "textContent": False}
METHODS = {"html": True, "text": False, "append": True, "val": False}
#: Methods that may stand between two that write.
SILENT = frozenset({"empty", "show"})
JQUERY = frozenset({"$", "jQuery"})
#: What makes another value of a term, so that the term alone says nothing.
OPERATORS = frozenset("?-*/%|&=<>.[")
TAG = re.compile(r"<[^<>]{0,1000}>")
#: Expressions are read no deeper than this: their text comes from outside.
DEPTH = 8
#: Longer values are nobody's title: x = x + x, repeated, must not fill the memory.
LONGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Assignment:
    """``value`` is written into the element with the id ``cell``, as HTML or as text, or added to it.

    An empty cell stands for the place of the script itself (``document.write``).
    """

    cell: str
    value: str
    markup: bool
    adds: bool = False


def assignments(script: str) -> Iterator[Assignment]:
    """What ``script`` writes into elements, in its order.

    ``$('#td_NTT_SJ_0').html(unescape('%uC6B0%uC8FC'))`` writes 우주 into ``td_NTT_SJ_0``; so do
    ``document.getElementById('td_NTT_SJ_0').innerHTML = …`` and ``td_NTT_SJ_0.innerHTML = …``.
    """
    reader = _Reader(tokens(script))
    while reader.left():
        start = reader.place
        found = reader.written()
        yield from found
        reader.place = reader.place if found else start + 1


class _Reader:
    """Reads statements and expressions from tokens. place: the next token."""

    def __init__(self, found: list[Token]) -> None:
        self._tokens = found
        self._variables: dict[str, str] = {}
        self.place = 0

    def left(self) -> bool:
        """Whether there is anything more."""
        return self.place < len(self._tokens)

    def written(self) -> list[Assignment]:
        """What the statement at this place writes; empty where that is nothing, or not understood."""
        try:
            name = self._take("name")
            if name in JQUERY:
                return self._chain(self._argument().removeprefix("#"))
            if name == "document":
                return [self._document()]
            if self._sees("."):
                return [self._property(name)]
            self._variable(name)
        except UnknownError:
            pass  # the reader goes on behind it
        return []

    def _chain(self, cell: str) -> list[Assignment]:
        """``.empty().html('가').append('나')`` behind ``$('#cell')``."""
        if not self._sees("."):
            raise UnknownError
        if self._sees(*PROPERTIES, ahead=1):
            return [self._property(cell)]
        found: list[Assignment] = []
        while self._sees(".") and self._sees(*METHODS, *SILENT, ahead=1):
            self._signs(".")
            method = self._take("name")
            if method in SILENT:
                self._signs("()")
            else:
                found.append(Assignment(cell, self._argument(), METHODS[method], adds=method == "append"))
        return found

    def _document(self) -> Assignment:
        self._signs(".")
        name = self._take("name")
        if name == "getElementById":
            return self._property(self._argument())
        if name == "querySelector":
            return self._property(self._argument().removeprefix("#"))
        if name in ("write", "writeln"):
            return Assignment("", self._argument(), markup=True, adds=True)
        if name != "all":
            raise UnknownError
        self._signs("[")
        cell = self._expression()
        self._signs("]")
        return self._property(cell)

    def _property(self, cell: str) -> Assignment:
        self._signs(".")
        name = self._take("name")
        adds = self._sees("+")
        if name not in PROPERTIES:
            raise UnknownError
        self._signs("+=" if adds else "=")
        return Assignment(cell, self._expression(), PROPERTIES[name], adds)

    def _variable(self, name: str) -> None:
        self._signs("=")
        try:
            self._variables[name] = self._expression()
        except UnknownError:
            self._variables.pop(name, None)  # it holds something else now
            raise

    def _argument(self, depth: int = 0) -> str:
        self._signs("(")
        value = self._expression(depth)
        self._signs(")")
        return value

    def _expression(self, depth: int = 0) -> str:
        """The value of terms added up. Raises UnknownError when it goes on with another operator."""
        if depth > DEPTH:
            raise UnknownError
        value = self._term(depth)
        while self._sees("+"):
            self.place += 1
            value = _bounded(value, 1) + self._term(depth)
        if self._sees(*OPERATORS):
            raise UnknownError
        return value

    def _term(self, depth: int) -> str:
        token = self._next()
        if token.kind == "string":
            value = string_value(token.text)
        elif token.kind == "number":
            value = token.text
        elif token.text == "(":
            value = self._expression(depth + 1)
            self._signs(")")
        elif token.text in self._variables:
            value = self._variables[token.text]
        else:
            value = self._function(token.text, depth)
        while self._sees("."):
            value = self._method(value, depth)
        return value

    def _function(self, name: str, depth: int) -> str:
        """``unescape('%uAC00')``, ``decodeURIComponent('%EA%B0%80')`` or ``$('<p>').html('가').text()``."""
        if name == "unescape":
            return unescaped(self._argument(depth + 1))
        if name in ("decodeURIComponent", "decodeURI"):
            return unquote(self._argument(depth + 1), errors="replace")
        if name not in JQUERY or not self._argument(depth + 1).startswith("<"):
            raise UnknownError
        self._signs(".")
        written = self._take("name")
        markup = self._argument(depth + 1)
        self._signs(".")
        if (written, self._take("name")) != ("html", "text"):
            raise UnknownError
        self._signs("()")
        return html.unescape(TAG.sub("", markup))

    def _method(self, value: str, depth: int) -> str:
        """``.trim()`` and ``.replace(what, by)`` behind a value; ``what`` a string or ``/\\+/g``."""
        self._signs(".")
        name = self._take("name")
        if name == "trim":
            self._signs("()")
            return value.strip()
        if name not in ("replace", "replaceAll"):
            raise UnknownError
        self._signs("(")
        token = self._next()
        what, everywhere = (
            (string_value(token.text), False) if token.kind == "string" else pattern_text(token)
        )
        self._signs(",")
        by = self._expression(depth + 1)
        self._signs(")")
        count = -1 if everywhere or name == "replaceAll" else 1
        return _bounded(value, len(by) + 1).replace(what, by, count)

    def _next(self) -> Token:
        if not self.left():
            raise UnknownError
        self.place += 1
        return self._tokens[self.place - 1]

    def _take(self, kind: str) -> str:
        token = self._next()
        if token.kind != kind:
            raise UnknownError
        return token.text

    def _sees(self, *texts: str, ahead: int = 0) -> bool:
        place = self.place + ahead
        return place < len(self._tokens) and self._tokens[place].text in texts

    def _signs(self, signs: str) -> None:
        for sign in signs:
            if self._next().text != sign:
                raise UnknownError


def _bounded(value: str, factor: int) -> str:
    if len(value) * factor > LONGEST:
        raise UnknownError
    return value
