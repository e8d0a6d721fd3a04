"""A source: where its list is, how its pages are laid out, what success looks like. Data in a TOML file.

Sources are discovered: a new ``sources/<name>.toml`` is a new source. What many sites share, because they
run the same software, stands once in ``software/<name>.toml``; a source that names it says only what is its
own. A missing, unknown or mistyped key fails when the file is read, with its name.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from pathlib import Path
from types import UnionType
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints
from urllib.parse import urljoin, urlsplit

from scrapers.article import Kind
from scrapers.errors import ScrapeError

FOLDER = Path(__file__).parent / "sources"
SOFTWARE = Path(__file__).parent / "software"

Section = TypeVar("Section")
# /board/list.do?bbsId=94&pageIndex={page} · ?startDate={since}&endDate={until}
_FILLED_IN = re.compile(r"[?&][\w.-]{1,60}=\{\w{1,10}\}|\{\w{1,10}\}")
# korea_kr, but not hae-un or 해운: SACHO_BASE_URL_KOREA_KR is a variable of the environment
_NAME = re.compile(r"[a-z][a-z0-9_]{0,40}")
#: What a key holds, in words.
_WORDS = {bool: "true or false, without quotes", str: "a text that is not empty", int: "a whole number"}


@dataclass(frozen=True, slots=True)
class Expect:
    """What success looks like. min_items: items on the first list page of a usual window."""

    min_items: int


@dataclass(frozen=True, slots=True)
class Listing:
    """How the list is asked for.

    url and the values of form may hold ``{page}``, ``{since}`` and ``{until}``; a list with a
    form is posted, and one whose method says so.
    paging: ``pages`` one after the other, ``windows`` of ``days`` days each, or ``single``: all on one page.
    first: the number of the first page; step: what the next one adds. dates: how days are written.
    error_pages: the service's refusals (status 400, 401, 403, 429) are answers that say why.
    """

    url: str
    paging: Literal["pages", "windows", "single"] = "pages"
    first: int = 1
    step: int = 1
    days: int = 3
    dates: str = "%Y-%m-%d"
    form: Mapping[str, str] = field(default_factory=dict)
    error_pages: bool = False
    method: Literal["GET", "POST"] = "GET"


@dataclass(frozen=True, slots=True)
class Rows:
    """Selectors of a list page. container and the marks count on the page, all others within a row.

    link: the row's link, or any element with an ``onclick``; id: a pattern for its address, whose first
    filled group is the native id. title: empty where the link's own text is the title. date may match
    several cells, the first date in them counts. drop: elements inside a field that are no part of it.
    empty: what the site shows when there is nothing. total: the number of items, to be left out where
    pinned notices are not counted; shown: the number of the page.
    """

    container: str
    row: str
    link: str
    id: str
    title: str = ""
    date: str = ""
    department: str = ""
    lead: str = ""
    drop: str = ""
    empty: str = ""
    total: str = ""
    shown: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """The page of one item. url: its address, with ``{id}``. missing: what it says when there is no such."""

    url: str
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """Selectors of one layout of the view page; marker tells that a page has it.

    What is left out is taken from the list; without a body the general method finds it on the page.
    drop: elements inside a field that are no part of it.
    """

    name: str
    marker: str
    title: str = ""
    subtitle: str = ""
    date: str = ""
    department: str = ""
    body: str = ""
    drop: str = ""


@dataclass(frozen=True, slots=True)
class Files:
    """Where a view page names its files.

    link: the links, or elements with an ``onclick``; id: a pattern for their address whose groups are the
    file's id. url: the address to fetch where the link itself holds none, with the pattern's filled groups
    as ``{1}``, ``{2}``. item: the element around one file, name: the file's name in it; empty where the
    link's text is the name. licence: the licence marks of the page.
    """

    link: str
    id: str
    url: str = ""
    item: str = ""
    name: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """One source, as its file says.

    parser: the module of this package that reads it (see `scrapers.reader.Reader`). delay in seconds,
    stale_after (without a good run) and silent_after (without a new item) in hours, window in days. verified:
    whether the facts were seen on the real site; enabled: whether a plain ``sacho ingest`` reads it. outlet:
    the paper or body whose articles these are, where they do not say so themselves. options: what only its
    parser understands.
    """

    name: str
    title: str
    kind: Kind
    parser: str
    base_url: str
    licence_note: str
    verified: bool
    enabled: bool
    delay: float
    stale_after: int
    window: int
    expect: Expect
    listing: Listing
    max_pages: int = 100
    silent_after: int = 336
    software: str = ""
    outlet: str = ""
    rows: Rows | None = None
    view: View | None = None
    layouts: tuple[Layout, ...] = ()
    files: Files | None = None
    options: Mapping[str, str] = field(default_factory=dict)

    def address(self, path: str) -> str:
        """``/briefing/…`` → the address on this source's site."""
        return urljoin(self.base_url, path)

    @property
    def list_address(self) -> str:
        """The list's address without page and days: its name in the log, the same in every run."""
        return self.address(_FILLED_IN.sub("", self.listing.url))


class SourceError(ScrapeError):
    """A source's file is not what it has to be: a fault of the programme, not of the site."""

    @property
    def source(self) -> str:
        """The name of the source whose file it is."""
        return Path(self.where or "").stem


def load_sources(folder: Path = FOLDER, broken: list[SourceError] | None = None) -> dict[str, Source]:
    """All sources by name, in the order of their files.

    broken: takes the errors of the files that can't be used, so that one that is half written stops no other
    source. Without it the first is raised, as a SourceError naming file and key.
    """
    sources: dict[str, Source] = {}
    for path in sorted(folder.glob("[!.]*.toml")):  # .#korea_kr.toml: open in somebody's editor
        try:
            source = load_source(path)
            if source.name != path.stem:
                raise SourceError(f"name {source.name!r} is not the file's name", where=str(path))
        except (SourceError, OSError) as error:
            if broken is None:
                raise
            broken.append(_fault(error, path))
        else:
            sources[source.name] = source
    return sources


def _fault(error: SourceError | OSError, path: Path) -> SourceError:
    """The fault as one of the source in that file, also where it is in a file that several share."""
    if isinstance(error, OSError):
        return SourceError(f"not readable ({error.strerror})", where=str(path))
    return error if error.where == str(path) else SourceError(str(error), where=str(path))


def load_source(path: Path) -> Source:
    """The source in one file, with what its software shares. Raises SourceError naming file and key."""
    table = _toml(path)
    software = table.get("software")
    if isinstance(software, str) and software:
        shared = SOFTWARE / f"{software}.toml"
        if not _NAME.fullmatch(software) or not shared.is_file():
            raise SourceError(f"key software: no {software!r}; known: {_known_software()}", where=str(path))
        table = _merged(_toml(shared), table)
    source = _section(Source, table, path, "")
    if not _NAME.fullmatch(source.name):
        reason = "needs small letters a to z first, then also digits and _, 41 in all, such as korea_kr"
        raise SourceError(f"key name: {reason}; not {source.name!r}", where=str(path))
    if not _is_address(source.base_url):
        raise SourceError("key base_url: not an http address", where=str(path))
    return source


def _known_software() -> str:
    return ", ".join(sorted(one.stem for one in SOFTWARE.glob("*.toml")))


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:  # http://[…
        return False
    return text.startswith(("http://", "https://")) and bool(parts.hostname)


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise SourceError(f"not readable as TOML ({error})", where=str(path)) from error


def _merged(shared: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """The keys of both; where both have one the source's own counts, in tables key by key."""
    merged = shared | own
    for key, value in own.items():
        if isinstance(value, dict) and isinstance(shared.get(key), dict):
            merged[key] = _merged(shared[key], value)
    return merged


def _section(cls: type[Section], table: object, path: Path, prefix: str) -> Section:
    """A dataclass from a TOML table: no key too many, none missing, each of its type."""
    if not isinstance(table, dict):
        raise SourceError(f"key {prefix.rstrip('.')}: a table is needed", where=str(path))
    wanted: dict[str, Field[Any]] = {one.name: one for one in fields(cls)}  # type: ignore[arg-type]  # always a dataclass
    for key in table:
        if key not in wanted:
            raise SourceError(f"unknown key {prefix}{key}; known: {', '.join(wanted)}", where=str(path))
    needed = [key for key, one in wanted.items() if one.default is MISSING and one.default_factory is MISSING]
    _check_complete([prefix + key for key in needed if key not in table], "software" in table or prefix, path)
    hints = get_type_hints(cls)
    return cls(**{key: _value(hints[key], value, path, prefix + key) for key, value in table.items()})


def _check_complete(missing: list[str], shared: object, path: Path) -> None:
    """All that a table lacks at once. shared: whether naming a software would not help."""
    if not missing:
        return
    reason = f"missing key{'s' if len(missing) > 1 else ''} {', '.join(missing)}"
    if not shared:
        reason += f"; a file that names a software needs fewer: software = one of {_known_software()}"
    raise SourceError(reason, where=str(path))


def _value(hint: Any, value: object, path: Path, key: str) -> object:
    """``value`` as the type that the field declares."""
    if isinstance(hint, UnionType):  # Rows | None
        hint = get_args(hint)[0]
    if hint in (Expect, Listing, Rows, View, Files):
        return _section(hint, value, path, key + ".")
    if hint == tuple[Layout, ...]:
        if not isinstance(value, list):
            raise SourceError(f"key {key}: a list of tables is needed", where=str(path))
        return tuple(_section(Layout, one, path, f"{key}[{number}].") for number, one in enumerate(value))
    fits, wanted = _fits(hint, value)
    if not fits:
        raise SourceError(f"key {key}: needs {wanted}, not {value!r}", where=str(path))
    if key.endswith(".id"):
        _check_pattern(str(value), path, key)
    return value


def _fits(hint: Any, value: object) -> tuple[bool, str]:
    """Whether ``value`` is what the field declares, and what that is in words."""
    if hint == Mapping[str, str]:
        return (
            isinstance(value, dict) and all(isinstance(one, str) for one in value.values()),
            "a table of strings",
        )
    if get_origin(hint) is Literal:
        return value in get_args(hint), "one of " + ", ".join(get_args(hint))
    if hint is float:
        return isinstance(value, int | float) and not isinstance(value, bool), "a number"
    return type(value) is hint and value != "", _WORDS[hint]


def _check_pattern(pattern: str, path: Path, key: str) -> None:
    try:
        groups = re.compile(pattern).groups
    except (re.error, OverflowError, RecursionError) as error:  # the second: a{99999999999}
        raise SourceError(f"key {key}: not a pattern ({error})", where=str(path)) from error
    if not groups:
        raise SourceError(f"key {key}: the pattern needs a group for the id", where=str(path))
