"""What stands against the front and the end of a headline or a sentence in a dump that lost its line ends:
the last words of the menu, buttons, the reporter's name, the outlet.

Names of sections and boards are data (``data/sections.csv``: section, alone). ``alone`` says whether the name
is none of the headline's words even where no other one stands beside it.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path

from scrapers.boilerplate import furniture
from scrapers.boilerplate.crew import NAME
from scrapers.boilerplate.menu_words import TOLD

_DATA = Path(__file__).parent / "data" / "sections.csv"
#: A headline has no fewer words and letters.
_WORDS, _LETTERS = 3, 10
#: So many words of a headline's piece may be the menu's and the trail's; so many of them known, at the least.
_MENU, _KNOWN = 16, 0.5
_BETWEEN = frozenset("|·ㆍ>›»:/-")
# 대구시, · '야간 · 4배… : no menu has such words
_OWN = re.compile(r"[,'\"‘’“”…!?%「」『』]|\.\.")
# 홈>도정마당>보도자료
_TRAIL = re.compile(r"[가-힣A-Z·]{1,10}(?:[>›»/][가-힣A-Za-z·]{2,12}){1,5}")
#: Buttons that side by side are no words of a sentence; so far from its beginning they are looked for.
_BUTTONS = ("share", "login", "counters", "attachments", "comments")
_IN_ROW, _WITHIN = 3, 14
_NAMED = re.compile(rf"\s(?:(?:시민|객원|명예|인턴)기자\s)?({NAME})[·,]?$")
_REPORTER = re.compile(rf"({NAME})\s?기자|시민기자\s({NAME})")
_NAME_OF_OUTLET = (
    r"[가-힣A-Za-z]{2,10}(?:신문|일보|뉴스|타임[즈스]|투데이|저널|경제|방송|미디어|광장|[A-Z]{3})"
)
_OUTLET = re.compile(rf"\s({_NAME_OF_OUTLET})$")
_OUTLETS = re.compile(rf"(?<![가-힣A-Za-z]){_NAME_OF_OUTLET}(?![가-힣A-Za-z])")


def parted(piece: str, line: str) -> list[str]:
    """A piece of the line → its menu's last words, the piece, and who wrote or published it.

    「HOME 홍보 보도자료」 「코레일, 30년 만에 야간 침대열차 부활」 「최하늘」. A name is one that the line
    calls 기자, an outlet one that it names again; of a sentence only a row of buttons before it is cut off.
    """
    if TOLD.search(piece):
        return _without_buttons(piece)
    words = piece.split(" ")
    first = _menu(words)
    rest = " ".join(words[first:])
    if len(words) - first < _WORDS or len(rest) < _LETTERS:
        return [piece]
    found = [" ".join(words[:first])] if first else []
    end = _end(rest, line)
    return [*found, rest[:end], rest[end:].strip()] if end < len(rest) else [*found, rest]


def _menu(words: Sequence[str]) -> int:
    """How many of the first words are the menu's: up to the last name of a section, if most of them are such
    names and the marks between them. A name that may begin a headline needs another right before it.
    """
    known = end = behind = 0
    for at, word in enumerate(words[:_MENU]):
        if _OWN.search(word):
            break
        alone = _sections().get(word, bool(_TRAIL.fullmatch(word)) or None)
        if alone is None and word not in _BETWEEN:
            continue
        known += 1
        beside = alone or (known >= 2 and behind == at)
        behind = at + 1
        if alone is not None and beside and known >= _KNOWN * behind:
            end = behind
    return end


def _end(rest: str, line: str) -> int:
    """Where the headline ends: before the name of the reporter, or of the outlet."""
    named, outlet = _NAMED.search(rest), _OUTLET.search(rest)
    reporters, outlets = _signs(line) if named or outlet else (frozenset[str](), frozenset[str]())
    if named and named[1] in reporters:
        return named.start()
    return outlet.start() if outlet and outlet[1] in outlets else len(rest)


@lru_cache(maxsize=1)  # each piece of the line asks
def _signs(line: str) -> tuple[frozenset[str], frozenset[str]]:
    """Whom the line calls 기자, and the outlets that it names more than once."""
    reporters = {found[1] or found[2] for found in _REPORTER.finditer(line)}
    outlets = Counter(_OUTLETS.findall(line))
    return frozenset(reporters), frozenset(name for name, count in outlets.items() if count > 1)


@cache
def _sections() -> dict[str, bool]:
    with _DATA.open(encoding="utf-8", newline="") as file:
        return {row["section"]: row["alone"] == "yes" for row in csv.DictReader(file)}


def _without_buttons(piece: str) -> list[str]:
    """「| 본지 14면 글자 크기 인쇄 이메일 페이스북」 and the sentence behind it."""
    words = piece.split(" ")
    row, end, at = 0, 0, 0
    while at < min(len(words), _WITHIN):
        size = next((size for size in (1, 2, 3) if _is_button(" ".join(words[at : at + size]))), 0)
        row = row + 1 if size else 0
        at += size or 1
        end = at if row >= _IN_ROW else end
    return [" ".join(words[:end]), " ".join(words[end:])] if 0 < end < len(words) else [piece]


def _is_button(words: str) -> bool:
    mark = furniture.mark(words)
    return len(words) <= 12 and mark is not None and mark.kind in _BUTTONS
