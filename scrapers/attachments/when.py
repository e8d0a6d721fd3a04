"""Dates of a press release's head table: ``2026. 7. 13.(월) 12:00``, ``조간부터``, ``배포 즉시``."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone

KST = timezone(timedelta(hours=9), "KST")

# 2026. 7. 13. · 2026.7.13 · ’26. 7. 13. · 2026년 7월 13일 · 7. 13. · 7월 13일 · 2026-07-13
_DAY = re.compile(
    r"(?:(?P<year>(?:20|19)\d\d|[’'‘`]\d\d)\s?[.년/-]\s?)?(?P<month>\d{1,2})\s?[.월/-]\s?(?P<day>\d{1,2})(?:\s?일)?(?![\d:])"
)
# 12:00 · 오전 11시 30분 · 오후 2시 · 14시
_TIME = re.compile(
    r"(?:(?P<half>오전|오후|낮|밤)\s?)?(?P<hour>\d{1,2})\s?(?::\s?(?P<clock>\d{2})|시(?:\s?(?P<minute>\d{1,2})\s?분)?)"
)
# what else such a cell says: 조간(온라인 4. 8. 12:00)부터 보도하여 주시기 바랍니다 · 배포 즉시 · 행사 종료 후
_WORDS = re.compile(
    r"\([월화수목금토일]\)|[월화수목금토일]요일|배포|즉\s?시|조\s?간|석\s?간|이후|이전|부터|까지|온라인|인터넷|지면|방송|통신|신문|매체|"
    r"엠바고|없음|별도|행사|회의|브리핑|시작|종료|개시|보도|사용|가능|하여|해|주시기|주십시오|바랍니다|바람|요망|후|시|은|는|에|및"
)
#: A cell of the head table is short, and hardly a letter of it is anything else.
LONGEST, OTHER = 90, 4


def is_when(text: str) -> bool:
    """Whether a cell says when and nothing else: ``2026. 7. 13.(월) 조간``, ``배포 즉시``, ``11:00 이후``.

    ``7월 13일부터 여름철 안전 점검`` is a title, though it begins with a date.
    """
    if not text.strip() or len(text) > LONGEST:
        return False
    rest = _WORDS.sub("", _TIME.sub("", _DAY.sub("", text)))
    return rest != text and sum(letter.isalnum() for letter in rest) <= OTHER


def moment(text: str, known: str | None = None) -> str | None:
    """The first date in ``text`` as ISO 8601, with its time where one follows; None where none is certain.

    known: an ISO date whose year counts where the text gives none. ``24:00`` is the next day's ``00:00``.
    """
    for match in _DAY.finditer(text):
        day = _date(match, known)
        if day is None:
            continue
        following = _DAY.search(text, match.end())
        time = _TIME.search(text, match.end(), following.start() if following else len(text))
        return _with_time(day, time) if time else day.isoformat()
    return None


def _date(match: re.Match[str], known: str | None) -> date | None:
    year = match["year"] or (known or "")[:4]
    if not year:
        return None
    number = int(year) if year.isdigit() else 2000 + int(year[1:])
    try:
        return date(number, int(match["month"]), int(match["day"]))
    except ValueError:
        return None  # 2026. 13. 45.: no day, so nothing is known


def _with_time(day: date, match: re.Match[str]) -> str | None:
    hour, minute = int(match["hour"]), int(match["clock"] or match["minute"] or 0)
    if match["half"] in ("오후", "밤") and hour < 12:
        hour += 12
    if match["half"] == "오전" and hour == 12:
        hour = 0
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        return day.isoformat()
    start = datetime(day.year, day.month, day.day, tzinfo=KST)
    return (start + timedelta(hours=hour, minutes=minute)).isoformat(timespec="seconds")
