"""One request and its answer, over a connection of their own, within bounds of time and size.

Each request has its own connection: at a request a second keeping one open saves little, and what a server
sends after the announced end of an answer can't be taken for the beginning of the next. httpcore is what
httpx stands on; its network interface is the one place where a limit holds for headers, too.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass

import httpcore

from scrapers.client.compression import CompressionError, ForeignCompressionError, unpacked
from scrapers.errors import FetchError

#: The most bytes before the end of an answer's headers, 1xx answers included.
HEAD = 256 * 1024


class BrokenError(Exception):
    """The exchange failed in a way that may pass: worth another try."""


@dataclass(frozen=True, slots=True)
class Message:
    """A request. address: the one to connect to; host: whose certificate it has to show."""

    method: str
    scheme: bytes
    host: bytes
    port: int | None
    target: bytes
    headers: list[tuple[bytes, bytes]]
    content: bytes
    address: str


@dataclass(frozen=True, slots=True)
class Bounds:
    """Times in seconds, sizes in bytes. shorten: a longer body is cut off instead of refused."""

    timeout: float
    total: float
    size: int
    monotonic: Callable[[], float]
    shorten: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What came; the body without its compression."""

    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes


def exchange(message: Message, bounds: Bounds, context: ssl.SSLContext | None) -> Answer:
    """Send ``message`` and read its answer. ``context`` is needed for https.

    Raises BrokenError where another try may help, FetchError (without the address) where not: a bound is
    crossed, the certificate is not valid, the compression is not ours.
    """
    watch = _Watch(bounds, bounds.monotonic() + bounds.total)
    port = message.port or (443 if message.scheme == b"https" else 80)
    origin = httpcore.Origin(message.scheme, message.host, port)
    url = httpcore.URL(scheme=message.scheme, host=message.host, port=port, target=message.target)
    try:
        request = httpcore.Request(
            message.method, url, headers=message.headers, content=message.content or None
        )
        network = _Network(message.address, watch)
        with closing(
            httpcore.HTTPConnection(origin, ssl_context=context, network_backend=network)
        ) as connection:
            response = connection.handle_request(request)
            watch.in_head = False
            with closing(response):
                return Answer(response.status, list(response.headers), _body(response, bounds))
    except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError) as error:
        raise _failure(error, bounds) from error
    except CompressionError as error:
        raise BrokenError(str(error)) from error
    except ForeignCompressionError as error:
        raise FetchError(f"the answer is compressed with {error}, which was not asked for") from error


def _body(response: httpcore.Response, bounds: Bounds) -> bytes:
    announced = _joined(response, b"content-length")
    if announced.isascii() and announced.isdigit() and int(announced) > bounds.size and not bounds.shorten:
        raise FetchError(f"{int(announced):,} bytes announced, at most {bounds.size:,}")
    parts: list[bytes] = []
    size = 0
    arrived = _counted(response.iter_stream(), bounds)
    for part in unpacked(arrived, _joined(response, b"content-encoding")):
        size += len(part)
        parts.append(part)
        if size > bounds.size:
            if bounds.shorten:
                break
            raise FetchError(f"more than {bounds.size:,} bytes")
    return b"".join(parts)[: bounds.size]


def _joined(response: httpcore.Response, name: bytes) -> str:
    return ", ".join(value.decode("latin-1") for key, value in response.headers if key.lower() == name)


def _counted(parts: Iterable[bytes], bounds: Bounds) -> Iterator[bytes]:
    """The parts as they arrive; compressed ones that come to nothing have an end, too."""
    size = 0
    for part in parts:
        yield part
        size += len(part)
        if size > bounds.size and not bounds.shorten:
            raise FetchError(f"more than {bounds.size:,} bytes")


@dataclass(slots=True)
class _Watch:
    """The time that is left, and the bytes that came before the body."""

    bounds: Bounds
    deadline: float
    in_head: bool = True
    head: int = 0

    def left(self) -> float:
        """Seconds that the next step may take."""
        left = self.deadline - self.bounds.monotonic()
        if left <= 0:
            raise FetchError(f"the answer takes longer than {self.bounds.total:g} s")
        return min(self.bounds.timeout, left)

    def count(self, size: int) -> None:
        self.head += size if self.in_head else 0
        if self.head > HEAD:
            raise FetchError(f"more than {HEAD:,} bytes of headers")


class _Network(httpcore.NetworkBackend):
    """Connects to the address that was checked, whatever host is asked for."""

    def __init__(self, address: str, watch: _Watch) -> None:
        self._address = address
        self._watch = watch

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        stream = httpcore.SyncBackend().connect_tcp(self._address, port, self._watch.left())
        return _Stream(stream, self._watch)


class _Stream(httpcore.NetworkStream):
    """A connection whose every step ends in time."""

    def __init__(self, stream: httpcore.NetworkStream, watch: _Watch) -> None:
        self._stream = stream
        self._watch = watch

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        try:
            data = self._stream.read(max_bytes, self._watch.left())
        except httpcore.TimeoutException:
            self._watch.left()  # says so when the whole time is over
            raise
        self._watch.count(len(data))
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._watch.left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        # Python gives the whole handshake this time, not each of its steps
        stream = self._stream.start_tls(ssl_context, server_hostname, self._watch.left())
        return _Stream(stream, self._watch)

    def get_extra_info(self, info: str) -> object:
        return self._stream.get_extra_info(info)


_REASONS: dict[type[Exception], str] = {
    httpcore.ConnectTimeout: "no connection within {0:g} s",
    httpcore.ReadTimeout: "silent for {0:g} s",
    httpcore.WriteTimeout: "takes nothing for {0:g} s",
    httpcore.ConnectError: "no connection: {1}",
    httpcore.ReadError: "the connection broke: {1}",
    httpcore.WriteError: "the connection broke: {1}",
    httpcore.RemoteProtocolError: "not the HTTP that was promised: {1}",
    httpcore.LocalProtocolError: "the request can't be sent: {1}",
}


def _failure(error: Exception, bounds: Bounds) -> BrokenError | FetchError:
    cause = error.__cause__
    if isinstance(cause, ssl.SSLCertVerificationError):
        return FetchError(f"the certificate is not valid: {cause.verify_message}")
    if isinstance(cause, ssl.SSLError):
        return BrokenError(f"{type(error).__name__}: no secure connection: {cause.reason or cause}")
    template = _REASONS.get(type(error), "{1}")
    return BrokenError(f"{type(error).__name__}: {template.format(bounds.timeout, error)}")
