"""A key goes to its host, once and rightly spelled, and is seen nowhere else."""

import gzip
import hashlib
import html
import json
import logging
import traceback
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrapers.client.secrets import Keyring
from scrapers.errors import BlockedError, FetchError
from scrapers.fetch import Fetcher, Manners, Secret
from tests.scrapers.fault_server import HOSTS, RESET, FakeTime, Pieces, answer, serving

BASE64 = "aB3+cD/eF5gH=="
HEX = "0a1b2c3d4e5f60718293a4b5c6d7e8f9" * 2
OTHER_HOST = "localhost"


@pytest.fixture
def server():
    with serving() as one:
        yield one


@pytest.fixture
def made(server):
    """Makes a client with a key for the server."""
    clients = []

    def make(value=BASE64, **manners):
        host = urlsplit(server.address).netloc
        manners = Manners(allow_loopback=True, timeout=5, unruled=HOSTS, **manners)
        clients.append(Fetcher(manners, FakeTime().clock(), (Secret(host, "serviceKey", value),)))
        return clients[-1]

    yield make
    for client in clients:
        client.close()


def arrived(request):
    """The keys that a server reads in a request."""
    return parse_qs(urlsplit(request.target).query, keep_blank_values=True).get("serviceKey")


SPELLINGS = [
    (BASE64, BASE64),
    (quote(BASE64, safe=""), BASE64),
    ("aB3%2bcD%2feF5gH%3d%3d", BASE64),
    (f"  {BASE64}\n", BASE64),
    (HEX, HEX),
    (quote(HEX), HEX),
    ("ab%2Bc", "ab+c"),
]


@pytest.mark.parametrize(("value", "key"), SPELLINGS)
def test_a_key_arrives_in_its_plain_spelling(server, made, value, key):
    server.routes["/api"] = answer(200, b"<response/>")
    page = made(value).get(server.address + "/api?startDate=20260711&endDate=20260713")
    assert arrived(server.requests[-1]) == [key]
    assert parse_qs(urlsplit(server.requests[-1].target).query)["endDate"] == ["20260713"]
    assert page.url == page.final_url == server.address + "/api?startDate=20260711&endDate=20260713"


QUERIES = [
    "",
    "?",
    "?a=1",
    "?a=1#b",
    "#b",
    "?serviceKey=",
    "?serviceKey=older&a=1",
    "?a=1&service%4Bey=older",
]


@pytest.mark.parametrize("query", QUERIES)
def test_a_key_stands_in_a_query_once(server, made, query):
    server.routes["/api"] = answer(200)
    page = made().get(server.address + "/api" + query)
    assert arrived(server.requests[-1]) == [BASE64]
    assert "erviceKey" not in page.url
    assert ("a=1" in page.url) == ("a=1" in query)


def test_an_address_that_holds_its_key_is_stored_without_it(server, made):
    server.routes["/api"] = answer(200)
    page = made().get(server.address + "/api?a=1&serviceKey=" + quote(BASE64, safe=""))
    assert page.url == page.final_url == server.address + "/api?a=1"


def test_a_posted_form_goes_with_the_key(server, made):
    server.routes["/api"] = answer(200)
    page = made().post(server.address + "/api", {"a": "1"})
    assert arrived(server.requests[-1]) == [BASE64]
    assert page.url == server.address + "/api?a=1"


def test_a_key_goes_to_no_other_host(server, made):
    server.routes["/api"] = answer(200)
    made().get(server.address.replace("127.0.0.1", OTHER_HOST) + "/api")
    assert arrived(server.requests[-1]) is None


BELONGING = [
    ("apis.data.go.kr", "http://apis.data.go.kr/1371000/a", True),
    ("apis.data.go.kr", "https://apis.data.go.kr/1371000/a", True),
    ("apis.data.go.kr", "https://APIS.data.go.kr:443/a", True),
    ("APIS.data.go.kr", "http://apis.data.go.kr:80/a", True),
    ("apis.data.go.kr:443", "https://apis.data.go.kr/a", True),
    ("127.0.0.1:8080", "http://127.0.0.1:8080/a", True),
    ("[::1]:8080", "http://[::1]:8080/a", True),
    ("apis.data.go.kr", "http://apis.data.go.kr:8080/a", False),
    ("apis.data.go.kr:443", "http://apis.data.go.kr/a", False),
    ("127.0.0.1:8080", "http://127.0.0.1:8081/a", False),
    ("apis.data.go.kr", "http://data.go.kr/a", False),
    ("apis.data.go.kr", "http://a.apis.data.go.kr/a", False),
    ("apis.data.go.kr", "http://apis.data.go.kr.example.org/a", False),
    ("apis.data.go.kr", "http://example.org/?apis.data.go.kr", False),
    ("apis.data.go.kr", "http://example.org/apis.data.go.kr", False),
    ("apis.data.go.kr", "http://example.org/#@apis.data.go.kr", False),
    ("apis.data.go.kr", "ftp://apis.data.go.kr/a", False),
    ("apis.data.go.kr", "http://[::1", False),
    ("apis.data.go.kr", "http://apis.data.go.kr:port/", False),
    ("apis.data.go.kr", "", False),
]


@pytest.mark.parametrize(("host", "url", "belongs"), BELONGING)
def test_a_key_belongs_to_one_host(host, url, belongs):
    assert Secret(host, "serviceKey", HEX).belongs_to(url) is belongs


@pytest.mark.parametrize("value", ["", " ", "%20", "키", "a b", "a\nb", "%00", "%EC%84%9C", "a" * 5000])
def test_what_is_no_key_is_said_at_once(value):
    with pytest.raises(ValueError, match="key for apis") as caught:
        Secret("apis.data.go.kr", "serviceKey", value)
    assert not value.strip() or value not in str(caught.value)


@pytest.mark.parametrize(("host", "parameter"), [("", "serviceKey"), ("apis.data.go.kr", ""), (" ", " ")])
def test_a_key_has_a_host_and_a_name(host, parameter):
    with pytest.raises(ValueError, match="needs"):
        Secret(host, parameter, HEX)


def test_a_secret_shows_nothing():
    assert HEX not in repr(Secret("apis.data.go.kr", "serviceKey", HEX))
    assert HEX not in repr(Keyring([Secret("apis.data.go.kr", "serviceKey", HEX)]))


def echoes(key):
    """How servers repeat a key."""
    encoded = quote(key, safe="")
    yield from (
        key,
        encoded,
        encoded.lower(),
        quote(encoded, safe=""),
        quote(quote(encoded, safe=""), safe=""),
    )
    yield from (quote(key), quote(key).lower(), html.escape(key), html.escape(html.escape(key)))
    yield from (json.dumps(key).strip('"'), json.dumps(key).strip('"').replace("/", "\\/"))
    yield "".join(f"&#{ord(one)};" for one in key)
    yield "".join(f"&#x{ord(one):X};" for one in key)
    yield "".join(f"\\u{ord(one):04x}" for one in key)
    yield "".join(f"%{ord(one):02X}" for one in key)
    yield from (key.upper(), key.lower(), key.replace("+", " "))


@pytest.mark.parametrize("key", [BASE64, HEX, "q'\"<&>/+=x~!*()%25"])
def test_a_key_is_redacted_in_every_spelling(key):
    keyring = Keyring([Secret("h", "k", quote(key, safe=""))])
    for echo in echoes(key):
        for text in (echo, f"serviceKey={echo}&a=1", f"<errMsg>{echo}</errMsg>", f"가{echo}나"):
            assert keyring.redacted(text) == text.replace(echo, "***")
            assert keyring.shown_in(text)
        for encoding in ("utf-8", "cp949", "utf-16-le", "utf-16-be"):
            redacted = keyring.redacted_bytes(f"가{echo}나".encode(encoding)).decode(encoding, "replace")
            if echo == key or not encoding.startswith("utf-16"):
                assert echo.lower() not in redacted.lower()


@given(st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=6, max_size=80))
@settings(max_examples=60, deadline=None)
def test_any_key_is_redacted(key):
    keyring = Keyring([Secret("h", "k", quote(key, safe=""))])
    for echo in echoes(key):
        assert not keyring.shown_in(keyring.redacted(f"[{echo}]").replace("***", ""))


@pytest.mark.parametrize("hostile", ["aB3+" * 25_000, "aB3%25" * 17_000, "%25" * 34_000, "&#0" * 34_000])
def test_redaction_of_a_hostile_body_is_quick(hostile):
    keyring = Keyring([Secret("h", "k", BASE64 * 8), Secret("i", "k", HEX)])
    assert keyring.redacted(hostile) == hostile


def test_other_text_stays():
    keyring = Keyring([Secret("h", "k", HEX)])
    text = "예산 1,234억 원을 투입한다. " + HEX[:-1] + " " + HEX[1:-1]
    assert keyring.redacted(text) == text
    assert keyring.redacted_bytes(b"\xff\x00\xb0\xa1") == b"\xff\x00\xb0\xa1"


@pytest.mark.parametrize("packed", [False, True])
def test_an_answer_comes_without_the_key(server, made, packed):
    body = f"<errMsg>SERVICE KEY {BASE64} / {quote(BASE64, safe='')} 등록되지 않은 키</errMsg>".encode()
    headers = {"X_Request": "/api?serviceKey=" + quote(BASE64, safe="")}
    if packed:
        server.routes["/api"] = answer(200, gzip.compress(body), Content_Encoding="gzip", **headers)
    else:
        server.routes["/api"] = answer(200, body, **headers)
    page = made().get(server.address + "/api")
    assert page.body.decode() == "<errMsg>SERVICE KEY *** / *** 등록되지 않은 키</errMsg>"
    assert page.sha256 == hashlib.sha256(page.body).hexdigest()
    assert page.headers["x-request"] == "/api?serviceKey=***"


def leaks(error):
    """Everything that a log could show of an error."""
    shown = "".join(traceback.format_exception(error))
    seen = error
    while seen is not None:
        shown += repr(seen) + str(seen)
        seen = seen.__cause__ or seen.__context__
    return [one for one in echoes(BASE64) if one.lower() in shown.lower()]


ECHO = quote(BASE64, safe="").encode()
FAULTS = {
    "400": answer(400, ECHO),
    "403": answer(403, ECHO),
    "500": answer(500, ECHO),
    "not HTTP": Pieces([b"ERR " + BASE64.encode() + b"\r\n\r\n"]),
    "bad header": Pieces([b"HTTP/1.1 200 OK\r\n" + BASE64.encode() + b"\r\n\r\n"]),
    "bad length": Pieces([b"HTTP/1.1 200 OK\r\nContent-Length: " + ECHO + b"\r\n\r\n"]),
    "bad chunk": Pieces([b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + ECHO + b"\r\n"]),
    "bad compression": answer(200, ECHO, Content_Encoding="gzip"),
    "foreign compression": answer(200, ECHO, Content_Encoding="br, " + ECHO.decode()),
    "reset": Pieces([RESET]),
    "no end": answer(307, Location="/api?serviceKey=" + ECHO.decode()),
    "elsewhere": answer(302, Location="http://localhost/?k=" + ECHO.decode()),
    "elsewhere, plain": answer(302, Location="http://example.org/" + BASE64),
    "elsewhere, encoded twice": answer(302, Location="http://example.org/?k=" + quote(ECHO.decode())),
    "in the path": answer(302, Location="/" + ECHO.decode()),
    "in a fragment": answer(302, Location="/api#" + ECHO.decode()),
    "no address": answer(302, Location="http://[" + BASE64),
    "user name": answer(302, Location=f"http://{ECHO.decode()}@example.org/"),
    "file": answer(302, Location="file:///" + ECHO.decode()),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_no_error_shows_the_key(server, made, fault, caplog):
    caplog.set_level(logging.INFO)
    server.routes["/api"] = FAULTS[fault]
    with pytest.raises((FetchError, BlockedError)) as caught:
        made(wait=0.0).get(server.address + "/api?a=1")
    assert leaks(caught.value) == []
    assert BASE64 not in caplog.text


@pytest.mark.parametrize("url", ["/?k=%s", "/%s", "/a#%s", ":99999/?serviceKey=%s"])
def test_an_address_with_a_key_for_another_host_is_refused(server, made, url):
    with pytest.raises((FetchError, BlockedError)) as caught:
        made().get(f"http://localhost{url % ECHO.decode()}")
    assert leaks(caught.value) == []
    assert server.requests == []


@pytest.mark.parametrize("url", ["/\ud800", "/\udc80", "/가", "/\n"])
def test_a_client_with_a_key_bears_any_address(server, made, url):
    if "가" in url:
        with pytest.raises(FetchError, match="404"):
            made().get(server.address + url)
    else:
        with pytest.raises(FetchError, match="not a URL"):
            made().get(server.address + url)


def test_a_referer_shows_no_key(server, made):
    server.routes["/a"] = answer(200)
    made().get(
        server.address + "/a", referer=f"{server.address}/list?serviceKey={ECHO.decode()}&x={ECHO.decode()}"
    )
    assert server.requests[-1].headers["referer"] == f"{server.address}/list?x=***"


def test_a_redirect_elsewhere_never_carries_the_key(server, made):
    with serving({"/b": answer(200)}) as other:
        server.routes["/api"] = lambda request: answer(
            302, Location=f"{other.address}/b?{request.target.partition('?')[2]}"
        )
        with pytest.raises(BlockedError, match="key"):
            made().get(server.address + "/api")
        assert other.requests == []


def test_a_redirect_elsewhere_without_the_key_is_followed_without_it(server, made):
    with serving({"/b": answer(200, b"file")}) as other:
        server.routes["/api"] = answer(302, Location=other.address + "/b")
        assert made().get(server.address + "/api").body == b"file"
        assert arrived(other.requests[-1]) is None


def test_a_redirect_at_home_carries_the_key_unseen(server, made):
    server.routes["/api"] = lambda request: answer(301, Location=request.target.replace("/api", "/api2"))
    server.routes["/api2"] = answer(200, b"ok")
    page = made().get(server.address + "/api?a=1")
    assert arrived(server.requests[-1]) == [BASE64]
    assert page.final_url == server.address + "/api2?a=1"


def test_no_rules_are_asked_of_an_api_with_its_own_terms(server, made):
    server.routes["/robots.txt"] = answer(200, b"User-agent: *\nDisallow: /\n")
    server.routes["/api"] = answer(200, b"ok")
    assert made().get(server.address + "/api").body == b"ok"
    assert server.asked("/robots.txt") == []


def test_rules_are_asked_without_the_key(server):
    server.routes["/api"] = answer(200, b"ok")
    secret = Secret(urlsplit(server.address).netloc, "serviceKey", BASE64)
    with Fetcher(Manners(allow_loopback=True), FakeTime().clock(), [secret]) as fetcher:
        fetcher.get(server.address + "/api")
    assert server.requests[0].target == "/robots.txt"
    assert arrived(server.requests[-1]) == [BASE64]
