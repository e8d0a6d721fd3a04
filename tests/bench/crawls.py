"""Crawls: generated pages as WARC, with all that a crawler writes beside pages, and their texts as WET.

The record of a page has the article's id (``<urn:uuid:…>``), as has what a WET record refers to. A WARC also
holds what is no article: its own description, requests, pictures, pages that are gone, redirects, visits that
found nothing new.
"""

from __future__ import annotations

import gzip
import io
import random
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import chain
from typing import IO, Any

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tests.bench.pages import Page
from tests.bench.stories import own_id

#: How often something else stands behind a page: a picture, a page that is gone, a redirect, a second visit.
BESIDE = {"picture": 0.3, "gone": 0.06, "redirect": 0.05, "revisit": 0.05}
#: How often a body comes in chunks, compressed; how often the header names the charset.
CHUNKED, GZIPPED, NAMED = 0.2, 0.15, 0.6
PICTURE = bytes.fromhex("89504e470d0a1a0a0000000d49484452") + bytes(range(256)) * 4
GONE = (
    '<!DOCTYPE html><html lang="ko"><head><meta charset="utf-8"><title>페이지를 찾을 수 없습니다</title></head><body><h1>404</h1>'
    "<p>요청하신 기사는 삭제되었거나 주소가 바뀌었습니다. 입력하신 주소가 정확한지 다시 한번 확인해 주시기 바랍니다.</p></body></html>"
)
SOFTWARE = {"software": "generated for benchmarks", "format": "WARC File Format 1.0"}


def warc(out: IO[bytes], pages: Iterable[Page], name: str, *, packed: bool) -> None:
    """The pages as one WARC file called ``name``; packed: each record gzipped by itself, as ``.warc.gz`` has it."""
    stream = iter(pages)
    first = next(stream, None)
    if first is None:
        return
    writer = WARCWriter(out, gzip=packed)
    crawled = _crawled(first.published, random.Random(first.id))
    writer.write_record(_record(writer, "warcinfo", "", own_id(first.id, "warcinfo"), crawled, _info(name)))
    for page in chain([first], stream):
        for record in _visit(writer, page):
            writer.write_record(record)


def wet(out: IO[bytes], texts: Iterable[tuple[str, str, str, str]], name: str, *, packed: bool) -> None:
    """Texts (each with its article's id, address and date) as conversion records that refer to their pages."""
    writer = WARCWriter(out, gzip=packed)
    for number, (article_id, url, published, text) in enumerate(texts):
        crawled = _crawled(published, random.Random(article_id))
        if not number:
            info = _record(writer, "warcinfo", "", own_id(article_id, "warcinfo"), crawled, _info(name))
            writer.write_record(info)
        refers = {"WARC-Refers-To": f"<urn:uuid:{article_id}>", "WARC-Identified-Content-Language": "kor"}
        content = text.encode()
        own = own_id(article_id, "conversion")
        writer.write_record(
            _record(writer, "conversion", url, own, crawled, content, more=refers, kind="text/plain")
        )


def _crawled(published: str, chance: random.Random) -> str:
    """Some days after the article was published."""
    day = datetime.fromisoformat(f"{published}T00:00:00")
    later = timedelta(days=chance.randint(1, 30), seconds=chance.randrange(86_400))
    return f"{(day + later).isoformat()}Z"


def _info(name: str) -> bytes:
    """The fields of a warcinfo record."""
    return "".join(f"{key}: {value}\r\n" for key, value in {**SOFTWARE, "filename": name}.items()).encode()


def _visit(writer: WARCWriter, page: Page) -> Iterator[Any]:
    """The records of one page: its response, its request, and now and then what was fetched with it."""
    chance = random.Random(page.id)
    crawled = _crawled(page.published, chance)
    yield _response(writer, page, crawled, chance)
    asked = StatusAndHeaders(
        "GET / HTTP/1.1", [("Host", "press.example.kr"), ("Accept", "*/*")], is_http_request=True
    )
    concurrent = {"WARC-Concurrent-To": f"<urn:uuid:{page.id}>"}
    own = own_id(page.id, "request")
    yield _record(writer, "request", page.url, own, crawled, b"", asked, more=concurrent)
    for kind, share in BESIDE.items():
        if chance.random() < share:
            yield _beside(writer, kind, page, crawled)


def _response(writer: WARCWriter, page: Page, crawled: str, chance: random.Random) -> Any:
    named = f"; charset={page.charset.upper()}" if chance.random() < NAMED else ""
    content = page.content
    headers = [("Server", "Apache"), ("Content-Type", f"text/html{named}")]
    if chance.random() < GZIPPED:
        content = gzip.compress(content, 6, mtime=0)
        headers.append(("Content-Encoding", "gzip"))
    if chance.random() < CHUNKED:
        content = b"".join(_chunks(content))
        headers.append(("Transfer-Encoding", "chunked"))
    else:
        headers.append(("Content-Length", str(len(content))))
    return _record(writer, "response", page.url, page.id, crawled, content, _http("200 OK", headers))


def _chunks(content: bytes, size: int = 8192) -> Iterator[bytes]:
    for start in range(0, len(content), size):
        piece = content[start : start + size]
        yield b"%x\r\n%s\r\n" % (len(piece), piece)
    yield b"0\r\n\r\n"


def _beside(writer: WARCWriter, kind: str, page: Page, crawled: str) -> Any:
    """A record that is no article."""
    own = own_id(page.id, kind)
    html = [("Content-Type", "text/html; charset=utf-8")]
    if kind == "picture":
        url, http = f"{page.url}&photo=1", _http("200 OK", [("Content-Type", "image/png")])
        return _record(writer, "response", url, own, crawled, PICTURE, http)
    if kind == "gone":
        http = _http("404 Not Found", html)
        return _record(writer, "response", f"{page.url}&old=1", own, crawled, GONE.encode(), http)
    if kind == "redirect":
        http = _http("301 Moved Permanently", [*html, ("Location", page.url)])
        moved = f'<html><body><a href="{page.url}">Moved</a></body></html>'.encode()
        return _record(writer, "response", f"{page.url}&m=1", own, crawled, moved, http)
    more = {
        "WARC-Refers-To": f"<urn:uuid:{page.id}>",
        "WARC-Profile": "http://netpreserve.org/warc/1.0/revisit/server-not-modified",
    }
    http = _http("304 Not Modified", [("Server", "Apache")])
    return _record(writer, "revisit", page.url, own, crawled, b"", http, more=more)


def _http(status: str, headers: list[tuple[str, str]]) -> StatusAndHeaders:
    return StatusAndHeaders(status, headers, protocol="HTTP/1.1")


def _record(
    writer: WARCWriter,
    kind_of_record: str,
    url: str,
    own: str,
    crawled: str,
    content: bytes,
    http: StatusAndHeaders | None = None,
    *,
    more: dict[str, str] | None = None,
    kind: str = "",
) -> Any:
    headers = {"WARC-Record-ID": f"<urn:uuid:{own}>", "WARC-Date": crawled, **(more or {})}
    return writer.create_warc_record(
        url,
        kind_of_record,
        payload=io.BytesIO(content),
        length=len(content),
        warc_content_type=kind,
        warc_headers_dict=headers,
        http_headers=http,
    )
