"""Compound nouns that the analyser takes for one word, split where each part is a word of its own.

Kiwi gives 추가경정예산, 예산안, 소방청 and 스마트시티 as single nouns; whoever looks for 예산, 소방 or
"스마트 시티" would miss them. Index and query are split alike, so the whole word is still found as a phrase.
"""

from __future__ import annotations

import functools

from extractors.morphemes import Morpheme, analyse_word
from extractors.search.words import forms, given_split

#: Shorter words are left alone, and so are words longer than any compound.
_SHORTEST, _LONGEST = 3, 12
_NOUNS = frozenset({"NNG", "NNP"})
#: Beside a syllable that only makes another word of a noun, so that 소 in 연구소 is no cow: a letter that no
#: text begins or ends a word with.
AFFIX = "ㅡ"


@functools.lru_cache(maxsize=100_000)
def parts(noun: str, known: bool) -> tuple[str, ...]:
    """The words in a noun: 예산안 → 예산, ㅡ안; 수돗물 → 수도, 물; 인도네시아 → itself.

    Syllables that are no words by themselves carry `AFFIX` on the side of their noun.
    known: whether the analyser's dictionary holds it; an unknown one (소방청) may be a name that only looks
    like two words, so it needs longer parts or a familiar ending.
    """
    listed = given_split(noun)
    if listed is not None:
        return listed
    if not _SHORTEST <= len(noun) <= _LONGEST or noun in forms("whole") or not _is_hangul(noun):
        return (noun,)
    found = _best(noun)
    if found is None or (not known and len(noun) == _SHORTEST and len(found[0]) == 1):
        return (noun,)
    words = [word for place, part in enumerate(found) for word in _words(part, first=place == 0)]
    for place in range(len(words) - 1, 0, -1):
        if words[place] == "학교" and is_university(words[place - 1]):
            words[place - 1 : place] = university(words[place - 1])
    return tuple(words)


def is_university(name: str) -> bool:
    """동국대: what 학교 may stand behind."""
    return len(name) > 2 and name.endswith("대")


def university(name: str) -> tuple[str, str]:
    """동국대 → 동국, 대ㅡ: before 학교, so that 대학교 (대ㅡ, 학교) is found there."""
    return name[:-1], name[-1] + AFFIX


def head(word: str) -> tuple[str, str]:
    """청장 → ㅡ청, ㅡ장: joined to the name of its body, as in 경찰청장."""
    return AFFIX + word[0], AFFIX + word[1]


def _words(part: str, *, first: bool) -> tuple[str, ...]:
    """수출입은행 in 한국수출입은행 → 수출, 수입, 은행; a single syllable carries its mark."""
    if not first and part in forms("head"):
        return head(part)
    if len(part) > 1:
        return parts(part, known=True)
    return (part + AFFIX if first else AFFIX + part,)


def _best(noun: str) -> tuple[str, ...] | None:
    """The split with the fewest parts and single syllables; 재정+부 before 재+정부."""
    best: list[tuple[str, ...] | None] = [()] + [None] * len(noun)
    for end in range(1, len(noun) + 1):
        for start in range(end):
            before = best[start]
            if before is None or (start == 0 and end == len(noun)):
                continue
            if _may_stand(noun, start, end, before):
                found = (*before, noun[start:end])
                kept = best[end]
                if kept is None or _cost(found) < _cost(kept):
                    best[end] = found
    return best[len(noun)]


def _cost(split: tuple[str, ...]) -> tuple[int, int]:
    return len(split) + sum(len(part) == 1 for part in split), len(split[0]) == 1


def _may_stand(noun: str, start: int, end: int, before: tuple[str, ...]) -> bool:
    part = noun[start:end]
    if len(part) > 1:
        return _is_noun(part)
    if start == 0:
        return part in forms("prefix")
    if end < len(noun) or len(before[-1]) == 1:
        return False
    if _tag(before[-1]) == "NNP":
        return part in forms("name_suffix") or (part in forms("place_suffix") and len(before) == 1)
    return part in forms("suffix")


def _is_noun(word: str) -> bool:
    return _tag(word) in _NOUNS and word not in forms("dropped_unit")


@functools.lru_cache(maxsize=200_000)
def _tag(word: str) -> str | None:
    """The tag of a word that the dictionary holds as a whole, else None."""
    found = analyse_word(word)
    return found[0].tag if _is_one_word(found, word) else None


def _is_one_word(found: tuple[Morpheme, ...], word: str) -> bool:
    return len(found) == 1 and found[0].form == word and found[0].known


def _is_hangul(word: str) -> bool:
    return all("가" <= letter <= "힣" for letter in word)
