"""Stretches between quotation marks of all kinds, also mixed and unclosed ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.reading import Reading

_LONGEST = 70
_MARK = re.compile(r"['\"「」｢｣『』《》≪≫〈〉«»<>\n]")
_OPENING = {"「": "」", "｢": "｣", "『": "』", "《": "》", "≪": "≫", "〈": "〉", "«": "»", "<": ">"}
_CLOSING = {shut: opened for opened, shut in _OPENING.items()}
_LEFT, _RIGHT = "‘“‛‟„‚", "’”"
# "'26년", "'24.3월", "'21~'25": an apostrophe for the century
_CENTURY = re.compile(r"'\d{2}(?=[.년~\-,/)월 ]|부터|까지|학년|$)")

# "Children's Day"
_ENGLISH = re.compile(r"[A-Za-z]'[a-z]")


@dataclass(frozen=True, slots=True)
class Quoted:
    """The inside of a pair of marks, ``text[start:end]``; ``mark`` is the opening one. ``closed`` is False
    for a stretch whose closing mark is missing: it ends with its line."""

    start: int
    end: int
    mark: str
    closed: bool = True


def quoted(reading: Reading) -> Iterator[Quoted]:
    """All stretches between marks, in the order of their ends; those inside one another too.

    An apostrophe before a year may open marks too: ``‘26년 산촌 사업’``.
    """
    text = reading.text
    opened: dict[str, int] = {}
    century: int | None = None
    for found in _MARK.finditer(text):
        at, mark = found.start(), found[0]
        if mark == "\n":
            yield from _unclosed(opened, at)
            opened.clear()
            century = None
        elif mark in _OPENING:
            opened[mark] = at
        elif mark in _CLOSING:
            yield from _closed(opened, _CLOSING[mark], at)
        elif _is_century(text, at):
            century = at
        else:
            if century is not None and not opened and at - century <= _LONGEST and text[at - 1].isalnum():
                yield Quoted(century + 1, at, mark)
            yield from _turned(reading, opened, mark, at)
    yield from _unclosed(opened, len(text))


def _turned(reading: Reading, opened: dict[str, int], mark: str, at: int) -> Iterator[Quoted]:
    """A mark that may open or close: its shape in the given text says which, else its neighbours."""
    given = _given(reading, at)
    text = reading.text
    if _ENGLISH.match(text, at - 1):
        return
    if mark in opened and given not in _LEFT:
        if text[at - 1 : at] != " " or at + 1 == len(text) or not text[at + 1].isalnum():
            yield from _closed(opened, mark, at)
            return
    elif given in _RIGHT:
        yield from _mixed(opened, at)
        return
    if at + 1 < len(text) and text[at + 1] not in " )\n":
        opened[mark] = at
    elif mark not in opened:
        yield from _mixed(opened, at)


def _is_century(text: str, at: int) -> bool:
    before = text[at - 1 : at]
    return _CENTURY.match(text, at) is not None and not (before.isalnum() and before != "~")


def _closed(opened: dict[str, int], mark: str, at: int) -> Iterator[Quoted]:
    start = opened.pop(mark, None)
    if start is None:
        yield from _mixed(opened, at)
    elif at - start <= _LONGEST:
        yield Quoted(start + 1, at, mark)


def _mixed(opened: dict[str, int], at: int) -> Iterator[Quoted]:
    """``‘청년 도전 사업”``: a closing mark without its own opening one closes the last of another kind."""
    last = max(opened.items(), key=lambda entry: entry[1], default=None)
    if last is not None and at - last[1] <= _LONGEST:
        del opened[last[0]]
        yield Quoted(last[1] + 1, at, last[0])


def _unclosed(opened: dict[str, int], at: int) -> Iterator[Quoted]:
    for mark, start in opened.items():
        yield Quoted(start + 1, min(at, start + 1 + _LONGEST), mark, closed=False)


def _given(reading: Reading, at: int) -> str:
    """The mark as it stands in the given text, where ‘ and ’ differ."""
    start, end = reading.aligned.original(at, at + 1)
    return reading.document.text[start:end][:1]
