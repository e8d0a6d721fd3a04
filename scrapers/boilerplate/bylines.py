"""Who wrote it: lines such as 「장성협 기자」 and what is left when they are split or joined."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from scrapers.boilerplate import crew
from scrapers.boilerplate.stamps import STAMP

_NAME = r"[가-힣]{2,4}"
_TITLE = (
    r"(?:선임|수석|전문|객원|인턴|시민|대학생|명예|본부|취재|사진|수습|정책)?\s?"
    r"(?:기자|특파원|논설위원|통신원|리포터|앵커|아나운서|PD|에디터)"
)
MAIL = r"[A-Za-z0-9._%+-]{1,64}\s?@\s?[A-Za-z0-9.-]{3,64}"
#: Words of two to four syllables that stand before 기자 and are no names.
_NO_NAMES = frozenset(
    {
        *(
            "담당",
            "출입",
            "취재",
            "시민",
            "선임",
            "인턴",
            "객원",
            "전문",
            "수습",
            "사진",
            "대표",
            "현장",
            "주요",
            "촬영",
            "영상",
            "편집",
            "그래픽",
            "리포트",
            "탐사",
            "수석",
            "본부",
            "교육",
            "경제",
            "사회",
            "정치",
            "문화",
            "산업",
            "과학",
            "디지털",
        ),
        *("여러", "모든", "국내", "외신", "내신", "다른", "온라인", "디지털", "편집", "본지", "해당", "소속"),
        *("청년", "학생", "명예", "유명", "기자", "특파원", "앵커", "논설위원", "쓰는", "묻는"),
    }
)
_WRITER = re.compile(rf"(?<![가-힣])({_NAME})\s?{_TITLE}(?![가-힣])")
# 장성협 기자 · [세종=새길뉴스] 김하늘 기자 = · 글 김하늘 기자 hn@saegil.kr · 김하늘·이도윤 기자 | 승인 …
_LINE = re.compile(
    rf"^[\W]{{0,6}}(?:[\[(【][^\])】]{{1,30}}[\])】]\s?)?(?:[가-힣]{{2,6}}\s?=\s?)?(?:글|취재|기자명|기자|by|작성자?|입력자)?\s?[:=/|]?\s?"
    rf"{_NAME}(?:\s?[·,ㆍ/]\s?{_NAME}){{0,4}}\s?{_TITLE}(?:\s?[·,ㆍ/|]\s?{_NAME}\s?{_TITLE}){{0,4}}[\s=|/·,()<>\[\]]{{0,4}}(?:{MAIL})?(.{{0,80}})$"
)
# what may stand behind the name: 승인 2016.11.22 18:10 · 댓글 0 · 구독 · (세종)
_BESIDE = re.compile(
    r"승인|입력|등록|수정|기사|최초|최종|송고|댓글|조회수?|오전|오후|구독|전체|보기|다른|공유|프로필|이메일|보내기|[년월일시분]|\([월화수목금토]\)|\(?[가-힣]{2,6}\)$"
)
_FOREIGN = re.compile(r"[가-힣]{2,}")
_NAMED = re.compile(rf"^\W{{0,3}}기자명\s?[:|]?\s?({_NAME})(?![가-힣])")
_MAIL_LINE = re.compile(rf"^\W{{0,4}}(?:{_NAME}\s?)?[<(\[]?{MAIL}[>)\]]?\W{{0,3}}$")
_JOINED = re.compile(rf"({_NAME}(?:\s?[·,ㆍ/]\s?{_NAME}){{1,4}})\s?{_TITLE}")


# 김하늘 기자이도윤 기자 · 김하늘 기자정치부 · 이도윤 기자입력 : 2024-… · 김하늘 기자한빛뉴스 입력
_GLUED = re.compile(
    r"(?<=[가-힣]\s기자|[가-힣]{2}기자)(?=[가-힣]{2,4}\s?기자|[가-힣]{1,5}[부팀]\b|(?:입력|승인|등록|수정|기사|구독|페이지|공유|댓글|이메일|[가-힣]{2,8}(?:뉴스|일보|신문|경제)\s))"
)
# 김하늘 디지털뉴스 기자 · 김하늘 경제부 기자 haneul@… : an office between name and title
_OFFICED = re.compile(
    rf"(?<![가-힣])({_NAME})\s[가-힣A-Za-z]{{2,8}}(?:뉴스|부|팀|국|본부)\s(?:기자|특파원)(?![가-힣])"
)
_OFFICE_LINE = re.compile(
    rf"^[\[(【]?\s?{_NAME}\s[가-힣A-Za-z]{{2,8}}(?:뉴스|부|팀|국|본부)\s(?:기자|특파원)\s?(?:\(?{MAIL}\)?)?\s?[\])】]?$"
)


# 시민기자 김하늘 · 정책기자단 김하늘 · 취재 기자 김하늘: the title before the name; not 기자 프로필
_BEFORE_NAME = re.compile(
    r"^\W{0,3}(?:(?:글|취재|글·사진)\s?기자|(?:시민|명예|객원|정책|청년|인턴|대학생|국민)\s?기자(?:단)?)"
    r"\s?[:=|]?\s([가-힣]{3})\W{0,3}$"
)
_PLACES = (
    "워싱턴|뉴욕|도쿄|베이징|상하이|파리|런던|베를린|모스크바|하노이|브뤼셀|제네바|방콕|자카르타|뉴델리|카이로"
    "|이스탄불|로스앤젤레스"
)
# 이도윤 워싱턴 특파원
_POSTED = re.compile(rf"(?<![가-힣])({_NAME})\s(?:{_PLACES})\s?특파원")
# ◎공감언론 한빛통신 haneul@… · 한빛경제 haneul@… · SBN 김하늘 (haneul@…) · [한빛TV 김하늘 haneul@…]
_PAPER = (
    r"(?:[A-Z]{2,5}|[가-힣]{1,6}(?:뉴스|통신|일보|신문|경제|방송|데일리|투데이|닷컴|TV)|뉴스[가-힣]{1,4})"
)
_OF_PAPER = re.compile(
    rf"^[\[(]?(?:◎\s?(?:[가-힣]{{2,8}}\s)?)?{_PAPER}\s?(?:(?<=\s)({crew.NAME})\s?)?[(\[]?{MAIL}[)\]]{{0,2}}$"
)
_WROTE = re.compile(r"^\W{0,3}(?:글·사진|사진·글|글|취재·사진|취재)\s?[=:|]?\s?")


#: Every byline has one of these.
_SIGNS = re.compile("@|기자|특파원|논설위원|통신원|리포터|앵커|아나운서|PD|에디터")


def is_byline(text: str) -> bool:
    """Is the line a byline and nothing else: a name with 기자, perhaps with e-mail, date, counters?"""
    if crew.is_credits(text):
        return True
    if len(text) > 140 or not _SIGNS.search(text):
        return False
    dated = STAMP.match(text)  # 2025년 12월 05일 (금) 11:00:00 마루한 기자
    if dated and "기자" in text:
        text = text[dated.end() :].lstrip(" |·/")
    if _BEFORE_NAME.match(text) and writers(text):
        return True
    if _OF_PAPER.match(text):
        return True
    if _MAIL_LINE.match(text) or _OFFICE_LINE.match(text) or _NAMED.match(text):
        return True
    if _only_writers(text):
        return True
    found = _LINE.match(text)
    return (
        bool(found)
        and not _FOREIGN.search(_BESIDE.sub("", found[1] if found else ""))
        and bool(writers(text))
    )


def _only_writers(text: str) -> bool:
    """김하늘 기자이도윤 기자 · 김하늘 기자 hn@…, 이도윤 기자 dy@…: names and addresses alone."""
    if not ("기자" in text or "특파원" in text) or not writers(text):
        return False
    rest = re.sub(MAIL, "", _POSTED.sub(r"\1 특파원", _GLUED.sub(" ", _WROTE.sub("", text))))
    rest = _BESIDE.sub("", _WRITER.sub("", _OFFICED.sub("", rest)))
    return not re.search(r"[가-힣]{2}|[A-Za-z]{3}|\d{5}", rest)


def writers(text: str) -> list[str]:
    """Names of the reporters in a byline, in order: 「김하늘·이도윤 기자」 → 김하늘, 이도윤."""
    return list(_writers(text))


@lru_cache(maxsize=512)  # each byline is asked for by the kinds, the reporter, the outlet and the boxes
def _writers(text: str) -> Sequence[str]:
    named = _NAMED.match(text)
    if named:
        return [named[1]]
    if (titled := _BEFORE_NAME.match(text)) and titled[1] not in _NO_NAMES:
        return [titled[1]]
    if (author := crew.author(text)) or ((signed := _OF_PAPER.match(text)) and (author := signed[1])):
        return [author]
    text = _POSTED.sub(r"\1 특파원", _GLUED.sub(" ", text))
    found = [(match.start(1), match[1]) for match in (*_WRITER.finditer(text), *_OFFICED.finditer(text))]
    for joined in _JOINED.finditer(text):
        found += [(joined.start(1) + name.start(), name[0]) for name in re.finditer(_NAME, joined[1])]
    return [name for name in dict.fromkeys(name for _, name in sorted(found)) if name not in _NO_NAMES]


def is_name(text: str) -> bool:
    """A bare Korean name on a line of its own (the next line says 기자)."""
    return bool(re.fullmatch(_NAME, text.strip())) and text.strip() not in _NO_NAMES


def named(text: str | None) -> str | None:
    """The author that a page's metadata names → names joined by ``, ``; None if it is no person (관리자)."""
    if not text:
        return None
    names = writers(text) or [part.strip() for part in text.split(",") if is_name(part)]
    return (
        ", ".join(name for name in names if name not in ("관리자", "운영자", "편집부", "편집국", "홍보실"))
        or None
    )
