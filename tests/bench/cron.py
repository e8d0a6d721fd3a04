"""What an hourly run with nothing new costs, beside what its bare requests cost."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from scrapers.korean_time import KST
from tests.bench.ingest_soak import releases
from tests.scrapers.korea_kr_server import LIST, Site, serving

ROUNDS = 3
#: The same requests by the same library, and nothing else.
BARE = """
import httpx, sys
with httpx.Client() as client:
    client.get(sys.argv[1] + "/robots.txt")
    for _ in range(int(sys.argv[3])):
        client.post(sys.argv[1] + sys.argv[2])
"""


class Restless(Site):
    """A site whose list is never twice the same byte for byte, as with a token in its form."""

    def respond(self, method: str, target: str, form: dict[str, str]) -> object:
        """The usual answer with a number in a comment."""
        answer = super().respond(method, target, form)
        if target == LIST:
            answer.body = answer.body.replace(b"</body>", b"<!-- %d --></body>" % len(self.requests))
        return answer


def cpu_of(*command: str, **environment: str) -> float:
    """CPU seconds of a command that ends well."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, env=os.environ | environment, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def nothing_new(site: Site) -> tuple[float, float]:
    """CPU seconds of a run that finds nothing new on ``site``, and of its bare requests."""
    with serving(site) as base, tempfile.TemporaryDirectory() as folder:
        settings = {"SACHO_BASE_URL_KOREA_KR": base, "SACHO_ALLOW_LOOPBACK": "1", "SACHO_DELAY": "0"}
        db = str(Path(folder, "sacho.db"))
        run = (sys.executable, "-m", "pipeline.cli", "ingest", "korea_kr", "--db", db)
        cpu_of(*run, **settings)
        lists = site.count(LIST)
        ours = min(cpu_of(*run, **settings) for _ in range(ROUNDS))
        asked = (site.count(LIST) - lists) // ROUNDS
        bare = min(cpu_of(sys.executable, "-c", BARE, base, LIST, str(asked)) for _ in range(ROUNDS))
    return ours, bare


def figures() -> dict[str, float]:
    """The figures for `make bench`."""
    day = (datetime.now(KST) - timedelta(days=1)).date().isoformat()
    same, bare = nothing_new(Site(releases(30, day)))
    other, _ = nothing_new(Restless(releases(30, day)))
    return {
        "cron_bare_requests_cpu_s": bare,
        "cron_nothing_new_cpu_s": same,
        "cron_nothing_new_besides_requests_cpu_s": same - bare,
        "cron_nothing_new_other_bytes_cpu_s": other,
    }
