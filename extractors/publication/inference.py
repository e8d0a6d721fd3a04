"""The publication date of an article: stated by its source, or inferred from its text and from hints."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from extractors.dates.calendar_days import one_day
from extractors.dates.forms import expressions
from extractors.dates.ranges import join_ranges
from extractors.mention import Hint
from extractors.publication.clues import Clues, clues
from extractors.publication.month import known_month
from extractors.publication.posts import between_posts
from extractors.publication.stated import Statement, stated_day
from extractors.publication.terms import spans
from extractors.publication.years import known_year
from extractors.reading import Reading


@dataclass(frozen=True, slots=True)
class Publication:
    """published: ISO date of the known precision, or None. inferred: not stated by the source.
    evidence: what an inferred date was taken from, else None."""

    published: str | None
    inferred: bool
    evidence: str | None


_UNKNOWN = Publication(None, False, None)
_ISO = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:[T ].*)?")


def publication_date(reading: Reading) -> Publication:
    """The publication date of a document: stated if it has one, else inferred, else none.

    Inference asks, in this order, a date in the URL, a line of the text that states it, the dates and
    offices that the text names, the dates of neighbouring posts; hints of the kinds crawl, repost, modified
    and search are never used. Only what is known is said: ``2023`` or ``2012-12``. Raises nothing; malformed
    hints are passed over.
    """
    document = reading.document
    if document.published is not None:
        return Publication(document.published, False, None)
    if found := _from_url(document.hints):
        return found
    stated = stated_day(reading.text)
    if stated and stated.sure:
        return _as_stated(stated)
    found_dates = join_ranges(expressions(reading.text), reading.text)
    said = clues(reading.text, found_dates, spans(reading.text))
    if stated and said.first <= stated.day and (said.last is None or stated.day <= said.last):
        return _as_stated(stated)
    neighbours = _neighbours(document.hints)
    return _from_text(reading, said, neighbours) or _from_neighbours(reading, said, neighbours) or _UNKNOWN


def _parsed(value: str) -> tuple[int, int | None, date | None] | None:
    """Year, month and day of an ISO hint, as far as it has them; None for anything else."""
    match = _ISO.fullmatch(value)
    if match is None:
        return None
    year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    whole = one_day(year, month, day) if day else None
    if (day and whole is None) or month > 12:
        return None
    return year, month or None, whole.start if whole else None


def _neighbours(hints: Iterable[Hint]) -> list[date]:
    parsed = [_parsed(value) for kind, value in hints if kind == "neighbour"]
    return sorted(found[2] for found in parsed if found and found[2])


def _from_url(hints: Iterable[Hint]) -> Publication | None:
    for kind, value in hints:
        if kind == "url" and _parsed(value):
            return Publication(value, True, f"URL의 날짜 {value}")
    return None


def _as_stated(stated: Statement) -> Publication:
    return Publication(stated.day.isoformat(), True, f"본문의 날짜 표시 ‘{stated.words}’")


def _from_text(reading: Reading, said: Clues, neighbours: list[date]) -> Publication | None:
    found = known_year(said, neighbours)
    if found is None:
        return None
    between = between_posts(reading, said, neighbours, found.year)
    if between and between[0].month == between[1].month:
        return Publication(f"{between[0]:%Y-%m}", True, f"{found.evidence}, {_span(neighbours)}")
    month = known_month(said, found.year)
    if month is None:
        return Publication(str(found.year), True, found.evidence)
    return Publication(f"{found.year}-{month[0]:02}", True, f"{found.evidence}, 달은 ‘{month[1]}’")


def _from_neighbours(reading: Reading, said: Clues, neighbours: list[date]) -> Publication | None:
    """What posts on both sides leave open: a month or a year, where nothing in the text contradicts it."""
    between = between_posts(reading, said, neighbours, None)
    if between is None or between[0].year != between[1].year or not said.allows(between[1].year):
        return None
    first, last = between
    known = f"{last:%Y-%m}" if first.month == last.month else str(last.year)
    return Publication(known, True, _span(neighbours))


def _span(neighbours: list[date]) -> str:
    return f"이웃 글의 날짜 {neighbours[0]}~{neighbours[-1]}"
