"""Rows and columns of a table, as far as its text still shows them.

Three layouts: a row in a line with ``|`` between its cells; a row in a line with blanks between them;
one cell in a line. The second and third show columns only where the head has as many cells as the rows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractors.tables.cells import Cell, cell
from extractors.tables.words import sense

Line = tuple[int, int]
#: The heads above a figure, from the top: (2024년, 금액).
Column = tuple[Cell, ...]
# "구분", "구 분", "항 목": the corner of a table
_CORNER = re.compile(
    r"(?:구 ?분|항 ?목|분 ?류|내 ?역|사업 ?명|기관 ?명?|지 ?역 ?명?|국 ?가 ?명?|품 ?목 ?명?|업 ?종"
    r"|부 ?문|분 ?야|유 ?형|종 ?류|[연년] ?도|시 ?도 ?명?)(?=[ (\[]|\Z)"
)
#: A corner whose syllables stand in two lines.
_TORN = frozenset({("구", "분"), ("항", "목"), ("내", "역")})
# "(최소)", "[A]", "(1.1.-10.)": goes on with the cell before it
_WRAPPED = re.compile(r"[(\[][^()\[\]]{1,30}[)\]]")
# a word, or a sign with the number after it: "△ 1,200"
_WORD = re.compile(r"[△▲▵▽▼] ?\S{1,40}|\S{1,80}")
# "… 1,250", "… 70 -", "… (6.6)", "… 12개소"
_ENDS_FILLED = re.compile(r"\d.{0,20}\Z")
# "올해 지원 대상은 총| 1,200": prose, and no label
_RUNS_ON = re.compile(r"(?:[은는를]|(?<!마)을|에서|으로|부터|까지|총|약|최대|최소|모두)\Z")
_BRACKETS = ("(", "[")
#: Cells of a row, and rows of a head, of which a table never has more.
_WIDEST, _HIGHEST = 100, 5
#: Cells of words that stand before the figures of a row.
_DEPTH = 3


@dataclass(frozen=True, slots=True)
class Row:
    """labels: its words before the figures. values: its figures, each with its column where that is known.

    first: it stands right under the head, with whose words its labels may be mixed. head: these.
    """

    labels: tuple[Cell, ...]
    values: tuple[tuple[Cell, Column | None], ...]
    first: bool = False
    head: tuple[Cell, ...] = ()


def rows(text: str, lines: Sequence[Line]) -> list[Row]:
    """The rows of the table that these lines are."""
    if any("|" in text[start:end] for start, end in lines):
        return _barred(text, lines)
    split = [tail(text, line) for line in lines]
    if 2 * sum(bool(found and found[0]) for found in split) > sum(bool(found) for found in split):
        return _spaced(text, lines, split)
    return _stacked([cell(text, *line) for line in lines], text)


def is_corner(words: str) -> bool:
    """Whether words are those of a table's corner: ``구 분``."""
    return bool(_CORNER.match(words))


def tail(text: str, line: Line) -> tuple[list[Cell], list[Cell]] | None:
    """The words and the figures of a line that ends with figures; None for other lines."""
    if not _ENDS_FILLED.search(text, max(line[0], line[1] - 30), line[1]):
        return None
    words = [cell(text, *found.span()) for found in _WORD.finditer(text, *line)]
    at = len(words)
    while at and words[at - 1].filled:
        at -= 1
    if at == len(words) or not any(word.kind in ("figure", "bracketed") for word in words[at:]):
        return None
    if at and _RUNS_ON.search(words[at - 1].text):
        return None
    return words[:at], words[at:]


def bars(text: str, line: Line) -> list[Cell]:
    """The cells of a line with ``|`` between them, as far as a row of a table goes."""
    start, end = line
    cells: list[Cell] = []
    while len(cells) < _WIDEST:
        bar = text.find("|", start, end)
        cells.append(cell(text, start, end if bar < 0 else bar))
        if bar < 0:
            break
        start = bar + 1
    return cells


def _barred(text: str, lines: Sequence[Line]) -> list[Row]:
    table = [bars(text, line) for line in lines if "|" in text[slice(*line)]]
    numbers = _numbered([cells[0] for cells in table if len(cells) > 1 and cells[1].kind == "text"])
    head: list[list[Cell]] = []
    found: list[Row] = []
    above: Cell | None = None
    in_head = False
    for cells in table:
        if _is_head(cells, top=not head and not found):
            head = [*head, cells][-_HIGHEST:] if in_head else [cells]
            in_head = True
            continue
        in_head = False
        counted = any(sense(one.text) == "count" for one in _column(head, 0) or ())
        if cells[0] in numbers or counted:
            cells[0] = _as_label(cells[0])
        above = cells[0] if cells[0].text else above
        found += _parts([above, *cells[1:]] if above else cells, head)
    return found


def _parts(cells: Sequence[Cell], head: Sequence[Sequence[Cell]]) -> Iterator[Row]:
    """A row; what follows words among its figures is a row of its own, whose label nobody knows for sure."""
    labels: list[Cell] = []
    values: list[tuple[Cell, Column | None]] = []
    parts = 0
    for at, one in enumerate(cells):
        if one.kind in ("figure", "bracketed"):
            values.append((one, _column(head, at)))
        elif one.kind == "text" and values:
            yield Row(() if parts else tuple(labels), tuple(values))
            values, parts = [], parts + 1
        elif one.kind == "text" and not parts:
            labels.append(one)
    if values:
        yield Row(() if parts else tuple(labels), tuple(values))


def _is_head(cells: Sequence[Cell], *, top: bool) -> bool:
    """``구분 | 2025년``, ``| 건수 | 금액``, as first row ``구분 | 1인 | 2인`` too; not ``국고 보조 |``."""
    written = [one for one in cells if one.text]
    enough = len(written) > 1 or (bool(written) and not cells[0].text)
    kinds = ("text", "other") if top else ("text",)
    return enough and all(one.kind in kinds for one in written)


def _column(head: Sequence[Sequence[Cell]], at: int) -> Column | None:
    """The heads over a column; one over several stands in the first of them: ``구분 | 예산 | | 비고``."""
    levels: list[Cell] = []
    for depth, cells in enumerate(head):
        own = cells[at] if at < len(cells) and cells[at].text else None
        below = any(at < len(lower) and lower[at].text for lower in head[depth + 1 :])
        if own is None and below:
            own = next((one for one in reversed(cells[1:at]) if one.text), None)
        if own is not None:
            levels.append(own)
    return tuple(levels) or None


def _spaced(
    text: str, lines: Sequence[Line], split: Sequence[tuple[list[Cell], list[Cell]] | None]
) -> list[Row]:
    first = next(at for at, found in enumerate(split) if found)
    width = _usual(len(found[1]) for found in split if found)
    words = _WORD.finditer(text, *lines[first - 1]) if first else ()
    head = _joined([cell(text, *found.span()) for found in words], text)
    columns = _heads(head, width, 1)
    if columns is None and width > 1 and sum(bool(found) for found in split) < 2:
        return []
    over: Sequence[Column | None] = columns or [None] * width
    return [
        Row(tuple(found[0]), tuple(zip(found[1], over, strict=True)))
        for found in split
        if found and len(found[1]) == width
    ]


def _stacked(cells: Sequence[Cell], text: str) -> list[Row]:
    """Runs of words and runs of figures in turn: ``구분`` ``2025년`` ``항만`` ``1,250`` ``어촌`` ``70``."""
    cells = _joined(cells, text)
    pairs = pairwise(cells)
    numbers = _numbered([one for one, after in pairs if one.kind == "figure" and after.kind == "text"])
    cells = [_as_label(one) if one in numbers else one for one in cells]
    start = next((at for at, one in enumerate(cells) if one.kind in ("figure", "bracketed")), len(cells))
    # "…" and "-" in a head are words
    runs = list(_runs([*map(_as_label, cells[:start]), *cells[start:]]))
    if not runs:
        return []
    width = _usual(len(_plain(values)) for _, values in runs)
    regular = 2 * sum(len(_plain(values)) == width for _, values in runs) > len(runs)
    first = runs[0][0]
    deepest = min((_DEPTH, *(len(labels) for labels, _ in runs[1:]))) if len(runs) > 1 else 1
    depth, columns = 1, None
    for depth in range(1, deepest + 1) if regular else ():
        columns = _heads(first[:-depth], width, depth)
        if columns:
            break
    depth = depth if columns else 1
    head, own = first[:-depth], first[-depth:]
    found: list[Row] = []
    for number, (labels, values) in enumerate(runs):
        plain = _plain(values)
        known = columns if len(plain) == width else None
        place = {id(one): at for at, one in enumerate(plain)}
        placed = tuple(
            (one, known[place[id(one)]] if known and id(one) in place else None)
            for one in values
            if one.kind in ("figure", "bracketed")
        )
        found.append(Row(tuple(labels if number else own), placed, not number, () if number else tuple(head)))
    return found


def _heads(head: Sequence[Cell], width: int, depth: int) -> list[Column] | None:
    """The head of each of ``width`` columns, or None where the words don't fit them.

    An empty one: its head is not known, but it is none of shares.
    """
    at = next((at for at, one in enumerate(head) if is_corner(one.text)), None)
    corner, head = at is not None, head[at or 0 :]
    if len(head) in (width + 1, width + depth) or (len(head) == width and not corner):
        return [(one,) for one in head[-width:]]
    over = head[1 : len(head) - width]
    # "구분", "2024년", "2025년", "건수", "금액", "건수", "금액"
    below = head[-width:]
    times = len(over)
    if corner and 1 < times < width and width % times == 0:
        names = [one.text for one in below[: width // times]]
        if [one.text for one in below] == names * times:
            return [(over[at * times // width], one) for at, one in enumerate(below)]
    # heads in several lines: their last one is over the last column all the same
    shares = [one for one in head if sense(one.text) in ("rate", "unclear")]
    if len(head) > width and shares == [head[-1]]:
        return [()] * (width - 1) + [(head[-1],)]
    return None


def _runs(cells: Sequence[Cell]) -> Iterator[tuple[list[Cell], list[Cell]]]:
    labels: list[Cell] = []
    values: list[Cell] = []
    for one in cells:
        if one.filled:
            values.append(one)
            continue
        if values:
            yield labels, values
            labels, values = [], []
        labels.append(one)
    if values:
        yield labels, values


def _plain(values: Sequence[Cell]) -> list[Cell]:
    """The values without those in brackets, if these only explain the others: ``61,359`` ``(6.6)``."""
    plain = [one for one in values if one.kind != "bracketed" and one.text[:1] not in _BRACKETS]
    return plain or list(values)


def _joined(cells: Sequence[Cell], text: str) -> list[Cell]:
    """Words in brackets joined to the words before them: ``총 조성규모`` ``(최소)``."""
    joined: list[Cell] = []
    for one in cells:
        before = joined[-1] if joined else None
        if before and one.kind == before.kind == "text" and _WRAPPED.fullmatch(one.text):
            joined[-1] = Cell(before.start, one.end, "text", " ".join(text[before.start : one.end].split()))
        elif before and (before.text, one.text) in _TORN:
            joined[-1] = Cell(before.start, one.end, "text", before.text + one.text)
        else:
            joined.append(one)
    return joined


def _numbered(cells: Sequence[Cell]) -> frozenset[Cell]:
    """Cells that count the rows: 1, 2, 3 …; one alone only if it is 1."""
    counted = all(one.kind == "figure" and one.value == at for at, one in enumerate(cells, 1))
    return frozenset(cells) if counted else frozenset()


def _as_label(one: Cell) -> Cell:
    return replace(one, kind="text")


def _usual(lengths: Iterator[int]) -> int:
    (length, _), *_ = Counter(lengths).most_common(1)
    return length
