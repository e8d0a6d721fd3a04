"""Paragraphs that stand against each other without a space, as on pages without line ends in their source."""

from __future__ import annotations

import re

# 밝혔다.지원 분야는 · 말했다.”이에 · 됐습니다.□ 한빛부는 ; not 밝혔다.” 라며, not 1.2배, not 가.나.다
_SEAM = re.compile(
    r"(?<=[가-힣](?:다|요|죠|음|함|임|됨)[.!?])(?=[가-힣“‘「『\[(【<《□■○●◇◆▲△▶※*\-–—①-⑳\d])"
    r"|(?<=[가-힣](?:다|요|죠)[.!?][”\"’')\]])(?=[가-힣“‘「\[【□○◇▲△▶※])"
)
#: Behind the end of a quotation the sentence goes on with these: 했다.”고 밝혔다
_GOES_ON = re.compile(
    r"(?:고|라고|라며|며|라는|라면서|면서|는|은|이라고|이라며|라고도|라는데|를|을|이|의|에|와|과|로)(?![가-힣])|(?:고|라고|라며|며|라는)\s"
)
#: Labels and buttons that no space parts from their neighbours, with what must follow them.
_LABELS = (
    (re.compile(r"(?:작성자|글쓴이|담당부서|등록자)(?=\s?:?\s?[가-힣]{2,20}(?:작성|등록|게시|조회|전화|연락|\d))"), True),
    # 작성일2018/10/19 · 등록일2024.05.06
    (re.compile(r"(?:작성일자?|등록일자?|등록일시|게시일|입력|승인|수정일|보도일)\s?:?\s?(?=(?:20)?\d\d[-./년])"), True),
    # 조회77첨부 · 댓글0
    (re.compile(r"(?:조회수?|추천수?|댓글)\s?:?\s?\d{1,7}"), True),
    # 제목진천교육지원청, …작성자 · 작성자교육과작성일
    (re.compile(r"제목(?=[^.!?]{8,150}?(?:작성자|작성일|등록일|담당부서))"), True),
    (re.compile(r"첨부(?:파일)?(?=[^.!?]{2,90}\.(?:hwp|pdf|zip|doc|xls|ppt|jpg|png))"), True),
    (re.compile(r"(?:본문|주메뉴|대메뉴|메뉴|전체메뉴) ?바로가기|이전글|다음글|만족도 ?조사|저작권자|COPYRIGHT|Copyright"), True),
    # 다녀오다2018/10/17학교 앞 · 소풍 사진.zip이월초
    (re.compile(r"(?:19|20)\d\d[-./](?:1[0-2]|0?[1-9])[-./](?:3[01]|[12]\d|0?[1-9])\.?(?:\s\d\d:\d\d)?(?!\d)"), True),
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
        at = found.start()
        if at - start >= _LEAST and not _GOES_ON.match(line, at) and not _is_number(line, at):
            pieces.append(line[start:at])
            start = at
    return [*pieces, line[start:]]


def spaced(line: str) -> str:
    """A dump in which no space parts the page's pieces, with spaces around its labels, days and buttons; any
    other as it is.
    """
    seams = sum(not _GOES_ON.match(line, found.start()) for found in _SEAM.finditer(line))
    if seams < 2 or seams <= len(re.findall(r"[가-힣]다\.\s", line)):
        return line
    for pattern, before in _LABELS:
        line = pattern.sub(r" \g<0> " if before else r"\g<0> ", line)
    return " ".join(line.split())


def _is_number(line: str, at: int) -> bool:
    """Does a figure with a decimal or a thousands mark follow?"""
    return bool(re.match(r"\d{1,3}[.,]\d", line[at : at + 5]))
