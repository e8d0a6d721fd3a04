"""The archive and the worklist, on real files."""

import os
import sqlite3
from dataclasses import dataclass, field, replace
from hashlib import sha256

import pytest

from db.archive import Archive
from db.errors import DatabaseError, ForeignDatabaseError, NewerSchemaError, ReadOnlyError
from db.worklist import TRIES, Worklist

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
    assert archive.latest(Page().url, not_before=LATER).body == b"new"
    assert archive.latest(Page().url, not_before="2026-07-14T00:00:00+09:00") is None
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


def test_what_a_list_names_waits_until_it_is_done(archive):
    work = Worklist(archive, "korea_kr")
    assert work.last() is None
    assert work.unknown({"1": "a", "2": "b"}, set()) == {"1", "2"}
    work.add({"1": "a", "2": "b"}, NOON, "2026-07-13", complete=True)
    assert [item.native_id for item in work.waiting()] == ["1", "2"]
    assert (work.last().until, work.last().complete) == ("2026-07-13", True)
    assert work.unknown({"1": "a", "2": "b"}, set()) == set()  # they wait already
    work.done(work.waiting())
    assert work.waiting() == []
    assert work.unknown({"1": "a", "2": "b"}, {"1", "2"}) == set()


def test_what_is_done_but_not_stored_is_unknown(archive):
    work = Worklist(archive, "korea_kr")
    work.add({"1": "a", "2": "b"}, NOON, "2026-07-13", complete=True)
    work.done(work.waiting())
    assert work.unknown({"1": "a", "2": "b"}, {"2"}) == {"1"}


def test_a_changed_mark_waits_again(archive):
    work = Worklist(archive, "korea_kr")
    work.add({"1": "a", "2": "b"}, NOON, "2026-07-13", complete=True)
    work.done(work.waiting())
    assert work.unknown({"1": "a", "2": "changed"}, {"1", "2"}) == {"2"}
    work.add({"2": "changed"}, LATER, "2026-07-13", complete=True)
    assert [(item.native_id, item.listed_at) for item in work.waiting()] == [("2", LATER)]


def test_what_can_not_be_read_is_set_aside_until_it_changes(archive):
    work = Worklist(archive, "korea_kr")
    work.add({"1": "a"}, NOON, "2026-07-13", complete=True)
    work.set_aside(work.waiting()[0])
    assert work.waiting() == []
    assert work.unknown({"1": "a"}, set()) == set()
    assert work.unknown({"1": "b"}, set()) == {"1"}


def test_what_can_not_be_fetched_is_tried_in_some_runs(archive):
    work = Worklist(archive, "korea_kr")
    work.add({"1": "a"}, NOON, "2026-07-13", complete=True)
    runs = 0
    while work.waiting():
        work.try_later(work.waiting())
        runs += 1
    assert runs == TRIES


def test_in_an_outage_nothing_is_given_up_soon(archive):
    work = Worklist(archive, "korea_kr")
    work.add({"1": "a"}, NOON, "2026-07-13", complete=True)
    for _ in range(TRIES):
        work.try_later(work.waiting(), outage=True)
    assert [item.native_id for item in work.waiting()] == ["1"]


def test_what_failed_lets_the_others_go_first(archive):
    work = Worklist(archive, "korea_kr")
    work.add({"1": "a", "2": "b", "3": "c"}, NOON, "2026-07-13", complete=True)
    work.try_later(work.waiting()[:2])
    assert [item.native_id for item in work.waiting()] == ["3", "1", "2"]


def test_sources_do_not_mix(archive):
    Worklist(archive, "korea_kr").add({"1": "a"}, NOON, "2026-07-13", complete=True)
    other = Worklist(archive, "mois")
    assert other.waiting() == []
    assert other.last() is None
    assert other.unknown({"1": "a"}, set()) == {"1"}
