"""What labels around an article say, wherever their values stand: beside them, below them, or in columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scrapers.boilerplate.blocks import Block
from scrapers.boilerplate.labels import Stated, bare_label, may_begin, stated
from scrapers.boilerplate.stamps import STAMP

_CELLS = re.compile(r"\s{0,3}[|│\t]\s{0,3}|\s{3,20}")
_RULE = re.compile(r"^[\s|│:+=─┼├┤┬┴-]{3,}$")
#: A header of labels has no more of them; a value is no longer than this.
_MOST, _LONGEST = 8, 60


@dataclass(frozen=True, slots=True)
class Field:
    """What is stated, and at which block its value stands."""

    stated: Stated
    index: int


def read(blocks: Sequence[Block]) -> tuple[Field, ...]:
    """All labels with values, in order: ``등록일 2026.10.02.`` on one line; ``부서 | 등록일 | 조회`` above
    ``국채과 | 2026.10.02. | 31``; a label alone, or several, above as many values.

    A header above several rows is that of a list of articles and says nothing.
    """
    found = [
        Field(one, index) for index, block in enumerate(blocks) for one in stated(block.text) if one.value
    ]
    index = 0
    while index < len(blocks):
        labels, after = _header(blocks, index) if may_begin(blocks[index].text) else ([], index)
        if len(labels) > 1:
            found += _valued(blocks, labels, after)
        elif labels and after < len(blocks):
            found += _below(labels[0], blocks[after].text, after)
        index = max(after, index + 1)
    return tuple(sorted(found, key=lambda one: one.index))


_DATES = ("published", "modified")
#: Labels whose value may stand on the next line by itself; under others (댓글, 첨부) another part begins.
_ALONE = ("published", "modified", "embargo", "department", "author", "outlet", "reporter", "title")


def _below(label: str, text: str, index: int) -> Iterator[Field]:
    """``담당부서`` above ``:   고용보험기획과``."""
    field = bare_label(label)
    value = text.strip(" :：|│*\t")
    longest = 150 if field == "title" else _LONGEST
    fits = field in _ALONE and 2 <= len(value) <= longest and bare_label(value) is None
    if field and fits and (field not in _DATES or STAMP.match(value)):
        yield Field(Stated(field, label, value), index)


def _cells(text: str) -> list[str]:
    return [cell for cell in _CELLS.split(text.strip(" |│•*·-")) if cell.strip()]


def _header(blocks: Sequence[Block], first: int) -> tuple[list[str], int]:
    """The labels from a block on, as long as nothing else stands there → (labels, index behind them)."""
    labels: list[str] = []
    index = first
    while index < len(blocks) and len(labels) < _MOST:
        text = blocks[index].text
        cells = _cells(text) if len(text) <= 2 * _LONGEST and may_begin(text) else []
        if not cells or any(bare_label(cell) is None for cell in cells):
            break
        labels += cells
        index += 1
    return labels, index


def _valued(blocks: Sequence[Block], labels: Sequence[str], after: int) -> Iterator[Field]:
    """The values below a header, if they are as many, one of a date is one, and no second row follows."""
    values, end = _row(blocks, after, len(labels))
    again, _ = _row(blocks, end, len(labels))
    if not _fits(labels, values) or _fits(labels, again):
        return
    for label, (value, index) in zip(labels, values, strict=True):
        field = bare_label(label)
        if field:
            yield Field(Stated(field, label, value), index)


def _row(blocks: Sequence[Block], first: int, size: int) -> tuple[list[tuple[str, int]], int]:
    values: list[tuple[str, int]] = []
    index = first
    while index < len(blocks) and len(values) < size:
        text = blocks[index].text
        if not _RULE.match(text):
            values += [(cell, index) for cell in _cells(text)] if len(text) <= 4 * _LONGEST else [("", index)]
        index += 1
    return values, index


def _fits(labels: Sequence[str], values: Sequence[tuple[str, int]]) -> bool:
    if len(values) != len(labels) or any(len(value) > _LONGEST for value, _ in values):
        return False
    dates = [value for label, (value, _) in zip(labels, values, strict=True) if bare_label(label) in _DATES]
    return bool(dates) and all(STAMP.match(value) for value in dates)
