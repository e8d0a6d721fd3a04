"""A server on loopback that sends exactly the bytes it is told to, at the pace it is told to."""

import socket
import struct
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from scrapers.client.manners import Clock
from scrapers.korean_time import KST

NOW = datetime(2026, 7, 13, 12, 0, tzinfo=KST)
#: The names under which tests ask for a server; their robots.txt is not what these tests are about.
HOSTS = frozenset({"127.0.0.1", "localhost", "www.example.org", "example.org"})
#: In an answer: a pause that ends when the server is closed, and the rudest end of a connection.
STALL, RESET = object(), object()


@dataclass
class Request:
    """What arrived; the names of headers in lower case."""

    method: str
    target: str
    headers: dict
    body: bytes


@dataclass
class Server:
    """routes: path → an answer, a list of answers (the last one stays), or a function of the request.

    An answer is bytes, or Pieces: bytes, seconds to wait, STALL, RESET.
    """

    routes: dict = field(default_factory=dict)
    requests: list = field(default_factory=list)
    address: str = ""
    over: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self):
        self.routes.setdefault("/robots.txt", answer(404))

    def asked(self, path):
        """The requests for a path."""
        return [one for one in self.requests if one.target.partition("?")[0] == path]

    def respond(self, request):
        """The pieces to send."""
        self.requests.append(request)
        found = self.routes.get(request.target.partition("?")[0], answer(404))
        if type(found) is list:
            found = found.pop(0) if len(found) > 1 else found[0]
        if callable(found):
            found = found(request)
        return [found] if isinstance(found, bytes) else found


class Pieces(list):
    """The pieces of one answer."""


def answer(status=200, body=b"", /, *extra, length=True, **headers):
    """An ordinary answer; ``extra`` are header lines as bytes, a header that is None is left out."""
    lines = [f"HTTP/1.1 {status} X".encode()]
    lines += [f"{name.replace('_', '-')}: {value}".encode() for name, value in headers.items()]
    lines += [f"Content-Length: {len(body)}".encode()] if length else []
    return b"\r\n".join([*lines, *extra, b"", b""]) + body


@contextmanager
def serving(routes=None, context=None):
    """A server with these routes; with an ``ssl.SSLContext`` it speaks https."""
    server = Server(dict(routes or {}))
    listener = socket.create_server(("127.0.0.1", 0))
    scheme = "https" if context else "http"
    server.address = f"{scheme}://127.0.0.1:{listener.getsockname()[1]}"
    thread = threading.Thread(target=_accept, args=(listener, server, context), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.over.set()
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join()


def _accept(listener, server, context):
    threads = []
    with suppress(OSError):
        while True:
            connection, _ = listener.accept()
            threads.append(threading.Thread(target=_serve, args=(connection, server, context), daemon=True))
            threads[-1].start()
    for thread in threads:
        thread.join()


def _serve(connection, server, context):
    connection.settimeout(5)
    try:
        if context:
            connection = context.wrap_socket(connection, server_side=True)
        request = _read(connection)
        if request is None:
            return
        for piece in server.respond(request):
            if piece is STALL:
                server.over.wait(5)
            elif piece is RESET:
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            elif isinstance(piece, bytes):
                connection.sendall(piece)
            elif server.over.wait(piece):
                return
    except OSError:  # the client hung up, as it should
        pass
    finally:
        connection.close()


def _read(connection):
    data = b""
    while b"\r\n\r\n" not in data:
        part = connection.recv(65536)
        if not part:
            return None
        data += part
        if data[0] == 0x16:  # somebody wants a secure connection
            connection.sendall(answer(400))
            return None
    head, _, body = data.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
    while len(body) < int(headers.get("content-length", 0)):
        body += connection.recv(65536)
    method, target, _ = first.split(" ")
    return Request(method, target, headers, body)


class FakeTime:
    """A clock that moves only when somebody sleeps."""

    def __init__(self):
        self.passed = 0.0
        self.naps = []

    def clock(self):
        return Clock(lambda: NOW + timedelta(seconds=self.passed), lambda: self.passed, self.sleep)

    def sleep(self, seconds):
        self.naps.append(seconds)
        self.passed += seconds
