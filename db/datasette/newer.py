"""Where Datasette 1.0 (tested: 1.0a41) wants to be told in another way what 0.65 reads from metadata."""

from __future__ import annotations

from typing import Any

from db.datasette.metadata import NAME, metadata

#: What 1.0 takes for configuration; the rest describes.
_CONFIGURED = (
    "facets", "facet_size", "sort", "sort_desc", "size", "label_column", "hidden", "fts_table", "fts_pk",
)  # fmt: skip


def is_newer(datasette: Any) -> bool:
    """Whether this Datasette keeps metadata and questions in its internal database."""
    return hasattr(datasette, "set_resource_metadata") and hasattr(datasette, "add_query")


async def describe(datasette: Any) -> None:
    """Tell Datasette 1.0 titles, descriptions, facets, sizes and questions."""
    described = metadata()
    ours = described["databases"][NAME]
    for key in ("title", "description"):
        await datasette.set_instance_metadata(key, described[key])
        await datasette.set_database_metadata(NAME, key, ours[key])
    tables = datasette.config.setdefault("databases", {}).setdefault(NAME, {}).setdefault("tables", {})
    for name, table in ours["tables"].items():
        tables[name] = {key: table[key] for key in _CONFIGURED if key in table} | tables.get(name, {})
        for key in ("title", "description"):
            if key in table:
                await datasette.set_resource_metadata(NAME, name, key, table[key])
        for column, text in table.get("columns", {}).items():
            await datasette.set_column_metadata(NAME, name, column, "description", text)
    for name, query in ours["queries"].items():
        await datasette.add_query(
            NAME,
            name,
            query["sql"],
            title=query["title"],
            description=query["description"],
            hide_sql=True,
            parameters=query["params"],
            source="sacho",
        )


def metadata_of(name: str) -> dict[str, Any]:
    """What ``tables.toml`` or ``queries.toml`` says of a table, a view or a question; on any Datasette."""
    ours = metadata()["databases"][NAME]
    found = ours["tables"].get(name) or ours["queries"].get(name) or {}
    return dict(found)
