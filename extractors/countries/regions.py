"""Regions and groupings of states: 동남아, 중남미, 흑해 연안, G7, APEC; with the codes of their members."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extractors.countries.cover import Cover
from extractors.countries.names import leftmost, members
from extractors.countries.words import either
from extractors.lexicon import LexiconError, items, table
from extractors.mention import Agency, Mention, Region

# 북미 정상회담: North Korea and the United States, not North America
_SUMMIT = re.compile(rf" ?(?:간 )?{either('summit')}")
_MEMBERS = frozenset({"region_m49", "region_press", "groups", ""})


@dataclass(frozen=True, slots=True)
class Area:
    """A region with the codes of its members."""

    name: str
    codes: tuple[str, ...]


def spellings() -> Iterator[tuple[str, Area]]:
    """Surfaces of regions.csv and of the groupings of agencies.csv.

    Raises LexiconError for an unknown column.
    """
    known: set[str] = set()
    for line, row in enumerate(table("regions", "name", "surfaces", "members"), 2):
        codes: set[str] = set()
        for source in items(row["members"]):
            column, _, value = source.partition("=")
            if column not in _MEMBERS:
                raise LexiconError(f"regions.csv:{line}: unknown source of members {source!r}")
            codes.update(members(column, value))
        area = Area(row["name"], tuple(sorted(codes)))
        surfaces = {row["name"], *items(row["surfaces"])}
        known |= surfaces
        yield from ((surface, area) for surface in sorted(surfaces))
    for row in table("agencies", "name_ko", "abbr", "emit"):
        if row["emit"] == "grouping":
            area = Area(row["name_ko"], ())
            surfaces = {row["name_ko"], *items(row["abbr"])} - known
            yield from ((surface, area) for surface in sorted(surfaces) if len(surface) > 2)


# 유럽연합, 아시아나항공, 아프리카돼지열병 are other names; 중동역 and 중동고 are places of a city
_OTHER = re.compile(
    rf"{either('region_other')}|(?<=중동)(?:역|고|구|로|동)(?!내|안)|(?<=아시아)경제(?!권|공|성|협)"
)
#: Surfaces with which other words begin, too: 남미륵사지, 미주알고주알, 걸프렌드, 발칸포, 북미션.
_OPEN = frozenset({"남미", "북미", "중미", "미주", "구주", "걸프", "발칸"})
_ENDS = re.compile(rf"(?:{either('tail')}{{1,3}})?(?![가-힣])|{either('region_tail')}")
_GULF_WAR = re.compile(r"전(?:쟁|[은는이가을를의에]|[^가-힣]|$)")
# 부천시 중동: a quarter of a city
_QUARTER = ("부천시 ", "부천 ", "원미구 ", "상동·", "상동과 ", "대구 동구 ")
# 대아프리카 외교, 한아세안, 범유럽: a prefix that stands alone; 전중동 and the like do not count
_PREFIXED = re.compile(r"(?:^|[^가-힣A-Za-z0-9])[대한범비]$")
_LETTER = re.compile(r"[가-힣A-Za-z0-9]")


def find(text: str, areas: Iterable[tuple[int, int, Area]], agencies: Sequence[Agency]) -> list[Mention]:
    """Region mentions of a text outside the bodies found in it (유럽연합 is an agency).

    areas: where a spelling of ``spellings`` stands.
    """
    bodies = Cover((body.start, body.end) for body in agencies)
    return [
        Region(
            start=start, end=end, text=text[start:end], rule="region.name", name=area.name, codes=area.codes
        )
        for start, end, area in leftmost(areas)
        if _bounded(text, start, end) and bodies.reach(end - 1) <= start
    ]


def _bounded(text: str, start: int, end: int) -> bool:
    following = text[end : end + 1]
    if text[end - 1].isascii() and following.isascii() and following.isalnum():
        return False
    if start and _LETTER.match(text[start - 1]) and not _PREFIXED.search(text, max(0, start - 2), start):
        return False
    surface = text[start:end]
    if surface in {"북미", "중미"} and _SUMMIT.match(text, end):
        return False
    if surface == "중동" and text.endswith(_QUARTER, 0, start):
        return False
    if surface in _OPEN and not _may_end(text, surface, start, end):
        return False
    return not _OTHER.match(text, end)


def _may_end(text: str, surface: str, start: int, end: int) -> bool:
    if surface == "걸프" and _GULF_WAR.match(text, end):
        return False
    if text.endswith("한", 0, start):
        return False  # "한미주식회사"
    return _ENDS.match(text, end) is not None
