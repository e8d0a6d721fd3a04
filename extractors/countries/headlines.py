"""One-syllable names that a headline or a list of speakers sets apart: ``미, 관세 인상``, ``(한) 외교부``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.countries.names import Spot, syllables
from extractors.countries.words import pattern
from extractors.reading import Reading

# "미, 이란 핵시설 타격", "북 “모든 핵 포기”", "… 중, 희토류 통제": a headline's subject
_HEADLINE = re.compile(
    r"([미중일러북영독불호])(?<![가-힣A-Za-z0-9一-鿿·/-].)(?:(?<![^\n].)|(?<=[\n…\]\"'].)|(?<=[…\]\"'] .))"
    r"(?:, ?(?=[가-힣A-Z'\"一-鿿]{2})(?!가정|생활|고교|고등|대형|소형|학습)| (?=[\"'](?![은는이가을를의])))"
)
# "(한) 외교부 1차관, (미) 국무부 부장관": who speaks for whom; not "25일(일)", "난이도(중)"
_IN_BRACKETS = re.compile(r"\((?<![가-힣0-9).] \()(?<![가-힣0-9).]\()([한미중일러영독불호])\)(?= ?[가-힣])")
#: Characters within which a bracket has its partner, and a sentence about the North its words.
_APART = 200
# "북의 파병", "북은 미사일을", "북미사일": in a sentence about the North; a drum and a direction else
_NORTH = re.compile(r"북(?<![가-힣A-Za-z0-9].)(?<!남과 .)(?=(?:의|은|이|에|과|도) |미사일|도발|외무성)")
# "러의 공습", "러는 부인했다": no other word is so short
_RUSSIA = re.compile(r"러(?<![가-힣A-Za-z0-9].)(?=(?:의|는|가|를|와|에|도|에선|에서) )")


def find(reading: Reading) -> Iterator[Spot]:
    """One-syllable names at the head of a headline, in brackets, and 북 in talk of the North."""
    yield from _headlines(reading.text)
    yield from _bracketed(reading.text)
    yield from _north(reading)
    for found in _RUSSIA.finditer(reading.text):
        yield Spot(*found.span(), "RU", "country.alone")


def _headlines(text: str) -> Iterator[Spot]:
    for found in _HEADLINE.finditer(text):
        yield Spot(*found.span(1), syllables()[found.group(1)], "country.headline")


def _bracketed(text: str) -> Iterator[Spot]:
    found = list(_IN_BRACKETS.finditer(text))
    for at, one in enumerate(found):
        others = (other for other in found[max(0, at - 1) : at + 2] if other.group() != one.group())
        paired = any(abs(other.start() - one.start()) < _APART for other in others)
        if paired or pattern("modifier_noun").match(text, one.end() + (text[one.end()] == " ")):
            yield Spot(*one.span(1), syllables()[one.group(1)], "country.bracket")


def _north(reading: Reading) -> Iterator[Spot]:
    text = reading.text
    for found in _NORTH.finditer(text):
        low, high = reading.sentence_at(found.start())
        if pattern("north_near").search(
            text, max(low, found.end() - _APART), min(high, found.end() + _APART)
        ):
            yield Spot(*found.span(), "KP", "country.alone")
