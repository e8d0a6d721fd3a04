"""Dates as sites print them → ISO 8601 in Korean time, of the precision that is printed."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

SEOUL = timezone(timedelta(hours=9))

_TIME = (
    r"(?:(?:\s|T|,|\[|\((?=\d\d:)|[(（]?[월화수목금토일](?:요일)?[)）]?|/|\||-){0,6}"
    r"(?P<half>오전|오후|AM|PM|am|pm)?\s{0,2}"
    r"(?P<hour>[0-2]?\d)\s?(?::|시)\s?(?P<minute>[0-5]\d)?(?:분|:(?P<second>[0-5]\d)(?:\.\d{1,9})?)?"
    r"(?:\s?(?P<half_after>AM|PM|am|pm)(?![A-Za-z]))?"
    r"(?P<zone>\s?(?:Z|[+-]\d\d:?\d\d|KST|GMT|UTC))?)?"
)
#: 2016.11.22 18:10 · 2024. 8. 26.(월) 오전 9:30 · 2024년 8월 26일 09시 30분 · 2026-10-02T09:42:53Z
STAMP = re.compile(
    r"(?<![\d.-])(?P<year>(?:19|20)\d\d|[‘’'`´]\d\d)\s?(?:[-./]|년)\s{0,2}(?P<month>1[0-2]|0?[1-9])\s?(?:[-./]|월)\s{0,2}"
    r"(?P<day>3[01]|[12]\d|0?[1-9])(?![\d%])(?:일|[.])?" + _TIME
)
#: 20261002152550 and 20261002
_PACKED = re.compile(
    r"(?<!\d)(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:([01]\d|2[0-3])([0-5]\d)([0-5]\d)?)?(?!\d)"
)
#: 26.11.12 10:35 and 24-05-21, at the beginning of a value only: elsewhere it may be anything
_TWO_DIGITS = re.compile(
    r"[\s(\[]{0,3}(?P<year>\d\d)(?P<between>[-./])(?P<month>1[0-2]|0[1-9])(?P=between)(?P<day>3[01]|[12]\d|0[1-9])(?![\d-])\.?"
    + _TIME
)
#: FRI, 02 OCT 2026 09:42:53 KST
_MAIL = re.compile(
    r"(?:[A-Za-z]{3},?\s)?(?<![\d])\d{1,2}\s[A-Za-z]{3}\s\d{4}\s\d\d:\d\d(?::\d\d)?\s?(?:KST|GMT|UTC|[+-]\d{4})?"
)
#: Nov. 3, 2025 - 11:20 · November 3, 2025 · 3 Nov 2025
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED = "|".join(_MONTHS)
_ENGLISH = re.compile(
    rf"(?<![A-Za-z])(?:(?P<month>{_NAMED})[a-z]{{0,6}}\.?\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s"
    rf"|(?P<day2>\d{{1,2}})\s(?P<month2>{_NAMED})[a-z]{{0,6}}\.?,?\s)"
    r"(?P<year>20\d\d|19\d\d)(?!\d)(?:[\s,|-]{0,4}(?:at\s)?(?P<hour>[0-2]?\d):(?P<minute>[0-5]\d))?",
    re.I,
)
_DIGIT = re.compile(r"\d")
#: 09-02, 09.02 : a day without its year
_DAY_ONLY = re.compile(r"(1[0-2]|0[1-9])[-./](3[01]|[12]\d|0[1-9])\.?")
#: 2012.12 and 2012년 12월
_MONTH = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?(?:[-.]|년)\s?(1[0-2]|0?[1-9])(?:월|(?![\d.-]))")


def stamp(text: str) -> str | None:
    """The first date in the text as ``YYYY-MM-DD`` or ``YYYY-MM-DDThh:mm:ss+09:00``; None if there is none.

    Other zones are converted to Korean time; a time without a zone is Korean. Impossible dates give None.
    """
    if not _DIGIT.search(text):
        return None
    found = STAMP.search(text)
    if found:
        return _of(found)
    mail = _MAIL.search(text)
    if mail:
        try:
            moment = parsedate_to_datetime(mail[0].upper().replace("KST", "+0900"))
            return (moment if moment.tzinfo else moment.replace(tzinfo=SEOUL)).astimezone(SEOUL).isoformat()
        except (TypeError, ValueError, OverflowError):
            return None
    english = _ENGLISH.search(text)
    if english:
        return _in_english(english)
    packed = _PACKED.search(text)
    if packed:
        return _packed(packed)
    short = _TWO_DIGITS.match(text)
    return _of(short) if short else None


def is_short(text: str) -> bool:
    """``26.11.12 10:35``: a line that is a date with a year of two digits and a time."""
    found = _TWO_DIGITS.fullmatch(text.strip())
    return bool(found and found["minute"])


def day_without_year(text: str) -> str | None:
    """``09-02`` → ``--09-02``; None for anything else."""
    found = _DAY_ONLY.fullmatch(text.strip())
    return f"--{found[1]}-{found[2]}" if found else None


def month(text: str) -> str | None:
    """``2012.12`` → ``2012-12``; None if no such month is in the text."""
    found = _MONTH.search(text)
    return f"{found[1]}-{int(found[2]):02}" if found else None


#: Forms that only a record's field holds: 202408 · 24.08.26 · 08/26/2024 10:00:00 (data.go.kr)
_PACKED_MONTH = re.compile(r"(20\d\d)(0[1-9]|1[0-2])")
_SHORT = re.compile(r"(\d\d)([.-])(\d\d)\2(\d\d)\.?(\s.{1,20})?")
_MONTH_FIRST = re.compile(r"(\d\d)/(\d\d)/((?:19|20)\d\d)(\s.{1,20})?")


def iso(text: str) -> str | None:
    """A date in whatever form and precision → ISO; one that is ISO already stays. None if there is none.

    For the date field of a record: a number that counts seconds is none, and 08/26/2024 begins with its
    month, as data.go.kr prints it.
    """
    text = text.strip()
    if packed := _PACKED_MONTH.fullmatch(text):
        return f"{packed[1]}-{packed[2]}"
    if short := _SHORT.fullmatch(text):
        text = f"20{short[1]}-{short[3]}-{short[4]}{short[5] or ''}"
    elif first := _MONTH_FIRST.fullmatch(text):
        text = f"{first[3]}-{first[1]}-{first[2]}{first[4] or ''}"
    return stamp(text) or month(text) or (text if re.fullmatch(r"(?:19|20)\d\d", text) else None)


def _of(found: re.Match[str]) -> str | None:
    year = found["year"].lstrip("‘’'`´")
    day = (int(year if len(year) == 4 else f"20{year}"), int(found["month"]), int(found["day"]))
    # "22일 18" is no time: minutes or 시 must be there
    if found["hour"] is None or (found["minute"] is None and "시" not in found[0]):
        return _iso(day)
    hour = int(found["hour"])
    half = (found["half"] or found["half_after"] or "").lower()
    if half in ("오후", "pm") and hour < 12:
        hour += 12
    elif half in ("오전", "am") and hour == 12:
        hour = 0
    return _iso(
        day, (hour, int(found["minute"] or 0), int(found["second"] or 0)), (found["zone"] or "").strip()
    )


def _in_english(found: re.Match[str]) -> str | None:
    name = (found["month"] or found["month2"]).lower()
    day = (int(found["year"]), _MONTHS.index(name) + 1, int(found["day"] or found["day2"]))
    return _iso(day, (int(found["hour"]), int(found["minute"]), 0)) if found["hour"] else _iso(day)


def _packed(found: re.Match[str]) -> str | None:
    day = int(found[1]), int(found[2]), int(found[3])
    return _iso(day, (int(found[4]), int(found[5]), int(found[6] or 0))) if found[4] else _iso(day)


def _iso(day: tuple[int, int, int], clock: tuple[int, int, int] | None = None, zone: str = "") -> str | None:
    """ISO 8601 of a day, with its clock if there is one; None for a day that does not exist."""
    try:
        if clock is None:
            return datetime(*day, tzinfo=SEOUL).date().isoformat()
        return datetime(*day, *clock, tzinfo=_offset(zone)).astimezone(SEOUL).isoformat()
    except (ValueError, OverflowError):  # 9999-12-31T23:59:59Z is in no year of Korea
        return None


def _offset(zone: str) -> timezone:
    if zone in ("Z", "GMT", "UTC"):
        return timezone(timedelta(0))
    signed = re.fullmatch(r"([+-])(\d\d):?(\d\d)", zone)
    if not signed:
        return SEOUL
    minutes = int(signed[2]) * 60 + int(signed[3])
    return timezone(timedelta(minutes=minutes if signed[1] == "+" else -minutes))
