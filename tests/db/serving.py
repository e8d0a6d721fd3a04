"""The server as people start it, and Chromium to look at its pages."""

import os
import re
import shutil
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import urlopen

import pytest

from db.datasette.metadata import NAME

ROOT = Path(__file__).parents[2]
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def serving(path, base_url="/"):
    """The address of `sacho serve` on a free port."""
    command = f"import sys; from pipeline.serve import serve; sys.exit(serve({str(path)!r}, port=0, base_url={base_url!r}))"
    process = subprocess.Popen(
        [sys.executable, "-c", command], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    line = process.stdout.readline()
    found = re.search(r"http://127\.0\.0\.1:\d+", line)
    if not found:
        process.kill()
        raise AssertionError(process.communicate()[1])
    try:
        yield found[0]
    finally:
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors
    assert "Traceback" not in errors, errors


def ask(address, path):
    """Status, headers and text of an answer; ``path`` may hold Korean."""
    try:
        answer = urlopen(address + quote(path, safe="/?&=%~:"), timeout=60)
    except HTTPError as error:
        answer = error
    with answer:
        return answer.status, answer.headers, answer.read().decode()


def get(address, path):
    """The text of an answer that is well."""
    status, _, text = ask(address, path)
    assert status == 200, (path, status, text[:500])
    return text


def article_path(article_id):
    """The page of an article."""
    coded = article_id.replace(":", "~3A").replace('"', "~22").replace(">", "~3E").replace("<", "~3C")
    return f"/{NAME}/articles/{coded}"


def chromium():
    """The installed Chromium, or None."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


needs_browser = pytest.mark.skipif(
    chromium() is None and os.environ.get("SACHO_REQUIRE_BROWSER") != "1",
    reason="no Chromium here (SACHO_REQUIRE_BROWSER=1 makes this a failure)",
)


class Visitor:
    """A tab that notes what went wrong in its pages and what they asked for."""

    def __init__(self, page, server):
        self.page, self.server = page, server
        self.asked, self.errors = [], []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("console", self._note)
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _note(self, message):
        # a page that says 404 is reported as a resource that failed; only the statuses we ask for occur
        if message.type in ("error", "warning") and "status of 404" not in message.text:
            self.errors.append(message.text)

    def __call__(self, path, status=200):
        answer = self.page.goto(self.server + path)
        assert answer.status == status, path
        return self.page

    def check(self):
        """Nothing ran that should not, nothing failed, nothing outside was asked for."""
        assert self.page.evaluate("window.PWNED") is None
        assert [url for url in self.asked if not url.startswith((self.server, "data:"))] == []
        assert self.errors == []
