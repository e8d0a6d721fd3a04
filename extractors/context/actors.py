"""Who acts in a clause: subjects, reporters, recipients; told by the words behind and around a name."""

from __future__ import annotations

import re

from extractors.context.words import words

# "행정안전부|(장관 김가온, 이하 행안부)|는"
ASIDE = r"(?: ?\([^()\n]{0,60}\))?"
# "산림청|은|", "환경부 장관|은|", "소방청|에서는|"; not "산림청|이고|"
SUBJECT = re.compile(
    rf"{ASIDE}(?: ?(?:[가-힣]{{1,8}})?(?:{words('office')}))?(?:은|는|이|가|께서|에서는|에서도|도)(?![가-힣])"
)
# "행정안전부|(장관 김가온)는|": who speaks in a sentence
SPEAKS = re.compile(rf"{ASIDE}(?:은|는)(?![가-힣])")
# "국방부|, |3억원 투입"
HEADLINE = re.compile(rf"{ASIDE}, ")
# "통계청|에 따르면|", "한국은행| 자료|를 보면", "관세청|이 적발|한", "충청남도|의 사업계획서에 따르면|"
SOURCE = re.compile(rf"{ASIDE}(?:{words('source')}|의 [가-힣 ]{{1,12}}에 (?:따르면|의하면))")
# "호주|는 |…", "필리핀| 정부가 |…"
STATE_ACTS = re.compile(r"(?: ?(?:정부|의회|당국))?(?:은|는|이|가)(?![가-힣])")
# "대한|건설은|", "도내 |기업들이|", "정부는", "김하늘 |씨가|", "㈜새솔|은|"; not "지자체가 관리하는 다리에는"
_ACTOR = re.compile(
    rf"(?:(?:㈜|\(주\)) ?[가-힣A-Za-z0-9]{{1,12}}?|\d개?사|{words('actor')})"
    r"(?:들|측| 등)?(?: ?\d{1,4}(?:곳|개사))?"
    r"(?:\([^()\n]{0,30}\))?(?:은|는|도|에서는|에서도|(?:이|가)(?! [^ ,.]{1,10}[는한된던] [가-힣]))"
    r"(?![가-힣])"
)
# "4천원|을 정부가 |댄다"
_ACTOR_BEHIND = re.compile(
    rf"(?:을|를|은|는)? ?(?:[가-힣]{{1,8}} )?(?:{words('actor')})(?:들|측)?(?:이|가)(?![가-힣])"
)
# "그린나라|가 |", "새솔전자|가 |": any noun as a subject; not "호우가 잦은 지역에"
_ANY_SUBJECT = re.compile(
    r"(?P<noun>[가-힣A-Za-z0-9]{2,15})(?:\([^()\n]{0,20}\))?(?:이|가)(?= )"
    r"(?! [^ ,.]{1,10}[는은한된던운인] [가-힣])"
)
# "사업비|가 ", "피해|가 ": nouns that do nothing
_NO_ACTOR = re.compile(rf"(?:{words('no_actor')})\Z")
_ANY_REACH = 90


def other_acts(text: str, begin: int, end: int) -> bool:
    """Whether a firm, a person or a group is a subject in a stretch: ``도내 기업들이``."""
    return bool(_ACTOR.search(text, begin, end))


def other_acts_behind(text: str, end: int) -> bool:
    """Whether one is right behind an amount that ends at ``end``: ``4천원을 정부가 댄다``."""
    return bool(_ACTOR_BEHIND.match(text, end))


def any_subject(text: str, begin: int, end: int) -> bool:
    """Whether any noun is a subject (이, 가) in a stretch: ``거래액이``."""
    return bool(_ANY_SUBJECT.search(text, begin, end))


def any_actor(text: str, begin: int, end: int) -> bool:
    """Whether a noun that can act is a subject in a stretch: ``새솔목재가``; not ``사업비가``."""
    return any(
        not _NO_ACTOR.search(found["noun"])
        for found in _ANY_SUBJECT.finditer(text, max(begin, end - _ANY_REACH), end)
    )
