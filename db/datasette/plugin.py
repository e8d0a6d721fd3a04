"""Datasette's hooks: Korean search, sacho's pages, amounts in 억 and 조, links from answers to articles.

Loaded by itself in every Datasette that runs beside an installed sacho (an entry point), it minds only a
database that is served under the name ``sacho``.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from datasette.utils import tilde_decode
from jinja2 import ChoiceLoader, Environment, FileSystemLoader, TemplateNotFound
from markupsafe import Markup, escape
from pluggy import HookimplMarker

from db.datasette import newer, static_files
from db.datasette.amounts import brief, with_currency
from db.datasette.korean import expression, warm
from db.datasette.links import Links, links_of
from db.datasette.metadata import NAME, TEMPLATES, metadata
from db.datasette.pages import agency, article, budgets, country, dashboard, feed, front, programme, search
from db.datasette.safety import guarded, robots

hookimpl = HookimplMarker("datasette")
#: Long texts of articles: a few words in lists, whole on the article's page.
_LONG = {"body", "dropped", "hints"}
#: Characters of a sentence that lists show; evidence is worth more room than other cells.
_SENTENCE = 400
#: Answers to questions (None) and views: here Datasette knows no foreign keys to link.
_WITHOUT_LABELS = (None, "budgets", "announced_amounts", "articles_by_agency")
_AMOUNTS = {"amount", "amount_max", "total", "largest"}
#: Pages of the whole server, which are ours only where it serves nothing else.
_WHOLE_SERVER = {"index.html", "base.html", "_close_open_menus.html"}


def serves_sacho(datasette: Any) -> bool:
    """Whether there is a database of ours to mind."""
    return NAME in datasette.databases


def serves_only_sacho(datasette: Any) -> bool:
    """Whether the front page and the frame of all pages are ours to shape."""
    return {name for name in datasette.databases if not name.startswith("_")} == {NAME}


@hookimpl
def startup(datasette: Any) -> Callable[[], Awaitable[None]] | None:
    """Begin to load the analyser; on Datasette 1.0 also say what tables and columns mean."""
    if not serves_sacho(datasette):
        return None
    warm()

    async def describe() -> None:
        if newer.is_newer(datasette):
            await newer.describe(datasette)

    return describe


@hookimpl(trylast=True)
def prepare_connection(conn: Any, database: str) -> None:
    """Give SQL ``ko_query`` and make Datasette's own search box Korean: it asks for ``escape_fts(…)``."""
    if database == NAME:
        for name in ("ko_query", "escape_fts"):
            conn.create_function(name, 1, expression)


@hookimpl(optionalhook=True)
def get_metadata(datasette: Any) -> dict[str, Any]:
    """Titles, descriptions and questions under plain Datasette 0.65."""
    if not serves_sacho(datasette):
        return {}
    described = metadata()
    # Datasette writes what it merges into what it is given
    databases = {"databases": {name: dict(ours) for name, ours in described["databases"].items()}}
    return {**described, **databases} if serves_only_sacho(datasette) else databases


@hookimpl
def register_routes(datasette: Any) -> list[tuple[str, Any]]:
    """Sacho's own pages."""
    return [
        (r"^/-/search$", search.view),
        (r"^/-/feed\.atom$", feed.view),
        (r"^/-/dashboard$", dashboard.view),
        (r"^/-/budgets$", budgets.view),
        (r"^/-/budgets\.csv$", budgets.as_csv),
        (r"^/-/agencies$", agency.listing),
        (r"^/-/agency$", agency.view),
        (r"^/-/countries$", country.listing),
        (r"^/-/country/(?P<code>[^/]{1,40})$", country.view),
        (r"^/-/programmes$", programme.listing),
        (r"^/-/programme$", programme.view),
        (r"^/-/sacho/(?P<name>[a-z_.]+)$", static_files.view),
        (r"^/robots\.txt$", robots),
    ]


@hookimpl
def asgi_wrapper(datasette: Any) -> Callable[[Any], Any]:
    """Headers on every answer that keep browsers and robots from doing more than they should."""
    return guarded


@hookimpl
def prepare_jinja2_environment(env: Environment, datasette: Any) -> None:
    """Let sacho's templates be found before Datasette's."""
    loader = env.loader
    env.globals |= {
        "links": links_of(datasette),
        "money": with_currency,
        "brief": brief,
        "metadata_of": newer.metadata_of,
    }
    env.loader = ChoiceLoader([_Templates(datasette), *([loader] if loader else [])])


class _Templates(FileSystemLoader):
    """Sacho's templates; those for the whole server only where it serves nothing else."""

    def __init__(self, datasette: Any) -> None:
        super().__init__(TEMPLATES)
        self._datasette = datasette

    def get_source(self, environment: Environment, template: str) -> Any:
        """The text of a template. Raises TemplateNotFound for what Datasette shall do itself."""
        suits = serves_only_sacho if template in _WHOLE_SERVER else serves_sacho
        if not suits(self._datasette):
            raise TemplateNotFound(template)
        return super().get_source(environment, template)


@hookimpl
def extra_css_urls(datasette: Any, database: str | None) -> list[str]:
    """The style of sacho's own pages and of its tables."""
    if not serves_sacho(datasette) or database not in (None, NAME):
        return []
    base = links_of(datasette).base
    return [base + static_files.address(name) for name in ("sacho.css", "map.css")]


@hookimpl
def extra_template_vars(
    view_name: str, database: str | None, table: str | None, request: Any, datasette: Any
) -> Callable[[], Awaitable[dict[str, Any]]] | dict[str, Any]:
    """Give the templates of sacho's pages what they show."""
    if not serves_sacho(datasette):
        return {}
    if view_name == "row" and database == NAME and table == "articles":

        async def one() -> dict[str, Any]:
            wanted = tilde_decode(request.url_vars["pks"])
            found = await article.article_page(datasette.get_database(NAME), wanted, links_of(datasette))
            return {"page": found}

        return one
    if view_name == "index":

        async def overview() -> dict[str, Any]:
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
        return _article_link(value, table, links_of(datasette))
    return None


def _article_link(value: Any, table: str | None, links: Links) -> Markup | None:
    """A link where Datasette itself makes none, or one that reads "None" (an article without a title)."""
    if isinstance(value, dict):
        if value["label"] not in (None, "None"):
            return None
        value = value["value"]
    elif table not in _WITHOUT_LABELS:
        return None
    return Markup('<a href="{}">{}</a>').format(links.article(value), value)
