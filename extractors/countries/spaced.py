"""Names with a space inside from a bad text layer: ``일 본 측 대표단``.

A joined form counts only where a word of states follows and the first syllable stands free, because
``회의 중 국장``, ``이미 국회`` and ``2일 본회의`` hold the same letters.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from extractors.countries.names import Spot, lookup
from extractors.countries.words import either, words
from extractors.lexicon import items, table

_FOLLOWS = re.compile(
    rf"(?: ?{either('spaced_after')}"
    r"|[산인군발행계] |인(?:[이은을의과도]|들)|[과와]의? |에[ 서]|[의은는을를] |,)"
)
_FREE = re.compile(
    r"(?:^|[\n,.(\['\"·:;○□ㅇ▲△*<]|(?:은|는|이|가|을|를|도|와|과|에서|에는|로|등|및|에) ?|[가-힣]{2}에는 )$"
)
_BROKEN = re.compile(r"(?:이|그|저|한|\d) $")


@functools.cache
def _pattern() -> re.Pattern[str]:
    spaced = {
        variant
        for row in table("homographs", "surface", "type", "ocr_variants")
        for variant in items(row["ocr_variants"].replace("\u3000", " "))
        if variant.replace(" ", "") == row["surface"] and row["surface"] in lookup()
    }
    kept = sorted(variant for variant in spaced if variant.replace(" ", "") not in words("everyday_split"))
    return re.compile("(?<![가-힣0-9一-鿿])(?:" + "|".join(kept) + ")")


def find(text: str) -> Iterator[Spot]:
    """Names with a space inside; the span keeps the space."""
    for found in _pattern().finditer(text):
        start, end = found.span()
        name = lookup()[found.group().replace(" ", "")]
        if not _FOLLOWS.match(text, end) or _BROKEN.search(text, max(0, start - 2), start):
            continue
        if found.group()[0] in "중일호독" and not _FREE.search(text, max(0, start - 4), start):
            continue
        yield Spot(start, end, name.code, "country.spaced")
