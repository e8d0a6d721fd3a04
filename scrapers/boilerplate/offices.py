"""The office in charge of a release, apart from the people there, their telephones and the page's keeper."""

from __future__ import annotations

import re
from collections.abc import Sequence

from scrapers.boilerplate.blocks import Block
from scrapers.boilerplate.fields import Field
from scrapers.boilerplate.kinds import LISTS

Kinds = Sequence[str | None]

_SUFFIX = (
    r"(?:과|팀|실|국|부|청|처|관|원|단|센터|본부|위원회|공단|공사|협회|담당관|추진단|지원단|사무소|연구소|재단"
    r"|시|도|군|구|읍|면|동|소|반|사업소|사무국|대변인|지청|교육청|박물관|은행|학교|대학교|본청)"
)
_OFFICE = re.compile(rf"(?:[가-힣0-9]{{2,}}{_SUFFIX}|[가-힣]{{1,12}}(?:과|팀|실)|대변인)$")
# 산사태방지과 위상헌 · 통신정책기획과 노가람 사무관: the office, then a person
_PERSON = re.compile(
    rf"^(.{{2,40}}?{_SUFFIX})\s(?![가-힣]{{1,3}}(?:과|팀|실|센터|반)(?:\s|$)|[가-힣]{{3}}[국관부청단](?:\s|$))[가-힣]{{2,4}}(?:\s?(?:과장|팀장|실장|국장|서기관|사무관|주무관|연구관|연구사|담당|대리|차장|부장))?$"
)
# 체육예술건강과 ☎ 041-640-… · 하천관리과문의 02-… · 지역경제분석팀(02-…) · 디지털부 / 담당자 홍길동
_BEHIND = re.compile(
    r"\s{0,3}(?:[☎☏✆℡]|\(?\s?(?:문의|전화|연락처|담당자|책임자|연구\s?책임|tel|t\.|fax|e-?mail|등록|작성|조회)|\(?\s?0\d{1,2}\s?[-).]|총괄(?!과|팀|실|국|반|단|담당관|본부|기획)|>|\d{2,4}-\d{3,4}|/\s?담당).{0,200}$",
    re.I,
)
#: Words that stand behind 부서 and 담당 in menus: 부서 누리집, 부서 안내, 부서별 전화번호.
_NO_OFFICE = re.compile(
    r"^(?:누리집|홈페이지|안내|소개|검색|선택|전체|바로\s?가기|자료|업무|목록|이동|찾기|연락처|전화번호|정보|공지|직원|조직|현황|게시판|소식|뉴스|사이트|별.{0,10})$|[.?!]$|관리자$"
)
_UNTOLD = (*LISTS, "comments", "navigation", "login", None)


def department(fields: Sequence[Field], blocks: Sequence[Block], kinds: Kinds) -> str | None:
    """The office by its label: above the body before below it (a release ends with a table of its bureau,
    office and people); 담당부서 and its like, then 부서, then 작성자 if an office wrote it; else an office
    alone among date and counters (``06-11 배포 / 유럽지역본부 / Hit 1,022``).

    None where the label stands in a menu, and where it names a person or nothing.
    """
    first = next((index for index, kind in enumerate(kinds) if kind is None), len(blocks))
    ranked = sorted(
        (field.index > first, _rank(field), field.index, value)
        for field in fields
        if field.stated.field in ("department", "author")
        and kinds[field.index] not in _UNTOLD
        and (value := office(field.stated.value))
        and (field.stated.field == "department" or _OFFICE.search(value))
    )
    return ranked[0][3] if ranked else _bare(blocks, kinds, first)


# 유럽지역본부 · 디지털포용본부 · 국제협력 담당관
_BARE = re.compile(
    r"[가-힣A-Za-z·\s]{2,20}(?:[가-힣](?:과|팀|실)|본부|담당관|지원단|추진단|사업소|사무국|사업단|지역국)"
)


def _bare(blocks: Sequence[Block], kinds: Kinds, first: int) -> str | None:
    for index in range(1, first):
        beside = {*kinds[index - 1 : index], *kinds[index + 1 : index + 2]}
        if kinds[index] == "other" and "counters" in beside and _BARE.fullmatch(blocks[index].text):
            return blocks[index].text.strip()
    return None


def _rank(field: Field) -> int:
    if field.stated.field == "author":
        return 2
    return 1 if field.stated.label in ("부서", "기관명", "담당기관", "제공부서") else 0


def office(value: str) -> str | None:
    """``하천관리과문의 02-2133-0000``, ``하천관리과 김하늘 주무관`` → 하천관리과; None for others."""
    value = _BEHIND.sub("", value).strip(" <>[]│|·,/:-*")
    if value.count("(") != value.count(")"):  # 기획조정실(기획재정담당관) lost its bracket to the line's end
        value = f"{value})" if value.count("(") > value.count(")") else value.rstrip(")")
    if found := _PERSON.match(value):
        value = found[1]
    if not 2 <= len(value) <= 40 or not re.search("[가-힣]", value) or _NO_OFFICE.search(value):
        return None
    return value
