"""Opening: whose file it is, which schema, what the messages say."""

import os
import sqlite3

import pytest
from sqlite_utils import Database

from db.database import APPLICATION_ID, SCHEMA_VERSION, check_database, open_database
from db.errors import (
    DatabaseError,
    DiskFullError,
    ForeignDatabaseError,
    LockedError,
    MissingDatabaseError,
    NewerSchemaError,
    NotADatabaseError,
    ReadOnlyError,
    naming,
)
from db.migrations import migrations
from db.reference import Gazetteer, load_reference, read_gazetteer
from db.schema import TABLES
from db.writing import transaction


def test_a_new_database_is_ready(db):
    assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert db.execute("PRAGMA foreign_keys").fetchone()[0] == 1
    assert db.execute("PRAGMA synchronous").fetchone()[0] == 1
    assert (
        db.execute("PRAGMA user_version").fetchone()[0]
        == SCHEMA_VERSION
        == len(migrations.applied(Database(db)))
    )
    assert not migrations.pending(Database(db))
    assert db.execute("SELECT name_ko FROM countries WHERE code = 'VN'").fetchone()[0] == "베트남"
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []


def test_opening_again_writes_nothing(path):
    open_database(path).close()
    before = path.read_bytes()
    open_database(path).close()
    assert path.read_bytes() == before


def test_a_killed_creation_is_taken_up_again(path):
    """A marked file that holds nothing but sqlite-utils' own table is ours to finish."""
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(
            "CREATE TABLE _sqlite_migrations (id INTEGER PRIMARY KEY, migration_set TEXT, name TEXT, applied_at TEXT)"
        )
        connection.execute("CREATE UNIQUE INDEX u ON _sqlite_migrations (migration_set, name)")
    connection.close()
    db = open_database(path)
    assert db.execute("SELECT COUNT(*) FROM articles").fetchone() == (0,)
    db.close()


def other_program(path):
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE notes (id INTEGER)")
    connection.close()


def another_application(path):
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA application_id = 252006673")
        connection.execute("CREATE TABLE articles (id INTEGER)")
    connection.close()


def newer(path):
    open_database(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()


def without_articles(path):
    open_database(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TABLE articles")
    connection.close()


def text_file(path):
    path.write_text("행정안전부는 오늘 보도자료를 냈다.\n" * 100, encoding="utf-8")


def cut_off(path):
    open_database(path).close()
    path.write_bytes(path.read_bytes()[:100] + b"\0" * 5000)


WRONG = [
    (other_program, ForeignDatabaseError, "another program"),
    (another_application, ForeignDatabaseError, "another program"),
    (newer, NewerSchemaError, "update sacho"),
    (without_articles, ForeignDatabaseError, "no table articles"),
    (text_file, NotADatabaseError, "not a SQLite database"),
    (lambda path: path.mkdir(), NotADatabaseError, "a folder"),
    (cut_off, DatabaseError, ""),
]


@pytest.mark.parametrize(("spoil", "error", "words"), WRONG)
@pytest.mark.parametrize("opener", [open_database, check_database])
def test_a_wrong_file_is_refused_in_one_line(path, spoil, error, words, opener):
    spoil(path)
    with pytest.raises(error) as caught:
        opener(path)
    assert str(path) in str(caught.value)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("opener", [check_database, lambda path: open_database(path, create=False)])
def test_a_missing_file_is_not_made(path, opener):
    with pytest.raises(MissingDatabaseError, match="sacho extract"):
        opener(path)
    assert not path.exists()


def test_what_to_type_for_a_missing_file_can_be_copied(tmp_path):
    where = tmp_path / "보도 자료.db"
    with pytest.raises(MissingDatabaseError) as caught:
        check_database(where)
    assert f"sacho extract DUMP --db '{where}', or: sacho ingest --db '{where}'" in str(caught.value)


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(MissingDatabaseError, match=r"folder .*nowhere does not exist"):
        open_database(tmp_path / "nowhere" / "sacho.db")


def test_an_empty_file_can_be_filled_but_not_served(path):
    path.touch()
    with pytest.raises(ForeignDatabaseError, match="empty database"):
        check_database(path)
    open_database(path).close()
    check_database(path)


def test_a_writer_that_does_not_finish(path):
    open_database(path).close()
    first, second = open_database(path), open_database(path, patience=0.05)
    with transaction(first), pytest.raises(LockedError, match="another program"), transaction(second):
        pytest.fail("the second writer got in")
    first.close()
    second.close()


def test_a_full_disk(db, path):
    """SQLite says the same when it reaches its page limit as when the disk is full."""
    db.execute("PRAGMA max_page_count = 1")
    with pytest.raises(DiskFullError, match="free some") as caught, transaction(db):
        db.execute("INSERT INTO sources (id, name_ko) VALUES ('x', ?)", ["길다" * 1_000_000])
    assert str(path) in str(caught.value)
    assert db.execute("SELECT COUNT(*) FROM sources").fetchone() == (0,)


def test_a_read_only_file(path):
    open_database(path).close()
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    with pytest.raises(ReadOnlyError, match="rights"), naming(path):
        connection.execute("INSERT INTO sources (id, name_ko) VALUES ('x', 'x')")
    connection.close()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder(tmp_path):
    tmp_path.chmod(0o555)
    with pytest.raises(ReadOnlyError, match="writable"):
        open_database(tmp_path / "sacho.db")
    tmp_path.chmod(0o755)


def test_a_changed_gazetteer_updates_in_place(filled):
    """Rows that articles refer to stay; a link that is gone goes."""
    gazetteer = read_gazetteer()
    assert load_reference(filled) is False
    agencies = tuple(
        {**row, "name_ko": "행정안전부(새)"} if row["id"] == "mois-2017" else row
        for row in gazetteer.agencies
    )
    changed = Gazetteer("0" * 16, gazetteer.countries, agencies, gazetteer.agency_links[:10])
    assert load_reference(filled, changed) is True
    assert load_reference(filled, changed) is False
    assert (
        filled.execute("SELECT name_ko FROM agencies WHERE id = 'mois-2017'").fetchone()[0]
        == "행정안전부(새)"
    )
    assert filled.execute("SELECT COUNT(*) FROM agency_links").fetchone()[0] == 10
    assert filled.execute("PRAGMA foreign_key_check").fetchall() == []


def test_foreign_agencies_know_their_country(db):
    countries = dict(db.execute("SELECT id, country FROM agencies WHERE class = 'foreign'").fetchall())
    assert sum(country is not None for country in countries.values()) >= 80


def test_every_reference_between_tables_is_declared():
    """Each agency_id, article_id, code and country column of a table says what it refers to."""
    pointing = {"article_id": "articles", "agency_id": "agencies", "run_id": "runs", "code": "countries"}
    for statement in TABLES:
        if "TABLE failures" in statement:
            statement = statement.replace("article_id TEXT", "")  # its article may never have come to be
        for column, target in pointing.items():
            if f" {column} TEXT" in statement and f"{column} TEXT PRIMARY KEY," not in statement:
                assert f"REFERENCES {target}(" in statement
