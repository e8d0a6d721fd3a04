"""Stored articles read again: from the archive, from the stored text, never from the network."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import datetime

import pytest
from click.testing import CliRunner

from db.archive import Archive
from db.articles import save_records
from db.database import open_database
from db.rows import Record
from pipeline.cli import main
from pipeline.ingest import Job as IngestJob
from pipeline.ingest import ingest
from pipeline.processing import extractor
from pipeline.reextract import Job, reextract
from pipeline.settings import Settings, SettingsError
from scrapers.article import Article
from scrapers.fetch import Clock
from scrapers.korean_time import KST
from tests.scrapers.documents import hwpx
from tests.scrapers.korea_kr_server import File, Release, Site, serving

TEXT = [
    "□ 해양수산부는 어항 12곳의 방파제 보강에 1,250억원을 투입한다고 13일 밝혔다.",
    "ㅇ 공사는 부산에서 시작하여 2028년까지 여수와 목포로 넓히며, 베트남 항만청과 기술을 나눈다.",
]
RELEASES = [
    Release(
        "156700001", "어항 12곳 방파제 보강", files=[File("1", "보도자료.hwpx", hwpx(["어항 12곳", *TEXT]))]
    ),
    Release("156700002", "어항 방파제 점검 결과", body="".join(f"<p>{line}</p>" for line in TEXT * 2)),
]


@pytest.fixture
def db(tmp_path):
    """Two releases from a server that is gone again, and an article of a dump."""
    path = tmp_path / "sacho.db"
    clock = Clock(now=lambda: datetime(2026, 7, 13, 18, 0, tzinfo=KST), sleep=lambda seconds: None)
    with serving(Site(RELEASES)) as base:
        settings = Settings(delay=0, allow_loopback=True, base_urls={"korea_kr": base})
        ingest(IngestJob(path, ("korea_kr",), since="2026-07-01", settings=settings, clock=clock))
    dumped = Article(id="dump:1", source="dump", native_id="1", body=TEXT[0], published="2026-07-13")
    with closing(open_database(path)) as database:
        save_records(database, [Record(dumped, (), "0" * 64, "dump.jsonl", 3)], extractor(), "2026-07-13")
    return path


def rows(db, sql):
    with closing(sqlite3.connect(db)) as database:
        return database.execute(sql).fetchall()


def age(db, *ids):
    """Let the mentions of these articles be gone, as if other rules had made them."""
    with closing(sqlite3.connect(db)) as database, database:
        for article_id in ids:
            database.execute("DELETE FROM money WHERE article_id = ?", [article_id])
            database.execute("UPDATE extractions SET code_version = 'old' WHERE article_id = ?", [article_id])


def test_articles_of_these_rules_are_left_alone(db):
    assert reextract(Job(db)).line() == "all articles are up to date"


def test_mentions_come_back_from_archive_and_stored_text(db):
    wanted = rows(db, "SELECT id, amount FROM money WHERE article_id LIKE 'korea_kr:%' ORDER BY id")
    texts = rows(db, "SELECT id, body, body_origin, raw_sha256, dump_line FROM articles ORDER BY id")
    age(db, "korea_kr:156700001", "korea_kr:156700002", "dump:1")
    assert reextract(Job(db)).line() == "changed 3"
    assert rows(db, "SELECT id, amount FROM money WHERE article_id LIKE 'korea_kr:%' ORDER BY id") == wanted
    assert rows(db, "SELECT amount FROM money WHERE article_id = 'dump:1'") == [(125_000_000_000,)]
    assert rows(db, "SELECT id, body, body_origin, raw_sha256, dump_line FROM articles ORDER BY id") == texts
    assert rows(db, "SELECT COUNT(*) FROM article_revisions") == [(0,)]


def test_what_the_cleaner_reads_better_now_is_read_from_the_archive(db):
    """The stored text is spoilt here; the archived page and file are not."""
    with closing(sqlite3.connect(db)) as database, database:
        database.execute(
            "UPDATE articles SET body = '옛 규칙이 남긴 글', title = '?' WHERE source = 'korea_kr'"
        )
    age(db, "korea_kr:156700001", "korea_kr:156700002")
    reextract(Job(db))
    bodies = dict(rows(db, "SELECT id, body FROM articles WHERE source = 'korea_kr'"))
    assert TEXT[0] in bodies["korea_kr:156700001"]
    assert TEXT[1] in bodies["korea_kr:156700002"]
    assert rows(db, "SELECT COUNT(*) FROM article_revisions") == [(0,)]


def test_without_an_archive_the_stored_text_is_taken(db):
    for path in db.parent.glob("archive.db*"):
        path.unlink()
    age(db, "korea_kr:156700001", "korea_kr:156700002")
    assert reextract(Job(db)).line() == "changed 2"
    assert rows(db, "SELECT COUNT(*) FROM money WHERE article_id LIKE 'korea_kr:%'")[0][0] >= 2


def test_what_can_not_be_read_any_more_keeps_its_text_and_is_a_failure(db):
    with Archive(db.with_name("archive.db")) as archive:
        page = archive.latest(
            archive.connection.execute("SELECT url FROM pages WHERE url LIKE '%156700002'").fetchone()[0]
        )
        archive.store(replace(page, body=b"<html><body>moved</body></html>", sha256="1" * 64))
    age(db, "korea_kr:156700002")
    warned = []
    summary = reextract(Job(db, warn=warned.append))
    assert (summary.outcomes["failed"], summary.outcomes["changed"]) == (1, 1)
    assert "its stored text is kept" in warned[0]
    assert TEXT[0] in rows(db, "SELECT body FROM articles WHERE id = 'korea_kr:156700002'")[0][0]


def test_since_takes_newer_articles_and_undated_ones(db):
    age(db, "korea_kr:156700001", "dump:1")
    assert reextract(Job(db, since="2026-07-14")).line() == "all articles are up to date"
    assert reextract(Job(db, since="2026-07-13")).line() == "changed 2"


def test_all_reads_everything_and_changes_nothing(db):
    before = rows(db, "SELECT * FROM money ORDER BY id")
    assert reextract(Job(db, everything=True)).line() == "unchanged 3"
    assert rows(db, "SELECT * FROM money ORDER BY id") == before


def test_wrong_use_is_said_at_once(db):
    with pytest.raises(SettingsError, match="not a day"):
        reextract(Job(db, since="July"))
    result = CliRunner().invoke(main, ["reextract", "--db", str(db.with_name("none.db"))])
    assert result.exit_code == 1
    assert "none.db" in result.output


def test_the_command_tells_what_it_did(db):
    age(db, "korea_kr:156700001")
    result = CliRunner().invoke(main, ["reextract", "--db", str(db)])
    assert (result.exit_code, result.output) == (0, "changed 1\n")
