"""`sacho backup`: whole copies of databases that are in use, or nothing at all."""

import fcntl
import shutil
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from db.archive import Archive
from db.database import check_database, open_database
from db.errors import ForeignDatabaseError, MissingDatabaseError, NotADatabaseError
from db.sources import SourceRow, save_sources
from pipeline.backup import BackupError, backup
from pipeline.cli import main
from scrapers.fetch import Page

NOW = "2026-11-22T04:30:00+09:00"
BODY = "기획재정부는 3천억 원을 투입한다.".encode()

#: Adds pairs of rows, each pair in one transaction, and says so after the first.
WRITER = """
import sqlite3, sys, itertools
database = sqlite3.connect(sys.argv[1], timeout=30)
for number in itertools.count():
    with database:
        for half in "ab":
            database.execute("INSERT INTO sources (id, name_ko) VALUES (?, ?)", [f"{half}{number}", "글" * 3000])
    if number == 20:
        print("at work", flush=True)
"""


@pytest.fixture
def folder(tmp_path):
    """A folder with a database and its archive; in its name what shells and addresses stumble over."""
    folder = tmp_path / "자료 50% #1 'x'?"
    folder.mkdir()
    with closing(open_database(folder / "sacho.db")) as database:
        save_sources(database, [SourceRow("korea_kr", "정책브리핑")])
    with Archive(folder / "archive.db") as archive:
        archive.store(Page("http://x/", "http://x/", 200, {}, NOW, BODY, "0" * 64))
    return folder


@pytest.fixture
def save(folder):
    def save(destination, keep=None, now=NOW):
        return backup(folder / "sacho.db", folder / "archive.db", Path(destination), now=now, keep=keep)

    return save


def names(path):
    with closing(sqlite3.connect(path)) as copy:
        return [name for (name,) in copy.execute("SELECT name_ko FROM sources ORDER BY id")]


def everything(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def test_a_backup_is_a_pair_of_databases_that_sacho_opens(folder, save, tmp_path):
    made = save(tmp_path / "copy.db")
    assert made.files == (tmp_path / "archive.db", tmp_path / "copy.db")
    assert made.size == sum(file.stat().st_size for file in made.files)
    check_database(tmp_path / "copy.db")
    assert names(tmp_path / "copy.db") == ["정책브리핑"]
    with Archive(tmp_path / "archive.db") as archive:
        assert archive.latest("http://x/").body == BODY


def test_nothing_else_lies_beside_it_or_beside_the_original(folder, save, tmp_path):
    (tmp_path / "to").mkdir()
    before = everything(folder)
    save(tmp_path / "to" / "copy.db")
    assert everything(tmp_path / "to") == ["archive.db", "copy.db"]
    assert everything(folder) == before


def test_rows_keep_their_numbers(folder, save, tmp_path):
    """What refers to rows by number, as an index of words does, still finds them in the copy."""
    with closing(sqlite3.connect(folder / "sacho.db")) as database, database:
        database.execute("CREATE TABLE plain (word TEXT)")
        for table, column in (("sources", "id, name_ko"), ("plain", "word")):
            values = "?, '이름'" if table == "sources" else "?"
            database.executemany(
                f"INSERT INTO {table} ({column}) VALUES ({values})", [(str(n),) for n in range(50)]
            )
            database.execute(f"DELETE FROM {table} WHERE rowid % 3 = 0")
    save(tmp_path / "copy.db")
    rows = []
    for path in (folder / "sacho.db", tmp_path / "copy.db"):
        with closing(sqlite3.connect(path)) as database:
            rows.append(
                [
                    database.execute(f"SELECT rowid, * FROM {table}").fetchall()
                    for table in ("sources", "plain")
                ]
            )
    assert rows[0] == rows[1]


def test_going_back_to_a_copy(folder, save, tmp_path):
    """As the help says; without that the leftovers of the old database would be read into the copy."""
    save(tmp_path / "copy.db")
    code = 'import os, sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute("DELETE FROM sources"); c.commit(); os._exit(9)'
    killed = subprocess.run([sys.executable, "-c", code, str(folder / "sacho.db")], check=False)
    assert killed.returncode == 9
    assert (folder / "sacho.db-wal").stat().st_size
    for left in ("sacho.db-wal", "sacho.db-shm"):
        (folder / left).unlink()
    (tmp_path / "copy.db").replace(folder / "sacho.db")
    with closing(open_database(folder / "sacho.db")) as database:
        assert [name for (name,) in database.execute("SELECT name_ko FROM sources")] == ["정책브리핑"]


def test_a_database_without_an_archive_is_copied_alone(folder, save, tmp_path):
    (folder / "archive.db").unlink()
    made = save(tmp_path / "copy.db")
    assert [file.name for file in made.files] == ["copy.db"]


def test_a_copy_is_as_private_as_the_original(folder, save, tmp_path):
    (folder / "sacho.db").chmod(0o600)
    save(tmp_path / "copy.db")
    assert stat.S_IMODE((tmp_path / "copy.db").stat().st_mode) == 0o600


def test_a_folder_gets_a_folder_named_after_the_time(save, tmp_path):
    made = save(tmp_path / "backups", keep=3)
    assert everything(tmp_path / "backups") == [
        "2026-11-22T043000",
        "2026-11-22T043000/archive.db",
        "2026-11-22T043000/sacho.db",
    ]
    assert made.removed == 0
    check_database(made.files[-1])


def test_only_the_newest_backups_stay_and_nothing_else_is_touched(folder, save, tmp_path):
    backups = tmp_path / "backups"
    for foreign in ("2020-01-01T000000", "notes", "2019"):
        (backups / foreign).mkdir(parents=True)
        (backups / foreign / "other.db").write_bytes(b"x")
    (backups / "2021-01-01T000000").write_bytes(b"a file")
    for day in range(10, 16):
        made = save(backups, keep=3, now=f"2026-11-{day}T04:30:00+09:00")
    assert made.removed == 1
    assert sorted(path.name for path in backups.iterdir()) == [
        "2019",
        "2020-01-01T000000",
        "2021-01-01T000000",
        "2026-11-13T043000",
        "2026-11-14T043000",
        "2026-11-15T043000",
        "notes",
    ]


def test_a_new_backup_stays_where_the_clock_was_set_back(save, tmp_path):
    for day in (20, 21, 2):
        save(tmp_path / "backups", keep=2, now=f"2026-11-{day:02}T04:30:00+09:00")
    assert sorted(path.name for path in (tmp_path / "backups").iterdir()) == [
        "2026-11-02T043000",
        "2026-11-21T043000",
    ]


def test_a_folder_without_keep_keeps_all(save, tmp_path):
    for day in (1, 2, 3):
        save(tmp_path, now=f"2026-11-{day:02}T04:30:00+09:00")
    assert len(list(tmp_path.glob("2026-*/sacho.db"))) == 3


def test_a_writer_at_work_is_neither_held_up_nor_cut_in_two(folder, save, tmp_path):
    """Each copy is of one moment: both rows of a transaction or none."""
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder / "sacho.db")], stdout=subprocess.PIPE, text=True
    )
    try:
        assert writer.stdout.readline() == "at work\n"
        counts = []
        for number in range(4):
            copy = tmp_path / str(number) / "copy.db"
            copy.parent.mkdir()
            save(copy)
            with closing(sqlite3.connect(copy)) as database:
                halves = database.execute(
                    "SELECT substr(id, 1, 1), COUNT(*) FROM sources WHERE id <> 'korea_kr' GROUP BY 1"
                ).fetchall()
            assert halves[0][1] == halves[1][1] > 20
            counts.append(halves[0][1])
        assert writer.poll() is None
        assert counts == sorted(set(counts))  # it went on
    finally:
        writer.kill()
        writer.wait()
        writer.stdout.close()


def test_a_transaction_that_is_open_is_not_in_the_copy(folder, save, tmp_path):
    with closing(sqlite3.connect(folder / "sacho.db")) as writer:
        writer.execute("INSERT INTO sources (id, name_ko) VALUES ('x', '아직')")
        save(tmp_path / "copy.db")
        writer.commit()
    assert names(tmp_path / "copy.db") == ["정책브리핑"]


def test_an_existing_file_is_never_overwritten(folder, save, tmp_path):
    for taken in ("copy.db", "archive.db"):
        (tmp_path / taken).write_bytes(b"mine")
        with pytest.raises(BackupError, match="exists already"):
            save(tmp_path / "copy.db")
        assert (tmp_path / taken).read_bytes() == b"mine"
        (tmp_path / taken).unlink()
    with pytest.raises(BackupError, match="exists already"):
        save(folder / "sacho.db")
    assert names(folder / "sacho.db") == ["정책브리핑"]


def test_two_backups_in_one_second_do_not_mix(save, tmp_path):
    save(tmp_path)
    with pytest.raises(BackupError, match="exists already"):
        save(tmp_path)


def test_a_backup_at_work_keeps_others_away(save, tmp_path):
    (tmp_path / ".sacho-backup").mkdir()
    with (tmp_path / ".sacho-backup" / "lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(BackupError, match="another backup is at work"):
            save(tmp_path / "copy.db")
    assert not (tmp_path / "copy.db").exists()


def test_what_a_killed_backup_left_is_removed(save, tmp_path):
    left = tmp_path / "to" / ".sacho-backup" / "copies"
    left.mkdir(parents=True)
    (left / "archive.db").write_bytes(b"half")
    (left.parent / "lock").touch()
    save(tmp_path / "to" / "copy.db")
    assert everything(tmp_path / "to") == ["archive.db", "copy.db"]


def test_a_damaged_database_is_said_and_leaves_nothing(folder, save, tmp_path):
    path = folder / "sacho.db"
    content = bytearray(path.read_bytes())
    for start in range(8192, len(content) - 4096, 4096):  # the first pages stay, so that it opens
        content[start : start + 2000] = b"\xff" * 2000
    path.write_bytes(content)
    (tmp_path / "to").mkdir()
    with pytest.raises(NotADatabaseError, match="damaged") as caught:
        save(tmp_path / "to" / "copy.db")
    assert str(path) in str(caught.value)
    assert everything(tmp_path / "to") == []


@pytest.mark.parametrize(
    ("content", "error"),
    [(None, MissingDatabaseError), (b"", ForeignDatabaseError), (b"text" * 999, NotADatabaseError)],
)
def test_what_is_no_database_of_ours_is_not_copied(folder, save, tmp_path, content, error):
    (folder / "sacho.db").unlink()
    if content is not None:
        (folder / "sacho.db").write_bytes(content)
    with pytest.raises(error):
        save(tmp_path / "to", keep=2)
    assert not list(tmp_path.glob("to/*"))


def test_an_archive_that_is_something_else_is_said_by_its_name(folder, save, tmp_path):
    (folder / "archive.db").write_bytes(b"text" * 999)
    (tmp_path / "to").mkdir()
    with pytest.raises(NotADatabaseError, match=r"archive\.db"):
        save(tmp_path / "to" / "copy.db")
    assert everything(tmp_path / "to") == []


#: A limit on the size of files: the disk that takes no more, without one.
LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
from pipeline.cli import main
main()
"""


def test_a_disk_that_takes_no_more_leaves_nothing(folder, tmp_path):
    (tmp_path / "to").mkdir()
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            LIMITED,
            "backup",
            str(tmp_path / "to" / "copy.db"),
            "--db",
            str(folder / "sacho.db"),
        ],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "copy.db: the disk failed" in done.stderr
    assert everything(tmp_path / "to") == []


def test_a_full_disk_leaves_nothing(folder, tmp_path):
    """On a small file system of its own, where the machine lets us mount one."""
    script = 'mount -t tmpfs -o size=200k none "$1" && "$2" -m pipeline.cli backup "$1/copy.db" --db "$3"; code=$?; ls -A "$1"; exit $code'
    (tmp_path / "to").mkdir()
    command = ["unshare", "--map-root-user", "--mount"]
    if (
        shutil.which("unshare") is None
        or subprocess.run(
            [*command, "mount", "-t", "tmpfs", "none", str(tmp_path / "to")], capture_output=True
        ).returncode
    ):
        pytest.skip("no file system of one's own here")
    done = subprocess.run(
        [*command, "sh", "-c", script, "sh", str(tmp_path / "to"), sys.executable, str(folder / "sacho.db")],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert "copy.db: no room left on the disk" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_folder_that_cannot_be_written_is_one_line(folder, tmp_path):
    place = Path("/proc")  # refuses even the superuser
    if not place.is_dir():
        pytest.skip("no /proc here")
    result = CliRunner().invoke(main, ["backup", "/proc/copy.db", "--db", str(folder / "sacho.db")])
    assert result.exit_code in (1, 2)
    assert "/proc" in result.output.splitlines()[-1]


@pytest.mark.parametrize(
    "arguments", [["none/copy.db"], ["none/"], ["--keep", "2", "a-file"], ["a-file/copy.db"]]
)
def test_a_wrong_place_is_one_line_and_exit_status_1(folder, tmp_path, monkeypatch, arguments):
    monkeypatch.chdir(tmp_path)
    Path("a-file").write_bytes(b"mine")
    before = set(everything(tmp_path))
    result = CliRunner().invoke(main, ["backup", *arguments, "--db", str(folder / "sacho.db")])
    assert (result.exit_code, len(result.output.splitlines())) == (1, 1), result.output
    new = set(everything(tmp_path)) - before
    assert not [name for name in new if not name.endswith(("-wal", "-shm"))]


def test_the_command_says_what_it_saved(folder, save, tmp_path, monkeypatch):
    monkeypatch.chdir(folder)
    save(tmp_path / "backups", keep=1)
    result = CliRunner().invoke(main, ["backup", "--keep", "1", str(tmp_path / "backups")])
    assert result.exit_code == 0
    assert result.output.startswith(f"saved {tmp_path}/backups/20")
    assert "checked; 1 older removed" in result.output


def test_the_archive_of_the_settings_is_saved(folder, tmp_path, monkeypatch):
    (folder / "archive.db").rename(tmp_path / "elsewhere.db")
    monkeypatch.setenv("SACHO_ARCHIVE", str(tmp_path / "elsewhere.db"))
    (tmp_path / "to").mkdir()
    result = CliRunner().invoke(
        main, ["backup", str(tmp_path / "to" / "x.db"), "--db", str(folder / "sacho.db")]
    )
    assert result.exit_code == 0
    assert everything(tmp_path / "to") == ["archive.db", "x.db"]
