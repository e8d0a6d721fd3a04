"""What reading a source means: the agreement between the pipeline and the module that reads a kind of site.

A reader is a module of this package with three functions; a source names it by ``parser``. It never fetches:
it says what to ask for and reads the answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from scrapers.source import Source, SourceError

if TYPE_CHECKING:
    from scrapers.article import Attachment, Kind
    from scrapers.fetch import Page


@dataclass(frozen=True, slots=True)
class Window:
    """The days to list, both included. usual: chosen by the programme, so the source's expectation holds."""

    since: date
    until: date
    usual: bool = True


@dataclass(frozen=True, slots=True)
class Request:
    """An address to fetch; a form is posted."""

    url: str
    form: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item of a list.

    native_id: as the source names it, raw. url: where it is read: its page, or the list answer that holds
    all of it, with the id as fragment (``https://…/list#148000001``). published: ISO date or date and time.
    version: what the source itself calls the item's state (a counter, a time of change), empty where it says
    nothing.
    """

    native_id: str
    url: str
    title: str = ""
    published: str | None = None
    department: str = ""
    lead: str = ""
    version: str = ""


@dataclass(frozen=True, slots=True)
class Further:
    """The address of another answer of the same list. changed: ISO, its last change; None where unsaid."""

    url: str
    changed: str | None = None


@dataclass(frozen=True, slots=True)
class ListPage:
    """One answer of a list.

    empty: the site itself says that there is nothing (more). broken: why items could not be read. shown: the
    number of the page, where the answer says it. further: addresses of more answers that belong to the list,
    as an index of sitemaps names them.
    """

    items: tuple[Item, ...]
    total: int | None = None
    empty: bool = False
    broken: tuple[str, ...] = ()
    shown: int | None = None
    further: tuple[Further, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """What the page of an item says.

    url: the canonical address. content: the body's HTML, or the bytes of a whole page whose body the general
    method has to find; whole tells which, charset is what the answer's header said. published: ISO of the
    known precision; evidence: where it stood. modified, available_at: ISO. licence: ``KOGL-<type>`` or None.
    stub: the body only points to the files. kind: where it differs from the source's.
    """

    native_id: str
    url: str
    content: str | bytes
    title: str | None = None
    subtitle: str | None = None
    published: str | None = None
    evidence: str | None = None
    modified: str | None = None
    available_at: str | None = None
    department: str | None = None
    reporter: str | None = None
    outlet: str | None = None
    kind: Kind | None = None
    licence: str | None = None
    layout: str = ""
    whole: bool = False
    charset: str | None = None
    stub: bool = False
    attachments: tuple[Attachment, ...] = ()


class Reader(Protocol):
    """The functions of a reader. All raise ParseError when an answer is not what the source promised."""

    def check(self, source: Source) -> None:
        """Raise SourceError when the source's file lacks what this reader needs, or says what it can't do."""

    def items(self, page: Page, source: Source) -> ListPage:
        """The items of a list's answer. Raises BlockedError when the service refuses us."""

    def release(self, page: Page, source: Source, item: Item) -> Release:
        """The item on its page (the answer for ``item.url``)."""


def reader_of(source: Source) -> Reader:
    """The reader that the source names. Raises SourceError when there is none, or it can't read it."""
    try:
        module = import_module(f"scrapers.{source.parser}")
    except ModuleNotFoundError as error:
        raise SourceError(f"{source.name}: no parser {source.parser!r}", where=source.parser) from error
    if not all(hasattr(module, name) for name in ("check", "items", "release")):
        raise SourceError(f"{source.name}: {source.parser!r} is no parser", where=source.parser)
    reader = cast(Reader, module)
    reader.check(source)
    return reader
