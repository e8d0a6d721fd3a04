"""The selectors in a source's file: whether they can be read at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

import soupsieve

from scrapers.source import Files, Layout, Rows, Source, SourceError

#: The keys beside them: patterns, addresses, and the name of a layout.
_OTHERS: dict[type, frozenset[str]] = {
    Rows: frozenset({"id"}),
    Layout: frozenset({"name"}),
    Files: frozenset({"id", "url"}),
}


def check_selectors(source: Source, where: str) -> None:
    """Raise SourceError naming the file ``where`` and the key of what is no selector (``div[class=``)."""
    for key, selector in _selectors(source):
        try:
            soupsieve.compile(selector)
        except soupsieve.SelectorSyntaxError as error:
            said = str(error).partition("\n")[0]
            raise SourceError(f"key {key}: {selector!r} is no selector ({said})", where=where) from error


def _selectors(source: Source) -> Iterator[tuple[str, str]]:
    """Each filled selector with its key, ``layouts[0].body``."""
    layouts = [(f"layouts[{number}]", layout) for number, layout in enumerate(source.layouts)]
    for prefix, table in [("rows", source.rows), *layouts, ("files", source.files)]:
        if table is None:
            continue
        for one in fields(table):
            selector = getattr(table, one.name)
            if selector and one.name not in _OTHERS[type(table)]:
                yield f"{prefix}.{one.name}", selector
