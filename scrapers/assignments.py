"""The plain strings that a page's script writes into its elements, read from its text; nothing is executed.

Understood: strings, numbers, ``+``, ``unescape``, ``decodeURIComponent``, ``.trim()``, ``.replace`` of plain
texts, and variables that hold these. An expression with anything else in it has no value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

# One token of JavaScript. Comments come first, so that what they hide is never read:
# // $("#td_NTT_SJ_0").html("시험"); · /* … */ · <!-- to the end of its line, as browsers read it in scripts
# A string or pattern without its end is consumed as broken: no character is looked at again and again.
TOKEN = re.compile(
    r"""(?P<comment>//[^\n\r]*+|<!--[^\n\r]*+|/\*(?:[^*]++|\*(?!/))*+(?:\*/)?)
    |(?P<string>'(?:[^'\\\n\r]++|\\[\s\S])*+'|"(?:[^"\\\n\r]++|\\[\s\S])*+"|`(?:[^`\\]++|\\[\s\S])*+`)
    |(?P<regex>(?<=[(,=:])\s*+/(?:[^/\\\n\r\[]++|\\.|\[(?:[^\]\\\n\r]++|\\.)*+\]?)++/[a-z]{0,5})
    |(?P<broken>'(?:[^'\\\n\r]++|\\[\s\S])*+|"(?:[^"\\\n\r]++|\\[\s\S])*+|`(?:[^`\\]++|\\[\s\S])*+
        |(?<=[(,=:])\s*+/(?:[^/\\\n\r\[]++|\\.|\[(?:[^\]\\\n\r]++|\\.)*+\]?)++)
    |(?P<number>\d++(?:\.\d++)?)
    |(?P<name>[A-Za-z_$][\w$]*+)
    |(?P<space>\s++)
    |(?P<sign>.)""",
    re.VERBOSE,
)
# \uAC00 · \x41 · \n · \' inside a string
ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|u\{([0-9A-Fa-f]{1,6})\}|x([0-9A-Fa-f]{2})|(\r\n|[\s\S]))")
CONTROL = {
    "n": "\n",
    "r": "\r",
    "t": "\t",
    "b": "\b",
    "f": "\f",
    "v": "\v",
    "0": "\0",
    "\n": "",
    "\r\n": "",
    "\r": "",
}
# %uC6B0%uC8FC%20 : what unescape() turns into 우주
PERCENT = re.compile(r"%u([0-9A-Fa-f]{4})|%([0-9A-Fa-f]{2})")
#: Properties and methods that write an element's content: whether that is HTML.
PROPERTIES = {"innerHTML": True, "innerText": False, "textContent": False}
METHODS = {"html": True, "text": False, "append": True, "val": False}
#: Expressions are read no deeper than this: their text comes from outside.
DEPTH = 20
#: Longer values are nobody's title: x = x + x, repeated, must not fill the memory.
LONGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Assignment:
    """``value`` is written into the element with the id ``cell``, as HTML or as text, or added to it."""

    cell: str
    value: str
    markup: bool
    adds: bool = False


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str


class _UnknownError(Exception):
    """The script says something that is not understood; the reader goes on behind it."""


def assignments(script: str) -> Iterator[Assignment]:
    """What ``script`` writes into elements, in its order.

    ``$('#td_NTT_SJ_0').html(unescape('%uC6B0%uC8FC'))`` writes 우주 into ``td_NTT_SJ_0``; so do
    ``document.getElementById('td_NTT_SJ_0').innerHTML = …`` and ``td_NTT_SJ_0.innerHTML = …``.
    """
    reader = _Reader(_tokens(script))
    while reader.left():
        start = reader.place
        try:
            found = reader.statement()
        except _UnknownError:
            found = None
        if found:
            yield found
        reader.place = max(reader.place if found else 0, start + 1)


def unescaped(text: str) -> str:
    """``%uAC00%41`` → ``가A``, as JavaScript's ``unescape``; pairs of halves become one character."""
    plain = PERCENT.sub(lambda found: chr(int(found[1] or found[2], 16)), text)
    return plain.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _tokens(script: str) -> list[_Token]:
    found = (match for match in TOKEN.finditer(script) if match.lastgroup not in ("comment", "space"))
    return [_Token(str(match.lastgroup), match[0].strip()) for match in found]


class _Reader:
    """Reads statements and expressions from tokens. place: the next token."""

    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens = tokens
        self._variables: dict[str, str] = {}
        self.place = 0

    def left(self) -> bool:
        """Whether there is anything more."""
        return self.place < len(self._tokens)

    def statement(self) -> Assignment | None:
        """The assignment at this place. Raises _UnknownError where there is none."""
        name = self._take("name")
        if name in ("$", "jQuery"):
            return self._call(self._argument().removeprefix("#"))
        if name == "document":
            self._signs(".")
            if self._take("name") != "getElementById":
                raise _UnknownError
            return self._property(self._argument())
        if self._sees("."):
            return self._property(name)
        self._signs("=")
        try:
            self._variables[name] = self._expression()
        except _UnknownError:
            self._variables.pop(name, None)  # it holds something else now
            raise
        return None

    def _call(self, cell: str) -> Assignment:
        self._signs(".")
        method = self._take("name")
        if method not in METHODS:
            raise _UnknownError
        return Assignment(cell, self._argument(), METHODS[method], adds=method == "append")

    def _property(self, cell: str) -> Assignment:
        self._signs(".")
        name = self._take("name")
        adds = self._sees("+")
        if name not in PROPERTIES:
            raise _UnknownError
        self._signs("+=" if adds else "=")
        return Assignment(cell, self._expression(), PROPERTIES[name], adds)

    def _argument(self, depth: int = 0) -> str:
        self._signs("(")
        value = self._expression(depth)
        self._signs(")")
        return value

    def _expression(self, depth: int = 0) -> str:
        """The value of terms added up. Raises _UnknownError when it goes on with another operator."""
        if depth > DEPTH:
            raise _UnknownError
        value = self._term(depth)
        while self._sees("+"):
            self.place += 1
            value = _bounded(value, 1) + self._term(depth)
        if self.left() and self._tokens[self.place].text in (
            "?",
            "-",
            "*",
            "/",
            "%",
            "|",
            "&",
            "=",
            "<",
            ">",
            ".",
            "[",
        ):
            raise _UnknownError
        return value

    def _term(self, depth: int) -> str:
        token = self._next()
        if token.kind == "string":
            value = _string(token.text)
        elif token.kind == "number":
            value = token.text
        elif token.text == "(":
            value = self._expression(depth + 1)
            self._signs(")")
        elif token.text in ("unescape", "decodeURIComponent", "decodeURI"):
            text = self._argument(depth + 1)
            value = unescaped(text) if token.text == "unescape" else unquote(text, errors="replace")
        elif token.text in self._variables:
            value = self._variables[token.text]
        else:
            raise _UnknownError
        while self._sees("."):
            value = self._method(value, depth)
        return value

    def _method(self, value: str, depth: int) -> str:
        """``.trim()`` and ``.replace(what, by)`` behind a value; ``what`` a string or ``/\\+/g``."""
        self._signs(".")
        name = self._take("name")
        if name == "trim":
            self._signs("()")
            return value.strip()
        if name not in ("replace", "replaceAll"):
            raise _UnknownError
        self._signs("(")
        token = self._next()
        what, everywhere = (_string(token.text), False) if token.kind == "string" else _literal(token)
        self._signs(",")
        by = self._expression(depth + 1)
        self._signs(")")
        count = -1 if everywhere or name == "replaceAll" else 1
        return _bounded(value, len(by) + 1).replace(what, by, count)

    def _next(self) -> _Token:
        if not self.left():
            raise _UnknownError
        self.place += 1
        return self._tokens[self.place - 1]

    def _take(self, kind: str) -> str:
        token = self._next()
        if token.kind != kind:
            raise _UnknownError
        return token.text

    def _sees(self, sign: str) -> bool:
        return self.left() and self._tokens[self.place].text == sign

    def _signs(self, signs: str) -> None:
        for sign in signs:
            if self._next().text != sign:
                raise _UnknownError


def _bounded(value: str, factor: int) -> str:
    if len(value) * factor > LONGEST:
        raise _UnknownError
    return value


def _string(token: str) -> str:
    """The value of a string literal: its quotes taken off, its escapes resolved."""
    if token.startswith("`") and "${" in token:
        raise _UnknownError

    def resolved(found: re.Match[str]) -> str:
        code = found[1] or found[2] or found[3]
        return chr(min(int(code, 16), 0x10FFFF)) if code else CONTROL.get(found[4], found[4])

    return ESCAPE.sub(resolved, token[1:-1]).encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _literal(token: _Token) -> tuple[str, bool]:
    """The text that ``/\\+/g`` looks for, and whether everywhere. Raises _UnknownError for a real pattern."""
    body, _, flags = token.text.rpartition("/")
    signs = re.sub(r"\\[^\w\s]", "", body[1:])  # without \+ and \.
    if token.kind != "regex" or re.search(r"[\\^$.|?*+(){}\[\]]", signs):
        raise _UnknownError
    return re.sub(r"\\([^\w\s])", r"\1", body[1:]), "g" in flags
