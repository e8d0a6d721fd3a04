"""``sacho clean`` and ``sacho annotate``: JSON Lines in, JSON Lines out, in order, one for one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import islice
from typing import IO

import extractors
from extractors.mention import Document
from pipeline.dumps import RawRecord, parse_object
from pipeline.entities import entity
from pipeline.processing import BATCH, clean, dated
from scrapers.article import Article, content_id
from scrapers.errors import ParseError

Line = dict[str, object]

#: Keys of a cleaned article, in their order; every key is always there.
CLEAN_KEYS = (
    "title", "subtitle", "published", "published_inferred", "published_evidence", "modified", "outlet",
    "reporter", "department", "source_url", "licence", "body",
)  # fmt: skip


class LineError(ValueError):
    """An input line that can't be worked on; carries the record's id where it has one."""

    def __init__(self, reason: str, record_id: object = None) -> None:
        super().__init__(reason)
        self.record_id = record_id


def clean_lines(lines: Iterable[bytes]) -> Iterator[Line]:
    """A cleaned article, or an error, for each input line ``{"id", "html" or "text", "url"}``."""
    for number, line in _numbered(lines):
        try:
            record = _record(line)
            article = dated(_clean(record))
        except LineError as error:
            yield _error(number, error)
        else:
            yield _cleaned(record.get("id"), article)


def annotate_lines(lines: Iterable[bytes], threads: int = 1) -> Iterator[Line]:
    """The entities, or an error, for each input line ``{"id", "text", "published"}``.

    Lines of ``clean_lines`` are accepted too: their ``body`` is the text, and an inferred date stays
    marked as inferred. threads: Kiwi's own.
    """
    numbered = _numbered(lines)
    while batch := list(islice(numbered, BATCH)):
        results: list[Line | tuple[Line, Document]] = []
        for number, line in batch:
            try:
                record = _record(line)
                results.append((record, _document(record)))
            except LineError as error:
                results.append(_error(number, error))
        documents = (result[1] for result in results if isinstance(result, tuple))
        found = extractors.extract_many(documents, workers=threads)
        for result in results:
            yield _annotated(result[0], next(found)) if isinstance(result, tuple) else result


def write(results: Iterable[Line], out: IO[str]) -> bool:
    """Write results as JSON Lines; returns whether all went well (no line was an error)."""
    well = True
    for result in results:
        well = well and "error" not in result
        out.write(json.dumps(result, ensure_ascii=False) + "\n")
    return well


def _numbered(lines: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    return ((number, line.strip()) for number, line in enumerate(lines, 1) if line.strip())


def _record(line: bytes) -> Line:
    try:
        return parse_object(line)
    except ValueError as error:
        raise LineError(str(error)) from None


def _error(number: int, error: LineError) -> Line:
    return {"id": error.record_id, "line": number, "error": str(error)}


def _clean(record: Line) -> Article:
    html, text, url = record.get("html"), record.get("text"), record.get("url")
    content = html if html is not None else text
    if not isinstance(content, str):
        raise LineError('no article: expected a string in "html" or "text"', record.get("id"))
    raw = RawRecord(
        native_id=str(record.get("id") or content_id(content.encode("utf-8", "surrogatepass"))),
        place="-",
        line=None,
        content=content,
        raw_sha256="",
        markup=True if html is not None else None,
        url=url if isinstance(url, str) else None,
    )
    try:
        return clean(raw)
    except ParseError as error:
        raise LineError(error.reason, record.get("id")) from None


def _cleaned(given_id: object, article: Article) -> Line:
    values = {key: getattr(article, key) for key in CLEAN_KEYS}
    return {"id": given_id, **values, "dropped": [asdict(piece) for piece in article.dropped]}


def _document(record: Line) -> Document:
    text = record["text"] if "text" in record else record.get("body")
    published, title, sender = (record.get(key) for key in ("published", "title", "department"))
    if not isinstance(text, str):
        raise LineError('no text: expected a string in "text"', record.get("id"))
    if published is not None and not isinstance(published, str):
        raise LineError('"published" is neither null nor a string', record.get("id"))
    document = Document(
        text,
        published,
        title=title if isinstance(title, str) else None,
        sender=sender if isinstance(sender, str) else None,
    )
    try:
        extractors.check(document)
    except ValueError as error:
        raise LineError(str(error), record.get("id")) from None
    return document


def _annotated(record: Line, found: extractors.Extraction) -> Line:
    return {
        "id": record.get("id"),
        "published": found.published,
        "published_inferred": found.published_inferred or record.get("published_inferred") is True,
        "entities": [entity(mention) for mention in found.mentions],
    }
