"""Datasette's metadata, generated from ``tables.toml`` and ``queries.toml``."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

#: The name of the database in Datasette's URLs, whatever its file is called.
NAME = "sacho"
TEMPLATES = Path(__file__).parent / "templates"
#: sqlite-utils' own table.
_PLUMBING = ("_sqlite_migrations",)


@functools.cache
def metadata() -> dict[str, Any]:
    """Titles, descriptions of tables and columns, label columns, facets, questions. Not to be changed."""
    described = _read("tables.toml")
    asked = _read("queries.toml")
    tables = {name: _table(table, described["mention"]) for name, table in described["tables"].items()}
    tables |= {name: {"hidden": True} for name in _PLUMBING}
    queries = {name: _query(query, asked["labels"]) for name, query in asked["queries"].items()}
    texts = {"title": described["title"], "description": described["description"]}
    return {**texts, "databases": {NAME: {**texts, "tables": tables, "queries": queries}}}


def metadata_of(name: str) -> dict[str, Any]:
    """What is said of a table, a view or a question; nothing of one that is not ours. On any Datasette."""
    ours = metadata()["databases"][NAME]
    return dict(ours["tables"].get(name) or ours["queries"].get(name) or {})


def questions() -> dict[str, Any]:
    """Our questions by their names, in the order in which they stand on the front page."""
    return dict(metadata()["databases"][NAME]["queries"])


def _table(table: dict[str, Any], mention: dict[str, str]) -> dict[str, Any]:
    """A table as Datasette wants it; ``list`` is ours: the columns that our links to its page ask for."""
    table = dict(table)
    if table.pop("mention", False):
        own = list(table["columns"])
        table["list"] = ["article_id", "text", *own, "certain", "reason", "rule"]
        table["columns"] = mention | table["columns"]
    return {"facet_size": 10, **table}


def _query(query: dict[str, Any], labels: dict[str, str]) -> dict[str, Any]:
    asked = query["params"]
    return {**query, "sql": query["sql"].strip(), "params": list(asked), "asked": asked, "labels": labels} | {
        "hide_sql": True
    }


def _read(name: str) -> dict[str, Any]:
    import tomllib  # not for a Datasette that serves nothing of ours

    return tomllib.loads((Path(__file__).parent / name).read_text(encoding="utf-8"))
