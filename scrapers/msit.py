"""과학기술정보통신부 (msit.go.kr): a board whose cells are empty until a script of the page fills them.

The script is read, never run: only assignments of plain strings to cells are understood, and whatever else
stands there leaves its cell empty, which fails further on.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup

from scrapers import boards
from scrapers.assignments import Assignment, assignments
from scrapers.errors import ParseError
from scrapers.markup import parse_page
from scrapers.reader import Item, ListPage, Release
from scrapers.source import Source

if TYPE_CHECKING:
    from bs4 import Tag

    from scrapers.fetch import Page

#: The cells with the titles: td_NTT_SJ_0, td_NTT_SJ_1, …
TITLES = '[id^="td_NTT_SJ_"]'
#: The attribute that marks the rows, which are named by their cells alone.
ROW = "data-row"
#: What no row contains and no row is part of on the way up.
TABLES = frozenset({"tbody", "table", "ul", "ol", "body", "form", "html"})


def check(source: Source) -> None:
    """See `scrapers.reader.Reader`."""
    boards.check(source)


def items(page: Page, source: Source) -> ListPage:
    """The rows of a list page, their cells filled; raises like `scrapers.boards.items`."""
    document = _filled(page, source)
    titles = document.select(TITLES)
    for title in titles:
        _row_of(title)[ROW] = ""
    return boards.items(_page(page, document), source)


def release(page: Page, source: Source, item: Item) -> Release:
    """See `scrapers.reader.Reader`."""
    document = _filled(page, source)
    if len(document.select(TITLES)) > 1:
        raise ParseError(f"{source.name}: a list came in place of the item", where=page.url)
    return boards.release(_page(page, document), source, item)


def _filled(page: Page, source: Source) -> BeautifulSoup:
    """The page with the cells that its scripts fill. Raises ParseError for what is no text."""
    document = parse_page(page, source.name).element
    if not isinstance(document, BeautifulSoup):
        raise TypeError("a parsed page is a document")
    cells = {str(cell["id"]): cell for cell in document.find_all(id=True)}
    for script in document.find_all("script"):
        for change in assignments(script.get_text()):
            place = cells.get(change.cell) if change.cell else script.parent
            if place is not None:
                _fill(place, change)
    return document


def _fill(cell: Tag, change: Assignment) -> None:
    if not change.adds:
        cell.clear()
    if change.markup:
        # html.parser keeps what only looks like a tag: 사업 공고<별첨>
        cell.extend(list(BeautifulSoup(change.value, "html.parser").contents))
    else:
        cell.append(change.value)


def _row_of(title: Tag) -> Tag:
    """The widest element around a title that holds no other title."""
    row = title
    for holder in title.parents:
        if row.name in ("tr", "li") or holder.name in TABLES or len(holder.select(TITLES, limit=2)) > 1:
            break
        row = holder
    return row


def _page(page: Page, document: BeautifulSoup) -> Page:
    body = document.encode("utf-8")
    return replace(page, body=body, headers={**page.headers, "content-type": "text/html; charset=utf-8"})
