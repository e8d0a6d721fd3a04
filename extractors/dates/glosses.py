"""Words for a day or week with the date itself right behind: 전날(14일), 이튿날인 12일, 금주(1.19.~1.23.)."""

from __future__ import annotations

import re

from extractors.dates.calendar_days import Days, week
from extractors.dates.parts import Expression
from extractors.dates.values import Value

Values = tuple[Value, Value]
_DAY_WORDS = frozenset({"today", "anaphor", "offset"})
_LONGEST_GAP = 3
# "마감일 전날(5.12.|, 9.16.)": several days, none of which is the one
_LISTED = re.compile(r" ?, ?['\d]")


def settle(text: str, found: list[Expression], values: list[Values]) -> list[Values]:
    """The values in which a word for a day or a week has that of the date that explains it.

    A gloss says the same as what it explains, so it also overrules what was counted from the publication
    ("오늘(17일)" in a text that came out on the 19th).
    """
    settled = list(values)
    for index in range(len(found) - 1):
        first, second = found[index], found[index + 1]
        gap = text[first.end : second.start]
        if len(gap) > _LONGEST_GAP or gap.strip() not in ("(", "인") or _LISTED.match(text, second.end):
            continue
        if same := _said(first, *values[index + 1]):
            settled[index] = (same, same)
    return settled


def _said(first: Expression, low: Value, high: Value) -> Value | None:
    """The value that a date (its two ends) lends to the word before it, None where it explains nothing."""
    if low.days is None or high.days is None or first.high is not None:
        return None
    kind = first.kinds[-1]
    if kind in _DAY_WORDS and low.days.start == high.days.end and not first.low.month_shift:
        return Value(low.days, lent=True)
    if kind == "week" and first.low.week_shift is not None:
        whole: Days = week(low.days.start, 0)
        return Value(whole, lent=True) if high.days.end <= whole.end else None
    return None
