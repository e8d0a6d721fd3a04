"""Text dumps → blocks: hard-wrapped lines joined, Markdown left-overs removed, one-line dumps cut up."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from scrapers.boilerplate import furniture
from scrapers.boilerplate.blocks import Block, is_bullet, is_closed
from scrapers.boilerplate.bylines import is_name
from scrapers.boilerplate.captions import split_glued
from scrapers.boilerplate.encoding import plain
from scrapers.boilerplate.labels import bare_label
from scrapers.boilerplate.stamps import STAMP

_IMAGE = re.compile(r"!\[[^\]\n]{0,300}\]\([^)\n]{0,2000}\)")
_LINK = re.compile(r"\[([^\]\n]{1,300})\]\((?:https?:|/|#|javascript:|mailto:)[^)\n]{0,2000}\)")
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.{1,300}?)(?<=\S)\1")
_HEADING = re.compile(r"^#{1,6}\s{1,4}(?=\S)")



def read(text: str) -> list[Block]:
    """A dump (decoded) → its lines as blocks, in order, without empty ones."""
    lines = plain(text).split("\n")
    if sum(1 for line in lines if line.strip()) <= 3 and len(text) > 400:
        lines = _cut_up(" ".join(line.strip() for line in lines))
    elif _is_wrapped(lines):
        lines = _unwrapped(lines)
    blocks: list[Block] = []
    for line in _rejoined([line.strip() for line in lines if line.strip()]):
        blocks += _blocks(line)
    return blocks


def _blocks(line: str) -> list[Block]:
    """One line → one block, or two where a caption is glued to a sentence."""
    heading = bool(_HEADING.match(line))
    shown = _HEADING.sub("", _IMAGE.sub("", line))
    links = sum(len(found[1]) for found in _LINK.finditer(shown))
    shown = _EMPHASIS.sub(r"\2", _LINK.sub(r"\1", shown)).strip()
    if not shown:
        return []
    linked = min(1.0, links / len(shown))
    parts = split_glued(shown) or (shown,)
    return [Block(part, linked, heading=heading, mark=furniture.mark(part)) for part in parts]


# 김하늘 / 기자 on two lines; 등록일 / 2024-05-06 on two lines
def _rejoined(lines: list[str]) -> list[str]:
    joined: list[str] = []
    for line in lines:
        before = joined[-1] if joined else ""
        if line in ("기자", "특파원") and is_name(before):
            joined[-1] = f"{before} {line}"
        elif bare_label(before) in ("published", "modified", "embargo") and STAMP.match(line):
            joined[-1] = f"{before} {line}"
        elif bare_label(before) in ("department", "author") and len(line) <= 40 and not bare_label(line):
            joined[-1] = f"{before} : {line}"
        else:
            joined.append(line)
    return joined


def _width(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in line)


def _is_wrapped(lines: list[str]) -> bool:
    """Did the dumper break lines at a fixed width: many full lines that end in the middle of a sentence?"""
    full = [line.rstrip() for line in lines if len(line.strip()) >= 25]
    if len(full) < 8:
        return False
    widths = sorted(_width(line) for line in full)
    limit = widths[int(len(widths) * 0.95)]
    if limit > 170 or widths[-1] > limit * 1.6:
        return False
    broken = sum(1 for line in full if _width(line) > 0.8 * limit and not is_closed(line))
    return broken >= 0.4 * len(full)


def _unwrapped(lines: list[str]) -> list[str]:
    limit = max(_width(line.rstrip()) for line in lines)
    joined: list[str] = []
    goes_on = False
    for line in lines:
        text = line.strip()
        if text and goes_on and not is_bullet(text):
            joined[-1] = f"{joined[-1]} {text}"
        else:
            joined.append(text)
        goes_on = bool(text) and _width(line.rstrip()) > 0.75 * limit
    return joined


_SENTENCE = re.compile(r"(?<=[다요까죠][.!?])(?=\s)|(?<=다[.][”\"’'」)])(?=\s)")
_STAMPED = re.compile(rf"\s((?:[가-힣]{{2,6}}\s?:?\s)?{STAMP.pattern})(?=\s|$)")
_WRITER = re.compile(r"(?:^|(?<=\s))([가-힣]{2,4}\s기자)(?=\s|$)")


@cache
def _heads() -> re.Pattern[str]:
    """Furniture that stands alone on a line elsewhere, with any spacing; long enough to be no accident."""
    exact, starts, _ = furniture.phrases()
    words = sorted((word for word in (*exact, *(start for start, _ in starts)) if len(word) >= 4), key=len, reverse=True)
    return re.compile(r"(?:^|(?<=\s))(" + "|".join(r"\s?".join(word) for word in words) + r")(?=[\s:]|$|더보기)", re.I)


def _cut_up(line: str) -> list[str]:
    """A dump that lost its line ends → sentences, with the page's furniture before and behind them apart."""
    pieces: list[str] = []
    for number, sentence in enumerate(_SENTENCE.split(line)):
        sentence = sentence.strip()
        if not is_closed(sentence) or number == 0:
            pieces += _furnished(sentence)
            continue
        head = _heads().search(sentence, 0, 60)
        pieces += [*_furnished(sentence[: head.end()]), sentence[head.end() :]] if head else [sentence]
    return [piece.strip() for piece in pieces if piece.strip()]


def _furnished(text: str) -> list[str]:
    """Text that may hold furniture anywhere: a line break around each known phrase, date and byline."""
    text = _heads().sub(r"\n\1\n", text)
    text = _WRITER.sub(r"\n\1\n", text)
    text = re.sub(r"\s(?=[•▷|·]\s|\[[가-힣]{2,12}\]\s)", "\n", text)
    return _STAMPED.sub(r"\n\1\n", text).split("\n")
