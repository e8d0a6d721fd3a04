"""One release: its view page and the file that holds its text, fetched, archived and made into an Article."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from scrapers.article import Article, Attachment, Dropped
from scrapers.attachments.press_head import split
from scrapers.attachments.sandbox import Read, read
from scrapers.attachments.selection import documents
from scrapers.boilerplate import clean
from scrapers.boilerplate.contacts import mask
from scrapers.boilerplate.encoding import normalise
from scrapers.errors import BlockedError, FetchError, ParseError
from scrapers.fetch import Page
from scrapers.korea_kr import Release, release
from scrapers.source import Source


class WrongPageError(ParseError):
    """What came is not the page of the release (a notice of maintenance, a new design): ask again later."""


#: Fetches an address with a Referer and archives the answer.
Get = Callable[[str, str | None], Page]


@dataclass(frozen=True, slots=True)
class Made:
    """An article and the sha256 of what it was made from."""

    article: Article
    raw_sha256: str


@dataclass(frozen=True, slots=True)
class _Document:
    """The file that gave the text, and all files of the release with their outcome."""

    text: str
    sha256: str
    attachments: tuple[Attachment, ...]


def make_article(url: str, source: Source, get: Get) -> Made:
    """The article behind the address of a view page.

    Raises FetchError and BlockedError when the page, or every file that could hold the text, can't be had
    now; WrongPageError when the page is not the release's, ParseError when it and its files hold no text.
    """
    found = _view(get(url, None), source)
    known = {
        "title": found.title,
        "published": found.published,
        "department": found.ministry,
        "licence": found.licence or "",
        "kind": source.kind,
    }
    if found.stub:
        document = _document(found, get)
        made = _from_document(document, found, source, known)
        return Made(made, _digest(found, document.sha256))
    article = clean(
        found.markup, source=source.name, native_id=found.native_id, url=found.url, markup=True, known=known
    )
    page = replace(
        article,
        published_evidence=found.evidence,
        method=f"{source.name}.{found.layout}",
        attachments=found.attachments,
    )
    return Made(page, _digest(found, hashlib.sha256(found.markup.encode()).hexdigest()))


def _view(page: Page, source: Source) -> Release:
    try:
        return release(page, source)
    except ParseError as error:
        raise WrongPageError(error.reason, where=error.where) from error


def _from_document(document: _Document, found: Release, source: Source, known: dict[str, str]) -> Article:
    head = split(document.text)
    article = clean(
        head.body, source=source.name, native_id=found.native_id, url=found.url, markup=False, known=known
    )
    tables = tuple(Dropped(piece.kind, mask(normalise(piece.text))) for piece in head.dropped)
    return replace(
        article,
        published_evidence=found.evidence,
        available_at=head.available_at or article.available_at,
        body_origin="attachment",
        method=f"{source.name}.{found.layout}",
        attachments=document.attachments,
        dropped=tables + article.dropped,
    )


def _digest(found: Release, content: str) -> str:
    """Of what the article is made from; the rest of the page (counters, side lists) changes all the time."""
    return hashlib.sha256("\n".join([found.title, found.published, content]).encode()).hexdigest()


def _document(found: Release, get: Get) -> _Document:
    """The first document of the release that can be read, in its best format.

    Raises FetchError when none could be read and one of them could not be fetched, else ParseError.
    """
    outcome = {attachment.url: attachment for attachment in found.attachments}
    missing: FetchError | BlockedError | None = None
    for versions in documents(found.attachments):
        for attachment in versions:
            try:
                page = get(attachment.url, found.url)
            except (FetchError, BlockedError) as error:
                missing = missing or error
                outcome[attachment.url] = replace(attachment, status="failed", reason=error.reason)
                continue
            result = read(page.body)
            outcome[attachment.url] = _with_result(attachment, page, result)
            if result.status == "read":
                _skip_others(versions, attachment, outcome)
                return _Document(result.text, page.sha256, tuple(outcome.values()))
    if missing:
        raise missing
    reasons = "; ".join(f"{one.name}: {one.reason}" for one in outcome.values() if one.reason)
    raise ParseError(f"no file holds a readable text ({reasons or 'only annexes'})", where=found.url)


def _with_result(attachment: Attachment, page: Page, result: Read) -> Attachment:
    return replace(
        attachment,
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
