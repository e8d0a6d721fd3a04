"""Asking only for what has changed, and errors that come back as pages."""

import pytest

from scrapers.client.validators import Validators
from scrapers.errors import BlockedError, FetchError
from scrapers.fetch import Fetcher, Manners
from tests.scrapers.fault_server import FakeTime, Pieces, answer, serving

MONDAY = "Mon, 13 Jul 2026 03:00:33 GMT"


@pytest.fixture
def server():
    with serving() as one:
        yield one


@pytest.fixture
def time():
    return FakeTime()


@pytest.fixture
def fetcher(time):
    with Fetcher(Manners(allow_loopback=True, timeout=5), time.clock()) as one:
        yield one


USABLE = [
    ({"etag": '"abc"'}, '"abc"', None),
    ({"etag": 'W/"abc-gzip"'}, 'W/"abc-gzip"', None),
    ({"etag": '""'}, '""', None),
    ({"etag": "5f3a-1b2c"}, "5f3a-1b2c", None),
    ({"etag": ' "abc" '}, '"abc"', None),
    ({"last-modified": MONDAY}, None, MONDAY),
    ({"last-modified": MONDAY, "date": MONDAY}, None, MONDAY),
    ({"last-modified": MONDAY, "date": "Mon, 13 Jul 2026 04:00:00 GMT"}, None, MONDAY),
    ({"last-modified": MONDAY, "date": "yesterday"}, None, MONDAY),
    ({"last-modified": "Mon, 13 Jul 2026 12:00:33 +0900"}, None, "Mon, 13 Jul 2026 12:00:33 +0900"),
    ({"etag": "*", "last-modified": MONDAY}, None, MONDAY),
    ({"etag": '"abc"', "last-modified": "어제"}, '"abc"', None),
]


@pytest.mark.parametrize(("headers", "etag", "last_modified"), USABLE)
def test_validators_are_kept_as_they_came(headers, etag, last_modified):
    assert Validators.of(headers) == Validators(etag, last_modified)


UNUSABLE = [
    {},
    {"etag": ""},
    {"etag": "*"},
    {"etag": '"a", "b"'},
    {"etag": '"a"b"'},
    {"etag": '"a\r\nX: 1"'},
    {"etag": '"a\x00"'},
    {"etag": "a b"},
    {"etag": '"' + "a" * 5000 + '"'},
    {"etag": '"가"'},
    {"last-modified": ""},
    {"last-modified": "0"},
    {"last-modified": "-1"},
    {"last-modified": "2026-07-13"},
    {"last-modified": "Thu, 01 Jan 1970 00:00:00 GMT"},
    {"last-modified": "Mon, 13 Jul 99999999999 03:00:33 GMT"},
    {"last-modified": MONDAY, "date": "Mon, 13 Jul 2026 03:00:32 GMT"},
    {"ETag": '"abc"'},
]


@pytest.mark.parametrize("headers", UNUSABLE)
def test_what_validates_nothing_is_no_validator(headers):
    assert Validators.of(headers) is None


@pytest.mark.parametrize("etag", ['"abc"', 'W/"abc"', "abc"])
def test_an_unchanged_page_comes_without_its_body(server, fetcher, etag):
    def page(request):
        same = request.headers.get("if-none-match") == etag
        return answer(304, ETag=etag, length=False) if same else answer(200, "본문".encode(), ETag=etag)

    server.routes["/a"] = page
    first = fetcher.get(server.address + "/a")
    assert first.status == 200
    again = fetcher.get(server.address + "/a", validators=Validators.of(first.headers))
    assert (again.status, again.body, again.headers["etag"]) == (304, b"", etag)


def test_both_validators_are_asked_with(server, fetcher):
    server.routes["/a"] = answer(200, b"new")
    page = fetcher.get(server.address + "/a", validators=Validators('"x"', MONDAY))
    assert page.body == b"new"
    headers = server.asked("/a")[0].headers
    assert (headers["if-none-match"], headers["if-modified-since"]) == ('"x"', MONDAY)
    assert "if-none-match" not in server.asked("/robots.txt")[0].headers


def test_not_modified_without_a_question_is_an_error(server, fetcher):
    server.routes["/a"] = answer(304, length=False)
    with pytest.raises(FetchError, match="nobody asked"):
        fetcher.get(server.address + "/a")


def test_validators_stay_where_they_belong(server, fetcher):
    """The page behind a redirect is another one: its "not modified" would say nothing about ours."""
    server.routes["/a"] = answer(302, Location="/b")
    server.routes["/b"] = answer(200, b"b")
    assert fetcher.get(server.address + "/a", validators=Validators('"x"')).body == b"b"
    assert "if-none-match" not in server.asked("/b")[0].headers
    server.routes["/b"] = answer(304, length=False)
    with pytest.raises(FetchError, match="nobody asked"):
        fetcher.get(server.address + "/a", validators=Validators('"x"'))


def test_validators_pass_a_cookie_gate(server, fetcher):
    def gate(request):
        if "cookie" not in request.headers:
            return answer(307, Location="/a", Set_Cookie="pass=1")
        return answer(304, length=False)

    server.routes["/a"] = gate
    assert fetcher.get(server.address + "/a", validators=Validators('"x"')).status == 304


XML = b"<OpenAPI_ServiceResponse><cmmMsgHeader/></OpenAPI_ServiceResponse>"


@pytest.mark.parametrize("status", [400, 401, 403, 404, 429])
def test_a_wanted_error_comes_back_at_once(server, fetcher, status):
    server.routes["/api"] = answer(status, XML)
    page = fetcher.get(server.address + "/api", statuses=frozenset({400, 401, 403, 404, 429}))
    assert (page.status, page.body) == (status, XML)
    assert len(server.asked("/api")) == 1


@pytest.mark.parametrize(("status", "error"), [(400, FetchError), (401, BlockedError), (404, FetchError)])
def test_an_unwanted_error_is_raised(server, fetcher, status, error):
    server.routes["/api"] = answer(status, XML)
    with pytest.raises(error, match=str(status)):
        fetcher.get(server.address + "/api", statuses=frozenset({403}))


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_wanted_fault_of_the_server_is_tried_again_first(server, fetcher, time, status):
    server.routes["/api"] = answer(status, XML)
    page = fetcher.get(server.address + "/api", statuses=frozenset({status}))
    assert (page.status, page.body) == (status, XML)
    assert len(server.asked("/api")) == 3
    assert time.naps[1:] == [2.0, 4.0]


def test_a_wanted_refusal_for_a_moment_is_waited_out(server, fetcher, time):
    server.routes["/api"] = [answer(429, XML, Retry_After=7), answer(200, b"<response/>")]
    assert fetcher.get(server.address + "/api", statuses=frozenset({429})).status == 200
    assert 7.0 in time.naps


@pytest.mark.parametrize("status", [429, 503])
def test_a_wanted_refusal_until_tomorrow_comes_back(server, fetcher, time, status):
    server.routes["/api"] = answer(status, XML, Retry_After=86400)
    assert fetcher.get(server.address + "/api", statuses=frozenset({status})).body == XML
    assert len(server.asked("/api")) == 1
    assert max(time.naps) < 10


def test_a_wanted_error_that_is_cut_off_is_an_error(server, fetcher):
    whole = answer(403, XML)
    server.routes["/api"] = Pieces([whole[:-9]])
    with pytest.raises(FetchError, match="3 tries"):
        fetcher.get(server.address + "/api", statuses=frozenset({403}))
