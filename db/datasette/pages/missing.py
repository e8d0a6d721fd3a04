"""What a page says whose subject is not in the database."""

from __future__ import annotations

from typing import Any

from db.datasette.rendering import page


async def missing(datasette: Any, request: Any, kind: str, asked: str, back: str) -> Any:
    """A page with status 404 that offers the list (``back``) and a search. kind: what was looked for."""
    context = {"kind": kind, "asked": asked, "back": back}
    return await page(datasette, request, "sacho_missing.html", context, status=404)
