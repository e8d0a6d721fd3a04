"""Which addresses a URL may lead to: only http and https, only to public hosts."""

from __future__ import annotations

import ipaddress
import socket
from urllib.parse import SplitResult, urlsplit

from scrapers.errors import BlockedError, FetchError

#: IPv4 addresses written into IPv6 ones by translators (RFC 6052).
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def checked_url(url: str) -> SplitResult:
    """The parts of ``url``. Raises BlockedError unless it is http(s) to a named host, without a user name."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise BlockedError(f"not a URL ({error})", where=url) from error
    if parts.scheme not in ("http", "https"):
        raise BlockedError(f"only http and https are fetched, not {parts.scheme or 'a bare path'}", where=url)
    if not parts.hostname or port == 0 or parts.username is not None or parts.password is not None:
        raise BlockedError("a URL needs a host, and no user name", where=url)
    return parts


def checked_addresses(url: str, *, allow_loopback: bool) -> tuple[str, ...]:
    """The public addresses of the host of ``url``, in the order of the resolver; never empty.

    The caller connects to one of these very addresses, so that a second answer of the name server can't
    lead elsewhere. Raises BlockedError like `checked_url` and for a host without a public address,
    FetchError when the host has no address at all.
    """
    parts = checked_url(url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        answers = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError(f"the host can't be resolved ({error})", where=url) from error
    found = dict.fromkeys(str(answer[4][0]).split("%")[0] for answer in answers)
    public = tuple(address for address in found if _allowed(address, allow_loopback))
    if not public:
        raise BlockedError(f"{parts.hostname} is not a public address ({', '.join(found)})", where=url)
    return public


def _allowed(text: str, allow_loopback: bool) -> bool:
    address = _embedded(ipaddress.ip_address(text))
    if address.is_loopback:
        return allow_loopback
    return address.is_global and not address.is_multicast


def _embedded(address: Address) -> Address:
    """The IPv4 address inside an IPv6 one (``::ffff:127.0.0.1``, 6to4, NAT64), else the address itself."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or address
