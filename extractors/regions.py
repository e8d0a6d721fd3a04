"""Regions and groupings of states: 동남아, 중남미, 흑해 연안, G7, APEC; with the codes of their members."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from extractors.country_names import members
from extractors.lexicon import Automaton, LexiconError, items, longest, table
from extractors.mention import Agency, Mention, Region
from extractors.reading import Reading

_MEMBERS = frozenset({"region_m49", "region_press", "groups", ""})


@dataclass(frozen=True, slots=True)
class _Area:
    name: str
    codes: tuple[str, ...]


@functools.cache
def _automaton() -> Automaton[_Area]:
    """Surfaces of regions.csv and of the groupings of agencies.csv. Raises LexiconError for an unknown column."""
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
            pairs += [(surface, area) for surface in (row["name_ko"], *items(row["abbr"])) if surface not in known and len(surface) > 2]
    return Automaton(dict.fromkeys(pairs))


# 유럽연합, 아시아나, 아프리카돼지열병, 중동역, 북미정상회담, 유럽입자물리연구소 are other names
_OTHER = re.compile(
    r"연합(?!뉴스)|나항공|나 |나|돼지|TV|역(?!내)|고(?=[ 등])|동(?![부남북])|개발은행|중앙은행|국가연합|경제|컵|게임|경기대회|선수권|투데이|문화전당|"
    r"문화중심도시|포럼|센터|우주국|인프라투자은행|개발기금|특허청|의약품청|위원회|의회|이사회|평의회|집행위|재단|협회|은행"
)
_BEFORE = re.compile(r"[가-힣A-Za-z0-9]$")


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
    if text[end - 1].isascii() and text[end : end + 1].isascii() and text[end : end + 1].isalnum():
        return False
    before = text[start - 1 : start]
    if before and _BEFORE.match(before) and not (before in "대전한범비" and not text[max(0, start - 2) : start - 1].isalnum()):
        return False
    if text.startswith(("북미", "중미"), start) and end - start == 2:
        return not re.match(r" ?(?:간 )?(?:정상|회담|협상|대화|수교|관계|갈등|무역|핵)", text[end : end + 8])
    return not _OTHER.match(text, end)
