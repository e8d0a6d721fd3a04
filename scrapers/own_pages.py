"""The pages of a site whose list is machine-readable: which page is whose, and what it says."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapers.errors import ParseError
from scrapers.fields import licence
from scrapers.files import attachments_of
from scrapers.links import canonical
from scrapers.markup import CUT, Scope, attribute, charset_of, parse_page, words
from scrapers.reader import Item, Release
from scrapers.source import Source, SourceError
from scrapers.views import read_view

if TYPE_CHECKING:
    from scrapers.fetch import Page

#: The words and numbers of a title.
PIECES = re.compile(r"\w{2,}")
#: What stands on articles only, and not on a notice of maintenance.
ARTICLE = (
    'meta[property="og:type"][content="article"], meta[property="article:published_time"], '
    '[itemprop~="articleBody"]'
)
#: Links that may lead to any article; a headline that is a link to itself is no such.
LINKS = "a:not(:is(h1, h2, h3, h4) a)"


def check_options(source: Source, known: Mapping[str, tuple[str, ...]]) -> None:
    """Raises SourceError for an option that the reader does not know, or a value that it has not.

    known: the options with their values; one without values is a pattern, ``id`` one with a group.
    """
    for name, value in source.options.items():
        reason = ""
        if name not in known:
            reason = f"unknown; known: {', '.join(known)}"
        elif known[name] and value not in known[name]:
            reason = f"{value!r} is not {' or '.join(known[name])}"
        elif not known[name]:
            reason = _no_pattern(value, groups=name == "id")
        if reason:
            raise SourceError(f"key options.{name}: {reason}", where=f"{source.name}.toml")


def _no_pattern(value: str, *, groups: bool) -> str:
    try:
        found = re.compile(value).groups
    except re.error as error:
        return f"not a pattern ({error})"
    return "the pattern needs a group for the id" if groups and not found else ""


def links_to_read(link: str, source: Source) -> bool:
    """Whether the source's pattern ``match`` takes the link in."""
    return re.search(source.options.get("match", ""), link) is not None


def native_id(link: str, guid: str, source: Source) -> str:
    """The raw id: what the source's pattern ``id`` finds in the link or the guid, empty where it finds none.

    Without a pattern it is the guid, as an address without what changes between two visits; else the link.
    """
    pattern = source.options.get("id")
    if pattern:
        found = re.search(pattern, link) or re.search(pattern, guid)
        return next((group for group in found.groups() if group), "") if found else ""
    if guid.startswith(("http://", "https://")):
        return canonical(guid, link) or guid
    return guid or link


def read_page(page: Page, source: Source, item: Item, listed: str) -> Release:
    """The item on its own page: by the source's layouts where they name a body or a title, else the whole
    page for the general method (a layout's marker still has to stand there).

    listed: where ``item.published`` comes from (``the feed``), empty where it is no date of publication.
    Raises ParseError for a page of another item, a front page and a page that does not show the title.
    """
    if any(layout.body or layout.title for layout in source.layouts):
        return read_view(page, source, item)
    scope = parse_page(page, source.name)
    _check_place(page, source, item)
    named = _check_identity(scope, page, source, item)
    if PIECES.search(item.title):
        _check_title(scope, item)
    elif not named and not source.layouts and not scope.element.select_one(ARTICLE):
        reason = f"{source.name}: nothing says that this is an article; name a layout's marker if it is"
        raise ParseError(reason, where=page.url)
    _check_marker(scope, source)
    published = item.published if listed else None
    return Release(
        native_id=item.native_id,
        url=item.url,
        title=None if CUT.search(item.title) else item.title or None,
        published=published,
        evidence=listed if published else None,
        department=item.department or None,
        licence=licence(scope, source.files.licence) if source.files and source.files.licence else None,
        content=page.body,
        whole=True,
        charset=charset_of(page),
        attachments=attachments_of(scope, source.files, page.final_url) if source.files else (),
    )


def _check_place(page: Page, source: Source, item: Item) -> None:
    """Sites send the visitors of withdrawn pages to their front page."""
    came, wanted = urlsplit(page.final_url), urlsplit(item.url)
    if came.path.strip("/") == "" and not came.query and (wanted.path.strip("/") or wanted.query):
        raise ParseError(f"{source.name}: redirected to the front page; was it withdrawn?", where=item.url)


def _check_identity(scope: Scope, page: Page, source: Source, item: Item) -> bool:
    """Whether the page names itself as the item. A ParseError where it names another one: it would be stored
    under the wrong id.
    """
    said = False
    for element in scope.element.select('link[rel~="canonical"][href], meta[property="og:url"][content]'):
        address = attribute(element, "href") or attribute(element, "content")
        address = canonical(address, page.final_url) or ""
        named = native_id(address, "", source) if source.options.get("id") else ""
        if named and named != item.native_id:
            raise ParseError(f"the page is item {named}, not {item.native_id}", where=page.url)
        said = said or bool(named) or address == item.url
    return said


def _check_marker(scope: Scope, source: Source) -> None:
    markers = [layout.marker for layout in source.layouts]
    if markers and not scope.element.select_one(", ".join(markers)):
        raise ParseError(f"{source.name}: no {' or '.join(markers)} on the page", where=scope.url)


def _check_title(scope: Scope, item: Item) -> None:
    """A notice of maintenance or "no such article" comes with status 200 too, but without the title, or
    with it as a link in a list only. Half of its words are enough: headlines are edited.
    """
    pieces = set(PIECES.findall(CUT.sub("", item.title)))
    meta = scope.element.select('meta[property="og:title"][content]')
    shown = " ".join([*(attribute(one, "content") for one in meta), words(scope.element, LINKS)])
    shown = unicodedata.normalize("NFC", shown)
    if sum(piece in shown for piece in pieces) * 2 < len(pieces):
        said = words(scope.element)[:60]
        reason = f"{scope.source}: the title {item.title[:40]!r} is not on the page, which says {said!r}"
        raise ParseError(reason, where=scope.url)
