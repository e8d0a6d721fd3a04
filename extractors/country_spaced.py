"""Names that lost their shape in a bad text layer: ``일 본 측 대표단`` (a space inside), ``루 정부`` for 페루.

A joined form counts only where a word of states follows and the first syllable stands free, because
``회의 중 국장``, ``이미 국회`` and ``2일 본회의`` hold the same letters.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from extractors.country_chains import Spot
from extractors.country_names import lookup
from extractors.lexicon import items, table

_FOLLOWS = re.compile(
    r"(?: ?(?:정부|대통령|총리|국왕|대사|대사관|대표단|측|공안|당국|외교|외무|국방|연방|의회|국민|교민|관광객|기업|시장|경제|수출|수입|현지|방문|여행|"
    r"국적|주재|출신|북부|남부|동부|서부|전역|공무원|장관|정상|해군|해경|어선|업체|학생|유학생|근로자|노동자|법인|진출|제품|대표팀|수도)|"
    r"(?:산|인|군|발|행|계) |인(?:[이은을의과도]|들)|(?:과|와)의? |에[ 서]|의 |은 |는 |을 |를 |,)"
)
_FREE = re.compile(r"(?:^|[\n,.(\['\"·:;○□ㅇ▲△*<]|(?:은|는|이|가|을|를|도|와|과|에서|에는|로|등|및|에) ?|[가-힣]{2}에는 )$")


@functools.cache
def _pattern() -> re.Pattern[str]:
    spaced = {
        variant
        for row in table("homographs", "surface", "type", "ocr_variants")
        for variant in items(row["ocr_variants"].replace("\u3000", " "))
        if row["type"] == "country" and variant.replace(" ", "") == row["surface"] in lookup()
    }
    kept = sorted(variant for variant in spaced if variant.replace(" ", "") not in _NEVER)
    return re.compile("(?<![가-힣0-9一-鿿])(?:" + "|".join(kept) + ")")


#: Their halves are everyday words: "네 팔", "바 레인", "이 란 말", "오 만 원", "수 단", "가 봉", "대 만".
_NEVER = frozenset({"네팔", "바레인", "이란", "오만", "수단", "가봉", "대만", "가나", "인도", "말리", "타이", "기니", "통가", "토고", "차드", "쿠바"})


def find(text: str) -> list[Spot]:
    """Names with a space inside; the span keeps the space."""
    return list(_spaced(text))


def _spaced(text: str) -> Iterator[Spot]:
    for found in _pattern().finditer(text):
        start, end = found.span()
        name = lookup()[found.group().replace(" ", "")]
        broken = re.search(r"(?:이|그|저|한|\d) $", text[max(0, start - 2) : start])
        state = _FOLLOWS.match(text, end)
        if not state or broken:
            continue
        if found.group()[0] in "중일호독" and not _FREE.search(text, max(0, start - 4), start):
            continue
        yield Spot(start, end, name.code, "country.spaced")
