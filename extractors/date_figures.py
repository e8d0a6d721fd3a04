"""Dates with figures: where the numbers of a text stand, and which rules may look at them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from extractors import date_units, dotted_dates
from extractors.date_parts import Piece

Rule = Callable[[str, int], Piece | None]

# Numbers with what may join them, and the unit behind the last: "2021-23|년", "24, 25|일", "12.28~1.3".
# Most runs of a text ("3개", "1,200명") have none and are passed over without asking any rule.
_RUN = re.compile(
    r"\d+(?=[ .·~,/\-(년월일분회세화수목금토])(?: ?[·~,./-] ?'?\d+){0,24}(?:\. ?)?"
    r"(?:(?P<year> ?년| ?회계)|(?P<month> ?월)|(?P<day> ?일)|(?P<quarter> ?분기)|(?P<century>세기)"
    r"|(?P<weekday> ?\(?[월화수목금토일]))?"
)
_NUMBER = re.compile(r"\d+")
_OF_UNIT: dict[str, tuple[Rule, ...]] = {
    "year": (date_units.year, date_units.decade),
    "month": (date_units.month,),
    "day": (date_units.day,),
    "quarter": (date_units.quarter,),
    "century": (date_units.century,),
    "weekday": (date_units.day,),
}
_DOTTED: tuple[Rule, ...] = (dotted_dates.full, dotted_dates.year_month, dotted_dates.month_day)
_DASHED: tuple[Rule, ...] = (dotted_dates.iso,)
_SLASHED: tuple[Rule, ...] = (dotted_dates.iso, dotted_dates.slashed)


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
