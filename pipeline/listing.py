"""The list of a source, page by page: what is new or changed in it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from db.worklist import Worklist
from scrapers.errors import BlockedError, FetchError, ParseError, ScrapeError
from scrapers.fetch import Page
from scrapers.korea_kr import Link, ListPage, form, links, shown_page
from scrapers.source import Source

#: Pages without anything unknown, one after the other, that end a listing: rows move while one pages.
QUIET_PAGES = 2


@dataclass(frozen=True, slots=True)
class Window:
    """The days to list, both included. usual: chosen by the programme, so the source's expectation holds."""

    since: date
    until: date
    usual: bool


@dataclass(slots=True)
class Listing:
    """What a listing found.

    marks: unknown items, the newest first. broken: rows that could not be read. problem: why the listing is
    not complete, or not to be believed.
    """

    marks: dict[str, str] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    broken: list[str] = field(default_factory=list)
    problem: ScrapeError | None = None


def list_source(
    source: Source,
    window: Window,
    post: Callable[[str, dict[str, str]], Page],
    worklist: Worklist,
    stored: Callable[[Iterable[str]], set[str]],
) -> Listing:
    """List ``source`` until everything of the window was seen; the past is left alone when it is known.

    post: sends the form and archives the answer. stored: which ids the database holds. Never raises a
    ScrapeError: the listing says what stopped it, and holds what was found until then.
    """
    listing = Listing()
    last = worklist.last()
    patience = QUIET_PAGES if last is not None and last.complete else None
    quiet = 0
    try:
        for number in range(1, source.max_pages + 1):
            page = post(source.address(source.list_url), form(source, number, window.since, window.until))
            listed = links(page, source)
            listing.broken += listed.broken
            if number == 1 and window.usual:
                listing.problem = _disappointment(listed, source, page)
            fresh = [link for link in listed.links if link.native_id not in listing.seen]
            if not fresh:
                _check_end(listed, listing, number, page, source)
                return listing
            listing.seen |= {link.native_id for link in fresh}
            inside = [link for link in fresh if window.since.isoformat() <= link.published]
            new = _unknown(inside, worklist, stored)
            listing.marks |= new
            quiet = 0 if new else quiet + 1
            # without a row of the window the site ignores the dates of the form, and all else is older
            if not inside or quiet == patience or len(listing.seen) == listed.total:
                return listing
        raise ParseError(f"{source.name}: more than {source.max_pages} list pages", where=source.list_url)
    except (FetchError, BlockedError, ParseError) as error:
        listing.problem = error
    return listing


def mark(link: Link) -> str:
    """A hash of what a row says; another one means that the release was changed."""
    row = json.dumps([link.title, link.published, link.ministry, link.lead], ensure_ascii=False)
    return hashlib.sha256(row.encode()).hexdigest()[:16]


def _unknown(
    found: list[Link], worklist: Worklist, stored: Callable[[Iterable[str]], set[str]]
) -> dict[str, str]:
    marks = {link.native_id: mark(link) for link in found}
    wanted = worklist.unknown(marks, stored(marks))
    return {native_id: value for native_id, value in marks.items() if native_id in wanted}


def _disappointment(listed: ListPage, source: Source, page: Page) -> ParseError | None:
    """The alarm of a first list page with fewer rows than the source always has."""
    if len(listed.links) >= source.expect.min_items:
        return None
    reason = f"{source.name}: {len(listed.links)} rows on the first list page, at least "
    return ParseError(f"{reason}{source.expect.min_items} expected; is the source silent?", where=page.url)


def _check_end(listed: ListPage, listing: Listing, number: int, page: Page, source: Source) -> None:
    """A page without new rows is the end, or an answer to another question than ours."""
    if listed.empty:
        return
    missing = listed.total is not None and listed.total > len(listing.seen)
    if missing or shown_page(page, source) not in (None, number):
        count = (
            f"{len(listing.seen)} of {listed.total}" if listed.total is not None else str(len(listing.seen))
        )
        raise ParseError(
            f"{source.name}: the list repeats itself at page {number}; {count} rows seen", where=page.url
        )
