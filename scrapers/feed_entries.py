"""The bytes of a feed → its entries, by a feed parser that is given text without traps."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

from scrapers.errors import ParseError
from scrapers.loose_xml import cut_after, xml_text

if TYPE_CHECKING:
    from scrapers.fetch import Page

ROOTS = ("rss", "rdf", "feed")
#: What the feed parser raises, by mistake, on markup that nobody would write on purpose.
PARSER_FAULTS = (LookupError, ValueError, TypeError, AttributeError, AssertionError, RecursionError)
#: Bytes; the feeds of papers have a tenth of it, and a broken one of this size takes its time.
LARGEST = 8 * 1024 * 1024
CLOSING = re.compile(r"</(?:[\w.-]{1,40}:)?(?:item|entry)\s{0,20}>", re.I)
CHANNEL = re.compile(r"<(?:[\w.-]{1,40}:)?channel[\s/>]", re.I)
#: What the feed parser says of an item; with ``atom`` where the feed is one.
Entry = dict[str, Any]


def entries_of(page: Page, source: str) -> tuple[list[Entry], str]:
    """What a feed lists, and what is wrong with its XML, empty where nothing is.

    Of a broken feed only the entries that are whole. Raises ParseError for what is no feed, whatever its
    status said.
    """
    if len(page.body) > LARGEST:
        raise ParseError(f"{source}: a feed of {len(page.body):,} bytes", where=page.url)
    text, root = xml_text(page)
    if root not in ROOTS:
        raise ParseError(f"{source}: no feed but a document <{root}>", where=page.url)
    try:
        found, fault = _parsed(text)
        if fault:  # once more without the piece that was cut off: it may hold half an address
            found, _ = _parsed(cut_after(text, CLOSING))
    except PARSER_FAULTS as error:
        reason = f"{source}: the feed parser fails ({type(error).__name__}: {error})"
        raise ParseError(reason, where=page.url) from error
    if not fault and root != "feed" and not CHANNEL.search(text):
        raise ParseError(f"{source}: an RSS document without a channel", where=page.url)
    return [entry | {"atom": root == "feed"} for entry in found], fault


def _parsed(text: str) -> tuple[list[Entry], str]:
    # loaded where a feed is read, not with every command
    import feedparser

    parsed = feedparser.parse(
        io.BytesIO(text.encode()),  # bytes themselves would be tried as the name of a file
        response_headers={"content-type": "application/xml; charset=utf-8"},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    fault = str(parsed.get("bozo_exception") or "not well-formed") if parsed["bozo"] else ""
    # plain dictionaries: the parser's own answer ``updated`` with ``published``
    return [{**entry} for entry in parsed["entries"]], fault
