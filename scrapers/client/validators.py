"""What a server gave us to ask "has it changed?" with."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

# "abc", W/"abc", and what some servers send without quotes: 5f3a-1b. Never *, which every page matches
_ETAG = re.compile(r'(?:W/)?"[!#-~]{0,1000}"|(?!\*)[!#-+\--~]{1,1000}')
#: Before the web there was no page to change: 1 January 1970 is a server without a clock.
_FIRST_YEAR = 1990


@dataclass(frozen=True, slots=True)
class Validators:
    """An earlier answer's ETag and Last-Modified, as they came; at least one of them is set."""

    etag: str | None = None
    last_modified: str | None = None

    @classmethod
    def of(cls, headers: Mapping[str, str]) -> Validators | None:
        """The validators in the headers (names in lower case) of a stored answer; None where none is usable.

        Not usable: an ETag that is none (``*``, two of them, control characters), a Last-Modified that is no
        date, is before 1990, or lies after the answer's own Date.
        """
        etag = headers.get("etag", "").strip()
        moment = headers.get("last-modified", "").strip()
        found = cls(
            etag if _ETAG.fullmatch(etag) else None,
            moment if _is_usable(moment, headers.get("date", "")) else None,
        )
        return found if found.etag or found.last_modified else None

    def headers(self) -> dict[str, str]:
        """The headers of a request that asks only for what has changed."""
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in asked.items() if value}


def _is_usable(last_modified: str, date: str) -> bool:
    if not last_modified:
        return False
    from scrapers.client.http_date import moment  # most pages have no Last-Modified

    changed, answered = moment(last_modified), moment(date)
    if changed is None or changed.year < _FIRST_YEAR:
        return False
    return answered is None or changed <= answered
