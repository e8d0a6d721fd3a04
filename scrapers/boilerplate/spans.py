"""Where the pieces of a one-line dump begin and end: what on a page stands on a line of its own.

Dates with their labels, bylines, credits of pictures, counters, marks of releases, the page's furniture; a
word that may be furniture or the article's (공유, 경제) counts only beside other furniture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from scrapers.boilerplate import furniture, labels
from scrapers.boilerplate.bylines import writers
from scrapers.boilerplate.stamps import STAMP

Span = tuple[int, int]

#: The end of a sentence.
SENTENCE = re.compile(
    r"(?<=[다요까죠][.!?])(?=\s)|(?<=[다요죠][.!?][”\"’'」)\]])(?=\s)|(?<=다[”\"’'」)][.])(?=\s)"
    r"|(?<=[음함임됨][.])(?=\s[□○ㅇ◦※*-])|(?<=[가-힣]다[.])(?=[가-힣‘“\[□○▲△▶※])"
)
#: Behind a space these begin something new: □ ○ of a release, ※, (세종=한빛뉴스), [새길신문 기자], <저작권자
_BEGINS = re.compile(
    r"\s(?=[□○◦◇◆■●❍▢☞▶※•▷]\s?[^\s]|ㅇ\s|[①-⑳]\s?[(가-힣]"
    r"|[\[(【<](?:[가-힣]{2,8}\s?=\s?)?[가-힣A-Za-z0-9 ]{0,16}"
    r"(?:뉴스|일보|신문|통신|경제|타임[즈스]|투데이|방송|TV)[^\])】>\n]{0,20}[\])】>]\s?[가-힣‘“\"]"
    r"|[\[(【][가-힣]{2,6}\s?=\s?[가-힣A-Za-z0-9 ]{2,16}[\])】]"
    r"|\[(?:앵커|기자|리포트|인터뷰)\]|\[[가-힣]{2,4}\s기자\]"
    r"|<?저작권자\s?[ⓒ©(]|[<\[]\s?(?:ⓒ|©|Copyright)|Copyrights?\s?(?:ⓒ|©|\(c\)|20\d\d)"
    r"|[ⓒ©]\s?[가-힣A-Za-z]{2,20}[.,]?\s?(?:무단|All\s)"
    r"|<출처|제목\s(?=.{8,150}?\s(?:작성자|작성일|등록일|담당부서|글쓴이|부서)\s)|https?://"
    r"|\[관련\s?(?:기사|뉴스)\])"
)
#: Behind these something new begins: the credit of a picture, an address, the mark of a copyright.
_ENDS = re.compile(
    r"[(\[<]\s?(?:사진|자료|그래픽|이미지|출처)\s?(?:제공|출처)?\s?[=:/ ]\s?[^()\[\]<>\n]{2,30}[)\]>](?=\s)"
    r"|[(\[<][^()\[\]<>\n]{2,24}\s제공[)\]>](?=\s)|[/|]?\s?사진\s?=\s?[가-힣A-Za-z0-9]{2,12}(?:\s(?:제공|기자))?(?=\s)"
    r"|(?<=\s)[가-힣]{2,10}(?:부|처|청|시|도|군|구|공단|공사|뉴스|신문|일보|통신)\s제공(?=\s)|\s자료사진(?=\s)|(?<=\S)/뉴스1(?=\s)"
    r"|[(\[][가-힣A-Za-z]{2,12}\s?DB[)\]](?=\s)|https?://\S{4,2000}(?=\s)|재배포\s?(?:및\s.{0,20})?금지[>)\]]?(?=\s)|All\s?rights?\sreserved\.?(?=\s)|(?:<출처[^<>]{2,60}>)(?=\s)"
    r"|\.(?:hwpx?|pdf|docx?|xlsx?|pptx?|zip|jpe?g|png|odt)(?:\s?[\[(][\d.,]{1,8}\s?[KMG]?B[\])])?(?=\s)",
    re.I,
)
# 조회 : 219 · 댓글 11 · 공감 17 · 추천 수 0 · 조회수 1,024회
_COUNTER = re.compile(
    r"(?<![가-힣])(?:조회\s?수?|댓글\s?수?|추천\s?수?|공감|비공감|좋아요|싫어요|화나요|슬퍼요|hit|views?)\s?:?\s?\d[\d,]{0,8}(?:\s?[회개건](?=\s|$))?(?=\s|$)",
    re.I,
)
# 부서 : 도시정비지원과 · 글쓴이 : 사무국 · 작성자 정책지원센터 · 담당부서 물순환안전국 하천관리과
_LABELLED = re.compile(
    r"(?<![가-힣])(?:(?:담당|작성|소관|등록)?부서명?|작성자|글쓴이|등록자|게시자|담당자?|연락처|전화(?:번호)?|문의처?|첨부(?:파일)?)"
    r"(?:\s?:\s?|\s)(?:[가-힣A-Za-z0-9·]{2,20}(?:과|팀|실|국|관|단|센터|본부|원|부|처|청|담당관)\s){0,2}"
    r"(?:[가-힣A-Za-z0-9·]{2,20}(?:과|팀|실|국|관|단|센터|본부|원|부|처|청|사무국|관리자|담당관)"
    r"|\(?0\d{1,2}\)?[- ]\d{3,4}-\d{4})(?=\s|$)"
)
# 첨부 소풍 사진.zip · 첨부파일 1. 계획.hwp [34 KB]
_ATTACHED = re.compile(
    r"(?<![가-힣])첨부(?:\s?파일)?\s[^.!?]{0,20}(?:\.\s)?[^.!?]{2,60}\.(?:hwpx?|pdf|docx?|xlsx?|pptx?|zip|jpe?g|png)"
)
# 홈 > 알림 > 보도자료 · 사회 > 환경 : where the reader is; the headline may follow
_TRAIL = re.compile(r"(?<!\S)[가-힣A-Za-z·]{1,10}(?:\s[>›»]\s[가-힣A-Za-z·/]{2,12}){1,5}(?=\s)")
_MAIL = r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{3,64}"
_WRITER = re.compile(
    rf"(?<![가-힣])(?:[가-힣]{{2,8}}[팀부국]\s)?[가-힣]{{2,4}}\s?(?:선임|수석|전문|객원|인턴)?기자(?:\s?[(<]?{_MAIL}[)>]?)?(?=\s|$)|(?<=\s){_MAIL}(?=\s)"
)
_WEEKDAY = r"(?:\s?[(（][월화수목금토일][)）])?(?:\s\d{1,2}:\d\d(?::\d\d)?)?"
_DATE = re.compile(STAMP.pattern + _WEEKDAY)
#: What a date stands for, before it.
_LABELS_BEFORE = (
    re.compile(r"(?<![가-힣])[가-힣]{2,4}\s[가-힣]{2,4}\s?[:：|]?\s?$"),
    re.compile(r"(?<![가-힣])[가-힣]{2,6}\s?[:：|]?\s?$"),
)
# 2026.03.12 10:00 입력 나루시는 … : but not 입력 … 수정 2026.03.12 11:00, the next date's
_LABEL_BEHIND = re.compile(r"\s(?:입력|송고|승인|등록|게재)(?=\s(?!\s?[:：]?\s?\d))")
_SITE = re.compile(r"\s?｜\s?|\s?(?:[|<:»-]|::)\s")


def places(line: str, ends: frozenset[int]) -> frozenset[int]:
    """Where to cut besides at the ends of sentences."""
    found_at = {0, *(found.start() for found in _BEGINS.finditer(line))}
    found_at |= {found.end() for found in _ENDS.finditer(line)}
    for start, end in [*_title(line), *_sure(line, ends)]:
        found_at |= {start, end}
    return frozenset(found_at)


def _title(line: str) -> Iterator[Span]:
    """The page's title, which begins the dump, and the same words wherever they stand again."""
    head = _SITE.split(line[:200], maxsplit=1)[0].strip()
    if len(head) < 8 or line.count(head) < 2:
        words = line[:200].split(" ")
        heads = (" ".join(words[:size]).rstrip(" |｜<:»-") for size in range(min(len(words) - 1, 30), 1, -1))
        head = next((one for one in heads if len(one) >= 8 and line.count(one) > 1), "")
    if not head:
        return
    at = line.find(head)
    while at >= 0:
        yield at, at + len(head)
        at = line.find(head, at + len(head))


def _sure(line: str, ends: frozenset[int]) -> list[Span]:
    """Spans that are no part of a sentence: dates with labels, bylines, counters, furniture and, right beside
    any of them, single words that may be furniture.
    """
    sure = [
        found.span()
        for pattern in (_COUNTER, _LABELLED, _ATTACHED, _TRAIL, furniture.LISTS)
        for found in pattern.finditer(line)
    ]
    sure += [found.span() for found in _WRITER.finditer(line) if _is_byline(line, found)]
    weak: list[Span] = []
    for found in _DATE.finditer(line):
        start, certain = _date(line, found)
        behind = _LABEL_BEHIND.match(line, found.end())
        (sure if certain else weak).append((start, behind.end() if behind else found.end()))
    for found in _heads().finditer(line):
        begins = found.start(1) in ends or found.start(1) - 1 in ends
        certain = _is_certain(found[1]) or (begins and found[1] in _ADVERTS)
        whole = furniture.mark(found[1])
        end = found.start(1) if whole and whole.kind == "copyright" else found.end(1)  # Copyright 2026 …
        (sure if certain else weak).append((found.start(1), end))
    return _spread(line, sure, weak)


def _is_byline(line: str, found: re.Match[str]) -> bool:
    """An address, or a name that is not the owner's of a picture: 사진=김하늘 기자."""
    return "@" in found[0] or (
        line[max(0, found.start() - 1) : found.start()] != "=" and bool(writers(found[0]))
    )


def _date(line: str, found: re.Match[str]) -> tuple[int, bool]:
    """Where a date with its label begins, and whether it is one of the page's and not of a sentence."""
    for pattern in _LABELS_BEFORE:
        before = pattern.search(line, max(0, found.start() - 14), found.start())
        if before and labels.bare_label(before[0]) in ("published", "modified", "embargo"):
            return before.start(), True
    if "년" in found[0] or not found["year"][0].isdigit() or re.match(r"[가-힣~]", line[found.end() :][:1]):
        return found.start(), False
    padded = bool(re.match(r"\d{4}[-/]|\d{4}\.(?:0\d\.\d\d|\d\d\.0\d)", found[0]))
    return found.start(), padded or found["minute"] is not None


#: Where a sentence would begin these are none of it; 전국, 지역, 파일 may well be.
_ADVERTS = frozenset(("AD", "광고", "ADVERTISEMENT", "반응형"))
#: Short, and never in a sentence.
_NEIGHBOURS = frozenset(("이전글", "다음글", "윗글", "아랫글", "목록보기"))


def _is_certain(phrase: str) -> bool:
    """Is the phrase furniture wherever it stands: long, or the heading of a list?"""
    mark = furniture.mark(phrase)
    size = len(furniture.key(phrase))
    if furniture.key(phrase) in _NEIGHBOURS:
        return True
    return bool(mark) and (size >= 6 or (size >= 4 and mark is not None and mark.opens))


#: So many words that may be furniture, side by side, are; 지역 경제 뉴스 공유 in a sentence are none.
_WEAK = 5


def _spread(line: str, sure: list[Span], weak: list[Span]) -> list[Span]:
    """The sure spans and the weak ones in a row with a sure one, or with many others, only marks between."""
    spans = sorted([(start, end, True) for start, end in sure] + [(start, end, False) for start, end in weak])
    chain: list[tuple[int, int, bool]] = []
    found: list[Span] = []
    for span in [*spans, (len(line) + 9, len(line) + 9, False)]:
        if chain and span[1] <= chain[-1][1]:  # 공감 in 공감 17
            chain[-1] = (*chain[-1][:2], chain[-1][2] or span[2])
            continue
        if chain and span[0] == chain[-1][0]:
            chain[-1] = (span[0], span[1], chain[-1][2] or span[2])
            continue
        if chain and not _touch(line, chain[-1][1], span[0]):
            words = sum(not line[start:end][:1].isdigit() for start, end, _ in chain)
            if words >= _WEAK or any(certain for _, _, certain in chain) or chain[0][0] == 0:
                found += [(start, end) for start, end, _ in chain]
            chain = []
        chain.append(span)
    return found


def _touch(line: str, end: int, start: int) -> bool:
    return start <= end or not re.search(r"[가-힣A-Za-z]", line[end:start])


@cache
def _heads() -> re.Pattern[str]:
    """Furniture that stands alone on a line elsewhere, with any spacing."""
    exact, starts, _ = furniture.phrases()
    words = sorted({*exact, *(start for start, _ in starts)}, key=len, reverse=True)
    spaced = "|".join(r"\s?".join(word) for word in words if len(word) >= 2)
    return re.compile(rf"(?:^|(?<=[\s\]>|]))({spaced})(?=[\s:|]|$|더보기)", re.I)
