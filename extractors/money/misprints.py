"""Numbers whose digits are grouped as no number's are: ``1,5000억원``, ``1.234.567원``."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

from extractors import numerals
from extractors.numerals import Numeral

# "1,5000억", "1,50억", "1.234.567", "12,34,567": groups of digits that are not all three long
_GROUPS = re.compile(r"(?<![\d.,])[1-9]\d{0,17}(?:[.,]\d{1,18}){1,6}(?P<units>[천백십]?[만억조]?)\Z")
_REACH = 64
#: The rules of the two outcomes: a value where the stops can only be commas, else none.
_READ, _UNREAD = "money.typed_stop", "money.misgrouped"


def before(text: str, end: int, numeral: Numeral | None) -> Numeral | None:
    """The misprinted number that ends at ``end``, or None where ``numeral``, as read there, is sound.

    Its value is None unless each group is three digits long and all marks are full stops (``1.234.567``).
    A list without blanks (``10,20만``) is no misprint.
    """
    if numeral is not None and text[numeral.start - 1 : numeral.start] not in (".", ","):
        return None
    found = _GROUPS.search(text, max(0, end - _REACH), end)
    if found is None:
        return None
    written = found.group().removesuffix(found["units"])
    if "." not in written and numeral is not None and _is_list(written.split(",")):
        return None
    value = None
    if re.fullmatch(r"[1-9]\d{0,2}(?:\.\d{3}){2,6}", written):
        sound = numerals.read(written.replace(".", "") + found["units"], 0)
        value = sound.value if sound else None
    return Numeral(found.start(), end, value, Decimal(1), True, found["units"][-1:] in numerals.BIG, False)


def rule(numeral: Numeral) -> str:
    """The name of the rule that made an amount of a misprinted number."""
    return _UNREAD if numeral.value is None else _READ


def _is_list(figures: list[str]) -> bool:
    """``5,6천만``, ``10,20만``, ``5,10만``: rising figures of the same kind, as far as digits can tell."""
    counts = [int(figure) for figure in figures]
    rising = all(one < other for one, other in pairwise(counts))
    return rising and counts[-1] < 100 and (len({len(figure) for figure in figures}) == 1 or counts[-1] == 10)
