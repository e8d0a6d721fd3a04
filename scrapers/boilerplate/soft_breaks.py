"""Lines that a ``<br>`` breaks in the middle of a sentence, as prompters and old editors did: joined again.

    문화재청이 월성 서쪽 해자를 조사하다<br>7세기 서첩을 찾아내<br>18일 공개했습니다.

A ``<br>`` ends a line elsewhere: only where most lines of an element stop in mid-sentence, and sentences do
end among them, is it soft.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from scrapers.boilerplate.blocks import is_bullet
from scrapers.boilerplate.furniture import mark
from scrapers.boilerplate.labels import bare_label, pairs
from scrapers.boilerplate.places import Row, Walked

#: Fewer lines than this are no text that was broken; longer ones than this are paragraphs.
_LEAST, _LONGEST = 5, 70
# … 찾아내 · … 철필로 · … 3월 : goes on; … 공개했습니다. · … 찾아냈다.” does not
_ENDED = re.compile(r"[.!?。][”\"’'」』)\]]{0,2}$")
_LETTER = re.compile(r"[가-힣A-Za-z0-9,)’”]$")


def join(rows: list[Row], walked: Walked, pictures: list[tuple[int, bool]]) -> list[Row]:
    """The rows of a page with broken sentences joined; ``walked`` and ``pictures`` follow."""
    into = list(range(len(rows)))
    for start, stop in _runs(rows):
        if _is_broken([row.text for row in rows[start:stop]]):
            for at in range(start + 1, stop):
                if _goes_on(rows[at - 1].text, rows[at].text):
                    into[at] = into[at - 1]
    if all(at == place for at, place in enumerate(into)):
        return rows
    joined: list[Row] = []
    places: list[int] = []
    for at, row in enumerate(rows):
        if into[at] == at:
            joined.append(row)
        else:
            joined[-1] = joined[-1]._replace(text=f"{joined[-1].text} {row.text}")
        places.append(len(joined) - 1)
    _move(walked, pictures, [*places, len(joined)])
    return joined


def joined(lines: Sequence[str]) -> list[str]:
    """The lines of a dump (without empty ones) with broken sentences joined: the same, but that nothing tells
    one element from the next, so that fewer of the lines may end a sentence.
    """
    found = list(lines)
    start = 0
    merged: list[str] = []
    for at in range(len(found) + 1):
        if at < len(found) and _is_plain(found[at]):
            continue
        run = found[start:at]
        merged += _merged(run) if len(run) >= _LEAST and _is_broken(run, 0.4) else run
        merged += found[at : at + 1]
        start = at + 1
    return merged


def _is_plain(line: str) -> bool:
    """May the line be a piece of running text: neither label nor item nor furniture, no whole paragraph?"""
    return 8 <= len(line) <= _LONGEST and not (is_bullet(line) or pairs(line) or mark(line))


def _merged(lines: Sequence[str]) -> list[str]:
    merged: list[str] = []
    for line in lines:
        if merged and _goes_on(merged[-1], line):
            merged[-1] = f"{merged[-1]} {line}"
        else:
            merged.append(line)
    return merged


def _runs(rows: Sequence[Row]) -> list[tuple[int, int]]:
    """Stretches of rows of one element that hold no links: (first, behind the last)."""
    found = []
    start = 0
    for at in range(1, len(rows) + 1):
        if at == len(rows) or rows[at].node != rows[start].node or rows[at].linked > 0.3:
            if at - start >= _LEAST and rows[start].node >= 0:
                found.append((start, at))
            start = at
    return found


def _is_broken(lines: Sequence[str], most: float = 0.5) -> bool:
    """Do most of the lines stop in mid-sentence, and two sentences end among them, at ``most`` so many?"""
    plain = [line for line in lines if not is_bullet(line)]
    ended = sum(bool(_ENDED.search(line)) for line in plain)
    short = sum(12 <= len(line) <= _LONGEST for line in plain)
    return ended >= 2 and ended <= most * len(plain) and short >= 0.7 * len(plain) >= 0.7 * _LEAST


def _goes_on(above: str, below: str) -> bool:
    if len(above) < 8 or _ENDED.search(above) or not _LETTER.search(above):
        return False
    return not (is_bullet(below) or is_bullet(above) or bare_label(above) or pairs(below) or pairs(above))


def _move(walked: Walked, pictures: list[tuple[int, bool]], places: Sequence[int]) -> None:
    last = len(places) - 1

    def moved(span: range) -> range:
        stop = places[span.stop - 1] + 1 if span.stop > span.start else places[min(span.start, last)]
        return range(places[min(span.start, last)], stop)

    walked.spans[:] = [moved(span) for span in walked.spans]
    walked.target = moved(walked.target) if walked.target else walked.target
    pictures[:] = [(places[min(at, last)], glued) for at, glued in pictures]
