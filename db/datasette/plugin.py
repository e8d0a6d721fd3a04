"""Datasette's hooks: the article page, amounts in 억 and 조, links from answers to articles."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from datasette.utils import tilde_decode, tilde_encode
from markupsafe import Markup, escape
from pluggy import HookimplMarker

from db.datasette.amounts import readable
from db.datasette.article_page import article_page
from db.datasette.metadata import NAME

hookimpl = HookimplMarker("datasette")
#: Long texts of articles: a few words in lists, whole on the article's page.
_LONG = {"body", "dropped", "hints"}
_AMOUNTS = {"amount", "amount_max", "total", "largest"}


@hookimpl
def extra_template_vars(
    view_name: str, database: str | None, table: str | None, request: Any, datasette: Any
) -> Callable[[], Awaitable[dict[str, Any]]] | dict[str, Any]:
    """Give the templates of sacho's pages what they show."""
    if database != NAME and view_name != "index":
        return {}
    if view_name == "row" and table == "articles":

        async def article() -> dict[str, Any]:
            wanted = tilde_decode(request.url_vars["pks"])
            return {"page": await article_page(datasette.get_database(NAME), wanted)}

        return article
    if view_name == "index":

        async def overview() -> dict[str, Any]:
            return await _overview(datasette)

        return overview
    return {}


@hookimpl
def render_cell(
    row: Mapping[str, Any], value: Any, column: str, table: str | None, database: str
) -> Markup | None:
    """Show amounts so that people can read them, and make ids of articles in answers into links.

    JSON and CSV keep the plain values.
    """
    if database != NAME or value is None:
        return None
    if table == "articles" and column in _LONG:
        return escape(value[:40] + "…") if len(value) > 40 else None
    if column in _AMOUNTS and isinstance(value, int | float):
        currency = row["currency"] if "currency" in row.keys() else ""  # noqa: SIM118 - a sqlite3.Row
        words = f"{readable(value)} {'원' if currency == 'KRW' else currency or ''}".strip()
        return Markup('<span class="amount" title="{}">{}</span>').format(f"{value:,}", words)
    if column in ("article_id", "release_id") and isinstance(value, str) and not _has_label(table, column):
        return Markup('<a href="/{}/articles/{}">{}</a>').format(NAME, tilde_encode(value), value)
    return None


def _has_label(table: str | None, column: str) -> bool:
    """Datasette itself shows a foreign key of a real table with its label."""
    views = ("budgets", "articles_by_agency")
    return column == "article_id" and table is not None and table not in views


async def _overview(datasette: Any) -> dict[str, Any]:
    rows = (await datasette.get_database(NAME).execute(_OVERVIEW)).rows
    return {
        "overview": dict(rows[0]),
        "questions": datasette.metadata("queries", database=NAME),
        "described": datasette.metadata("tables", database=NAME),
    }


_OVERVIEW = """
SELECT (SELECT COUNT(*) FROM articles) AS articles,
  (SELECT COUNT(*) FROM money) AS money,
  (SELECT COUNT(*) FROM agency_mentions) AS agencies,
  (SELECT COUNT(DISTINCT code) FROM article_countries) AS countries,
  (SELECT MIN(published) FROM articles) AS earliest,
  (SELECT MAX(published) FROM articles) AS latest,
  (SELECT MAX(last_changed_at) FROM articles) AS changed,
  (SELECT COUNT(*) FROM failures WHERE resolved_at IS NULL) AS failures
"""
