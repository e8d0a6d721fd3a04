"""Addresses as feeds and sitemaps write them → the one address of a page."""

from __future__ import annotations

import html
import re
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

#: What a link carries to tell where it was clicked, or whose session it is; never part of the address.
TRACKING = re.compile(
    r"utm_\w{1,30}|call_from|pWise\w{0,20}|fbclid|gclid|igshid|mc_[ce]id|_g[al]|NaPm|fromRss|trackingCode|jsessionid|PHPSESSID",
    re.I,
)
# /home/web/board/read.do;jsessionid=Zk1+a9.node10?menuId=1
SESSION = re.compile(r";jsessionid=[^/?;#]{0,200}", re.I)
#: Left as they are when the rest is percent-encoded.
SAFE = "%/:=&?~#+!$,;'@()*[]|"
PORTS = {"http": 80, "https": 443}


def canonical(link: str, base: str) -> str | None:
    """The address behind a link: absolute, unescaped, without session, tracking and fragment.

    ``http://host:443/a`` is https; a usual port is left out. None for what is no web address.
    """
    for _ in range(3):  # &amp;amp; comes from escaping what was escaped
        link = html.unescape(link)
    try:
        parts = urlsplit(urljoin(base, re.sub(r"[\t\r\n]", "", link).strip()))
        host, port = parts.hostname, parts.port
    except ValueError:
        return None  # "http://[broken": no address at all
    if parts.scheme not in PORTS or not host or parts.username is not None:
        return None
    scheme = "https" if (parts.scheme, port) == ("http", 443) else parts.scheme
    host = f"[{host}]" if ":" in host else host
    place = host if port is None or port == PORTS[scheme] else f"{host}:{port}"
    path = quote(SESSION.sub("", parts.path), safe=SAFE) or "/"
    kept = [one for one in parts.query.split("&") if one and not TRACKING.fullmatch(one.split("=")[0])]
    return urlunsplit((scheme, place, path, quote("&".join(kept), safe=SAFE), ""))
