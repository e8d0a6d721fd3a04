"""Dumps in: every form, every fault, always the same ids."""

import gzip
import io
import json
import zipfile

import pytest

from pipeline.dumps import MAX_ARTICLE_BYTES, BadRecord, RawRecord, dump_files, read_dump
from pipeline.dumps.fields import FieldNames

TEXT = "행정안전부는 3월 2일 청주에서 설명회를 열었다고 밝혔다.\n"
RECORD = {
    "id": "r-1",
    "title": "청주 설명회",
    "text": TEXT,
    "published": "2026-03-02",
    "ministry": "행정안전부",
}


def read(*paths, stdin=b"", fields=None):
    return list(read_dump([str(path) for path in paths], io.BytesIO(stdin), fields))


def line(record):
    return json.dumps(record, ensure_ascii=False).encode() + b"\n"


@pytest.fixture
def folder(tmp_path):
    """A dump folder with one article in each plain form, one deeper, and a hidden file."""
    root = tmp_path / "dump"
    (root / "2026" / "03").mkdir(parents=True)
    (root / "a.txt").write_text(TEXT, encoding="utf-8")
    (root / "b.html").write_bytes(f"<p>{TEXT}</p>".encode("cp949"))
    (root / "2026" / "03" / "c.jsonl").write_bytes(line(RECORD) + b"\n" + line(RECORD | {"id": 7}))
    (root / ".DS_Store").write_bytes(b"\x00\x01")
    return root


def test_a_folder_gives_every_article_once_in_a_stable_order(folder):
    records = read(folder)
    assert [(record.place, record.line) for record in records] == [
        ("dump/2026/03/c.jsonl", 1),
        ("dump/2026/03/c.jsonl", 3),
        ("dump/a.txt", None),
        ("dump/b.html", None),
    ]
    assert [record.id for record in records[:2]] == ["dump:r-1", "dump:7"]
    assert records[0].known == {"title": "청주 설명회", "published": "2026-03-02", "department": "행정안전부"}
    assert records[2].content == TEXT.encode()
    assert records[3].markup is True


def test_an_article_without_an_id_gets_one_from_its_bytes(folder, tmp_path):
    """The id depends on the content alone, not on where the dump lies."""
    elsewhere = tmp_path / "elsewhere.txt"
    elsewhere.write_text(TEXT, encoding="utf-8")
    (first,) = read(elsewhere)
    (second,) = [record for record in read(folder) if record.place == "dump/a.txt"]
    assert first.id == second.id
    assert len(first.native_id) == 16


@pytest.mark.parametrize("name", ["one.jsonl.gz", "one.ndjson.gz"])
def test_gzip_is_read_as_what_it_holds(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(gzip.compress(line(RECORD)))
    (record,) = read(path)
    assert (record.id, record.place, record.line) == ("dump:r-1", name, 1)


def test_gzip_of_text_and_html(tmp_path):
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(TEXT.encode()))
    (tmp_path / "b.html.gz").write_bytes(gzip.compress(b"<p>x</p>"))
    assert [record.markup for record in read(tmp_path)] == [None, True]


def test_a_zip_is_read_like_the_folder_it_holds(folder, tmp_path):
    path = tmp_path / "dump.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for file in dump_files([str(folder)]):
            archive.write(file, file.relative_to(folder.parent))
        archive.writestr("__MACOSX/dump/._a.txt", b"\x00")
        archive.writestr("dump/d.jsonl.gz", gzip.compress(line(RECORD | {"id": "z"})))
    from_zip = read(path)
    assert {record.id for record in read(folder)} < {record.id for record in from_zip}
    assert from_zip[-1].id == "dump:z"
    assert from_zip[-1].place == "dump.zip/dump/d.jsonl.gz"


def test_standard_input_holds_json_lines():
    (record,) = read("-", stdin=line(RECORD))
    assert (record.id, record.place, record.line) == ("dump:r-1", "-", 1)


def test_field_names_are_guessed_and_can_be_given():
    record = {"일련번호": "9", "기사": TEXT, "제목": "제목", "일자": "20260302"}
    fields = FieldNames.of(["id=일련번호", "text=기사"])
    (read_record,) = read("-", stdin=line(record), fields=fields)
    assert read_record.id == "dump:9"
    assert read_record.known == {"title": "제목", "published": "20260302"}


@pytest.mark.parametrize("option", ["text", "text=", "titel=제목"])
def test_a_wrong_field_option_names_the_fields_there_are(option):
    with pytest.raises(ValueError, match="expected FIELD=NAME with one of id, text"):
        FieldNames.of([option])


BROKEN_LINES = [
    (b'{"id": 1, "text": "cut', "broken JSON"),
    (b'["a", "list"]', "a JSON list, not an object"),
    (b'"text"', "a JSON str, not an object"),
    (b'{"id": 1}', "no text in the record"),
    (b'{"id": 1, "text": "   "}', "no text in the record"),
    (b'{"id": 1, "text": null}', "no text in the record"),
    (b'{"text": "\xff\xfe\xc0 "}', "unknown encoding"),
    (b"[" * 100_000, "broken JSON"),
    (b'{"id": 1},,', "broken JSON"),
    (b'{"id": 1}, {"id": 2}', "broken JSON"),
    (b",", "broken JSON"),
]


@pytest.mark.parametrize(("broken", "reason"), BROKEN_LINES)
def test_a_broken_line_is_named_and_the_rest_goes_on(broken, reason):
    first, bad, last = read("-", stdin=line(RECORD) + broken + b"\n" + line(RECORD | {"id": 2}))
    assert isinstance(first, RawRecord)
    assert isinstance(last, RawRecord)
    assert isinstance(bad, BadRecord)
    assert bad.line == 2
    assert reason in bad.reason
    assert str(bad).startswith("standard input:2: ")


@pytest.mark.parametrize("name", ["a.jsonl", "a.json"])
@pytest.mark.parametrize("form", ["{},\n", "{} ,\r\n", "\x1e{}\n", "\ufeff\x1e{}\n", ", {}\n"])
def test_objects_between_commas_or_separators_are_read(tmp_path, name, form):
    lines = [form.format(json.dumps(RECORD | {"id": number})) for number in range(3)]
    (tmp_path / name).write_text("".join(lines), encoding="utf-8", newline="")
    assert [record.id for record in read(tmp_path / name)] == ["dump:0", "dump:1", "dump:2"]


def test_a_line_in_cp949_is_read():
    (record,) = read("-", stdin=json.dumps(RECORD, ensure_ascii=False).encode("cp949"))
    assert record.known["title"] == "청주 설명회"


def test_half_an_emoji_is_replaced_at_equal_length():
    (record,) = read("-", stdin=b'{"id": "\\ud83d1", "text": "\\uac00\\ud83d\\uac01 \\ud83d\\ude42"}')
    assert record.content == "가\ufffd각 🙂"
    assert record.id == "dump:\ufffd1"


def test_an_endless_line_is_passed_over(tmp_path):
    path = tmp_path / "huge.jsonl"
    path.write_bytes(b'{"text": "' + b"x" * (MAX_ARTICLE_BYTES + 10) + b'"}\n' + line(RECORD))
    bad, good = read(path)
    assert "a line over 32 MB" in bad.reason
    assert good.id == "dump:r-1"


def test_a_file_too_large_for_an_article_is_refused(tmp_path):
    path = tmp_path / "huge.txt"
    path.write_bytes(b"x" * (MAX_ARTICLE_BYTES + 1))
    (bad,) = read(path)
    assert "too large for one article" in bad.reason


BAD_FILES = [
    ("broken.zip", b"PK\x03\x04 not a zip", "broken zip"),
    ("plain.jsonl.gz", b"not gzip at all", "broken gzip"),
    ("table.csv", b"a,b\n", "its columns are a, b; name it with --field text=NAME"),
    ("dump.tar.gz", gzip.compress(b"ustar", mtime=0), "broken tar"),
    ("empty.jsonl", b"", "no records in it"),
    ("blank.jsonl", b"\n\n", "no records in it"),
]


@pytest.mark.parametrize(("name", "content", "reason"), BAD_FILES)
def test_an_unreadable_file_is_named_and_the_rest_goes_on(tmp_path, name, content, reason):
    (tmp_path / name).write_bytes(content)
    (tmp_path / "z.txt").write_text(TEXT, encoding="utf-8")
    bad, good = read(tmp_path)
    assert isinstance(bad, BadRecord)
    assert reason in bad.reason
    assert bad.path == str(tmp_path / name)
    assert isinstance(good, RawRecord)


def test_a_truncated_gzip_gives_what_came_before(tmp_path):
    whole = gzip.compress(
        b"".join(line(RECORD | {"id": number, "n": "가" * number}) for number in range(900))
    )
    (tmp_path / "cut.jsonl.gz").write_bytes(whole[: len(whole) // 2])
    *records, bad = read(tmp_path / "cut.jsonl.gz")
    assert len([record for record in records if isinstance(record, RawRecord)]) > 1
    assert "what came before it was read" in bad.reason


def test_a_zip_with_a_damaged_or_locked_member_gives_the_others(tmp_path):
    path = tmp_path / "dump.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", TEXT * 50)
        archive.writestr("b.txt", TEXT)
        archive.writestr("c.zip", b"PK")
    raw = bytearray(path.read_bytes())
    raw[raw.index(TEXT.encode()) + 5] ^= 0xFF
    path.write_bytes(raw)
    damaged, good, nested = read(path)
    assert "cannot be unpacked" in damaged.reason
    assert good.place == "dump.zip/b.txt"
    assert "a zip inside a zip" in nested.reason


def test_an_empty_folder_is_said(tmp_path):
    (bad,) = read(tmp_path)
    assert "an empty folder" in bad.reason


def test_a_missing_path_is_said_before_anything_is_read(folder):
    records = read_dump([str(folder), str(folder / "nothing")], io.BytesIO())
    with pytest.raises(FileNotFoundError, match="nothing: no such file or folder"):
        next(records)


def test_progress_counts_every_byte_once(folder, tmp_path):
    (folder / "e.jsonl.gz").write_bytes(gzip.compress(line(RECORD) * 300))
    with zipfile.ZipFile(folder / "f.zip", "w") as archive:
        archive.writestr("a.txt", TEXT)
    told = []
    list(read_dump([str(folder)], io.BytesIO(), None, told.append))
    assert sum(told) == sum(file.stat().st_size for file in dump_files([str(folder)]))
