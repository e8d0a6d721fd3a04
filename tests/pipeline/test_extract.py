"""The main job end to end: real dumps, real database files, real processes."""

import gzip
import io
import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from pipeline.extract import Job, extract
from tests.bench import soak
from tests.bench.generator import write_dump

RECORD = {
    "id": "a1",
    "title": "행정안전부, 전자정부 수출에 30억원 투입",
    "published": "2016-05-10",
    "text": "행정자치부는 올해 우즈베키스탄과의 전자정부 협력에 30억원을 투입한다고 10일 밝혔다.\n"
    "행정자치부는 오는 12월까지 타슈켄트에 협력센터를 열 계획이다.",
}


def sacho(*arguments, cwd, stdin=None):
    return subprocess.run(
        [sys.executable, "-m", "pipeline.cli", *map(str, arguments)],
        capture_output=True,
        text=True,
        cwd=cwd,
        input=stdin,
        timeout=300,
        env=os.environ | {"PYTHONPATH": str(Path.cwd())},
        check=False,
    )


def rows(db, sql, *values):
    with closing(sqlite3.connect(db)) as connection:
        return connection.execute(sql, values).fetchall()


@pytest.fixture
def dump(tmp_path):
    path = tmp_path / "dump.jsonl"
    path.write_text(json.dumps(RECORD, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def test_a_dump_becomes_a_database_that_answers(dump, tmp_path):
    db = tmp_path / "x.db"
    summary = extract(Job((str(dump),), db), io.BytesIO())
    assert summary.outcomes == {"saved": 1}
    assert rows(db, "SELECT id, title, published FROM articles") == [
        ("dump:a1", RECORD["title"], "2016-05-10")
    ]
    assert rows(db, "SELECT amount, currency FROM money WHERE field = 'body'") == [(3000000000, "KRW")]
    assert ("UZ",) in rows(db, "SELECT code FROM article_countries")
    found = rows(db, "SELECT DISTINCT name, agency_id FROM agency_mentions WHERE field = 'body'")
    assert found == [("행정자치부", "mogaha-2014")]
    body, start, end, text = rows(
        db, "SELECT a.body, d.start, d.end, d.text FROM dates d JOIN articles a ON a.id = d.article_id"
        " WHERE field = 'body' ORDER BY start LIMIT 1"
    )[0]  # fmt: skip
    assert body[start:end] == text == "올해"


def test_the_same_dump_twice_changes_nothing(dump, tmp_path):
    """Every table but runs, and every column but time stamps, is the same."""
    db = tmp_path / "x.db"
    extract(Job((str(dump),), db), io.BytesIO())
    before = soak.table_checksums(db)
    assert extract(Job((str(dump),), db), io.BytesIO()).outcomes == {"unchanged": 1}
    assert soak.table_checksums(db) == before


def test_other_content_under_the_same_id_is_a_revision(dump, tmp_path):
    db = tmp_path / "x.db"
    extract(Job((str(dump),), db), io.BytesIO())
    changed = RECORD | {"text": RECORD["text"].replace("30억원", "45억원")}
    dump.write_text(json.dumps(changed, ensure_ascii=False) + "\n", encoding="utf-8")
    assert extract(Job((str(dump),), db), io.BytesIO()).outcomes == {"changed": 1}
    assert rows(db, "SELECT amount FROM money WHERE field = 'body'") == [(4500000000,)]
    assert "30억원" in rows(db, "SELECT body FROM article_revisions")[0][0]


def test_an_id_given_twice_in_one_dump_keeps_the_first(dump, tmp_path):
    db, warned = tmp_path / "x.db", []
    other = RECORD | {"text": "다른 글이다. 외교부는 2일 회의를 열었다고 밝혔다."}
    with dump.open("a", encoding="utf-8") as handle:
        handle.write(
            json.dumps(other, ensure_ascii=False) + "\n" + json.dumps(RECORD, ensure_ascii=False) + "\n"
        )
    summary = extract(Job((str(dump),), db, warn=warned.append), io.BytesIO())
    assert summary.outcomes == {"saved": 1, "failed": 1, "skipped": 1}
    assert "id a1 again with other content" in warned[0]


def test_one_worker_and_two_give_the_same_rows(tmp_path):
    dump = tmp_path / "dump.jsonl"
    write_dump(dump, 100, seed=5)
    extract(Job((str(dump),), tmp_path / "one.db"), io.BytesIO())
    soak.extract(dump, tmp_path / "two.db", "--workers", "2")
    assert soak.table_checksums(tmp_path / "one.db") == soak.table_checksums(tmp_path / "two.db")


def test_killed_runs_end_in_the_same_database(tmp_path):
    stood = soak.check_kills(tmp_path, count=900, kills=3, seed=3)
    assert any(0 < articles < 900 for articles in stood)


def test_memory_does_not_grow_with_the_dump(tmp_path):
    soak.check_memory(tmp_path, small=150, large=900, seed=2, allowed=50)


def test_out_writes_json_lines_without_a_database(dump, tmp_path):
    result = sacho("extract", dump, "--no-db", "--out", "-", cwd=tmp_path)
    assert result.returncode == 0
    (line,) = result.stdout.splitlines()
    record = json.loads(line)
    assert record["id"] == "dump:a1"
    amount = next(entity for entity in record["entities"] if entity["type"] == "money")
    assert amount["amount"] == 3000000000
    assert not list(tmp_path.glob("*.db"))


def broken_dump(folder):
    folder.mkdir()
    (folder / "a.txt").write_text("행정안전부는 3일 회의를 열었다고 밝혔다.\n" * 3, encoding="utf-8")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "blank.txt").write_text(" \n\n ")
    (folder / "lines.jsonl").write_text('{"id": 1, "text": "끊긴\n', encoding="utf-8")
    (folder / "cut.jsonl.gz").write_bytes(gzip.compress(json.dumps(RECORD).encode() * 50)[:-20])
    (folder / "unknown.txt").write_bytes("평문 ".encode("utf-16-be") + b"\x81\xff" * 60)
    return folder


def test_bad_input_is_named_line_by_line_and_the_rest_goes_on(tmp_path):
    """Each fault is one line that names its file, a failure row, and exit status 1; no traceback."""
    folder = broken_dump(tmp_path / "dump")
    result = sacho("extract", folder, "--db", "x.db", cwd=tmp_path)
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    failed = [line for line in result.stderr.splitlines() if line.startswith("failed: ")]
    for name in ("binary.txt", "blank.txt", "lines.jsonl", "cut.jsonl.gz", "unknown.txt"):
        assert any(name in line for line in failed), name
    assert rows(tmp_path / "x.db", "SELECT count(*) FROM articles")[0][0] >= 1
    assert rows(tmp_path / "x.db", "SELECT count(*) FROM failures") == [(len(failed),)]


def test_a_rerun_after_failures_changes_nothing(tmp_path):
    folder = broken_dump(tmp_path / "dump")
    sacho("extract", folder, "--db", "x.db", cwd=tmp_path)
    before = soak.table_checksums(tmp_path / "x.db")
    sacho("extract", folder, "--db", "x.db", cwd=tmp_path)
    assert soak.table_checksums(tmp_path / "x.db") == before


def test_a_mended_file_closes_its_failures(tmp_path):
    """What is still broken stays open; what was mended is resolved by the next run."""
    folder = broken_dump(tmp_path / "dump")
    sacho("extract", folder, "--db", "x.db", cwd=tmp_path)
    mended = [json.dumps(RECORD, ensure_ascii=False), '{"id": 9}']
    (folder / "lines.jsonl").write_text("\n".join(mended), encoding="utf-8")
    (folder / "blank.txt").write_text("외교부는 4일 회의를 열었다고 밝혔다.\n" * 3, encoding="utf-8")
    sacho("extract", folder, "--db", "x.db", cwd=tmp_path)
    still_open = rows(tmp_path / "x.db", "SELECT item FROM failures WHERE resolved_at IS NULL")
    names = {Path(item).name for (item,) in still_open}
    assert names == {"binary.txt", "unknown.txt", "lines.jsonl", "cut.jsonl.gz"}
    assert rows(tmp_path / "x.db", "SELECT line FROM failures WHERE resolved_at IS NOT NULL ORDER BY 1") == [
        (None,),
        (1,),
    ]


def test_a_full_disk_is_one_clear_message(dump, tmp_path):
    for arguments in (["--no-db", "--out", "/dev/full"],):
        result = sacho("extract", dump, *arguments, cwd=tmp_path)
        assert result.returncode == 1
        assert "No space left on device" in result.stderr
        assert "Traceback" not in result.stderr


def test_a_folder_without_articles_fails(tmp_path):
    (tmp_path / "empty").mkdir()
    result = sacho("extract", "empty", cwd=tmp_path)
    assert result.returncode == 1
    assert "an empty folder" in result.stderr


WRONG_USE = [
    (["extract"], "nothing to read"),
    (["extract", "no/such/file"], "no/such/file: no such file or folder"),
    (["extract", "--no-db", "x"], "--no-db needs --out"),
    (["extract", "--field", "titel=x", "x"], "expected FIELD=NAME"),
    (["serve", "nothing.db"], "nothing.db"),
    (["nonsense"], "No such command"),
]


@pytest.mark.parametrize(("arguments", "message"), WRONG_USE)
def test_wrong_use_is_one_clear_message(arguments, message, tmp_path):
    result = sacho(*arguments, cwd=tmp_path)
    assert result.returncode == (1 if arguments[0] == "serve" else 2)
    assert message in result.stderr
    assert "Traceback" not in result.stderr
    assert not list(tmp_path.glob("*.db"))


def foreign(path):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE songs (title TEXT)")


def newer(path):
    soak.open_database(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 9999")


WRONG_DATABASES = [
    (foreign, "another program"),
    (newer, "newer sacho"),
    (lambda path: path.write_text("this is a letter, not a database " * 50), "not a"),
    (lambda path: path.mkdir(), "directory"),
]


@pytest.mark.parametrize(("make", "message"), WRONG_DATABASES)
def test_a_wrong_database_is_one_clear_message(make, message, dump, tmp_path):
    make(tmp_path / "wrong.db")
    result = sacho("extract", dump, "--db", "wrong.db", cwd=tmp_path)
    assert result.returncode in (1, 2)
    assert message in result.stderr
    assert "wrong.db" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_folder_that_does_not_exist_is_one_clear_message(dump, tmp_path):
    result = sacho("extract", dump, "--db", "no/folder/x.db", cwd=tmp_path)
    assert result.returncode == 1
    assert "no/folder" in result.stderr
    assert "Traceback" not in result.stderr
