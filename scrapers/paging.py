"""The addresses of a list: its pages, or its windows of days."""

from __future__ import annotations

from datetime import date, timedelta

from scrapers.reader import Request, Window
from scrapers.source import Listing, Source, SourceError


def list_request(source: Source, number: int, window: Window) -> Request | None:
    """The ``number``-th request (from 0) for a list as ``source.listing`` describes it; None after the last.

    ``windows`` of days begin with the latest one and end where the window to list begins. Raises SourceError
    where all requests would be the same.
    """
    listing = source.listing
    _check_differs(listing, source.name)
    if listing.paging == "single" and number:
        return None
    since, until = window.since, window.until
    if listing.paging == "windows":
        until = window.until - timedelta(days=number * listing.days)
        if until < window.since:
            return None
        since = max(window.since, until - timedelta(days=listing.days - 1))
    values = {
        "{page}": str(listing.first + number * listing.step),
        "{since}": _day(since, listing.dates),
        "{until}": _day(until, listing.dates),
    }
    form = {name: _filled(value, values) for name, value in listing.form.items()}
    posted = form or listing.method == "POST"
    return Request(source.address(_filled(listing.url, values)), form if posted else None)


def _check_differs(listing: Listing, name: str) -> None:
    needed = {"pages": "{page}", "windows": "{since}", "single": ""}[listing.paging]
    if not any(needed in place for place in (listing.url, *listing.form.values())):
        reason = f"key listing: {needed} stands neither in url nor in form"
        raise SourceError(reason, where=f"{name}.toml")


def _filled(text: str, values: dict[str, str]) -> str:
    for name, value in values.items():
        text = text.replace(name, value)
    return text


def _day(day: date, pattern: str) -> str:
    return day.strftime(pattern)
