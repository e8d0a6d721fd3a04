"""When an article was written, from the posts around it: it lies between them, and its days narrow that."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from extractors import dates
from extractors.dates.calendar_days import one_day
from extractors.dates.parts import Expression
from extractors.publication.clues import Clues, tense_behind
from extractors.reading import Published, Reading

#: Posts around an article bracket it only where they lie this close together, in days.
_SPAN = 120


def between_posts(
    reading: Reading, clues: Clues, neighbours: list[date], year: int | None
) -> tuple[date, date] | None:
    """The first and last day on which an article between posts can have been written, or None.

    neighbours: sorted days of posts on both sides. year: that of the article, where it is known. None too
    where the text contradicts its neighbours: then they are no neighbours but a list of other posts.
    """
    if len(neighbours) < 2 or (neighbours[-1] - neighbours[0]).days > _SPAN:
        return None
    first, last = max(neighbours[0], clues.first), min(neighbours[-1], clues.last or neighbours[-1])
    if year is not None:
        first, last = max(first, date(year, 1, 1)), min(last, date(year, 12, 31))
    for expression in clues.found:
        when = expression.low.direction or tense_behind(expression, clues.text)
        days = list(_days(expression, neighbours))
        if when < 0:
            first = max([first, *[day for day in days if day <= last][-1:]])
        elif when > 0:
            last = min([last, *[day for day in days if day >= first][:1]])
    if year is not None and (past := _day_after_past(reading, year)):
        first = max(first, past)
    return (first, last) if first <= last else None


def _days(expression: Expression, neighbours: list[date]) -> Iterator[date]:
    """The days that an expression with month and day can name near its neighbours, in order."""
    low = expression.low
    if low.month is None or low.day is None or low.year_shift is not None or low.lunar:
        return
    years = range(neighbours[0].year - 1, neighbours[-1].year + 2)
    for year in years if low.year is None else [low.year]:
        found = one_day(year, low.month, low.day)
        if found is not None and low.weekday in (None, found.start.weekday()):
            yield found.start


def _day_after_past(reading: Reading, year: int) -> date | None:
    """The day after the latest day that the text calls past (지난 28일부터 30일)."""
    tentative = Reading(reading.document, reading.aligned, reading.sentences, Published(year))
    past = [
        date.fromisoformat(mention.date_end)
        for mention in dates.find(tentative)
        if mention.text.startswith("지난") and mention.granularity == "day" and mention.date_end
    ]
    return max(past) + timedelta(days=1) if past else None
