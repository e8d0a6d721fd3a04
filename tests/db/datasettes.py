"""Datasette itself, as people start it: the project's own, and the newest 1.0 alpha from `make next`."""

import os
import re
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.db.serving import ROOT, ask

NEXT = Path(sys.prefix) / "next"
needs_next = pytest.mark.skipif(
    not NEXT.is_dir() and os.environ.get("SACHO_REQUIRE_NEXT") != "1",
    reason="no Datasette 1.0 here: make next (SACHO_REQUIRE_NEXT=1 makes this a failure)",
)
_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")


#: Datasette's own way to start without the plugins that are installed.
_WITHOUT_PLUGINS = "import sys; sys._called_from_test = True; from datasette.cli import cli; cli()"


def environment(*, newer=False):
    """newer: Datasette 1.0 goes before the pinned one."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join([*([str(NEXT)] if newer else []), str(ROOT)])}


@contextmanager
def running(folder, *command, newer=False, plugins=True):
    """A server, as ``python -m`` starts it in ``folder``: its address, process and what it has printed.

    plugins: whether Datasette loads what is installed, sacho among it.
    """
    program = ["-m", *map(str, command)] if plugins else ["-c", _WITHOUT_PLUGINS, *map(str, command[1:])]
    output = folder / f"output-{time.monotonic_ns()}.txt"
    with output.open("w") as file:
        process = subprocess.Popen(
            [sys.executable, *program, "--port", "0"],
            cwd=folder,
            env=environment(newer=newer),
            stdout=file,
            stderr=file,
        )
    try:
        yield Server(process, output)
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(timeout=20)
        finally:
            process.kill()
    assert "Traceback" not in output.read_text()


class Server:
    """A server that runs; its address is known once it answers."""

    def __init__(self, process, output):
        self.process, self.output = process, output
        for _ in range(600):
            found = _ADDRESS.search(output.read_text())
            if found:
                self.address = found[0]
                return
            if process.poll() is not None:
                break
            time.sleep(0.05)
        raise AssertionError(output.read_text())

    def ask(self, path):
        """Status, headers and text of an answer."""
        return ask(self.address, path)

    def get(self, path, status=200):
        """The text of an answer of this status."""
        found, _, text = self.ask(path)
        assert found == status, (path, found, text[-2000:])
        return text

    def wait_for_the_analyser(self):
        for _ in range(300):
            if "준비하고 있습니다" not in self.get("/-/search?q=예산"):
                return self
            time.sleep(0.1)
        raise AssertionError("the analyser did not load")


def command(folder, *arguments, newer=False):
    """What a command of Datasette's prints; it must end well."""
    return subprocess.run(
        [sys.executable, "-m", "datasette", *map(str, arguments)],
        cwd=folder,
        env=environment(newer=newer),
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    ).stdout
