"""Summaries that a site puts before or into its articles: a machine's three lines say everything twice."""

from __future__ import annotations

import re
from collections.abc import Sequence

from scrapers.boilerplate.blocks import Block, is_lead

# AI 요약 · 세줄 요약 · 쿠키뉴스 AI 3줄 요약 · 이 기사 AI가 핵심만 딱! · 핵심 요약 · 요약봇 · 요약
# but <요 약> is the heading of a release's own
_HEADING = re.compile(
    r"^(?!.*[□○<＜\[])(?=.{2,26}$)(?:.{0,16}\s)?"
    r"(?:(?:AI|인공지능|자동|세\s?줄|[3-5]\s?줄|핵심|기사|뉴스|본문|한눈에|간단)[^.]{0,10}요약"
    r"|요약\s?봇|AI가\s.{0,4}핵심.{0,6}|요약)[^가-힣]{0,4}(?:보기|열기|닫기|beta|베타)?[^가-힣]{0,3}$",
    re.I,
)
# 이 요약은 인공지능이 만들었으며 … · AI가 자동 생성한 요약으로 … · 인공지능이 읽은 이 기사: …
_NOTE = re.compile(
    r"^.{0,30}(?:AI|인공지능|챗봇|자동)(?:이|가|로|으로)?\s.{0,24}(?:요약|정리|생성|작성|읽은)"
    r"|^.{0,20}요약.{0,30}(?:AI|인공지능|실제 내용과|다를 수)",
    re.I,
)
#: Headings and notes all have one of these.
_HINT = re.compile("[Aa][Ii]|인공지능|챗봇|자동|요약")
_POLITE = re.compile(r"(?:니다|요|음|함|임|됨|늠|림|정|것)[.!]?[”\"’')]{0,2}$")
_PLAIN = re.compile(r"(?<!니)다[.!]?[”\"’')]{0,2}$")
#: A summary has no more lines, and none longer; in the style of the article itself they are short.
_LINES, _LONGEST, _SHORT = 6, 200, 90


def summaries(blocks: Sequence[Block], kinds: Sequence[str | None]) -> set[int]:
    """Indexes of headings, lines and notes of machine-made summaries. ``kinds``: what each block is.

    A summary ends with its note, with any furniture, or where sentences end otherwise (``…늘립니다.`` before
    ``…늘린다.``).
    """
    found: set[int] = set()
    for index, block in enumerate(blocks):
        if len(block.text) > 120 or index in found or not _HINT.search(block.text):
            continue
        if _HEADING.match(block.text) and kinds[index] in (None, "navigation", "share", "other", "headlines"):
            found.update(_below(blocks, kinds, index))
        elif _NOTE.match(block.text):
            found.add(index)
    return found


def _below(blocks: Sequence[Block], kinds: Sequence[str | None], heading: int) -> list[int]:
    lines: list[int] = []
    plain: bool | None = None
    for index in range(heading + 1, min(heading + 2 + _LINES, len(blocks))):
        text = blocks[index].text
        if _NOTE.match(text):
            return [heading, *lines, index]
        if kinds[index] is not None or is_lead(text) or blocks[index].linked > 0.5:
            break
        ends_plain = bool(_PLAIN.search(text))
        if len(text) > (_SHORT if ends_plain else _LONGEST) or (plain is False and ends_plain):
            break
        plain = False if _POLITE.search(text) else (ends_plain or plain)
        lines.append(index)
    behind = range(heading + 1 + len(lines), min(heading + 40, len(blocks)))
    goes_on = any(kinds[index] is None and len(blocks[index].text) >= 40 for index in behind)
    return [heading, *lines] if goes_on or plain is False else [heading]
