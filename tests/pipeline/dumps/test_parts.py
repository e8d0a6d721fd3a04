"""The parts of a file give together exactly what the whole file gives, each thing once."""

import gzip
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.dumps import BadRecord, RawRecord, damage
from pipeline.dumps.turns import BLOCK, Turns
from tests.pipeline.dumps.making import (
    COMPRESS,
    TEXT,
    Crawl,
    articles,
    csv_bytes,
    json_lines,
    parquet_bytes,
    read,
    tar_bytes,
    zip_bytes,
)

MANY = articles(400)
BROKEN = (
    json_lines(MANY[:150]) + b"broken\n" + json_lines(MANY[150:260]) + b'{"id": 3}\n' + json_lines(MANY[260:])
)


def crawl(gzipped=False):
    """Pages, images, a page not found, and records that don't count."""
    made = Crawl(gzip=gzipped).info()
    for number in range(300):
        made.page(f"<p>{TEXT}</p>".encode(), status="404 Not Found" if number % 50 == 7 else "200 OK")
        made.record("metadata", b"x: y")
        if number % 40 == 3:
            made.page(b"\x89PNG", "image/png")
    return made.bytes()


def damaged(whole, at=0.5):
    """The bytes with one of them turned over."""
    place = int(len(whole) * at)
    return whole[:place] + bytes((whole[place] ^ 0xFF,)) + whole[place + 1 :]


def members(count):
    return [
        (
            f"{number:03}.{'txt' if number % 3 else 'jsonl'}",
            TEXT.encode() if number % 3 else json_lines(MANY[:5]),
        )
        for number in range(count)
    ]


ROWS = csv_bytes(MANY)
FILES = {
    "a.jsonl": json_lines(MANY),
    "broken.jsonl": BROKEN,
    "blank.jsonl": b"\n\n".join(json_lines([one]) for one in MANY),
    "empty.jsonl": b"",
    "cut.jsonl.gz": gzip.compress(BROKEN)[:-2000],
    "cut.jsonl.zst": COMPRESS[".zst"](BROKEN)[:-500],
    "damaged.jsonl.gz": damaged(b"".join(gzip.compress(json_lines([one])) for one in MANY)),
    "a.json": json.dumps(MANY).encode(),
    "broken.json": json.dumps(MANY, indent=1).encode().replace(b'"a-77",', b'"a-77"'),
    "cut.json": json.dumps(MANY).encode()[:-200],
    "nothing.json": b"{}",
    "index.json": json.dumps({str(number): one for number, one in enumerate(MANY)}).encode(),
    "months.json": json.dumps(
        {"n": 1, "2024-01": MANY[:99], "meta": {"a": 1}, "2024-02": MANY[99:]}
    ).encode(),
    "broken_index.json": json.dumps({one["id"]: one for one in MANY}).encode().replace(b'"a-77",', b'"a-77"'),
    "a.csv": ROWS,
    "unclosed.csv": ROWS.replace("설명회 99,".encode(), '"설명회 99,'.encode()),
    "cells.csv": ROWS.replace("설명회 200,".encode(), "설명회 200,x,y,z,".encode()),
    "no_text.csv": b"a,b\n1,2\n",
    "cut.csv.xz": COMPRESS[".xz"](ROWS)[:-100],
    "a.parquet": parquet_bytes(MANY, row_group_size=90),
    "small_groups.parquet": parquet_bytes(MANY, row_group_size=7),
    "empty_cells.parquet": parquet_bytes(
        [one | {"text": None} if i % 9 == 0 else one for i, one in enumerate(MANY)]
    ),
    "damaged.parquet": damaged(parquet_bytes(MANY, row_group_size=90, compression="gzip"), 0.4),
    "broken.parquet": b"PAR1 nothing PAR1",
    "a.warc": crawl(),
    "a.warc.gz": crawl(gzipped=True),
    "one_member.warc.gz": gzip.compress(crawl()),
    "cut.warc": crawl()[:-1000],
    "damaged.warc.gz": damaged(crawl(gzipped=True)),
    "wrong_length.warc": crawl().replace(b"Content-Length: 1", b"Content-Length: 9", 3),
    "a.zip": zip_bytes(members(200)),
    "broken.zip": zip_bytes(members(200))[:-30],
    "damaged.zip": damaged(zip_bytes(members(200)), 0.3),
    "nested.zip": zip_bytes(
        [*members(70), ("inner.zip", zip_bytes(members(2))), ("z.csv.gz", gzip.compress(ROWS))]
    ),
    "parquet.zip": zip_bytes([("a.parquet", parquet_bytes(MANY)), ("b.parquet", b"PAR1"), *members(3)]),
    "a.tar": tar_bytes(members(200)),
    "a.tar.gz": tar_bytes(members(200), "w:gz"),
    "cut.tar": tar_bytes(members(200))[:100_000],
    "cut.tar.gz": tar_bytes(members(200), "w:gz")[:-300],
    "damaged.tar": damaged(tar_bytes(members(200)), 0.5005),
    "a.txt": TEXT.encode(),
    "cut.txt.gz": gzip.compress(TEXT.encode() * 20)[:-9],
}

#: All others have a fault.
SOUND = [
    *(
        "a.jsonl",
        "a.json",
        "a.csv",
        "a.parquet",
        "a.warc",
        "a.warc.gz",
        "a.zip",
        "a.tar",
        "a.tar.gz",
        "a.txt",
    ),
    *("index.json", "months.json", "blank.jsonl", "small_groups.parquet", "one_member.warc.gz"),
]


def told(record):
    if isinstance(record, RawRecord):
        return (record.native_id, record.place, record.line, record.raw_sha256)
    return (type(record).__name__, record.path, record.line, record.reason)


@pytest.mark.parametrize("parts", [2, 3, 7])
@pytest.mark.parametrize("name", FILES)
def test_the_parts_are_the_whole(tmp_path, name, parts):
    path = tmp_path / name
    path.write_bytes(FILES[name])
    whole = [told(record) for record in read(path)]
    by_part = [
        [told(record) for record in read(path, part=part, parts=parts)] for part in range(1, parts + 1)
    ]
    expected = [
        [record for number, record in enumerate(whole) if number // BLOCK % parts == part]
        for part in range(parts)
    ]
    if name == "damaged.parquet":  # the rows that are lost have numbers too
        assert sorted(str(one) for part in by_part for one in part) == sorted(map(str, whole))
    else:
        assert by_part == expected


@pytest.mark.parametrize("name", sorted(FILES.keys() - set(SOUND)))
def test_each_of_the_faults_above_is_said(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(FILES[name])
    found = read(path)
    assert [record for record in found if isinstance(record, BadRecord)]


def test_a_file_that_unpacks_to_too_much_is_given_up_by_one_part(tmp_path, monkeypatch):
    monkeypatch.setattr(damage, "UNPACKED_BYTES", 30_000)
    monkeypatch.setattr(damage, "UNPACKED_RATIO", 2)
    for name, content in (
        ("a.jsonl.gz", gzip.compress(BROKEN)),
        ("a.zip", zip_bytes([(f"{n:03}.txt", TEXT * 200) for n in range(300)])),
    ):
        path = tmp_path / name
        path.write_bytes(content)
        whole = [told(record) for record in read(path)]
        assert "times its size" in whole[-1][3]
        parts = [told(record) for part in (1, 2, 3) for record in read(path, part=part, parts=3)]
        assert sorted(map(str, parts)) == sorted(map(str, whole))


@given(st.integers(0, 1000), st.integers(0, 400), st.integers(1, 9), st.data())
@settings(max_examples=300, deadline=None)
def test_turns_know_whether_one_of_the_next_is_wanted(first, count, parts, data):
    part = data.draw(st.integers(1, parts))
    turns, each = Turns(part, parts), Turns(part, parts)
    turns.skip(first)
    each.skip(first)
    assert turns.any_of(count) == (True in [each.mine() for _ in range(count)])
