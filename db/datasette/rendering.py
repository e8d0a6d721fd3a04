"""What all of sacho's own pages share: the database that they read, and how they are put together."""

from __future__ import annotations

from typing import Any

from datasette.utils.asgi import Response

from db.datasette import remembering
from db.datasette.metadata import NAME
from db.datasette.selection import ARTICLE_KINDS

#: What announced money is for, in the order of the choices.
ROLES = {"budget": "예산", "support": "지원", "investment": "투자", "contract": "계약"}


def database(datasette: Any) -> Any:
    """Datasette's object for sacho's database."""
    return datasette.get_database(NAME)


async def page(
    datasette: Any, request: Any, template: str, context: dict[str, Any], status: int = 200
) -> Any:
    """A page of ours, in Korean, with the names that its template uses."""
    given = {
        "article_kinds": ARTICLE_KINDS,
        "roles": ROLES,
        "has_articles": bool(await rows(database(datasette), "SELECT 1 FROM articles LIMIT 1")),
        **context,
    }
    return Response.html(await datasette.render_template(template, given, request=request), status=status)


async def rows(db: Any, sql: str, parameters: Any = None) -> list[dict[str, Any]]:
    """The rows of a query as dictionaries; those of a slow one are remembered until the database changes."""
    return await remembering.rows(db, sql, parameters)


def page_number(text: str | None, last: int) -> int:
    """The number of a page in an address: 1 to ``last``, 1 for anything else."""
    if not text or len(text) > len(str(last)) or not (text.isascii() and text.isdigit()):
        return 1
    return min(max(int(text), 1), last)
