"""The country that a body belongs to, by what stands before its name."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from datetime import date

from extractors.countries.names import name_ending_at, names, syllables
from extractors.lexicon import table
from extractors.reading import Reading

#: Former names of states and the day from which the Foreign Ministry uses the new one.
_FORMER = {"터키": date(2022, 6, 24), "스와질란드": date(2018, 7, 1), "마케도니아": date(2019, 2, 12)}


@functools.cache
def country_names() -> Mapping[str, str]:
    """The Korean name of each country by its code."""
    return {row["code"]: row["name_ko"] for row in table("countries", "code", "name_ko")}


@functools.cache
def country_initials() -> frozenset[str]:
    """The first characters of all names of countries: a quick look before a closer one."""
    return frozenset(name.surface[0] for name in names()) | frozenset(syllables())


def country_before(reading: Reading, begin: int, *, glued: bool) -> tuple[int, str] | None:
    """Start and code of the country right before an offset: glued to it, or with a space or 의 between."""
    text = reading.text
    if not glued:
        if text[begin - 1 : begin] not in (" ", ")"):
            return None
        begin = _before_gloss(text, begin)
    for gap in (0,) if glued else (0, 1, 2) if text[begin : begin + 1] == "(" else (1, 2):
        if gap > begin or text[begin - gap : begin] not in ("", " ", "의 "):
            continue
        found = name_ending_at(reading, begin - gap)
        if found and found[1] == "DM" and text.startswith("(공)", begin - gap):
            found = found[0], "DO"  # 도미니카(공) 산업부: the republic
        # in 한미 국방부, 한·일 외교부 the countries share the name: it is no foreign body alone
        if found and not (begin - gap - found[0] == 1 and found[0] and _joined(text, found[0])):
            return found
    if text[begin : begin + 1] == "(":  # (일본) 경제산업성
        return name_ending_at(reading, text.index(")", begin))
    return None


# "아랍에미리트(UAE) 산업첨단기술부", "튀르키예(터키) 재무부"
_GLOSS = re.compile(r"\([A-Za-z가-힣一-鿿.]{1,7}\) ?$")


def _before_gloss(text: str, begin: int) -> int:
    """Where the gloss of a country's name begins that ends right before an offset; else the offset."""
    if text[begin - 1 : begin] != ")" and text[begin - 2 : begin] != ") ":
        return begin
    gloss = _GLOSS.search(text, max(0, begin - 10), begin)
    return gloss.start() if gloss else begin


# "알바니아에서는 혁신공공행정부의", "베트남은 산업무역부가", "호주 측에서는 산업부", "이란측 : 도로부"
_CLAUSE = re.compile(
    r"(?: ?(?:측|정부))?(?:에서는|에서도|에서|에선|은|는|이|가|도)? $|(?<=측) [가-힣]{2,6} ?: ?$"
)


def country_of_clause(reading: Reading, begin: int) -> tuple[int, str] | None:
    """The country that the clause begins with, before the long name of a ministry of its own."""
    text = reading.text
    match = _CLAUSE.search(text, max(0, begin - 12), begin)
    if match is None or match.end() - match.start() < 2 or not _MINISTRY.match(text, begin):
        return None
    at = match.start()
    if match[0].lstrip().startswith(":") or text[at - 1] == "측":
        at -= 1  # 이란측 상대기관 : 도로도시개발부
    found = name_ending_at(reading, at - (text[at - 1 : at] == " "))
    return found if found and at - found[0] > 1 else None


# "베트남은 |산업무역부|가", "알바니아에서는 |혁신공공행정부|의"
_MINISTRY = re.compile(r"[가-힣]{4,20}?[부청](?=[가-힣]{0,3}(?![가-힣]))")
# "(인니측) 아디 하르토노 상무부 국장", "<베트남 측> 산업무역부, 공안부", "(우리측) 외교부"
_SIDE = re.compile(r"(?<![가-힣])(?P<country>[가-힣]{1,8}) ?측(?P<open>은 |이 |에서는 |에서 | ?[)\]>:】])")


def country_of_side(reading: Reading, begin: int, *, listed: bool) -> tuple[int, str] | None:
    """The country whose side a line lists: all bodies after (몽골측) are Mongolia's; KR for ours.

    listed: only where the side is put in brackets or before a colon, not 몽골 측은.
    """
    text = reading.text
    least = max(0, begin - 200)
    line = max(text.rfind("\n", least, begin) + 1, least)
    if text.find("측", line, begin) < 0:
        return None
    sides = list(_SIDE.finditer(text, line, begin))
    if not sides:
        return None
    side = sides[-1]
    if side["country"] in {"우리", "아", "한"}:
        return side.start(), "KR"
    if side["open"].endswith(" ") and (listed or side.start() < reading.sentence_at(begin)[0]):
        return None
    return name_ending_at(reading, side.end("country"))


# "UAE에서 모하메드 알 가님 통신규제청장과": the head of a body that is not ours
_HEAD = re.compile(r"[가-힣]{3,20}(?:부 ?(?:부?장관|[12]?차관)|청(?:장|차장))")
#: How far before such a head the country is looked for.
_REACH = 60


def country_of_head(reading: Reading, begin: int, end: int, *, ours: bool) -> tuple[int, str] | None:
    """The country named last in the sentence before the head of a body that is not ours."""
    text = reading.text
    if ours or _HEAD.match(text, begin) is None or text[begin - 1 : begin] not in (" ", ")"):
        return None
    least = max(begin - _REACH, reading.sentence_at(begin)[0])
    for at in range(begin - 1, least, -1):
        found = name_ending_at(reading, at)
        if found and at - found[0] > 1:
            return found
    return None


# "중국의 리진펑 외교부 부부장", "브라질 아나 실바(Ana Silva) 노동고용부 차관보"
_PERSON = re.compile(
    r"(?:의)? (?:(?!방문|주재|총리|대통령|장관|대사|특사|순방|출장|정부|등 |및 |간 |내 )"
    r"[가-힣]{1,8}(?<![은는을를의에로와과한인된할서른간부청처회])(?:\([^()\n]{2,40}\))? ){1,4}$"
)
# "외교부| 부부장|", "노동고용부| 차관보|": the post of the person behind the body
_TITLE = re.compile(
    r" ?(?:제?[12]?차관|부장관|부부장|장관|장(?=[은는이가과와을를의에도,·\s)]|$)"
    r"|[가-힣]{0,8}총?국장|대변인|청장|부청장|차장|국무장관|[가-힣]{0,6}실장|특별?대표)"
)


def country_of_person(reading: Reading, begin: int, end: int) -> tuple[int, str] | None:
    """The country before a person before the body: 중국의 리진펑 외교부 부부장."""
    text = reading.text
    if text[begin - 1 : begin] != " " or not _TITLE.match(text, end):
        return None
    person = _PERSON.search(text, max(0, begin - 60), begin)
    while person is not None:
        found = name_ending_at(reading, person.start())
        if found is not None:
            return found if person.start() - found[0] > 1 or not "가" <= text[found[0]] <= "힣" else None
        person = _PERSON.search(text, person.start() + 1, begin)
    return None


def written_name(reading: Reading, country: tuple[int, str], begin: int) -> str | None:
    """터키 for Türkiye before it asked to be called 튀르키예; else None, the usual name of the country."""
    name = reading.text[country[0] : begin].removesuffix("의 ").strip()
    renamed = _FORMER.get(name)
    if renamed is None or reading.published is None or reading.published.first >= renamed:
        return None
    return name


def _joined(text: str, start: int) -> bool:
    return text[start - 1] in "·-/" or "가" <= text[start - 1] <= "힣"
