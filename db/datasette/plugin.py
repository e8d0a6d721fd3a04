"""Datasette's hooks: the article page, amounts in 억 and 조, links from answers to articles."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from datasette.utils import tilde_decode, tilde_encode
from markupsafe import Markup, escape
from pluggy import HookimplMarker

from db.datasette.amounts import with_currency
from db.datasette.article_page import article_page
from db.datasette.metadata import NAME

hookimpl = HookimplMarker("datasette")
#: Long texts of articles: a few words in lists, whole on the article's page.
_LONG = {"body", "dropped", "hints"}
#: Characters of a sentence that lists show; evidence is worth more room than other cells.
_SENTENCE = 400
#: Answers to questions (None) and views: here Datasette knows no foreign keys to link.
_WITHOUT_LABELS = (None, "budgets", "articles_by_agency")
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
        words = with_currency(value, currency)
        return Markup('<span class="amount" title="{}">{}</span>').format(f"{value:,}", words)
    if column == "sentence":
        return escape(value[:_SENTENCE] + "…" if len(value) > _SENTENCE else value)
    if column == "article_id":
        return _article_link(value, table)
    return None


def _article_link(value: Any, table: str | None) -> Markup | None:
    """A link where Datasette itself makes none, or one that reads "None" (an article without a title)."""
    if isinstance(value, dict):
        if value["label"] not in (None, "None"):
            return None
        value = value["value"]
    elif table not in _WITHOUT_LABELS:
        return None
    return Markup('<a href="/{}/articles/{}">{}</a>').format(NAME, tilde_encode(value), value)


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
