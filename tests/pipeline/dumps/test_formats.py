"""The same records in every format, encoding and packing: the same ids, the same digests."""

import gzip
import io
import json

import pytest

from pipeline.dumps import FieldNames, RawRecord, read_dump
from tests.pipeline.dumps.making import (
    COMPRESS,
    TEXT,
    articles,
    csv_bytes,
    faults,
    json_lines,
    kept,
    keys,
    parquet_bytes,
    read,
    tar_bytes,
    zip_bytes,
)


def dumped(value, **options):
    return json.dumps(value, ensure_ascii=False, **options)


#: A file's name, and what writes records into it.
FORMATS = {
    "a.jsonl": json_lines,
    "lines.json": json_lines,
    "cp949.jsonl": lambda records: json_lines(records).decode().encode("cp949"),
    "wide.ndjson": lambda records: json_lines(records).decode().encode("utf-16"),
    "array.json": lambda records: dumped(records).encode(),
    "array.jsonl": lambda records: dumped(records, indent=2).encode(),
    "pretty.json": lambda records: dumped(records, indent=4).encode("utf-8-sig"),
    "cp949.json": lambda records: dumped(records).encode("cp949"),
    "wide.json": lambda records: dumped(records, indent=1).encode("utf-16-le").join([b"\xff\xfe", b""]),
    "escaped.json": lambda records: json.dumps(records).encode(),
    "one_after_another.json": lambda records: "\n".join(dumped(one, indent=2) for one in records).encode(),
    "items.json": lambda records: dumped({"count": 3, "items": records}).encode(),
    "content.json": lambda records: dumped({"page": 1, "content": records, "size": 9}).encode(),
    "api.json": lambda records: dumped({"response": {"body": {"items": {"item": records}}}}).encode(),
    "pages.json": lambda records: b"\n".join(dumped({"items": [one]}).encode() for one in records),
    "a.csv": csv_bytes,
    "excel.csv": lambda records: csv_bytes(records, "utf-8-sig"),
    "cp949.csv": lambda records: csv_bytes(records, "cp949"),
    "wide.csv": lambda records: csv_bytes(records, "utf-16", delimiter="\t"),
    "semicolon.csv": lambda records: b"sep=;\r\n" + csv_bytes(records, delimiter=";"),
    "pipe.csv": lambda records: csv_bytes(records, delimiter="|"),
    "unix.csv": lambda records: csv_bytes(records, lineterminator="\n"),
    "quoted.csv": lambda records: csv_bytes(records, quoting=1),
    "a.tsv": lambda records: csv_bytes(records, delimiter="\t"),
    "a.parquet": parquet_bytes,
    "groups.pq": lambda records: parquet_bytes(records, row_group_size=2, compression="gzip"),
    "no_ending": parquet_bytes,
    "wrong_ending.jsonl": lambda records: gzip.compress(json_lines(records)),
    "plain.jsonl.gz": json_lines,
    "twice.jsonl.gz.gz": lambda records: gzip.compress(gzip.compress(json_lines(records))),
    "in.zip": lambda records: zip_bytes([("x/a.csv", csv_bytes(records))]),
    "packed_in.zip": lambda records: zip_bytes([("a.jsonl.gz", gzip.compress(json_lines(records)))]),
    "parquet_in.zip": lambda records: zip_bytes([("a.parquet", parquet_bytes(records))]),
    "in.tar": lambda records: tar_bytes([("x/a.jsonl", json_lines(records))]),
    "in.tgz": lambda records: tar_bytes([("a.csv", csv_bytes(records))], "w:gz"),
    "in.tar.bz2": lambda records: tar_bytes([("a.json", dumped(records).encode())], "w:bz2"),
    "in.tar.xz": lambda records: tar_bytes([("a.parquet", parquet_bytes(records))], "w:xz"),
    "in.tar.zst": lambda records: COMPRESS[".zst"](tar_bytes([("a.jsonl", json_lines(records))])),
    **{
        f"a{inner}{ending}": lambda records, write=write, pack=pack: pack(write(records))
        for ending, pack in COMPRESS.items()
        for inner, write in ((".jsonl", json_lines), (".csv", csv_bytes), (".parquet", parquet_bytes))
    },
}
RECORDS = articles(5)
WITHOUT_IDS = [{key: value for key, value in record.items() if key != "id"} for record in RECORDS]


@pytest.mark.parametrize("records", [RECORDS, WITHOUT_IDS], ids=["with ids", "without ids"])
@pytest.mark.parametrize("name", FORMATS)
def test_a_record_is_the_same_in_every_format(tmp_path, name, records):
    (tmp_path / "reference.jsonl").write_bytes(json_lines(records))
    (tmp_path / name).write_bytes(FORMATS[name](records))
    found = read(tmp_path / name)
    assert faults(found) == []
    assert keys(found) == keys(read(tmp_path / "reference.jsonl"))
    first = found[0]
    assert first.content == RECORDS[0]["text"]
    assert first.known == {"title": "설명회 0", "published": "2026-03-02"}
    assert (first.url, first.path) == (
        "https://haedong.example/0",
        str(tmp_path / name) + first.place[len(name) :],
    )


def test_several_members_of_one_compressed_file_are_read_on(tmp_path):
    for ending, pack in COMPRESS.items():
        (tmp_path / f"a.jsonl{ending}").write_bytes(
            b"".join(pack(json_lines([one])) for one in RECORDS) + (b"\0" * 512 if ending == ".gz" else b"")
        )
    assert len(kept(read(tmp_path))) == 4 * len(RECORDS)


@pytest.mark.parametrize("ending", COMPRESS)
def test_what_came_before_a_cut_is_kept(tmp_path, ending):
    path = tmp_path / f"a.jsonl{ending}"
    whole = COMPRESS[ending](json_lines(articles(20_000)))
    path.write_bytes(whole[: len(whole) // 2])
    found = read(path)
    assert len(kept(found)) > (0 if ending in (".xz", ".bz2") else 1000)
    assert [reason for _, reason in faults(found)] == [found[-1].reason]
    assert "what came before it was read" in found[-1].reason


SAME = [
    ({"id": 7}, {"id": "7"}),
    ({"id": 7.0}, {"id": "7"}),
    ({"id": " 7 "}, {"id": "7"}),
    ({"title": None}, {}),
    ({"title": ""}, {}),
    ({"title": "  "}, {}),
    ({"title": float("nan")}, {}),
    ({"published": "2026-03-02 00:00:00"}, {"published": "2026-03-02"}),
    ({"published": "2026-03-02T09:30"}, {"published": "2026-03-02 09:30:00.000"}),
    ({"published": 20260302}, {"published": "20260302"}),
    ({"unknown": 5}, {}),
    ({"Title": "가"}, {"title": "가"}),
    ({"reporter": ["홍가람", "이나루"]}, {"reporter": "홍가람, 이나루"}),
    ({"text": ["한 줄", "두 줄"]}, {"text": "한 줄\n두 줄"}),
    ({"text": "한 줄\r\n두 줄"}, {"text": "한 줄\n두 줄"}),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_two_spellings_are_one_record(one, other):
    given = [{"text": TEXT} | record for record in (one, other)]
    first, second = keys(read("-", stdin=json_lines(given)))
    assert first == second


OTHERS = [
    ({"title": "가"}, {"title": "나"}),
    ({"published": "2026-03-02T00:00:00+09:00"}, {"published": "2026-03-02"}),
    ({"url": "http://a.example/1"}, {"url": "http://a.example/2"}),
    ({"text": "<p>가</p>"}, {"html": "<p>가</p>"}),
    ({"text": "가 나"}, {"text": "가나"}),
]


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_two_records_are_two(one, other):
    given = [{"text": TEXT} | record for record in (one, other)]
    if "html" in other:
        given[1].pop("text")
    first, second = keys(read("-", stdin=json_lines(given)))
    assert first != second


def test_a_file_may_be_known_by_its_name_and_a_record_by_its_address(tmp_path):
    (tmp_path / "release-12.txt").write_text(TEXT, encoding="utf-8")
    (record,) = read(tmp_path, mapping=FieldNames.of(["id=name"]))
    assert record.id == "dump:release-12"
    (record,) = read("-", stdin=json_lines(RECORDS[:1]), mapping=FieldNames.of(["id=url"]))
    assert record.id == "dump:https://haedong.example/0"


STDIN = [
    ("array.json", None),
    ("a.parquet", None),
    ("a.jsonl.gz", None),
    ("a.csv.zst", FieldNames(format="csv")),
    ("a.csv", FieldNames(format="csv")),
    ("excel.csv", None),
    ("a.tsv", None),
    ("cp949.csv", None),
    ("in.zip", None),
    ("in.tgz", None),
    ("pretty.json", None),
]


@pytest.mark.parametrize(("name", "mapping"), STDIN)
def test_standard_input_is_looked_at(name, mapping):
    found = read("-", stdin=FORMATS[name](RECORDS), mapping=mapping)
    assert faults(found) == []
    assert [record.native_id for record in found] == [record["id"] for record in RECORDS]
    assert found[0].place.startswith("-")


@pytest.mark.parametrize("name", ["photo.jpg", "style.css", "a.cdx", "fonts/x.woff2"])
def test_what_lies_beside_pages_is_skipped_and_said(tmp_path, name):
    (tmp_path / "dump.zip").write_bytes(zip_bytes([(name, b"\x89\x00"), ("a.txt", TEXT)]))
    found = read(tmp_path)
    assert sorted(type(one).__name__ for one in found) == ["RawRecord", "SkippedRecord"]


def test_progress_tells_each_byte_once_in_parts_too(tmp_path):
    for name in ("a.jsonl", "groups.pq", "in.zip", "a.csv.gz", "in.tar.xz"):
        (tmp_path / name).write_bytes(FORMATS[name](articles(300)))
    size = sum(file.stat().st_size for file in tmp_path.iterdir())
    for parts in (1, 3):
        told = []
        for part in range(1, parts + 1):
            read(tmp_path, part=part, parts=parts, told=told)
        assert sum(told) == size
        assert min(told) > 0


def test_a_record_of_each_kind_can_be_sent_to_another_process(tmp_path):
    import pickle

    (tmp_path / "a.jsonl").write_bytes(json_lines(RECORDS) + b"broken\n")
    found = read(tmp_path)
    assert pickle.loads(pickle.dumps(found)) == found
    assert isinstance(found[0], RawRecord)


TABLE = "번호,제목,본문,일자\n1,수달,환경부는 3일 수달을 찾았다고 밝혔다.,2021-03-03\n2,여우,환경부는 4일 여우를 찾았다고 밝혔다.,2021-03-04\n"
TABBED = TABLE.replace(",", "\t")
NAMED_ODDLY = [
    ("export.csv.1", TABLE.encode(), 2),
    ("export.csv.cp949", TABLE.encode("cp949"), 2),
    ("export.csv.bak", TABLE.encode("utf-8-sig"), 2),
    ("export.csv.1.gz", gzip.compress(TABLE.encode()), 2),
    ("part-00000", TABLE.encode(), 2),
    ("unicode.txt", TABBED.encode("utf-16"), 2),  # as Excel calls it
    ("tabbed.txt", TABBED.encode("cp949"), 2),
    ("tabbed", TABBED.encode("utf-16"), 2),
    ("x.jsonl.1", b'{"id": 1, "text": "abc"}\n{"id": 2, "text": "abc"}\n', 2),
    ("page.html.1", b"<html><body><p>abc</p>", 1),
    ("commas.txt", TABLE.encode("utf-8-sig"), 2),
    ("semicolons.txt", TABLE.replace(",", ";").encode("cp949"), 2),
    ("pipes.txt", TABLE.replace(",", "|").encode(), 2),
    ("wide.txt", TABLE.encode("utf-16"), 2),
    ("unmarked.txt", TABLE.encode("utf-16-le"), 2),
    ("unmarked.csv", TABLE.encode("utf-16-be"), 2),
    ("quotes.txt", '번호,제목,"본문",일자\n1,수달,"환경부는\n수달을 찾았다.",2021-03-03\n'.encode(), 1),
    ("old_mac.txt", TABLE.replace("\n", "\r").encode(), 2),
    ("old_mac.csv", TABLE.replace("\n", "\r").encode(), 2),
    ("lines.txt", b'{"id": 1, "text": "abc"}\n{"id": 2, "text": "abc"}\n', 2),
    ("array.txt", b'[{"id": 1, "text": "abc"},\n {"id": 2, "text": "abc"}]', 2),
    ("wide_array.txt", '[{"id": 1, "본문": "수달"}, {"id": 2, "본문": "수달"}]'.encode("utf-16"), 2),
    (
        "answer.txt",
        b'{\n  "total": 2,\n  "items": [{"id": 1, "text": "abc"}, {"id": 2, "text": "abc"}]\n}',
        2,
    ),
    ("lines.jsonl", '{"id": 1, "text": "수달"}\n{"id": 2, "text": "수달"}\n'.encode("utf-16-le"), 2),
    ("xhtml.txt", b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "x">\n<html><body>abc</body></html>', 1),
    # no tables
    ("words.txt", "제목, 본문, 일자, 언론사\n환경부는 3일 수달을 찾았다.".encode(), 1),
    ("more_words.txt", "제목, 본문, 일자를 적는다\n환경부는 3일, 수달을, 찾았다.".encode(), 1),
    (
        "sentence.txt",
        "제목, 일자, 본문, 그리고 나머지 것들은 이렇게 적는다고 담당자가 말했다고 한다고 한다고 한다.\n수달, 3일, 환경부, 끝.".encode(),
        1,
    ),
    ("bracket.txt", "[보도자료] 수달\n환경부는 3일 수달을 찾았다.".encode(), 1),
    ("brace.txt", "{사진} 수달\n환경부는 3일 수달을 찾았다.".encode(), 1),
    ("wide_article.txt", "제목: 수달\n환경부는 3일 수달을 찾았다.".encode("utf-16-le"), 1),
    ("plain.txt", "제목, 본문, 내용\n환경부는 3일 수달을 찾았다.".encode(), 1),
    ("memo", "수달, 여우\n환경부는 3일 수달을 찾았다.".encode(), 1),
    ("2024.03.보도자료", "환경부는 3일 수달을 찾았다.".encode(), 1),
]


@pytest.mark.parametrize(("name", "content", "count"), NAMED_ODDLY, ids=[row[0] for row in NAMED_ODDLY])
def test_a_file_with_an_odd_name_is_read_as_what_it_is(tmp_path, name, content, count):
    """A table that is taken for an article would be one wrong article in place of a thousand right ones."""
    (tmp_path / name).write_bytes(content)
    records = list(read_dump([str(tmp_path / name)], io.BytesIO()))
    assert [type(one) for one in records] == [RawRecord] * count


@pytest.mark.parametrize(
    ("name", "content", "count"), [pytest.param(*row, id=row[0]) for row in NAMED_ODDLY if ".txt" in row[0]]
)
def test_a_text_in_an_archive_is_read_as_what_it_is(tmp_path, name, content, count):
    (tmp_path / "a.zip").write_bytes(zip_bytes([(name, content)]))
    records = list(read_dump([str(tmp_path)], io.BytesIO()))
    assert [type(one) for one in records] == [RawRecord] * count


XML = [
    ("news.xml", b'<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel/></rss>'),
    ("news.rss", b"\xef\xbb\xbf<rss version='2.0'><channel/></rss>"),
    ("wide.xml", '<?xml version="1.0"?><NewsItems><NewsItem/></NewsItems>'.encode("utf-16")),
    ("answer.txt", b'<?xml version="1.0"?><response><body/></response>'),
    ("answer", b'<?xml version="1.0"?><response><body/></response>'),
    ("answer.json", b'<?xml version="1.0"?><response><body/></response>'),
    ("news.xml.gz", gzip.compress(b'<?xml version="1.0"?><rss/>')),
    ("in.zip", zip_bytes([("news.xml", b'<?xml version="1.0"?><rss/>')])),
    ("text_in.zip", zip_bytes([("news.txt", b'<?xml version="1.0"?><rss/>')])),
]


@pytest.mark.parametrize(("name", "content"), XML, ids=[row[0] for row in XML])
def test_xml_says_what_to_do(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    assert faults(read(tmp_path)) == [
        (None, "XML, which is not read; convert its articles to JSON Lines or CSV")
    ]


def test_a_text_of_two_bytes_a_letter_says_so(tmp_path):
    (tmp_path / "a.txt").write_bytes(TEXT.encode("utf-16-le"))
    (record,) = read(tmp_path)
    assert record.charset == "utf-16-le"
