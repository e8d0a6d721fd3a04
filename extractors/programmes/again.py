"""Names that were introduced between marks, where they stand again without them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.lexicon import Automaton
from extractors.mention import Programme
from extractors.programmes.marked import programme
from extractors.programmes.names import is_body, named

_SHORTEST = 4
# "2026 바다의 별 축제", "제4회 빗물 공모전", "2026년 산촌 사업", "드론 챌린지 2025"
_TIME = re.compile(r"\A(?:20\d\d(?:년도?)? |제 ?\d{1,3}회 ){1,2}| 20\d\d\Z")
# "산촌 창업 지원사업 설명회", "수소항만 기본계획 공청회"
_MEETING = re.compile(r" (?:설명회|공청회|토론회|간담회)\Z")
# "함께제2차 …": a blank that is lost
_NUMBER = re.compile(r"제\d")
_MIXED = re.compile(r"[^가-힣]")
_PARTICLE = re.compile(
    r"(?:은|는|이|가|을|를|의|에|과|와|도|로|만|등|이나|인|및|사업|행사)?(?![가-힣A-Za-z0-9])"
    r"|(?:으로|에서|에는|에도|에의|에게|까지|부터|보다|처럼|이라|이란|라는|라고|이며|이다|이고|입니다|만을|들)[가-힣]{0,3}"
)


def again(text: str, known: Sequence[Programme]) -> Iterator[Programme]:
    """Further places of the names in ``known``, in no order."""
    taken = {one.start for one in known}
    forms = {form for one in known if _is_distinct(one) for form in _forms(one.name)}
    if not forms:
        return
    # "글로벌강소 육성 사업" where the quoted name has other blanks: both are read without any
    bare = Automaton((form, form) for form in {form.replace(" ", "") for form in forms})
    hits = list(bare.hits(text.replace(" ", "")))
    places = [place for place, letter in enumerate(text) if letter != " "] if hits else []
    for hit in hits:
        start, end = places[hit.start], places[hit.end - 1] + 1
        begins = not text[start - 1 : start].isalnum() or _NUMBER.match(text, start)
        alone = begins and _PARTICLE.match(text, end)
        if alone and start not in taken and not is_body(text, end):
            yield programme(text, start, end, "again")


def _forms(name: str) -> Iterator[str]:
    """The name; it without the year or the count of one time; what a meeting about it is named after."""
    yield name
    bare = _TIME.sub("", name)
    if bare != name and len(bare) > _SHORTEST and named(bare, 0, len(bare)):
        yield bare
    bare = _MEETING.sub("", name)
    inner = named(bare, 0, len(bare)) if bare != name else None
    if inner is not None and inner[2] == "firm":
        yield bare


def _is_distinct(one: Programme) -> bool:
    """``'전통시장' 캠페인`` doesn't make every 전통시장 a campaign; ``'두바퀴 출근' 캠페인`` does."""
    if one.rule != "programme.quoted_before":
        return len(one.name) >= _SHORTEST
    return len(one.name) >= 6 or (len(one.name) >= _SHORTEST and _MIXED.search(one.name) is not None)
