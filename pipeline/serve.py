"""`sacho serve`: Datasette on the database, on this machine only unless told otherwise."""

from __future__ import annotations

import asyncio
import ipaddress
import os
import signal
import socket
import threading
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import click
import uvicorn

#: Seconds that answers under way get when the server is told to stop.
_GRACE = 1


class ServeError(click.ClickException):
    """The server can't start; the message is one line for the user."""


def serve(
    path: str | Path,
    host: str = "127.0.0.1",
    port: int = 8001,
    open_browser: bool = False,
    base_url: str = "/",
) -> int:
    """Serve the database at ``path`` until interrupted; returns the exit status.

    port 0 takes a free one. base_url: the path at which a reverse proxy shows the pages. The address goes to
    standard output once the port is open; nobody's questions are logged.
    Raises a `DatabaseError` when the database is missing or another program's, `ServeError` when the
    port is taken or the base_url none.
    """
    from db.datasette.app import datasette_app
    from db.datasette.korean import is_loading

    app = datasette_app(path, base_url=_checked(base_url))
    server = _Server(
        uvicorn.Config(
            app.app(),
            log_level="warning",
            access_log=False,
            lifespan="on",
            timeout_graceful_shutdown=_GRACE,
        ),
        is_loading,
    )
    with _stopping(server), _listen(host, port) as listener:
        asyncio.run(app.invoke_startup())
        address = _address(host, listener.getsockname()[1])
        if not _is_loopback(host):
            click.echo(_OPEN_TO_OTHERS, err=True)
        click.echo(f"{path}: {address} (stop with Ctrl-C)")
        if open_browser:
            webbrowser.open(address)
        server.run(sockets=[listener])
    return 0 if server.started else 1


_OPEN_TO_OTHERS = (
    "everybody who reaches this port can read everything, also texts that may not be redistributed: "
    "serve a copy made with sacho export --public, or put a reverse proxy with a password before it"
)


class _Server(uvicorn.Server):
    """A server that Ctrl-C and SIGTERM end from the first moment on, whatever is being loaded beside it."""

    def __init__(self, config: uvicorn.Config, is_loading: Callable[[], bool]) -> None:
        super().__init__(config)
        self._is_loading = is_loading

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Finish the answers under way and end; at once while the analyser is being loaded.

        Loading holds up all of Python for a second or two at a time, and an interpreter that ends in order
        would wait for the rest of it. Nothing is lost: the server only reads.
        """
        if self._is_loading():
            os._exit(0)
        super().handle_exit(sig, frame)


@contextmanager
def _stopping(server: _Server) -> Iterator[None]:
    """Mind signals before uvicorn does, which is only once it runs.

    Python would raise KeyboardInterrupt wherever it is, also where that is dropped: in a callback of the
    import system while the analyser is being loaded.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    numbers = (signal.SIGINT, signal.SIGTERM)
    before = {number: signal.signal(number, server.handle_exit) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _checked(base_url: str) -> str:
    """A path with a slash at both ends; Datasette would give wrong links for any other."""
    if "?" in base_url or "#" in base_url or "//" in base_url or not base_url.isprintable():
        raise ServeError(f"--base-url {base_url}: a path, such as /sacho/")
    return f"/{base_url.strip('/')}/" if base_url.strip("/") else "/"


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.create_server((host, port), family=family)
    except OSError as error:
        reason = error.strerror or error
        raise ServeError(f"{host}:{port}: {reason}; choose another with --port") from error
    # asyncio does so only for sockets of its own making; without it each answer waits 40 ms for an ACK
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _address(host: str, port: int) -> str:
    name = f"[{host}]" if ":" in host else host
    return f"http://{name}:{port}/"
