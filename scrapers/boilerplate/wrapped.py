"""Lines that a mailer, a printer or a text browser broke at a fixed width → the paragraphs that they were."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from scrapers.boilerplate import furniture, ragged, word_breaks
from scrapers.boilerplate.blocks import is_bullet, is_closed
from scrapers.boilerplate.columns import width
from scrapers.boilerplate.labels import pairs
from scrapers.boilerplate.stamps import STAMP

#: A text is wrapped if so many of its lines are full and stop in the middle of a sentence.
_LEAST = 3
#: How far a line that ends at a word may stay behind the width, in columns.
_ROOM = 14
#: Narrower lines are menus, wider ones paragraphs.
_NARROWEST, _WIDEST = 40, 170
#: So many of the paragraphs end with a sentence.
_WELL = 0.4
#: Where letters differ in width, full lines of print differ by so many columns.
_UNEVEN = 6
#: If so many lines end inside a word, lines were broken without regard to words.
_INSIDE = 0.15
#: - 3 - : the number of a page of print
_PAGE = re.compile(r"^\s{0,80}[-–—]\s?\d{1,3}\s?[-–—]\s{0,8}$")


@dataclass(frozen=True, slots=True)
class Wrap:
    """Where lines were broken: at ``limit`` by ``measure``; ``anywhere``: also inside words."""

    limit: int
    measure: Callable[[str], int]
    anywhere: bool


def unwrapped(lines: Sequence[str]) -> list[str]:
    """The lines with those joined that were broken at a fixed width, or nearly so; others as they stand."""
    lines = [line.rstrip() for line in lines]
    wrap = find(lines)
    return _joined(lines, wrap) if wrap else ragged.joined(lines)


def find(lines: Sequence[str]) -> Wrap | None:
    """The width at which the lines were broken, if they were."""
    best: tuple[int, Wrap] | None = None
    for measure in (width, len):
        sizes = [measure(line) for line in lines]
        for limit in _limits(sizes, lines):
            found = _full(lines, sizes, limit, measure)
            if found and (best is None or found[0] >= best[0]):
                best = found
    return best[1] if best else None


def _limits(sizes: Sequence[int], lines: Sequence[str]) -> list[int]:
    """Sizes that may be the width: those of the longest lines, but for a few that hold an address."""
    plain = sorted(
        size for size, line in zip(sizes, lines, strict=True) if size >= _NARROWEST and "http" not in line
    )
    if len(plain) < _LEAST:
        return []
    tops = {plain[-1], plain[-2], plain[-3], plain[int(len(plain) * 0.97)], plain[int(len(plain) * 0.9)]}
    return sorted(size for size in tops if size <= _WIDEST)


def _full(
    lines: Sequence[str], sizes: Sequence[int], limit: int, measure: Callable[[str], int]
) -> tuple[int, Wrap] | None:
    """How many lines are full and end in the middle of a sentence; None if that does not make a wrap."""
    over = sum(size > limit for size in sizes)
    prose = [
        at for at, size in enumerate(sizes[:-1]) if limit - _ROOM < size <= limit and lines[at + 1].strip()
    ]
    cut = [
        at
        for at in prose
        if not (
            (is_closed(lines[at]) and not word_breaks.shows(lines[at], lines[at + 1]))
            or is_bullet(lines[at + 1].strip())
            or pairs(lines[at])
        )
    ]
    if not _ends_well(lines, frozenset(cut)):
        return None
    words = sum(sizes[at] + 1 + measure(lines[at + 1].split()[0]) > limit for at in cut)
    tight = sum(sizes[at] >= limit - 1 for at in cut)
    if len(cut) < _LEAST or len(cut) < 0.6 * len(prose) or over > 0.5 * len(cut):
        return None
    if words < 0.8 * len(cut) and tight < 0.8 * len(cut):
        return None
    inside = sum(word_breaks.shows(lines[at], lines[at + 1]) for at in cut)
    anywhere = (tight >= 0.75 * len(cut) and measure is width) or inside > _INSIDE * len(cut)
    return len(cut) - over, Wrap(limit, measure, anywhere)


def _ends_well(lines: Sequence[str], cut: frozenset[int]) -> bool:
    """Do most paragraphs end as such do? Below teasers that are cut at a fixed length stand headlines."""
    ends = [at + 1 for at in cut if at + 1 not in cut]
    below = [*lines[1:], ""]
    well = (is_closed(lines[at]) or is_bullet(below[at].strip()) for at in ends)
    return sum(well) >= _WELL * len(ends)


def _joined(lines: Sequence[str], wrap: Wrap) -> list[str]:
    known = Counter(word for line in lines for word in line.split()[1:-1])
    paged = _without_pages(lines, wrap)
    joined: list[list[str]] = []
    above = ""
    for at, line in enumerate(paged):
        text = line.strip()
        if text and above and not _begins(text):
            joined[-1] += ["" if wrap.anywhere and word_breaks.is_inside(above, text, known) else " ", text]
        else:
            joined.append([line])
        following = paged[at + 1].split(maxsplit=1) if at + 1 < len(paged) else []
        full = bool(text and following) and not _is_row(text) and _is_full(line, following[0], wrap)
        above = text if full else ""
    return ["".join(pieces) for pieces in joined]


def _is_row(text: str) -> bool:
    """A row of a list that ends with its day, or a rule: what stands below it is no part of it."""
    days = list(STAMP.finditer(text[-24:]))
    return bool(days and days[-1].end() == len(text[-24:])) or bool(_NEW.match(text[-3:]))


def _is_full(line: str, word: str, wrap: Wrap) -> bool:
    """Would the next word not have fitted on the line? A sentence may end there all the same."""
    size = wrap.measure(line)
    if wrap.anywhere:
        if size > 0.8 * wrap.limit and word_breaks.shows(line, word):
            return True
        return size >= wrap.limit - (1 if is_closed(line) else _UNEVEN)
    if not is_closed(line) and size > 0.7 * wrap.limit and _GOES_ON.search(line):
        return True
    slack = 0 if is_closed(line) else _SLACK
    return size + 1 + wrap.measure(word) > wrap.limit - slack and size >= wrap.limit - 2 * _ROOM


def _begins(text: str) -> bool:
    """Does a line begin something new: an item, a question, an address, a rule, the page's foot?"""
    if is_bullet(text) and not text.startswith("<"):
        return True
    mark = furniture.mark(text)
    return bool(_NEW.match(text)) or bool(mark and mark.kind in ("copyright", "licence", "contact", "other"))


# Q. 언제 신청하나요? · https://… · # 둘째 마당 · =====
_NEW = re.compile(r"(?:[QA문답]|질문|답변)\s?\d{0,2}\s?[.:]\s|https?://|#{1,6}\s|[=_*-]{3}|\|")


def _without_pages(lines: Sequence[str], wrap: Wrap) -> list[str]:
    """Without page numbers; the sentence goes on over them where the last line above is full."""
    kept: list[str] = []
    skipping = False
    for line in lines:
        if _PAGE.match(line):
            while kept and not kept[-1].strip():
                kept.pop()
            skipping = bool(kept) and not is_closed(kept[-1]) and wrap.measure(kept[-1]) > wrap.limit - _ROOM
            if not skipping:
                kept.append("")
        elif line.strip() or not skipping:
            kept.append(line)
            skipping = False
    return kept


#: The longest line need not be quite as long as lines may be.
_SLACK = 3
# 배터리 상태를 읽어 스스로 충전을 멈추는 : no headline ends so
_GOES_ON = re.compile(
    r"[가-힣](?:은|는|을|를|의|에서|으로|와|과|하고|되고|이며|하며|한|된|할|될|위해|대한|따라)$|,$"
)
