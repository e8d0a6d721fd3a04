"""Archives and compressions: odd names, locks, links, nests, bombs, damage."""

import gzip
import io
import stat
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from pipeline.dumps import MAX_ARTICLE_BYTES, damage
from tests.pipeline.dumps.making import (
    COMPRESS,
    TEXT,
    articles,
    faults,
    json_lines,
    kept,
    parquet_bytes,
    read,
    skips,
    tar_bytes,
    zip_bytes,
    zstd,
)


def dump(tmp_path, content, name="a.zip"):
    path = tmp_path / name
    path.write_bytes(content)
    return read(path)


def places(found):
    return [record.place for record in kept(found)]


@pytest.mark.parametrize("encoding", ["cp949", "utf-8"])
def test_names_that_korean_windows_has_written(tmp_path, encoding):
    """Without the flag for UTF-8, as Explorer and Bandizip write them, and the Mac."""
    raw = "보도자료_똠방.txt".encode(encoding)
    stand_in = "x" * len(raw)
    found = dump(tmp_path, zip_bytes([(stand_in, TEXT)]).replace(stand_in.encode(), raw))
    assert places(found) == ["a.zip/보도자료_똠방.txt"]


def test_names_in_tars_of_old_systems(tmp_path):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", encoding="cp949", format=tarfile.GNU_FORMAT) as archive:
        info = tarfile.TarInfo("보도자료.txt")
        info.size = len(TEXT.encode())
        archive.addfile(info, io.BytesIO(TEXT.encode()))
    assert places(dump(tmp_path, out.getvalue(), "a.tar")) == ["a.tar/보도자료.txt"]


def test_a_locked_member_is_said_and_the_others_are_read(tmp_path):
    raw = bytearray(zip_bytes([("a.txt", TEXT), ("b.txt", TEXT)]))
    for header, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.index(header) + flags] |= 1
    found = dump(tmp_path, bytes(raw))
    assert faults(found) == [(None, "locked with a password; unpack it first")]
    assert places(found) == ["a.zip/b.txt"]


def linked(kind, target):
    info = tarfile.TarInfo("link.txt")
    info.type, info.linkname = kind, target
    return info


@pytest.mark.parametrize(
    "odd",
    [
        linked(tarfile.SYMTYPE, "/etc/passwd"),
        linked(tarfile.LNKTYPE, "a.txt"),
        linked(tarfile.CHRTYPE, ""),
        linked(tarfile.FIFOTYPE, ""),
        tarfile.TarInfo("../outside.txt"),
        tarfile.TarInfo("x/../../outside.txt"),
    ],
)
def test_links_devices_and_ways_out_of_a_tar_are_skipped(tmp_path, odd):
    found = dump(
        tmp_path, tar_bytes([("a.txt", TEXT.encode()), (odd, b""), ("b.txt", TEXT.encode())]), "a.tar"
    )
    assert len(skips(found)) == 1
    assert places(found) == ["a.tar/a.txt", "a.tar/b.txt"]


def test_links_in_zips_are_skipped(tmp_path):
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    found = dump(tmp_path, zip_bytes([(link, "/etc/passwd"), ("../b.txt", TEXT), ("c.txt", TEXT)]))
    assert len(skips(found)) == 2
    assert places(found) == ["a.zip/c.txt"]


@pytest.mark.parametrize(
    "name", [".DS_Store", "__MACOSX/._a.txt", ".git/config", "year=2026/_SUCCESS", "x/.hidden/a.txt"]
)
def test_hidden_files_are_no_part_of_a_dump(tmp_path, name):
    members = [(name, b"\0"), ("a.txt", TEXT.encode())]
    for archive, content in (("a.zip", zip_bytes(members)), ("a.tgz", tar_bytes(members, "w:gz"))):
        (only,) = dump(tmp_path, content, archive)
        assert only.place == f"{archive}/a.txt"


INNER = [("x.txt", TEXT.encode())]
NESTED = [
    ("a.zip", zip_bytes([("b.zip", zip_bytes(INNER))]), "a zip inside a zip"),
    ("a.zip", zip_bytes([("b.tar.gz", tar_bytes(INNER, "w:gz"))]), "a tar inside a zip"),
    ("a.tar", tar_bytes([("b.zip", zip_bytes(INNER))]), "a zip inside a tar"),
    ("a.tar.gz", tar_bytes([("b", tar_bytes(INNER))], "w:gz"), "a tar inside a tar"),
    ("a.zip", zip_bytes([("b.txt", zip_bytes(INNER))]), "a zip file under the name of a text"),
    ("a.zip", zip_bytes([("b.txt", gzip.compress(b"x"))]), "a gzip file under the name of a text"),
    ("a.jsonl.gz", gzip.compress(gzip.compress(gzip.compress(b"{}"))), "compressed more than twice"),
]


@pytest.mark.parametrize(("name", "content", "reason"), NESTED, ids=[row[0] for row in NESTED])
def test_what_is_nested_too_deep_is_refused(tmp_path, name, content, reason):
    found = dump(tmp_path, content, name)
    assert [reason in said for _, said in faults(found)] == [True]
    assert kept(found) == []


def test_compressed_files_in_an_archive_in_a_compressed_file(tmp_path):
    members = [
        (f"x/{name}{ending}", COMPRESS[ending](content))
        for ending in COMPRESS
        for name, content in (
            ("a.jsonl", json_lines(articles(2))),
            ("b.txt", TEXT.encode()),
            ("c.parquet", parquet_bytes(articles(2))),
        )
    ]
    assert len(kept(dump(tmp_path, zip_bytes(members)))) == 20
    assert len(kept(dump(tmp_path, COMPRESS[".zst"](tar_bytes(members)), "a.tar.zst"))) == 20
    assert len(kept(dump(tmp_path, COMPRESS[".xz"](zip_bytes(members)), "a.zip.xz"))) == 20


NOT_READ = [
    ("a.7z", b"7z\xbc\xaf\x27\x1c\0\0", "a 7-Zip file"),
    ("a.jsonl.lz4", b"\x04\x22\x4d\x18d@", "an LZ4 file (lz4 -d unpacks it), which is not read"),
    ("a.rar", b"Rar!\x1a\x07\x01\0", "a RAR file"),
    ("a.jsonl.gz", b"\x00\x01 not at all", "broken gzip"),
    ("a.jsonl.gz", b"", "an empty file under the name of a gzip file"),
    ("a.zip", b"", "broken zip"),
    ("a.zip", zip_bytes([]), "an empty zip"),
    ("a.tar", b"\0" * 10240, "an empty tar"),
    ("a.tar", b"", "broken tar"),
    ("a.tar", b"not a tar" * 300, "broken tar"),
    ("a.tar", tar_bytes([("x.txt", b"x" * 900)])[:700], "cannot be unpacked"),
    ("a.parquet", b"PAR1xxPAR1", "broken Parquet"),
    ("a.feather", b"ARROW1\x00\x00", "an Arrow or Feather file"),
    (
        "NewsResult.xlsx",
        zip_bytes([("xl/workbook.xml", b"<x/>")]),
        "a spreadsheet, which is not read; save it as CSV",
    ),
    ("a.sqlite", b"SQLite format 3\x00", "an SQLite database"),
]


@pytest.mark.parametrize(("name", "content", "reason"), NOT_READ, ids=[row[0] for row in NOT_READ])
def test_what_can_not_be_read_says_so(tmp_path, name, content, reason):
    found = dump(tmp_path, content, name)
    assert reason in faults(found)[0][1]


def test_what_only_its_name_calls_packed_is_read_if_it_is_surely_that(tmp_path):
    for name, content in (
        ("a.jsonl.gz", json_lines(articles(1))),
        ("b.txt.bz2", TEXT.encode()),
        ("c.html.gz", b"<p>x</p>"),
        ("d.parquet.zst", parquet_bytes(articles(1))),
    ):
        assert len(kept(dump(tmp_path, content, name))) == 1


def test_a_member_of_gzip_that_is_damaged_costs_its_own_lines(tmp_path):
    members = [gzip.compress(json_lines(articles(10, number * 10))) for number in range(5)]
    members[2] = members[2][:30] + b"\xff\xff\xff" + members[2][33:]
    found = dump(tmp_path, b"".join(members), "a.jsonl.gz")
    assert len(kept(found)) >= 40
    assert len(faults(found)) >= 1


def test_a_header_of_tar_that_is_damaged_costs_its_own_file(tmp_path):
    raw = bytearray(tar_bytes([(f"{number}.txt", TEXT.encode()) for number in range(5)]))
    raw[2 * 1024 + 3] ^= 0xFF
    found = dump(tmp_path, bytes(raw), "a.tar")
    assert places(found) == [f"a.tar/{number}.txt" for number in (0, 1, 3, 4)]
    assert [said[:10] for _, said in faults(found)] == ["broken tar"]


def test_a_window_too_large_says_what_to_do(tmp_path):
    options = {
        zstd.CompressionParameter.window_log: 28,
        zstd.CompressionParameter.enable_long_distance_matching: 1,
    }
    packer = zstd.ZstdCompressor(options=options)
    raw = packer.compress(b"{}" * 1000) + packer.flush()
    found = dump(tmp_path, raw, "a.jsonl.zst")
    assert "window over 128 MB" in faults(found)[0][1]


BOMB = b'{"text": "%s"}\n' % (b"0" * 30_000)
BOMBS = [
    ("a.jsonl.gz", gzip.compress(BOMB * 100)),
    ("a.jsonl.zst", COMPRESS[".zst"](BOMB * 100)),
    ("a.csv.xz", COMPRESS[".xz"](b"id,text\n" + b"1,x\n" * 300_000)),
    ("a.tar.bz2", tar_bytes([(f"{n}.txt", b"0" * 100_000) for n in range(20)], "w:bz2")),
    ("a.zip", zip_bytes([(f"{n}.txt", b"0" * 100_000) for n in range(20)])),
    ("b.zip", zip_bytes([(f"{n}.jsonl.gz", gzip.compress(BOMB * 100)) for n in range(20)])),
    ("a.jsonl.gz.gz", gzip.compress(gzip.compress(BOMB * 100))),
    ("a.parquet.gz", gzip.compress(b"PAR1" + b"\0" * 3_000_000)),
]


@pytest.mark.parametrize(("name", "content"), BOMBS, ids=[row[0] for row in BOMBS])
def test_what_unpacks_to_too_much_is_given_up(tmp_path, monkeypatch, name, content):
    monkeypatch.setattr(damage, "UNPACKED_BYTES", 1_000_000)
    monkeypatch.setattr(damage, "UNPACKED_RATIO", 2)
    (tmp_path / "z.txt").write_text(TEXT)
    (tmp_path / name).write_bytes(content)
    found = read(tmp_path)
    assert ["times its size; not read further" in reason for _, reason in faults(found)] == [True]
    assert found[-1].place.endswith("z.txt")


def test_a_zip_that_lies_about_its_sizes(tmp_path):
    raw = bytearray(zip_bytes([("a.txt", b"0" * 100_000), ("b.txt", TEXT)]))
    for header, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = raw.index(header) + place
        raw[at : at + 4] = (10).to_bytes(4, "little")
    found = dump(tmp_path, bytes(raw))
    assert places(found) == ["a.zip/b.txt"]
    assert "cannot be unpacked" in faults(found)[0][1]


#: Reads a dump with so many MB more memory, and says how many articles and faults it has.
CHILD = """
import io, resource, sys
from pipeline.dumps import RawRecord, read_dump
import pipeline.dumps.tables, pipeline.dumps.json_documents
used = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (used + (int(sys.argv[2]) << 20),) * 2)
found = [isinstance(one, RawRecord) for one in read_dump([sys.argv[1]], io.BytesIO())]
print(sum(found), len(found) - sum(found))
"""


def huge(name, pack, before, after):
    """A file with a text of 1 GB in it, packed piece by piece."""

    def write(path):
        with pack(path / name) as file:
            file.write(before)
            for _ in range(60):
                file.write(b"x" * (16 << 20))
            file.write(after)

    return write


def opened(path):
    return zstd.open(path, "wb")


HUGE = {
    "a.jsonl.zst": huge("a.jsonl.zst", opened, b'{"text": "', b'"}\n' + json_lines(articles(1))),
    "a.json.zst": huge("a.json.zst", opened, b'[{"text": "', b'"},\n{"id": 1, "text": "a"}]'),
    "a.csv.zst": huge("a.csv.zst", opened, b"id,text\n1,", b"\n2,a\n"),
    "a.txt.zst": huge("a.txt.zst", opened, b"", b""),
}


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="needs Linux's /proc")
@pytest.mark.parametrize("name", HUGE)
def test_a_text_of_a_gigabyte_is_refused_with_little_memory(tmp_path, name):
    HUGE[name](tmp_path)
    root = Path(__file__).parents[3]
    found = subprocess.run(
        [sys.executable, "-c", CHILD, str(tmp_path / name), "300"],
        capture_output=True,
        text=True,
        cwd=root,
        check=False,
    )
    assert found.stdout.split() == (["0", "1"] if ".txt" in name else ["1", "1"]), found.stderr


def test_an_article_as_large_as_one_may_be(tmp_path):
    found = dump(tmp_path, b"x" * MAX_ARTICLE_BYTES, "a.txt")
    assert len(kept(found)) == 1
    assert "too large" in faults(dump(tmp_path, b"x" * (MAX_ARTICLE_BYTES + 1), "a.txt"))[0][1]
