"""From offsets into a raw file to offsets into the body that cleaning made of it.

Cleaning changes white space, drops zero-width characters, composes to NFC and, in HTML, resolves
entities. So both sides are read as their visible characters only, each with the place that it came
from. The gold's body ranges are taken line by line: a line found in the body, after the line before
it, is mapped character by character; what lies between found lines is aligned by its longest common
pieces. A range of the raw file maps to the body when every visible character of it does.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import unescape

#: An entity of HTML: ``&amp;``, ``&#8228;``, ``&#x318D;``.
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_INVISIBLE = {"\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad"}
#: Gaps longer than this on both sides are left unmapped: the cleaned body has little of the gold's text.
_LONGEST_GAP = 5_000

Range = Sequence[int]


@dataclass(frozen=True, slots=True)
class Visible:
    """The visible characters of a text and, for each, its half-open range in the original."""

    text: str
    places: tuple[tuple[int, int], ...]


def visible(text: str, start: int, end: int, *, markup: bool) -> Visible:
    """The visible characters of ``text[start:end]``: NFC, no white space, entities resolved in markup."""
    letters: list[str] = []
    places: list[tuple[int, int]] = []
    for letter, place in _pieces(text, start, end, markup):
        if not letter.isspace() and letter not in _INVISIBLE:
            letters.append(letter)
            places.append(place)
    return Visible("".join(letters), tuple(places))


def body_text(raw: str, ranges: Sequence[Range], *, markup: bool) -> str:
    """What the gold says the body is: its ranges, a line end between them, entities resolved in markup."""
    pieces = (raw[start:end] for start, end in ranges)
    joined = "\n".join(unescape(piece) if markup else piece for piece in pieces)
    return "".join(letter for letter in unicodedata.normalize("NFC", joined) if letter not in _INVISIBLE)


class BodyMap:
    """Maps ranges of the raw file to ranges of the cleaned body."""

    def __init__(self, raw: str, ranges: Sequence[Range], body: str, *, markup: bool) -> None:
        self._visible: set[int] = set()
        self._places: dict[int, tuple[int, int]] = {}
        target = visible(body, 0, len(body), markup=False)
        gap: list[Visible] = []
        cursor = 0
        for line in _lines(raw, ranges, markup=markup):
            self._visible.update(start for start, _ in line.places)
            found = target.text.find(line.text, cursor)
            if found < 0:
                gap.append(line)
                continue
            self._align(gap, target, cursor, found)
            self._pair(line.places, target.places[found:])
            cursor, gap = found + len(line.text), []
        self._align(gap, target, cursor, len(target.text))

    def to_body(self, start: int, end: int) -> tuple[int, int] | None:
        """Where the raw range stands in the body; None when a visible character of it is not there."""
        places = [self._places.get(offset) for offset in range(start, end) if offset in self._visible]
        known = [place for place in places if place is not None]
        return (known[0][0], known[-1][1]) if known and len(known) == len(places) else None

    def _align(self, lines: list[Visible], target: Visible, start: int, end: int) -> None:
        text = "".join(line.text for line in lines)
        if not text or start >= end or max(len(text), end - start) > _LONGEST_GAP:
            return
        places = [place for line in lines for place in line.places]
        matcher = SequenceMatcher(None, text, target.text[start:end], autojunk=False)
        for a, b, size in matcher.get_matching_blocks():
            self._pair(places[a : a + size], target.places[start + b : start + b + size])

    def _pair(self, raw: Sequence[tuple[int, int]], body: Sequence[tuple[int, int]]) -> None:
        for (offset, _), place in zip(raw, body, strict=False):
            self._places[offset] = place


def _lines(raw: str, ranges: Sequence[Range], *, markup: bool) -> Iterator[Visible]:
    for first, last in ranges:
        start = first
        for line in raw[first:last].splitlines(keepends=True):
            seen = visible(raw, start, start + len(line), markup=markup)
            start += len(line)
            if seen.text:
                yield seen


def _pieces(text: str, start: int, end: int, markup: bool) -> Iterator[tuple[str, tuple[int, int]]]:
    """Characters as they read, composed, each with the range of the original that it stands for."""
    at = start
    while at < end:
        entity = _ENTITY.match(text, at, end) if markup and text[at] == "&" else None
        after = entity.end() if entity else at + 1
        while not entity and after < end and _joins(text[after]):
            after += 1
        piece = unescape(entity.group()) if entity else text[at:after]
        for letter in unicodedata.normalize("NFC", piece):
            yield letter, (at, after)
        at = after


def _joins(letter: str) -> bool:
    """A combining mark, or a medial or final of decomposed Hangul (as files from macOS write it)."""
    return unicodedata.combining(letter) != 0 or "\u1160" <= letter <= "\u11ff"
