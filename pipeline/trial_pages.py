"""The pages of a trial: fetched as politely as in a run, described, and kept as files if that is wanted."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapers.attachments.sniff import sniff
from scrapers.boilerplate.encoding import decode
from scrapers.errors import FetchError, ParseError
from scrapers.fetch import Page, refusal
from scrapers.markup import charset_of, parse, words

if TYPE_CHECKING:
    from pipeline.pages import Pages
    from pipeline.releases import Get
    from scrapers.reader import Item, Request

#: Answers with an error are shown too: the notice of maintenance that comes with 503 says how long it takes.
ERRORS = frozenset(range(400, 600))
#: Characters of a page's text that tell what it is.
SAID = 120
#: The part of a page that is looked at for them.
LOOKED_AT = 200_000
#: How the kept files are called: list_1.html, view_1.html, file_1_1.hwpx.
NAME = re.compile(r"(?:list_\d{1,4}|view_\d{1,4}|file_\d{1,4}_\d{1,4})\.[a-z0-9]{1,10}")
# <title>시스템 점검 안내</title>
_TITLE = re.compile(r"<title\b[^>]{0,200}>([^<]{0,300})", re.I)


@dataclass(frozen=True, slots=True)
class Came:
    """An answer in short. size in bytes; format: html, xml, json or what a file is; says: its first words;
    kept: the file in which it was kept, if it was. given: it came from that file, which the operator had
    saved. login: it has a field for a password.
    """

    url: str
    final_url: str
    status: int
    size: int
    format: str
    title: str
    says: str
    kept: Path | None
    given: bool = False
    login: bool = False

    @property
    def moved(self) -> bool:
        """Whether the site led to another place; a session's number in the address makes no other one."""
        asked, answered = urlsplit(self.url), urlsplit(self.final_url)
        paths = (one.path.partition(";")[0].rstrip("/") for one in (asked, answered))
        return asked.hostname != answered.hostname or len(set(paths)) > 1


@dataclass(slots=True)
class Visit:
    """The requests of one trial. keep: the folder for what comes; tell: told each address before it is asked.

    pages: where everything comes from, None where the list's answer comes from a file and nothing else does.
    last: the answer to the last request for the list.
    """

    pages: Pages | None
    keep: Path | None
    tell: Callable[[str], None]
    lists: list[Came] = field(default_factory=list)
    last: Page | None = None

    def listed(self, request: Request, speaking: frozenset[int]) -> Page:
        """The answer to a list's request; it stands in ``lists`` even where it is an error, which is raised.

        speaking: error statuses under which the service answers with its reason.
        """
        if self.pages is None or self.pages.fetcher is None:
            raise FetchError("a list in a file has no further answers", where=request.url)
        self.tell(request.url)
        fetcher = self.pages.fetcher
        if request.form is None:
            page = fetcher.get(request.url, statuses=ERRORS)
        else:
            page = fetcher.post(request.url, dict(request.form), statuses=ERRORS)
        self._note(page)
        if page.status in ERRORS - speaking:
            raise refusal(page)
        self.pages.archive.store(page)
        return page

    def stored(self, path: Path, request: Request) -> Page:
        """A list's answer that the operator has saved, as if it had come."""
        body = path.read_bytes()
        digest = hashlib.sha256(body).hexdigest()
        page = Page(request.url, request.url, 200, {}, "", body, digest)
        self.lists.append(replace(came(page, path), given=True))
        self.last = page
        return page

    def item(self, item: Item, number: int, taken: list[tuple[Page, Came]]) -> Get:
        """What fetches the page and the files of an item, and notes in ``taken`` what came."""
        pages = self.pages
        if pages is None:
            raise ValueError("a list in a file has no pages to fetch")

        def get(url: str, referer: str | None) -> Page:
            self.tell(url)
            page = pages.item(url, referer, 0)
            if url != item.url:
                kept = self._kept(page, f"file_{number}_{len(taken)}", form_of(page))
            elif "#" in url:  # the item stands in the list's answer, which is kept already
                kept = self.lists[-1].kept
            else:
                kept = self._kept(page, f"view_{number}", form_of(page))
            taken.append((page, came(page, kept)))
            return page

        return get

    def _note(self, page: Page) -> None:
        self.last = page
        self.lists.append(came(page, self._kept(page, f"list_{len(self.lists) + 1}", form_of(page))))

    def _kept(self, page: Page, name: str, extension: str) -> Path | None:
        """Where the answer was kept, in place of what an earlier trial kept under this name."""
        if self.keep is None:
            return None
        path = self.keep / f"{name}.{extension}"
        path.write_bytes(page.body)
        return path


def came(page: Page, kept: Path | None) -> Came:
    """An answer in short; for bytes that are no text without title and words."""
    form = form_of(page)
    title, says, login = _words(page, form)
    size = len(page.body)
    return Came(page.url, page.final_url, page.status, size, form, title, says, kept, login=login)


def form_of(page: Page) -> str:
    """``html``, ``xml``, ``json``, the format of a document, or ``bin``; by the bytes alone."""
    found = sniff(page.body)
    if found not in (None, "html"):
        return found.rpartition(" ")[2]  # "broken zip"
    if b"\0" in page.body[:2000]:
        return "bin"
    start = page.body[:2000].decode("utf-8", "replace").lstrip("\ufeff \t\r\n").lower()
    if start.startswith(("{", "[")):
        return "json"
    is_xml = start.startswith(("<?xml", "<rss", "<feed", "<urlset", "<sitemapindex")) and "<html" not in start
    return "xml" if is_xml else "html"


def _words(page: Page, form: str) -> tuple[str, str, bool]:
    """The title of a page, its first words (of XML and JSON the first characters), and whether it asks for
    a password.
    """
    if form not in ("html", "xml", "json"):
        return "", "", False
    body = page.body[:LOOKED_AT]
    try:
        text = decode(body, charset_of(page), markup=True).text
        if form != "html":
            return "", " ".join(text[: 4 * SAID].split())[:SAID], False
        scope = parse(body, source="", url=page.url, charset=charset_of(page))
    except ParseError:
        return "", "", False
    title = _TITLE.search(text)
    shown = scope.element.select_one("body") or scope.element
    login = scope.element.select_one('input[type="password" i]') is not None
    return " ".join(title[1].split()) if title else "", words(shown)[:SAID], login
