"""WARC, WET and ARC: what a crawl has captured."""

from __future__ import annotations

import hashlib
import logging
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from io import BytesIO
from typing import Any

from pipeline.dumps import payloads
from pipeline.dumps.fields import FieldNames
from pipeline.dumps.records import MAX_ARTICLE_BYTES, BadRecord, RawRecord, Record, SkippedRecord
from pipeline.dumps.sniffing import looks_like_text
from pipeline.dumps.streams import Stream
from pipeline.dumps.warc_frames import Frame, Frames
from scrapers.article import Hint, content_id

_SEOUL = timezone(timedelta(hours=9))
#: Types of records that are pages, and types that a reader would count; all others belong to those.
_PAGES = ("response", "resource", "conversion")
_COUNTED = {"revisit": "a revisit: the page is as it was", "continuation": "a part of a record"}
_HTML = frozenset(("text/html", "application/xhtml+xml", "application/vnd.wap.xhtml+xml"))
_PLAIN = frozenset(("text/plain", "text/markdown"))
_ADDRESS = re.compile(rb"^warc-target-uri[ \t]*:[ \t]*<?([a-z][a-z0-9+.-]*):", re.I | re.M)
_WEB = (b"http", b"https", b"ftp", b"file")
_IDS = ("WARC-Refers-To", "WARC-Record-ID")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:+-]{2,40})", re.I)


@dataclass(frozen=True, slots=True)
class _Page:
    """What a record holds. headers: of the record, and the address as ``url``."""

    headers: dict[str, object]
    body: bytes
    content_type: str
    charset: str | None


class _NoPage(Exception):  # noqa: N818, no error
    """No article, and no fault either; says what it is."""


def read(stream: Stream) -> Iterator[Record]:
    """The page of each record; line is the number of the record in the file, whatever it holds."""
    kinds: Counter[str] = Counter()
    found = False
    for frame in Frames(stream.buffered().read1):
        kinds[frame.kind] += 1
        if frame.fault is None and not _counts(frame):
            continue
        found = True
        if stream.turns.mine():
            yield _record(stream, frame)
    if not found:
        there = ", ".join(f"{count} {kind or 'unknown'}" for kind, count in kinds.items())
        if there:  # wget keeps its log in a file of its own: name-meta.warc.gz
            yield from stream.skipped(f"no page in it ({there})")
        else:
            yield from stream.fault("no records in it")


def columns(stream: Stream) -> tuple[str, ...]:
    """The headers of the first page."""
    for frame in Frames(stream.buffered().read1):
        if frame.kind in _PAGES:
            try:
                return tuple(name for name in _page(frame).headers if name != "url")
            except (_NoPage, ValueError):
                continue
    return ()


def sources(mapping: FieldNames, columns: tuple[str, ...]) -> dict[str, str]:
    """Which header each field of a page is from."""
    found = {ours: paths[0][0] for ours, paths in mapping.found((*columns, "url")).items()}
    said = {ours: "WARC-Target-URI" if name == "url" else name for ours, name in found.items()}
    own = next((name for name in _IDS if name in columns), None)
    return {"id": own, **said} if own else said


def _counts(frame: Frame) -> bool:
    """Whether a reader of the dump would count this record: a page, or something in a page's place."""
    if frame.kind in _COUNTED:
        return True
    address = _ADDRESS.search(frame.raw[:8192])
    return frame.kind in _PAGES and (address is None or address[1].lower() in _WEB)


def _record(stream: Stream, frame: Frame) -> Record:
    path, number = stream.path, frame.number
    if frame.fault is not None:
        return BadRecord(path, number, frame.fault)
    if frame.kind in _COUNTED:
        return SkippedRecord(path, number, _COUNTED[frame.kind])
    try:
        return _article(stream, number, _page(frame), frame.kind)
    except _NoPage as reason:
        return SkippedRecord(path, number, str(reason))
    except ValueError as error:
        return BadRecord(path, number, str(error))


def _article(stream: Stream, number: int, page: _Page, kind: str) -> RawRecord:
    mapping = stream.mapping
    return RawRecord(
        mapping.id(page.headers) or _own_id(page.headers, kind) or content_id(page.body),
        stream.place,
        number,
        page.body,
        hashlib.sha256(page.body).hexdigest(),
        False if kind == "conversion" else _markup(page.content_type),
        mapping.url(page.headers),
        mapping.known(page.headers),
        stream.path,
        page.charset,
        _captured(str(page.headers.get("WARC-Date") or "")),
    )


def _page(frame: Frame) -> _Page:
    """The page in a record. Raises _NoPage, and ValueError for a page that can't be read."""
    # some tools store a page as a response without the headers of one
    headless = frame.kind == "response" and not frame.raw.startswith(b"HTTP/", frame.head)
    try:
        record: Any = _loader().parse_record_stream(BytesIO(frame.raw), no_record_parse=headless)
    except Exception as error:  # warcio's own, EOFError, and whatever odd headers cause
        raise ValueError(f"its headers can't be read ({str(error) or type(error).__name__})") from None
    headers: dict[str, object] = dict(record.rec_headers.headers)
    address = record.rec_headers.get_header("WARC-Target-URI")
    headers |= {"url": address} if address else {}
    if not frame.raw.startswith(b"WARC/"):
        del headers["WARC-Record-ID"]  # ARC has none, and warcio makes one up
    http = record.http_headers
    said = "" if headless else (http or record.rec_headers).get_header("Content-Type") or ""
    if http is not None:
        _check_status(http.get_statuscode())
    content_type = said.partition(";")[0].strip().lower()
    if content_type and content_type not in _HTML | _PLAIN:
        raise _NoPage(content_type)
    if str(address or "").partition("?")[0].endswith("/robots.txt"):
        raise _NoPage("robots.txt")
    body = b"" if frame.large else _body(record)
    if frame.large or len(body) > MAX_ARTICLE_BYTES:
        raise ValueError(f"over {MAX_ARTICLE_BYTES >> 20} MB, too large for one article")
    if not body.strip():
        raise _NoPage("an empty page")
    if not content_type and not looks_like_text(body):
        raise _NoPage("binary content of no stated type")
    charset = _CHARSET.search(said)
    return _Page(headers, body, content_type, charset[1] if charset else None)


@cache
def _loader() -> Any:
    """warcio's reader of a record; it would log every address with a space in it."""
    from warcio.recordloader import ArcWarcRecordLoader

    logging.getLogger("warcio").setLevel(logging.ERROR)
    return ArcWarcRecordLoader(verify_http=False)


def _body(record: Any) -> bytes:
    body: bytes = record.raw_stream.read()
    http = record.http_headers
    if http is None:
        return body
    if "chunked" in (http.get_header("Transfer-Encoding") or "").lower():
        body = payloads.unchunked(body)
    cut = record.rec_headers.get_header("WARC-Truncated") is not None
    return payloads.decoded(body, http.get_header("Content-Encoding") or "", cut=cut)


def _check_status(status: str | None) -> None:
    if status not in ("200", "203"):
        raise _NoPage(f"status {status}" if status else "an answer without a status")


def _markup(content_type: str) -> bool | None:
    if content_type in _HTML:
        return True
    return False if content_type in _PLAIN else None


def _own_id(headers: dict[str, object], kind: str) -> str | None:
    """The record's id; the text that was made of a page has that page's, so that both are one article."""
    names = _IDS if kind == "conversion" else _IDS[1:]
    given = next((str(headers[name]) for name in names if headers.get(name)), "").strip()
    return given.removeprefix("<").removesuffix(">").removeprefix("urn:uuid:").strip() or None


def _captured(moment: str) -> tuple[Hint, ...]:
    """The day of the capture in Korea, as a hint."""
    try:
        when = datetime.fromisoformat(moment.replace("Z", "+00:00"))
    except ValueError:
        return ()
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return (("crawl", when.astimezone(_SEOUL).date().isoformat()),)
