"""What Datasette 1.0 (tested: 1.0a41) has to be told in another way than 0.65, from one source.

0.65 asks a plugin for its metadata; 1.0 keeps titles and descriptions in its internal database, takes facets,
sorting and sizes for configuration, and stores questions as queries. What the operator says (``--metadata``,
``--config``) goes before ours on both. For what 1.0 has no place (the wording of a question's parameters, its
example, the headings of its answer) the templates ask `metadata_of`.

What is otherwise on 1.0, and can't be changed from a plugin:

- descriptions of columns stand in the order of the alphabet, not of the columns;
- ``/sacho.json`` names the first five questions only (``/sacho/-/queries.json`` has all),
  ``/-/metadata.json`` is gone, and JSON answers have its new shape (``?_shape=array`` is the same on both);
- its menu and Jump box, and what it offers to those who may write, are in English;
- a start takes a second longer: each description is a statement of its own.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from db.datasette.metadata import NAME, metadata
from db.datasette.ours import serves_only_sacho

#: What 1.0 takes for configuration; the rest describes.
_CONFIGURED = (
    "facets", "facet_size", "sort", "sort_desc", "size", "label_column", "hidden", "fts_table", "fts_pk",
)  # fmt: skip
_DESCRIBED = ("title", "description")


def is_newer(datasette: Any) -> bool:
    """Whether this Datasette keeps metadata and questions in its internal database."""
    return hasattr(datasette, "set_resource_metadata") and hasattr(datasette, "add_query")


async def describe(datasette: Any) -> None:
    """Tell Datasette 1.0 titles, descriptions, facets, sizes and questions."""
    described = metadata()
    ours = described["databases"][NAME]
    if serves_only_sacho(datasette):
        await _say(described, datasette.get_instance_metadata, datasette.set_instance_metadata)
    await _say(ours, datasette.get_database_metadata, datasette.set_database_metadata, NAME)
    configured = datasette.config.setdefault("databases", {}).setdefault(NAME, {})
    tables = configured.setdefault("tables", {})
    for name, table in ours["tables"].items():
        tables[name] = {key: table[key] for key in _CONFIGURED if key in table} | tables.get(name, {})
        await _say(table, datasette.get_resource_metadata, datasette.set_resource_metadata, NAME, name)
        for column, text in table.get("columns", {}).items():
            said, where = {"description": text}, (NAME, name, column)
            await _say(said, datasette.get_column_metadata, datasette.set_column_metadata, *where)
    for name, query in ours["queries"].items():
        if name not in configured.get("queries", {}):
            await datasette.add_query(
                NAME,
                name,
                query["sql"],
                title=query["title"],
                description=query["description"],
                hide_sql=True,
                parameters=query["params"],
                is_trusted=True,  # as in 0.65: answered where people may not write SQL of their own, too
                source="sacho",
            )


async def _say(
    texts: dict[str, Any],
    get: Callable[..., Awaitable[dict[str, str]]],
    set_one: Callable[..., Awaitable[None]],
    *where: str,
) -> None:
    """Set title and description of something where the operator has said nothing."""
    said = await get(*where)
    for key in _DESCRIBED:
        if key in texts and key not in said:
            await set_one(*where, key, texts[key])
