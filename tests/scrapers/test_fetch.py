"""The client, against a real server on loopback."""

import threading

import pytest

from scrapers.client.addresses import _allowed, checked_url
from scrapers.client.robots import read_rules
from scrapers.errors import BlockedError, FetchError
from scrapers.fetch import Fetcher, Manners
from tests.scrapers.fault_server import FakeTime
from tests.scrapers.korea_kr_server import Answer, Site, gzipped, serving


@pytest.fixture
def site():
    return Site()


@pytest.fixture
def base(site):
    with serving(site) as address:
        yield address


@pytest.fixture
def time():
    return FakeTime()


@pytest.fixture
def fetcher(time):
    with Fetcher(
        Manners(contact="https://example.org/sacho", delay=1.0, allow_loopback=True, timeout=5), time.clock()
    ) as one:
        yield one


def text(body, **headers):
    return Answer(body=body.encode(), headers=headers)


def test_a_page_says_what_came_and_when(site, base, fetcher):
    site.answers["/a"] = [text("가나다", **{"Content-Type": "text/html", "X-Trace": "1"})]
    page = fetcher.get(base + "/a", referer=base + "/목록")
    assert (page.url, page.final_url, page.status) == (base + "/a", base + "/a", 200)
    assert page.body.decode() == "가나다"
    assert page.fetched_at == "2026-07-13T12:00:01+09:00"  # a second after robots.txt
    assert page.headers["x-trace"] == "1"
    assert len(page.sha256) == 64
    assert site.last_headers["User-Agent"].startswith("sacho/")
    assert "(+https://example.org/sacho)" in site.last_headers["User-Agent"]
    assert site.last_headers["Referer"] == base + "/%EB%AA%A9%EB%A1%9D"
    assert site.last_headers["Host"] == base.removeprefix("http://")


def test_a_posted_form_arrives_and_names_the_page(site, base, fetcher):
    site.answers["/list"] = [text("ok")]
    page = fetcher.post(base + "/list", {"pageIndex": "2", "srchWord": "예산"})
    assert site.requests[-1] == ("POST", "/list", {"pageIndex": "2", "srchWord": "예산"})
    assert page.url == base + "/list?pageIndex=2&srchWord=%EC%98%88%EC%82%B0"


def test_transfer_compression_is_undone(site, base, fetcher):
    site.answers["/a"] = [gzipped("보도자료" * 100)]
    assert fetcher.get(base + "/a").body.decode() == "보도자료" * 100


def test_requests_to_a_host_keep_their_distance(site, base, fetcher, time):
    site.answers["/a"] = [text("1")]
    for _ in range(3):
        fetcher.get(base + "/a")
    assert time.naps == [1.0, 1.0, 1.0]  # robots.txt is a request, too


ROBOTS = [
    (Answer(body=b"User-agent: *\nDisallow: /private\n"), "/a", True),
    (Answer(body=b"User-agent: *\nDisallow: /private\n"), "/private/a", False),
    (Answer(body="\ufeffUser-agent: *\nDisallow: /\n".encode()), "/a", False),
    (Answer(body=b"User-agent: sacho\nDisallow: /\n\nUser-agent: *\nAllow: /\n"), "/a", False),
    (Answer(body=b"User-agent: Googlebot\nDisallow: /\n"), "/a", True),
    (Answer(body=b""), "/a", True),
    (Answer(404), "/a", True),
    (Answer(410, body=b"<html>gone</html>"), "/a", True),
    (
        Answer(
            body="\n <!DOCTYPE html><html>점검 중입니다</html>".encode(),
            headers={"Content-Type": "text/plain"},
        ),
        "/a",
        False,
    ),
    (Answer(body="\ufeff<html></html>".encode()), "/a", False),
    (Answer(500), "/a", False),
    (Answer(503), "/a", False),
    (Answer(403), "/a", False),
]


@pytest.mark.parametrize(("robots", "path", "allowed"), ROBOTS)
def test_robots_txt_is_obeyed(site, base, fetcher, robots, path, allowed):
    site.robots = robots
    site.answers[path] = [text("ok")]
    if allowed:
        assert fetcher.get(base + path).status == 200
    else:
        with pytest.raises(BlockedError, match=r"robots\.txt"):
            fetcher.get(base + path)
        assert site.count(path) == 0


def test_robots_txt_is_asked_for_once(site, base, fetcher):
    site.answers["/a"] = [text("ok")]
    for _ in range(3):
        fetcher.get(base + "/a")
    assert site.count("/robots.txt") == 1


def test_the_delay_of_robots_txt_counts_when_it_is_longer(site, base, fetcher, time):
    site.robots = Answer(body=b"User-agent: *\nCrawl-delay: 7\n")
    site.answers["/a"] = [text("ok")]
    fetcher.get(base + "/a")
    assert time.naps == [7.0]


def test_a_host_that_asks_for_hours_between_requests_is_left_alone(site, base, fetcher):
    site.robots = Answer(body=b"User-agent: *\nCrawl-delay: 3600\n")
    with pytest.raises(BlockedError, match="3600 s"):
        fetcher.get(base + "/a")


def test_rules_of_a_hostile_robots_txt_are_read_in_time():
    rules = read_rules(200, b"User-agent: *\nDisallow: " + b"/*a" * 20000 + b"\n" + b"x" * 100_000)
    assert rules.refusal is None


def test_a_passing_fault_is_tried_again_after_growing_waits(site, base, fetcher, time):
    site.answers["/a"] = [Answer(503), Answer(502), text("ok")]
    assert fetcher.get(base + "/a").body == b"ok"
    assert time.naps == [1.0, 2.0, 4.0]


def test_a_lasting_fault_is_an_error_with_the_status(site, base, fetcher):
    site.answers["/a"] = [Answer(503)]
    with pytest.raises(FetchError, match="503 Service Unavailable"):
        fetcher.get(base + "/a")
    assert site.count("/a") == 3


@pytest.mark.parametrize("value", ["30", "Mon, 13 Jul 2026 03:00:33 GMT"])
def test_retry_after_is_respected(site, base, fetcher, time, value):
    site.answers["/a"] = [Answer(503, headers={"Retry-After": value}), text("ok")]
    fetcher.get(base + "/a")
    assert max(time.naps) >= 30


@pytest.mark.parametrize("value", ["soon", "-5", "", "٣"])
def test_a_senseless_retry_after_is_nothing(site, base, fetcher, time, value):
    site.answers["/a"] = [Answer(503, headers={"Retry-After": value}), text("ok")]
    fetcher.get(base + "/a")
    assert max(time.naps) == 2.0


def test_a_server_that_wants_us_tomorrow_gets_us_tomorrow(site, base, fetcher):
    site.answers["/a"] = [Answer(503, headers={"Retry-After": "86400"})]
    with pytest.raises(FetchError, match="86400 s"):
        fetcher.get(base + "/a")
    assert site.count("/a") == 1


@pytest.mark.parametrize("status", [401, 403, 429, 451])
def test_a_refusal_is_not_a_fault(site, base, fetcher, status):
    site.answers["/a"] = [Answer(status)]
    with pytest.raises(BlockedError, match=str(status)):
        fetcher.get(base + "/a")


@pytest.mark.parametrize("status", [400, 404, 410, 418, 501, 599])
def test_another_status_is_an_error_at_once(site, base, fetcher, status):
    site.answers["/a"] = [Answer(status, body="<html>오류</html>".encode())]
    with pytest.raises(FetchError, match=str(status)):
        fetcher.get(base + "/a")
    assert site.count("/a") == 1


FAULTS = {
    "reset": Answer(reset=True),
    "cut in the middle": Answer(body=b"x" * 1000, cut=True),
    "broken compression": Answer(body=b"no gzip", headers={"Content-Encoding": "gzip"}),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_broken_connection_is_tried_again(site, base, fetcher, fault):
    site.answers["/a"] = [fault, text("ok")]
    assert fetcher.get(base + "/a").body == b"ok"


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_connection_that_stays_broken_is_an_error(site, base, fetcher, fault):
    site.answers["/a"] = [fault]
    with pytest.raises(FetchError, match="3 tries"):
        fetcher.get(base + "/a")


def test_a_silent_server_is_given_up(site, base, time):
    event = threading.Event()
    site.answers["/a"] = [Answer(stall=event)]
    with (
        Fetcher(Manners(timeout=0.2, tries=2, allow_loopback=True), time.clock()) as fetcher,
        pytest.raises(FetchError, match="ReadTimeout"),
    ):
        fetcher.get(base + "/a")
    event.set()


def test_nobody_listens(fetcher):
    with serving(Site()) as gone:
        pass
    with pytest.raises(FetchError, match="ConnectError"):
        fetcher.get(gone + "/a")


@pytest.mark.parametrize(
    "answer",
    [
        Answer(body=b"x" * 2000),
        Answer(body=b"x" * 10, headers={"Content-Length": "2000000000"}),
        gzipped("x" * 100_000),
    ],
    ids=["too much", "2 GB announced", "compressed"],
)
def test_an_oversized_answer_is_refused(site, base, time, answer):
    site.answers["/a"] = [answer]
    with (
        Fetcher(Manners(size=1000, allow_loopback=True), time.clock()) as fetcher,
        pytest.raises(FetchError, match=r"bytes|1,000"),
    ):
        fetcher.get(base + "/a")
    assert site.count("/a") == 1


def test_a_redirect_is_followed(site, base, fetcher):
    site.answers["/a"] = [Answer(302, headers={"Location": "/b?c=1"})]
    site.answers["/b?c=1"] = [text("ok")]
    page = fetcher.get(base + "/a")
    assert (page.url, page.final_url, page.body) == (base + "/a", base + "/b?c=1", b"ok")


@pytest.mark.parametrize(("status", "method"), [(303, "GET"), (302, "GET"), (307, "POST"), (308, "POST")])
def test_a_redirected_form(site, base, fetcher, status, method):
    site.answers["/a"] = [Answer(status, headers={"Location": "/b"})]
    site.answers["/b"] = [text("ok")]
    fetcher.post(base + "/a", {"x": "1"})
    assert site.requests[-1][0] == method


FORBIDDEN_TARGETS = [
    "http://10.0.0.1/",
    "http://192.168.0.1/admin",
    "http://169.254.169.254/latest/meta-data/",
    "http://[::ffff:10.0.0.1]/",
    "http://0.0.0.0/",
    "http://0x0a.1/",
    "file:///etc/passwd",
    "ftp://example.org/a",
    "javascript:alert(1)",
    "http://user:secret@127.0.0.1/",
    "http://[::1",
    "//10.1.2.3/x",
    "http://:80/",
]


@pytest.mark.parametrize("target", FORBIDDEN_TARGETS)
def test_a_redirect_to_a_private_address_is_refused(site, base, fetcher, target):
    site.answers["/a"] = [Answer(302, headers={"Location": target})]
    with pytest.raises((BlockedError, FetchError)):
        fetcher.get(base + "/a")
    assert site.count("/a") == 1


def test_a_redirect_is_checked_against_robots_txt(site, base, fetcher):
    site.robots = Answer(body=b"User-agent: *\nDisallow: /b\n")
    site.answers["/a"] = [Answer(302, headers={"Location": "/b"})]
    with pytest.raises(BlockedError, match=r"robots\.txt"):
        fetcher.get(base + "/a")


def test_redirects_in_a_circle_end(site, base, fetcher):
    site.answers["/a"] = [Answer(302, headers={"Location": "/a"})]
    with pytest.raises(FetchError, match="redirects"):
        fetcher.get(base + "/a")


def test_loopback_is_private_without_the_setting(site, base, time):
    with (
        Fetcher(Manners(), time.clock()) as fetcher,
        pytest.raises(BlockedError, match="not a public address"),
    ):
        fetcher.get(base + "/a")
    assert site.requests == []


ADDRESSES = {
    "8.8.8.8": True,
    "2001:4860:4860::8888": True,
    "127.0.0.1": False,
    "127.9.9.9": False,
    "::1": False,
    "::ffff:127.0.0.1": False,
    "::ffff:8.8.8.8": True,
    "64:ff9b::10.0.0.1": False,
    "2002:a00:1::": False,
    "10.1.2.3": False,
    "172.16.0.1": False,
    "100.64.0.1": False,
    "169.254.169.254": False,
    "fe80::1": False,
    "fc00::1": False,
    "224.0.0.1": False,
    "0.0.0.0": False,
    "255.255.255.255": False,
}


@pytest.mark.parametrize(("address", "allowed"), ADDRESSES.items())
def test_only_public_addresses_are_connected_to(address, allowed):
    assert _allowed(address, allow_loopback=False) is allowed


@pytest.mark.parametrize(
    "url", ["", "/a", "korea.kr/a", "http://", "http://a:99999/", "http://a:b/", "http://@a/"]
)
def test_what_is_no_address_is_refused(url):
    with pytest.raises(BlockedError):
        checked_url(url)


def test_an_unknown_host_is_an_error(fetcher):
    with pytest.raises(FetchError, match="resolved"):
        fetcher.get("http://no-such-host.invalid/a")
