"""How much a word looks like a Korean personal name, by its surname and the syllables behind it."""

from __future__ import annotations

import functools

from extractors.lexicon import items, table
from extractors.people.words import not_names, posts, surnames, syllables

#: What a word alone says: no name at all, only shaped like one, possible, likely, very likely.
NONE, SHAPED, POSSIBLE, LIKELY, SURE = range(5)
# 방안을, 정부의, 기업은 are nouns with a particle; 조사관, 신청인, 고용률 nouns with a suffix.
_ENDINGS = frozenset(
    "을를의은는이가에로와과도만한해하인된할함자사국용형제권률율소부장실관량별품금단회여고상적료급"
)
_MILD_ENDINGS = frozenset("기화성원식동리호")
# 남궁도현, 제갈민: surnames of two syllables
_COMPOUND = frozenset({"남궁", "황보", "제갈", "사공", "선우", "서문", "독고", "동방"})
# 나지형, 최제하: syllables that close a name as often as a noun
_EITHER = frozenset("형하여용")
# 위한, 위해, 인한, 정은: verbs and particles
_VERBAL = frozenset("한해은을인")


@functools.lru_cache(maxsize=8192)
def strength(word: str) -> int:
    """From NONE to SURE. Two syllables never say more than POSSIBLE."""
    if not 2 <= len(word) <= 4 or not min(word) >= "가" or word in not_names("word") or word in posts():
        return NONE
    if word in public_names():
        return SURE if len(word) > 2 else POSSIBLE
    if len(word) == 4 and word[:2] not in _COMPOUND:
        return NONE
    if word[-1] in "은는이가을를의" and word[:-1] in public_names():  # 한강의, 조국이
        return NONE
    found = by_syllables(word)
    if len(word) == 2:
        return NONE if word in not_names("stem") else found
    if word[:2] not in not_names("stem"):
        return found
    return min(found, SHAPED if word[-1] in _ENDINGS else POSSIBLE if word[-1] in _MILD_ENDINGS else found)


def is_odd_name(word: str) -> bool:
    """Whether a word could be a name of rare syllables, or one that only looks like a noun with a suffix."""
    if len(word) != 3 or strength(word) != SHAPED:
        return False
    return word[:2] not in not_names("stem") or word[-1] in _EITHER


def by_syllables(word: str) -> int:
    """From NONE to SURE by the surname and the syllables behind it, whatever the word may mean."""
    if word[:2] in _COMPOUND and len(word) == 3:
        return LIKELY if word[2] in syllables("single") and word[2] not in _VERBAL else SHAPED
    surname = word[:2] if len(word) == 4 else word[0]
    frequency = surnames().get(surname, 0)
    if not frequency:
        return NONE
    given = word[len(surname) :]
    return _single(given, frequency) if len(given) == 1 else _double(given, frequency)


@functools.cache
def public_names() -> frozenset[str]:
    """The names of heads of ministries and of public figures: 조국 is one although it is a word too."""
    known = {name for row in table("people_known", "names") for name in items(row["names"])}
    return frozenset(known | {row["name"] for row in table("office_holders", "name")})


def _single(given: str, frequency: int) -> int:
    if given not in syllables("single") or given in _VERBAL or frequency == 1:
        return SHAPED
    return POSSIBLE


def _double(given: str, frequency: int) -> int:
    first, second = syllables("first").get(given[0], 0), syllables("second").get(given[1], 0)
    if not first or not second:
        return SHAPED
    usual = first + second
    if frequency == 1 or usual == 2:
        return POSSIBLE
    return SURE if usual == 4 and frequency == 3 else LIKELY
