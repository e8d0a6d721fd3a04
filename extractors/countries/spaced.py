"""Names with a space inside from a bad text layer: ``일 본 측 대표단``.

A joined form counts only where a word of states follows and the first syllable stands free, because
``회의 중 국장``, ``이미 국회`` and ``2일 본회의`` hold the same letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

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
# "종일 본", "2일 본": the first syllable ends another word
_LETTER = re.compile(r"[가-힣0-9一-鿿]")
_BROKEN = re.compile(r"(?:이|그|저|한|\d) $")


@dataclass(frozen=True, slots=True)
class Torn:
    """A name with a space inside, as a scanned page may have it."""

    code: str


def spellings() -> Iterator[tuple[str, Torn]]:
    """``일 본``, ``조지 아``: the torn spellings of homographs.csv that are no everyday words."""
    for row in table("homographs", "surface", "type", "ocr_variants"):
        name = lookup().get(row["surface"])
        for variant in items(row["ocr_variants"].replace("\u3000", " ")):
            joined = variant.replace(" ", "")
            if name and joined == name.surface and joined not in words("everyday_split"):
                yield variant, Torn(name.code)


def find(text: str, torn: Iterable[tuple[int, int, Torn]]) -> Iterator[Spot]:
    """Names with a space inside; the span keeps the space. torn: where such a spelling stands."""
    for start, end, entry in torn:
        if (start and _LETTER.match(text, start - 1)) or not _FOLLOWS.match(text, end):
            continue
        if _BROKEN.search(text, max(0, start - 2), start):
            continue
        if text[start] in "중일호독" and not _FREE.search(text, max(0, start - 4), start):
            continue
        yield Spot(start, end, entry.code, "country.spaced")
