"""The one HTTP client: polite, bounded, and never led to a private address.

One request at a time and a pause between two to the same host; robots.txt first; redirects followed by
hand, each checked like a first address; the connection is made to the very address that was checked.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from importlib.metadata import version
from urllib.parse import urlencode, urljoin, urlsplit

import httpx

from scrapers.addresses import checked_addresses, checked_url
from scrapers.errors import BlockedError, FetchError
from scrapers.robots import AGENT, Rules, read_rules

KST = timezone(timedelta(hours=9), "KST")
REDIRECTS = frozenset({301, 302, 303, 307, 308})
#: The request comes again as it was; after the other redirects it is a GET.
SAME_METHOD = frozenset({307, 308})
#: "No" from the server itself: stop asking.
REFUSALS = frozenset({401, 403, 429, 451})
#: Worth another try within the same run.
PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})


@dataclass(frozen=True, slots=True)
class Clock:
    """The time as the client sees it; a test hands in its own."""

    now: Callable[[], datetime] = lambda: datetime.now(KST)
    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


@dataclass(frozen=True, slots=True)
class Manners:
    """How the client behaves. Times in seconds, sizes in bytes.

    contact: an address or page of the operator, told to every server. delay: pause between two requests
    to a host. timeout: the longest silence; total: the longest time for one answer. tries: attempts per
    request; waits: pause after the first failed attempt, doubled after each; longest_wait: the longest
    that a server may make us wait. allow_loopback: for tests only.
    """

    contact: str | None = None
    delay: float = 1.0
    timeout: float = 30.0
    total: float = 300.0
    size: int = 32 * 1024 * 1024
    tries: int = 3
    wait: float = 2.0
    longest_wait: float = 120.0
    redirects: int = 5
    allow_loopback: bool = False

    @property
    def user_agent(self) -> str:
        """``sacho/0.1.0 (+https://example.org/contact)``"""
        contact = f" (+{self.contact})" if self.contact else ""
        return f"{AGENT}/{version('sacho')}{contact}"


@dataclass(frozen=True, slots=True)
class Page:
    """An answer as it came.

    url: what was asked for (a posted form follows as its query string). final_url: after redirects.
    headers: names in lower case. fetched_at: ISO 8601 with offset. body: the bytes, decoded from the
    transfer's compression only. sha256: of the body.
    """

    url: str
    final_url: str
    status: int
    headers: Mapping[str, str]
    fetched_at: str
    body: bytes
    sha256: str


@dataclass(frozen=True, slots=True)
class _Request:
    method: str
    url: str
    data: Mapping[str, str] | None = None
    referer: str | None = None


class Fetcher:
    """Fetches pages one at a time. Use it as a context manager, or close it."""

    def __init__(self, manners: Manners | None = None, clock: Clock | None = None) -> None:
        self.manners = manners or Manners()
        self._clock = clock or Clock()
        self._transports: dict[str, httpx.HTTPTransport] = {}
        self._rules: dict[str, Rules] = {}
        self._last: dict[str, float] = {}
        self.requests = 0

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        for transport in self._transports.values():
            transport.close()
        self._transports.clear()

    def get(self, url: str, referer: str | None = None) -> Page:
        """The page at ``url``.

        Raises BlockedError where robots.txt, the address or the server refuses us, FetchError when the
        network or the server failed (after the tries that manners allow).
        """
        return self._fetch(_Request("GET", url, referer=referer))

    def post(self, url: str, data: Mapping[str, str]) -> Page:
        """The answer to a form sent to ``url``; raises like `get`."""
        page = self._fetch(_Request("POST", url, data))
        return replace(page, url=f"{url}?{urlencode(data)}")

    def _fetch(self, request: _Request) -> Page:
        page = self._follow(request, check_robots=True)
        if page.status in REFUSALS:
            raise BlockedError(f"the server refuses us with status {page.status}", where=request.url)
        if not 200 <= page.status < 300:
            raise FetchError(f"the server answers with status {_named(page.status)}", where=request.url)
        return page

    def _follow(self, request: _Request, *, check_robots: bool) -> Page:
        step = request
        for _ in range(self.manners.redirects + 1):
            checked_url(step.url)
            if check_robots:
                self._ask_robots(step.url)
            page = self._try(step)
            target = page.headers.get("location")
            if page.status not in REDIRECTS or not target:
                return replace(page, url=request.url)
            step = _redirected(step, page.status, target)
        raise FetchError(f"more than {self.manners.redirects} redirects", where=request.url)

    def _ask_robots(self, url: str) -> None:
        origin = _origin(url)
        if origin not in self._rules:
            page = self._follow(_Request("GET", origin + "/robots.txt"), check_robots=False)
            self._rules[origin] = read_rules(page.status, page.body)
        rules = self._rules[origin]
        if not rules.allows(url):
            raise BlockedError(rules.refusal or "robots.txt does not allow it", where=url)
        if rules.delay > self.manners.longest_wait:
            raise BlockedError(f"robots.txt asks for {rules.delay:g} s between requests", where=url)

    def _try(self, request: _Request) -> Page:
        """The first answer without a passing fault, else the last answer. Raises when none came at last."""
        for attempt in range(self.manners.tries):
            last = attempt + 1 == self.manners.tries
            wait = self.manners.wait * 2**attempt
            try:
                page = self._send(request, attempt)
            except (httpx.TransportError, httpx.DecodingError) as error:
                if last:
                    failure = f"{type(error).__name__}: {error}".removesuffix(": ")
                    raise FetchError(
                        f"no answer in {attempt + 1} tries ({failure})", where=request.url
                    ) from error
            else:
                if last or page.status not in PASSING:
                    return page
                wait = max(wait, self._retry_after(page))
            self._pause(wait, request.url)
        raise FetchError("the manners allow no try", where=request.url)

    def _pause(self, seconds: float, url: str) -> None:
        if seconds > self.manners.longest_wait:
            raise FetchError(f"the server asks us to come back in {seconds:.0f} s", where=url)
        self._clock.sleep(seconds)

    def _retry_after(self, page: Page) -> float:
        """Seconds until the server wants to be asked again; 0 where it does not say."""
        value = page.headers.get("retry-after", "").strip()
        if value.isascii() and value.isdigit():
            return float(value[:9])
        try:
            moment = parsedate_to_datetime(value)
        except ValueError:
            return 0.0  # no date either: the header says nothing that we could follow
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        return max(0.0, (moment - self._clock.now()).total_seconds())

    def _send(self, request: _Request, attempt: int) -> Page:
        addresses = checked_addresses(request.url, allow_loopback=self.manners.allow_loopback)
        origin = _origin(request.url)
        self._keep_distance(origin)
        try:
            return self._stream(request, addresses[attempt % len(addresses)])
        finally:
            self._last[origin] = self._clock.monotonic()

    def _keep_distance(self, origin: str) -> None:
        """Wait until the host's pause since the end of its last request is over."""
        if origin not in self._last:
            return
        rules = self._rules.get(origin)
        pause = max(self.manners.delay, rules.delay if rules else 0.0)
        left = self._last[origin] + pause - self._clock.monotonic()
        if left > 0:
            self._clock.sleep(left)

    def _stream(self, request: _Request, address: str) -> Page:
        try:
            url = httpx.URL(request.url)
            target = url.copy_with(host=address)
        except httpx.InvalidURL as error:
            raise FetchError(f"not a URL ({error})", where=request.url) from error
        message = httpx.Request(
            request.method,
            target,
            data=request.data,
            headers=self._headers(url, request.referer),
            # the certificate has to be the host's, though the connection goes to the address
            extensions={
                "sni_hostname": url.raw_host.decode("ascii"),
                "timeout": httpx.Timeout(self.manners.timeout).as_dict(),
            },
        )
        self.requests += 1
        started = self._clock.monotonic()
        with closing(self._transport(url).handle_request(message)) as response:
            body = self._body(request.url, response, started)
        return Page(
            url=request.url,
            final_url=request.url,
            status=response.status_code,
            headers={name.lower(): value for name, value in response.headers.items()},
            fetched_at=self._clock.now().isoformat(timespec="seconds"),
            body=body,
            sha256=hashlib.sha256(body).hexdigest(),
        )

    def _headers(self, url: httpx.URL, referer: str | None) -> dict[str, str]:
        headers = {
            "Host": url.netloc.decode("ascii"),
            "User-Agent": self.manners.user_agent,
            "Accept": "*/*",
            "Accept-Encoding": "gzip, deflate",
            "Accept-Language": "ko",
        }
        if referer:
            headers["Referer"] = str(httpx.URL(referer))  # Korean in a query is percent-encoded
        return headers

    def _body(self, url: str, response: httpx.Response, started: float) -> bytes:
        announced = response.headers.get("content-length", "")
        if announced.isdigit() and int(announced) > self.manners.size:
            raise FetchError(f"{int(announced):,} bytes announced, at most {self.manners.size:,}", where=url)
        parts: list[bytes] = []
        size = 0
        for part in response.iter_bytes():
            size += len(part)
            if size > self.manners.size:
                raise FetchError(f"more than {self.manners.size:,} bytes", where=url)
            if self._clock.monotonic() - started > self.manners.total:
                raise FetchError(f"the answer takes longer than {self.manners.total:g} s", where=url)
            parts.append(part)
        return b"".join(parts)

    def _transport(self, url: httpx.URL) -> httpx.HTTPTransport:
        """One transport per host: connections are kept per address, and two hosts may share one.

        A transport and not httpx's client: that would read redirects, cookies and proxies by itself.
        """
        host = url.netloc.decode("ascii")
        if host not in self._transports:
            self._transports[host] = httpx.HTTPTransport()
        return self._transports[host]


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _redirected(request: _Request, status: int, location: str) -> _Request:
    try:
        target = urljoin(request.url, location)
    except ValueError as error:  # "http://[::1" has no end of its address
        raise FetchError(f"redirected to what is no URL ({error})", where=request.url) from error
    if status in SAME_METHOD:
        return replace(request, url=target)
    return replace(request, method="GET", url=target, data=None)


def _named(status: int) -> str:
    """``503 Service Unavailable``; the bare number where it has no name."""
    return f"{status} {HTTPStatus(status).phrase}" if status in HTTPStatus._value2member_map_ else str(status)
