"""Known sites and site software: where they keep body, title, date … (``data/layouts/*.toml``).

A file is a site or a software, found by lying in the folder; ``data/layouts/README.md`` says what is in one.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import cast, get_args

from ahocorasick_rs import AhoCorasick, Implementation

from scrapers.article import DROPPED_KINDS, Kind
from scrapers.boilerplate.selectors import Selector, compiled

_FOLDER = Path(__file__).parent / "data" / "layouts"
_PARTS = ("body", "title", "subtitle", "date", "modified", "reporter", "department")
_KEYS = frozenset((*_PARTS, "kind", "hosts", "generic", "marks", "drop"))
#: Inside an article these may be a table's cells, so that the cleaning keeps them there.
_KEPT = ("counters", "navigation", "other")


@dataclass(frozen=True, slots=True)
class Layout:
    """One generation of a site's pages, its selectors compiled: lists in the order in which they are tried.

    name: that of the file. kind: what all articles of such a site are, None where they differ.
    hosts: where it applies, if the page's host is known; empty: anywhere. generic: its names are so common
    that it asks for its host, or comes last where it has none. marks: names that must stand in the page too.
    drop: elements inside the body that are never the body's, with the kind that they are dropped as.
    needs: one of these names stands in each page that has such a body.
    """

    name: str
    kind: Kind | None
    hosts: tuple[str, ...]
    generic: bool
    marks: frozenset[str]
    body: tuple[Selector, ...]
    title: tuple[Selector, ...]
    subtitle: tuple[Selector, ...]
    date: tuple[Selector, ...]
    modified: tuple[Selector, ...]
    reporter: tuple[Selector, ...]
    department: tuple[Selector, ...]
    drop: tuple[tuple[str, Selector], ...]
    needs: frozenset[str]

    def names(self) -> Iterator[str]:
        """All names that the layout asks for."""
        yield from self.marks
        for part in _PARTS:
            for selector in getattr(self, part):
                yield from selector.names
        for _, selector in self.drop:
            yield from selector.names

    def serves(self, host: str) -> bool:
        """Is the host one of the layout's (``news.kbs.co.kr`` is one of ``kbs.co.kr``)?"""
        return any(host == own or host.endswith(f".{own}") for own in self.hosts)


@cache
def layouts() -> tuple[Layout, ...]:
    """All known layouts: by file, in a file in its order, but generic ones last."""
    return load(_FOLDER)


@lru_cache(maxsize=4096)
def candidates(host: str | None) -> tuple[Layout, ...]:
    """The layouts to try on a page of this host (None: unknown), in order: the host's own, then those of
    software that may stand anywhere; where the host is unknown, those of other sites too, unless generic.
    """
    own = [layout for layout in layouts() if host and layout.serves(host)]
    anywhere = [layout for layout in layouts() if not (layout.hosts and (host or layout.generic))]
    return (*own, *anywhere)


@cache
def _automaton() -> AhoCorasick:
    wanted = {name for layout in layouts() for name in layout.names()}
    return AhoCorasick(sorted(wanted), implementation=Implementation.DFA)


def present(source: str) -> frozenset[str]:
    """Which of the names that any layout asks for stand in a page's source, in whatever place: one pass over
    it, so that all layouts together cost less than the parse.
    """
    try:
        return frozenset(_automaton().find_matches_as_strings(source, overlapping=True))
    except UnicodeEncodeError:  # half a character: \ud800
        return present(source.encode("utf-8", "replace").decode("utf-8"))


def load(folder: Path) -> tuple[Layout, ...]:
    """The layouts of a folder. Raises ValueError, naming the file, for one that is no layout."""
    found: list[Layout] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            found += _read(path.stem, tomllib.loads(path.read_text(encoding="utf-8")))
        except (ValueError, TypeError, AttributeError) as error:
            raise ValueError(f"{path}: {error}") from error
    return tuple(sorted(found, key=lambda layout: layout.generic))


def _read(name: str, table: dict[str, object]) -> list[Layout]:
    """A file → its layouts; what stands above the first ``[[layout]]`` holds for all of them."""
    rows = table.pop("layout", None)
    if not isinstance(rows, list) or not rows:
        raise ValueError("no [[layout]]")
    return [_layout(name, {**table, **row}) for row in rows]


def _layout(name: str, row: Mapping[str, object]) -> Layout:
    if unknown := sorted(set(row) - _KEYS):
        raise ValueError(f"unknown key {', '.join(unknown)} (known: {', '.join(sorted(_KEYS))})")
    parts = {part: tuple(map(compiled, _words(row, part))) for part in _PARTS}
    if not parts["body"]:
        raise ValueError("no body")
    generic = row.get("generic", False)
    if not isinstance(generic, bool):
        raise TypeError("generic is true or false")
    return Layout(
        name=name,
        kind=_kind(row.get("kind")),
        hosts=tuple(_words(row, "hosts")),
        generic=generic,
        marks=frozenset(_words(row, "marks")),
        drop=tuple(_dropped(row.get("drop", {}))),
        needs=frozenset(max(selector.names, key=len) for selector in parts["body"]),
        **parts,
    )


def _kind(said: object) -> Kind | None:
    for kind in get_args(Kind):
        if said == kind:
            return cast("Kind", kind)
    if said is not None:
        raise ValueError(f"unknown kind {said!r}")
    return None


def _dropped(table: object) -> list[tuple[str, Selector]]:
    """``drop.caption = [".photo_txt"]`` → (caption, selector) …"""
    if not isinstance(table, dict):
        raise TypeError("drop is a table: kind → selectors")
    if wrong := sorted(set(table) - set(DROPPED_KINDS) | set(table) & set(_KEPT)):
        raise ValueError(f"drop.{wrong[0]}: no kind of furniture that can be dropped from a body")
    return [(kind, compiled(css)) for kind in table for css in _words(table, kind)]


def _words(row: Mapping[str, object], key: str) -> list[str]:
    words = row.get(key, [])
    if not isinstance(words, list) or not all(isinstance(word, str) and word for word in words):
        raise TypeError(f"{key} is a list of words")
    return words
