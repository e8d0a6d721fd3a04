"""`sacho serve`: Datasette on the database, on this machine only unless told otherwise."""

from __future__ import annotations

import asyncio
import socket
import webbrowser
from pathlib import Path

import click
import uvicorn


class ServeError(click.ClickException):
    """The server can't start; the message is one line for the user."""


def serve(path: str | Path, host: str = "127.0.0.1", port: int = 8001, open_browser: bool = False) -> int:
    """Serve the database at ``path`` until interrupted; returns the exit status.

    port 0 takes a free one. The address goes to standard output once the port is open.
    Raises a `DatabaseError` when the database is missing or another program's, `ServeError` when the
    port is taken.
    """
    from db.datasette.app import datasette_app

    app = datasette_app(path)
    with _listen(host, port) as listener:
        asyncio.run(app.invoke_startup())
        address = _address(host, listener.getsockname()[1])
        click.echo(f"{path}: {address} (stop with Ctrl-C)")
        if open_browser:
            webbrowser.open(address)
        server = uvicorn.Server(uvicorn.Config(app.app(), log_level="warning", lifespan="on"))
        try:
            server.run(sockets=[listener])
        except KeyboardInterrupt:  # uvicorn has shut down in order and passes the signal on
            return 0
    return 0 if server.started else 1


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        reason = error.strerror or error
        raise ServeError(f"{host}:{port}: {reason}; choose another with --port") from error


def _address(host: str, port: int) -> str:
    name = f"[{host}]" if ":" in host else host
    return f"http://{name}:{port}/"
