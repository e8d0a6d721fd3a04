"""Which body a name stood for on a day: the past keeps its names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from extractors.gazetteer import Body
from extractors.reading import Published

_YEAR = re.compile(r"(?<!\d)(1[89]\d\d|20\d\d)년")  # "2005년 행정자치부가"


@dataclass(frozen=True, slots=True)
class Choice:
    """The bodies that a name may stand for; more than one where the name itself cannot tell.

    past: the bodies were gone by then. certain: False where the period was a guess.
    """

    bodies: tuple[Body, ...]
    past: bool
    certain: bool


def last_day(published: Published) -> date:
    """The latest day that a publication date of known precision can be."""
    if published.month is None:
        return date(published.year, 12, 31)
    if published.day is None:
        following = date(published.year + published.month // 12, published.month % 12 + 1, 1)
        return following - timedelta(days=1)
    return published.first


def choose(
    surface: str, bodies: Sequence[Body], published: Published | None, before: str = ""
) -> Choice | None:
    """The bodies that ``surface`` names in a text of that date, None where none of them can be meant.

    A body alive then wins over one that is gone, a full name over an abbreviation; of those gone the one of
    the year named in ``before`` (the sentence up to the name) or else the latest. A body that is still to
    come counts only under its full name. Without a date the body that lived last is taken.
    """
    if published is None:
        latest = max(_last(body) for body in bodies)
        chosen = [body for body in bodies if _last(body) == latest]
        return Choice(tuple(_best(surface, chosen)), False, len({body.id for body in bodies}) == 1)
    first, last = published.first, last_day(published)
    alive = [
        b for b in bodies if (b.since is None or b.since <= last) and (b.until is None or first < b.until)
    ]
    if alive:
        best = _best(surface, alive)
        if len(best) > 1 and first != last and len({b.since for b in best}) > 1:
            best = [max(best, key=_last)]
            return Choice(tuple(best), False, False)
        return Choice(tuple(best), False, True)
    gone = [body for body in bodies if body.until is not None and body.until <= first]
    if gone:
        return Choice((_of_year(gone, before),), True, False)
    future = [body for body in bodies if surface == body.name]
    return Choice((future[0],), False, False) if future else None


def _last(body: Body) -> date:
    return body.until or date.max


def _best(surface: str, bodies: list[Body]) -> list[Body]:
    return [body for body in bodies if body.name == surface] or bodies


def _of_year(gone: list[Body], before: str) -> Body:
    for found in reversed(_YEAR.findall(before)):
        day = date(int(found), 7, 1)
        for body in gone:
            if body.valid_on(day):
                return body
    return max(gone, key=_last)
