"""Cuts JSON documents of any size into the bytes of their records, without parsing them.

A parser that streams (ijson) holds a text of any length whole, and can't go on behind a broken record.
The marks of JSON are no second bytes in cp949, so this works on bytes of that too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from pipeline.dumps.damage import Damaged
from pipeline.dumps.lines import decoded

#: A whole string, a mark, a number or word; and the beginning of a string that the bytes at hand cut off.
_STRING = rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
TOKEN = re.compile(_STRING + rb'|[{}\[\],:]|[^\s{}\[\],:"]++|(?P<cut>")', re.S)
_NESTED = re.compile(_STRING + rb'|[{}\[\]]|(?P<cut>")', re.S)
_STEP = 1 << 18
#: In a path: every value of an object.
EACH = "*"

_INNER = re.compile(rb'[^"\\]*+(?:\\.[^"\\]*+)*+', re.S)
_CUT_OFF = "the file ends within this value: cut off, or a bracket or quote is missing"


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a document: the line that it begins in, its bytes; None where it is too large. fault: why
    nothing more can be read. key: which of `EACH` it is below."""

    line: int
    raw: bytes | None
    fault: str | None = None
    key: str | None = None


def values(read: Callable[[int], bytes], path: tuple[str, ...], limit: int) -> Iterator[Value]:
    """The values at a path of keys, of each list there its elements; of every document in a row."""
    marks = Marks(read, limit)
    try:
        while mark := marks.next(TOKEN):
            if mark not in (b",", b":", b"]", b"}"):
                yield from _at(marks, mark, path, in_list=False)
    except Damaged as fault:
        yield Value(marks.began or marks.line(), None, fault.reason)


def _at(marks: Marks, mark: bytes, path: tuple[str, ...], *, in_list: bool) -> Iterator[Value]:
    """The values below the one that begins with ``mark``."""
    if mark == b"[" and not (in_list and not path):
        while (mark := marks.needed(TOKEN)) != b"]":
            if mark not in (b",", b":", b"}"):
                yield from _at(marks, mark, path, in_list=True)
    elif not path:
        yield marks.value(mark)
    elif mark == b"{":
        for key in keys_of(marks):
            first = marks.needed(TOKEN)
            if key == path[0]:
                yield from _at(marks, first, path[1:], in_list=False)
            elif path[0] == EACH and first in (b"{", b"["):  # a number beside them is no record
                below = _at(marks, first, path[1:], in_list=False)
                yield from (replace(one, key=one.key or key) for one in below)
            else:
                marks.pass_over(first)


def keys_of(marks: Marks) -> Iterator[str]:
    """The keys of an object; whoever asks reads the value of each."""
    while (mark := marks.needed(TOKEN)) != b"}":
        if mark[:1] == b'"' and marks.needed(TOKEN) == b":":
            yield _text(mark)


def _text(mark: bytes) -> str:
    try:
        return str(json.loads(decoded(mark), strict=False))
    except ValueError:
        return ""


class Marks:
    """The marks of a document in their order. limit: a value with more bytes is not kept."""

    def __init__(self, read: Callable[[int], bytes], limit: int) -> None:
        self._read, self._limit = read, limit
        self._bytes, self._place, self._ended = b"", 0, False
        self._start = 0
        self._kept: int | None = None
        self._line, self._counted = 1, 0
        #: The line that the value begins in that is being read.
        self.began: int | None = None

    def next(self, pattern: re.Pattern[bytes]) -> bytes | None:
        """The next mark, None at the end."""
        while True:
            found = pattern.search(self._bytes, self._place)
            if found is None:
                self._place = len(self._bytes)
                if not self._more():
                    return None
            elif found["cut"]:
                self._place = found.start()
                if len(self._bytes) - self._place > self._limit:
                    self._pass_over_string()
                    return b'""'
                if not self._more():
                    return None
            elif (
                found.end() == len(self._bytes) and found[0][-1:] not in b'"{}[],:' and self._more_from(found)
            ):
                continue
            else:
                self._start, self._place = found.start(), found.end()
                return found[0]

    def needed(self, pattern: re.Pattern[bytes]) -> bytes:
        """The next mark. Raises Damaged at the end."""
        mark = self.next(pattern)
        if mark is None:
            raise Damaged(_CUT_OFF)
        return mark

    def value(self, mark: bytes) -> Value:
        """The whole value that begins with the mark that was read last."""
        line = self.began = self.line()
        self._kept = self._start
        self.pass_over(mark)
        raw = None if self._kept is None else self._bytes[self._kept : self._place]
        self._kept = self.began = None
        return Value(line, raw if raw is None or len(raw) <= self._limit else None)

    def pass_over(self, mark: bytes) -> None:
        """Read the rest of the value that begins with the mark that was read last."""
        depth = 1 if mark in (b"{", b"[") else 0
        while depth:
            found = self.needed(_NESTED)
            depth += 1 if found in (b"{", b"[") else -1 if found in (b"}", b"]") else 0

    def line(self) -> int:
        """The line of the mark that was read last."""
        self._line += self._bytes.count(b"\n", self._counted, self._start)
        self._counted = self._start
        return self._line

    def _more_from(self, found: re.Match[bytes]) -> bool:
        self._place = found.start()
        return self._more()

    def _more(self) -> bool:
        """Read on and forget what is behind; twice as much each time, so that nothing is read too often."""
        if self._ended:
            return False
        keep = self._place if self._kept is None else self._kept
        if self._place - keep > self._limit:
            keep, self._kept = self._place, None
        chunk = self._read(_STEP)
        more, wanted = [chunk], len(self._bytes) - keep
        while chunk and sum(map(len, more)) < wanted:
            more.append(chunk := self._read(_STEP))
        self._ended = not chunk
        self._line += self._bytes.count(b"\n", self._counted, keep)
        self._counted = max(self._counted, keep) - keep
        self._bytes = self._bytes[keep:] + b"".join(more)
        self._place -= keep
        self._start = max(self._start - keep, 0)
        self._kept = None if self._kept is None else 0
        return len(more) > 1 or bool(chunk)

    def _pass_over_string(self) -> None:
        """Pass over a string that is longer than anything that is kept."""
        self._kept = None
        self._place += 1
        while True:
            found = _INNER.match(self._bytes, self._place)
            self._place = found.end() if found else self._place
            if self._bytes[self._place : self._place + 1] == b'"':
                self._place += 1
                return
            if not self._more():
                raise Damaged(_CUT_OFF)
