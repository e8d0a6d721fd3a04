"""Sitemaps: an index names more of them, a set of addresses names pages; each may come as gzip.

Options of a source: ``match``, a pattern of the addresses to read; ``id``, a pattern whose first group in the
address is the native id; ``maps``, a pattern of the sitemaps of an index to follow; ``published = "news"``
where the addresses carry ``news:publication_date``. Elsewhere ``lastmod`` only tells what is new: it is no
date of publication.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from lxml import etree

from scrapers.client.compression import CompressionError, unpacked
from scrapers.errors import ParseError
from scrapers.links import canonical
from scrapers.loose_xml import cut_after, plain_words, xml_text
from scrapers.own_pages import check_options, links_to_read, native_id, read_page
from scrapers.reader import Further, Item, ListPage, Release
from scrapers.source import Source
from scrapers.stamps import stamp

if TYPE_CHECKING:
    from scrapers.fetch import Page

GZIP = b"\x1f\x8b"
#: The protocol allows 50 MB.
LARGEST = 64 * 1024 * 1024
CLOSING = re.compile(r"</(?:[\w.-]{1,40}:)?(?:url|sitemap)\s{0,20}>", re.I)
#: The options, each with its values; those without are patterns.
OPTIONS: Mapping[str, tuple[str, ...]] = {"id": (), "match": (), "maps": (), "published": ("news",)}


def check(source: Source) -> None:
    """See `scrapers.reader.Reader`."""
    check_options(source, OPTIONS)


def items(page: Page, source: Source) -> ListPage:
    """The pages that a sitemap names, or the sitemaps that an index names (``further``, the newest first).

    An item's ``published`` is ``lastmod`` where no date of publication is given: what was not changed in the
    window is not new. Raises ParseError for what is no sitemap, or so broken that nothing is left of it.
    """
    page = replace(page, body=_unpacked(page))
    text, root = xml_text(page)
    if root not in ("urlset", "sitemapindex"):
        raise ParseError(f"{source.name}: no sitemap but a document <{root}>", where=page.url)
    tree, fault = _tree(text, root)
    wanted = "sitemap" if root == "sitemapindex" else "url"
    entries = [one for one in tree if _name(one) == wanted] if tree is not None else []
    if fault and not entries:
        raise ParseError(f"{source.name}: a broken sitemap ({fault})", where=page.url)
    broken = [f"the sitemap's XML is broken: {fault}"] if fault else []
    if root == "sitemapindex":
        return ListPage((), empty=not entries, broken=tuple(broken), further=_maps(entries, page, source))
    found = {item.native_id: item for entry in entries if (item := _item(entry, page, source, broken))}
    return ListPage(tuple(found.values()), empty=not found and not broken, broken=tuple(broken))


def release(page: Page, source: Source, item: Item) -> Release:
    """See `scrapers.reader.Reader`."""
    return read_page(page, source, item, "the sitemap" if source.options.get("published") else "")


def _unpacked(page: Page) -> bytes:
    """The bytes of ``sitemap.xml.gz``. Raises ParseError for broken ones, and for too many."""
    if not page.body.startswith(GZIP):
        return page.body
    parts: list[bytes] = []
    size = 0
    try:
        for part in unpacked((page.body,), "gzip"):
            size += len(part)
            if size > LARGEST:
                raise ParseError(f"more than {LARGEST:,} bytes when unpacked", where=page.url)
            parts.append(part)
    except CompressionError as error:
        raise ParseError(f"broken gzip ({error})", where=page.url) from error
    return b"".join(parts)


def _tree(text: str, root: str) -> tuple[etree._Element | None, str]:
    """The document, and what is wrong with it; one that is cut off without its last, half address."""
    try:
        return _parsed(text), ""
    except etree.XMLSyntaxError as error:
        fault = error.msg or "not well-formed"
    whole = cut_after(text, CLOSING)
    opened = re.search(rf"<([\w.-]{{1,40}}:)?{root}\b", text, re.I)
    prefix = (opened[1] or "") if opened else ""
    try:
        return _parsed(f"{whole}</{prefix}{root}>"), fault
    except etree.XMLSyntaxError:
        return None, fault


def _parsed(text: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    return etree.fromstring(text.encode(), parser)


def _name(element: etree._Element) -> str:
    """``url`` of ``{http://www.sitemaps.org/schemas/sitemap/0.9}url``; empty for an instruction."""
    return etree.QName(element).localname.lower() if isinstance(element.tag, str) else ""


def _texts(entry: etree._Element) -> dict[str, str]:
    """The texts of an entry by name; of a news article with its own names (``news:title``), no pictures."""
    found: dict[str, str] = {}
    for element, prefix in _fields(entry):
        found.setdefault(prefix + _name(element), "".join(element.itertext()).strip())
    return found


def _fields(entry: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    for element in entry:
        if _name(element) == "news":
            yield from ((inner, "news:") for inner in element)
        elif _name(element) in ("loc", "lastmod"):
            yield element, ""


def _maps(entries: list[etree._Element], page: Page, source: Source) -> tuple[Further, ...]:
    """The sitemaps of an index: by their last change, those without one after them as they stand."""
    found: dict[str, Further] = {}
    for entry in entries:
        texts = _texts(entry)
        address = canonical(texts.get("loc", ""), page.final_url) if texts.get("loc") else None
        if address and re.search(source.options.get("maps", ""), address):
            found.setdefault(address, Further(address, stamp(texts.get("lastmod", ""))))
    return tuple(sorted(found.values(), key=lambda one: one.changed or "", reverse=True))


def _item(entry: etree._Element, page: Page, source: Source, broken: list[str]) -> Item | None:
    """The page that an entry names; None where the source does not want it, or why it can't be read."""
    texts = _texts(entry)
    link = canonical(texts["loc"], page.final_url) if texts.get("loc") else None
    if link is None:
        broken.append(f"field loc: no address in {texts.get('loc', '')[:80]!r}")
        return None
    if not links_to_read(link, source):
        return None
    own = native_id(link, "", source)
    if not own:
        broken.append(f"field id: {link[:120]} holds no id")
        return None
    stated = stamp(texts.get("news:publication_date", ""))
    changed = texts.get("lastmod", "")
    return Item(
        native_id=own,
        url=source.address(source.view.url.replace("{id}", own)) if source.view else link,
        title=plain_words(texts.get("news:title", "")),
        published=stated if source.options.get("published") else stamp(changed) or stated,
        version=changed,
    )
