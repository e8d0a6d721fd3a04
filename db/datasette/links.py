"""The addresses of sacho's own pages: one place that knows how they are spelled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from datasette.utils import tilde_encode

from db.datasette.metadata import NAME


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses below ``base``: empty, or the path at which a proxy serves Datasette (``/sacho``)."""

    base: str = ""

    def article(self, article_id: str) -> str:
        """The page of an article."""
        return f"{self.base}/{NAME}/articles/{tilde_encode(article_id)}"

    def agency(self, key: str, query: str = "") -> str:
        """The page of an agency: by its id, or by its name where the list has none."""
        return f"{self.base}/-/agency?{urlencode({'name': key})}{query and f'&{query}'}"

    def country(self, code: str, query: str = "") -> str:
        """The page of a country."""
        return f"{self.base}/-/country/{quote(code, safe='')}{query and f'?{query}'}"

    def programme(self, name: str) -> str:
        """The page of a programme."""
        return f"{self.base}/-/programme?{urlencode({'name': name})}"

    def to(self, name: str, query: str = "") -> str:
        """A page without a subject: search, budgets, dashboard, countries, agencies, feed.atom …"""
        return f"{self.base}/-/{name}{query and f'?{query}'}"

    def table(self, name: str, query: str = "") -> str:
        """Datasette's own page of a table, or of a question."""
        return f"{self.base}/{NAME}/{name}{query and f'?{query}'}"


def links_of(datasette: Any) -> Links:
    """The addresses as this server has them."""
    return Links(str(datasette.setting("base_url")).rstrip("/"))
