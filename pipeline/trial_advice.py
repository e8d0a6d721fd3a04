"""What an operator does about a promise that a source on trial does not keep."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.trial_pages import Came
from scrapers.errors import BlockedError, GoneError, ParseError, ScrapeError
from scrapers.source import Source

#: The keys of a source's file behind the fields that its reader names in its errors.
LIST_KEYS = {
    "list": "rows.container",
    "rows": "rows.row, rows.link, rows.empty",
    "id": "rows.id",
    "title": "rows.title",
    "date": "rows.date",
    "department": "rows.department",
    "lead": "rows.lead",
    "total": "rows.total",
    "page number": "rows.shown",
}
VIEW_KEYS = {
    "title": "layouts.title",
    "subtitle": "layouts.subtitle",
    "date": "layouts.date",
    "department": "layouts.department",
    "body": "layouts.body, layouts.drop",
    "file name": "files.item, files.name",
}
# haedong: field page number: [1, 2] at once · haedong: field title is empty
_FIELD = re.compile(r"\bfield (page number|file name|[a-z]{2,12})\b")
#: Words in a reader's reasons that tell which key is meant.
_WORDS = (
    ("known layout", "layouts.marker"),
    ("the page is ", "view.url, rows.id, layouts.title"),
    ("is not on the page", "view.url, rows.title"),
    ("neither a body nor files", "layouts.body, files.link"),
    ("no file holds a readable text", "files.link, files.id"),
    ("the site says", "view.url, view.missing"),
)
#: What the client says of an address inside a network.
_PRIVATE = "is not a public address"
_BROWSER = "open the address in a browser"


def list_advice(error: ScrapeError, source: Source, came: Sequence[Came]) -> str:
    """What to do where the list could not be read."""
    return _login(came[-1:]) + _list_advice(error, source, came)


def _list_advice(error: ScrapeError, source: Source, came: Sequence[Came]) -> str:
    if isinstance(error, ParseError) and came and came[-1].moved:
        return f"the site leads to {came[-1].final_url} in place of the list: correct listing.url"
    if isinstance(error, ParseError):
        found = _FIELD.search(error.reason)
        keys = LIST_KEYS.get(found[1], "") if found and source.rows else ""
        return look_at(source, keys or ("listing.url" if source.rows else "listing.url, options"), came)
    return site_advice(error, source, "listing.url")


def view_advice(error: ScrapeError, source: Source, came: Sequence[Came]) -> str:
    """What to do where an item could not be made into an article."""
    if not isinstance(error, ParseError):
        return _login(came[:1]) + site_advice(error, source, "view.url, files.url")
    found = _FIELD.search(error.reason)
    keys = VIEW_KEYS.get(found[1], "") if found else ""
    keys = keys or next((key for said, key in _WORDS if said in error.reason), "view.url, layouts")
    return _login(came[:1]) + look_at(source, keys, came)


def _login(came: Sequence[Came]) -> str:
    """Said first, not alone: some sites have a field for a password beside every list."""
    if not any(one.login for one in came):
        return ""
    return f"the site asks for a login: {_BROWSER} where you are not logged in; if all is there, "


def look_at(source: Source, keys: str, came: Sequence[Came] = ()) -> str:
    """``compare rows.container in haedong.toml with the page saved in pages/list_1.html``"""
    kept = next((one.kept for one in reversed(came) if one.kept), None)
    page = f"the page saved in {kept}" if kept else "the page (--keep FOLDER saves it)"
    shared = f" (or software/{source.software}.toml)" if source.software else ""
    return f"compare {keys} in {source.name}.toml{shared} with {page}"


def site_advice(error: ScrapeError, source: Source, keys: str) -> str:
    """What to do where the site gave no page."""
    if _PRIVATE in error.reason:
        return "correct base_url; for tests, SACHO_ALLOW_LOOPBACK=1 lets a server on this machine be read"
    if isinstance(error, BlockedError) and source.options.get("key"):
        return f"do what the service says; its key is the setting {source.options['key']}"
    if "robots.txt" in error.reason:
        return "read the site's robots.txt; ask the site, or leave this source out"
    if isinstance(error, BlockedError):
        return f"{_BROWSER}; set SACHO_CONTACT, so that the site can reach you, and try again tomorrow"
    if isinstance(error, GoneError):
        return f"{_BROWSER}, and correct {keys}"
    return f"{_BROWSER}: does the site answer there? then correct base_url, {keys}; else try again later"
