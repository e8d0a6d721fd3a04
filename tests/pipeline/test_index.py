"""`sacho index`, and the step that extract, ingest and reextract end with."""

import fcntl
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tracemalloc
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlite_utils import Database

import pipeline.index
from db.articles import Extractor, save_records
from db.database import APPLICATION_ID, open_database
from db.errors import DiskFullError
from db.migrations import migrations
from db.rows import Record
from extractors.search import Indexed
from pipeline.cli import main
from pipeline.index import bring_up_to_date, index_articles
from scrapers.article import Article
from tests.pipeline.test_ingest import a_release
from tests.scrapers.korea_kr_server import Site, serving

TEXTS = ["행정안전부는 베트남에 전자정부 해외진출을 지원한다.", "국회는 예산안을 심사한다."]


@pytest.fixture
def dump(tmp_path):
    path = tmp_path / "dump.jsonl"
    lines = [{"id": str(number), "title": "제목", "text": text} for number, text in enumerate(TEXTS)]
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    return path


@pytest.fixture
def sacho(tmp_path):
    """Runs a command on tmp_path/sacho.db."""

    def sacho(*arguments, status=0, **environment):
        command = [*map(str, arguments), "--db", str(tmp_path / "sacho.db")]
        result = CliRunner().invoke(main, command, env=environment, catch_exceptions=False)
        assert result.exit_code == status, result.output
        return result.stderr

    return sacho


@pytest.fixture
def query(tmp_path):
    def query(sql):
        with closing(sqlite3.connect(tmp_path / "sacho.db")) as database, database:
            return database.execute(sql).fetchall()

    return query


INDEXED = "SELECT COUNT(*) FROM article_search"
SPOIL = "DELETE FROM article_search_fts_data WHERE id > 10"


# The command


def test_it_tells_what_it_did(sacho, dump):
    sacho("extract", dump, "--no-search", "--quiet")
    assert sacho("index") == "indexed 2 articles for search\n"
    assert sacho("index") == "the search index is up to date\n"
    dump.write_text('{"id": "3", "text": "외교부는 회의를 열었다고 밝혔다."}\n', encoding="utf-8")
    sacho("extract", dump, "--no-search", "--quiet")
    assert sacho("index") == "indexed 1 article for search\n"


def test_a_run_with_nothing_to_do_changes_no_byte(sacho, dump, tmp_path):
    sacho("extract", dump)
    before = (tmp_path / "sacho.db").read_bytes()
    sacho("index")
    sacho("index", "--check")
    assert (tmp_path / "sacho.db").read_bytes() == before


def test_check_says_each_problem_and_what_to_type(sacho, dump, tmp_path, query):
    sacho("extract", dump)
    assert sacho("index", "--check") == "the search index is sound\n"
    query(SPOIL)
    query("UPDATE article_search SET id = id + 10 WHERE id = 1")
    db = tmp_path / "sacho.db"
    advice = f"mend it with: sacho index --repair --db {db}\n"
    assert sacho("index", "--check", status=1) == (
        f"{db}: the search index does not agree with its table; {advice}"
        f"{db}: 1 row belongs to no article, or to another one; {advice}"
    )
    assert sacho("index", "--repair") == "indexed 1 article for search\n"
    assert sacho("index", "--check") == "the search index is sound\n"


def test_repair_of_a_sound_index_changes_no_row(sacho, dump, query):
    sacho("extract", dump)
    before = query("SELECT * FROM article_search")
    assert sacho("index", "--repair") == "the search index is up to date\n"
    assert query("SELECT * FROM article_search") == before


def test_check_and_repair_are_two_commands(sacho):
    assert "leave --repair out" in sacho("index", "--check", "--repair", status=2)


@pytest.mark.parametrize("option", [[], ["--check"], ["--repair"]])
def test_a_missing_database_is_not_made(sacho, tmp_path, option):
    message = sacho("index", *option, status=1)
    assert "sacho.db: no such database; make it with: sacho extract" in message
    assert len(message.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_another_program_s_database_is_left_alone(sacho, tmp_path):
    with closing(sqlite3.connect(tmp_path / "sacho.db")) as database:
        database.execute("CREATE TABLE songs (title TEXT)")
    assert "another program" in sacho("index", status=1)


def test_a_second_run_leaves_the_work_to_the_first(sacho, dump, tmp_path, query):
    sacho("extract", dump, "--no-search")
    with (tmp_path / "sacho.db.index.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert "another run is indexing" in sacho("index")
        assert "another run" not in sacho("extract", dump)
        assert query(INDEXED) == [(0,)]
    sacho("index")
    assert query(INDEXED) == [(2,)]


def test_an_ingest_may_go_on_while_texts_are_indexed(sacho, dump, tmp_path):
    """The lock of ingest is another one."""
    sacho("extract", dump, "--no-search")
    with (tmp_path / "sacho.db.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert sacho("index") == "indexed 2 articles for search\n"


# The step of other commands


def test_extract_ends_with_the_step(sacho, dump, query):
    assert sacho("extract", dump).startswith("articles    2  saved 2\n")
    assert query(INDEXED) == [(2,)]


def test_no_search_leaves_it_out(sacho, dump, query):
    sacho("extract", dump, "--no-search")
    assert query(INDEXED) == [(0,)]
    sacho("reextract", "--all", "--no-search")
    assert query(INDEXED) == [(0,)]
    sacho("reextract")
    assert query(INDEXED) == [(2,)]


def test_without_a_database_there_is_no_step(dump, tmp_path):
    arguments = ["extract", str(dump), "--no-db", "--out", str(tmp_path / "o.jsonl")]
    assert CliRunner().invoke(main, arguments).exit_code == 0
    assert not list(tmp_path.glob("*.db*"))


def test_records_that_fail_do_not_stop_it(sacho, dump, query):
    with dump.open("a", encoding="utf-8") as handle:
        handle.write("{broken\n")
    sacho("extract", dump, status=1)
    assert query(INDEXED) == [(2,)]


def test_quiet_is_quiet(sacho, dump, query):
    assert sacho("extract", dump, "--quiet") == ""
    assert query(INDEXED) == [(2,)]


def test_what_goes_wrong_is_one_line_and_all_articles_are_there(sacho, dump, query, monkeypatch):
    def full(db, progress):
        raise DiskFullError("sacho.db: no room left on the disk; free some and run the command again")

    monkeypatch.setattr(pipeline.index, "index_articles", full)
    lines = sacho("extract", dump, status=1).splitlines()
    assert lines[0].split() == ["articles", "2", "saved", "2"]
    assert lines[-1] == "Error: sacho.db: no room left on the disk; free some and run the command again"
    assert "is ready" not in " ".join(lines)
    assert query("SELECT COUNT(*) FROM articles") == [(2,)]
    assert query("SELECT status FROM runs") == [("done",)]
    monkeypatch.undo()
    sacho("extract", dump)
    assert query(INDEXED) == [(2,)]


def test_ingest_and_reextract_end_with_the_step(sacho, tmp_path, query):
    with serving(Site([a_release(number) for number in (1, 3)])) as base:
        settings = {"SACHO_BASE_URL_KOREA_KR": base, "SACHO_ALLOW_LOOPBACK": "1", "SACHO_DELAY": "0"}
        days = ("--since", "2026-07-01", "--until", "2026-07-31")
        sacho("ingest", "korea_kr", *days, "--no-search", **settings)
        assert query("SELECT COUNT(*) FROM articles") == [(2,)]
        assert query(INDEXED) == [(0,)]
        assert "1 source: " in sacho("ingest", "korea_kr", *days, **settings)
        assert query(INDEXED) == [(2,)]
    query("UPDATE articles SET body = 'spoilt'")
    query("UPDATE extractions SET code_version = 'old'")
    query("UPDATE article_search SET title = 'spoilt'")
    assert sacho("reextract") == "changed 2\n"
    assert query("SELECT COUNT(*) FROM article_search WHERE title <> 'spoilt'") == [(2,)]


def test_a_run_that_may_not_work_indexes_nothing(sacho, dump, tmp_path, query):
    """The other one will."""
    sacho("extract", dump, "--no-search")
    with (tmp_path / "sacho.db.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert "nothing done" in sacho("ingest", "korea_kr")
        assert "nothing done" in sacho("reextract")
    assert query(INDEXED) == [(0,)]


def test_with_nothing_new_no_analyser_is_loaded(sacho, dump, tmp_path):
    """The cron job starts every hour."""
    sacho("extract", dump)
    code = (
        "import sys; from pipeline.cli import main\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit as end: assert not end.code, end.code\n"
        "print(sorted({'kiwipiepy', 'numpy', 'pandas', 'sqlite_utils'} & set(sys.modules)))"
    )
    for command in (["extract", dump], ["reextract"], ["index"], ["index", "--check"]):
        done = subprocess.run(
            [sys.executable, "-c", code, *map(str, command), "--db", str(tmp_path / "sacho.db")],
            capture_output=True,
            text=True,
            check=True,
            env=os.environ | {"PYTHONPATH": str(Path.cwd())},
        )
        assert done.stdout.splitlines()[-1] == "[]", command


def test_an_older_database_is_indexed_by_the_next_run(sacho, tmp_path):
    """One from before there was search."""
    with closing(sqlite3.connect(tmp_path / "sacho.db")) as database:
        database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        migrations.apply(Database(database), stop_before="full_text_search")
        save(database, dict(enumerate(TEXTS)))
    assert sacho("index") == "indexed 2 articles for search\n"
    assert sacho("index", "--check") == "the search index is sound\n"


# The library


@pytest.fixture
def db(tmp_path):
    with closing(open_database(tmp_path / "sacho.db")) as database:
        yield database


def save(db, bodies):
    records = [
        Record(Article(id=f"dump:{name}", source="dump", native_id=str(name), body=body), (), "0" * 64)
        for name, body in bodies.items()
    ]
    save_records(db, records, Extractor("1", "1"), "2026-01-01T00:00:00+09:00")


def test_progress_ends_where_it_should(db, monkeypatch):
    monkeypatch.setattr(pipeline.index, "BATCH", 4)
    save(db, {number: f"예산 {number}억 원" for number in range(10)})
    told = []
    assert index_articles(db, lambda *one: told.append(one)) == 10
    assert told == [(4, 10), (8, 10), (10, 10)]


def test_articles_that_come_in_meanwhile_are_indexed_too(db):
    save(db, {1: "예산안을 심사한다."})
    told = []

    def progress(done, total):
        told.append((done, total))
        if len(told) == 1:
            save(db, {2: "회의를 열었다."})

    assert index_articles(db, progress) == 2
    assert told == [(1, 1), (2, 2)]


def test_a_run_gives_up_what_changes_all_the_time(db, monkeypatch):
    save(db, {1: "예산안을 심사한다."})
    monkeypatch.setattr(pipeline.index, "save_index", lambda *arguments: 0)
    assert index_articles(db) == 0


def test_memory_does_not_grow_with_the_length_of_texts(db, monkeypatch):
    """Forty texts of 200,000 characters: only a few are held at a time."""
    held = []

    def analysed(texts, workers):
        for text in texts:
            held.append(len(text))
            yield Indexed("", (), "")

    monkeypatch.setattr("extractors.search.index_terms", analysed)
    save(db, {number: f"{number} " + "가" * 200_000 for number in range(40)})
    tracemalloc.start()
    assert index_articles(db) == 40
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert sum(held) > 8_000_000
    assert peak < 8_000_000


def test_a_text_of_200_000_characters_is_indexed_in_seconds(db):
    line = "정부는 2025년 베트남 전자정부 해외진출 사업에 120억 원을 지원한다고 밝혔다. "
    save(db, {1: line * 4500})
    index_articles(db)
    body, places = db.execute("SELECT body, body_places FROM article_search").fetchone()
    assert body.split().count("베트남") == 4500
    assert len(places) < 4 * len(body.split())


def test_a_copied_database_is_up_to_date_as_well(db, tmp_path):
    save(db, {1: "예산안을 심사한다."})
    index_articles(db)
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(tmp_path / "sacho.db", tmp_path / "copy.db")
    assert bring_up_to_date(tmp_path / "copy.db") == 0
