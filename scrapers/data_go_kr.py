"""정책브리핑 by the open API of data.go.kr: one request for three days, whose answer holds whole items."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urldefrag

from bs4 import BeautifulSoup

from scrapers.envelopes import Envelope, read_envelope, text_of
from scrapers.errors import ParseError
from scrapers.markup import words
from scrapers.news_items import address_of, body_of, files_of, kind_of, licence_of, line_of, moment_of
from scrapers.reader import Item, ListPage, Release
from scrapers.service_codes import GOOD, NOTHING, number_of, refusal
from scrapers.source import Source, SourceError
from scrapers.views import SHORTEST, is_stub

if TYPE_CHECKING:
    from scrapers.fetch import Page


@dataclass(frozen=True, slots=True)
class _Answer:
    """An answer with its items by id, and those that have none."""

    envelope: Envelope
    entries: Mapping[str, Any]
    broken: tuple[str, ...]


def check(source: Source) -> None:
    """See `scrapers.reader.Reader`. The service knows no pages, only windows of days."""
    listing = source.listing
    if listing.paging != "windows" or not {"{since}", "{until}"} <= set(re.findall(r"\{\w+\}", listing.url)):
        raise SourceError("listing: windows, and {since} and {until} in url are needed", where=source.name)


def items(page: Page, source: Source) -> ListPage:
    """The items of an answer, each to be read in this very answer (whose address bears its id as fragment).

    Raises BlockedError where the key, the quota or the portal stops us, FetchError where the service failed,
    ParseError for what is no answer or holds no readable item.
    """
    answer = _answer(page, source)
    envelope = answer.envelope
    read: list[Item] = []
    broken = [f"{source.name}: {reason}" for reason in answer.broken]
    for native_id, element in answer.entries.items():
        try:
            read.append(_item(native_id, element, f"{urldefrag(page.url).url}#{native_id}"))
        except ParseError as error:
            broken.append(f"{source.name}: item {native_id}: {error.reason}")
    held = len(envelope.elements) + len(envelope.broken)
    if envelope.total is not None and envelope.total > held:
        broken.append(f"{source.name}: {envelope.total} items announced, {held} came")
    if broken and not read:
        raise ParseError("; ".join(broken[:3]), where=page.url)
    return ListPage(tuple(read), envelope.total, empty=not read, broken=tuple(broken))


def release(page: Page, source: Source, item: Item) -> Release:
    """The item in the answer that names it."""
    element = _answer(page, source).entries.get(item.native_id)
    if element is None:
        raise ParseError(f"{source.name}: the answer no longer holds item {item.native_id}", where=page.url)
    try:
        return _release(element, item)
    except ParseError as error:
        raise ParseError(f"{source.name}: item {item.native_id}: {error.reason}", where=page.url) from error


def _answer(page: Page, source: Source) -> _Answer:
    """The answer, if it is a good one; what it says counts before the status under which it came."""
    try:
        answer = _parsed(page.body)
    except ParseError as error:
        number = number_of("", page.body[:2000].decode("utf-8", "replace"))
        if number in (None, GOOD, NOTHING) and page.status < 400:
            raise ParseError(f"{source.name}: {error.reason}", where=page.url) from error
        raise refusal(number, "", page.status, source, page.url) from error
    envelope = answer.envelope
    number = number_of(envelope.code, envelope.said)
    if number not in (GOOD, NOTHING):
        raise refusal(number, envelope.code, page.status, source, page.url)
    if number == GOOD and not envelope.elements and not envelope.broken and envelope.total is None:
        raise ParseError(f"{source.name}: neither items nor their count in the answer", where=page.url)
    return answer


@lru_cache(maxsize=2)
def _parsed(body: bytes) -> _Answer:
    """An answer is asked for again for each of its hundreds of items."""
    envelope = read_envelope(body)
    entries: dict[str, Any] = {}
    broken = list(envelope.broken)
    for element in envelope.elements:
        try:
            native_id = _native_id(element)
        except ParseError as error:
            broken.append(error.reason)
            continue
        if native_id not in entries or _revision(element) >= _revision(entries[native_id]):
            entries[native_id] = element
    return _Answer(envelope, entries, tuple(broken))


def _native_id(element: Any) -> str:
    native_id = text_of(element, "NewsItemId")
    if not re.fullmatch(r"[0-9]{1,10}", native_id):
        title = line_of(element, "Title")[:60]
        raise ParseError(f"field NewsItemId: {native_id[:20]!r} is no id (of {title!r})")
    return native_id


def _revision(element: Any) -> int:
    """The counter of an item's states; of two in one answer the later one counts."""
    counter = text_of(element, "ModifyId")
    return int(counter) if re.fullmatch(r"[0-9]{1,9}", counter) else 0


def _item(native_id: str, element: Any, url: str) -> Item:
    state = [text_of(element, name) for name in ("ModifyId", "ModifyDate", "ContentsStatus")]
    moment_of(element, "EmbargoDate")  # an item whose embargo can't be read is not listed
    return Item(
        native_id=native_id,
        url=url,
        title=line_of(element, "Title"),
        published=_approved(element),
        department=line_of(element, "MinisterCode"),
        version=" ".join(part for part in state if part),
    )


def _approved(element: Any) -> str:
    moment = moment_of(element, "ApproveDate")
    if moment is None:
        raise ParseError("field ApproveDate is empty")
    return moment


def _modified(element: Any) -> str | None:
    """The last change; one that is unreadable loses nothing else of the item."""
    try:
        return moment_of(element, "ModifyDate")
    except ParseError:
        return None


def _body(element: Any) -> tuple[str, str]:
    """The body's HTML, balanced and in the element that holds it on the portal's pages, and its text.

    The cleaner knows that element: nothing in it is taken for the surroundings of an article.
    """
    soup = BeautifulSoup(body_of(element), "lxml")
    inner = soup.body.decode_contents() if soup.body else ""
    return f'<div class="view_cont">{inner}</div>', words(soup)


def _release(element: Any, item: Item) -> Release:
    published = _approved(element)
    content, text = _body(element)
    attachments = files_of(element)
    if not attachments and len(text) < SHORTEST:
        raise ParseError(f"neither a body nor files, only {len(text)} characters")
    address = address_of(element, item.native_id)
    if address is None:
        raise ParseError("neither OriginalUrl nor GroupingCode nor the id tells its page on korea.kr")
    return Release(
        native_id=item.native_id,
        url=address,
        content=content,
        title=line_of(element, "Title") or None,
        subtitle=line_of(element, "SubTitle1", "SubTitle2", "SubTitle3") or None,
        published=published,
        evidence="ApproveDate",
        modified=_modified(element),
        available_at=max(published, moment_of(element, "EmbargoDate") or published),
        department=line_of(element, "MinisterCode") or None,
        kind=kind_of(element),
        licence=licence_of(element),
        layout="api",
        stub=bool(attachments) and is_stub(text),
        attachments=attachments,
    )
