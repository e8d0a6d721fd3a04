"""The archive and the worklist, on real files."""

import os
import sqlite3
from dataclasses import dataclass, field, replace
from hashlib import sha256

import pytest

from db.archive import Archive
from db.errors import DatabaseError, ForeignDatabaseError, NewerSchemaError, ReadOnlyError
from db.worklist import TRIES, Named, Waiting, Worklist

NOON, LATER = "2026-07-13T12:00:00+09:00", "2026-07-13T13:00:00+09:00"


@dataclass(frozen=True)
class Page:
    url: str = "https://www.korea.kr/a?newsId=1"
    body: bytes = "보도자료".encode() * 1000
    fetched_at: str = NOON
    final_url: str = "https://www.korea.kr/a?newsId=1"
    status: int = 200
    headers: dict = field(default_factory=lambda: {"content-type": "text/html;charset=UTF-8"})

    @property
    def sha256(self):
        return sha256(self.body).hexdigest()


@pytest.fixture
def archive(tmp_path):
    with Archive(tmp_path / "archive.db") as one:
        yield one


def test_bytes_come_back_as_they_were(archive):
    page = Page(body=bytes(range(256)))
    archive.store(page)
    kept = archive.latest(page.url)
    for name in ("url", "final_url", "status", "headers", "fetched_at", "body", "sha256"):
        assert getattr(kept, name) == getattr(page, name)


def test_the_same_bytes_are_kept_once_and_compressed(archive):
    for number in range(3):
        archive.store(Page(url=f"https://www.korea.kr/{number}"))
    assert archive.connection.execute("SELECT COUNT(*) FROM pages").fetchone()[0] == 3
    sizes = archive.connection.execute("SELECT size, LENGTH(body) FROM bodies").fetchall()
    assert len(sizes) == 1
    assert sizes[0][0] == 12000
    assert sizes[0][1] < 200


def test_the_last_answer_counts(archive):
    archive.store(Page(body=b"old"))
    archive.store(Page(body=b"new", fetched_at=LATER))
    assert archive.latest(Page().url).body == b"new"
    assert archive.latest(Page().url, 2).body == b"new"
    assert archive.latest(Page().url, archive.next_position()) is None


def test_the_last_answer_counts_though_the_clock_was_set_back(archive):
    first = archive.store(Page(body=b"old", fetched_at=LATER))
    assert archive.store(Page(body=b"new")) > first
    assert archive.latest(Page().url, first).body == b"new"
    assert archive.latest("https://www.korea.kr/other") is None


def test_it_outlives_the_process(tmp_path):
    for _ in range(2):
        with Archive(tmp_path / "archive.db") as archive:
            archive.store(Page())
    with Archive(tmp_path / "archive.db") as archive:
        assert archive.latest(Page().url).body == Page().body


def test_a_database_of_another_program_is_left_alone(tmp_path):
    path = tmp_path / "archive.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE mine (a)")
    other.close()
    with pytest.raises(ForeignDatabaseError, match=str(path)):
        Archive(path)


def test_a_newer_archive_is_left_alone(tmp_path):
    with Archive(tmp_path / "archive.db") as archive:
        archive.connection.execute("PRAGMA user_version = 99")
    with pytest.raises(NewerSchemaError):
        Archive(tmp_path / "archive.db")


def test_a_file_that_is_no_database(tmp_path):
    (tmp_path / "archive.db").write_text("no database at all, but text " * 100)
    with pytest.raises(DatabaseError, match=r"archive\.db"):
        Archive(tmp_path / "archive.db")


def test_a_missing_folder(tmp_path):
    with pytest.raises(ReadOnlyError, match="folder"):
        Archive(tmp_path / "nowhere" / "archive.db")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_can_not_be_written(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(ReadOnlyError):
        Archive(tmp_path / "archive.db")


def test_a_full_disk_loses_nothing_that_was_kept(archive):
    archive.store(Page())
    archive.connection.execute("PRAGMA max_page_count = 12")
    with pytest.raises(DatabaseError, match="room"):
        archive.store(replace(Page(), body=os.urandom(200_000)))
    assert archive.latest(Page().url).body == Page().body


def add(work, marks, at=NOON):
    work.add(
        {
            name: Named(mark, f"https://example.org/{name}", at, 7, {"title": name})
            for name, mark in marks.items()
        }
    )


FIRST_VERSION = """
CREATE TABLE bodies (sha256 TEXT PRIMARY KEY, size INTEGER NOT NULL, body BLOB NOT NULL);
CREATE TABLE pages (id INTEGER PRIMARY KEY, url TEXT NOT NULL, final_url TEXT NOT NULL, status INTEGER NOT NULL,
  headers TEXT NOT NULL, fetched_at TEXT NOT NULL, sha256 TEXT NOT NULL REFERENCES bodies(sha256));
CREATE TABLE listed (id INTEGER PRIMARY KEY, source TEXT NOT NULL, native_id TEXT NOT NULL, mark TEXT NOT NULL,
  state TEXT NOT NULL, tries INTEGER NOT NULL, listed_at TEXT NOT NULL, UNIQUE (source, native_id));
CREATE TABLE listings (source TEXT PRIMARY KEY, until TEXT NOT NULL, complete INTEGER NOT NULL, listed_at TEXT NOT NULL);
INSERT INTO listed VALUES (1, 'korea_kr', '156700001', 'a', 'waiting', 2, '2026-07-13T12:00:00+09:00');
PRAGMA application_id = 1935766115; PRAGMA user_version = 1;
"""


def test_an_archive_of_the_first_version_keeps_what_waits(tmp_path):
    with sqlite3.connect(tmp_path / "archive.db") as old:
        old.executescript(FIRST_VERSION)
    old.close()
    for _ in range(2):
        with Archive(tmp_path / "archive.db") as archive:
            (item,) = Worklist(archive, "korea_kr").waiting()
    url = "https://www.korea.kr/briefing/pressReleaseView.do?newsId=156700001"
    assert item == Waiting("156700001", "a", url, NOON, 1, {}, 2)


def test_a_bad_answer_is_kept_but_does_not_stand_for_the_page(archive):
    archive.store(Page())
    archive.store(replace(Page(), status=403, body=b"no", fetched_at=LATER))
    assert archive.latest(Page().url).body == Page().body
    assert archive.connection.execute("SELECT COUNT(*) FROM pages").fetchone() == (2,)


def test_what_was_set_aside_waits_again_on_request(archive):
    work = Worklist(archive, "korea_kr")
    add(work, {"1": "a", "2": "b"})
    work.set_aside(work.waiting()[0])
    assert [item.native_id for item in work.all_set_aside()] == ["1"]
    work.again(work.all_set_aside())
    assert work.all_set_aside() == []
    assert [item.native_id for item in work.waiting()] == ["1", "2"]
    assert (work.find("2").mark, work.find("9")) == ("b", None)


def test_what_a_list_names_waits_until_it_is_done(archive):
    work = Worklist(archive, "korea_kr")
    assert work.last() is None
    assert work.unknown({"1": "a", "2": "b"}, set()) == {"1", "2"}
    add(work, {"1": "a", "2": "b"})
    work.listed("2026-07-13", NOON, complete=True)
    assert [item.native_id for item in work.waiting()] == ["1", "2"]
    assert work.waiting()[1] == Waiting("2", "b", "https://example.org/2", NOON, 7, {"title": "2"}, 0)
    assert (work.last().until, work.last().complete) == ("2026-07-13", True)
    assert work.unknown({"1": "a", "2": "b"}, set()) == set()  # they wait already
    work.done(work.waiting())
    assert work.waiting() == []
    assert work.unknown({"1": "a", "2": "b"}, {"1", "2"}) == set()


def test_what_is_done_but_not_stored_is_unknown(archive):
    work = Worklist(archive, "korea_kr")
    add(work, {"1": "a", "2": "b"})
    work.done(work.waiting())
    assert work.unknown({"1": "a", "2": "b"}, {"2"}) == {"1"}


def test_a_changed_mark_waits_again(archive):
    work = Worklist(archive, "korea_kr")
    add(work, {"1": "a", "2": "b"})
    work.done(work.waiting())
    assert work.unknown({"1": "a", "2": "changed"}, {"1", "2"}) == {"2"}
    add(work, {"2": "changed"}, LATER)
    assert [(item.native_id, item.listed_at) for item in work.waiting()] == [("2", LATER)]


def test_what_can_not_be_read_is_set_aside_until_it_changes(archive):
    work = Worklist(archive, "korea_kr")
    add(work, {"1": "a"})
    work.set_aside(work.waiting()[0])
    assert work.waiting() == []
    assert work.unknown({"1": "a"}, set()) == set()
    assert work.unknown({"1": "b"}, set()) == {"1"}


def test_what_can_not_be_fetched_is_tried_in_some_runs(archive):
    work = Worklist(archive, "korea_kr")
    add(work, {"1": "a"})
    runs = 0
    while work.waiting():
        work.try_later(work.waiting())
        runs += 1
    assert runs == TRIES


def test_in_an_outage_nothing_is_given_up_soon(archive):
    work = Worklist(archive, "korea_kr")
    add(work, {"1": "a"})
    for _ in range(TRIES):
        work.try_later(work.waiting(), outage=True)
    assert [item.native_id for item in work.waiting()] == ["1"]


def test_what_failed_lets_the_others_go_first(archive):
    work = Worklist(archive, "korea_kr")
    add(work, {"1": "a", "2": "b", "3": "c"})
    work.try_later(work.waiting()[:2])
    assert [item.native_id for item in work.waiting()] == ["3", "1", "2"]


def test_sources_do_not_mix(archive):
    add(Worklist(archive, "korea_kr"), {"1": "a"})
    other = Worklist(archive, "mois")
    assert other.waiting() == []
    assert other.last() is None
    assert other.unknown({"1": "a"}, set()) == {"1"}
