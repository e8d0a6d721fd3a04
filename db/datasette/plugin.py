"""Datasette's hooks: Korean search, sacho's pages, amounts in 억 and 조, links from answers to articles.

Loaded by itself in every Datasette that runs beside an installed sacho (an entry point), it minds only a
database of ours that is served under the name ``sacho``. So that it costs nothing anywhere else, what the
hooks need is imported when there is something to do.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, TemplateNotFound
from markupsafe import Markup, escape
from pluggy import HookimplMarker

from db.datasette.amounts import brief, with_currency
from db.datasette.metadata import NAME
from db.datasette.ours import serves_only_sacho, serves_sacho

hookimpl = HookimplMarker("datasette")
#: Long texts of articles: a few words in lists, whole on the article's page.
_LONG = {"body", "dropped", "hints"}
#: Characters of a sentence that lists show; evidence is worth more room than other cells.
_SENTENCE = 400
#: Answers to questions (None) and views: here Datasette knows no foreign keys to link.
_WITHOUT_LABELS = (None, "budgets", "announced_amounts", "articles_by_agency")
_AMOUNTS = {"amount", "amount_max", "total", "largest"}
#: Pages of the whole server, which are ours only where it serves nothing else.
_WHOLE_SERVER = {"index.html", "base.html", "error.html", "_close_open_menus.html"}


@hookimpl
def startup(datasette: Any) -> Callable[[], Awaitable[None]] | None:
    """Load the analyser before the first reader comes; on Datasette 1.0 say what tables and columns mean."""
    if not serves_sacho(datasette):
        return None
    from db.datasette import newer
    from db.datasette.korean import warmed

    async def begin() -> None:
        if newer.is_newer(datasette):
            await newer.describe(datasette)
        await warmed()

    return begin


@hookimpl(trylast=True)
def prepare_connection(conn: Any, database: str, datasette: Any) -> None:
    """Give SQL ``ko_query`` and make Datasette's own search box Korean: it asks for ``escape_fts(…)``."""
    if database == NAME and serves_sacho(datasette):
        from db.datasette.korean import expression

        for name in ("ko_query", "escape_fts"):
            conn.create_function(name, 1, expression)


@hookimpl(optionalhook=True)
def get_metadata(datasette: Any) -> dict[str, Any]:
    """Titles, descriptions and questions under plain Datasette 0.65."""
    if not serves_sacho(datasette):
        return {}
    from db.datasette.metadata import metadata

    described = metadata()
    # Datasette writes what it merges into what it is given
    databases = {"databases": {name: dict(ours) for name, ours in described["databases"].items()}}
    return {**described, **databases} if serves_only_sacho(datasette) else databases


@hookimpl
def register_routes(datasette: Any) -> list[tuple[str, Any]]:
    """Sacho's own pages."""
    if not serves_sacho(datasette):
        return []
    from db.datasette.routes import PAGES, WHOLE_SERVER

    return PAGES + WHOLE_SERVER if serves_only_sacho(datasette) else PAGES


@hookimpl
def asgi_wrapper(datasette: Any) -> Callable[[Any], Any] | None:
    """Headers that keep browsers and robots from doing more than they should; not on pages of others."""
    if not serves_sacho(datasette):
        return None
    from db.datasette.links import links_of
    from db.datasette.routes import is_ours
    from db.datasette.safety import guarded

    if serves_only_sacho(datasette):
        return guarded
    base = links_of(datasette).base

    def partly_guarded(app: Any) -> Any:
        with_headers = guarded(app)

        async def chosen(scope: Any, receive: Any, send: Any) -> None:
            ours = is_ours(scope.get("path", "").removeprefix(base), NAME)
            await (with_headers if ours else app)(scope, receive, send)

        return chosen

    return partly_guarded


@hookimpl
def prepare_jinja2_environment(env: Environment, datasette: Any) -> None:
    """Let sacho's templates be found before Datasette's."""
    if not serves_sacho(datasette):
        return
    from db.datasette import metadata
    from db.datasette.links import links_of

    loader = env.loader
    env.globals |= {
        "links": links_of(datasette),
        "money": with_currency,
        "brief": brief,
        "metadata_of": metadata.metadata_of,
        "our_questions": metadata.questions,
    }
    env.loader = ChoiceLoader([_Templates(datasette, metadata.TEMPLATES), *([loader] if loader else [])])


class _Templates(FileSystemLoader):
    """Sacho's templates; those for the whole server only where it serves nothing else."""

    def __init__(self, datasette: Any, folder: Path) -> None:
        super().__init__(folder)
        self._datasette = datasette

    def get_source(self, environment: Environment, template: str) -> Any:
        """The text of a template. Raises TemplateNotFound for what Datasette shall do itself."""
        suits = serves_only_sacho if template in _WHOLE_SERVER else serves_sacho
        if not suits(self._datasette):
            raise TemplateNotFound(template)
        return super().get_source(environment, template)


@hookimpl
def extra_css_urls(datasette: Any, database: str | None, template: str | None) -> list[str]:
    """The style of sacho's own pages and of its tables."""
    if not serves_sacho(datasette):
        return []
    ours = database == NAME or serves_only_sacho(datasette) or str(template).startswith("sacho_")
    if not ours:
        return []
    from db.datasette import static_files
    from db.datasette.links import links_of

    base = links_of(datasette).base
    return [base + static_files.address(name) for name in ("sacho.css", "map.css")]


@hookimpl
def extra_template_vars(
    view_name: str, database: str | None, table: str | None, request: Any, datasette: Any
) -> Callable[[], Awaitable[dict[str, Any]]] | dict[str, Any]:
    """Give the templates of sacho's pages what they show."""
    if view_name == "row" and database == NAME and table == "articles" and serves_sacho(datasette):

        async def one() -> dict[str, Any]:
            from datasette.utils import tilde_decode

            from db.datasette.links import links_of
            from db.datasette.pages import article

            wanted = tilde_decode(request.url_vars["pks"])
            found = await article.article_page(datasette.get_database(NAME), wanted, links_of(datasette))
            return {"page": found}

        return one
    if view_name == "index" and serves_only_sacho(datasette):

        async def overview() -> dict[str, Any]:
            from db.datasette.pages import front

            return await front.overview(datasette)

        return overview
    return {}


@hookimpl
def render_cell(
    row: Mapping[str, Any], value: Any, column: str, table: str | None, database: str, datasette: Any
) -> Markup | None:
    """Show amounts so that people can read them, and make ids of articles in answers into links.

    JSON and CSV keep the plain values.
    """
    if database != NAME or value is None or not serves_sacho(datasette):
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
        return _article_link(value, table, datasette)
    return None


def _article_link(value: Any, table: str | None, datasette: Any) -> Markup | None:
    """A link where Datasette itself makes none, or one that reads "None" (an article without a title)."""
    if isinstance(value, dict):
        if value["label"] not in (None, "None"):
            return None
        value = value["value"]
    elif table not in _WITHOUT_LABELS:
        return None
    from db.datasette.links import links_of

    return Markup('<a href="{}">{}</a>').format(links_of(datasette).article(value), value)
