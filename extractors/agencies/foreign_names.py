"""What may be the name of a body of another state: by the list of such bodies, or by how it ends."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from extractors.agencies.edges import ends_at
from extractors.agencies.words import words
from extractors.gazetteer import Body, gazetteer
from extractors.lexicon import table

_LONGEST = 24


@dataclass(frozen=True, slots=True)
class Suffix:
    """How names of foreign bodies end: the suffix, the least length of what precedes it, what is no body."""

    suffix: str
    stem: int
    never: re.Pattern[str] | None


@functools.cache
def _suffixes() -> tuple[Suffix, ...]:
    return tuple(
        Suffix(row["suffix"], int(row["stems"]), re.compile(row["never"]) if row["never"] else None)
        for row in table("agency_foreign_suffixes", "suffix", "stems", "never")
    )


def endings() -> Iterator[str]:
    """How names of foreign bodies end: 부, 청, 위원회, 중앙은행."""
    return (item.suffix for item in _suffixes())


@functools.cache
def listed() -> Mapping[tuple[str, str], Body]:
    """Foreign bodies of the gazetteer by country code and name without the country."""
    found: dict[tuple[str, str], Body] = {}
    for body in gazetteer().bodies.values():
        if body.body_class == "foreign" and body.country and body.emit == "agency":
            for name in body.names:
                found.setdefault((body.country, name.partition(" ")[2] or name), body)
    return found


def surfaces() -> Iterator[str]:
    """Names of the listed foreign bodies as they stand after their country (상무부, 해관총서, FAA)."""
    return (name for _, name in listed() if len(name) > 1)


def is_body(name: str, country: str) -> bool:
    """Whether a name can be that of a body of a country, by the list or by its ending."""
    if (country, name) in listed():
        return True
    if name in words("only_here"):
        return False  # 과학기술정보통신부 has no namesake abroad
    if name.startswith("·") or any(char.isdigit() for char in name) or not ("가" <= name[-1] <= "힣"):
        return False
    for item in _suffixes():
        if name.endswith(item.suffix) and len(name) - len(item.suffix) >= item.stem:
            return not any(each.never and each.never.fullmatch(name) for each in _suffixes())
    return False


@functools.cache
def own_names() -> Mapping[str, tuple[Body, ...]]:
    """Korean bodies by each of their names, gone ones too."""
    found: dict[str, list[Body]] = {}
    for body in gazetteer().bodies.values():
        if body.body_class not in {"foreign", "international"}:
            for name in body.names:
                found.setdefault(name, []).append(body)
    return {name: tuple(bodies) for name, bodies in found.items()}


def candidates(text: str, hits: Iterable[tuple[int, int]]) -> set[tuple[int, int]]:
    """Words that are listed or end like a foreign body (``hits``), from their beginning to the name's end."""
    found = set()
    for start, end in hits:
        if closed(text, end):
            begin = _word_start(text, start)
            found |= {(begin, end), (_long_start(text, begin), end)}
    return found


# "베트남 농업 및 농촌개발부", "캄보디아 교육, 청년 및 체육부": one name in several words
_FIELDS = (
    "(?:농업|농림|임업|산림|수산|축산|어업|식량|식품|교육|과학|기술|문화|관광|체육|스포츠|청년|청소년|여성|가족|아동|무역|통상|상업|산업"
    "|에너지|광물|자원|천연자원|환경|기후|수자원|관개|보건|노동|고용|사회|복지|경제|재정|예산|기획|투자|교통|통신|정보|디지털|인프라"
    "|도시|주택|토지|국토|해양|외교|인적자원|사회개발|관개|지역|내무|법무|국방|공공|행정|종교)"
)
# "|고용 및 |노동부", "|과학, 기술 및 |혁신부": one name of several fields
_SEVERAL = re.compile(rf"(?<![가-힣])(?:{_FIELDS}, ?){{0,2}}{_FIELDS}{{1,2}} 및 $")


def _long_start(text: str, start: int) -> int:
    """Where a name of several words begins whose last word begins at an offset; else the offset."""
    several = _SEVERAL.search(text, max(0, start - _LONGEST), start)
    return several.start() if several else start


def closed(text: str, end: int) -> bool:
    """Whether the name of a foreign body, in Hangul or in letters, may end at an offset."""
    if text[end - 1].isascii():
        return not (text[end : end + 1].isascii() and text[end : end + 1].isalnum())
    return ends_at(text, end)


def _joins(text: str, dot: int) -> bool:
    """Whether a middle dot is inside one name (에너지·인프라부), not between two (공안부·계획투자부)."""
    return text[dot] == "·" and dot > 0 and text[dot - 1] not in "부청처성회국원행관소단실교"


def _word_start(text: str, offset: int) -> int:
    least = max(0, offset - _LONGEST)
    while offset > least and (text[offset - 1].isalnum() or _joins(text, offset - 1)):
        offset -= 1
    return offset + (text[offset] == "·")
