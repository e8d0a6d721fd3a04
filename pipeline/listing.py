"""The list of a source, answer by answer: what is new or changed in it."""

from __future__ import annotations

import hashlib
import json
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from db.worklist import Named, Worklist, stored_ids
from pipeline.faults import as_failure
from scrapers.errors import BlockedError, FetchError, ParseError, ScrapeError
from scrapers.paging import list_request
from scrapers.reader import Item, ListPage, Request, Window, reader_of
from scrapers.source import Source, SourceError

if TYPE_CHECKING:
    from sqlite3 import Connection

    from pipeline.pages import Answer
    from scrapers.fetch import Page

#: Pages without anything unknown, one after the other, that end a listing: rows move while one pages.
QUIET_PAGES = 2

Fetch = Callable[[Request], "Answer"]


@dataclass(slots=True)
class Listing:
    """What a listing found.

    answers: how many were read, where the same ones would say the same; else 0. broken: items that could not
    be read. problem: why the listing is not complete, or not to be believed.
    """

    seen: set[str] = field(default_factory=set)
    answers: int = 0
    broken: list[str] = field(default_factory=list)
    problem: ScrapeError | None = None


@dataclass(frozen=True, slots=True)
class _Task:
    """One listing at work.

    patience: pages without anything unknown after which it is enough, or None. come: answers that are there
    already, the first ones.
    """

    source: Source
    window: Window
    fetch: Fetch
    worklist: Worklist
    database: Connection
    patience: int | None
    come: deque[Answer] = field(default_factory=deque)


def list_source(
    source: Source, window: Window, fetch: Fetch, worklist: Worklist, database: Connection
) -> Listing:
    """List ``source`` until everything of the window was seen; the past is left alone when it is known.

    What is new waits in the worklist after each answer, so that a listing cut short loses nothing. fetch:
    gets and archives an answer. Never raises a ScrapeError: the listing says what stopped it.
    """
    listing = Listing()
    last = worklist.last() if window.usual else None
    # the first listing of a day reads all of it: some rows come late, below those that are known
    known = last is not None and last.complete and last.until == window.until.isoformat()
    worklist.begin()
    try:
        with as_failure(source.list_address):
            patience = QUIET_PAGES if known else None
            task = _Task(source, window, fetch, worklist, database, patience)
            if last is not None and known and _nothing_moved(task, last.answers):
                listing.answers = last.answers
            else:
                _walk(task, listing)
    except (FetchError, BlockedError, ParseError, SourceError) as error:
        listing.problem = error
    return listing


def mark(item: Item) -> str:
    """A hash of what a row says; another one means that the item was changed."""
    row = [item.title, item.published or "", item.department, item.lead, item.version]
    return hashlib.sha256(json.dumps(row, ensure_ascii=False).encode()).hexdigest()[:16]


def _nothing_moved(task: _Task, answers: int) -> bool:
    """Whether the answers are the very same as in the last listing, so that reading them is no use.

    Parsing them costs more than all the rest of a run with nothing new. What came is kept for the reading.
    """
    if task.source.listing.paging == "pages":  # two known pages are enough, as ever
        answers = min(answers, QUIET_PAGES)
    for number in range(answers):
        request = list_request(task.source, number, task.window)
        if request is None:
            return False
        task.come.append(task.fetch(request))
        if not task.come[-1].same:
            return False
    return answers > 0


def _walk(task: _Task, listing: Listing) -> None:
    """Answer after answer, until the list is at its end or says nothing new. Raises what stopped it."""
    source, quiet, number = task.source, 0, 0
    reader = reader_of(source)  # loads the parser of HTML or XML
    further: deque[str] = deque()  # addresses that an answer names, as an index of sitemaps does
    limit = _most_pages(task)
    for turn in range(limit):
        if further:
            request: Request | None = Request(further.popleft())
        else:
            request = list_request(source, number, task.window)
            number += 1
        if request is None:
            return _check_whole(task, listing)
        answer = task.come.popleft() if task.come else task.fetch(request)
        page = answer.page
        listed = reader.items(page, source)
        since = task.window.since.isoformat()
        further += [one.url for one in listed.further if one.changed is None or one.changed[:10] >= since]
        listing.broken += listed.broken
        listing.answers = 0 if further or listing.broken else turn + 1
        if turn == 0 and source.listing.paging == "pages":
            _check_first(task, listed, listing, page)
        fresh = [item for item in listed.items if item.native_id not in listing.seen]
        listing.seen |= {item.native_id for item in fresh}
        quiet = 0 if _remember(task, fresh, answer) else quiet + 1
        if source.listing.paging == "pages" and _is_end(task, listed, fresh, listing, page, number, quiet):
            return None
    raise ParseError(f"{source.name}: more than {limit} list pages", where=source.list_address)


def _most_pages(task: _Task) -> int:
    """So many times the pages that the source may have as the window is longer than its own.

    After an outage of weeks it has to be read whole once, or it would never be complete again.
    """
    days = (task.window.until - task.window.since).days
    return task.source.max_pages * max(1, -(-days // max(1, task.source.window)))


def _remember(task: _Task, fresh: list[Item], answer: Answer) -> int:
    """Let the unknown items of the window wait; how many there are."""
    inside = {item.native_id: item for item in fresh if _is_inside(item, task.window)}
    marks = {native_id: mark(item) for native_id, item in inside.items()}
    wanted = task.worklist.unknown(marks, stored_ids(task.database, task.source.name, marks))
    named = {
        native_id: Named(marks[native_id], item.url, answer.page.fetched_at, answer.position, _facts(item))
        for native_id, item in inside.items()
        if native_id in wanted
    }
    if named:
        task.worklist.add(named)
    return len(named)


def _is_inside(item: Item, window: Window) -> bool:
    """Whether an item belongs to the window. A usual one has no end: some releases are dated ahead, and by
    the time that their day has come the list may show them no more.
    """
    if item.published is None:
        return True
    day = item.published[:10]
    return window.since.isoformat() <= day and (window.usual or day <= window.until.isoformat())


def _facts(item: Item) -> dict[str, str]:
    """What the page of the item may not say, or not as well."""
    facts = {"title": item.title, "published": item.published or "", "department": item.department}
    return {name: value for name, value in facts.items() if value}


def _is_end(
    task: _Task,
    listed: ListPage,
    fresh: list[Item],
    listing: Listing,
    page: Page,
    number: int,
    quiet: int,
) -> bool:
    """Whether the pages of a list are at their end, or all that follows is known."""
    if not fresh:
        _check_end(task, listed, listing, number, page)
        return True
    since = task.window.since.isoformat()
    # a page of older items only: the site does not know the dates asked for, and all that follows is older
    older = all(item.published is not None and item.published[:10] < since for item in fresh)
    return older or quiet == task.patience or len(listing.seen) == listed.total


def _check_first(task: _Task, listed: ListPage, listing: Listing, page: Page) -> None:
    """The alarm of a first list page with fewer items than the source always has."""
    if task.window.usual and len(listed.items) < task.source.expect.min_items:
        listing.problem = _silence(task.source, len(listed.items), "the first list page", page.url)


def _check_whole(task: _Task, listing: Listing) -> None:
    """The same for a list that is no row of pages."""
    if task.window.usual and len(listing.seen) < task.source.expect.min_items:
        listing.problem = _silence(task.source, len(listing.seen), "the whole list", task.source.list_address)


def _silence(source: Source, count: int, place: str, url: str) -> ParseError:
    reason = f"{source.name}: {count} rows on {place}, at least {source.expect.min_items} expected"
    return ParseError(f"{reason}; is the source silent?", where=url)


def _check_end(task: _Task, listed: ListPage, listing: Listing, number: int, page: Page) -> None:
    """A page without new rows is the end, or an answer to another question than ours."""
    if listed.empty:
        return
    source = task.source
    asked = source.listing.first + (number - 1) * source.listing.step
    missing = listed.total is not None and listed.total > len(listing.seen)
    if missing or listed.shown not in (None, asked) or _goes_on(task, listed):
        seen = len(listing.seen)
        count = f"{seen} of {listed.total}" if listed.total is not None else str(seen)
        raise ParseError(
            f"{source.name}: the list repeats itself at page {number}; {count} rows seen", where=page.url
        )


def _goes_on(task: _Task, listed: ListPage) -> bool:
    """Whether rows of the window are missing for all we know: the site tells neither count nor page.

    A list that can't be asked for days holds everything, so that one has to come to older rows.
    """
    listing = task.source.listing
    asks_days = any("{since}" in place for place in (listing.url, *listing.form.values()))
    if asks_days or listed.total is not None or listed.shown is not None:
        return False
    since = task.window.since.isoformat()
    return any(item.published is not None and item.published[:10] >= since for item in listed.items)
