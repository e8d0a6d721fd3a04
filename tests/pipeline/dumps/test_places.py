"""Where dumps lie: folders, odd names, addresses."""

import io
import os

import pytest

from pipeline.dumps import BadRecord, FieldNames, Piece, RawRecord, dump_files, pieces, read_dump, read_pieces
from tests.pipeline.dumps.making import TEXT, articles, json_lines, kept, read, zip_bytes

fsspec = pytest.importorskip("fsspec", reason="addresses need fsspec: pip install 'sacho[dask]'")


def test_pieces_are_files_in_a_stable_order(tmp_path):
    root = tmp_path / "dump"
    (root / "b").mkdir(parents=True)
    (root / "b" / "1.txt").write_text(TEXT, encoding="utf-8")
    (root / "a.jsonl").write_bytes(json_lines(articles(1)))
    (root / ".hidden").write_text("x")
    found = pieces([str(root), "-", str(root / "a.jsonl")])
    assert [(piece.place, piece.size > 0) for piece in found] == [
        ("dump/a.jsonl", True),
        ("dump/b/1.txt", True),
        ("-", False),
        ("a.jsonl", True),
    ]
    with pytest.raises(FileNotFoundError, match="nothing: no such file or folder"):
        pieces([str(root), "nothing"])


def test_a_file_that_has_gone_is_a_fault_in_its_place(tmp_path):
    gone = Piece(str(tmp_path / "gone.txt"), "gone.txt", 5)
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    bad, good = read_pieces([gone, *pieces([str(tmp_path)])], io.BytesIO())
    assert isinstance(bad, BadRecord)
    assert "cannot be read (No such file" in bad.reason
    assert isinstance(good, RawRecord)


def test_links_that_lead_nowhere_are_said(tmp_path):
    root, other = tmp_path / "dump", tmp_path / "other"
    for folder in (root / "2026", other):
        folder.mkdir(parents=True)
        (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (root / "broken.txt").symlink_to(tmp_path / "gone.txt")
    (root / "loop").symlink_to(root / "loop")
    (root / "file.txt").symlink_to(other / "a.txt")
    (root / "latest").symlink_to(root / "2026")  # its files are read where they are
    (root / "elsewhere").symlink_to(other)
    (root / ".hidden").symlink_to(tmp_path / "gone")
    found = read(root)
    assert [record.place for record in kept(found)] == ["dump/2026/a.txt", "dump/file.txt"]
    assert [str(one).removeprefix(f"{root}/") for one in found if isinstance(one, BadRecord)] == [
        "broken.txt: cannot be read (No such file or directory)",
        "elsewhere: a link to a folder, which is not followed; name that folder too",
        "loop: cannot be read (Too many levels of symbolic links)",
    ]
    assert [file.name for file in dump_files([str(root)])] == ["a.txt", "file.txt"]


def test_a_folder_that_can_not_be_listed_is_said_and_the_rest_is_read(tmp_path, monkeypatch):
    for name in ("a", "locked", "z"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "1.txt").write_text(TEXT, encoding="utf-8")
    listed = os.scandir

    def scandir(path="."):
        if str(path).endswith("locked"):
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr(os, "scandir", scandir)
    first, bad, last = read(tmp_path)
    assert (first.place[-7:], last.place[-7:]) == ("a/1.txt", "z/1.txt")
    assert str(bad) == f"{tmp_path}/locked: cannot be read (Permission denied)"
    (bad,) = read(tmp_path / "locked")
    assert "cannot be read (Permission denied)" in bad.reason


def test_names_that_are_no_text(tmp_path):
    """A file from Korean Windows on a disk that holds bytes for names."""
    try:
        (tmp_path / os.fsdecode("보도.txt".encode("cp949"))).write_bytes(TEXT.encode())
    except OSError:
        pytest.skip("this disk takes only names in UTF-8")
    (record,) = read(tmp_path)
    assert record.place == f"{tmp_path.name}/보도.txt"
    (record.path + record.place).encode("utf-8")


@pytest.fixture
def store():
    """A store in memory with a small dump."""
    system = fsspec.filesystem("memory")
    system.pipe("/dump/2026/a.jsonl", json_lines(articles(3)))
    system.pipe("/dump/b.zip", zip_bytes([("x.txt", TEXT)]))
    system.pipe("/dump/.hidden", b"x")
    yield "memory://dump"
    system.rm("/dump", recursive=True)


def test_a_dump_in_a_store(store):
    found = pieces([store])
    assert [piece.place for piece in found] == ["dump/2026/a.jsonl", "dump/b.zip"]
    assert all("://" in piece.path and piece.size for piece in found)
    records = list(read_dump([store], io.BytesIO()))
    assert [record.place for record in records] == ["dump/2026/a.jsonl"] * 3 + ["dump/b.zip/x.txt"]


def test_one_file_and_a_pattern_of_a_store(store):
    assert [piece.place for piece in pieces([f"{store}/b.zip"])] == ["b.zip"]
    assert [piece.place for piece in pieces([f"{store}/*/*.jsonl"])] == ["a.jsonl"]
    assert [piece.place for piece in pieces([f"{store}/2026"])] == ["2026/a.jsonl"]


def test_a_store_gives_what_the_disk_gives(tmp_path):
    (tmp_path / "a.jsonl").write_bytes(json_lines(articles(3)))
    here, there = read(tmp_path), list(read_dump([f"file://{tmp_path}"], io.BytesIO()))
    assert [(one.id, one.place) for one in kept(here)] == [(one.id, one.place) for one in kept(there)]


@pytest.mark.parametrize("address", ["memory://nothing", "memory://nothing/*.csv", "nonsense://x/y"])
def test_an_address_with_nothing_behind_it(address):
    with pytest.raises(FileNotFoundError, match=address.split(":")[0]):
        pieces([address])


def test_a_store_whose_file_has_gone():
    (bad,) = read_pieces([Piece("memory://gone/a.jsonl", "a.jsonl", 9)], io.BytesIO(), FieldNames())
    assert isinstance(bad, BadRecord)


def test_what_to_install_is_said(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "fsspec.core", None)
    with pytest.raises(FileNotFoundError, match=r"pip install 'sacho\[dask\]'"):
        pieces(["s3://bucket/dump"])
