"""Paragraphs between empty lines that a text browser or a mailer broke at no exact width → one line each.

Where letters are measured otherwise than they show, full lines differ in width, and none is as wide as the
width that ``wrapped`` looks for; but each paragraph stands between empty lines, and its lines stop in
mid-sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from scrapers.boilerplate import word_breaks
from scrapers.boilerplate.blocks import is_bullet, is_closed
from scrapers.boilerplate.columns import width
from scrapers.boilerplate.labels import pairs

#: So many paragraphs that are broken in mid-sentence make a broken text.
_LEAST = 3
#: Broken lines are this wide at least, in columns, and no two differ by more than this share.
_NARROWEST, _ALIKE = 40, 0.75
#: Of the paragraphs of two lines or more so many are broken so.
_MOST = 0.6
#: If so many of the lines end inside a word, they were broken without regard to words.
_INSIDE = 0.15
# … 세웠다. 곽씨 집 수도꼭지에서는 지난해 : a sentence ends within the line; in no headline
_INNER_END = re.compile(r"[가-힣][다요죠까][.!?][”\"’')]{0,2}\s")
# 물차를 · 무거운 · 오른쪽 기관의 : no headline ends so
_GOES_ON = re.compile(
    r"[가-힣](?:은|는|을|를|의|에|에서|에게|으로|와|과|하고|되고|이며|하며|면서|한|된|할|될|운|던|위해|대한|따라)$|,$"
)

Group = list[tuple[int, str]]


def joined(lines: Sequence[str]) -> list[str]:
    """The lines with broken paragraphs put together, if the text holds enough of them; else as they stand."""
    groups = list(_groups(lines))
    full = [text for group in groups if _is_broken(group) for _, text in group[:-1]]
    several = sum(len(group) > 1 and _is_prose(group) for group in groups)
    top = max(map(width, full), default=0)
    broken = sum(_is_broken(group) and width(group[0][1]) >= _ALIKE * top for group in groups)
    telling = sum(bool(_INNER_END.search(text) or _GOES_ON.search(text)) for text in full)
    if broken < max(_LEAST, _MOST * several) or telling < _MOST * len(full):
        return list(lines)
    known = Counter(word for line in lines for word in line.split()[1:-1])
    inside = _inside(groups, top)
    glue: dict[int, str] = {}  # what stands between a line and the one above it
    for group in groups:
        for (_, above), (at, below) in pairwise(group):
            if _meets(above, below, top):
                cut = word_breaks.shows(above, below) or (
                    inside and word_breaks.is_inside(above, below, known)
                )
                glue[at] = "" if cut else " "
    return _put_together(lines, glue)


def _put_together(lines: Sequence[str], glue: Mapping[int, str]) -> list[str]:
    found: list[list[str]] = []
    for at, line in enumerate(lines):
        if at in glue:
            found[-1] += [glue[at], line.strip()]
        else:
            found.append([line])
    return ["".join(pieces) for pieces in found]


def _groups(lines: Sequence[str]) -> list[Group]:
    """Stretches of lines between empty ones, with their places."""
    groups: list[Group] = [[]]
    for at, line in enumerate(lines):
        if line.strip():
            groups[-1].append((at, line.strip()))
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]


def _is_prose(group: Group) -> bool:
    return width(group[0][1]) >= _NARROWEST and not any(is_bullet(text) or pairs(text) for _, text in group)


def _is_broken(group: Group) -> bool:
    """Does the paragraph's first line stop in mid-sentence, its last end one and be no wider than the rest?

    Below a headline stands a teaser that is wider, or one that was cut and ends no sentence.
    """
    if len(group) < 2 or width(group[0][1]) < _NARROWEST or any(_is_item(text) for _, text in group[1:]):
        return False
    sizes = [width(text) for _, text in group]
    alike = min(sizes[:-1]) >= _ALIKE * max(sizes) and sizes[-1] <= 1.05 * max(sizes[:-1])
    (_, first), (_, second) = group[:2]
    cut = not is_closed(first) or word_breaks.shows(first, second)
    return alike and cut and not pairs(first) and is_closed(group[-1][1])


def _is_item(text: str) -> bool:
    return is_bullet(text) or bool(pairs(text))


def _meets(above: str, below: str, top: int) -> bool:
    """Is the upper line full, so that the lower one goes on with it?"""
    if _is_item(below) or pairs(above) or "http" in above:
        return False
    return width(above) >= (0.9 if is_closed(above) else _ALIKE) * top


def _inside(groups: Sequence[Group], top: int) -> bool:
    """Were lines broken inside words as well?"""
    cuts = [
        word_breaks.shows(above, below)
        for group in groups
        for (_, above), (_, below) in pairwise(group)
        if _meets(above, below, top)
    ]
    return sum(cuts) > _INSIDE * len(cuts)
