"""Values of records as text, the same whatever format they come in."""

from __future__ import annotations

import math
import re
from datetime import date, datetime
from decimal import Decimal

#: What exports write where there is nothing.
_NOTHING = frozenset(("nan", "NaN", "NAN", "NaT", "<NA>", "None", "null", "NULL", "\\N"))
_MIDNIGHT = re.compile(r"(\d{4}-\d\d-\d\d)[T ]00:00(?::00(?:\.0+)?)?")
_CLOCK = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(\.\d+)?(Z|[+-]\d\d:?\d\d)?")


def text_of(value: object, between: str = ", ") -> str | None:
    """A value as text; None for nothing: null, NaN, an empty or blank text, truth values, objects.

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
    if isinstance(value, list | tuple):
        return text_of(between.join(text for one in value if (text := text_of(one, between)) is not None))
    return None


def day_of(value: str) -> str:
    """One spelling of a moment: ``2026-03-02 09:30:00.000`` → ``2026-03-02T09:30:00``.

    Midnight without a zone is a day: so spreadsheets and databases write a date that has no time.
    """
    if midnight := _MIDNIGHT.fullmatch(value):
        return midnight[1]
    if clock := _CLOCK.fullmatch(value):
        zone = "+00:00" if clock[4] == "Z" else (clock[4] or "")
        time = clock[2] if len(clock[2]) == 8 else f"{clock[2]}:00"
        return f"{clock[1]}T{time}{zone if ':' in zone or not zone else f'{zone[:3]}:{zone[3:]}'}"
    return value


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
