"""Dates with figures: where the numbers of a text stand, and which rules may look at them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from extractors.dates import dotted, units
from extractors.dates.parts import Piece

Rule = Callable[[str, int], Piece | None]

# Numbers with what may join them, and the unit behind the last: "2021-23|년", "24, 25|일", "12.28~1.3".
# Most runs of a text ("3개", "1,200명") have none and are passed over without asking any rule.
_RUN = re.compile(
    r"\d(?<!\d\d)\d*+(?=[ .·~,/\-(년월일분사회세부화수목금토月火水木金土QH上下초상중하말])"
    r"(?:(?: {0,2}[·~,./-] {0,2}|부터 )'?\d+){0,24}(?:\. ?)?"
    r"(?:(?P<half>(?:년 ?)?[上下])|(?P<year> ?년| ?회계)|(?P<month> ?월)|(?P<day> ?일)"
    r"|(?P<quarter>[ 사]?분기)|(?P<century>세기)"
    r"|(?P<weekday> ?\(?[월화수목금토일月火水木金土])|(?P<latin>[QH])"
    r"|(?P<part>(?=[초상중하]순|[초말]))|(?P<alone> (?=[상하]반기|\d{1,2}월|[1-4][ /]?4? ?분기"
    r"|[봄여가겨])))?"
)
_NUMBER = re.compile(r"\d+")
_OF_UNIT: dict[str, tuple[Rule, ...]] = {
    "year": (units.year, units.decade),
    "month": (units.month,),
    "day": (units.day,),
    "quarter": (units.quarter,),
    "century": (units.century,),
    "weekday": (units.day, units.day_with_weekday),
    "latin": (units.latin,),
    "half": (units.chinese_half,),
    "part": (units.month_stop,),
    "alone": (units.year_alone,),
}
_DOTTED: tuple[Rule, ...] = (dotted.full, dotted.year_month, dotted.month_day)
_UP_TO_MONTH: tuple[Rule, ...] = (units.to_month,)
_DASHED: tuple[Rule, ...] = (dotted.iso,)
_SLASHED: tuple[Rule, ...] = (dotted.iso, dotted.slashed)


def figures(text: str) -> Iterator[Piece]:
    """Every calendar expression of a folded text that begins with a number; overlaps and doubtful ones
    included."""
    for run in _RUN.finditer(text):
        rules = _OF_UNIT.get(run.lastgroup or "", ())
        written = run[0]
        if "." in written:
            rules += _DOTTED
        if "-" in written:
            rules += _DASHED
        if run.lastgroup == "month" and ("~" in written or "-" in written):
            rules += _UP_TO_MONTH
        if "/" in written:
            rules += _SLASHED
        if rules:
            yield from _read(text, run.start(), run.end(), rules)


def _read(text: str, start: int, end: int, rules: tuple[Rule, ...]) -> Iterator[Piece]:
    """What the rules find at each number of a run, and at the apostrophe before a short year."""
    for number in _NUMBER.finditer(text, start, end):
        at = number.start()
        places = (at - 1, at) if at and text[at - 1] == "'" else (at,)
        whole = False
        for place in places:
            for rule in rules:
                if piece := rule(text, place):
                    yield piece
                    whole = whole or (piece.end >= end and not piece.weak)
        if whole:  # what begins further on lies within it
            return
