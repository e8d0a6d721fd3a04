"""The page of one item: its fields by the site's layouts, and what else it says about itself."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from scrapers.errors import ParseError
from scrapers.fields import filled, iso_date, json_ld, licence, moment, unlabelled
from scrapers.files import attachments_of
from scrapers.markup import CUT, Scope, attribute, charset_of, many, one, parse_page, without_comments, words
from scrapers.reader import Item, Release
from scrapers.source import Layout, Rows, Source

if TYPE_CHECKING:
    from scrapers.fetch import Page

# 자세한 내용은 첨부파일을 참고하시기 바랍니다. · [보도자료 첨부파일 확인]
POINTER = re.compile(r"(?:첨부|붙임)\s?(?:된\s?)?(?:파일|문서|자료|물)?")
#: What surrounds the running text in a body and must not make a stub look long.
ASIDE = "figure, figcaption, .photo_caption, p.remark"
#: A body of fewer characters says nothing.
SHORTEST = 30
#: A body below this many syllables is a stub when the release is attached; real ones have about 38.
STUB = 100
#: A body that sends the reader to the attachment may be this long and is still a stub.
LONG_STUB = 300
# the words and numbers of a title
PIECES = re.compile(r"\w{2,}")
# what is left of a text when two spellings of it are compared: letters and digits
SIGNS = re.compile(r"[\W_]+")


def read_view(page: Page, source: Source, item: Item) -> Release:
    """The item on its page, by the first layout whose marker stands there.

    What the layout does not name is taken from the list. Raises ParseError when a part that it names is
    missing, when the page belongs to another item, or says that there is no such item.
    """
    scope = parse_page(page, source.name)
    try:
        return _read(page, scope, source, item)
    except ParseError as error:
        missing = source.view.missing if source.view else ""
        if missing and missing in str(scope.element):  # some say it in a script's alert only
            reason = f"{source.name}: the site says {missing!r}: withdrawn or never there"
            raise ParseError(reason, where=page.url) from error
        raise


def _read(page: Page, scope: Scope, source: Source, item: Item) -> Release:
    layout = _layout(scope, source)
    _check_identity(page, scope, source, item.native_id)
    title = _field(scope, layout, layout.title, "title")
    if title:
        _check_alike(scope, title, item.title)
    elif not layout.body:
        _check_title(scope, item.title)
    published, evidence = _published(scope, layout, item)
    attachments = attachments_of(scope, source.files, page.final_url) if source.files else ()
    content, length, stub = _body(page, scope, layout)
    if not attachments and length < SHORTEST:
        raise ParseError(f"{source.name}: neither a body nor files, only {length} characters", where=page.url)
    return Release(
        native_id=item.native_id,
        url=item.url,
        title=title or _listed_title(item),
        subtitle=_field(scope, layout, layout.subtitle, "subtitle", needed=False),
        published=published,
        evidence=evidence,
        department=_department(scope, layout) or item.department or None,
        licence=licence(scope, source.files.licence) if source.files and source.files.licence else None,
        layout=layout.name,
        content=content,
        whole=not layout.body,
        charset=charset_of(page),
        stub=bool(attachments) and stub,
        attachments=attachments,
    )


def _layout(scope: Scope, source: Source) -> Layout:
    for layout in source.layouts:
        if scope.element.select_one(layout.marker):
            return layout
    names = ", ".join(layout.name for layout in source.layouts)
    said = words(scope.element)[:60]
    reason = f"{source.name}: no release in any known layout ({names}); the page says {said!r}"
    raise ParseError(reason, where=scope.url)


def ids_in(address: str, rows: Rows) -> set[str]:
    """The ids that the pattern of the source finds in an address or a script: its first filled group."""
    return {next(filter(None, found.groups()), "") for found in re.finditer(rows.id, address)}


def _check_identity(page: Page, scope: Scope, source: Source, native_id: str) -> None:
    """A page that names itself as another item, or came by a redirect to one, is not this item's."""
    if source.rows is None:
        return
    canonical = scope.element.select_one('link[rel="canonical"][href]')
    for address in (page.final_url, attribute(canonical, "href") if canonical else ""):
        named = ids_in(address, source.rows)
        if named and named != {native_id}:
            reason = f"the page is item {', '.join(sorted(named))}, not {native_id}"
            raise ParseError(reason, where=page.url)


def _check_alike(scope: Scope, title: str, listed: str) -> None:
    """A title with nothing of the list's is another item's; headlines are edited, so a third is enough."""
    pieces = set(PIECES.findall(unicodedata.normalize("NFC", CUT.sub("", listed))))
    shown = unicodedata.normalize("NFC", title)  # one written on a Mac may stand decomposed on the page
    if pieces and sum(piece in shown for piece in pieces) * 3 < len(pieces):
        reason = f"{scope.source}: the page is {title[:40]!r}, the list named {listed[:40]!r}"
        raise ParseError(reason, where=scope.url)


def _check_title(scope: Scope, title: str) -> None:
    """Where no selector vouches for the page, the item's title has to stand on it, and not as a link.

    A notice of maintenance and the list itself come with status 200 too.
    """
    wanted = _letters(CUT.sub("", title))
    metas = scope.element.select('meta[property="og:title"], meta[name="title"]')
    places = [words(scope.element, "a"), *(attribute(meta, "content") for meta in metas)]
    if not wanted or not any(wanted in _letters(place) for place in places):
        said = words(scope.element)[:60]
        reason = f"{scope.source}: the title {title[:40]!r} is not on the page, which says {said!r}"
        raise ParseError(reason, where=scope.url)


def _letters(text: str) -> str:
    return SIGNS.sub("", unicodedata.normalize("NFC", text))


def _field(scope: Scope, layout: Layout, selector: str, field: str, *, needed: bool = True) -> str | None:
    """The first element's text, without what the layout drops; None where the layout does not name it."""
    if not selector:
        return None
    found = many(scope, selector, field, at_least=1 if needed else 0)
    text = words(found[0], layout.drop) if found else ""
    return filled(text, scope, field) if needed else text or None


def _listed_title(item: Item) -> str | None:
    """The title of the list, unless the list cut it off: the general method knows better then."""
    return None if CUT.search(item.title) else item.title or None


def _department(scope: Scope, layout: Layout) -> str | None:
    return unlabelled(_field(scope, layout, layout.department, "department") or "") or None


def _published(scope: Scope, layout: Layout, item: Item) -> tuple[str | None, str | None]:
    """The date that the page or the list shows; a time in JSON-LD is added when that names the same day."""
    shown, evidence = item.published, "the list" if item.published else None
    if layout.date:
        shown, evidence = (
            iso_date(_field(scope, layout, layout.date, "date") or "", scope, "date"),
            layout.date,
        )
    for value in json_ld(scope, "datePublished"):
        stated = moment(value)
        if stated is not None and shown in (None, stated.date().isoformat()):
            return stated.isoformat(timespec="seconds"), "JSON-LD datePublished"
    return shown, evidence


def _body(page: Page, scope: Scope, layout: Layout) -> tuple[str | bytes, int, bool]:
    """The body's HTML, or the whole page; the length of its text; whether it only points to the files."""
    if not layout.body:
        return page.body, SHORTEST, False
    body = one(scope, layout.body, "body")
    text = words(body, ASIDE)
    return without_comments(body), len(text), is_stub(text)


def is_stub(text: str) -> bool:
    """Whether a body says so little, or so plainly points to the files, that these are the release."""
    length = len(text.replace(" ", ""))
    return length < STUB or (length < LONG_STUB and POINTER.search(text) is not None)
