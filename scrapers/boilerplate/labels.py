"""Labelled values around an article: 승인 2016.11.22 18:10, 담당부서 : 디지털정부정책과, 조회수 216.

Labels are data (``data/labels.csv``: field, label).
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from scrapers.boilerplate.stamps import STAMP, is_short, stamp

_DATA = Path(__file__).parent / "data" / "labels.csv"
#: A line longer than this is prose, not a line of labels.
MAX_LINE = 200
#: A line that is nothing but a label is no longer than this; what may stand around the label on it.
_LONGEST, _AROUND = 40, " \t:：|│·ㆍ•-*[]"
_DIGIT = re.compile(r"\d")
# 작성자 전자정부과조회수 : 310, where a page sets its labels side by side without a space
_GLUED = re.compile(r"(?<=[가-힣])(?:조회수|첨부파일|등록일|작성일|수정일|전화번호)")
#: Labels that nothing else can be, so that they need no border: …공고 안내등록일 : 2019-10-24조회수 : 1,877
_CERTAIN = re.compile(
    r"등록일(?:시|자)?|작성일(?:시|자)?|게시일(?:자)?|게재일|배포일(?:시|자)?|제공일(?:자)?|최종\s?수정일|수정일(?:시|자)?"
    r"|담당\s?부서|작성부서|등록부서|소관부서|부서명|담당과|작성자|등록자|게시자|글쓴이|담당자|연락처|전화번호|조회수?|첨부\s?파일"
)


# …보도자료제목진천교육지원청, 작은 학교 여섯 곳 다녀와작성자교육과작성일2018/10/19
_TITLE = re.compile(r"제목")
# 해든 기자승인 2026-07-14 06:00:13 · 정책팀입력2026.07.14
_DATED = re.compile(
    r"(?<=[가-힣])(?:기사)?(?:승인|입력|등록|수정|송고|발행|게시)(?:일시|일자|일)?(?=\s{0,2}[:：]?\s{0,2}20\d\d\s?[-./년])"
)


@dataclass(frozen=True, slots=True)
class Stated:
    """A label with its value. field: what it is (published, modified, department, author …)."""

    field: str
    label: str
    value: str


@cache
def _fields() -> dict[str, str]:
    with _DATA.open(encoding="utf-8", newline="") as file:
        return {_bare(row["label"]): row["field"] for row in csv.DictReader(file)}


def _bare(label: str) -> str:
    return "".join(label.split()).lower()


@cache
def _label() -> re.Pattern[str]:
    with _DATA.open(encoding="utf-8", newline="") as file:
        words = sorted({row["label"] for row in csv.DictReader(file)}, key=len, reverse=True)
    spaced = "|".join(r"\s?".join(map(re.escape, word.split(" "))) for word in words)
    first = re.escape("".join(sorted({word[0] for word in words})))
    # a label stands at the start, after a bar, a space or a date (2026.10.02.작성자); then its value
    return re.compile(
        rf"(?=[{first}])(?:^|(?<=[\s|│·ㆍ•(<\[/,*.\d]))({spaced})(?=[\s:：|│)\]]|$|(?=\d))", re.I
    )


@lru_cache(maxsize=4096)
def pairs(text: str) -> tuple[tuple[str, str], ...]:
    """A line of labels → (field, value) in order; see ``stated``."""
    return tuple((one.field, one.value) for one in stated(text))


@lru_cache(maxsize=4096)
def stated(text: str) -> tuple[Stated, ...]:
    """A line of labels → each with its value, which ends where the next label begins.

    ``등록일 2026.10.02. 작성자 전자정부과 조회수 31`` → published, author, counter; also where nothing stands
    between value and label (``작성자교육과작성일2018/10/19조회77``). Prose gives nothing.
    """
    if len(text) > MAX_LINE:
        return ()
    found = list(_label().finditer(text))
    glued = _glued(text)
    if len(glued) > len(found):
        found = glued
    elif not found or (found[0].start() > 60 and ":" not in text):
        return ()
    ends = [match.start() for match in found[1:]] + [len(text)]
    return tuple(
        Stated(field, label, _value(text[match.end() : end], field))
        for match, end in zip(found, ends, strict=True)
        if (label := _bare(match[0])) and (field := _fields()[label])
    )


def _value(text: str, field: str) -> str:
    if field == "title":  # [보도자료] 한빛시, … keeps its bracket
        return text.strip(" \t:：|│*")
    return _GLUED.split(text)[0].strip(" \t:：|│·ㆍ•()[]/,<>*-")


def _glued(text: str) -> list[re.Match[str]]:
    """Labels without a border, if there are two or more and one of a date has its date right behind it."""
    if not _DIGIT.search(text):  # neither a date nor a count
        return []
    found = list(_CERTAIN.finditer(text))
    dated = any(
        _fields()[_bare(match[0])] in ("published", "modified")
        and STAMP.match(text[match.end() :].lstrip(" :|"))
        for match in found
    )
    if not dated or len(found) < 2 or found[0].start() > 120:
        return list(_DATED.finditer(text)) if len(text) <= 120 else []
    title = next(
        (
            match
            for match in _TITLE.finditer(text, 0, found[0].start())
            if found[0].start() - match.end() >= 8
        ),
        None,
    )
    return [title, *found] if title else found


def bare_label(text: str) -> str | None:
    """The field of a line that is nothing but a label (its value is on the next line); else None."""
    if len(text) > _LONGEST or not may_begin(text):
        return None
    return _fields().get(_bare(text.strip(_AROUND)))


def may_begin(text: str) -> bool:
    """Does the text begin like a label, behind bars and dots? False for nearly all that is none."""
    return text.lstrip(_AROUND)[:1] in _initials()


@cache
def _initials() -> frozenset[str]:
    return frozenset(initial for label in _fields() for initial in (label[0], label[0].upper()))


def is_date_only(text: str) -> bool:
    """``2024.08.26``, ``2026-10-02 09:30 (금)``, ``2024.08.26 행정안전부``: hardly more than a date."""
    found = STAMP.search(text)
    if not found or found.start() > 12:
        return is_short(text)
    return len(re.sub(r"[\s()월화수목금토일.|]", "", text[: found.start()] + text[found.end() :])) <= 14


def is_dateline(text: str) -> bool:
    """Does the line state when the article was published or changed, by label or as a bare date?"""
    if len(text) > MAX_LINE or not _DIGIT.search(text):
        return False
    dated = (field in ("published", "modified", "embargo") and stamp(value) for field, value in pairs(text))
    return any(dated) or is_date_only(text)
