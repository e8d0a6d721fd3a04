"""The year of a text that names a national day by its number: 제106주년 3·1절 is that of 2025.

Source of the facts: ``data/counted_days.csv``, for each day the year from which its numbers count.
"""

from __future__ import annotations

import functools
import re

from extractors.lexicon import LexiconError, table


def counted_years(text: str) -> dict[int, str]:
    """Years of the national days that a folded text names by their number, each with the words."""
    pattern, bases = _days()
    years: dict[int, str] = {}
    for match in pattern.finditer(text):
        years.setdefault(bases[match[2]] + int(match[1]), match[0])
    return years


@functools.cache
def _days() -> tuple[re.Pattern[str], dict[str, int]]:
    """A pattern for "제106주년 3·1절", "제59회 발명의 날", and the bases by name.

    Raises LexiconError for a base that is no year.
    """
    bases: dict[str, int] = {}
    for row in table("counted_days", "name", "base"):
        if not re.fullmatch(r"1[89]\d\d|20\d\d", row["base"]):
            raise LexiconError(f"counted_days.csv: {row['name']}: {row['base']!r} is no year")
        bases[row["name"]] = int(row["base"])
    names = "|".join(map(re.escape, sorted(bases, key=len, reverse=True)))
    return re.compile(rf"제 ?(\d{{1,3}}) ?(?:주년|회|돌)[ '\"「『]{{0,3}}({names})"), bases
