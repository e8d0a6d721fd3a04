"""Paragraphs that stand against each other without a space, as on pages without line ends in their source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from scrapers.boilerplate import furniture

# 밝혔다.지원 분야는 · 말했다.”이에 · 됐습니다.□ 한빛부는 ; not 밝혔다.” 라며, not 1.2배, not 가.나.다
# It ends at the seam; the search goes from mark to mark.
_SEAM = re.compile(
    r"[.!?](?<=[가-힣][다요죠음함임됨].)(?:(?=[가-힣“‘「『\[(【<《□■○●◇◆▲△▶※*\-–—①-⑳\d])"
    r"|(?<=[다요죠].)[”\"’')\]](?=[가-힣“‘「\[【□○◇▲△▶※]))"
)
#: Behind the end of a quotation the sentence goes on with these: 했다.”고 밝혔다
_GOES_ON = re.compile(
    r"(?:고|라고|라며|며|라는|라면서|면서|는|은|이라고|이라며|라고도|라는데|를|을|이|의|에|와|과|로)(?![가-힣])|(?:고|라고|라며|며|라는)\s"
)
#: Labels and buttons that no space parts from their neighbours, with what must follow them.
_LABELS = (
    (
        re.compile(
            r"(?:작성자|글쓴이|담당부서|등록자)"
            r"(?=\s?:?\s?[가-힣]{2,20}(?:작성|등록|게시|조회|전화|연락|\d))"
        ),
        True,
    ),
    # 작성일2018/10/19 · 등록일2024.05.06
    (
        re.compile(
            r"(?:작성일자?|등록일자?|등록일시|게시일|입력|승인|수정일|보도일)\s?:?\s?"
            r"(?=(?:20)?\d\d[-./년])"
        ),
        True,
    ),
    # 조회77첨부 · 댓글0
    (re.compile(r"(?:조회수?|추천수?|댓글)\s?:?\s?\d{1,7}"), True),
    # 제목진천교육지원청, …작성자 · 작성자교육과작성일
    (re.compile(r"제목(?=[^.!?]{8,150}?(?:작성자|작성일|등록일|담당부서))"), True),
    (re.compile(r"첨부(?:파일)?(?=[^.!?]{2,90}\.(?:hwp|pdf|zip|doc|xls|ppt|jpg|png))"), True),
    (
        re.compile(
            r"(?:본문|주메뉴|대메뉴|메뉴|전체메뉴) ?바로가기|이전글|다음글|만족도 ?조사|저작권자|"
            r"COPYRIGHT|Copyright"
        ),
        True,
    ),
    # 출처표시관련뉴스보건복지부, … · 바뀐다.이 시각 주요뉴스새길부, … : never 그가 낸 관련기사를
    (
        re.compile(
            r"(?<=[가-힣\d).>\]])(?:관련\s?(?:뉴스|기사)|(?:이\s?시각\s?)?주요\s?뉴스"
            r"|많이 본 (?:정책\s?)?(?:뉴스|기사)|인기\s?(?:뉴스|기사)|추천\s?(?:뉴스|기사)"
            r"|공공누리 제\s?\d\s?유형(?:\s?출처표시)?)"
            r"(?=[가-힣“‘\[\d])(?!(?:은|는|이|가|을|를|의|에|로|와|과|도|만)\s)"
        ),
        True,
    ),
    # 다녀오다2018/10/17학교 앞 · 소풍 사진.zip이월초
    (
        re.compile(
            r"(?:19|20)\d\d[-./](?:1[0-2]|0?[1-9])[-./](?:3[01]|[12]\d|0?[1-9])\.?"
            r"(?:\s\d\d:\d\d)?(?!\d)"
        ),
        True,
    ),
    (re.compile(r"\.(?:hwpx?|pdf|docx?|xlsx?|pptx?|zip|jpe?g|png)(?=[가-힣\[(])", re.I), False),
)  # fmt: skip
#: So many letters make a paragraph's piece.
_LEAST = 10


def parted(line: str) -> list[str]:
    """The line, cut where a sentence ends against the next without a space."""
    if len(line) < 2 * _LEAST:
        return [line]
    pieces: list[str] = []
    start = 0
    for found in _SEAM.finditer(line):
        at = found.end()
        if at - start >= _LEAST and not _GOES_ON.match(line, at) and not _is_number(line, at):
            pieces.append(line[start:at])
            start = at
    return [*pieces, line[start:]]


#: So many seams in a dump show that it sets no space between the page's pieces.
_MANY = 3
# 무단전재 및 재배포 금지]지역 핫이슈 · All rights reserved.많이 본 기사
_RIGHTS = re.compile(r"(?:(?:금지|금합니다|reserved)[.\])>]{0,2})(?=[가-힣\[])", re.I)
_PARTICLE = re.compile(r"(?:은|는|이|가|을|를|의|에|에서|에는|에서는|으로|로|와|과|도|만)\s")
#: Kinds of headings that stand against the first item of their list.
_HEADS = ("most_read", "headlines", "related", "comments", "byline")


def is_glued(lines: Sequence[str]) -> bool:
    """Does a dump set paragraphs, headings and buttons against each other, as ``get_text()`` does?"""
    seams = (
        found for line in lines for found in _SEAM.finditer(line) if not _GOES_ON.match(line, found.end())
    )
    return sum(1 for _ in islice(seams, _MANY)) == _MANY


def unheaded(line: str) -> list[str]:
    """A line of such a dump, cut behind the heading of a list or the owner's rights that stand against what
    follows: 「많이 본 기사」 and 「정읍 하천 정비에 17억」.
    """
    owners: list[str] = []
    start = 0
    while found := _RIGHTS.search(line, start, start + 200):
        owners.append(line[start : found.end()])
        start = found.end()
    return [*owners, *_headed(line[start:])]


def _headed(line: str) -> list[str]:
    """The heading of a list with which the line begins, and the rest of it."""
    exact, _, _ = furniture.phrases()
    for size in range(min(24, len(line) - 8), 3, -1):
        bare = furniture.key(line[:size]).rstrip("0123456789")
        mark = exact.get(bare) if len(bare) >= 4 and line[size] not in " )" else None
        if mark and mark.opens and mark.kind in _HEADS and not _PARTICLE.match(line, size):
            size += 3 if line.startswith("더보기", size) else 0
            return [line[:size], line[size:]]
    return [line]


def spaced(line: str) -> str:
    """A dump in which no space parts the page's pieces, with spaces around its labels, days and buttons; any
    other as it is.
    """
    seams = sum(not _GOES_ON.match(line, found.start()) for found in _SEAM.finditer(line))
    return line if seams < 2 or seams <= len(re.findall(r"[가-힣]다\.\s", line)) else apart(line)


def apart(line: str) -> str:
    """A line of such a dump with spaces around its labels, days, buttons and headings of lists."""
    for pattern, before in _LABELS:
        line = pattern.sub(r" \g<0> " if before else r"\g<0> ", line)
    return " ".join(line.split())


def _is_number(line: str, at: int) -> bool:
    """Does a figure with a decimal or a thousands mark follow?"""
    return bool(re.match(r"\d{1,3}[.,]\d", line[at : at + 5]))
