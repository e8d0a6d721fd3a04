"""Stretches of text in which a country name is part of another name: 한국은행, 일본뇌염, 「한미 …법」."""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extractors.countries.names import lookup
from extractors.countries.words import either, words
from extractors.lexicon import items, table


@dataclass(frozen=True, slots=True)
class Shield:
    """A stretch [start, end) in which names of the country ``code`` (of all, if None) are no mention."""

    start: int
    end: int
    code: str | None


@dataclass(frozen=True, slots=True)
class Hiding:
    """A listed spelling that hides the names of the country ``code`` (of all, if None) inside it."""

    code: str | None


@dataclass(frozen=True, slots=True)
class Opening:
    """A spelling with which a longer name may begin that is known by its shape only: 대한…협회, 한미…."""


#: Names that hold more than one state of today: 체코슬로바키아 is neither 체코 nor 슬로바키아.
_FORMER_STATES = frozenset({"체코슬로바키아"})
#: Longer than any shield: titles of laws are read up to 80 characters.
_REACH = 90
#: Quoted names of one text that are looked for unquoted; more are no names but a table.
_QUOTED_MOST = 20
_OPENINGS = ("대한", "재일한국인", "재일본", "유엔 한국전", "유엔군 한국전", "미달러", "미불")


def spellings() -> Iterator[tuple[str, Hiding | Opening]]:
    """Shields of the gazetteer by country, names of bodies that hold a country, and openings."""
    for row in table("countries", "code", "shields"):
        for surface in items(row["shields"]):
            if "*" not in surface and surface not in _TOO_WIDE:
                yield surface, Hiding(None if surface in _FORMER_STATES else row["code"])
    for surface in sorted(_bodies()):
        yield surface, Hiding(None)
    for surface in _OPENINGS:
        yield surface, Opening()
    for partner in "미중일영불독러호":
        yield f"한{partner}", Opening()
        yield f"한·{partner}", Opening()


def _bodies() -> set[str]:
    """Names of bodies that may hold the name of a state (its first two syllables), or begin with 한."""
    heads = {state[:2] for state in lookup()}
    listed = {
        name
        for row in table("agencies", "name_ko", "abbr", "emit", "class")
        if row["emit"] != "grouping" and row["class"] != "foreign"
        for name in (row["name_ko"], *items(row["abbr"]))
        if len(name) > 3
    }
    return {
        name
        for name in listed
        if name[0] == "한" or any(name[at : at + 2] in heads for at in range(len(name) - 1))
    }


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
_PAIR_BODY = re.compile(rf"(?<![가-힣])한·?(?!미주)[미중일영불독러호][가-힣·]{{0,12}}?{either('pair_body')}")
# Written together with 한국: "한국정부", "한국산"; other compounds are proper names ("한국숲사랑청소년단")
_KOREAN = re.compile(rf"(?<![가-힣])한국(?!{either('korean_tail')}|[^가-힣]|$)[가-힣]{{1,20}}")
# A war is named after its place: "한국전 참전", "베트남전 참전용사", "이라크전 파병"
_WAR = re.compile(
    r"(?:한국|베트남|월남|이라크)(?: ?전쟁(?! 위기| 가능성| 위험)"
    r"|전 ?(?:참전|당시|발발|정전|용사|파병|영웅|전사))|유엔군? 한국전"
)
# "북한산 둘레길", "북한산과 도봉산": the mountain in Seoul, but before goods: "북한산 석탄"
_MOUNTAIN = re.compile(rf"북한산(?! ?{either('northern_goods')})")
# 홍콩달러, 호주달러: a currency, not the place
_CURRENCY = re.compile(
    r"(?:미국?|홍콩|호주|캐나다|싱가포르|대만|뉴질랜드)(?:달러|불)|중국위안|일본엔|영국파운드"
)
# "대한민국 수산대전", "대한민국학생발명전시회", "대한민국 공공건축상": events and awards
_EVENT = re.compile(
    rf"대한민국 ?(?:[가-힣·]{{1,10}} ){{0,2}}?(?:[가-힣·]{{0,10}}?{either('korea_event')}"
    r"|[가-힣·]{2,8}(?<![이세예위영협현향비보인항])상)(?=[은는이가을를의에과와도으]|[^가-힣]|$)"
)
# "중국줄무늬목거북", "미국쥐똥나무": kinds of animals and plants; "중국산 새우", "미국인" are none
_SPECIES = re.compile(
    rf"(?![산인발계제행식풍의])[가-힣]{{0,6}}?{either('species')}(?=[은는이가을를의과와도에]|[^가-힣]|$)"
)
# "「한·미 …에 관한 특별법」", "「미국산 … 고시」": titles of laws; "「페루의 산골 풍물 놀이」" is no law
_LAW = re.compile(r"[「『]([^「」『』\n]{1,80})[」』]")
_LAW_END = re.compile(
    r"(?:법|법률|시행령|규칙|조례|고시|규정|훈령|예규)(?:\([^)]{1,20}\)| 일부개정법률안| 개정안| 제정안)?$"
)
# "'한국 수소 산업 지원연합'": a quoted name of a body or an event; unquoted it is a name there, too
_QUOTED = re.compile(
    rf"(?:한국|대한민국) [가-힣A-Za-z0-9· ]{{0,30}}?{either('quoted_body')}(?=[('\"」』>》])"
)
# What stands between the quotation mark and the name: "'2025 대한민국", "「제3회 한국"
_QUOTE_BEFORE = re.compile(r"['\"「『<《](?:\d{4}(?:년|년도)? |제\d{1,3}회 )?$")
# "한국 기자협회": associations whose names are written with a space
_SPACED_BODY = re.compile(
    r"(?<![·/-])한국 [가-힣]{2,12}(?:협회|학회|연맹|연합회|진흥회|중앙회|총연합)(?:장|회장)?"
    r"(?=[은는이가을를의과와도에]|[^가-힣]|$)"
)
#: Shapes by the first syllable of what they begin with.
_BY_FIRST = {
    "한": (_BODY, _KOREAN, _PAIR_BODY, _WAR, _SPACED_BODY),
    "대": (_BODY, _EVENT, _CURRENCY),
    "재": (_BODY,),
    "북": (_MOUNTAIN,),
    **dict.fromkeys("베월이유", (_WAR,)),
    **dict.fromkeys("미홍호캐싱뉴중일영", (_CURRENCY,)),
}
# "우즈베크어": languages that no list holds
_LANGUAGE = re.compile(r"어(?![선업민장획종류촌묵패망뢰군구디떤떻느제쩌])")
# 중국어선 is a Chinese fishing boat, not the language
_FISHING = re.compile(r"어(?:선|업|민|장|획|종|류|촌)")


def shields(text: str, listed: Iterable[Shield], openings: Sequence[tuple[int, int]]) -> list[Shield]:
    """Every stretch of the text that hides the country names inside it, sorted by start.

    listed: where a spelling of ``spellings`` stands. openings: where a country's name or an opening does;
    names that are known by their shape begin there.
    """
    found = [shield for shield in listed if not _FISHING.match(text, shield.end - 1)]
    quoted = _quoted(text, openings)
    for start, end in openings:
        found += [Shield(start, start + len(name), None) for name in quoted if text.startswith(name, start)]
        found += [Shield(*shape.span(), None) for shape in _shapes(text, start)]
        after = _SPECIES.match(text, end) or _LANGUAGE.match(text, end)
        if after and text[start:end] in lookup():
            found.append(Shield(start, after.end(), None))
    if "「" in text or "『" in text:
        found += [Shield(*law.span(), None) for law in _LAW.finditer(text) if _LAW_END.search(law.group(1))]
    return sorted(found, key=lambda shield: shield.start)


def _quoted(text: str, openings: Iterable[tuple[int, int]]) -> list[str]:
    """Quoted names of bodies and events that begin with our country."""
    found = (
        _QUOTED.match(text, start)
        for start, _ in openings
        if text[start] in "한대" and _QUOTE_BEFORE.search(text, max(0, start - 9), start)
    )
    return sorted({name.group() for name in found if name})[:_QUOTED_MOST]


def _shapes(text: str, start: int) -> Iterator[re.Match[str]]:
    for shape in (_wild(), *_BY_FIRST.get(text[start], ())):
        if match := shape.match(text, start):
            yield match


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
