"""Regions and groupings of states: 동남아, 중남미, 흑해 연안, G7, APEC; with the codes of their members."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from extractors.countries.names import members
from extractors.countries.words import either
from extractors.lexicon import Automaton, LexiconError, items, longest, table
from extractors.mention import Agency, Mention, Region
from extractors.reading import Reading

# 북미 정상회담: North Korea and the United States, not North America
_SUMMIT = re.compile(rf" ?(?:간 )?{either('summit')}")
_MEMBERS = frozenset({"region_m49", "region_press", "groups", ""})


@dataclass(frozen=True, slots=True)
class _Area:
    """A region with the codes of its members."""

    name: str
    codes: tuple[str, ...]


@functools.cache
def _automaton() -> Automaton[_Area]:
    """Surfaces of regions.csv and of the groupings of agencies.csv.

    Raises LexiconError for an unknown column.
    """
    pairs: list[tuple[str, _Area]] = []
    for line, row in enumerate(table("regions", "name", "surfaces", "members"), 2):
        codes: set[str] = set()
        for source in items(row["members"]):
            column, _, value = source.partition("=")
            if column not in _MEMBERS:
                raise LexiconError(f"regions.csv:{line}: unknown source of members {source!r}")
            codes.update(members(column, value))
        area = _Area(row["name"], tuple(sorted(codes)))
        pairs += [(surface, area) for surface in (row["name"], *items(row["surfaces"]))]
    known = {surface for surface, _ in pairs}
    for row in table("agencies", "name_ko", "abbr", "emit"):
        if row["emit"] == "grouping":
            area = _Area(row["name_ko"], ())
            surfaces = {row["name_ko"], *items(row["abbr"])} - known
            pairs += [(surface, area) for surface in sorted(surfaces) if len(surface) > 2]
    return Automaton(dict.fromkeys(pairs))


# 유럽연합, 아시아나항공, 아프리카돼지열병 are other names; 중동역 and 중동고 are places of a city
_OTHER = re.compile(rf"{either('region_other')}|(?<=중동)(?:역|고|구|로|동)(?!내|안)")
# 대아프리카 외교, 한아세안, 범유럽: a prefix that stands alone; 전중동 and the like do not count
_PREFIXED = re.compile(r"(?:^|[^가-힣A-Za-z0-9])[대한범비]$")
_LETTER = re.compile(r"[가-힣A-Za-z0-9]")


def find(reading: Reading, agencies: list[Agency]) -> list[Mention]:
    """Region mentions of a text outside the bodies found in it (유럽연합 is an agency)."""
    text = reading.text
    return [
        Region(
            start=hit.start,
            end=hit.end,
            text=text[hit.start : hit.end],
            rule="region.name",
            name=hit.entries[0].name,
            codes=hit.entries[0].codes,
        )
        for hit in longest(_automaton().hits(text))
        if _bounded(text, hit.start, hit.end)
        and not any(body.start < hit.end and hit.start < body.end for body in agencies)
    ]


def _bounded(text: str, start: int, end: int) -> bool:
    following = text[end : end + 1]
    if text[end - 1].isascii() and following.isascii() and following.isalnum():
        return False
    if start and _LETTER.match(text[start - 1]) and not _PREFIXED.search(text, max(0, start - 2), start):
        return False
    if text[start:end] in {"북미", "중미"} and _SUMMIT.match(text, end):
        return False
    return not _OTHER.match(text, end)
