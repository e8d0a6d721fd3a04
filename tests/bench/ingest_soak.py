"""Ingest killed at random points, again and again: the same database as undisturbed, and nothing fetched twice.

`make soak` runs it large. The server is real and on loopback; requests are counted there.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from db.checksum import checksums
from db.database import open_database
from scrapers.korean_time import KST
from tests.scrapers.documents import hwpx, pdf
from tests.scrapers.korea_kr_server import File, Release, Site, serving

#: Every third release has its text in files.
WITH_FILES = 3
PATIENCE = 300


@dataclass(frozen=True)
class Figures:
    """What a check saw. at: how many articles stood in the database at each kill."""

    kills: int
    at: tuple[int, ...]
    needed: int
    sent: int


def releases(count: int, day: str) -> list[Release]:
    """Invented releases of one day; titles, amounts and agencies differ."""
    made = []
    for number in range(count):
        text = [
            f"□ 해양수산부는 항만 {number + 1}곳의 안전 시설에 {number + 10}억원을 투입한다고 밝혔다.",
            f"ㅇ 베트남과 {2027 + number % 5}년까지 공동 조사를 하고, 결과를 국토교통부와 나눈다.",
            "ㅇ 현장 점검은 다음 달부터 지방청이 맡아 진행하며, 주민 설명회도 연다.",
        ]
        title = f"항만 {number + 1}곳 안전 시설에 {number + 10}억원"
        if number % WITH_FILES:
            made.append(
                Release(f"1568{number:05}", title, day, body="".join(f"<p>{line}</p>" for line in text))
            )
        else:
            files = [
                File(f"8{number:05}1", "보도자료.hwpx", hwpx([title, *text])),
                File(f"8{number:05}2", "보도자료.pdf", pdf([title, *text])),
            ]
            made.append(Release(f"1568{number:05}", title, day, files=files))
    return made


def start(base: str, db: Path) -> subprocess.Popen[bytes]:
    """An ingest as cron would start it, but for the index of search, which tests/db/test_search.py kills."""
    settings = {"SACHO_BASE_URL_KOREA_KR": base, "SACHO_ALLOW_LOOPBACK": "1", "SACHO_DELAY": "0"}
    return subprocess.Popen(
        [sys.executable, "-m", "pipeline.cli", "ingest", "korea_kr", "--db", str(db), "--no-search"],
        env=os.environ | settings,
        stderr=subprocess.DEVNULL,
    )


def calm(base: str, db: Path) -> float:
    """An undisturbed run; returns its seconds. Raises AssertionError when it fails."""
    begin = time.monotonic()
    code = start(base, db).wait(timeout=PATIENCE)
    assert code == 0, f"exit {code}"
    return time.monotonic() - begin


def stored(db: Path) -> int:
    """Articles in the database."""
    with closing(open_database(db)) as database:
        return int(database.execute("SELECT COUNT(*) FROM articles").fetchone()[0])


def table_checksums(db: Path) -> dict[str, str]:
    """A checksum per table, but for runs, failures' runs and time stamps."""
    with closing(open_database(db, create=False)) as database:
        return checksums(database)


def storm(base: str, db: Path, kills: int, longest: float, chance: random.Random) -> list[int]:
    """Kill so many runs into ``db``; returns how many articles stood there each time."""
    at = []
    for _ in range(kills):
        process = start(base, db)
        try:
            process.wait(timeout=chance.uniform(0.05, longest))
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
        at.append(stored(db) if db.exists() else 0)
    return at


def fetched(site: Site) -> Counter[str]:
    """How often each page of a release and each file was asked for."""
    return Counter(target for _, target, _ in site.requests if "View.do" in target or "download" in target)


def check_kills(folder: Path, count: int, kills: int, lives: int, seed: int) -> Figures:
    """Killed and undisturbed runs end in the same database; what was lost on its way comes once more at most.

    lives: databases that are filled, so that the kills hit all stages. Raises AssertionError.
    """
    chance = random.Random(seed)
    day = (datetime.now(KST) - timedelta(days=1)).date().isoformat()
    site = Site(releases(count, day))
    at: list[int] = []
    sent = 0
    with serving(site) as base:
        longest = calm(base, folder / "calm.db")
        needed, expected = fetched(site), table_checksums(folder / "calm.db")
        assert stored(folder / "calm.db") == count
        for life in range(lives):
            home = folder / str(life)
            home.mkdir()
            site.requests.clear()
            each = kills // lives + (life < kills % lives)
            at += storm(base, home / "sacho.db", each, longest, chance)
            calm(base, home / "sacho.db")
            found = table_checksums(home / "sacho.db")
            other = sorted(name for name in expected if found[name] != expected[name])
            assert not other, f"life {life}: other rows in {', '.join(other)}"
            again = fetched(site)
            assert set(again) == set(needed), "other pages than in the calm run"
            twice = sum(again.values()) - sum(needed.values())
            assert twice <= each, f"{twice} requests too many after {each} kills"
            sent += sum(again.values())
    return Figures(len(at), tuple(at), sum(needed.values()) * lives, sent)


def main() -> None:
    """Run the check at full size and print what it saw."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--releases", type=int, default=40)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--lives", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        seen = check_kills(Path(folder), given.releases, given.kills, given.lives, given.seed)
    print(f"ingest killed {seen.kills} times with {min(seen.at)} to {max(seen.at)} articles stored:")
    print(f"the same database each time; {seen.sent:,} pages and files fetched, {seen.needed:,} needed")


if __name__ == "__main__":
    main()
