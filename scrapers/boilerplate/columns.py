"""What stands side by side: the columns of a page as a text browser sets them, tables drawn with lines."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import islice

Measure = Callable[[str], int]

_GAP = re.compile(r" {3,}(?=\S)")
#: A column of a page begins behind so many characters, on so many lines in one part of it, and holds prose.
_LEAST_LEFT = 12
_LEAST_LINES = 3
_PROSE = 38
#: Behind the last line.
_END = "\0"
#: No screen is so wide; no line holds so many columns.
_WIDEST, _GAPS = 1000, 12
#: So many offsets are tried.
_MOST = 30
_BORDER = re.compile(r"^[\s─━│┃┌┐└┘├┤┬┴┼╋┏┓┗┛┣┫┳┻╂┠┨┯┷┿═║╔╗╚╝╠╣╦╩╬+|=-]{3,400}$")
_BARS = re.compile(r"[│┃║]")
#: Without one of these nothing is drawn.
_LINES = re.compile("[│┃║─━═┌├└]")
_NO_HANGUL = re.compile("[^가-힣]+")


def width(text: str) -> int:
    """Columns that the text takes on a screen: two for each Hangul syllable."""
    if text.isascii():
        return len(text)
    others = "".join(_NO_HANGUL.findall(text))  # only these, which are few, are looked at one by one
    wide = len(text) - len(others)
    if not others.isascii():
        wide += sum(unicodedata.east_asian_width(char) in "WF" for char in others)
    return len(text) + wide


def unfold(lines: Sequence[str]) -> list[str]:
    """The lines with columns of prose one below the other, and drawn tables as lines of words."""
    return _side_by_side(_drawn(lines))


def _drawn(lines: Sequence[str]) -> list[str]:
    """Tables of │ and ─ → a line for each row, cells joined by spaces; a cell cut at its width is mended."""
    if not any(map(_LINES.search, lines)):
        return list(lines)
    found: list[str] = []
    row: list[str] = []
    for line in lines:
        if len(_BARS.findall(line)) >= 2:
            row = _below(row, _BARS.split(line.strip().strip("│┃║")))
            continue
        if row:
            found.append(_joined(row))
            row = []
        if not (_BORDER.match(line) and any(char in line for char in "─━═┌├└")):
            found.append(line)
    return [*found, _joined(row)] if row else found


def _joined(row: Sequence[str]) -> str:
    return " ".join(" ".join(row).split())


def _below(row: list[str], cells: list[str]) -> list[str]:
    """The cells of a row with what stands below them before its next border.

    「혁신도시~영산포 둔 」 and 「치」 below it: a cell without room for one more syllable was cut in a word.
    """
    if len(row) != len(cells):
        return [_joined(row), *cells] if row else cells
    joined = []
    for above, cell in zip(row, cells, strict=True):
        cut = above.strip() and cell.strip() and not above.endswith("  ")
        joined.append(above.rstrip() + cell.lstrip() if cut else f"{above} {cell}")
    return joined


def _side_by_side(lines: Sequence[str]) -> list[str]:
    for measure in (len, width):
        starts = _starts(lines, measure)
        for start in sorted(starts, reverse=True):
            lines = _parted(lines, start, measure)
    return list(lines)


def _starts(lines: Sequence[str], measure: Measure) -> list[int]:
    """Where columns begin: offsets behind a gap that several lines share."""
    counts: Counter[int] = Counter()
    for line in lines:
        if "   " not in line:
            continue
        for gap in islice(_GAP.finditer(line[:_WIDEST]), _GAPS):
            if line[: gap.start()].strip() or gap.end() - gap.start() > _LEAST_LEFT:
                counts[measure(line[: gap.end()])] += 1
    often = (start for start, count in counts.most_common(_MOST) if count >= _LEAST_LINES)
    return [start for start in often if start > _LEAST_LEFT]


def _parted(lines: Sequence[str], start: int, measure: Measure) -> list[str]:
    """The lines with the parts of the page that hold two columns, the second of which begins at ``start``."""
    found: list[str] = []
    part: list[tuple[str, str]] = []
    first = 0
    for index, line in enumerate([*lines, _END]):
        halves = _halves(line, start, measure)
        if halves is None:
            found += _stacked(part) or lines[first:index]
            found.append(line)
            part, first = [], index + 1
        else:
            part.append(halves)
    return found[:-1]


def _halves(line: str, start: int, measure: Measure) -> tuple[str, str] | None:
    """What stands left and right of ``start``; None where the line runs across it."""
    if line == _END:
        return None
    if measure(line) <= start:
        return (line.rstrip(), "") if measure(line.rstrip()) <= start - 2 else None
    at = start if measure is len else _index(line, start)
    if at is None or line[at - 2 : at].strip():
        return None
    return line[:at].rstrip(), line[at:].rstrip()


def _index(line: str, start: int) -> int | None:
    """The character that stands at this column; None where a wide one runs across it."""
    column = 0
    for index, char in enumerate(line):
        if column >= start:
            return index if column == start else None
        column += width(char)
    return None


def _stacked(part: list[tuple[str, str]]) -> list[str]:
    """Left column above the right one, where both hold something and one holds prose; else nothing: in a
    table of labels and texts nearly every row has both.
    """
    both = sum(bool(left.strip() and right) for left, right in part)
    left = [text for text, _ in part if text.strip()]
    right = [text for _, text in part if text]
    if not both or len(right) < _LEAST_LINES:
        return []
    prose = [
        any(len(text.strip()) >= _PROSE and " " in text.strip() for text in side) for side in (left, right)
    ]
    table = both >= 0.7 * max(len(left), len(right))
    return [*(text for text, _ in part), "", *right] if any(prose) and (all(prose) or not table) else []
