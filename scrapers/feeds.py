"""Feeds: RSS 0.9 to 2.0, RDF and Atom. The list is the feed; an item is read on its own page, or in the feed.

Options of a source: ``id``, a pattern whose first group in the link is the native id; ``match``, a pattern of
the links to read; ``method = "post"`` for a feed that answers posts only; ``body = "feed"`` where the feed
holds the whole text; ``department``, the element that names the office (``author`` or ``category``);
``zone = "korea"`` where the feed calls Korean time GMT; ``published = "updated"`` where Atom's updated is the
day of publication.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urldefrag

from scrapers.errors import ParseError
from scrapers.feed_entries import Entry, entries_of
from scrapers.links import canonical
from scrapers.loose_xml import as_html, plain_words
from scrapers.own_pages import check_options, links_to_read, native_id, read_page
from scrapers.reader import Item, ListPage, Release
from scrapers.source import Source
from scrapers.stamps import stamp
from scrapers.views import SHORTEST

if TYPE_CHECKING:
    from scrapers.fetch import Page

#: The options, each with its values; those without are patterns.
OPTIONS: Mapping[str, tuple[str, ...]] = {
    "id": (),
    "match": (),
    "body": ("feed",),
    "department": ("author", "category"),
    "zone": ("korea",),
    "published": ("updated",),
}
#: A preview of so many characters tells what an item is about, and whether it was changed.
LEAD = 500
#: So many items of one and the same second bear the time at which the feed was written, not their own.
SAME_SECOND = 3


def check(source: Source) -> None:
    """See `scrapers.reader.Reader`."""
    check_options(source, OPTIONS)


def items(page: Page, source: Source) -> ListPage:
    """The items of a feed, in its order.

    Raises ParseError for what is no feed (a page of HTML, an error text), for one so broken that no item is
    left, and where no item can be read. A feed broken further down gives its whole items and says so.
    """
    entries, fault = entries_of(page, source.name)
    if not entries:
        if fault:
            raise ParseError(f"{source.name}: a broken feed without items ({fault})", where=page.url)
        return ListPage((), total=0, empty=True)
    read: dict[str, Item] = {}
    broken = [f"the feed's XML is broken: {fault}"] if fault else []
    shared = _shared_ids(entries)
    for entry in entries:
        try:
            item = _item(entry, page, source, shared)
        except ParseError as error:
            broken.append(error.reason)
            continue
        if item:
            read.setdefault(item.native_id, item)
    if not read and len(broken) >= len(entries):
        raise ParseError(f"{source.name}: {broken[-1]}", where=page.url)
    return ListPage(_own_times(read), broken=tuple(broken))


def release(page: Page, source: Source, item: Item) -> Release:
    """See `scrapers.reader.Reader`."""
    if source.options.get("body") != "feed":
        return read_page(page, source, item, "the feed")
    entries, _ = entries_of(page, source.name)
    shared = _shared_ids(entries)
    for entry in entries:
        link = _link(entry, page.final_url)
        if link and native_id(link, _guid(entry, shared), source) == item.native_id:
            return _whole(entry, link, source, item)
    raise ParseError(f"{source.name}: item {item.native_id} is no longer in the feed", where=page.url)


def _item(entry: Entry, page: Page, source: Source, shared: frozenset[str]) -> Item | None:
    """The item; None where the source's pattern leaves its link out."""
    title = plain_words(_text(entry, "title"))
    link = _link(entry, page.final_url)
    if link is None:
        raise ParseError(f"{source.name}: field link: the item {title[:60]!r} has none", where=page.url)
    if not links_to_read(link, source):
        return None
    own = native_id(link, _guid(entry, shared), source)
    if not own:
        raise ParseError(f"{source.name}: field id: {link[:120]} holds no id", where=page.url)
    address = source.address(source.view.url.replace("{id}", own)) if source.view else link
    if source.options.get("body") == "feed":
        address = f"{page.url}#{own}"
    return Item(
        native_id=own,
        url=address,
        title=title,
        published=_published(entry, source),
        department=_department(entry, source),
        lead=plain_words(_text(entry, "summary") or _content(entry))[:LEAD],
        version=_text(entry, "updated") if _is_atom(entry) else "",
    )


def _text(entry: Entry, key: str) -> str:
    value = entry.get(key)
    return value.strip() if isinstance(value, str) else ""


def _link(entry: Entry, base: str) -> str | None:
    """The address of the item's page: its link, else what its guid says, else the first usable of several."""
    links = [one for one in entry.get("links") or () if one.get("rel", "alternate") == "alternate"]
    for candidate in [_text(entry, "link"), *(str(one.get("href", "")) for one in links)]:
        address = canonical(candidate, base) if candidate else None
        if address:
            return address
    guid = _text(entry, "id")
    return canonical(guid, base) if guid.startswith(("http://", "https://")) else None


def _guid(entry: Entry, shared: frozenset[str]) -> str:
    guid = _text(entry, "id")
    return "" if guid in shared else guid


def _shared_ids(entries: list[Entry]) -> frozenset[str]:
    """Identifiers that several items bear, which therefore name none of them."""
    counted = Counter(
        guid for guid, _ in {(_text(entry, "id"), _text(entry, "link")) for entry in entries} if guid
    )
    return frozenset(guid for guid, count in counted.items() if count > 1)


def _is_atom(entry: Entry) -> bool:
    """Only Atom's updated is a time of change; in RSS the same key holds dc:date."""
    return bool(entry.get("atom"))


def _published(entry: Entry, source: Source) -> str | None:
    keys = ["published", "created"]
    if not _is_atom(entry) or source.options.get("published") == "updated":
        keys.append("updated")
    korean = source.options.get("zone") == "korea"
    return next((found for key in keys if (found := stamp(_text(entry, key), korean=korean))), None)


def _own_times(read: Mapping[str, Item]) -> tuple[Item, ...]:
    """The items without the time that all of them share."""
    times = {item.published for item in read.values()}
    if len(read) < SAME_SECOND or len(times) != 1 or "T" not in (times.pop() or ""):
        return tuple(read.values())
    return tuple(replace(item, published=None) for item in read.values())


def _department(entry: Entry, source: Source) -> str:
    """The office, where the source says which element names it; a paper's author is a reporter."""
    wanted = source.options.get("department")
    if wanted == "category":
        tags = entry.get("tags") or ()
        return plain_words(str(tags[0].get("term") or "")) if tags else ""
    return plain_words(_text(entry, "author")) if wanted else ""


def _content(entry: Entry) -> str:
    """The longest text that the feed holds of the item."""
    contents = [str(one.get("value") or "") for one in entry.get("content") or ()]
    return max([*contents, _text(entry, "summary")], key=len)


def _whole(entry: Entry, link: str, source: Source, item: Item) -> Release:
    """The release that the feed itself holds. Raises ParseError where it holds too little to be one."""
    content = _content(entry)
    length = len(plain_words(content))
    if length < SHORTEST:
        raise ParseError(
            f"{source.name}: field body: {length} characters in the feed, no release", where=link
        )
    published = _published(entry, source) if item.published else None
    return Release(
        native_id=item.native_id,
        url=urldefrag(link).url,
        title=plain_words(_text(entry, "title")) or None,
        published=published,
        evidence="the feed" if published else None,
        modified=stamp(_text(entry, "updated")) if _is_atom(entry) else None,
        department=item.department or None,
        content=as_html(content),
    )
