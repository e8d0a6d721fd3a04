"""The table above a release: until when it is under embargo and when it was handed out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from scrapers.attachments.when import PAGES, is_when

#: The head table stands within so many lines of the top.
HEAD = 30
#: Labels beside each other before a value comes.
LABELS = 4


def spaced(*labels: str) -> str:
    """``담당자`` also as ``담 당 자``, as tables stretch it."""
    return "|".join(r"\s{0,3}".join(label) for label in labels)


# 보도시점 · 온라인 보도시점 · 보도 가능 시점 · 보도: 7월 14일 조간, but not 보도자료
EMBARGO = (
    r"(?:(?:온라인|인터넷|방송|통신|지면|신문)\s?)?(?:"
    + spaced("보도시점", "보도일시", "보도시기", "보도일자", "보도가능시점", "보도가능일시")
    + "|"
    + spaced("보도요청일시", "엠바고", "보도")
    + ")"
)
# 배포 즉시 is a value, not a label
RELEASED = (
    spaced("자료배포일시", "자료배포일", "자료배포", "배포일시", "배포시점", "배포일자", "배포일", "배부일시")
    + "|"
    + spaced("자료제공일", "제공일시", "제공일자", "제공일")
    + r"|배\s{0,3}포(?!\s{0,3}[즉시])"
)
# 페이지 수 · 매수 · 쪽수
LENGTH = r"페이지\s?수|매\s?수|쪽\s?수|분\s?량"
# ▶ 보도시점 : · □ 배포일시 · [엠바고] · (배포)
_OPENING = r"[\s▶►■□▪•*·<(\[【–-]{0,4}"
_CLOSING = r"[)\]>】]?\s{0,3}[:：]?"
_LABEL = re.compile(
    rf"{_OPENING}(?:(?P<embargo>{EMBARGO})|(?P<released>{RELEASED})|(?P<length>{LENGTH})){_CLOSING}"
    r"(?=[\s\d’'‘`(]|$)"
)
# 보도시점 2026. 7. 13.(월) 12:00| 배포 2026. 7. 13.(월) 09:00 · 【보도시점】 … | 【배포일시】 …
_WITHIN = re.compile(rf"\s(?=[▶■□<(\[【]?\s?(?:{RELEASED}|{EMBARGO}){_CLOSING}\s?[\d’'‘])")
# 2026. 7. 13.(월) 조간부터 보도하여 주시기 바랍니다. · 배포 즉시 사용 가능합니다.
_REQUEST = re.compile(r"(?:보도|사용|게재)(?:하여|해)?\s?(?:주시기|주십시오|주세요|가능|바랍)")
# 보도자료 · 보 도 자 료 · 보도참고자료 · 공동보도자료 · 보도설명자료 · (보도자료) · 뉴스배포정보
_BANNER = re.compile(
    r"\W{0,3}(?:(?:공\s?동\s?)?보\s{0,3}도\s{0,3}(?:참\s?고|설\s?명|해\s?명)?\s{0,3}자\s{0,3}료|뉴스\s?배포\s?정보)\W{0,3}"
)


@dataclass(slots=True)
class HeadTable:
    """What the table says: the words beside each label (``embargo``, ``released``), joined where several.

    taken: for each line with a part of the table, that part and what else the line holds (mostly nothing).
    banners: the same for lines that say what this is (보도자료).
    """

    values: dict[str, str] = field(default_factory=dict)
    taken: dict[int, tuple[str, str]] = field(default_factory=dict)
    banners: dict[int, tuple[str, str]] = field(default_factory=dict)


def head_table(lines: Sequence[str]) -> HeadTable:
    """Find the head table in the lines of a document: a cell or a row per line, or as printed."""
    table = HeadTable()
    search = _Search(table.values)
    for number, line in enumerate(lines[:HEAD]):
        cells = _cells(line)
        banner = [_BANNER.fullmatch(cell) is not None for cell in cells]
        if any(banner):
            table.banners[number] = _parted(line, cells, banner)
            continue
        taken = [search.takes(cell, number) for cell in cells]
        if any(taken) and (all(taken) or "|" in line):
            table.taken[number] = _parted(line, cells, taken)
    for number in sorted(table.taken):
        # a label that no value follows belongs to the table beside other lines of it; else it is a heading
        if number not in search.sure and number - 1 not in table.taken:
            del table.taken[number]
    return table


class _Search:
    """Labels and values in the order of the cells; two labels side by side have their values below them."""

    def __init__(self, values: dict[str, str]) -> None:
        self.sure: set[int] = set()
        self._values = values
        self._open: list[tuple[str, int]] = []
        self._last = ""

    def takes(self, cell: str, number: int) -> bool:
        """Whether the cell is a label, or a value of the label before it (several lines of it, too)."""
        match = _LABEL.match(cell)
        if match is None:
            return self._takes_value(cell, number)
        label, value = match.lastgroup or "", cell[match.end() :].strip(" :：")
        if value and not _fits(label, value):
            self._open, self._last = [], ""
            return False
        self._open = [] if value else [*self._open[-LABELS:], (label, number)]
        self._last = label if value else ""
        if value:
            self._add(label, value, number)
        return True

    def _takes_value(self, cell: str, number: int) -> bool:
        label, at = self._open[0] if self._open else (self._last, number)
        if not label and _REQUEST.search(cell):
            label = "embargo"
        if not label or not _fits(label, cell):
            self._open, self._last = [], ""
            return False
        self._open, self._last = self._open[1:], label
        self._add(label, cell, number)
        self.sure.add(at)
        return True

    def _add(self, label: str, value: str, number: int) -> None:
        self._values[label] = f"{self._values[label]} {value}" if label in self._values else value
        self.sure.add(number)


def _fits(label: str, value: str) -> bool:
    return PAGES.fullmatch(value) is not None if label == "length" else is_when(value)


def _cells(line: str) -> list[str]:
    parts = [part for cell in re.split(r"[|\t]", line) for part in _WITHIN.split(cell)]
    return [part.strip() for part in parts if any(map(str.isalnum, part))]


def _parted(line: str, cells: Sequence[str], taken: Sequence[bool]) -> tuple[str, str]:
    """A part of the line, and the rest: a title beside a date is no date."""
    if all(taken):
        return line, ""
    parts = [
        [cell for cell, own in zip(cells, taken, strict=True) if own is wanted] for wanted in (True, False)
    ]
    return " | ".join(parts[0]), " | ".join(parts[1])
