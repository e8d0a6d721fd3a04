"""Boards: a list in pages, a page for each item. What differs between sites stands in their files.

Ministries share a few kinds of board software, and 정책브리핑 is a board like any other.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from scrapers.errors import ParseError
from scrapers.fields import filled, listed_date, unlabelled
from scrapers.files import address_of
from scrapers.markup import CUT, Scope, attribute, many, matches, maybe, one, parse_page, words
from scrapers.reader import Item, ListPage, Release
from scrapers.selectors import check_selectors
from scrapers.source import Rows, Source, SourceError, View
from scrapers.views import ids_in, read_view

if TYPE_CHECKING:
    from bs4 import Tag

    from scrapers.fetch import Page

# 총 1,234건 · 전체 16,087 건
COUNT = re.compile(r"\d[\d,]{0,12}")
#: What stands beside a title in an element of its own: marks of new items, hints for screen readers.
MARK = re.compile(
    r"(?:N|NEW|H(?:OT)?|새\s?글|새로운\s?글|최신\s?글|첨부(?:파일)?(?:\s?있음)?|새\s?창(?:\s?열림)?)", re.I
)


def check(source: Source) -> None:
    """See `scrapers.reader.Reader`."""
    _parts(source)
    check_selectors(source, f"{source.name}.toml")


def items(page: Page, source: Source) -> ListPage:
    """The rows of a list page.

    Only those inside the list: filter boxes, menus and side bars hold links to other items. Raises
    ParseError when the page has neither rows nor the site's "nothing found", or no row can be read.
    """
    rows, view = _parts(source)
    scope = parse_page(page, source.name)
    container = scope.inside(one(scope, rows.container, "list"))
    found = [container.inside(row) for row in many(container, rows.row, "rows", at_least=0)]
    linked = [(row, link) for row in found if (link := _link(row, rows)) is not None]
    total = _number(scope, rows.total, "total")
    shown = _number(scope, rows.shown, "page number")
    if not linked:
        _check_empty(container, source, rows, total if shown == source.listing.first else None)
        return ListPage((), total or 0, empty=True, shown=shown)
    lost = [f"no link in the row {words(row.element)[:80]!r}" for row in found if _is_lost(row, rows)]
    read, broken = _items(linked, source, rows, view)
    return ListPage(read, total, broken=(*broken, *lost), shown=shown)


def release(page: Page, source: Source, item: Item) -> Release:
    """See `scrapers.reader.Reader`."""
    _parts(source)
    return read_view(page, source, item)


def _parts(source: Source) -> tuple[Rows, View]:
    where = f"{source.name}.toml"
    if source.rows is None or source.view is None or not source.layouts:
        raise SourceError("a board needs the tables rows, view and layouts", where=where)
    if "{id}" not in source.view.url:
        raise SourceError("key view.url: {id} is missing in it", where=where)
    return source.rows, source.view


def _check_empty(container: Scope, source: Source, rows: Rows, total: int | None) -> None:
    """An empty list is believed only where the site says so, and does not count items all the same."""
    if rows.empty and container.element.select(rows.empty) and not total:
        return
    if total:
        reason = f"the site counts {total} items and shows none"
    elif rows.empty:
        reason = f"neither rows nor {rows.empty!r}"
    else:
        reason = "no rows, and no mark of an empty list is known"
    said = f"was the page redesigned? It says {words(container.element)[:60]!r}"
    raise ParseError(f"{source.name}: field rows: {reason}; {said}", where=container.url)


def _link(row: Scope, rows: Rows) -> Tag | None:
    """The row's link; the row may be it itself (``<tr onclick="goView('20411')">``)."""
    return row.element if matches(row.element, rows.link) else row.element.select_one(rows.link)


def _is_lost(row: Scope, rows: Rows) -> bool:
    """Whether a row has a date but leads nowhere; heads have no date, other rows lead elsewhere."""
    if not rows.date or _link(row, rows) is not None:
        return False
    if any(address_of(link, row.url) for link in row.element.select("a[href]")):
        return False
    try:
        return listed_date(_texts(row, rows.date), row, "date") is not None
    except ParseError:
        return False


def _items(
    found: list[tuple[Scope, Tag]], source: Source, rows: Rows, view: View
) -> tuple[tuple[Item, ...], tuple[str, ...]]:
    """The items of the rows, and why the others are none; a ParseError when no row is one."""
    read: dict[str, Item] = {}
    broken: list[str] = []
    for row, link in found:
        try:
            item = _item(row, link, source, rows, view)
        except ParseError as error:
            broken.append(f"{error.reason} in the row {words(row.element)[:80]!r}")
            if len(broken) == len(found):
                raise
        else:
            read.setdefault(item.native_id, item)
    return tuple(read.values()), tuple(broken)


def _item(row: Scope, link: Tag, source: Source, rows: Rows, view: View) -> Item:
    native_id = _native_id(link, row, rows)
    return Item(
        native_id=native_id,
        url=source.address(view.url.replace("{id}", quote(native_id, safe="%/"))),
        title=_title(row, link, native_id, rows),
        published=listed_date(_texts(row, rows.date), row, "date") if rows.date else None,
        department=_text(row, rows.department, "department") if rows.department else "",
        lead=_text(row, rows.lead, "lead", needed=False),
    )


def _native_id(link: Tag, row: Scope, rows: Rows) -> str:
    """The raw id in ``…View.do?newsId=156647084&call_from=…`` or in ``fn_detail('3187814')``."""
    places = [attribute(link, "href"), attribute(link, "onclick")]
    found = {named for place in places for named in ids_in(place, rows)}
    if len(found) != 1 or not (native_id := found.pop()):
        raise ParseError(
            f"{row.source}: field id: {' '.join(places)[:120]!r} holds no single id", where=row.url
        )
    return native_id


def _title(row: Scope, link: Tag, native_id: str, rows: Rows) -> str:
    """The title without marks of new items; the link's own title where the list cuts the text off."""
    element = one(row, rows.title, "title") if rows.title else _titled(row, link, native_id, rows)
    marks = [child for child in element.find_all(True) if MARK.fullmatch(words(child))]
    for mark in marks:
        mark.extract()
    text = filled(words(element, rows.drop), row, "title")
    start = CUT.sub("", text)
    for place in (element, link):
        whole = attribute(place, "title")
        if start != text and whole.startswith(start) and not CUT.search(whole):
            return whole
    return text


def _titled(row: Scope, link: Tag, native_id: str, rows: Rows) -> Tag:
    """The fullest of the row's links to its item: number and picture are links too, in some lists.

    Where the whole row is the link, it is the fullest cell.
    """
    if link is row.element:
        places = [*link.find_all(["td", "th", "dd", "dt"])]
    else:
        places = [one for one in row.element.select(rows.link, limit=9) if _names(one, native_id, rows)]
    return max(places, key=lambda place: sum(map(str.isalpha, words(place))), default=link)


def _names(link: Tag, native_id: str, rows: Rows) -> bool:
    places = (attribute(link, "href"), attribute(link, "onclick"))
    return any(native_id in ids_in(place, rows) for place in places)


def _texts(row: Scope, selector: str) -> list[str]:
    return [words(element) for element in many(row, selector, "date")]


def _text(row: Scope, selector: str, field: str, *, needed: bool = True) -> str:
    if needed:
        return unlabelled(words(one(row, selector, field)))
    element = maybe(row, selector, field) if selector else None
    return words(element) if element else ""


def _number(scope: Scope, selector: str, field: str) -> int | None:
    """The number that the page shows, once or several times alike."""
    if not selector:
        return None
    texts = [words(element) or attribute(element, "value") for element in scope.element.select(selector)]
    found = {int(match[0].replace(",", "")) for text in texts if (match := COUNT.search(text))}
    if len(found) > 1:
        raise ParseError(f"{scope.source}: field {field}: {sorted(found)} at once", where=scope.url)
    return found.pop() if found else None
