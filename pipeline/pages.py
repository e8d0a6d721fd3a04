"""Pages: from the archive where they are recent enough, else from the network and into the archive."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scrapers.client.validators import Validators
from scrapers.errors import FetchError
from scrapers.fetch import Page

if TYPE_CHECKING:
    from db.archive import Archive, Archived
    from scrapers.fetch import Fetcher
    from scrapers.reader import Request

#: Statuses that the open-data gateway gives with an answer in which the reason stands.
SPEAKING = frozenset({400, 401, 403, 429})


class NotArchivedError(FetchError):
    """The archive does not hold the page, and the network was not to be asked."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a list's request.

    position: where it stands in the archive. same: byte for byte what came the last time.
    """

    page: Page
    position: int
    same: bool


@dataclass(frozen=True, slots=True)
class Pages:
    """Where pages come from. fetcher: None where the archive has to do. speaking: errors are answers too."""

    archive: Archive
    fetcher: Fetcher | None
    speaking: bool = False

    def listed(self, request: Request) -> Answer:
        """The answer to a list's request, always asked for anew, and archived.

        A form is posted. What the site says is unchanged comes from the archive. Raises like `Fetcher.get`.
        """
        if self.fetcher is None:
            raise NotArchivedError("lists are read from the network only", where=request.url)
        if request.form is None:
            return self._fetched(request.url, None)
        page = self.fetcher.post(request.url, dict(request.form))
        before = self.archive.last_sha256(page.url)
        return Answer(page, self.archive.store(page), page.sha256 == before)

    def item(self, url: str, referer: str | None, since: int) -> Page:
        """The page of an item or a file; what was archived since that position does not come again.

        A fragment says which part of an answer is meant, and is not sent. Raises like `Fetcher.get`.
        """
        url = url.partition("#")[0]
        kept = self.archive.latest(url, since)
        return _page(kept) if kept else self._fetched(url, referer).page

    def _fetched(self, url: str, referer: str | None) -> Answer:
        kept = self.archive.latest(url)
        if self.fetcher is None:
            raise NotArchivedError("not in the archive; a plain `sacho ingest` fetches it", where=url)
        validators = Validators.of(kept.headers) if kept and kept.status == 200 else None
        statuses = SPEAKING if self.speaking else frozenset()
        page = self.fetcher.get(url, referer, validators=validators, statuses=statuses)
        if page.status == 304 and kept:
            return Answer(_page(kept), kept.position, same=True)
        position = self.archive.store(page)
        return Answer(page, position, same=kept is not None and kept.sha256 == page.sha256)


def _page(kept: Archived) -> Page:
    return Page(kept.url, kept.final_url, kept.status, kept.headers, kept.fetched_at, kept.body, kept.sha256)
