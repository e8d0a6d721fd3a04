"""The list of a source on trial: its first answer, read as a run would read it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.pages import SPEAKING
from pipeline.trial_pages import Came, Visit
from scrapers.errors import BlockedError, FetchError, ParseError, ScrapeError
from scrapers.fetch import Page
from scrapers.paging import list_request
from scrapers.reader import Item, ListPage, Request, Window, reader_of
from scrapers.source import Source

#: Answers that are asked for until items came, of a list in windows of days or of an index of sitemaps.
ANSWERS = 5


@dataclass(frozen=True, slots=True)
class TriedList:
    """What the list gave.

    total, shown: the number of items and of the page, as the first answer says them. empty: the site itself
    says that there is nothing. broken: why items could not be read. problem: why the list could not be read.
    """

    came: tuple[Came, ...]
    items: tuple[Item, ...]
    total: int | None = None
    shown: int | None = None
    empty: bool = False
    broken: tuple[str, ...] = ()
    problem: ScrapeError | None = None


def read_list(source: Source, window: Window, visit: Visit, page_file: Path | None = None) -> TriedList:
    """The list's first answer, or as many as it takes to see items where they are not on pages.

    page_file: the answer as the operator saved it. Raises OSError where that can't be read; what is wrong
    with the list itself stands in what is returned.
    """
    found: list[ListPage] = []
    problem: ScrapeError | None = None
    further: deque[str] = deque()
    reader = reader_of(source)
    try:
        for page in _answers(source, window, visit, page_file, further):
            found.append(reader.items(page, source))
            further += [one.url for one in found[-1].further]
            if page_file or source.listing.paging == "pages" or _enough(source, found):
                break
    except (FetchError, BlockedError, ParseError) as error:
        problem = error
    first = found[0] if found else ListPage(())
    return TriedList(
        came=tuple(visit.lists),
        items=tuple({item.native_id: item for one in found for item in one.items}.values()),
        total=first.total,
        shown=first.shown,
        empty=bool(found) and all(one.empty for one in found),
        broken=tuple(reason for one in found for reason in one.broken),
        problem=problem,
    )


def _enough(source: Source, found: list[ListPage]) -> bool:
    return sum(len(one.items) for one in found) >= max(1, source.expect.min_items)


def _answers(
    source: Source, window: Window, visit: Visit, page_file: Path | None, further: deque[str]
) -> Iterator[Page]:
    """The answers one after the other, those that an earlier one names first."""
    speaking = SPEAKING if source.listing.error_pages else frozenset()
    number = 0
    for _ in range(ANSWERS):
        if further:
            request: Request | None = Request(further.popleft())
        else:
            request = list_request(source, number, window)
            number += 1
        if request is None:
            return
        yield visit.stored(page_file, request) if page_file else visit.listed(request, speaking)
