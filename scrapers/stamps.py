"""Dates as feeds and sitemaps write them → ISO 8601 in Korean time.

The raw strings are read here and not by the feed parser: that takes KST for UTC and drops the time of
``20261001103352``.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone

from scrapers.korean_time import KST

#: Earlier days are no dates of articles but the zero of somebody's clock.
EARLIEST = 1990
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = "월화수목금토일"
#: Hours from Greenwich. Of the American names only those that RFC 822 lists.
ZONES = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "kst": 9, "jst": 9, "asia/seoul": 9,
    "edt": -4, "est": -5, "cdt": -5, "cst": -6, "mdt": -6, "mst": -7, "pdt": -7, "pst": -8,
}  # fmt: skip

_WEEKDAY = r"(?:[(\[]?(?:[a-z]{3,9}|[월화수목금토일](?:요일)?)[)\]]?[.,]{0,2}\s?)?"
_MONTH = r"(?P<name>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
# 오후 3:25:50 · 15시 25분 · 09:42:53.000 PM
_CLOCK = (
    r"(?:(?P<half>오전|오후|[ap]\.?m\.?)\s?)?(?P<hour>\d{1,2})(?:(?::|시\s?)(?P<minute>\d{1,2})분?"
    r"(?:(?::|\s?)(?P<second>\d{1,2})(?:[.,]\d{1,9})?초?)?|시)(?:\s?(?P<half_after>[ap]\.?m\.?))?"
)
# +0900 · +09:00 · KST · GMT+9 · +09:00[Asia/Seoul] · +0900 (KST)
_ZONE = (
    r"(?:\s?(?P<zone>(?:gmt|utc)?\s?[+-]\d{1,2}:?(?:\d\d)?|[a-z]{1,4}|asia/seoul)"
    r"(?:\s?[(\[][a-z/ ]{2,30}[)\]])?)?"
)
_AFTER = rf"(?:\s?[t,|]?\s?{_CLOCK}{_ZONE})?"
_NUMERIC = (
    r"(?P<year>\d{4}|[1-9]\d)\s?(?:[-./]|년)\s?(?P<month>\d{1,2})\s?(?:[-./]|월)\s?(?P<day>\d{1,2})(?:\.|일)?"
)
_PACKED = r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)"
_IN_KOREAN = (
    r"(?P<weekday>[월화수목금토일])(?:요일)?,?\s(?P<day>\d{1,2})\s(?P<month>\d{1,2})월?\s(?P<year>\d{4})"
)
_FORMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # FRI, 02 OCT 2026 09:42:53 KST · 금, 2-Oct-26
        rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s-]{_MONTH},?[\s-](?P<year>\d{{4}}|\d\d){_AFTER}",
        # Oct 02 2026 · Friday, October 2nd, 2026 at 9:42 AM
        rf"{_WEEKDAY}{_MONTH}\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year>\d{{4}})(?:,?\sat)?{_AFTER}",
        # Fri Oct 02 09:42:53 KST 2026, as Java prints a date
        rf"{_WEEKDAY}{_MONTH}\s(?P<day>\d{{1,2}})\s{_CLOCK}{_ZONE}\s(?P<year>\d{{4}})",
        # 2026-10-02T15:25:50+09:00 · 2026. 10. 1 · 26/10/02 · 2026년 10월 2일(금) 오후 3시
        rf"{_NUMERIC}\s?{_WEEKDAY}{_AFTER}",
        # 20261001103352 · 20261001T103352+0900 · 20261001
        rf"{_PACKED}(?:t?\s?(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?{_ZONE})?",
        # 금, 02 10월 2026 09:42:53 +0900, as Java prints a date in Korean
        rf"{_IN_KOREAN}{_AFTER}",
    )
)
_SPACE = re.compile(r"\s+")
_OFFSET = re.compile(r"([+-])(\d{1,2}):?(\d\d)?$")


def stamp(text: str, *, korean: bool = False) -> str | None:
    """``FRI, 02 OCT 2026 09:42:53 KST`` → ``2026-10-02T09:42:53+09:00``; None where no date can be read.

    The whole text has to be the date. A time without a zone is Korean; a midnight is how software writes a
    day, and comes back as the day alone. korean: the feed calls Korean time GMT.
    """
    text = _SPACE.sub(" ", text[:200]).strip()
    for form in _FORMS:
        found = form.fullmatch(text)
        if found:
            return _iso(found.groupdict(), korean=korean)
    return None


def _iso(parts: dict[str, str | None], *, korean: bool) -> str | None:
    try:
        year = _year(parts["year"] or "")
        name = (parts.get("name") or "").lower()
        month = MONTHS.index(name) + 1 if name else int(parts["month"] or 0)
        clock = _clock(parts)
        zone = KST if korean else _zone(parts.get("zone"))
        moment = datetime(year, month, int(parts["day"] or 0), *(clock or (0, 0, 0)), tzinfo=zone)
        here = moment.astimezone(KST)
    except (ValueError, OverflowError):
        return None  # 32 October, 25:00, a zone that nobody knows, the last hours of 9999
    weekday = parts.get("weekday")
    if year < EARLIEST or (weekday and weekday != WEEKDAYS[moment.weekday()]):
        return None
    if clock is None or (clock == (0, 0, 0) and moment.date() == here.date()):
        return moment.date().isoformat()
    if (here.hour, here.minute, here.second) == (0, 0, 0):
        return here.date().isoformat()
    return here.isoformat(timespec="seconds")


def _year(digits: str) -> int:
    """``26`` → 2026, ``98`` → 1998."""
    year = int(digits)
    if len(digits) == 4:
        return year
    return 2000 + year if year < 70 else 1900 + year


def _clock(parts: dict[str, str | None]) -> tuple[int, int, int] | None:
    """Hour, minute, second; None where there is none. Raises ValueError for 13 PM."""
    if parts.get("hour") is None:
        return None
    hour = int(parts["hour"] or 0)
    half = (parts.get("half") or parts.get("half_after") or "").lower().replace(".", "")
    if half and hour > 12 and half in ("오전", "am"):
        raise ValueError(f"{hour} in the morning")
    if half in ("오후", "pm") and hour < 12:
        hour += 12
    elif half in ("오전", "am") and hour == 12:
        hour = 0
    return hour, int(parts.get("minute") or 0), int(parts.get("second") or 0)


def _zone(name: str | None) -> timezone:
    """The zone by its name or offset; Korea where none is named. Raises ValueError for an unknown one."""
    if not name:
        return KST
    offset = _OFFSET.search(name)
    if offset:
        minutes = int(offset[2]) * 60 + int(offset[3] or 0)
        if minutes > 14 * 60:
            raise ValueError(f"no zone is {name} from Greenwich")
        return timezone(timedelta(minutes=minutes if offset[1] == "+" else -minutes))
    if name.lower() not in ZONES:
        raise ValueError(f"unknown zone {name}")
    return timezone(timedelta(hours=ZONES[name.lower()]))
