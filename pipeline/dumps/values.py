"""Values of records as text, the same whatever format they come in."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from uuid import UUID

#: What exports write where there is nothing.
_NOTHING = frozenset(("nan", "NaN", "NAN", "NaT", "<NA>", "None", "null", "NULL", "\\N"))
_MIDNIGHT = re.compile(r"(\d{4}-\d\d-\d\d)[T ]00:00(?::00(?:\.0+)?)?")
_CLOCK = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(\.\d+)?(Z|[+-]\d\d:?\d\d)?")
#: Seconds and milliseconds since 1970, up to 2033: 2026030209 is a day and an hour.
_SECONDS = re.compile(r"(1[0-9]{9})(?:\.\d+)?")
_MILLISECONDS = re.compile(r"1[0-9]{12}")
_LAST_SECOND = 1_990_000_000
#: Days since the end of 1899, as spreadsheets count them, from 1990 to 2040.
_SHEET_DAY = re.compile(r"\d{5}(?:\.\d+)?")
_SHEET_DAYS = range(32_874, 51_502)
_SHEET_BEGIN = datetime.fromisoformat("1899-12-30")
_SEOUL = timezone(timedelta(hours=9))
#: What mongoexport wraps values in that JSON does not have.
_WRAPS = frozenset(("$oid", "$uuid", "$numberLong", "$numberInt", "$numberDouble", "$numberDecimal"))


def text_of(value: object, between: str = ", ") -> str | None:
    """A value as text; None for nothing: null, NaN, an empty or blank text, truth values, objects
    but those of mongoexport (``{"$oid": …}``).

    7, 7.0 and "7" are one; of a list its values, joined by ``between``; moments become ISO 8601.
    """
    if isinstance(value, str):
        return value if value not in _NOTHING and not value.isspace() and value else None
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float | Decimal):
        return _number(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bytes):
        return text_of(_decoded(value))
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, Mapping):
        return _unwrapped(value) if value else None
    if isinstance(value, list | tuple):
        return text_of(between.join(text for one in value if (text := text_of(one, between)) is not None))
    return None


def day_of(value: str) -> str:
    """One spelling of a moment: ``2026-03-02 09:30:00.000`` → ``2026-03-02T09:30:00``.

    Midnight without a zone is a day: so spreadsheets and databases write a date that has no time.
    Seconds and milliseconds since 1970 are moments in Korea, days of spreadsheets days.
    """
    if counted := _counted(value):
        return counted
    if midnight := _MIDNIGHT.fullmatch(value):
        return midnight[1]
    if clock := _CLOCK.fullmatch(value):
        zone = "+00:00" if clock[4] == "Z" else (clock[4] or "")
        clocked = clock[2] if len(clock[2]) == 8 else f"{clock[2]}:00"
        return f"{clock[1]}T{clocked}{zone if ':' in zone or not zone else f'{zone[:3]}:{zone[3:]}'}"
    return value


def _counted(value: str) -> str | None:
    """The moment that a number counts to, from 1970 or as spreadsheets do; None where it is none."""
    found = _SECONDS.fullmatch(value) or _MILLISECONDS.fullmatch(value)
    if found:
        seconds = int(found[1]) if found.re is _SECONDS else int(value) // 1000
        return _moment(datetime.fromtimestamp(seconds, _SEOUL)) if seconds < _LAST_SECOND else None
    if _SHEET_DAY.fullmatch(value) and int(float(value)) in _SHEET_DAYS:
        when = _SHEET_BEGIN + timedelta(seconds=round(float(value) * 86_400))
        return day_of(when.isoformat())
    return None


def _moment(when: datetime) -> str:
    """A moment in Korea; a day where it is midnight there or in UTC: so a date without a time is counted."""
    if when.astimezone(UTC).time() == time.min:
        return when.astimezone(UTC).date().isoformat()
    here = when.astimezone(_SEOUL)
    return here.isoformat(timespec="seconds") if here.time() != time.min else here.date().isoformat()


def _unwrapped(value: Mapping[str, object]) -> str | None:
    """``{"$oid": "65e2"}`` → ``65e2``, ``{"$date": "2026-03-01T15:00:00Z"}`` → ``2026-03-02``."""
    (name, inner), *more = value.items()
    if more or (name != "$date" and name not in _WRAPS):
        return None
    said = text_of(inner)
    if name != "$date" or said is None:
        return said
    try:
        number = said.removeprefix("-")
        when = (
            datetime.fromtimestamp(int(said) // 1000, UTC)
            if number.isdigit()
            else datetime.fromisoformat(said)
        )
    except (ValueError, OverflowError, OSError):
        return said
    return _moment(when) if when.tzinfo else said


def _number(value: float | Decimal) -> str | None:
    if not math.isfinite(value):
        return None
    return str(int(value)) if value == int(value) else str(float(value))


def _decoded(value: bytes) -> str:
    for encoding in ("utf-8-sig", "cp949"):
        try:
            return value.decode(encoding)
        except UnicodeDecodeError:
            continue
    return value.decode("utf-8", "replace")
