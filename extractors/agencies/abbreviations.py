"""Abbreviations: which of them count on their own, and which need a cue or the full name in the text."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from extractors.agencies.places import places
from extractors.agencies.words import words
from extractors.gazetteer import Body, gazetteer
from extractors.lexicon import LexiconError, table
from extractors.reading import Reading

_MODES = frozenset({"free", "named", "cue", "strict", "never"})
#: "KOICA", "K-water", "R&D": names in Latin letters.
LATIN = re.compile(r"[A-Za-z0-9&+ -]+")


@dataclass(frozen=True, slots=True)
class AbbreviationRule:
    """When an abbreviation counts.

    mode: free; named (the full name stands in the text too); cue (named, or ``cues`` are found in the
    sentence); strict (the cues are needed in any case); never. agency_id: the body meant, None for all
    that bear the name.
    """

    surface: str
    agency_id: str | None
    mode: str
    cues: re.Pattern[str] | None


@functools.cache
def rules() -> Mapping[str, tuple[AbbreviationRule, ...]]:
    """Rules of ``data/agency_abbr_rules.csv`` by surface. Raises LexiconError for an unknown mode or id."""
    found: dict[str, list[AbbreviationRule]] = {}
    for row in table("agency_abbr_rules", "surface", "agency_id", "mode", "cues"):
        body_id = row["agency_id"] or None
        if row["mode"] not in _MODES or (body_id and body_id not in gazetteer().bodies):
            raise LexiconError(f"agency_abbr_rules.csv: {row['surface']}: unknown mode or agency_id")
        cues = re.compile(row["cues"]) if row["cues"] else None
        found.setdefault(row["surface"], []).append(
            AbbreviationRule(row["surface"], body_id, row["mode"], cues)
        )
    return {surface: tuple(several) for surface, several in found.items()}


def allowed(
    surface: str, bodies: tuple[Body, ...], around: tuple[str, str], named: set[str]
) -> tuple[Body, ...]:
    """The bodies that an abbreviation may stand for, by its rules.

    around: its sentence, and the sentence with the one before. named: ids of bodies named in full.
    """
    told = tuple(body for body in bodies if body.id in named)
    if surface not in rules():
        short = LATIN.fullmatch(surface) and len(surface) < 4 and all(_is_korean(body) for body in bodies)
        return told if told or short else bodies
    if told and rules()[surface][0].mode not in {"strict", "never"}:
        return told
    for rule in rules()[surface]:
        context = around[0] if rule.mode == "strict" else around[1]
        cued = rule.mode in {"cue", "strict"} and rule.cues is not None and rule.cues.search(context)
        if rule.mode == "free" or cued:
            return tuple(body for body in bodies if rule.agency_id in (None, body.id)) or bodies
    return ()


def _is_korean(body: Body) -> bool:
    return body.body_class not in {"foreign", "international"}


# "유엔 인권위", "고려대 노동연구원", "한국대학교 기획처"
_OTHER_OWNER = re.compile(
    r"(?:[가-힣]{2,8}대학교?|[가-힣]{1,4}(?<![최확증시절반상세우거])대|[가-힣]{0,6}당|유엔|변협|미국|지역) $"
)
# "|부산시| 선관위": the word before a name, which may be a place
_WORD_BEFORE = re.compile(r"(?<![가-힣])([가-힣]{2,12}) $")
#: Names that others bear too: provinces, parties, schools.
_OWNED = re.compile(r"(?:선관위|인권위|체육회|적십자사|기획처|진흥원|사회서비스원|관광공사|환경공단|연구원)$")
# "청와대 앞마당", "청와대 관람", "청와대에서"
_VENUE = re.compile(
    r" ?(?:앞|개방|관람|경내|영빈관|사랑채|녹지원|춘추관|본관|인근|주변|야간|방문객|에서(?!는))"
)
#: The president sat elsewhere and the house was a park; "from" and "until" as in the gazetteer.
_PARK = (date(2022, 5, 10), date(2025, 12, 29))


def _has_other_owner(text: str, start: int) -> bool:
    """서울시 선관위, 대구 예술의전당, 고려대 노동연구원: not the national body of that name."""
    begin = max(0, start - 16)
    word = _WORD_BEFORE.search(text, begin, start)
    local = word is not None and places().fullmatch(word[1]) is not None
    return local or _OTHER_OWNER.search(text, begin, start) is not None


def out_of_place(reading: Reading, start: int, end: int, *, full: bool) -> bool:
    """Whether an abbreviation has another owner here, or 청와대 is the building or the park."""
    text, surface = reading.text, reading.text[start:end]
    may_be_other = surface in words("shared_name") if full else _OWNED.search(surface) is not None
    if may_be_other and _has_other_owner(text, start):
        return True
    if surface != "청와대":
        return False
    empty = reading.published is not None and _PARK[0] <= reading.published.first < _PARK[1]
    return empty or _VENUE.match(text, end) is not None
