"""Few tries, growing waits, and a pause between two requests: never forever, never faster than asked."""

import socket
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrapers.client.http_date import moment, seconds_until
from scrapers.errors import FetchError
from scrapers.fetch import Clock, Fetcher, Manners
from scrapers.korean_time import KST
from tests.scrapers.fault_server import HOSTS, NOW, RESET, FakeTime, Pieces, answer, serving


@pytest.fixture
def server():
    with serving() as one:
        yield one


@pytest.fixture
def time():
    return FakeTime()


def client(time, **manners):
    return Fetcher(Manners(allow_loopback=True, unruled=HOSTS, **manners), time.clock())


WAITS = [
    ("30", 30.0),
    (" 30 ", 30.0),
    ("0", 0.0),
    ("007", 7.0),
    ("9" * 5000, 999_999_999.0),
    ("Mon, 13 Jul 2026 03:00:33 GMT", 33.0),
    ("Monday, 13-Jul-26 03:00:33 GMT", 33.0),
    ("Mon Jul 13 03:00:33 2026", 33.0),
    ("Mon, 13 Jul 2026 12:00:33 +0900", 33.0),
    ("Tue, 14 Jul 2026 03:00:00 GMT", 86400.0),
    ("Mon, 13 Jul 2026 02:00:00 GMT", 0.0),
    ("Thu, 01 Jan 1970 00:00:00 GMT", 0.0),
    ("-5", 0.0),
    ("+5", 0.0),
    ("1.5", 0.0),
    ("1e3", 0.0),
    ("inf", 0.0),
    ("nan", 0.0),
    ("", 0.0),
    ("잠시 후", 0.0),
    ("٣", 0.0),
    ("²", 0.0),
    ("30 seconds", 0.0),
    ("Mon, 13 Jul 99999999999 03:00:33 GMT", 0.0),
    ("Mon, 13 Jul 2026 99:99:99 GMT", 0.0),
    ("Sat, 01 Jan 0001 00:00:00 GMT", 0.0),
    ("Fri, 31 Dec 9999 23:59:59 -9999", 0.0),
    ("Sat, 01 Jan 0001 00:00:00 +2359", 0.0),
    (",,,,", 0.0),
]


@pytest.mark.parametrize(("value", "seconds"), WAITS)
def test_a_wait_is_read(value, seconds):
    assert seconds_until(value, NOW) == seconds


DATES = st.one_of(st.text(max_size=60), st.text("MonJulGT ,:+-0123456789", max_size=40))


@given(DATES)
@settings(max_examples=300, deadline=None)
def test_any_text_is_a_wait_or_none(value):
    assert seconds_until(value, NOW) >= 0.0
    assert moment(value) is None or moment(value) <= NOW or moment(value) > NOW


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504])
def test_waits_grow(server, time, status):
    server.routes["/a"] = [answer(status)] * 3 + [answer(200, b"ok")]
    with client(time, tries=4, delay=0.0, wait=1.5) as fetcher:
        assert fetcher.get(server.address + "/a").body == b"ok"
    assert time.naps == [1.5, 3.0, 6.0]


def test_our_own_waits_have_an_end(server, time):
    server.routes["/a"] = Pieces([RESET])
    with (
        client(time, tries=6, delay=0.0, longest_wait=5.0) as fetcher,
        pytest.raises(FetchError, match="6 tries"),
    ):
        fetcher.get(server.address + "/a")
    assert time.naps == [2.0, 4.0, 5.0, 5.0, 5.0]


def test_no_wait_follows_the_last_try(server, time):
    server.routes["/a"] = answer(503, Retry_After=60)
    with client(time, tries=1) as fetcher, pytest.raises(FetchError, match="503"):
        fetcher.get(server.address + "/a")
    assert time.naps == []


def test_a_shorter_wait_than_ours_is_ours(server, time):
    server.routes["/a"] = [answer(503, Retry_After=0), answer(200)]
    with client(time, delay=0.0) as fetcher:
        fetcher.get(server.address + "/a")
    assert time.naps == [2.0]


@pytest.mark.parametrize("tries", [0, -1])
def test_manners_without_a_try_send_nothing(server, time, tries):
    with client(time, tries=tries) as fetcher, pytest.raises(FetchError, match="no try"):
        fetcher.get(server.address + "/a")
    assert server.requests == []


def test_a_pause_lies_between_the_end_and_the_next_begin(server):
    """An answer that takes long is no pause: the server has worked all the time."""
    passed, naps = [0.0], []

    def sleep(seconds):
        naps.append(seconds)
        passed[0] += seconds

    def slow(request):
        passed[0] += 10.0
        return answer(200)

    server.routes["/a"] = slow
    clock = Clock(lambda: NOW, lambda: passed[0], sleep)
    with Fetcher(Manners(allow_loopback=True, unruled=HOSTS, delay=2.0), clock) as fetcher:
        for _ in range(3):
            fetcher.get(server.address + "/a")
        passed[0] += 1.5  # our own work in between counts
        fetcher.get(server.address + "/a")
    assert naps == [2.0, 2.0, 0.5]


def test_a_failed_request_counts_too(server, time):
    server.routes["/a"] = Pieces([RESET])
    server.routes["/b"] = answer(200)
    with client(time, tries=1) as fetcher:
        with pytest.raises(FetchError):
            fetcher.get(server.address + "/a")
        fetcher.get(server.address + "/b")
    assert time.naps == [1.0]


def test_a_redirect_and_a_second_port_are_the_same_host(server, time):
    with serving({"/b": answer(200)}) as other, client(time) as fetcher:
        server.routes["/a"] = answer(302, Location=other.address + "/b")
        fetcher.get(server.address + "/a")
    assert time.naps == [1.0]


def test_another_host_is_not_kept_waiting(server, time):
    server.routes["/a"] = answer(302, Location=server.address.replace("127.0.0.1", "localhost") + "/b")
    server.routes["/b"] = answer(200)
    with client(time) as fetcher:
        fetcher.get(server.address + "/a")
    assert time.naps == []


@pytest.mark.parametrize("jump", [timedelta(days=-4000), timedelta(days=4000)])
def test_a_clock_that_is_set_makes_nobody_wait(server, jump):
    """Pauses go by the clock that is never set; a date to come back at may only end the run."""
    days, naps = [timedelta()], []
    clock = Clock(lambda: NOW + days[0], lambda: 100.0, naps.append)
    server.routes["/a"] = answer(200, b"", Set_Cookie="a=1; Expires=Mon, 13 Jul 2026 04:00:00 GMT")
    with Fetcher(Manners(allow_loopback=True, unruled=HOSTS), clock) as fetcher:
        fetcher.get(server.address + "/a")
        days[0] = jump
        fetcher.get(server.address + "/a")
        assert naps == [1.0]
        server.routes["/a"] = [answer(503, Retry_After="Mon, 13 Jul 2026 03:00:05 GMT"), answer(200)]
        if jump < timedelta():
            with pytest.raises(FetchError, match="come back"):
                fetcher.get(server.address + "/a")
        else:
            fetcher.get(server.address + "/a")
    assert max(naps) <= 2.0


def test_a_name_server_that_stumbles_is_asked_again(server, time, monkeypatch):
    real, failures = socket.getaddrinfo, [socket.gaierror(socket.EAI_AGAIN, "try again")] * 2

    def stumbling(*question, **options):
        if failures:
            raise failures.pop()
        return real(*question, **options)

    monkeypatch.setattr(socket, "getaddrinfo", stumbling)
    server.routes["/a"] = answer(200, b"ok")
    with client(time) as fetcher:
        assert fetcher.get(server.address + "/a").body == b"ok"
    assert time.naps == [2.0, 4.0]


def test_a_name_that_does_not_exist_is_asked_for_once(time, monkeypatch):
    asked = []

    def unknown(*question, **options):
        asked.append(question)
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with client(time) as fetcher, pytest.raises(FetchError, match="can't be resolved"):
        fetcher.get("http://www.korea.invalid/")
    assert len(asked) == 1


def test_the_second_address_of_a_host_is_tried_next(server, time, monkeypatch):
    real = socket.getaddrinfo

    def two(host, port, *rest, **options):
        if host != "localhost":
            return real(host, port, *rest, **options)
        return [(2, 1, 6, "", ("127.0.0.2", port)), (2, 1, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(socket, "getaddrinfo", two)
    server.routes["/a"] = answer(200, b"ok")
    with client(time) as fetcher:
        assert fetcher.get(server.address.replace("127.0.0.1", "localhost") + "/a").body == b"ok"


@pytest.mark.parametrize(
    "contact", ["https://example.org/연락처", "홍보팀", "a\r\nX: 1", "mail@example.org (주간)"]
)
def test_a_contact_of_any_spelling_is_told(server, time, contact):
    server.routes["/a"] = answer(200)
    with client(time, contact=contact) as fetcher:
        fetcher.get(server.address + "/a")
    agent = server.requests[-1].headers["user-agent"]
    assert agent.startswith("sacho/")
    assert agent.isascii()
    assert agent.endswith(")")
    assert "x" not in server.requests[-1].headers


HEAVY = ["httpx", "httpcore", "ssl", "protego", "email", "http", "importlib.metadata", "idna", "certifi"]


def test_a_run_that_sends_nothing_imports_no_client():
    code = f"import sys, scrapers.fetch; print([name for name in {HEAVY} if name in sys.modules])"
    # without the site's own start-up files, which import what they like
    options = {"cwd": Path(__file__).parents[2], "capture_output": True, "text": True, "check": True}
    done = subprocess.run([sys.executable, "-S", "-c", code], **options)
    assert done.stdout.strip() == "[]"


def test_the_time_of_a_page_is_that_of_the_clock(server):
    server.routes["/a"] = answer(200)
    clock = Clock(lambda: datetime(2026, 1, 2, 3, 4, 5, 678, tzinfo=KST), lambda: 0.0, lambda seconds: None)
    with Fetcher(Manners(allow_loopback=True, unruled=HOSTS), clock) as fetcher:
        assert fetcher.get(server.address + "/a").fetched_at == "2026-01-02T03:04:05+09:00"
