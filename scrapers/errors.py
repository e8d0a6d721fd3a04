"""What can go wrong between a web page and an Article; each says what a caller would do differently.

ScrapeError
├── FetchError     the network or the server failed: worth another try later
│   └── GoneError  the server says that there is no such page: so is the site not at fault as a whole
├── BlockedError   robots.txt, a quota or a withdrawn service says no: stop this source
└── ParseError     the bytes came but are not what was promised: quarantine; the same bytes never come right
    └── NoArticleError  a page that can be read and holds no article: in a crawl no fault at all
"""

from __future__ import annotations


class ScrapeError(Exception):
    """Base of all failures of this package. ``where`` is the file or URL, ``str(error)`` the reason."""

    def __init__(self, reason: str, *, where: str | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.where = where

    def __str__(self) -> str:
        return f"{self.where}: {self.reason}" if self.where else self.reason


class FetchError(ScrapeError):
    """The network or the server failed."""


class GoneError(FetchError):
    """The site says that there is no such page (any more, or yet)."""


class BlockedError(ScrapeError):
    """We are not allowed to fetch this."""


class ParseError(ScrapeError):
    """The content is not what was promised (no article, a missing field, an unknown format)."""


class NoArticleError(ParseError):
    """The page can be read, and no running text is in it: a front page, a gallery, a list."""
