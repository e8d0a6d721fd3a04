"""Bounds of time and size that hold whatever a server does."""

import gzip
import socket
import threading
import time
import tracemalloc
import zlib
from itertools import chain, repeat

import pytest

from scrapers.errors import FetchError
from scrapers.fetch import Fetcher, Manners
from tests.scrapers.fault_server import HOSTS, STALL, Pieces, answer, serving

#: What a bound may be passed by, on a busy machine, in seconds.
SLACK = 1.5


@pytest.fixture
def server():
    with serving() as one:
        yield one


def fetcher(**manners):
    manners = {"timeout": 0.3, "total": 5, "tries": 1, "delay": 0, "wait": 0, "unruled": HOSTS} | manners
    return Fetcher(Manners(allow_loopback=True, **manners))


def dripping(data, seconds=0.02):
    """One byte at a time."""
    return list(chain.from_iterable((bytes([one]), seconds) for one in data))


HEAD = b"HTTP/1.1 200 OK\r\nX-Long: " + b"a" * 2000
SLOW = {
    "headers": dripping(HEAD),
    "an endless status line": dripping(b"HTTP/1.1 200 " + b"a" * 2000),
    "1xx answers": list(chain.from_iterable(repeat((b"HTTP/1.1 100 Continue\r\n\r\n", 0.02), 500))),
    "a body": [b"HTTP/1.1 200 OK\r\nContent-Length: 2000\r\n\r\n", *dripping(b"a" * 2000)],
    "a body without a length": [b"HTTP/1.0 200 OK\r\n\r\n", *dripping(b"a" * 2000)],
    "chunks": [b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", *dripping(b"1\r\na\r\n" * 400)],
    "a length of a chunk": [b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", *dripping(b"0" * 2000)],
    "trailers": [b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", *dripping(b"X: a\r\n" * 400)],
    "gzip": [
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n",
        *dripping(gzip.compress(bytes(2000)) * 99),
    ],
}


@pytest.mark.parametrize("case", SLOW)
def test_a_dripping_answer_ends_with_the_whole_time(server, case):
    server.routes["/a"] = Pieces(SLOW[case])
    begin = time.monotonic()
    with fetcher(total=0.4, tries=3) as one, pytest.raises(FetchError, match=r"longer than 0\.4 s"):
        one.get(server.address + "/a")
    assert time.monotonic() - begin < 0.4 + SLACK
    assert len(server.asked("/a")) == 1


SILENT = {
    "at once": [STALL],
    "in the headers": [b"HTTP/1.1 200 OK\r\nContent-", STALL],
    "after 1xx": [b"HTTP/1.1 100 Continue\r\n\r\n", STALL],
    "in the body": [b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc", STALL],
    "in a chunk": [b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc", STALL],
}


@pytest.mark.parametrize("case", SILENT)
def test_a_silence_is_borne_for_its_time_only(server, case):
    server.routes["/a"] = Pieces(SILENT[case])
    begin = time.monotonic()
    with (
        fetcher(timeout=0.2, tries=2) as one,
        pytest.raises(FetchError, match=r"2 tries .*silent for 0\.2 s"),
    ):
        one.get(server.address + "/a")
    assert 0.4 <= time.monotonic() - begin < 0.4 + SLACK


def test_a_slow_answer_within_the_bounds_is_read(server):
    server.routes["/a"] = Pieces(
        [*dripping(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n", 0.003), 0.1, b"abc"]
    )
    with fetcher() as one:
        assert one.get(server.address + "/a").body == b"abc"


def test_each_answer_has_the_whole_time(server):
    server.routes["/a"] = Pieces([0.25, answer(302, Location="/b")])
    server.routes["/b"] = Pieces([0.25, answer(200, b"ok")])
    with fetcher(total=0.45) as one:
        assert one.get(server.address + "/a").body == b"ok"


@pytest.fixture
def deaf():
    """Listens, and says what it is told to without reading: functions of a connection."""
    listener = socket.create_server(("127.0.0.1", 0))
    over = threading.Event()

    def start(pieces):
        def accept():
            connection, _ = listener.accept()
            with connection:
                for piece in pieces:
                    if over.wait(0.03):
                        return
                    try:
                        connection.sendall(piece)
                    except OSError:
                        return

        thread = threading.Thread(target=accept, daemon=True)
        thread.start()
        return f"https://127.0.0.1:{listener.getsockname()[1]}/"

    yield start
    over.set()
    listener.close()


RECORD = b"\x16\x03\x03\x40\x00\x02\x00\x3f\xfc\x03\x03"  # the beginning of a server's greeting


@pytest.mark.parametrize(
    "pieces",
    [[bytes([one]) for one in RECORD] + [b"a"] * 500, [b""] * 500, [b"\x15\x03\x03\x00\x02\x01\x00"] * 500],
    ids=["dripping", "silent", "warnings"],
)
def test_a_handshake_ends_in_time(deaf, pieces):
    begin = time.monotonic()
    with fetcher(timeout=0.3) as one, pytest.raises(FetchError, match=r"1 tries|longer than"):
        one.get(deaf(pieces))
    assert time.monotonic() - begin < 0.3 + SLACK


def bomb(size, layers=1):
    """``size`` zero bytes, packed."""
    packer = zlib.compressobj(9, wbits=31)
    data = b"".join(packer.compress(bytes(1 << 20)) for _ in range(size >> 20)) + packer.flush()
    return data if layers == 1 else gzip.compress(data)


@pytest.mark.parametrize(("layers", "encoding"), [(1, "gzip"), (2, "gzip, gzip")])
def test_a_bomb_fills_no_memory(server, layers, encoding):
    server.routes["/a"] = answer(200, bomb(128 << 20, layers), Content_Encoding=encoding)
    with fetcher(size=1 << 20) as one:
        with pytest.raises(FetchError):
            one.get(server.address + "/b")  # what is imported on the way does not count
        tracemalloc.start()
        with pytest.raises(FetchError, match="more than 1,048,576 bytes"):
            one.get(server.address + "/a")
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert peak < (1 << 20) + (1 << 20)  # the limit, and some pieces on their way


def endless(start, piece, times=3000):
    return Pieces([start, *repeat(piece, times)])


OK = b"HTTP/1.1 200 OK\r\n"
LARGE = {
    "a body": Pieces([answer(200, b"x" * 2000)]),
    "announced": Pieces([OK + b"Content-Length: 2000000000\r\n\r\n", STALL]),
    "without a length": endless(b"HTTP/1.0 200 OK\r\n\r\n", b"x" * 1000),
    "chunked": endless(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"3e8\r\n" + b"x" * 1000 + b"\r\n"),
    "packed": Pieces([answer(200, gzip.compress(b"x" * 2000), Content_Encoding="gzip")]),
    "packed nothings": endless(OK + b"Content-Encoding: gzip\r\n\r\n", gzip.compress(b"") * 50),
    "packed empty blocks": endless(
        OK + b"Content-Encoding: deflate\r\n\r\n" + b"\x78\x9c", b"\0\0\0\xff\xff" * 200
    ),
}


@pytest.mark.parametrize("case", LARGE)
def test_an_answer_beyond_the_size_is_refused_at_once(server, case):
    server.routes["/a"] = LARGE[case]
    with (
        fetcher(size=1000, tries=3) as one,
        pytest.raises(FetchError, match=r"bytes announced|more than 1,000 bytes"),
    ):
        one.get(server.address + "/a")
    assert len(server.asked("/a")) == 1


def test_an_answer_of_just_the_size_is_read(server):
    server.routes["/a"] = answer(200, b"x" * 1000)
    with fetcher(size=1000) as one:
        assert len(one.get(server.address + "/a").body) == 1000


BOMBS = {
    "one long line": endless(OK, b"X: " + b"a" * 100_000),
    "many lines": endless(OK, b"".join(b"X-%d: %s\r\n" % (number, b"a" * 50) for number in range(1000))),
    "1xx answers": endless(b"", b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" * 500),
    "blank lines": endless(b"", b"\r\n" * 5000),
    "a status line": endless(b"HTTP/1.1 200 ", b"a" * 100_000),
}


@pytest.mark.parametrize("case", BOMBS)
def test_headers_without_end_are_left(server, case):
    server.routes["/a"] = BOMBS[case]
    begin = time.monotonic()
    with fetcher(timeout=2) as one, pytest.raises(FetchError, match=r"headers|not the HTTP"):
        one.get(server.address + "/a")
    assert time.monotonic() - begin < SLACK


def test_trailers_without_end_are_left(server):
    server.routes["/a"] = endless(OK + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"X: " + b"a" * 100_000)
    with fetcher(timeout=2) as one, pytest.raises(FetchError, match="not the HTTP"):
        one.get(server.address + "/a")


def test_many_headers_are_no_bomb(server):
    server.routes["/a"] = answer(200, b"ok", *[b"X-%d: %s" % (number, b"a" * 50) for number in range(500)])
    with fetcher() as one:
        assert one.get(server.address + "/a").body == b"ok"
