"""When the article was published, as stated around it; all other dates there become hints."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from scrapers.article import Hint
from scrapers.boilerplate.blocks import Block
from scrapers.boilerplate.kinds import is_source_note
from scrapers.boilerplate.labels import is_date_only, pairs
from scrapers.boilerplate.stamps import STAMP, day_without_year, stamp

Kinds = Sequence[str | None]

# 2020-02-24 01:00 (월) · 2026년 11월 22일 일요일 : the clock on top of a page
_WEEKDAY = re.compile(r"[(（]?[월화수목금토일](?:요일)?[)）]?\s*$")
# /2016/11/22/ · /20161122/ · -20161122
_URL_PATH = re.compile(r"(?<!\d)(20\d\d)[/_-]?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\d|3[01])(?!\d)")
# startDate=2023-09-02&endDate=2024-09-02
_SEARCHED = re.compile(r"(?:start|end|from|to|s|e)_?(?:date|dt|day)=(20\d\d)-?(\d\d)-?(\d\d)", re.I)
_SENT = re.compile(r"(?:송고|입력|게재|보도)\s*$")


@dataclass(slots=True)
class Dates:
    """What the surroundings say: ``stated`` in order of trust as (ISO date, the words), the rest as hints."""

    stated: list[tuple[str, str]] = field(default_factory=list)
    modified: str | None = None
    embargo: str | None = None
    hints: list[Hint] = field(default_factory=list)

    def best(self) -> tuple[str | None, str | None]:
        """The publication date and its evidence, which names those that disagree; (None, None) without."""
        if not self.stated:
            return None, None
        day = self.stated[0][0][:10]
        same = [pair for pair in self.stated if pair[0][:10] == day]
        value, words = max(same, key=lambda pair: len(pair[0]) > 10)
        exact = (pair for pair in same if pair[0][:16] == value[:16] and pair[0][16:19] != ":00")
        value, words = next(exact, (value, words)) if value[16:19] == ":00" else (value, words)
        others = dict.fromkeys(other for other, _ in self.stated[1:] if other[:10] != value[:10])
        return value, f"{words}; also stated: {', '.join(others)}" if others else words


def read(blocks: Sequence[Block], kinds: Kinds, url: str | None = None) -> Dates:
    """All dates around the body (never those inside it)."""
    dates = Dates()
    first = next((index for index, kind in enumerate(kinds) if kind is None), len(blocks))
    last = max((index for index, kind in enumerate(kinds) if kind is None), default=first)
    titled = next((index for index in range(first) if kinds[index] == "title"), None)
    notes: list[tuple[str, str]] = []
    for index, block in enumerate(blocks):
        if kinds[index] is None:
            continue
        _labelled(block.text, kinds[index], dates, below=index > last)
        if index < first:
            _bare(block.text, kinds[index], dates, clock=titled is None or index < titled)
        elif index > last and is_source_note(block.text) and stamp(block.text):
            notes.append((stamp(block.text) or "", block.text))
        elif index > last:
            _neighbour(block.text, kinds[index], dates)
        _searched(block.text, dates)
    _prefer_notes(dates, notes)
    _searched(url or "", dates)
    if url and (path := _URL_PATH.search(url)):
        dates.hints.append(("url", "-".join(path.groups())))
    return dates


def _labelled(text: str, kind: str | None, dates: Dates, *, below: bool) -> None:
    for name, value in pairs(text):
        when = stamp(value) if kind not in ("comments", "most_read", "related", "headlines") else None
        if not when or (STAMP.search(value) and len(value) > 60):
            continue
        if name == "published":
            dates.stated.append((when, text.lstrip("•* ")[:80]))
        elif name == "modified" and not below:
            dates.modified = dates.modified or when
            dates.hints.append(("modified", when))
        elif name == "embargo":
            dates.embargo = dates.embargo or when
    if below and kind == "copyright" and _SENT.search(text) and (sent := stamp(text)):
        dates.stated.append((sent, text[-60:]))


def _bare(text: str, kind: str | None, dates: Dates, *, clock: bool) -> None:
    """A date without a label before the body: the page's clock on top, else the article's date."""
    bare = text.lstrip("•-*· ")
    if kind == "date" and (day := day_without_year(bare)):
        dates.hints.append(("repost", day))
    elif kind == "date" and not _is_labelled(text) and is_date_only(bare) and (when := stamp(bare)):
        if clock:
            dates.hints.append(("crawl", when))
        else:
            dates.stated.append((when, f"date line: {text[:60]}"))
    elif kind == "byline" and (when := stamp(text)) and not pairs(text):
        dates.stated.append((when, f"byline: {text[:60]}"))


def _is_labelled(text: str) -> bool:
    return any(name in ("published", "modified", "embargo") for name, _ in pairs(text))


def _neighbour(text: str, kind: str | None, dates: Dates) -> None:
    if kind in ("board_list", "related", "most_read", "headlines", "navigation") and (
        found := list(STAMP.finditer(text))
    ):
        when = stamp(found[-1][0])
        if when:
            dates.hints.append(("neighbour", when))


def _searched(text: str, dates: Dates) -> None:
    if "=" in text and "http" in text:
        dates.hints += [("search", "-".join(found.groups())) for found in _SEARCHED.finditer(text)]


def _prefer_notes(dates: Dates, notes: list[tuple[str, str]]) -> None:
    """A source note names the day of the release itself; a later day on the board is that of reposting."""
    if not notes:
        return
    if dates.stated and dates.stated[0][0][:10] == notes[0][0][:10]:
        return
    dates.hints += [("repost", when) for when, _ in dates.stated]
    dates.stated[:0] = notes[:1]
