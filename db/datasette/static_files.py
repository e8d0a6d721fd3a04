"""Style sheets by a route of our own: they are there under ``sacho serve`` and plain Datasette."""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path
from typing import Any

from datasette.utils.asgi import NotFound, Response

_FOLDER = Path(__file__).parent / "static"
_TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"}


@functools.cache
def files() -> dict[str, tuple[str, str]]:
    """Name → text and type of every file."""
    return {
        path.name: (path.read_text(encoding="utf-8"), _TYPES[path.suffix])
        for path in sorted(_FOLDER.iterdir())
        if path.suffix in _TYPES
    }


@functools.cache
def address(name: str) -> str:
    """The address of a file; it changes with the content, so that no browser keeps an older one."""
    digest = hashlib.sha256(files()[name][0].encode()).hexdigest()
    return f"/-/sacho/{name}?{digest[:8]}"


async def view(request: Any) -> Any:
    """``/-/sacho/sacho.css``"""
    found = files().get(request.url_vars["name"])
    if found is None:
        raise NotFound("no such file")
    text, kind = found
    lasting = address(request.url_vars["name"]).endswith(f"?{request.query_string}") and request.query_string
    cache = "public, max-age=31536000, immutable" if lasting else "no-cache"
    return Response(text, content_type=kind, headers={"Cache-Control": cache})
