"""Stretches of text in which a country name is part of another name: 한국은행, 일본뇌염, 「한미 …법」."""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from dataclasses import dataclass

from extractors.countries.names import lookup
from extractors.countries.words import either, words
from extractors.lexicon import Automaton, items, table


@dataclass(frozen=True, slots=True)
class Shield:
    """A stretch [start, end) in which names of the country ``code`` (of all, if None) are no mention."""

    start: int
    end: int
    code: str | None


#: Names that hold more than one state of today: 체코슬로바키아 is neither 체코 nor 슬로바키아.
_FORMER_STATES = frozenset({"체코슬로바키아"})
#: Longer than any shield: titles of laws are read up to 80 characters.
_REACH = 90


@functools.cache
def _listed() -> Automaton[str | None]:
    """Shields of the gazetteer by country, and names of bodies that begin with a country."""
    pairs: list[tuple[str, str | None]] = [
        (surface, None if surface in _FORMER_STATES else row["code"])
        for row in table("countries", "code", "shields")
        for surface in items(row["shields"])
        if "*" not in surface and surface not in _TOO_WIDE
    ]
    for row in table("agencies", "name_ko", "abbr", "emit", "class"):
        if row["emit"] != "grouping" and row["class"] != "foreign":
            pairs += [(name, None) for name in (row["name_ko"], *items(row["abbr"])) if len(name) > 3]
    return Automaton(dict.fromkeys(pairs))


#: Shields of the gazetteer that hide real mentions too (기니만): the cues of country_risks.csv judge.
_TOO_WIDE = frozenset(words("loose_shield"))


@functools.cache
def _wild() -> re.Pattern[str]:
    """``한국*공사`` of the gazetteer: the star is one to eight Hangul syllables."""
    patterns = [
        re.escape(surface).replace(r"\*", "[가-힣]{1,8}")
        for row in table("countries", "code", "shields")
        for surface in items(row["shields"])
        if "*" in surface
    ]
    return re.compile("|".join(patterns))


# 한국 or 대한 with a body's name behind it, unlisted too: "한국드론기업연합회", "대한산악구조협회"
_BODY = re.compile(rf"(?<![가-힣])(?:한국|대한|대한민국|재일한국인|재일본)[가-힣·]{{0,16}}?{either('body')}")
# "한일경제협회", "한미반도체": associations and firms; "한중공동위원회" is between states
_PAIR_BODY = re.compile(rf"(?<![가-힣])한·?[미중일영불독러호][가-힣·]{{0,12}}?{either('pair_body')}")
# Written together with 한국: "한국정부", "한국산"; other compounds are proper names ("한국숲사랑청소년단")
_KOREAN = re.compile(rf"(?<![가-힣])한국(?!{either('korean_tail')}|[^가-힣]|$)[가-힣]{{1,20}}")
# "「한·미 …에 관한 특별법」", "「미국산 … 고시」": titles of laws; "「페루의 산골 풍물 놀이」" is no law
_LAW = re.compile(r"[「『]([^「」『』\n]{1,80})[」』]")
_LAW_END = re.compile(
    r"(?:법|법률|시행령|규칙|조례|고시|규정|훈령|예규)(?:\([^)]{1,20}\)| 일부개정법률안| 개정안| 제정안)?$"
)
# A war is named after its place: "한국전 참전", "베트남전 참전용사", "이라크전 파병"
_WAR = re.compile(
    r"(?:한국|베트남|월남|이라크)전(?:쟁| ?(?:참전|당시|발발|정전|용사|파병|영웅|전사))|유엔군? 한국전"
)
# 홍콩달러, 호주달러: a currency, not the place
_CURRENCY = re.compile(
    r"(?:미국?|홍콩|호주|캐나다|싱가포르|대만|뉴질랜드)(?:달러|불)|중국위안|일본엔|영국파운드"
)
# "우즈베크어": languages that no list holds
_LANGUAGE = re.compile(r"([가-힣]{2,8})어(?![선업민장획종류촌묵패망뢰군구디떤떻느제쩌])")


# 중국어선 is a Chinese fishing boat, not the language
_FISHING = re.compile(r"어(?:선|업|민|장|획|종|류|촌)")


def shields(text: str) -> list[Shield]:
    """Every stretch of the text that hides the country names inside it, sorted by start."""
    found = [
        Shield(hit.start, hit.end, code)
        for hit in _listed().hits(text)
        for code in hit.entries
        if not _FISHING.match(text, hit.end - 1)
    ]
    for compiled in (_wild(), _BODY, _KOREAN, _PAIR_BODY, _WAR, _CURRENCY):
        found += [Shield(*match.span(), None) for match in compiled.finditer(text)]
    found += [Shield(*match.span(), None) for match in _LAW.finditer(text) if _LAW_END.search(match.group(1))]
    found += [Shield(*match.span(), None) for match in _LANGUAGE.finditer(text) if match.group(1) in lookup()]
    return sorted(found, key=lambda shield: shield.start)


def covered(found: list[Shield], start: int, end: int, code: str) -> bool:
    """Whether a name of the country ``code`` at [start, end) stands inside one of the sorted shields."""
    for index in range(bisect_right(found, start, key=lambda shield: shield.start) - 1, -1, -1):
        shield = found[index]
        if shield.start < start - _REACH:
            return False
        longer = shield.end - shield.start > end - start
        if longer and end <= shield.end and shield.code in (None, code):
            return True
    return False
