"""Cities that point to their state: 하노이, 프랑크푸르트; none inside another name (뉴욕타임스)."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractors.countries.cover import Cover
from extractors.countries.names import leftmost, lookup, state_places
from extractors.countries.pairs import between
from extractors.lexicon import Automaton, LexiconError, items, table
from extractors.mention import Agency, Country, ImpliedCountry
from extractors.reading import Reading

_OURS = "KR"
#: Characters on both sides in which one of several states may be named that have such a city.
_FAR = 2000
#: Characters on both sides in which a city's state may be named; a table may be one endless sentence.
_NEAR = 150
#: One-syllable cities; each needs its state in the sentence ("오스트리아 빈", "독일 본").
_BRIEF = frozenset("칸본빈")
_KINDS = frozenset(
    {"shared", "common", "plain", "name_after", "name_before", "insect", "fused", "cue_after", "post"}
)


@dataclass(frozen=True, slots=True)
class City:
    """A city's name: the states that have one so called, and whether it is another word besides (common).

    plain: another word, but most writers mean the city (소피아).
    """

    name: str
    codes: tuple[str, ...]
    common: bool
    plain: bool


_Spot = tuple[int, int, City]


@functools.cache
def _listed(kind: str) -> Mapping[str, str]:
    """Words of a kind of city_words.csv with their codes. Raises LexiconError for an unknown kind."""
    rows = table("city_words", "surface", "kind", "codes")
    for line, row in enumerate(rows, 2):
        if row["kind"] not in _KINDS:
            raise LexiconError(f"city_words.csv:{line}: unknown kind {row['kind']!r}")
    return {row["surface"]: row["codes"] for row in rows if row["kind"] == kind}


@functools.cache
def _cues() -> Mapping[str, tuple[str, ...]]:
    """Words of the sentence that speak for a city whose name is an ordinary word (시안: 진시황)."""
    return {row["surface"]: items(row["near"]) for row in table("city_cues", "surface", "near")}


def _either(kind: str) -> str:
    return "(?:" + "|".join(map(re.escape, sorted(_listed(kind), key=len, reverse=True))) + ")"


@functools.cache
def _automaton() -> Automaton[City]:
    owners: dict[str, list[str]] = {}
    for code, place in state_places():
        if (
            (len(place) > 1 or place in _BRIEF)
            and place not in lookup()
            and code not in owners.setdefault(place, [])
        ):
            owners[place].append(code)
    for place, codes in _listed("shared").items():
        owners[place] = list(items(codes))
    common, plain = _listed("common").keys(), _listed("plain").keys()
    cities = (
        City(place, tuple(codes), place in common and place not in plain, place in plain)
        for place, codes in owners.items()
    )
    return Automaton(((city.name, city) for city in cities), small=True)


# "하노이에서", "오사카발", "호찌민시", "광둥성": what may be written together with a city
_FUSED = re.compile(rf"{_either('fused')}{{0,2}}(?![가-힣A-Za-z0-9])")
# "파리협정", "시카고대", "뉴욕 타임스", "도쿄 올림픽": a name of its own; "도쿄 대표단" is none
_NAME_AFTER = re.compile(
    rf" ?{_either('name_after')}(?:[은는이가을를의에도로와과]|에서|으로|에게)?(?![가-힣A-Za-z0-9])"
)
# "FC 바르셀로나", "조지 워싱턴", "덴젤 워싱턴"
_NAME_BEFORE = re.compile(rf"(?<![가-힣A-Za-z]){_either('name_before')} ?$")
_LETTER = re.compile(r"[가-힣A-Za-z0-9]")
# "상해 총영사", "발리 공항": what only a city has
_CUE_AFTER = re.compile(rf"시? ?{_either('cue_after')}")
# "오스틴 미국 국방장관", "소피아 씨": a person
_PERSON = re.compile(rf" (?:[가-힣]{{2,6}} ){{0,2}}{_either('post')}(?=[은는이가을를의와과도에]|[^가-힣]|$)")
# "파리를 방제했다"
_INSECT = re.compile(_either("insect"))


def find(
    reading: Reading, countries: Sequence[Country], agencies: Sequence[Agency]
) -> Iterator[ImpliedCountry]:
    """The cities of a text outside the bodies found in it, in order.

    A name that several states' cities share, and one that is an ordinary word besides (세부, 선전), counts
    only where the text or the sentence names its state; it is uncertain then.
    """
    text = reading.text
    hits = ((hit.start, hit.end, hit.entries[0]) for hit in _automaton().hits(text))
    found = [
        (start, end, city)
        for start, end, city in leftmost(hits)
        if _stands_alone(text, start, end) and not _is_name(text, start, end)
    ]
    sure = [spot for spot in found if not spot[2].common]
    bodies = Cover((body.start, body.end) for body in agencies)
    for start, end, city in found:
        if bodies.reach(start) >= end:
            continue
        code = _code(reading, (start, end, city), sure, countries)
        if code and code != _OURS:
            yield ImpliedCountry(
                start=start,
                end=end,
                text=text[start:end],
                rule="country.city",
                certain=len(city.codes) == 1 and not city.common,
                code=code,
                via="city",
            )


def _stands_alone(text: str, start: int, end: int) -> bool:
    return not (start and _LETTER.match(text[start - 1])) and _FUSED.match(text, end) is not None


def _is_name(text: str, start: int, end: int) -> bool:
    return bool(_NAME_AFTER.match(text, end) or _NAME_BEFORE.search(text, max(0, start - 8), start))


def _code(reading: Reading, spot: _Spot, sure: Sequence[_Spot], countries: Sequence[Country]) -> str | None:
    """The state that a city points to. sure: the cities of the text that are no other words, in order."""
    start, end, city = spot
    text = reading.text
    low, high = reading.sentence_at(start)
    low, high = max(low, start - _NEAR), min(high, end + _NEAR)
    if city.name == "파리" and _INSECT.search(text, low, high):
        return None
    if len(city.codes) > 1:
        return _only(city.codes, between(countries, start - _FAR, end + _FAR))
    code = city.codes[0]
    if _CUE_AFTER.match(text, end) or _cued(text[low:high], city):
        return code
    if (city.common or city.plain) and _PERSON.match(text, end):
        return None
    if not city.common:
        return code
    named = any(one.code == code for one in between(countries, low, high))
    first = bisect_left(sure, low, key=lambda spot: spot[0])
    last = bisect_left(sure, high, key=lambda spot: spot[0])
    beside = any(town.codes == (code,) for _, _, town in sure[first:last])
    return code if named or beside else None


def _cued(sentence: str, city: City) -> bool:
    return any(cue in sentence for cue in _cues().get(city.name, ()))


def _only(codes: Sequence[str], countries: Sequence[Country]) -> str | None:
    """The one state among those that have such a city that the text names."""
    named = {one.code for one in countries}.intersection(codes)
    return named.pop() if len(named) == 1 else None
