"""Crawls: which records are articles, how pages were packed, and what is broken in a file."""

import gzip
import shutil
import subprocess
import zlib

import brotli
import pytest
from warcio.capture_http import capture_http

from pipeline.dumps import FieldNames, RawRecord
from pipeline.processing import Processed, prepare
from tests.pipeline.dumps.making import COMPRESS, TEXT, Crawl, faults, kept, read, skips, zstd

PAGE = f"<html><head><title>설명회</title></head><body><p>{TEXT}</p></body></html>"
UTF8, CP949 = PAGE.encode(), PAGE.encode("cp949")


def chunked(body, size=30):
    pieces = [body[place : place + size] for place in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


def crawl(tmp_path, content, name="a.warc"):
    path = tmp_path / name
    path.write_bytes(content.bytes() if isinstance(content, Crawl) else content)
    return read(path)


def test_a_page_has_its_address_its_charset_and_the_day_of_its_capture(tmp_path):
    made = (
        Crawl()
        .info()
        .page(
            CP949,
            "text/html; charset=EUC-KR",
            url="http://a.example/1",
            own="0-1",
            date="2026-03-01T15:00:00Z",
        )
    )
    (record,) = crawl(tmp_path, made)
    assert (record.id, record.line, record.place) == ("dump:0-1", 2, "a.warc")
    assert (record.content, record.url, record.charset) == (CP949, "http://a.example/1", "EUC-KR")
    assert (record.markup, record.hints) == (True, (("crawl", "2026-03-02"),))


CHUNKED = ("Transfer-Encoding", "chunked")
PACKED = [
    (UTF8, []),
    (gzip.compress(UTF8), [("Content-Encoding", "gzip")]),
    (gzip.compress(UTF8), [("content-encoding", "x-gzip")]),
    (gzip.compress(UTF8[:50]) + gzip.compress(UTF8[50:]), [("Content-Encoding", "gzip")]),
    (zlib.compress(UTF8), [("Content-Encoding", "deflate")]),
    (zlib.compress(UTF8)[2:-4], [("Content-Encoding", "deflate")]),
    (brotli.compress(UTF8), [("Content-Encoding", "br")]),
    (zstd.compress(UTF8), [("Content-Encoding", "zstd")]),
    (brotli.compress(gzip.compress(UTF8)), [("Content-Encoding", "gzip, br")]),
    (chunked(UTF8), [CHUNKED]),
    (chunked(UTF8).replace(b"\r\n", b";x=1\r\n", 1), [CHUNKED]),
    (chunked(UTF8)[:-2] + b"Trailer: 1\r\n\r\n", [CHUNKED]),
    (chunked(gzip.compress(UTF8)), [CHUNKED, ("Content-Encoding", "gzip")]),
    (UTF8, [CHUNKED, ("Content-Encoding", "gzip")]),
    (UTF8, [("Content-Encoding", "br")]),
    (UTF8, [("Content-Encoding", "identity")]),
    (gzip.compress(UTF8), [CHUNKED, ("Content-Encoding", "gzip")]),
]


@pytest.mark.parametrize(("body", "headers"), PACKED, ids=range(len(PACKED)))
def test_transfer_and_content_encodings_are_undone(tmp_path, body, headers):
    (record,) = crawl(tmp_path, Crawl().page(body, headers=headers))
    assert record.content == UTF8


BROKEN_PAGES = [
    (gzip.compress(UTF8)[:-12], [("Content-Encoding", "gzip")], "the page is cut off"),
    (b"\x1f\x8b\x08\x00" + b"\xff" * 40, [("Content-Encoding", "gzip")], "broken gzip"),
    (b"\x00\x01\x02" * 9, [("Content-Encoding", "gzip")], "broken gzip"),
    (b"\x00\x01\x02" * 9, [("Content-Encoding", "br")], "broken br"),
    (brotli.compress(UTF8)[:-9], [("Content-Encoding", "br")], "broken br"),
    (zstd.compress(UTF8)[:-9], [("Content-Encoding", "zstd")], "the page is cut off"),
    (UTF8, [("Content-Encoding", "compress")], "content encoding 'compress' is not read"),
    (chunked(UTF8)[:-30], [CHUNKED], "broken chunks"),
    (chunked(UTF8).replace(b"\r\n1e\r\n", b"\r\nxx\r\n", 1), [CHUNKED], "broken chunks"),
    (gzip.compress(b" " * (33 << 20)), [("Content-Encoding", "gzip")], "too large for one article"),
]


@pytest.mark.parametrize(("body", "headers", "reason"), BROKEN_PAGES, ids=range(len(BROKEN_PAGES)))
def test_a_broken_page_is_said_and_the_next_is_read(tmp_path, body, headers, reason):
    found = crawl(tmp_path, Crawl().page(body, headers=headers).page(UTF8))
    assert [line for line, _ in faults(found)] == [1]
    assert reason in faults(found)[0][1]
    assert [record.line for record in kept(found)] == [2]


SKIPPED = [
    (lambda crawl: crawl.page(UTF8, status="404 Not Found"), "status 404"),
    (lambda crawl: crawl.page(b"", status="301 Moved Permanently"), "status 301"),
    (lambda crawl: crawl.page(UTF8, status="503 Service Unavailable"), "status 503"),
    (lambda crawl: crawl.page(b"\x89PNG\r\n", "image/png"), "image/png"),
    (lambda crawl: crawl.page(b"{}", "application/json; charset=utf-8"), "application/json"),
    (lambda crawl: crawl.page(b"%PDF", "application/pdf"), "application/pdf"),
    (lambda crawl: crawl.page(b"\x00\x01\x02\x03", None), "binary content"),
    (lambda crawl: crawl.page(b"", "text/html"), "an empty page"),
    (
        lambda crawl: crawl.page(b"User-agent: *", "text/plain", url="http://a.example/robots.txt"),
        "robots.txt",
    ),
    (lambda crawl: crawl.record("revisit", b"", warc={"WARC-Profile": "x"}), "a revisit"),
]


@pytest.mark.parametrize(("add", "reason"), SKIPPED)
def test_what_is_no_article_is_skipped_and_says_what_it_is(tmp_path, add, reason):
    found = crawl(tmp_path, add(Crawl().page(UTF8)).page(UTF8))
    assert faults(found) == []
    assert [(line, reason in said) for line, said in skips(found)] == [(2, True)]
    assert len(kept(found)) == 2


def test_records_about_others_are_passed_over_in_silence(tmp_path):
    made = Crawl().info().page(UTF8).record("request", b"GET / HTTP/1.1\r\n\r\n").record("metadata", b"a: b")
    made.record("resource", b"log", url="metadata://gnu.org/wget.log", warc_content_type="text/plain")
    made.record("response", b"1 2", url="dns:a.example", warc_content_type="text/dns")
    (record,) = crawl(tmp_path, made)
    assert record.line == 2


def test_text_of_a_page_is_that_page(tmp_path):
    made = Crawl().record(
        "conversion",
        f"설명회\n{TEXT}".encode(),
        own="2",
        warc={"WARC-Refers-To": "<urn:uuid:1>"},
        warc_content_type="text/plain",
    )
    made.record("conversion", TEXT.encode(), own="3", warc_content_type="text/plain")
    found = crawl(tmp_path, made, "a.warc.wet.gz".removesuffix(".gz"))
    assert [(record.native_id, record.markup) for record in found] == [("1", False), ("3", False)]


def test_resources_are_pages_and_what_says_no_type_is_looked_at(tmp_path):
    made = (
        Crawl()
        .record("resource", UTF8, warc_content_type="text/html")
        .page(UTF8, None)
        .page(TEXT.encode(), "text/plain")
    )
    assert [record.markup for record in crawl(tmp_path, made)] == [True, None, False]


def record_of(block, head=b"", end=b"\r\n"):
    """A response as tools write it that take the rules lightly."""
    lines = (
        b"WARC/1.0",
        b"WARC-Type: response",
        b"WARC-Target-URI: http://a.example/1",
        b"WARC-Record-ID: <urn:uuid:1>",
    )
    length = b"Content-Length: %d" % len(block)
    return (
        end.join((*lines, b"Content-Type: application/http; msgtype=response", length))
        + end
        + head
        + end
        + block
        + end * 2
    )


OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
ODD = [
    record_of(b"HTTP/2 200\r\ncontent-type: text/html\r\n\r\n" + UTF8),
    record_of(b"HTTP/1.1 200\r\nCONTENT-TYPE: TEXT/HTML\r\n\r\n" + UTF8),
    record_of(b"HTTP/1.1 200 OK\nContent-Type: text/html\n\n" + UTF8),
    record_of(OK + b"\r\n" + UTF8, end=b"\n"),
    record_of(OK + b"no colon\r\nX: \xff\xfe\r\n\r\n" + UTF8),
    record_of(UTF8),
    b"\r\n\r\n" + record_of(OK + b"\r\n" + UTF8),
    record_of(OK + b"\r\n" + UTF8)[:-4],
    record_of(
        OK + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(UTF8)[:-8], b"WARC-Truncated: length\r\n"
    ),
    record_of(OK + b"\r\n" + UTF8)
    .replace(b"WARC-Type", b"warc-type")
    .replace(b"Content-Length", b"CONTENT-LENGTH"),
    record_of(OK + b"\r\n" + UTF8).replace(b"http://a.example/1", b"<http://a.example/1>"),
]


@pytest.mark.parametrize("content", ODD, ids=range(len(ODD)))
def test_rules_taken_lightly(tmp_path, content):
    (record,) = crawl(tmp_path, content)
    assert (record.native_id, record.content, record.url) == ("1", UTF8, "http://a.example/1")


def test_a_mapping_may_key_a_crawl_by_address(tmp_path):
    (tmp_path / "a.warc").write_bytes(Crawl().page(UTF8, url="http://a.example/7").bytes())
    (record,) = read(tmp_path, mapping=FieldNames.of(["id=url", "published=WARC-Date"]))
    assert record.native_id == "http://a.example/7"
    assert record.known == {"published": "2026-03-02T03:00:00+00:00"}


def example(**options):
    made = Crawl(**options).info()
    for number in range(6):
        made.page(UTF8 + b" " * number, own=str(number)).record("request", b"GET / HTTP/1.1\r\n\r\n")
    return made.bytes()


@pytest.mark.parametrize("version", ["1.0", "1.1"])
@pytest.mark.parametrize("name", ["plain", "by record", "one member", "zst", "bz2", "bgzf"])
def test_however_it_is_packed(tmp_path, name, version):
    plain = example(version=version)
    content = {
        "plain": plain,
        "by record": example(gzip=True, version=version),
        "one member": gzip.compress(plain),
        "zst": COMPRESS[".zst"](plain),
        "bz2": COMPRESS[".bz2"](plain),
        "bgzf": b"".join(gzip.compress(plain[place : place + 700]) for place in range(0, len(plain), 700)),
    }[name]
    for ending in ("a.warc.gz", "a.warc", "a"):
        found = crawl(tmp_path, content, ending)
        assert [(record.native_id, record.line) for record in found] == [
            (str(n), 2 + 2 * n) for n in range(6)
        ]


def second(content, what):
    """Where the second page's ``what`` stands."""
    return content.index(what, content.index(b"WARC-Record-ID: <urn:uuid:1>"))


def with_length(length):
    plain = example()
    place = second(plain, b"Content-Length: ") + 16
    return plain[:place] + length + plain[plain.index(b"\r\n", place) :]


def damaged(place):
    packed = bytearray(example(gzip=True))
    starts = [at for at in range(len(packed)) if packed[at : at + 3] == b"\x1f\x8b\x08"]
    packed[starts[3] + place] ^= 0xFF
    return bytes(packed)


def with_garbage(garbage):
    plain = example()
    place = plain.rindex(b"WARC/1.0", 0, second(plain, b"WARC-Target-URI"))
    return plain[:place] + garbage + plain[place:]


DAMAGED = [
    (example()[:-900], "023", None),
    (example(gzip=True)[:-700], None, "cut off"),
    (gzip.compress(example())[:-30], None, "broken gzip"),
    (damaged(30), "02345", "broken gzip"),
    (damaged(1), "02345", "broken gzip"),
    (with_length(b"10"), "02345", "Content-Length does not fit"),
    (with_length(b"999"), "02345", "Content-Length does not fit"),
    (with_length(b"999999"), "02345", "Content-Length"),
    (with_length(b"99999999999"), None, "Content-Length"),
    (with_length(b"x"), "02345", "without a Content-Length"),
    (with_garbage(b"garbage\r\n"), "012345", "bytes that are no record"),
    (with_garbage(b"\x00" * 5000 + b"\r\n"), "012345", "bytes that are no record"),
    (with_garbage(b"WARC/1.0\r\n" + b"x: y\r\n" * 10 + b"\r\n"), "012345", "without a Content-Length"),
    (b"garbage " * 100_000 + b"\r\n" + example(), "012345", "bytes that are no record"),
]


@pytest.mark.parametrize(("content", "others", "reason"), DAMAGED, ids=range(len(DAMAGED)))
def test_what_is_broken_costs_only_itself(tmp_path, content, others, reason):
    found = crawl(tmp_path, content, "a.warc.gz" if content[:2] == b"\x1f\x8b" else "a.warc")
    assert faults(found)
    assert reason is None or reason in faults(found)[0][1]
    assert len(faults(found)) <= 2
    if others is not None and reason is not None:
        assert [record.native_id for record in kept(found)] == list(others)
    else:
        assert kept(found)[0].native_id == "0"


def test_pages_of_arc_files(tmp_path):
    about = b"1 0 InternetArchive\nURL IP-address Archive-date Content-type Archive-length\n"
    page = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + UTF8
    content = b"filedesc://a.arc 0.0.0.0 20260302030000 text/plain %d\n%s\n" % (len(about), about)
    content += b"http://a.example/1 192.0.2.1 20260302030000 text/html %d\n%s\n" % (len(page), page)
    for name, packed in (("a.arc", content), ("a.arc.gz", gzip.compress(content))):
        (record,) = crawl(tmp_path, packed, name)
        assert (record.url, record.content, record.hints) == (
            "http://a.example/1",
            UTF8,
            (("crawl", "2026-03-02"),),
        )
        assert (record.line, len(record.native_id)) == (2, 16)


def test_a_file_without_pages_says_what_it_holds(tmp_path):
    found = crawl(
        tmp_path, Crawl().info().record("metadata", b"{}", warc_content_type="application/json"), "a.wat"
    )
    assert (faults(found), skips(found)) == ([], [(None, "no page in it (1 warcinfo, 1 metadata)")])
    assert faults(crawl(tmp_path, b"\n", "a.warc")) == [(None, "no records in it")]


@pytest.fixture
def site(httpserver):
    """A small site: a page, a packed page in cp949, one that moved, an image."""
    paragraphs = "".join(f"<p>{TEXT}이번 설명회에는 주민 {n}명이 참석했다.</p>" for n in range(10, 16))
    page = f"<html><head><title>해동군 설명회</title></head><body><h1>해동군 설명회</h1>{paragraphs}%s</body></html>"
    links = '<a href="/2">2</a><a href="/3">3</a><img src="/i.png">'
    httpserver.expect_request("/1").respond_with_data(
        (page % links).encode(), content_type="text/html; charset=utf-8"
    )
    httpserver.expect_request("/2").respond_with_data(
        gzip.compress((page % "").encode("cp949")),
        content_type="text/html; charset=euc-kr",
        headers={"Content-Encoding": "gzip"},
    )
    httpserver.expect_request("/3").respond_with_data("", status=404)
    httpserver.expect_request("/i.png").respond_with_data(b"\x89PNG", content_type="image/png")
    return httpserver


def check_crawl(found, site):
    pages = {record.url: record for record in kept(found)}
    assert faults(found) == []
    assert {site.url_for("/1"), site.url_for("/2")} <= pages.keys()
    results = prepare([pages[site.url_for("/1")], pages[site.url_for("/2")]])
    assert all(isinstance(result, Processed) for result in results)
    assert [result.article.title for result in results] == ["해동군 설명회"] * 2
    assert all("주민 12명이 참석했다." in result.article.body for result in results)
    assert all(dict(result.article.hints)["crawl"] for result in results)


def test_a_site_captured_by_warcio(site, tmp_path):
    import http.client

    path = tmp_path / "site.warc.gz"
    with capture_http(str(path)):
        for page in ("/1", "/2", "/3", "/i.png"):
            connection = http.client.HTTPConnection(site.host, site.port)
            connection.request("GET", page, headers={"Accept-Encoding": "gzip"})
            connection.getresponse().read()
            connection.close()
    found = read(path)
    check_crawl(found, site)
    assert sorted(reason for _, reason in skips(found)) == ["image/png", "status 404"]


@pytest.mark.skipif(shutil.which("wget") is None, reason="needs wget")
@pytest.mark.parametrize("options", [(), ("--no-warc-compression",), ("--warc-cdx",)])
def test_a_site_captured_by_wget(site, tmp_path, options):
    name = tmp_path / "site"
    given = [
        "-q",
        "-r",
        "-p",
        "-l2",
        "--compression=gzip",
        f"--warc-file={name}",
        f"--directory-prefix={tmp_path / 'x'}",
    ]
    subprocess.run(["wget", *given, *options, site.url_for("/1")], check=False, timeout=60)
    (path,) = [file for file in tmp_path.iterdir() if ".warc" in file.name]
    found = read(path)
    check_crawl(found, site)
    assert {"image/png", "status 404"} <= {reason for _, reason in skips(found)}
    assert all(isinstance(one, RawRecord) for one in kept(found))
