"""The list of a source on trial: its first answer, read as a run would read it."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.pages import SPEAKING
from pipeline.trial_pages import Came, Visit
from scrapers.errors import BlockedError, FetchError, ParseError, ScrapeError
from scrapers.fetch import Page
from scrapers.markup import parse_page
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
    counted: how many elements the selectors of a board match where no row was found.
    """

    came: tuple[Came, ...]
    items: tuple[Item, ...]
    total: int | None = None
    shown: int | None = None
    empty: bool = False
    broken: tuple[str, ...] = ()
    problem: ScrapeError | None = None
    counted: str = ""


def read_list(source: Source, window: Window, visit: Visit, page_file: Path | None = None) -> TriedList:
    """The list's first answer, or as many as it takes to see items where they are not on pages.

    page_file: the answer as the operator saved it. Raises OSError where that can't be read; what is wrong
    with the list itself stands in what is returned.
    """
    found: list[ListPage] = []
    problem: ScrapeError | None = None
    try:
        if page_file:
            request = list_request(source, 0, window) or Request(source.list_address)
            found.append(reader_of(source).items(visit.stored(page_file, request), source))
        else:
            _collect(source, window, visit, found)
    except (FetchError, BlockedError, ParseError) as error:
        problem = error
    counted = _counted(source, visit.last) if isinstance(problem, ParseError) else ""
    return replace(_tried(tuple(visit.lists), found, problem), counted=counted)


def read_next(source: Source, window: Window, visit: Visit, first: TriedList) -> TriedList | None:
    """The second page of a list in pages; None where the first one is no good, or holds everything."""
    everything = first.total is not None and first.total <= len(first.items)
    if source.listing.paging != "pages" or first.problem or not first.items or everything:
        return None
    request = list_request(source, 1, window)
    if request is None:
        return None
    before = len(visit.lists)
    found: list[ListPage] = []
    problem: ScrapeError | None = None
    try:
        found.append(reader_of(source).items(visit.listed(request, _speaking(source)), source))
    except (FetchError, BlockedError, ParseError) as error:
        problem = error
    return _tried(tuple(visit.lists[before:]), found, problem)


def _collect(source: Source, window: Window, visit: Visit, found: list[ListPage]) -> None:
    """Read answers into ``found``, those first that an earlier one names. Raises what stopped it."""
    reader = reader_of(source)
    further: deque[str] = deque()
    number = 0
    for _ in range(ANSWERS):
        if further:
            request: Request | None = Request(further.popleft())
        else:
            request = list_request(source, number, window)
            number += 1
        if request is None:
            return
        found.append(reader.items(visit.listed(request, _speaking(source)), source))
        further += [one.url for one in found[-1].further]
        count = sum(len(one.items) for one in found)
        if source.listing.paging == "pages" or count >= max(1, source.expect.min_items):
            return


def _counted(source: Source, page: Page | None) -> str:
    """``in rows.container: rows.row matches 0 elements, rows.link 12``; empty where one row has a link.

    A parser of a site's own fills in what rows are, so that the page does not tell.
    """
    rows = source.rows
    if rows is None or page is None or source.parser != "boards":
        return ""
    try:
        container = parse_page(page, source.name).element.select_one(rows.container)
    except ParseError:
        return ""
    if container is None:
        return ""
    found, links = container.select(rows.row), container.select(rows.link)
    linked = {id(above) for link in links for above in (link, *link.parents)}
    if any(id(row) in linked for row in found):
        return ""
    return f"in rows.container: rows.row matches {len(found)} elements, rows.link {len(links)}"


def _speaking(source: Source) -> frozenset[int]:
    return SPEAKING if source.listing.error_pages else frozenset()


def _tried(came: tuple[Came, ...], found: list[ListPage], problem: ScrapeError | None) -> TriedList:
    first = found[0] if found else ListPage(())
    return TriedList(
        came=came,
        items=tuple({item.native_id: item for one in found for item in one.items}.values()),
        total=first.total,
        shown=first.shown,
        empty=bool(found) and all(one.empty for one in found),
        broken=tuple(reason for one in found for reason in one.broken),
        problem=problem,
    )
