"""Faults of servers and networks: each ends as an error with a reason, or does no harm."""

import gzip
import zlib
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scrapers.client.compression import CompressionError, ForeignCompressionError, unpacked
from scrapers.errors import BlockedError, FetchError
from scrapers.fetch import Fetcher, Manners
from tests.scrapers.fault_server import HOSTS, RESET, FakeTime, Pieces, answer, serving

TEXT = "보도자료를 배포합니다. ".encode() * 40


@pytest.fixture
def server():
    with serving() as one:
        yield one


@pytest.fixture
def fetcher():
    with Fetcher(Manners(allow_loopback=True, timeout=5), FakeTime().clock()) as one:
        yield one


def raw(head, body=b""):
    return Pieces([head.replace(b"\n", b"\r\n") + b"\r\n\r\n" + body])


def deflated(data, wbits):
    packer = zlib.compressobj(wbits=wbits)
    return packer.compress(data) + packer.flush()


CHUNKED = b"HTTP/1.1 200 OK\nTransfer-Encoding: chunked"
HARMLESS = {
    "HTTP/1.0 without a length": raw(b"HTTP/1.0 200 OK", TEXT),
    "HTTP/1.1 without a length": raw(b"HTTP/1.1 200 OK", TEXT),
    "keep-alive promised": raw(
        b"HTTP/1.1 200 OK\nConnection: keep-alive\nContent-Length: %d" % len(TEXT), TEXT
    ),
    "no reason": raw(b"HTTP/1.1 200\nContent-Length: %d" % len(TEXT), TEXT),
    "chunked": raw(CHUNKED, b"%x\r\n%b\r\n0\r\n\r\n" % (len(TEXT), TEXT)),
    "one byte at a time": raw(CHUNKED, b"".join(b"1\r\n%c\r\n" % one for one in TEXT) + b"0\r\n\r\n"),
    "chunked, with notes and trailers": raw(
        CHUNKED, b"%X;a=b\r\n%b\r\n0\r\nX-Checksum: 1\r\n\r\n" % (len(TEXT), TEXT)
    ),
    "a hint before the answer": raw(
        b"HTTP/1.1 103 Early Hints\nLink: </a.css>\n\nHTTP/1.1 200 OK\nContent-Length: %d" % len(TEXT), TEXT
    ),
    "more than announced": raw(
        b"HTTP/1.1 200 OK\nContent-Length: %d" % len(TEXT), TEXT + b"HTTP/1.1 200 OK\r\n"
    ),
    "the length twice": raw(
        b"HTTP/1.1 200 OK\nContent-Length: %d\nContent-Length: %d" % (len(TEXT), len(TEXT)), TEXT
    ),
    "a Korean header": answer(200, TEXT, b"X-Name: " + "보도자료".encode("cp949")),
    "gzip": answer(200, gzip.compress(TEXT), Content_Encoding="gzip"),
    "GZIP": answer(200, gzip.compress(TEXT), Content_Encoding=" GZIP "),
    "x-gzip": answer(200, gzip.compress(TEXT), Content_Encoding="x-gzip"),
    "gzip in members": answer(
        200, gzip.compress(TEXT[:9]) + gzip.compress(TEXT[9:]), Content_Encoding="gzip"
    ),
    "gzip and padding": answer(200, gzip.compress(TEXT) + b"\0" * 512, Content_Encoding="gzip"),
    "gzip and junk": answer(200, gzip.compress(TEXT) + b"<!-- -->", Content_Encoding="gzip"),
    "gzip twice": answer(200, gzip.compress(gzip.compress(TEXT)), Content_Encoding="gzip, gzip"),
    "gzip in two headers": answer(
        200, gzip.compress(gzip.compress(TEXT)), b"Content-Encoding: gzip", Content_Encoding="gzip"
    ),
    "gzip with a weight": answer(200, gzip.compress(TEXT), Content_Encoding="gzip;q=1.0"),
    "deflate": answer(200, deflated(TEXT, 15), Content_Encoding="deflate"),
    "bare deflate": answer(200, deflated(TEXT, -15), Content_Encoding="deflate"),
    "identity": answer(200, TEXT, Content_Encoding="identity"),
    "a charset for a compression": answer(200, TEXT, Content_Encoding="UTF-8"),
    "an empty name": answer(200, TEXT, Content_Encoding=""),
}


@pytest.mark.parametrize("case", HARMLESS)
def test_a_harmless_oddity_is_read(server, fetcher, case):
    server.routes["/a"] = HARMLESS[case]
    assert fetcher.get(server.address + "/a").body == TEXT
    assert len(server.asked("/a")) == 1


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br"])
def test_an_empty_answer_has_no_compression(server, fetcher, encoding):
    server.routes["/a"] = answer(200, b"", Content_Encoding=encoding)
    if encoding == "br":
        with pytest.raises(FetchError, match="br"):
            fetcher.get(server.address + "/a")
    else:
        assert fetcher.get(server.address + "/a").body == b""


BROKEN = {
    "nothing": Pieces([]),
    "reset": Pieces([RESET]),
    "reset in the headers": Pieces([b"HTTP/1.1 200 OK\r\nContent-", RESET]),
    "closed in the headers": Pieces([b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n"]),
    "cut off": Pieces([answer(200, TEXT)[:-1]]),
    "chunked, cut between chunks": raw(CHUNKED, b"3\r\nabc\r\n"),
    "chunked, cut in a chunk": raw(CHUNKED, b"ff\r\nabc"),
    "chunked, cut before the end": raw(CHUNKED, b"3\r\nabc\r\n0\r\n"),
    "chunks of no length": raw(CHUNKED, b"length\r\nabc\r\n0\r\n\r\n"),
    "chunks of less than nothing": raw(CHUNKED, b"-3\r\nabc\r\n0\r\n\r\n"),
    "chunks of more than everything": raw(CHUNKED, b"f" * 40 + b"\r\nabc\r\n0\r\n\r\n"),
    "a chunk longer than it says": raw(CHUNKED, b"2\r\nabc\r\n0\r\n\r\n"),
    "another transfer": raw(b"HTTP/1.1 200 OK\nTransfer-Encoding: gzip", gzip.compress(TEXT)),
    "a page without headers": Pieces(["<html>서비스 점검 중입니다</html>".encode()]),
    "another protocol": Pieces([b"SSH-2.0-OpenSSH_9.6\r\n"]),
    "a mail server": Pieces([b"220 mail.example.org ESMTP\r\n\r\n"]),
    "noise": Pieces([bytes(range(256)) * 4]),
    "zeros": Pieces([b"\0" * 1000]),
    "blank lines": Pieces([b"\r\n\r\n\r\n"]),
    "HTTP/2": Pieces([b"\0\0\x12\4\0\0\0\0\0\0\3\0\0\0\x64\0\4\0\x10\0\0\0\6\0\1\0\0"]),
    "HTTP/9": raw(b"HTTP/9 200 OK"),
    "no status": raw(b"HTTP/1.1 OK"),
    "a short status": raw(b"HTTP/1.1 20 OK"),
    "a long status": raw(b"HTTP/1.1 2000 OK"),
    "a header without a name": raw(b"HTTP/1.1 200 OK\n: a"),
    "a header without a colon": raw(b"HTTP/1.1 200 OK\nContent-Length 5", b"abcde"),
    "a header with a zero": raw(b"HTTP/1.1 200 OK\nX: a\0b\nContent-Length: 0"),
    "a name in Korean": raw(b"HTTP/1.1 200 OK\n" + "이름".encode() + b": 1"),
    "a length that is none": raw(b"HTTP/1.1 200 OK\nContent-Length: many", TEXT),
    "a negative length": raw(b"HTTP/1.1 200 OK\nContent-Length: -1", TEXT),
    "two lengths": raw(b"HTTP/1.1 200 OK\nContent-Length: 5\nContent-Length: 6", b"abcdef"),
    "a length beyond counting": raw(b"HTTP/1.1 200 OK\nContent-Length: " + b"9" * 5000, TEXT),
    "gzip that is none": answer(200, TEXT, Content_Encoding="gzip"),
    "gzip, cut off": answer(200, gzip.compress(TEXT)[:-9], Content_Encoding="gzip"),
    "gzip, without its end": answer(200, gzip.compress(TEXT)[:-8], Content_Encoding="gzip"),
    "gzip with a wrong sum": answer(200, gzip.compress(TEXT)[:-8] + b"12345678", Content_Encoding="gzip"),
    "one byte of gzip": answer(200, b"\x1f", Content_Encoding="gzip"),
    "deflate that is none": answer(200, b"\x07" + TEXT, Content_Encoding="deflate"),
    "deflate, cut off": answer(200, deflated(TEXT, 15)[:-5], Content_Encoding="deflate"),
    "one byte of deflate": answer(200, b"x", Content_Encoding="deflate"),
    "gzip once, not twice": answer(200, gzip.compress(TEXT), Content_Encoding="gzip, gzip"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_answer_is_tried_again(server, fetcher, case):
    server.routes["/a"] = [BROKEN[case], BROKEN[case], answer(200, b"ok")]
    assert fetcher.get(server.address + "/a").body == b"ok"


@pytest.mark.parametrize("case", BROKEN)
def test_an_answer_that_stays_broken_is_an_error_with_a_reason(server, fetcher, case):
    server.routes["/a"] = BROKEN[case]
    with pytest.raises(FetchError, match=r"no answer in 3 tries \(.{10,}\)") as caught:
        fetcher.get(server.address + "/a")
    assert caught.value.where == server.address + "/a"
    assert len(server.asked("/a")) == 3


def test_a_broken_answer_to_a_form_is_tried_again(server, fetcher):
    server.routes["/list"] = [Pieces([RESET]), answer(200, b"ok")]
    assert fetcher.post(server.address + "/list", {"pageIndex": "1"}).body == b"ok"
    assert [one.body for one in server.asked("/list")] == [b"pageIndex=1"] * 2


def test_what_follows_an_answer_is_not_the_next_answer(server, fetcher):
    server.routes["/a"] = Pieces([answer(200, b"a") + answer(200, b"not b")])
    server.routes["/b"] = answer(200, b"b")
    assert fetcher.get(server.address + "/a").body == b"a"
    assert fetcher.get(server.address + "/b").body == b"b"


@pytest.mark.parametrize("name", ["br", "zstd", "compress", "gzip, br", "gzip, gzip, gzip", "deflate," * 99])
def test_a_compression_that_nobody_asked_for_is_refused(server, fetcher, name):
    server.routes["/a"] = answer(200, TEXT, Content_Encoding=name)
    with pytest.raises(FetchError, match="not asked for"):
        fetcher.get(server.address + "/a")
    assert len(server.asked("/a")) == 1


@pytest.mark.parametrize("status", [100, 101, 204, 205, 206, 300, 305, 306, 399, 999])
def test_an_unusual_status_does_no_harm(server, fetcher, status):
    server.routes["/a"] = answer(status, b"", length=status >= 205)
    if 200 <= status < 300:
        assert fetcher.get(server.address + "/a").body == b""
    else:
        with pytest.raises(FetchError):
            fetcher.get(server.address + "/a")


TARGETS = [
    (b"file:///etc/passwd", "only http and https"),
    (b"ftp://example.org/a", "only http and https"),
    (b"data:text/html,a", "only http and https"),
    (b"mailto:a@example.org", "only http and https"),
    (b"about:blank", "only http and https"),
    (b"http://user@127.0.0.1/", "no user name"),
    (b"http://user:word@127.0.0.1/", "no user name"),
    (b"http://@127.0.0.1/", "no user name"),
    (b"http://[::1", "no URL"),
    (b"http://[fe80::1%25lo]/", "no|not"),
    (b"http://a:99999/", "not a URL"),
    (b"http://a:b/", "not a URL"),
    (b"http://", "needs a host|redirects"),
    (b"http:///a", "needs a host|redirects|404"),
    (b"https:a", "needs a host|redirects"),
    (b"//", "needs a host|redirects"),
    (b"http://10.0.0.1/", "not a public address"),
    (b"http://[::ffff:169.254.169.254]/", "not a public address"),
    (b"http://[fe80::1]/", "not a public address"),
    (b"http://[::10.0.0.1]/", "not a public address"),
    (b"http://0/", "not a public address"),
    (b"http://" + b"a" * 64 + b".kr/", "no|not|can't"),
    (b"http://a..kr/", "no|not|can't"),
    (b"http://-.kr\\@127.0.0.1/", "user name|not a URL"),
    ("http://한국.invalid/".encode(), "can't be resolved"),
    ("http://한국.invalid/".encode("cp949"), "not a URL|can't be resolved"),
    (b"/" + b"a" * 70_000, "not a URL"),
]


@pytest.mark.parametrize(("target", "reason"), TARGETS)
def test_a_redirect_to_nowhere_says_where_it_fails(server, fetcher, target, reason):
    server.routes["/a"] = answer(302, b"", b"Location: " + target)
    with pytest.raises((BlockedError, FetchError), match=reason):
        fetcher.get(server.address + "/a")
    assert len(server.asked("/a")) <= 6


@pytest.mark.parametrize("location", ["", " "])
def test_a_redirect_to_nothing_is_an_error(server, fetcher, location):
    server.routes["/a"] = answer(302, Location=location)
    with pytest.raises(FetchError, match="302 Found"):
        fetcher.get(server.address + "/a")


KOREAN = [
    ("/게시판?이름=값".encode(), "/%EA%B2%8C%EC%8B%9C%ED%8C%90?%EC%9D%B4%EB%A6%84=%EA%B0%92"),
    ("/게시판".encode("cp949"), "/%B0%D4%BD%C3%C6%C7"),
    (b"/a%20b?c=d%26e", "/a%20b?c=d%26e"),
    (b"/a b", "/a%20b"),
]


@pytest.mark.parametrize(("location", "target"), KOREAN)
def test_a_redirect_in_korean_is_sent_byte_for_byte(server, fetcher, location, target):
    server.routes["/a"] = answer(302, b"", b"Location: " + location)
    server.routes[target.partition("?")[0]] = answer(200, b"ok")
    assert fetcher.get(server.address + "/a").body == b"ok"
    assert server.requests[-1].target == target


def test_redirects_without_end_are_left(server, fetcher):
    steps = iter(range(1000))
    server.routes["/a"] = lambda request: answer(302, Location=f"/a?{next(steps)}")
    with pytest.raises(FetchError, match="more than 5 redirects"):
        fetcher.get(server.address + "/a")
    assert len(server.asked("/a")) == 6


def test_a_korean_host_is_asked_for_in_its_ascii_spelling(server, fetcher, monkeypatch):
    asked = []

    def resolved(host, port, *rest, **options):
        asked.append(host)
        return [(2, 1, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr("socket.getaddrinfo", resolved)
    server.routes["/a"] = answer(200, b"ok")
    port = server.address.rpartition(":")[2]
    page = fetcher.get(f"http://한국.kr:{port}/a")
    assert (page.body, page.url) == (b"ok", f"http://한국.kr:{port}/a")
    assert server.requests[-1].headers["host"] == f"xn--3e0b707e.kr:{port}"
    assert asked[0] == "xn--3e0b707e.kr"


NO_ADDRESS = [
    "", "a", "korea.kr", "//korea.kr/", "http:/korea.kr", "http://", "http:// /", " http://korea.invalid/",
    "http://korea.invalid/\n", "http://kor\tea.invalid/", "http://korea.invalid/\x00", "http://\ud800/",
    "http://korea.invalid/\ud800", "http://[::1]]/", "http://korea.invalid:0/", "http://korea.invalid:-1/",
    "http://korea.invalid/" + "a" * 70_000, "http://" + "a." * 500 + "invalid/", "http://xn--/", "http://%/",
    "http://korea_kr.invalid/", "http://\u2100.invalid/", "http://*.invalid/",
]  # fmt: skip


@pytest.mark.parametrize("url", NO_ADDRESS)
def test_what_leads_nowhere_is_an_error(fetcher, url):
    with pytest.raises((BlockedError, FetchError)):
        fetcher.get(url)


def test_a_blank_at_the_end_of_a_link_is_part_of_it(server, fetcher):
    server.routes["/a%20"] = answer(200, b"ok")
    assert fetcher.get(server.address + "/a ").body == b"ok"


@pytest.mark.parametrize("url", ["/a\n", "/\ta", "/a\x00b", "/\x7f", "/\ud800"])
def test_a_link_with_control_characters_stops_no_source(server, fetcher, url):
    with pytest.raises(FetchError, match="not a URL"):
        fetcher.get(server.address + url)


def test_a_broken_referer_is_an_error(server, fetcher):
    server.routes["/a"] = answer(200)
    with pytest.raises(FetchError, match="not a URL"):
        fetcher.get(server.address + "/a", referer="http://[::1")


@given(st.binary(max_size=200))
@settings(max_examples=80, deadline=None)
def test_any_bytes_are_unpacked_or_refused(data):
    for encoding in ("gzip", "deflate", "gzip, deflate"):
        for parts in ([data], [bytes([one]) for one in data]):
            with suppress(CompressionError, ForeignCompressionError):
                b"".join(unpacked(parts, encoding))


@given(st.binary(max_size=3000), st.integers(1, 50), st.sampled_from([-15, 15, 31]))
@settings(max_examples=80, deadline=None)
def test_what_was_packed_is_unpacked(data, size, wbits):
    packed = deflated(data * 40, wbits)
    parts = [packed[start : start + size] for start in range(0, len(packed), size)]
    assert b"".join(unpacked(parts, "gzip" if wbits == 31 else "deflate")) == data * 40


HEADERS = [
    "Location",
    "Retry-After",
    "Set-Cookie",
    "ETag",
    "Last-Modified",
    "Content-Encoding",
    "Content-Type",
]
ANSWERS = st.one_of(
    st.binary(max_size=300),
    st.builds(
        lambda status, name, value, body: answer(status, body, name.encode() + b": " + value),
        st.sampled_from([200, 204, 301, 302, 304, 307, 401, 404, 429, 500, 503]),
        st.sampled_from(HEADERS),
        st.one_of(
            st.binary(max_size=40).map(lambda value: value.replace(b"\r", b"").replace(b"\n", b"")),
            st.text("/:.?#@[]%-=;, aGM0129TZ+한", max_size=30).map(str.encode),
        ),
        st.binary(max_size=30),
    ),
)


@given(ANSWERS)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_answer_is_a_page_or_an_error(server, data):
    server.routes["/a"] = Pieces([data])
    manners = Manners(allow_loopback=True, timeout=2, total=2, tries=2, redirects=1, unruled=HOSTS)
    with Fetcher(manners, FakeTime().clock()) as fetcher:
        try:
            fetcher.get(server.address + "/a", statuses=frozenset({404}))
            fetcher.get(server.address + "/a")
        except (FetchError, BlockedError) as error:
            assert len(error.reason) > 10
