"""Cuts WARC and ARC files into their records, and finds the next one behind whatever is broken.

warcio reads a record; it stops, or passes over what follows, where a length is wrong or bytes are missing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pipeline.dumps.damage import Damaged

#: Blocks up to this size are kept: an article, its HTTP headers, and what a wrong length may add.
_KEPT = 40 << 20
_HEADERS = 1 << 20
_STEP = 1 << 18
#: So much of a larger block is kept, for its HTTP headers.
_BEGINNING = 1 << 14
_BEGIN = re.compile(rb"WARC/\d[^\r\n]{0,12}\r?\n")
_NEXT = re.compile(rb"(?<=\n)WARC/[01]\.\d{1,2}\r?\n")
_LENGTH = re.compile(rb"^content-length[ \t]*:[ \t]*(\d{1,15})[ \t]*\r?$", re.I | re.M)
_TYPE = re.compile(rb"^warc-type[ \t]*:[ \t]*([\w-]{1,40})[ \t]*\r?$", re.I | re.M)
_HEAD_END = re.compile(rb"\r?\n\r?\n")
#: http://a.example/ 192.0.2.1 20040302093000 text/html 1234
_ARC = re.compile(rb"(?P<url>\S{1,8000}) \S{1,60} \d{8,14} [^\n]{0,400}? ?(?P<length>\d{1,15})\r?\n")
_BLANK = b" \t\r\n"
_CUT_OFF = "the file ends within this record: cut off, or a wrong Content-Length"
_UNFIT = "its Content-Length does not fit, so that its end is not known; not read"


@dataclass(frozen=True, slots=True)
class Frame:
    """A record as it lies in the file. number: from 1. kind: its type, in small letters. raw: its headers and
    its block, which begins at head. large: only the beginning of it. fault: why it can't be read."""

    number: int
    kind: str
    raw: bytes = b""
    fault: str | None = None
    large: bool = False
    head: int = 0


class Frames:
    """The records of a file. read: gives some of the next bytes, none at the end; may raise Damaged."""

    def __init__(self, read: Callable[[int], bytes]) -> None:
        self._read = read
        self._bytes = b""
        self._place = 0
        self._damage: Damaged | None = None
        self._ended = False
        self._number = 0

    def __iter__(self) -> Iterator[Frame]:
        while True:
            self._pass_blanks()
            if self._left():
                yield self._frame()
            elif self._damage is not None:
                yield self._fault(self._number + 1, "")
            if self._ended and not self._left():
                return

    def _frame(self) -> Frame:
        self._want(16)
        self._number += 1
        if self._bytes.startswith(b"WARC/", self._place):
            head = self._header(_HEAD_END)
            if head is None or not _BEGIN.match(head):
                return self._astray("a record whose headers do not end")
            length, kind = _LENGTH.search(head), _TYPE.search(head)
            if length is None:
                return self._astray("a record without a Content-Length")
            return self._whole(head, int(length[1]), kind[1].decode().lower() if kind else "")
        line = self._header(re.compile(rb"\n"))
        if line is not None and (arc := _ARC.fullmatch(line)):
            about = arc["url"].startswith(b"filedesc:")
            return self._whole(line, int(arc["length"]), "warcinfo" if about else "response")
        return self._astray("bytes that are no record")

    def _whole(self, head: bytes, length: int, kind: str) -> Frame:
        """The record with these headers; what follows must be the next record, or the end."""
        number = self._number
        self._place += len(head)
        if length > _KEPT:
            return self._large(head, length, kind)
        if not self._want(length):
            self._to_next(self._place)
            return self._fault(number, "" if self._damage else _CUT_OFF)
        raw = head + self._bytes[self._place : self._place + length]
        self._place += length
        if not self._at_border():
            # the block may hold the next records: a length that is too large
            self._bytes, self._place = raw + self._bytes[self._place :], len(head)
            return self._astray(_UNFIT)
        return Frame(number, kind, raw, head=len(head))

    def _large(self, head: bytes, length: int, kind: str) -> Frame:
        number = self._number
        self._want(_BEGINNING)
        beginning = head + self._bytes[self._place : self._place + _BEGINNING]
        while length > self._left():
            length -= self._left()
            self._place = len(self._bytes)
            if not self._more():
                return self._fault(number, "" if self._damage else _CUT_OFF)
        self._place += length
        if not self._at_border():
            return self._astray(_UNFIT)
        return Frame(number, kind, beginning, large=True, head=len(head))

    def _at_border(self) -> bool:
        """Whether it ends here: by two line ends, the next record, the end of the file, or damage."""
        self._want(4)
        if self._bytes.startswith((b"\r\n\r\n", b"\n\n"), self._place):
            return True
        self._pass_blanks()
        if not self._want(5):
            return self._left() == 0
        if self._bytes.startswith(b"WARC/", self._place):
            return True
        line = self._bytes[self._place : self._place + 9000].partition(b"\n")
        return _ARC.fullmatch(line[0] + line[1]) is not None

    def _astray(self, reason: str) -> Frame:
        """A fault; reading goes on at the next line that begins a record."""
        number = self._number
        self._place += 1
        while not self._to_next(self._place):
            if not self._more():
                break
        return self._fault(number, reason)

    def _to_next(self, place: int) -> bool:
        """Go to the first record that begins behind this place, else near the end of the bytes at hand."""
        found = _NEXT.search(self._bytes, max(place, 1))
        if found:
            self._place = found.start()
        else:
            ended = self._ended or self._damage is not None
            self._place = len(self._bytes) if ended else max(place, len(self._bytes) - 32)
        return found is not None

    def _fault(self, number: int, reason: str) -> Frame:
        """A fault; one without a reason of its own has that of the damage that was met."""
        if not reason or not self._left():
            damage, self._damage = self._damage, None
            if damage is not None:
                self._bytes, self._place = b"", 0
                self._ended = self._ended or not damage.goes_on
                self._number = number
                reason = f"{reason}; {damage.reason}" if reason else damage.reason
        return Frame(number, "", b"", reason)

    def _header(self, end: re.Pattern[bytes]) -> bytes | None:
        """The bytes up to such an end, with it; None where it does not come soon."""
        size = 4096
        while True:
            enough = self._want(size)
            found = end.search(self._bytes, self._place, self._place + size)
            if found:
                return self._bytes[self._place : found.end()]
            if not enough or size >= _HEADERS:
                return None
            size *= 4

    def _pass_blanks(self) -> None:
        while True:
            rest = self._bytes[self._place : self._place + 64]
            self._place += len(rest) - len(rest.lstrip(_BLANK))
            if rest.strip(_BLANK) or (not self._left() and not self._more()):
                return

    def _left(self) -> int:
        return len(self._bytes) - self._place

    def _want(self, count: int) -> bool:
        """Whether so many bytes are there from here on."""
        if self._left() < count:
            pieces = [self._bytes[self._place :]]
            have, self._place = len(pieces[0]), 0
            while have < count and (chunk := self._chunk()):
                pieces.append(chunk)
                have += len(chunk)
            self._bytes = b"".join(pieces)
        return self._left() >= count

    def _more(self) -> bool:
        return self._want(self._left() + 1)

    def _chunk(self) -> bytes:
        if self._damage is not None or self._ended:
            return b""
        try:
            chunk = self._read(_STEP)
        except Damaged as fault:
            self._damage = fault
            return b""
        self._ended = not chunk
        return chunk
