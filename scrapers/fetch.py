"""The one HTTP client: polite, bounded, and never led to a private address.

One request at a time and a pause between two to the same host; robots.txt first; redirects followed by
hand, each checked like a first address; the connection is made to the very address that was checked. A run
that sends nothing imports neither httpx nor ssl.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import quote_from_bytes, urlencode, urljoin

from scrapers.client.addresses import UnresolvedError, checked_url, public_addresses
from scrapers.client.cookies import Jar
from scrapers.client.hosts import Hosts
from scrapers.client.manners import Clock, Manners
from scrapers.client.secrets import Keyring, Secret
from scrapers.client.validators import Validators
from scrapers.errors import BlockedError, FetchError, GoneError

if TYPE_CHECKING:
    import ssl

    import httpx

    from scrapers.client.exchange import Answer, Message

__all__ = ["Clock", "Fetcher", "Manners", "Page", "Secret", "Validators"]

REDIRECTS = frozenset({301, 302, 303, 307, 308})
#: The request comes again as it was; after the other redirects it is a GET.
SAME_METHOD = frozenset({307, 308})
#: "No" from the server itself: stop asking.
REFUSALS = frozenset({401, 403, 429, 451})
#: Worth another try within the same run.
PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
#: The part of a robots.txt that is read, in bytes; the least that RFC 9309 §2.5 asks for.
ROBOTS_SIZE = 500 * 1024
UNCHANGED = 304
TOO_MANY = 429


@dataclass(frozen=True, slots=True)
class Page:
    """An answer as it came, but for keys (``***`` in their place) and cookies.

    url: what was asked for (a posted form follows as its query string). final_url: after redirects.
    headers: names in lower case, Set-Cookie left out. fetched_at: ISO 8601 with offset. body: the bytes,
    decoded from the transfer's compression only. sha256: of the body.
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
    """rules: a robots.txt, asked for without a key, and cut off where another answer is refused."""

    method: str
    url: str
    data: Mapping[str, str] | None = None
    referer: str | None = None
    validators: Validators | None = None
    statuses: frozenset[int] = frozenset()
    rules: bool = False


class Fetcher:
    """Fetches pages one at a time. Use it as a context manager, or close it.

    secrets: the keys of APIs, each for one host; they never show in a Page or an error. hosts: shared by the
    clients of one run, so that two sources on one host keep their distance too.
    """

    def __init__(
        self,
        manners: Manners | None = None,
        clock: Clock | None = None,
        secrets: Iterable[Secret] = (),
        hosts: Hosts | None = None,
    ) -> None:
        self.manners = manners or Manners()
        self._clock = clock or Clock()
        self._keys = Keyring(secrets)
        self._jar = Jar(self._clock.now, self._clock.monotonic)
        self._context: ssl.SSLContext | None = None
        self._hosts = hosts or Hosts()
        self._user_agent = ""
        self.requests = 0

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Forget the cookies; no connection outlives its request."""
        self._jar = Jar(self._clock.now, self._clock.monotonic)

    def get(
        self,
        url: str,
        referer: str | None = None,
        *,
        validators: Validators | None = None,
        statuses: frozenset[int] = frozenset(),
    ) -> Page:
        """The page at ``url``.

        validators: of the page as we have it; if it is still the same, the answer is a Page with status 304
        and no body. They are used at ``url`` itself, never where a redirect leads. statuses: errors that come
        back as a Page, because their body decides; a passing one (503, or 429 that says when to come again)
        only after the usual tries.

        Raises BlockedError where robots.txt, the address or the server refuses us, FetchError when the
        network or the server failed (after the tries that manners allow), GoneError where there is no page.
        """
        return self._fetch(_Request("GET", url, referer=referer, validators=validators, statuses=statuses))

    def post(self, url: str, data: Mapping[str, str], *, statuses: frozenset[int] = frozenset()) -> Page:
        """The answer to a form sent to ``url``; statuses as in `get`, and raises like it.

        Only for searches: like a GET the form is sent again when no answer came.
        """
        page = self._fetch(_Request("POST", url, data, statuses=statuses))
        return replace(page, url=f"{page.url}?{self._keys.redacted(urlencode(data))}")

    def _fetch(self, request: _Request) -> Page:
        request = replace(request, url=self._without_keys(request.url))
        page = self._follow(request, check_robots=True)
        if 200 <= page.status < 300 or page.status in request.statuses:
            return page
        if page.status == UNCHANGED:
            if request.validators and page.final_url == page.url:
                return page
            raise FetchError("the server answers 304 (not modified), which nobody asked for", where=page.url)
        raise refusal(page)

    def _without_keys(self, url: str) -> str:
        """``url`` as it may be seen. Raises BlockedError when it would carry a key to a foreign place."""
        url = self._keys.without_keys(url)
        if self._keys.shown_in(url):
            raise BlockedError("the address would carry a key", where=self._keys.redacted(url))
        return url

    def _follow(self, request: _Request, *, check_robots: bool) -> Page:
        step = request
        for _ in range(self.manners.redirects + 1):
            host = checked_url(step.url).hostname
            if check_robots and host not in self.manners.unruled:
                self._ask_robots(step.url)
            page = self._try(step)
            target = page.headers.get("location")
            if page.status not in REDIRECTS or not target:
                return replace(page, url=request.url)
            step = self._redirected(step, page.status, target)
        raise FetchError(f"more than {self.manners.redirects} redirects", where=request.url)

    def _redirected(self, request: _Request, status: int, target: str) -> _Request:
        if request.url.startswith("https:") and target.startswith("http:") and self._keys.holds(target):
            raise BlockedError("redirected from https to http, where a key could be read", where=request.url)
        checked_url(target)
        if _parsed(target) != _parsed(request.url):  # a gate leads to the same page, now with its cookie
            request = replace(request, url=target, validators=None)
        return request if status in SAME_METHOD else replace(request, method="GET", data=None)

    def _ask_robots(self, url: str) -> None:
        from scrapers.client.robots import read_rules

        parsed = _parsed(url)
        origin = _origin(parsed)
        if origin not in self._hosts.rules:
            page = self._follow(_Request("GET", origin + "/robots.txt", rules=True), check_robots=False)
            complete = len(page.body) < min(ROBOTS_SIZE, self.manners.size)
            self._hosts.rules[origin] = read_rules(page.status, page.body, complete=complete)
        rules = self._hosts.rules[origin]
        if not rules.allows(str(parsed)):
            raise BlockedError(rules.refusal or "robots.txt does not allow it", where=url)
        if rules.delay > self.manners.longest_wait:
            raise BlockedError(f"robots.txt asks for {rules.delay:g} s between requests", where=url)

    def _try(self, request: _Request) -> Page:
        """The first answer without a passing fault, else the last answer. Raises when none came at last."""
        from scrapers.client.exchange import BrokenError

        failure = "the manners allow no try"
        for attempt in range(self.manners.tries):
            last = attempt + 1 == self.manners.tries
            wait = min(self.manners.wait * 2**attempt, self.manners.longest_wait)
            try:
                page = self._send(request, attempt)
            except (BrokenError, UnresolvedError) as error:
                reason = error.reason if isinstance(error, UnresolvedError) else error
                failure = f"no answer in {attempt + 1} tries ({reason})"
            else:
                wait = max(wait, self._asked_wait(page))
                wanted = page.status in request.statuses
                if last or not _may_pass(page, request) or (wanted and wait > self.manners.longest_wait):
                    return page
            if not last:
                self._pause(wait, request.url)
        raise FetchError(failure, where=request.url)

    def _pause(self, seconds: float, url: str) -> None:
        if seconds > self.manners.longest_wait:
            raise FetchError(f"the server asks us to come back in {seconds:.0f} s", where=url)
        self._clock.sleep(seconds)

    def _asked_wait(self, page: Page) -> float:
        """Seconds until the server wants to be asked again; 0 where it does not say."""
        value = page.headers.get("retry-after")
        if not value:
            return 0.0
        from scrapers.client.http_date import seconds_until

        return seconds_until(value, self._clock.now())

    def _send(self, request: _Request, attempt: int) -> Page:
        url = _parsed(request.url)
        port = url.port or (443 if url.scheme == "https" else 80)
        addresses = public_addresses(
            url.raw_host.decode("ascii"), port, url=request.url, allow_loopback=self.manners.allow_loopback
        )
        self._keep_distance(url)
        try:
            answer = self._exchange(request, addresses[attempt % len(addresses)])
        finally:
            self._hosts.last[url.raw_host] = self._clock.monotonic()
        self._jar.take(str(url), _values(answer, b"set-cookie"))
        return self._page(request, answer)

    def _keep_distance(self, url: httpx.URL) -> None:
        """Wait until the host's pause since the end of its last request is over."""
        if url.raw_host not in self._hosts.last:
            return
        rules = self._hosts.rules.get(_origin(url))
        pause = max(self.manners.delay, rules.delay if rules else 0.0)
        left = self._hosts.last[url.raw_host] + pause - self._clock.monotonic()
        if left > 0:
            self._clock.sleep(left)

    def _exchange(self, request: _Request, address: str) -> Answer:
        from scrapers.client.exchange import Bounds, BrokenError, exchange

        manners = self.manners
        bounds = Bounds(
            manners.timeout,
            manners.total,
            min(ROBOTS_SIZE, manners.size) if request.rules else manners.size,
            self._clock.monotonic,
            shorten=request.rules,
        )
        message = self._message(request, address)
        self.requests += 1
        failure: BrokenError | FetchError
        try:
            return exchange(message, bounds, self._tls(message))
        except BrokenError as error:
            failure = BrokenError(self._keys.redacted(str(error)))
        except FetchError as error:
            failure = FetchError(self._keys.redacted(error.reason), where=request.url)
        raise failure  # out here, so that it does not carry along the error of the library and its texts

    def _message(self, request: _Request, address: str) -> Message:
        import httpx

        from scrapers.client.exchange import Message

        full = request.url if request.rules else self._keys.with_keys(request.url)
        url = _parsed(full, shown=request.url)
        message = httpx.Request(request.method, url, data=request.data, headers=self._headers(url, request))
        return Message(
            method=request.method,
            scheme=url.raw_scheme,
            host=url.raw_host,
            port=url.port,
            target=url.raw_path,
            headers=message.headers.raw,
            content=message.read(),
            address=address,
        )

    def _headers(self, url: httpx.URL, request: _Request) -> dict[bytes, bytes]:
        from scrapers.client.compression import ACCEPTED

        self._user_agent = self._user_agent or self.manners.user_agent
        headers = {
            "Host": url.netloc.decode("ascii"),
            "User-Agent": self._user_agent,
            "Accept": "*/*",
            "Accept-Encoding": ACCEPTED,
            "Accept-Language": "ko",
            "Connection": "close",
        }
        if request.referer:  # Korean in a query is percent-encoded
            shown = self._keys.redacted(self._keys.without_keys(request.referer))
            referer = _parsed(shown).copy_with(fragment=None)
            if (referer.scheme, url.scheme) != ("https", "http"):
                headers["Referer"] = str(referer)
        if cookie := self._jar.header(str(url)):
            headers["Cookie"] = cookie
        headers |= request.validators.headers() if request.validators else {}
        return {name.encode("ascii"): value.encode("latin-1") for name, value in headers.items()}

    def _tls(self, message: Message) -> ssl.SSLContext | None:
        """The settings of secure connections, made once: reading the certificates takes its time."""
        if message.scheme == b"https" and self._context is None:
            import httpx

            self._context = httpx.create_ssl_context()
        return self._context

    def _page(self, request: _Request, answer: Answer) -> Page:
        import httpx

        shown = [(name, value) for name, value in answer.headers if name.lower() != b"set-cookie"]
        headers = {name.lower(): self._keys.redacted(value) for name, value in httpx.Headers(shown).items()}
        if answer.status in REDIRECTS and (targets := _values(answer, b"location")):
            headers["location"] = self._target(request, targets[0])
        body = self._keys.redacted_bytes(answer.body)
        return Page(
            url=request.url,
            final_url=request.url,
            status=answer.status,
            headers=headers,
            fetched_at=self._clock.now().isoformat(timespec="seconds"),
            body=body,
            sha256=hashlib.sha256(body).hexdigest(),
        )

    def _target(self, request: _Request, location: str) -> str:
        """The whole address of a redirect, without keys; "" for none."""
        if not location:
            return ""
        # Korean as it is, in whatever encoding the server reads
        location = quote_from_bytes(location.encode("latin-1"), safe="".join(map(chr, range(33, 127))))
        try:
            target = urljoin(request.url, location)
        except ValueError as error:  # "http://[::1" has no end of its address
            reason = f"redirected to what is no URL ({self._keys.redacted(str(error))})"
            raise FetchError(reason, where=request.url) from None
        return self._without_keys(target)


def refusal(page: Page) -> FetchError | BlockedError:
    """The error that an answer with such a status is."""
    if page.status in REFUSALS:
        return BlockedError(f"the server refuses us with status {page.status}", where=page.url)
    failure = GoneError if page.status in (404, 410) else FetchError
    return failure(f"the server answers with status {_named(page.status)}", where=page.url)


def _may_pass(page: Page, request: _Request) -> bool:
    """Whether asking again may help. Why 429 came is in a wanted body: quotas last until midnight."""
    if page.status == TOO_MANY and TOO_MANY in request.statuses:
        return "retry-after" in page.headers
    return page.status in PASSING


def _parsed(url: str, shown: str | None = None) -> httpx.URL:
    """``url`` as it is sent: Korean encoded, the usual port left out. Raises FetchError naming ``shown``."""
    import httpx

    try:
        parsed = httpx.URL(url)
    except (httpx.InvalidURL, ValueError) as error:
        reason = f"not a URL ({error})" if shown is None else "not a URL once the key is added"
        raise FetchError(reason, where=shown or url) from None
    if parsed.scheme not in ("http", "https") or not parsed.raw_host:
        raise FetchError("not a URL (no host)", where=shown or url)
    return parsed


def _origin(url: httpx.URL) -> str:
    return f"{url.scheme}://{url.netloc.decode('ascii')}"


def _values(answer: Answer, name: bytes) -> list[str]:
    """The values of a header, byte for byte."""
    return [value.decode("latin-1").strip() for key, value in answer.headers if key.lower() == name]


def _named(status: int) -> str:
    """``503 Service Unavailable``; the bare number where it has no name."""
    from http import HTTPStatus

    return f"{status} {HTTPStatus(status).phrase}" if status in HTTPStatus._value2member_map_ else str(status)
