"""sacho's Datasette: the database under its own name, with metadata, templates and plugin; read-only."""

from __future__ import annotations

from pathlib import Path

from datasette.app import Datasette
from datasette.database import Database
from datasette.plugins import pm

from db.database import check_database
from db.datasette import plugin
from db.datasette.metadata import NAME

_SETTINGS = {
    "default_page_size": 30,
    "default_facet_size": 10,
    "suggest_facets": False,
    # Bodies in lists: a first line is enough, the whole stands on the article's page.
    "truncate_cells_html": 100,
    "sql_time_limit_ms": 3000,
    "allow_download": False,
    "allow_signed_tokens": False,
}


def datasette_app(path: str | Path, base_url: str = "/") -> Datasette:
    """A Datasette over the database at ``path``, which others may go on writing.

    The file is opened read-only but mutable (never ``immutable``: under a writer that gives wrong answers).
    base_url: the path under which a proxy serves it. Raises a `DatabaseError` in one line when there is no
    such database or it is not ours.
    """
    check_database(path)
    if not pm.is_registered(plugin):
        pm.register(plugin, name="sacho")
    app = Datasette([], settings={**_SETTINGS, "base_url": base_url})
    app.add_database(Database(app, path=str(path), is_mutable=True), name=NAME)
    return app
