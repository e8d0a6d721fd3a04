"""The addresses of sacho's own pages and what answers them; loaded only where there is a database of ours."""

from __future__ import annotations

import re
from typing import Any

from db.datasette import static_files
from db.datasette.pages import agency, budgets, country, dashboard, feed, programme, search
from db.datasette.safety import robots

PAGES: list[tuple[str, Any]] = [
    (r"^/-/search$", search.view),
    (r"^/-/feed\.atom$", feed.view),
    (r"^/-/dashboard$", dashboard.view),
    (r"^/-/budgets$", budgets.view),
    (r"^/-/budgets\.csv$", budgets.as_csv),
    (r"^/-/agencies$", agency.listing),
    (r"^/-/agency$", agency.view),
    (r"^/-/countries$", country.listing),
    (r"^/-/country/(?P<code>[^/]{1,400})$", country.view),
    (r"^/-/programmes$", programme.listing),
    (r"^/-/programme$", programme.view),
    (r"^/-/sacho/(?P<name>[a-z_.]+)$", static_files.view),
]
#: What speaks for the whole server.
WHOLE_SERVER: list[tuple[str, Any]] = [(r"^/robots\.txt$", robots)]


def is_ours(path: str, database: str) -> bool:
    """Whether a path leads to a page of ours or into our database."""
    if re.match(rf"/{database}(?:[/.]|$)", path):
        return True
    return any(re.match(pattern, path) for pattern, _ in PAGES)
