"""What kind of furniture a block is by itself: by its place on the page, its words, or its shape."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from scrapers.boilerplate.blocks import Block, Blocks, is_bullet, is_prose, is_speaker
from scrapers.boilerplate.boxes import boxed
from scrapers.boilerplate.bylines import is_byline
from scrapers.boilerplate.captions import is_caption, is_credited
from scrapers.boilerplate.labels import is_dateline, pairs
from scrapers.boilerplate.stamps import day_without_year
from scrapers.boilerplate.summaries import summaries

#: Kinds whose heading begins a list of other articles: what follows counts little, however long its prose.
LISTS = ("related", "most_read", "headlines", "board_list")
# (2024.08.26 행정안전부) · [출처: 행정안전부 2024. 8. 26.] · [출처] 행정안전부
_SOURCE_NOTE = re.compile(
    r"^[(\[<]\s?(?:출처|자료|자료제공|제공)?\s?[:=]?\s?(?:20\d\d[.-]\s?\d{1,2}[.-]\s?\d{1,2}\.?\s?[,/]?\s?[가-힣]{2,20}|[가-힣]{2,20},?\s?20\d\d[.-]\s?\d{1,2}[.-]\s?\d{1,2}\.?)\s?[)\]>]$"
    r"|^[(\[<]?\s?(?:출처|자료제공|자료출처|자료|제공)\s?[\]>]?\s?[:=]?\s?"
    r"(?:[가-힣A-Za-z· ]{2,30}[\s,(]{1,3}20\d\d[.-]\s?\d{1,2}[.-]\s?\d{1,2}\.?|"
    r"https?://\S{4,300}|[가-힣A-Za-z· ]{2,40})\s?[)\]>]?$"
)


#: Marks that begin a release's items: whatever labels follow, they are the article's.
_MARKS = frozenset("□■○◦◇◆◈◎▣❏❐❑❒❖❍▢")
#: What a source note begins with: a bracket, 출처, 자료, 제공.
_NOTE_BEGINS = frozenset("([<출자제")
# ⓒ 하늬결 · © 한빛부 : whose picture it is; a copyright line says more
_CREDIT = re.compile(r"^[ⓒ©]\s?[가-힣A-Za-z· ]{2,14}$")
# ▲ 공주보 상류에 드러난 모래톱. · ▲간담회에 앞서 참석자들이 인사하고 있다 : but ▲ also begins items of lists
_PICTURED = re.compile(r"^[▲△▼◀]\s?[^▲△▼:：]{6,140}(?<![?!])$")


# 자세한 내용은 첨부파일을 참고하시기 바랍니다. · 새로 담기는 이용료 등 자세한 내용은 붙임 파일을 … : all that
# a release's page may say beside its first sentence
_REFERS = re.compile(
    r"^[^가-힣]{0,3}(?:[^.!?]{6,90}\s)?(?:보다\s)?(?:자세한|상세한?|세부|구체적인)\s?(?:내용|사항|결과)?[^.]{0,20}"
    r"(?:첨부|붙임)[^.]{0,20}(?:바랍니다|바람|하세요|주세요|주십시오|부탁드립니다)[.!]?$"
)


# ○ 담당 : 관광정책과 호수관광팀장 남궁솔(☎ 000-000-0000)
_CONTACT_ITEM = re.compile(
    r"^[□■○◦◇◆▣]\s?(?:담\s?당(?:자|부서)?|문\s?의(?:처)?|연락처)\s?[:：].{0,80}?(?:☎|0\d{1,2}[-)]\s?\d{3,4}-\d{4})"
)
# 교통안전과 담당자 경  정 국지수 (02-3150-0001)
_PHONE_ROW = re.compile(r"^[^.]{2,50}\(?(?:☎\s?)?0\d{1,2}[-)]\s?\d{3,4}-\d{4}[\d,~/ -]{0,12}\)?\W{0,3}$")


def own_kinds(blocks: Sequence[Block]) -> tuple[str | None, ...]:
    """The kind of furniture that each block is by itself and by its neighbours; None for what may be the
    article's: a single line with ▲, and the line above a credit, are captions.
    """
    return _own_kinds(Blocks.of(blocks))


@lru_cache(maxsize=2)  # the same page is asked for by each step of its cleaning
def _own_kinds(blocks: Blocks) -> tuple[str | None, ...]:
    kinds = [own_kind(block) for block in blocks]
    for index, block in enumerate(blocks):
        if kinds[index] is not None or len(block.text) > 150 or is_speaker(block.text):
            continue
        below = blocks[index + 1].text if index + 1 < len(blocks) else ""
        above = blocks[index - 1].text if index else ""
        alone = _PICTURED.match(block.text) and block.text[0] not in (above[:1], below[:1])
        if alone or (_CREDIT.match(below) and not is_prose(block.text)):
            kinds[index] = "caption"
    for index in summaries(blocks, kinds):
        kinds[index] = "other"
    for index, kind in boxed(blocks, kinds).items():
        kinds[index] = kind
    return tuple(kinds)


def own_kind(block: Block) -> str | None:
    """What kind of furniture this block is by itself; None if it may be the article's."""
    text = block.text
    if block.zone or is_speaker(text):
        return block.zone
    if is_source_note(text):
        return "source"
    if is_byline(text):
        return "byline"
    listed = text[0] in _MARKS  # ▣ 일 시 : 2020년 1월 29일(수) 15시
    if not listed and (is_dateline(text) or day_without_year(text.lstrip("•-*· "))):
        return "date"
    if is_credited(text) or _CREDIT.match(text):
        return "caption"
    if refers(text):
        return None
    if block.mark or listed:
        own = block.mark.kind if block.mark else None
        return "contact" if listed and _CONTACT_ITEM.match(text) else own
    if is_caption(text):
        return "caption"
    return "contact" if _is_label_line(text) or _is_phone_row(text) else None


def _is_phone_row(text: str) -> bool:
    return "-" in text and bool(_PHONE_ROW.match(text))


def refers(text: str) -> bool:
    """``자세한 내용은 첨부파일을 참고하시기 바랍니다.``: the release's sentence that points to its file."""
    return ("첨부" in text or "붙임" in text) and bool(_REFERS.match(text))


def is_source_note(text: str) -> bool:
    """``(2024.08.26 행정안전부)``, ``[출처: 한빛부]``: where and when the text was first published."""
    return len(text) <= 120 and text[:1] in _NOTE_BEGINS and bool(_SOURCE_NOTE.match(text))


# 담당부서 : 행정안전부 · 작성자 전자정부과 조회수 31
def _is_label_line(text: str) -> bool:
    if len(text) > 120 or (is_bullet(text) and text[0] != "•") or is_prose(text):
        return False
    found = pairs(text)
    if found and found[0][0] == "title":
        return False
    begins = bool(found) and text.lstrip("*•·| ").startswith(
        tuple("담작등글부소기책연전문승입배보수첨조공발송게최제")
    )
    return (
        begins
        and len(found[0][1]) <= 60
        and (":" in text[:14] or text[0] == "|" or len(found) >= 2 or "  " in text[:8])
    )
