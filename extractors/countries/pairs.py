"""``양국``, ``두 나라``, ``양 정상``, ``양측``: the two states of the talks, where no doubt is left."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.mention import Country, ImpliedCountry
from extractors.reading import Reading

# "양국은", "한미양국", "두 나라의", "양 정상이", "양측은"; not "해양국", "두 나라 이상", "양측면"
_BOTH = re.compile(
    r"양국(?!화)|두 ?나라(?! ?이상| 중)|양 ?정상(?![적화])|양측(?![면정량])"
    r"|양자(?= ?(?:회담|정상|면담|협의|협력))"
)
_LETTER = re.compile(r"[가-힣A-Za-z0-9]")
# "한·베트남", "한미", "미국과 중국", "한국 및 일본", "우리나라와 베트남": two names joined
_JOINED = re.compile(r"(?: ?[·/–-] ?| ?(?:과|와|및|하고) ?|, ?|)")
# right behind the pair: "미중 양국", "한국과 독일 두 나라는", "한·일 외교장관은 양국"
_BEHIND = re.compile(r"(?:의|은|는|이|가|간)? ?(?:정부|정상)?[은는이가의]? ?$")
# "우리나라와", "우리 정부는", "우리 측": Korea without its name
_WE = re.compile(r"(?<![가-힣])우리(?:나라| ?정부| ?측|[는와의가])")
# who meets when states talk: 양측 alone may be two firms
_TALKS = re.compile(r"정상|회담|장관|총리|대통령|대사|대표단|외교|협정|면담")
#: States that two others talk about more often than with: 북한 in a meeting with 독일.
_TOPICS = frozenset({"KP"})
#: Characters of a sentence that are read; a table may be one endless sentence.
_NEAR = 400
#: Sentences that are read back from 양국; a text that has moved on speaks of others.
_BACK = 3


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two states and whether the text itself joins them right there."""

    codes: tuple[str, str]
    certain: bool


def find(reading: Reading, countries: Sequence[Country]) -> Iterator[ImpliedCountry]:
    """Both states of every such word, in order; nothing where it is not clear which two are meant.

    countries: the mentions of the text, in order.
    """
    text, partner = reading.text, _only_partner(countries)
    for found in _BOTH.finditer(text):
        start, end = found.span()
        if start and _LETTER.match(text[start - 1]) and not _ends_name(countries, start):
            continue
        pair = _beside(text, countries, start) or _spoken_of(reading, countries, found, partner)
        for code in pair.codes if pair else ():
            yield ImpliedCountry(
                start=start,
                end=end,
                text=found.group(),
                rule="country.both",
                certain=pair is not None and pair.certain,
                code=code,
                via="both",
            )


def _ends_name(countries: Sequence[Country], start: int) -> bool:
    place = bisect_left(countries, start, key=lambda one: one.start)
    return place > 0 and countries[place - 1].end == start


def _beside(text: str, countries: Sequence[Country], start: int) -> _Pair | None:
    """``미중 양국``: the two states right before it, and no third one joined to them."""
    place = bisect_left(countries, start, key=lambda one: one.start)
    if place < 2 or not _BEHIND.fullmatch(text, countries[place - 1].end, start):
        return None
    first, second = countries[place - 2], countries[place - 1]
    if not _JOINED.fullmatch(text, first.end, second.start) or first.code == second.code:
        return None
    if place > 2 and _JOINED.fullmatch(text, countries[place - 3].end, first.start):
        return None
    return _Pair((first.code, second.code), certain=True)


def _spoken_of(
    reading: Reading, countries: Sequence[Country], found: re.Match[str], partner: _Pair | None
) -> _Pair | None:
    """The states of the nearest sentence that names any: two, or one beside Korea."""
    text, low = reading.text, reading.sentence_at(found.start())[0]
    high = found.start()
    for _ in range(_BACK):
        low = max(low, high - _NEAR)
        named = between(countries, low, high)
        codes = {one.code for one in named} - _TOPICS
        if codes - {"KR"}:
            talks = not found.group().startswith(("양측", "양자")) or _TALKS.search(text, low, high)
            return _pair(text, codes, low, high) if talks else None
        if not low:
            break
        high = low
        low = reading.sentence_at(low - 1)[0]
        if low >= high:
            break
    return partner if found.group().startswith(("양국", "두")) else None


def _pair(text: str, codes: set[str], low: int, high: int) -> _Pair | None:
    ours = "KR" in codes or _WE.search(text, low, high) is not None
    others = sorted(codes - {"KR"})
    if len(others) == 1:
        return _Pair(("KR", others[0]), certain=False)
    if len(others) == 2 and not ours:
        return _Pair((others[0], others[1]), certain=False)
    return None


def _only_partner(countries: Sequence[Country]) -> _Pair | None:
    """Korea and the only other state that the whole text names."""
    others = {one.code for one in countries} - {"KR"} - _TOPICS
    return _Pair(("KR", others.pop()), certain=False) if len(others) == 1 else None


def between(countries: Sequence[Country], low: int, high: int) -> Sequence[Country]:
    """The mentions, given in order, that begin in [low, high)."""
    begin = bisect_left(countries, low, key=lambda one: one.start)
    return countries[begin : bisect_left(countries, high, key=lambda one: one.start)]
