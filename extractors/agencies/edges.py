"""Where a name may begin and end inside running Korean text.

A name is glued to what follows it (particles, titles), so a surface counts only where the syllables
after it are known to be no part of a longer word: 환경부가 and 환경부장관 hold 환경부, 환경부문 does not.
"""

from __future__ import annotations

import functools
import re

from extractors.lexicon import table

# "행정안전부에서는", "외교부로부터", "통계청이며": up to three particles or forms of 이다, then no Hangul
_PARTICLES = (
    "에게서|께서|에게|에서|에선|에는|에도|으로|부터|까지|보다|처럼|이라는|이라고|이라며|라는|라고|라며|이란|이라|이나|이며|이고|이자|이다|"
    "이었|였|입니|인데|로서|로써|이냐|냐|든지|이라도|라도|만큼|커녕|조차|마저|마다|대로|뿐|밖에|하고|한테|이든|은|는|이|가|을|를|의|에|로|와|과|도|만|나|란|인|며|든|다|"
    "등|및|측|내|들"
)
_END = r"(?![가-힣])"


@functools.cache
def followers() -> re.Pattern[str]:
    """What may stand directly after the name of a body: nothing, particles, a title or a unit of it."""
    words = "|".join(
        sorted(
            (
                re.escape(row["word"])
                for row in table("agency_followers", "word", "kind")
                if row["kind"] != "never"
            ),
            key=len,
            reverse=True,
        )
    )
    return re.compile(rf"(?:{_END}|(?:{words})?(?:{_PARTICLES}){{0,3}}{_END})")


@functools.cache
def _never() -> tuple[str, ...]:
    return tuple(row["word"] for row in table("agency_followers", "word", "kind") if row["kind"] == "never")


def ends_at(text: str, end: int) -> bool:
    """Whether a Hangul name may end at an offset, by what stands after it.

    An award or a cup named after a post is a name of its own: 행정안전부장관상, 행안부 장관배.
    """
    rest = text[end : end + 12]
    if rest.lstrip(" ").startswith(_never()) or (text[end - 1] == "위" and rest.startswith("원")):
        return False  # 방통위원장 is a title that has swallowed the name, as 방송통신위원장
    return followers().match(text, end) is not None


def begins_at(text: str, start: int) -> bool:
    """Whether a name may begin at an offset: not inside a Korean word, a Latin word or a number."""
    if start == 0:
        return True
    before = text[start - 1]
    if text[start].isascii():
        return not (
            before.isascii() and (before.isalnum() or before in "&_@/.") and not before.isspace()
        ) and not ("가" <= before <= "힣")
    return not "가" <= before <= "힣"


# "EU산", "OECD국가", "EU10.01→10.05" of a table that lost its spaces
_AFTER_LATIN = re.compile(
    rf"(?:산|국|국가|국들|회원국|가입국|권|형|식|군|지역|\d{{1,3}}\.\d)(?:{_PARTICLES}){{0,2}}{_END}"
)


def latin_ends_at(text: str, end: int) -> bool:
    """Whether a Latin abbreviation may end at an offset: OECD는, EU산, not EUREKA, UN24, IBK시스템."""
    if _AFTER_LATIN.match(text, end):
        return True
    if end == len(text):
        return True
    after = text[end]
    return not (after.isascii() and (after.isalnum() or after in "_@")) and ends_at(text, end)
