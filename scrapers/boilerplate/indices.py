"""Raised and lowered figures: 10<sup>8</sup> is 10⁸ and no 108, 정부<sup>1)</sup>는 is 정부¹⁾는."""

from __future__ import annotations

import re

#: The elements that raise and lower.
SMALL = frozenset(("sup", "sub"))
_RAISED = str.maketrans("0123456789+-−–()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-−–()n", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₍₎ₙ")
# 8 · -6 · 2 · n · 1) · (12) · 1,2) ; no words (st, p), no days (3.1.) and no years
_INDEX = re.compile(r"\s?\(?[+−–-]?(?:\d{1,3}|n)(?:,\s?\d{1,3}){0,3}[+−–-]?\)?\s?|[()+−–-]")


def drawn(text: str, tag: str, base: str) -> str:
    """The text of a ``sup`` or ``sub`` as characters that no number before it can take for its own digits.

    base: the character before it, empty at the beginning of a line. ``CO<sub>2</sub>`` and
    ``PM<sub>2.5</sub>`` stay as all Korea writes them, CO2 and PM2.5; lowered is only what follows a digit.
    """
    if not base or not _INDEX.fullmatch(text):
        return text
    if tag == "sup":
        return text.translate(_RAISED)
    return text.translate(_LOWERED) if base.isdigit() else text
