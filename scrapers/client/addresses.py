"""Which addresses a URL may lead to: only http and https, only to public hosts."""

from __future__ import annotations

import ipaddress
import socket
from urllib.parse import SplitResult, urlsplit

from scrapers.errors import BlockedError, FetchError

#: IPv4 addresses written into IPv6 ones by translators (RFC 6052).
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
#: The part of IPv6 from which public addresses are given out (RFC 4291 §2.4, IANA's registry).
GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class UnresolvedError(FetchError):
    """The name server gave no answer this time."""


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


def public_addresses(host: str, port: int, *, url: str, allow_loopback: bool) -> tuple[str, ...]:
    """The public addresses of ``host``, in the order of the resolver; never empty.

    host: a name in ASCII (``xn--3e0b707e.kr``) or an address. url: for the error. The caller connects to one
    of these very addresses, so that a second answer of the name server can't lead elsewhere. Raises
    BlockedError for a host without a public address, FetchError when the host has no address at all,
    UnresolvedError when that may change.
    """
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, ValueError) as error:
        passing = isinstance(error, socket.gaierror) and error.errno == socket.EAI_AGAIN
        kind = UnresolvedError if passing else FetchError
        raise kind(f"the host can't be resolved ({error})", where=url) from error
    found = dict.fromkeys(str(answer[4][0]).split("%")[0] for answer in answers)
    public = tuple(address for address in found if _allowed(address, allow_loopback))
    if not public:
        raise BlockedError(f"{host} is not a public address ({', '.join(found)})", where=url)
    return public


def _allowed(text: str, allow_loopback: bool) -> bool:
    address = _embedded(ipaddress.ip_address(text))
    if address.is_loopback:
        return allow_loopback
    if isinstance(address, ipaddress.IPv6Address) and address not in GLOBAL_UNICAST:
        return False
    return address.is_global and not address.is_multicast


def _embedded(address: Address) -> Address:
    """The IPv4 address inside an IPv6 one (``::ffff:127.0.0.1``, 6to4, NAT64), else the address itself."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or address
