"""Dates of a press release's head table: ``2026. 7. 13.(월) 12:00``, ``조간부터``, ``배포 즉시``."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from scrapers.korean_time import KST

# 2026. 7. 13. · 2026.7.13 · ’26. 7. 13. · 26. 7. 13. · 2026년 7월 13일 · 7. 13. · 7월 13일 · 2026-07-13
_DAY = re.compile(
    r"(?<!\d)(?:(?P<year>(?:20|19)\d\d|[’'‘`]\d\d|\d\d(?=\s?\.\s?\d{1,2}\s?\.\s?\d{1,2}(?!\d|\s?[:시])))\s?[.년/-]\s?)?"
    r"(?P<month>\d{1,2})\s?[.월/-]\s?(?P<day>\d{1,2})(?:\s?일)?(?![\d:])"
)
# 12:00 · 오전 11시 30분 · 오후 2시 · 14시 · 정오
_TIME = re.compile(
    r"(?:(?P<half>오전|오후|낮|밤)\s?)?(?P<hour>\d{1,2})\s?(?::\s?(?P<clock>\d{2})|시(?:\s?(?P<minute>\d{1,2})\s?분)?)"
    r"|(?P<noon>정오)"
)
# 총 5매(본문 3매, 붙임 2매) · 총 2쪽
PAGES = re.compile(r"총?\s?\d{1,3}\s?(?:쪽|매|장|페이지)(?:\s?\([^()]{0,30}\))?")
# what else such a cell says: 조간(온라인 4. 8. 12:00)부터 보도하여 주시기 바랍니다 · 배포 즉시 · 행사 종료 후
_WORDS = re.compile(
    r"\([월화수목금토일]\)|[월화수목금토일]요일|배포|즉\s?시|조\s?간|석\s?간|이후|이전|부터|까지|온라인|인터넷|지면|방송|통신|신문|매체|"
    r"엠바고|없음|별도|행사|국무회의|회의|브리핑|발표|시작|종료|개시|예정|보도|게재|사용|가능|하여|해|주시기|주십시오|바랍니다|바람|요망|"
    r"동시|시점|후|시|은|는|에|및|와"
)
#: A cell of the head table is short, and hardly a letter of it is anything else.
LONGEST, OTHER = 90, 4


def is_when(text: str) -> bool:
    """Whether a cell says when and nothing else: ``2026. 7. 13.(월) 조간``, ``배포 즉시``, ``11:00 이후``.

    ``7월 13일부터 여름철 안전 점검`` is a title, though it begins with a date.
    """
    if not text.strip() or len(text) > LONGEST:
        return False
    rest = _WORDS.sub("", _TIME.sub("", _DAY.sub("", PAGES.sub("", text))))
    return rest != text and sum(letter.isalnum() for letter in rest) <= OTHER


def moment(text: str, known: str | None = None) -> str | None:
    """The earliest moment in ``text`` as ISO 8601, with its time where one is given; None where none is sure.

    ``(지면) 2026. 7. 14.(화) 조간 / (인터넷·방송) 7. 13.(월) 12:00`` is the 13th at noon: then the first may
    report. known: an ISO date beside which dates without a year lie, unless ``text`` gives one itself.
    ``24:00`` is the next day's ``00:00``.
    """
    matches = list(_DAY.finditer(text[: 4 * LONGEST]))
    beside = next((day for match in matches if match["year"] and (day := _date(match, None))), None)
    known = beside.isoformat() if beside else known
    found: list[str] = []
    for number, match in enumerate(matches):
        day = _date(match, known)
        if day is None:
            continue
        end = matches[number + 1].start() if number + 1 < len(matches) else len(text)
        time = _TIME.search(text, match.end(), end)
        found.append(_with_time(day, time) if time else day.isoformat())
    # of one day, the one with a time says more
    return min(found, key=lambda moment: (moment[:10], -len(moment), moment), default=None)


def _date(match: re.Match[str], known: str | None) -> date | None:
    """The day; one without a year is the one nearest to what is known (31 December beside 1 January)."""
    month, day = int(match["month"]), int(match["day"])
    if match["year"]:
        digits = match["year"].lstrip("’'‘`")
        return _day(int(digits) + (2000 if len(digits) == 2 else 0), month, day)
    if not known:
        return None
    year = int(known[:4])
    if len(known) < 10:
        return _day(year, month, day)
    centre = date.fromisoformat(known[:10])
    days = [one for near in (year - 1, year, year + 1) if (one := _day(near, month, day))]
    return min(days, key=lambda one: abs(one - centre), default=None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None  # 2026. 13. 45.: no day, so nothing is known


def _with_time(day: date, match: re.Match[str]) -> str:
    if match["noon"]:
        hour, minute = 12, 0
    else:
        hour, minute = int(match["hour"]), int(match["clock"] or match["minute"] or 0)
    if match["half"] in ("오후", "밤") and hour < 12:
        hour += 12
    if match["half"] == "오전" and hour == 12:
        hour = 0
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        return day.isoformat()
    start = datetime(day.year, day.month, day.day, tzinfo=KST)
    return (start + timedelta(hours=hour, minutes=minute)).isoformat(timespec="seconds")
