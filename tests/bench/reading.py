"""Reading while writing: `sacho extract` fills a database at full speed while `sacho serve` serves it to readers.

Readers ask for a mix of pages over loopback. Each answer must be 200, counts never go back, an article that is
there has been read whole (its row of extractions is there), and in the end the database and its index are sound
and hold what the runs say they saved. `make soak` reads for a minute, and watches SQLite's log (WAL): readers may
keep it from starting anew for a while, but it does not grow with the number of articles.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sqlite3
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from urllib.parse import quote

from datasette.utils import tilde_encode

from db.database import open_database
from db.datasette.metadata import NAME
from db.search import problems
from tests.bench import soak
from tests.bench.generator import articles
from tests.bench.served import Answer, Reader, percentile, serving

#: Articles that stand in the database before anybody reads.
FIRST = 60
#: Articles for each second of reading that one extraction is given; when it has indexed them another one begins.
PER_SECOND = 15
#: Bytes that the log may reach. SQLite starts it anew after 1,000 pages (4 MB) unless a reader is in its way.
LARGEST_LOG = 128_000_000
WORDS = ("예산", "안전", "베트남에", "전통시장현대화", "재생에너지 지원", "국민연금공단", "지원했다")
_LATEST = """
SELECT a.id, e.article_id AS extracted FROM articles a LEFT JOIN extractions e ON e.article_id = a.id
ORDER BY a.rowid DESC LIMIT 20"""
_COUNT = "SELECT (SELECT COUNT(*) FROM articles) AS n, (SELECT COUNT(*) FROM extractions) AS extracted"


@dataclass
class Seen:
    """What was seen. seconds: of the answers, by page. first, last: articles before and after.

    counts: how many times readers counted articles, and how many different numbers they got. trouble: what must
    not be.
    """

    seconds: dict[str, list[float]] = field(default_factory=dict)
    statuses: Counter[int] = field(default_factory=Counter)
    counts: set[int] = field(default_factory=set)
    first: int = 0
    last: int = 0
    extractions: int = 0
    largest_log: int = 0
    trouble: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def wrong(self, what: str) -> None:
        """Note what must not be."""
        with self.lock:
            self.trouble.append(what)


class _Client(threading.Thread):
    """One reader. It goes to the articles that it was shown, and minds that nothing ever goes back."""

    def __init__(self, base: str, number: int, ids: list[str], seen: Seen, ended: threading.Event) -> None:
        super().__init__(name=f"reader {number}")
        self._reader, self._seen, self._ended = Reader(base), seen, ended
        self._chance, self._ids, self._most = random.Random(number), list(ids), 0
        self._asks: dict[str, Callable[[], str]] = {
            "front": lambda: "/",
            "search": lambda: f"/-/search?q={self._word()}{self._chance.choice(('', '&sort=new'))}",
            "article": lambda: f"/{NAME}/articles/{tilde_encode(self._chance.choice(self._ids))}",
            "dashboard": lambda: "/-/dashboard",
            "table": lambda: f"/{NAME}/money.json?_shape=objects&_size=50",
            "country": lambda: "/-/country/VN",
            "budgets": lambda: "/-/budgets",
            "feed": lambda: f"/-/feed.atom?q={self._word()}",
            "latest": lambda: f"/{NAME}.json?_shape=array&sql={quote(_LATEST)}",
            "count": lambda: f"/{NAME}.json?_shape=array&sql={quote(_COUNT)}",
        }

    def _word(self) -> str:
        return quote(self._chance.choice(WORDS))

    def run(self) -> None:
        try:
            while not self._ended.is_set():
                name = self._chance.choice(list(self._asks))
                answer = self._get(name, self._asks[name]())
                if answer.status == 200 and name == "latest":
                    self._follow(json.loads(answer.body))
                elif answer.status == 200 and name == "count":
                    self._compare(json.loads(answer.body)[0])
        except Exception as error:
            self._seen.wrong(f"{self.name}: {type(error).__name__}: {error}")
        finally:
            self._reader.close()

    def _get(self, name: str, path: str) -> Answer:
        answer = self._reader.get(path)
        with self._seen.lock:
            self._seen.seconds.setdefault(name, []).append(answer.seconds)
            self._seen.statuses[answer.status] += 1
        if answer.status != 200:
            words = " ".join(re.sub(r"<[^>]*>", " ", answer.body.decode(errors="replace")).split())
            self._seen.wrong(f"{path}: status {answer.status}: {words[:200]}")
        return answer

    def _follow(self, rows: list[dict[str, str | None]]) -> None:
        for row in rows:
            if row["extracted"] is None:
                self._seen.wrong(f"{row['id']}: stored without its mentions")
            self._ids.append(str(row["id"]))

    def _compare(self, row: dict[str, int]) -> None:
        if row["n"] < self._most:
            self._seen.wrong(f"{self._most:,} articles, and then {row['n']:,}")
        if row["n"] != row["extracted"]:
            self._seen.wrong(f"{row['n']:,} articles, but {row['extracted']:,} extractions")
        self._most = row["n"]
        with self._seen.lock:
            self._seen.counts.add(row["n"])


def check(folder: Path, seconds: float, clients: int, seed: int) -> Seen:
    """Read while extractions write, for so long and until the last one has ended; returns what was seen.

    Raises AssertionError where the server does not come up or complains, CalledProcessError where an extraction
    fails.
    """
    path, seen = folder / "sacho.db", Seen()
    soak.extract_and_index(_dump(folder, 0, FIRST, seed), path)
    ids = [f"dump:{one['id']}" for one in articles(FIRST, seed)]
    seen.first = soak.articles_done(path)
    ended = threading.Event()
    with serving(path, folder / "served.txt") as base:
        threads = [_Client(base, number, ids, seen, ended) for number in range(clients)]
        threads.append(threading.Thread(target=_watch, args=(path, seen, ended)))
        for thread in threads:
            thread.start()
        try:
            expected = _write(folder, path, seconds, seed, seen)
        finally:
            ended.set()
            for thread in threads:
                thread.join()
    _finish(path, expected, seen)
    return seen


def _write(folder: Path, path: Path, seconds: float, seed: int, seen: Seen) -> int:
    """One extraction after the other, each of new articles; how many articles there must be in the end."""
    each, done = max(int(seconds * PER_SECOND), 60), FIRST
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        dump = _dump(folder, done, each, seed)
        soak.extract_and_index(dump, path)
        dump.unlink()
        done += each
        seen.extractions += 1
    return done


def _dump(folder: Path, start: int, count: int, seed: int) -> Path:
    path = folder / f"dump-{start}.jsonl"
    with path.open("w", encoding="utf-8") as out:
        for one in islice(articles(start + count, seed), start, None):
            out.write(json.dumps(one, ensure_ascii=False) + "\n")
    return path


def _watch(path: Path, seen: Seen, ended: threading.Event) -> None:
    log = path.with_name(f"{path.name}-wal")
    while not ended.wait(0.05):
        if log.exists():
            seen.largest_log = max(seen.largest_log, log.stat().st_size)


def _finish(path: Path, expected: int, seen: Seen) -> None:
    """Look at the database when all is over."""
    with closing(open_database(path, create=False)) as db:
        seen.last = _one(db, "SELECT COUNT(*) FROM articles")
        runs = _one(db, "SELECT SUM(saved) FROM runs WHERE status = 'done'")
        indexed = _one(db, "SELECT COUNT(*) FROM article_search")
        if not seen.last == expected == runs == indexed:
            seen.wrong(
                f"{seen.last:,} articles of {expected:,}; {runs:,} saved by the runs, {indexed:,} indexed"
            )
        if (sound := str(db.execute("PRAGMA integrity_check").fetchone()[0])) != "ok":
            seen.wrong(f"integrity_check: {sound}")
        seen.trouble += problems(db)
    soak.mention_counts(path)
    if seen.largest_log > LARGEST_LOG:
        seen.wrong(f"SQLite's log has grown to {seen.largest_log:,} bytes")


def _one(db: sqlite3.Connection, sql: str) -> int:
    return int(db.execute(sql).fetchone()[0])


def main() -> None:
    """Read for a minute and print what was seen; the exit status is 1 when there was trouble."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--clients", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        seen = check(Path(folder), given.seconds, given.clients, given.seed)
    answers = sum(seen.statuses.values())
    print(
        f"{given.clients} readers, {answers:,} answers, while {seen.extractions} extractions took the database "
        f"from {seen.first:,} to {seen.last:,} articles ({len(seen.counts):,} different counts seen)"
    )
    print(f"largest log of SQLite {seen.largest_log / 1e6:.1f} MB")
    print(f"{'milliseconds':12} {'asked':>6} {'p50':>6} {'p95':>6} {'max':>6}")
    for name, seconds in sorted(seen.seconds.items()):
        shown = [1000 * percentile(seconds, share) for share in (0.5, 0.95, 1)]
        print(f"{name:12} {len(seconds):6} " + " ".join(f"{value:6.0f}" for value in shown))
    for line in seen.trouble[:20]:
        print(f"TROUBLE: {line}")
    print("no error, nothing locked, nothing lost" if not seen.trouble else f"{len(seen.trouble)} troubles")
    sys.exit(1 if seen.trouble else 0)


if __name__ == "__main__":
    main()
