"""When the article was published, as stated around it; all other dates there become hints."""

from __future__ import annotations

import re
from collections.abc import Sequence

from scrapers.boilerplate.blocks import Block, is_prose
from scrapers.boilerplate.bylines import writers
from scrapers.boilerplate.fields import Field
from scrapers.boilerplate.kinds import is_source_note
from scrapers.boilerplate.labels import is_date_only, pairs
from scrapers.boilerplate.labels import stated as labelled
from scrapers.boilerplate.stamps import STAMP, day_without_year, stamp
from scrapers.boilerplate.stated_dates import Dates

Kinds = Sequence[str | None]

# /2016/11/22/ · /20161122/ · -20161122
_URL_PATH = re.compile(r"(?<!\d)(20\d\d)[/_-]?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\d|3[01])(?!\d)")
# startDate=2023-09-02&endDate=2024-09-02
_SEARCHED = re.compile(r"(?:start|end|from|to|s|e)_?(?:date|dt|day)=(20\d\d)-?(\d\d)-?(\d\d)", re.I)
_DIGIT = re.compile(r"\d")
_SENT = re.compile(r"(?:송고|입력|게재|보도)\s*$")


def read(blocks: Sequence[Block], kinds: Kinds, fields: Sequence[Field], url: str | None = None) -> Dates:
    """All dates around the body (never those inside it). ``fields``: what its labels say."""
    dates = Dates()
    first = next((index for index, kind in enumerate(kinds) if kind is None), len(blocks))
    last = max((index for index, kind in enumerate(kinds) if kind is None), default=first)
    titles = [index for index in range(first) if kinds[index] == "title"]
    titled = titles[0] if titles else None
    near = next(
        (index for index in titles if first - index <= _LONG), titles[-1] if titles else first - _HEAD
    )
    head = range(max(0, near), first)
    notes: list[tuple[str, str]] = []
    _labelled(blocks, kinds, fields, dates, head, last)
    for index, block in enumerate(blocks):
        if kinds[index] is None or not _DIGIT.search(block.text):
            continue
        if index < first:
            _bare(block.text, kinds[index], dates, clock=titled is None or index < titled, head=index in head)
        elif index > last and is_source_note(block.text) and stamp(block.text):
            notes.append((stamp(block.text) or "", block.text))
        elif index > last:
            _neighbour(block.text, kinds[index], dates)
        _searched(block.text, dates)
    _prefer_notes(dates, notes)
    _searched(url or "", dates)
    if url and (path := _URL_PATH.search(url)):
        dates.hints.append(("url", "-".join(path.groups())))
    return dates


#: Where no title is known, a label so far above the body is the article's; so far below it, too.
_HEAD, _FOOT = 15, 15
#: From the title to the body it is no further, share buttons and all; a title above stands over menus.
_LONG = 40
#: Dates there are those of other articles, files and menus.
_OTHERS = (
    "comments",
    "most_read",
    "related",
    "headlines",
    "board_list",
    "attachments",
    "navigation",
    "second_article",
    None,
)
# 등록번호 : 서울, 아00000 | 등록일 : 2010.11.01 | 발행인 : … : the paper's own day, not the article's
_IMPRINT = re.compile(
    r"등록\s?번호|발행인|편집인|청소년\s?보호|사업자|통신판매|제\s?호\s?[:：]|대표이사|등록\s?연월일|창간|신문\s?등록|정기간행물"
)
# 교체.pdf (1.1M) 22회 다운로드 | DATE : 2024-05-06 10:35:20
_OF_FILE = re.compile(r"다운로드|\.(?:hwpx?|pdf|xlsx?|jpe?g|png|zip)(?![A-Za-z])", re.I)
# 콘텐츠 관리부서 대변인실 | 최종 수정일 2026-01-30 : the page's keeper, not the article's change
_KEEPER = re.compile(r"만족도|관리\s?(?:부서|담당)|콘텐츠|페이지|누리집|메뉴|운영자|최근\s?업데이트|개인정보")


# 최종편집 2012.9.17 월 09:33 above the title: when the paper's site was changed last
_EDITED = re.compile(r"최종\s?편집")


def _labelled(
    blocks: Sequence[Block], kinds: Kinds, fields: Sequence[Field], dates: Dates, head: range, last: int
) -> None:
    """Labelled dates: those of the article's head, then those right below it, then those elsewhere."""
    near: list[tuple[str, str]] = []
    far: list[tuple[str, str]] = []
    for field_ in fields:
        index, text, value = field_.index, blocks[field_.index].text, field_.stated.value
        own = kinds[index] is not None and (index in head or kinds[index] not in _OTHERS)
        when = stamp(value) if own else None
        if not when or (STAMP.search(value) and len(value) > 60):
            continue
        words = text.lstrip("•* ")[:80]
        if field_.stated.field == "published":
            if _of_paper(blocks, index) or _OF_FILE.search(text):
                continue
            chosen = dates.head if index in head else near if last < index <= last + _FOOT else far
            chosen.append((when, words))
        elif field_.stated.field == "modified" and index <= last and not _KEEPER.search(text):
            if index < head.start and _EDITED.match(field_.stated.label):
                continue
            dates.modified = dates.modified or when
            dates.hints.append(("modified", when))
        elif field_.stated.field == "embargo":
            dates.embargo = dates.embargo or when
    dates.stated += near + far
    sent = (
        (stamp(b.text), b.text) for b in blocks[last + 1 :] if _SENT.search(b.text) and len(b.text) <= 240
    )
    dates.stated += [(when, text[-60:]) for when, text in sent if when]


def _of_paper(blocks: Sequence[Block], index: int) -> bool:
    around = blocks[max(0, index - 2) : index + 3]
    return any(_IMPRINT.search(block.text) for block in around if len(block.text) <= 300)


def _bare(text: str, kind: str | None, dates: Dates, *, clock: bool, head: bool) -> None:
    """A date without a label before the body: the page's clock on top, else the article's date."""
    bare = text.lstrip("•-*· ")
    if kind == "date" and (day := day_without_year(bare)):
        dates.hints.append(("repost", day))
        return
    front = _unlabelled(bare)
    if kind == "date" and front and is_date_only(front) and (when := stamp(front)):
        if clock:
            dates.hints.append(("crawl", when))
        else:
            dates.stated.append((when, f"date line: {text[:60]}"))
    elif kind == "byline" and _is_signed(text) and (when := stamp(text)) and not pairs(text):
        dates.stated.append((when, f"byline: {text[:60]}"))
    elif head and (when := _before_label(bare, kind) or _among(front) or _posted(bare, kind)):
        dates.stated.append((when, f"head line: {text[:60]}"))


def _is_signed(text: str) -> bool:
    """A name with 기자, an address, ``by 블로그지기``; not the buttons 로그인 | 구독신청 | 2015년 …"""
    return "@" in text or text[:3].lower() == "by " or bool(writers(text))


# 2020.08.19담당부서 정책연구실HIT 1,288: a day, then the first label
def _before_label(text: str, kind: str | None) -> str | None:
    first = next(iter(labelled(text)), None) if kind == "other" else None
    front = text[: max(0, text.find(first.label))].strip() if first else ""
    return stamp(front) if front and STAMP.match(front) and is_date_only(front) else None


def _unlabelled(text: str) -> str:
    """What stands before the first label: ``2026.01.14 오후 12:00 업데이트 2026.01.14 오후 12:21``."""
    labels = [
        text.find(one.label) for one in labelled(text) if one.field in ("published", "modified", "embargo")
    ]
    found = [place for place in labels if place >= 0]
    if labels and not found:  # a label with a space in it
        return ""
    return text[: min(found)].strip() if found else text


# 한빛타임즈 | 2019.11.14 09:05 | 조회 412 · 김하늘(haneul) 26.11.12 10:35
_MOMENT = re.compile(
    r"(?<![\d.-])((?:20)?\d\d([./-])[01]?\d\2[0-3]?\d\.?\s(?:오전\s|오후\s)?[0-2]?\d:[0-5]\d(?::[0-5]\d)?)(?!\d)"
)


def _posted(text: str, kind: str | None) -> str | None:
    """``달려 봤어요 2012/05/08 09:30 Posted by 두바퀴``: the moment before a label that names a person."""
    return None if kind in _OTHERS or _OF_FILE.search(text) else _among(text)


def _among(text: str) -> str | None:
    """The moment in a short line between title and body, to the minute; a day alone may be any day."""
    found = _MOMENT.search(text) if len(text) <= 90 and not is_prose(text) else None
    return stamp(found[1]) if found else None


def _neighbour(text: str, kind: str | None, dates: Dates) -> None:
    if kind in ("board_list", "related", "most_read", "headlines", "navigation") and (
        found := list(STAMP.finditer(text))
    ):
        when = stamp(found[-1][0])
        if when:
            dates.hints.append(("neighbour", when))


def _searched(text: str, dates: Dates) -> None:
    if "=" in text and "http" in text:
        dates.hints += [("search", "-".join(found.groups())) for found in _SEARCHED.finditer(text)]


def _prefer_notes(dates: Dates, notes: list[tuple[str, str]]) -> None:
    """A source note names the day of the release itself; a later day on the board is that of reposting."""
    if not notes:
        return
    stated = [*dates.head, *dates.stated]
    if stated and stated[0][0][:10] == notes[0][0][:10]:
        return
    dates.hints += [("repost", when) for when, _ in stated]
    dates.head[:0] = notes[:1]
