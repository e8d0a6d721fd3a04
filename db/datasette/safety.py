"""What keeps browsers and robots from doing more with the pages than reading them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from datasette.utils.asgi import Response

#: Nothing from elsewhere, ever; Datasette's own pages have scripts and styles within them.
_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_HEADERS = (
    (b"content-security-policy", _POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-robots-tag", b"noindex, nofollow"),
)


def guarded(app: Any) -> Callable[[Any, Any, Any], Awaitable[None]]:
    """The ASGI application with these headers on each answer."""

    async def with_headers(scope: Any, receive: Any, send: Any) -> None:
        async def sending(message: Any) -> None:
            if message["type"] == "http.response.start":
                kept = [pair for pair in message.get("headers", []) if pair[0].lower() not in dict(_HEADERS)]
                message = {**message, "headers": [*kept, *_HEADERS]}
            await send(message)

        await app(scope, receive, sending)

    return with_headers


async def robots() -> Any:
    """``/robots.txt``: facets and filters are endless, and reprints are not ours to spread."""
    return Response.text("User-agent: *\nDisallow: /\n")
