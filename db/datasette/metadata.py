"""Datasette's metadata, generated from ``tables.toml`` and ``queries.toml``."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path
from typing import Any

#: The name of the database in Datasette's URLs, whatever its file is called.
NAME = "sacho"
#: sqlite-utils' own table.
_PLUMBING = ("_sqlite_migrations",)
_HERE = Path(__file__).parent


def metadata() -> dict[str, Any]:
    """Titles, descriptions of tables and columns, label columns, facets and canned queries."""
    described = _read("tables.toml")
    asked = _read("queries.toml")
    tables = {name: _table(table, described["mention"]) for name, table in described["tables"].items()}
    tables |= {name: {"hidden": True} for name in _PLUMBING}
    queries = {name: _query(query, asked["labels"]) for name, query in asked["queries"].items()}
    texts = {"title": described["title"], "description": described["description"]}
    database = {**texts, "tables": tables, "queries": queries}
    return {**texts, "databases": {NAME: database}, "extra_css_urls": [_stylesheet()]}


def _stylesheet() -> str:
    """Its address changes with its content, so that no browser shows pages with an older one."""
    digest = hashlib.sha256((_HERE / "static" / "sacho.css").read_bytes()).hexdigest()
    return f"/assets/sacho.css?{digest[:8]}"


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
    return tomllib.loads((_HERE / name).read_text(encoding="utf-8"))
