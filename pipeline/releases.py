"""One release: its page and the file that holds its text, fetched, archived and made into an Article."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from scrapers.article import Article, Attachment, Dropped
from scrapers.attachments.names import file_name
from scrapers.attachments.press_head import split
from scrapers.attachments.sandbox import FAULTY, Read, read
from scrapers.attachments.selection import documents
from scrapers.boilerplate.cleaning import clean
from scrapers.boilerplate.contacts import mask
from scrapers.boilerplate.encoding import normalise
from scrapers.errors import BlockedError, FetchError, ParseError, ScrapeError
from scrapers.fetch import Page
from scrapers.reader import Item, Release, reader_of
from scrapers.source import Source
from scrapers.views import POINTER, is_stub

#: Where a publication date stood that only the document says.
HEAD = "the head table of the document"
#: A file's text that is longer than the page's by this factor is the release, and the page its summary.
FULLER = 1.2


class WrongPageError(ParseError):
    """What came is not the page of the release, or not its file, but a notice of maintenance, an error page,
    a new design: ask again later.
    """


#: Fetches an address with a Referer and archives the answer.
Get = Callable[[str, str | None], Page]


@dataclass(frozen=True, slots=True)
class Made:
    """An article and the sha256 of what it was made from."""

    article: Article
    raw_sha256: str


@dataclass(frozen=True, slots=True)
class _Document:
    """The file that gave the text (or None), and all files of the release with their outcome.

    passing: why a file could not be had this time, though it may be had later.
    """

    text: str | None
    sha256: str
    attachments: tuple[Attachment, ...]
    passing: ScrapeError | None


def make_article(item: Item, source: Source, get: Get, *, last_try: bool = False) -> Made:
    """The article behind an item of a list.

    Its body comes from the page or from the file, whichever holds the release. last_try: rather take the
    page's text than wait any longer for its file. Raises FetchError and BlockedError when the page, or a file
    that holds the text, can't be had now; WrongPageError when the page is not the item's, ParseError when it
    and its files hold no text.
    """
    found = _release(get(item.url, None), source, item)
    if source.kind != "press_release" or not found.attachments:
        made = _from_page(found, source, found.attachments)
        if source.kind == "press_release" and source.files and not last_try:
            _check_files_named(made, found)
        return made
    document = _document(found, get)
    page = _page_made(found, source, document.attachments)
    # where the general method has to find the body, only what it found tells whether it is one
    from_page = None if page and found.whole and is_stub(page.article.body) else page
    if document.text is None:
        return _without_document(from_page, found, document, last_try=last_try)
    from_file = _from_document(document, found, source, page.article if page else None)
    if from_page is None:
        return from_file
    fuller = len(from_file.article.body) >= FULLER * len(from_page.article.body)
    return from_file if fuller else from_page


def _release(page: Page, source: Source, item: Item) -> Release:
    try:
        return reader_of(source).release(page, source, item)
    except ParseError as error:
        raise WrongPageError(error.reason, where=error.where) from error


def _check_files_named(made: Made, found: Release) -> None:
    """A short text that points to files, where none is named, was put up before them."""
    if is_stub(made.article.body) and POINTER.search(made.article.body):
        raise WrongPageError("the page points to its files and names none (yet)", where=found.url)


def _page_made(found: Release, source: Source, attachments: tuple[Attachment, ...]) -> Made | None:
    """What the page itself says; None where it only points to the files, as far as its layout tells."""
    if found.stub:
        return None
    try:
        return _from_page(found, source, attachments)
    except ParseError:  # a menu, the files, and no running text
        return None


def _without_document(from_page: Made | None, found: Release, document: _Document, *, last_try: bool) -> Made:
    """The page's own text, where it has one; a file that may come later is waited for."""
    if document.passing and not (last_try and from_page):
        raise document.passing
    if from_page:
        return from_page
    reasons = "; ".join(f"{one.name}: {one.reason}" for one in document.attachments if one.reason)
    raise ParseError(f"no file holds a readable text ({reasons or 'only annexes'})", where=found.url)


def _from_page(found: Release, source: Source, attachments: tuple[Attachment, ...]) -> Made:
    article = clean(
        found.content,
        source=source.name,
        native_id=found.native_id,
        url=found.url,
        markup=True,
        body_only=not found.whole,
        charset=found.charset,
        known=_known(found, source),
    )
    content = found.content if isinstance(found.content, bytes) else found.content.encode()
    return Made(
        replace(
            article,
            published_evidence=found.evidence if found.published else article.published_evidence,
            available_at=found.available_at or article.available_at,
            method=article.method if found.whole else _method(found, source),
            attachments=attachments,
        ),
        _digest(found, hashlib.sha256(content).hexdigest()),
    )


def _from_document(document: _Document, found: Release, source: Source, page: Article | None) -> Made:
    """page: what was found on the page, which says things that the file does not."""
    head = split(document.text or "")
    said = {name: getattr(page, name, None) for name in ("licence", "department", "reporter", "published")}
    known = {name: value or said.get(name) for name, value in _known(found, source).items()}
    stated = known["published"] or head.released
    article = clean(
        head.body,
        source=source.name,
        native_id=found.native_id,
        url=found.url,
        markup=False,
        known=known | {"published": stated},
    )
    tables = tuple(Dropped(piece.kind, mask(normalise(piece.text))) for piece in head.dropped)
    made = replace(
        article,
        department=article.department or head.department,
        published_evidence=_evidence(found, page, article, stated=stated is not None),
        available_at=head.available_at or found.available_at or article.available_at,
        body_origin="attachment",
        method=_method(found, source),
        attachments=document.attachments,
        dropped=tables + article.dropped,
    )
    return Made(made, _digest(found, document.sha256))


def _evidence(found: Release, page: Article | None, article: Article, *, stated: bool) -> str | None:
    """Where the publication date of a file's text was stated: on the page, in its list, or in the file."""
    if found.published:
        return found.evidence
    if page is not None and page.published:
        return page.published_evidence
    return HEAD if stated else article.published_evidence


def _known(found: Release, source: Source) -> dict[str, object]:
    """What the page or the list says, which beats what the text might."""
    return {
        "title": found.title,
        "subtitle": found.subtitle,
        "published": found.published,
        "modified": found.modified,
        "department": found.department,
        "reporter": found.reporter,
        "outlet": found.outlet or source.outlet,
        "licence": found.licence,
        "kind": found.kind or source.kind,
    }


def _method(found: Release, source: Source) -> str:
    return f"{source.name}.{found.layout}" if found.layout else source.name


def _digest(found: Release, content: str) -> str:
    """Of what the article is made from; the rest of the page (counters, side lists) changes all the time."""
    parts = [found.title or "", found.published or "", content]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _document(found: Release, get: Get) -> _Document:
    """The first document of the release that can be read, in its best format."""
    outcome = {attachment.url: attachment for attachment in found.attachments}
    passing: ScrapeError | None = None
    for versions in documents(found.attachments, stub=found.stub):
        for attachment in versions:
            try:
                page = get(attachment.url, found.url)
            except (FetchError, BlockedError) as error:
                passing = passing or error
                outcome[attachment.url] = replace(attachment, status="failed", reason=error.reason)
                continue
            result = read(page.body)
            outcome[attachment.url] = _with_result(attachment, page, result)
            if result.temporary:
                passing = passing or FetchError(result.reason or "not read", where=attachment.url)
            if result.format in (None, *FAULTY):  # nothing, an error page, half a file: asked for anew
                passing = WrongPageError(f"{attachment.name}: {result.reason}", where=attachment.url)
            if result.status == "read":
                _skip_others(versions, attachment, outcome)
                return _Document(result.text, page.sha256, tuple(outcome.values()), None)
    return _Document(None, "", tuple(outcome.values()), passing)


def _with_result(attachment: Attachment, page: Page, result: Read) -> Attachment:
    return replace(
        attachment,
        name=attachment.name or file_name(page.headers, page.url),
        format=result.format,
        sha256=page.sha256,
        size=len(page.body),
        status=result.status,
        reason=result.reason,
        reader=result.reader,
    )


def _skip_others(versions: Sequence[Attachment], taken: Attachment, outcome: dict[str, Attachment]) -> None:
    """The same document in another format is not read a second time."""
    for attachment in versions:
        if outcome[attachment.url].status == "listed":
            outcome[attachment.url] = replace(
                attachment, status="skipped", reason=f"the same document as {taken.name}"
            )
