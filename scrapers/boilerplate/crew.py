"""Lines of credits that are no bylines of a reporter: who filmed, cut and drew; a club's member who wrote."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data" / "crew.csv"
#: Family names, so that 디자인 : 개선 and 정책기자단 3기 발대식 name nobody.
_FAMILY = (
    "가감강경고공곽구국권금기길김나남노도독동두류마맹명모목문민박반방배백변복봉부빈사상서석선설"
    "성소손송승신심안양어엄여연염예오옥온왕용우원위유육윤은이인임장전정제조주지진차채천초최추탁"
    "편표피하한함허현형호홍황"
)
NAME = (
    rf"(?:[{_FAMILY}][가-힣]{{2}}|(?:남궁|황보|제갈|사공|선우|독고|서문|동방)[가-힣]{{1,2}})"
    r"(?<![회전단팀])(?<![발수해]대식|수료식|임명식)"
)
_LONGEST = 120
#: Every such line has one of these.
_SIGNS = re.compile(
    r"(?:촬영|취재|편집|영상|그래픽|디자인|기자|글|정리|구성|연출|제작|음악|음향|자막|"
    r"기획|작가|서포터즈|홍보|리서처|삽화|일러스트|C[Gg]|c[Gg]|V[Jj]|v[Jj]|A[Dd]|a[Dd]|P[Dd]|p[Dd]|화면)"
)
_OPENING, _CLOSING = re.compile(r"^[\[(<【〈]\s?"), re.compile(r"\s?[\])>】〉]$")
_APART = r"[\s,·ㆍ/|ㅣ]{1,4}"


@cache
def _roles(sure: bool) -> str:
    """The roles as an alternation, the longest first; ``sure``: only those that nothing else is called."""
    with _DATA.open(encoding="utf-8", newline="") as file:
        rows = [row["role"] for row in csv.DictReader(file) if row["sure"] == "yes" or not sure]
    return "|".join(r"\s?".join(map(re.escape, _parts(one))) for one in sorted(rows, key=len, reverse=True))


def _parts(role: str) -> list[str]:
    """``영상취재`` is written 영상 취재, too."""
    return [role[:2], role[2:]] if len(role) > 3 else [role]


@cache
def _line() -> re.Pattern[str]:
    # 촬영기자 : 이도윤 · 영상취재 이도윤 영상편집 박소미
    # 영상취재: 이도윤·박소미, 편집: 우하나 | 디지털뉴스팀
    pair = (
        rf"(?:(?:{_roles(False)})\s?[:：=]\s?|(?:{_roles(True)})\s)"
        rf"{NAME}(?:\s?[,·ㆍ]\s?{NAME}(?!\s?[:：=])){{0,4}}(?:\s?(?:기자|PD))?"
    )
    return re.compile(rf"{pair}(?:{_APART}{pair}){{0,6}}(?:{_APART}[가-힣A-Za-z]{{2,10}}(?:팀|부|국))?")


# 글·사진 김하늘 · 글/사진=김하늘 · 글 · 그림 : 김하늘 · 사진·글 김하늘, 이도윤
_WROTE = re.compile(
    rf"^\W{{0,3}}(?:글\s?[·ㆍ/,&]\s?(?:사진|그림|영상)|(?:사진|그림|취재)\s?[·ㆍ/,&]\s?(?:글|사진))\s?[:：=|]?\s?"
    rf"({NAME}(?:\s?[,·ㆍ]\s?{NAME}){{0,2}})\W{{0,3}}$"
)
# 정리: 한빛브리핑 김하늘 · 정리=김하늘 · <취재 : 푸른마음 대학생 기자 김하늘>
_PUT = re.compile(
    rf"^\W{{0,3}}(?:정리|취재|글|취재·정리|구성)\s?[:：=]\s?(?:[가-힣A-Za-z]{{2,8}}\s){{0,3}}?({NAME})\W{{0,3}}$"
)
# 행정안전부 정책기자단 3기 김하늘 · 제15기 국민기자단 김하늘
_MEMBER = re.compile(
    rf"^\W{{0,3}}(?:[가-힣]{{2,12}}\s){{0,2}}(?:제?\d{{1,2}}기\s)?[가-힣]{{0,6}}\s?(?:기자단|서포터즈|홍보단)\s"
    rf"(?:제?\d{{1,2}}기\s)?({NAME})\W{{0,3}}$"
)
# ※ 이 글은 한빛부 블로그 기자단 '안전누리' 5기 김하늘 님이 써 주셨습니다.
# 본 기사는 … 김하늘 님이 작성했습니다.
_THANKED = re.compile(
    rf"^[※*▶■\s]{{0,3}}(?:이|본|위|해당)\s?(?:글|기사|포스트|포스팅|콘텐츠|원고)[은는]\s[^.!?]{{0,60}}?"
    rf"(?:기자단|서포터즈|시민기자|홍보대사|명예기자)[^.!?]{{0,30}}?\s({NAME})\s?(?:님|씨|기자|학생)?[이가]\s"
    rf"(?:직접\s)?(?:써\s?주|작성|취재|기고|보내|쓴|썼|제작)[^.!?]{{0,20}}[.!]?$"
)
_CLUB = (_WROTE, _PUT, _MEMBER, _THANKED)


def is_credits(text: str) -> bool:
    """Is the line nothing but credits: of a film's or a page's makers, or of a club's member?"""
    if not 5 <= len(text) <= _LONGEST or not _SIGNS.search(text):
        return False
    bare = _CLOSING.sub("", _OPENING.sub("", text))
    return bool(_line().fullmatch(bare)) or author(text) is not None


def author(text: str) -> str | None:
    """Who wrote the text by such a line (not who filmed it): ``글·사진 김하늘`` → 김하늘."""
    if not 5 <= len(text) <= _LONGEST:
        return None
    found = (pattern.match(text) for pattern in _CLUB)
    return next((one[1] for one in found if one), None)


@cache
def _trailing() -> re.Pattern[str]:
    # SBN 김하늘입니다. <영상취재 : 이도윤>
    return re.compile(
        rf"(?<=[가-힣][.!?])\s?(?=[\[(<【〈]\s?(?:{_roles(True)})\s?[:：=\s][^.!?]{{3,80}}[\])>】〉]$)"
    )


def split(text: str) -> tuple[str, str] | None:
    """A sentence with the makers' credits behind it → both; None where no such credits follow."""
    found = _trailing().search(text, max(0, len(text) - 110)) if text[-1:] in "])>】〉" else None
    if not found or not is_credits(text[found.end() :]):
        return None
    return text[: found.start()], text[found.end() :]
