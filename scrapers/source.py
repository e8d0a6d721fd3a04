"""A source: where its list is, how its pages are laid out, what success looks like. Data in a TOML file.

Sources are discovered: a new ``sources/<name>.toml`` is a new source. A missing, unknown or mistyped key
fails when the file is read, with its name.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from pathlib import Path
from typing import Any, TypeVar, get_args, get_type_hints
from urllib.parse import urljoin

from scrapers.article import Kind
from scrapers.errors import ScrapeError

FOLDER = Path(__file__).parent / "sources"

Section = TypeVar("Section")


@dataclass(frozen=True, slots=True)
class Expect:
    """What success looks like. min_items: rows on the first list page of a usual window."""

    min_items: int


@dataclass(frozen=True, slots=True)
class Listing:
    """Selectors of the list page. All but container and empty are taken inside the container or a row."""

    container: str
    row: str
    link: str
    title: str
    lead: str
    details: str
    empty: str
    total: str
    page_field: str


@dataclass(frozen=True, slots=True)
class Layout:
    """Selectors of one layout of the view page; marker tells that a page has it."""

    name: str
    marker: str
    title: str
    date: str
    ministry: str
    body: str


@dataclass(frozen=True, slots=True)
class Attached:
    """Where a view page names its files, which parameter is a file's id, and where the licence marks are."""

    link: str
    id_parameter: str
    licence: str


@dataclass(frozen=True, slots=True)
class Source:
    """One source, as its file says.

    parser: the module with its ``links`` and ``release``. delay in seconds, stale_after in hours,
    window in days. verified: whether the facts were seen on the real site; enabled: whether a plain
    ``sacho ingest`` reads it.
    """

    name: str
    title: str
    kind: Kind
    parser: str
    base_url: str
    list_url: str
    view_url: str
    licence_note: str
    verified: bool
    enabled: bool
    delay: float
    stale_after: int
    window: int
    max_pages: int
    expect: Expect
    listing: Listing
    layouts: tuple[Layout, ...]
    attachments: Attached
    form: Mapping[str, str] = field(default_factory=dict)

    def address(self, path: str) -> str:
        """``/briefing/…`` → the address on this source's site."""
        return urljoin(self.base_url, path)


class SourceError(ScrapeError):
    """A source's file is not what it has to be: a fault of the programme, not of the site."""


def load_sources(folder: Path = FOLDER) -> dict[str, Source]:
    """All sources by name, in the order of their files. Raises SourceError naming file and key."""
    sources: dict[str, Source] = {}
    for path in sorted(folder.glob("*.toml")):
        source = load_source(path)
        if source.name != path.stem:
            raise SourceError(f"name {source.name!r} is not the file's name", where=str(path))
        sources[source.name] = source
    return sources


def load_source(path: Path) -> Source:
    """The source in one file. Raises SourceError naming file and key."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SourceError(f"not readable as TOML ({error})", where=str(path)) from error
    source = _section(Source, table, path, "")
    if not source.base_url.startswith(("http://", "https://")):
        raise SourceError("key base_url: not an http address", where=str(path))
    if not source.layouts:
        raise SourceError("key layouts: at least one is needed", where=str(path))
    return source


def _section(cls: type[Section], table: object, path: Path, prefix: str) -> Section:
    """A dataclass from a TOML table: no key too many, none missing, each of its type."""
    if not isinstance(table, dict):
        raise SourceError(f"key {prefix.rstrip('.')}: a table is needed", where=str(path))
    wanted: dict[str, Field[Any]] = {one.name: one for one in fields(cls)}  # type: ignore[arg-type]  # always a dataclass
    for key in table:
        if key not in wanted:
            raise SourceError(f"unknown key {prefix}{key}; known: {', '.join(wanted)}", where=str(path))
    hints = get_type_hints(cls)
    values = {}
    for key, one in wanted.items():
        if key in table:
            values[key] = _value(hints[key], table[key], path, prefix + key)
        elif one.default_factory is MISSING:
            raise SourceError(f"missing key {prefix}{key}", where=str(path))
    return cls(**values)


def _value(hint: Any, value: object, path: Path, key: str) -> object:
    """``value`` as the type that the field declares."""
    if hint in (Expect, Listing, Layout, Attached):
        return _section(hint, value, path, key + ".")
    if hint == tuple[Layout, ...]:
        if not isinstance(value, list):
            raise SourceError(f"key {key}: a list of tables is needed", where=str(path))
        return tuple(_section(Layout, one, path, f"{key}[{number}].") for number, one in enumerate(value))
    if hint == Mapping[str, str]:
        fits = isinstance(value, dict) and all(isinstance(one, str) for one in value.values())
        wanted = "a table of strings"
    elif hint == Kind:
        fits, wanted = value in get_args(Kind), "one of " + ", ".join(get_args(Kind))
    elif hint is float:
        fits, wanted = isinstance(value, int | float) and not isinstance(value, bool), "a number"
    else:
        fits, wanted = type(value) is hint and value != "", f"a filled {hint.__name__}"
    if not fits:
        raise SourceError(f"key {key}: {value!r} is not {wanted}", where=str(path))
    return value
