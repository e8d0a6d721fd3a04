"""Word lists and gazetteers: read once from ``data/*.csv``, checked, matched with one automaton each."""

from __future__ import annotations

import csv
import functools
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from ahocorasick_rs import AhoCorasick, Implementation

Entry = TypeVar("Entry")
DATA = Path(__file__).with_name("data")


class LexiconError(ValueError):
    """A data file is missing, empty or malformed; the message names file, line and column."""


@functools.cache
def table(name: str, *columns: str) -> tuple[Mapping[str, str], ...]:
    """Rows of ``data/<name>.csv`` as mappings from column to text.

    Raises LexiconError when the file is empty, lacks one of ``columns`` or has a row of another length.
    """
    path = DATA / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as handle:
        reader = csv.DictReader(handle)
        missing = set(columns) - set(reader.fieldnames or ())
        if missing:
            raise LexiconError(f"{path.name}: no column {', '.join(sorted(missing))}")
        rows = tuple(reader)
    if not rows:
        raise LexiconError(f"{path.name}: no rows")
    for line, row in enumerate(rows, 2):
        if None in row or None in row.values():
            raise LexiconError(f"{path.name}:{line}: wrong number of fields")
    return rows


def items(cell: str) -> tuple[str, ...]:
    """The entries of a list cell: ``"기재부;재경부"`` → ``("기재부", "재경부")``."""
    return tuple(part for part in cell.split(";") if part)


@functools.cache
def fingerprint() -> str:
    """A hash over all data files; mentions made with another one are made again."""
    digest = hashlib.sha256()
    for path in sorted(DATA.glob("*.csv")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Hit(Generic[Entry]):
    """A surface found in a text, with the entries that it may stand for."""

    start: int
    end: int
    entries: tuple[Entry, ...]


class Automaton(Generic[Entry]):
    """Finds every surface of a lexicon in one pass (Aho-Corasick, linear in the text)."""

    def __init__(self, surfaces: Iterable[tuple[str, Entry]], *, small: bool = False) -> None:
        """surfaces: pairs of a spelling and what it stands for; a spelling may stand for several. small: a
        lexicon of some hundreds, for which the fastest automaton takes little memory."""
        grouped: dict[str, list[Entry]] = {}
        for surface, entry in surfaces:
            grouped.setdefault(surface, []).append(entry)
        grouped.pop("", None)
        if not grouped:
            raise LexiconError("an automaton needs at least one surface")
        self._entries = [tuple(entries) for entries in grouped.values()]
        self._automaton = AhoCorasick(list(grouped), implementation=Implementation.DFA if small else None)

    def hits(self, text: str) -> Iterator[Hit[Entry]]:
        """All occurrences, overlapping ones too, in the order of their ends; choosing is the caller's."""
        for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            yield Hit(start, end, self._entries[index])


def longest(hits: Iterable[Hit[Entry]]) -> list[Hit[Entry]]:
    """Leftmost-longest choice: of overlapping hits the one that starts first, of these the longest."""
    chosen: list[Hit[Entry]] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if not chosen or hit.start >= chosen[-1].end:
            chosen.append(hit)
    return chosen
