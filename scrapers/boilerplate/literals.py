"""The literals of JavaScript and of broken JSON → Python values. Nothing is run; nothing is read twice.

Read: objects, lists, strings of all three quotes, numbers, names, ``+`` between strings, comments, commas
too many, and the few calls that only unpack a text (see ``unpacking``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from scrapers.boilerplate.unpacking import LONGEST, added, called, value_of

#: Literals nest no deeper than this.
DEPTH = 300

_SPACE = re.compile(r"(?:\s++|//[^\n\r]*+|/\*(?:[^*]++|\*(?!/))*+\*/)*+")
_STRINGS = {
    '"': re.compile(r'"(?:[^"\\\n\r]++|\\[\s\S])*+"'),
    "'": re.compile(r"'(?:[^'\\\n\r]++|\\[\s\S])*+'"),
    "`": re.compile(r"`(?:[^`\\]++|\\[\s\S])*+`"),
}
_NUMBER = re.compile(r"-?\d[\d_]{0,40}(?:\.\d{0,40})?(?:[eE][-+]?\d{1,3})?|-?\.\d{1,40}")
_NAME = re.compile(r"(?:new\s{1,9}|void\s{1,9}|!)?[\w$]{1,120}(?:\??\.[\w$]{1,120}){0,8}")
_KEY = re.compile(r"[\w$@-]{1,120}")
_METHOD = re.compile(r"\s{0,99}\??\.(\w{1,40})\s{0,9}\(")
_CONSTANTS = {"true": True, "false": False, "!0": True, "!1": False, "null": None, "undefined": None}
# the end of a text in JSON that nobody escaped: "그는 "예산"이라고 했다", "author": …
_VALUE_END = re.compile(r'"(?=\s{0,99}(?:[}\]]|,\s{0,99}"[\w@$.:-]{1,60}"\s{0,9}:|,\s{0,99}[}\]]|:))')
_ITEM_END = re.compile(r'"(?=\s{0,99}[,\]}:])')
_BLANK = re.compile(r"\$\{[^{}]{0,2000}\}")


class UnreadableError(Exception):
    """No literal stands here, or one that says more than a literal can."""


class SpentError(Exception):
    """The work that one page may cost is done."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name that stands for a value from elsewhere: an argument of the function around the literal."""

    name: str


@dataclass(slots=True)
class Budget:
    """How many steps may still be made for one page: a step is a token, or eighty characters of a string."""

    steps: int = 1_000_000

    def spend(self, characters: int = 0) -> None:
        """Raises SpentError when nothing is left."""
        self.steps -= 1 + characters // 80
        if self.steps < 0:
            raise SpentError


@dataclass(slots=True)
class _Frame:
    """An unfinished object, list or call. terms: what stands before a ``+``."""

    closing: str
    values: list[Any] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    call: str | None = None
    terms: list[Any] = field(default_factory=list)


def read(
    text: str,
    at: int,
    budget: Budget,
    known: Mapping[str, str] | None = None,
    *,
    data: bool = False,
) -> tuple[Any, int]:
    """The value of the expression at ``at`` → (the value, where it ends). known: values of names; without
    it they stay ``Name``. data: it is JSON, where strings may hold line ends and quotes that nobody escaped.

    Raises UnreadableError, and SpentError.
    """
    return _Reader(text, at, budget, known, data).run()


class _Reader:
    def __init__(
        self, text: str, at: int, budget: Budget, known: Mapping[str, str] | None, data: bool
    ) -> None:
        self.text, self.at, self.budget, self.known, self.data = text, at, budget, known, data
        self.frames = [_Frame("")]

    def run(self) -> tuple[Any, int]:
        while True:
            self.budget.spend()
            frame = self.frames[-1]
            self.skip()
            sign = self.text[self.at : self.at + 1]
            if frame.closing and sign == frame.closing:
                self.at += 1
                value = self.closed(self.frames.pop())
            elif frame.closing and sign == "," and not frame.terms:
                self.at += 1
                continue
            else:
                if frame.closing == "}" and not frame.terms:
                    self.key(frame)
                opened = self.opened()
                if opened is not None:
                    if len(self.frames) > DEPTH:
                        raise UnreadableError
                    self.frames.append(opened)
                    continue
                value = self.atom()
            while (called := self.method(value)) is not None:
                if isinstance(called, _Frame):
                    self.frames.append(called)
                    break
                value = called
            else:
                if self.put(value):
                    return self.frames[0].values[0], self.at

    def skip(self) -> None:
        found = _SPACE.match(self.text, self.at)
        end = found.end() if found else self.at
        self.budget.spend(end - self.at)
        self.at = end

    def key(self, frame: _Frame) -> None:
        sign = self.text[self.at : self.at + 1]
        if sign in _STRINGS:
            name = self.string(sign)
        else:
            found = _KEY.match(self.text, self.at)
            if found is None:
                raise UnreadableError
            name, self.at = found[0], found.end()
        self.skip()
        if self.text[self.at : self.at + 1] != ":":
            raise UnreadableError
        self.at += 1
        frame.keys.append(name)
        self.skip()

    def opened(self) -> _Frame | None:
        sign = self.text[self.at : self.at + 1]
        if sign in ("{", "[", "("):
            self.at += 1
            return _Frame({"{": "}", "[": "]", "(": ")"}[sign], call="" if sign == "(" else None)
        found = _NAME.match(self.text, self.at)
        if found and self.text[found.end() : found.end() + 1] == "(" and not found[0][0].isdigit():
            if found[0] in ("function", "if", "for", "while", "switch", "return"):
                raise UnreadableError
            self.at = found.end() + 1
            return _Frame(")", call=found[0])
        return None

    def method(self, value: Any) -> Any:
        """The frame of ``.replace(…)`` behind a value; None where no method is called."""
        found = _METHOD.match(self.text, self.at)
        if found is None or not isinstance(value, str | list | dict):
            return None
        self.at = found.end()
        return _Frame(")", [value], call=f".{found[1]}")

    def atom(self) -> Any:
        sign = self.text[self.at : self.at + 1]
        if sign in _STRINGS:
            return self.string(sign)
        number = _NUMBER.match(self.text, self.at)
        if number:
            self.at = number.end()
            return number[0]
        if sign == "/" and self.frames[-1].call:
            return self.pattern()
        found = _NAME.match(self.text, self.at)
        if found is None:
            raise UnreadableError
        self.at = found.end()
        name = found[0]
        if name in _CONSTANTS or name.startswith(("void", "!")):
            return _CONSTANTS.get(name)
        if name in ("function", "return", "var", "let", "const", "async"):
            raise UnreadableError
        return Name(name) if self.known is None else self.known.get(name.removeprefix("window."), "")

    def pattern(self) -> str:
        """``/<br>/g`` as the argument of a call; what it does is not done."""
        found = re.compile(r"/(?:[^/\\\n\r]++|\\.)++/[a-z]{0,5}").match(self.text, self.at)
        if found is None:
            raise UnreadableError
        self.at = found.end()
        return ""

    def string(self, quote: str) -> str:
        start = self.at
        if self.data and quote == '"':
            ends = _ITEM_END if self.frames[-1].closing == "]" else _VALUE_END
            found = ends.search(self.text, start + 1, start + LONGEST)
            found = found if self.frames[-1].keys or self.frames[-1].closing == "]" else None
        else:
            found = None
        found = found or _STRINGS[quote].match(self.text, start)
        if found is None:
            raise UnreadableError
        self.at = found.end()
        self.budget.spend(self.at - start)
        inner = self.text[start + 1 : self.at - 1]
        return value_of(_BLANK.sub("", inner) if quote == "`" else inner)

    def put(self, value: Any) -> bool:
        """Puts a value into its place; True when the whole expression is read."""
        self.skip()
        frame, sign = self.frames[-1], self.text[self.at : self.at + 1]
        if sign == "+" and self.text[self.at + 1 : self.at + 2] not in ("+", "="):
            self.at += 1
            frame.terms.append(value)
            return False
        if self.text.startswith(("||", "??"), self.at):  # window.state || {}
            self.at += 2
            if not isinstance(value, Name) and value not in ("", None):
                frame.terms.append(value)
            return False
        value = added([*frame.terms, value]) if frame.terms else value
        frame.terms = []
        if not frame.closing:
            frame.values.append(value)
            return True
        if sign not in (",", frame.closing):
            raise UnreadableError
        frame.values.append(value)
        return False

    def closed(self, frame: _Frame) -> Any:
        if frame.terms:
            raise UnreadableError
        if frame.closing == "}":
            return dict(zip(frame.keys, frame.values, strict=False))
        if frame.closing == "]":
            return frame.values
        return called(frame.call or "", frame.values)
