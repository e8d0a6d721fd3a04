"""Which field holds what: usual names without any option, mappings for known exports."""

import json
import pickle
import subprocess
import sys
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pyarrow as pa
import pytest

from pipeline.dumps import FieldNames, describe, load_mapping, mappings, pieces
from pipeline.dumps.values import day_of, text_of
from scrapers.boilerplate.stamps import iso
from tests.pipeline.dumps.making import (
    TEXT,
    Crawl,
    articles,
    csv_bytes,
    faults,
    json_lines,
    kept,
    parquet_bytes,
    read,
    tar_bytes,
    zip_bytes,
)

USUAL = [
    (
        "id",
        [
            "id",
            "ID",
            "_id",
            "articleId",
            "article_id",
            "Record ID",
            "news-id",
            "기사 ID",
            "뉴스 식별자",
            "uuid",
        ],
    ),
    (
        "text",
        [
            "text",
            "Body",
            "Article_Body",
            "articleBody",
            "본문",
            "기사본문",
            "기사 내용",
            "보도자료 본문",
            "CONTENTS",
        ],
    ),
    ("html", ["html", "raw_html", "DataContents", "content_html"]),
    ("url", ["url", "URL", "link", "원문링크", "기사URL", "기사 주소", "originallink", "OriginalUrl"]),
    ("title", ["title", "Headline", "제목", "기사제목", "뉴스 제목", "보도자료명", "subject"]),
    (
        "published",
        [
            "Published_At",
            "pubDate",
            "date",
            "일자",
            "보도일자",
            "작성일",
            "등록일자",
            "입력일시",
            "reg_dt",
            "게시일",
        ],
    ),
    ("modified", ["updated_at", "수정일", "최종수정일시", "dateModified"]),
    ("outlet", ["press", "언론사", "언론사명", "매체명", "Publisher", "media_name"]),
    ("reporter", ["author", "기자명", "기자", "byline", "기고자"]),
    ("department", ["담당부서", "부처명", "MinisterCode", "ministry", "발표기관"]),
]
NOT_OURS = [
    "번호",
    "순번",
    "no",
    "index",
    "Unnamed: 0",
    "키워드",
    "기관",
    "인물",
    "위치",
    "통합 분류1",
    "조회수",
    "created_at",
    "source",
    "summary",
    "비고",
]


@pytest.mark.parametrize(("ours", "theirs"), [(ours, theirs) for ours, names in USUAL for theirs in names])
def test_usual_names_need_no_option(ours, theirs):
    assert list(FieldNames().found([theirs])) == [ours]


@pytest.mark.parametrize("theirs", NOT_OURS)
def test_other_names_mean_nothing(theirs):
    assert FieldNames().found([theirs]) == {}


def test_a_name_that_is_given_comes_first_and_the_usual_ones_help_out():
    names = FieldNames.of(["text=요약"])
    found = read(
        "-", stdin=json_lines([{"요약": "가", "본문": "나"}, {"요약": "", "본문": "나"}]), mapping=names
    )
    assert [record.content for record in found] == ["가", "나"]


WRONG = [
    ('colour = "red"', "unknown key 'colour'; there are format, encoding"),
    ('[fields]\nheadline = "x"', "unknown field 'headline'; there are id, text"),
    ('[fixed]\ntext = "x"', "unknown fixed field 'text'; there are title"),
    ('format = "xls"', "unknown format 'xls'; there are parquet, warc"),
    ('encoding = "klingon"', "unknown encoding 'klingon'"),
    ('separator = "ab"', "separator is one character"),
    ("quote = ''", "quote is one character such as"),
    ('escape = "가"', "escape is one character such as"),
    ("escape = '\"'", "escape is one character such as"),
    ("[fields]\nid = 5", "fields.id must be a text"),
    ("columns = []", "columns is an empty list"),
    ('fields = "x"', "fields is a table"),
    ("id = ", "Invalid value"),
]


@pytest.mark.parametrize(("content", "reason"), WRONG)
def test_a_wrong_mapping_names_what_is_wrong_and_what_there_is(tmp_path, content, reason):
    path = tmp_path / "mine.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ValueError, match=reason) as caught:
        load_mapping(str(path))
    assert str(caught.value).startswith(str(path))


def test_a_mapping_that_is_not_there_names_those_that_are():
    with pytest.raises(FileNotFoundError, match="one of bigkinds, data_go_kr"):
        load_mapping("nothing")


def test_a_mapping_says_what_quotes_are(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text("quote = \"'\"\nescape = '\\'\n", encoding="utf-8")
    assert (load_mapping(str(path)).quote, load_mapping(str(path)).escape) == ("'", "\\")


@pytest.mark.parametrize("name", mappings())
def test_a_mapping_can_be_sent_and_has_a_print_of_its_own(name):
    mapping = load_mapping(name)
    mapping.found(["본문"])
    again = pickle.loads(pickle.dumps(mapping))
    assert again == mapping
    assert again.fingerprint() == mapping.fingerprint() != FieldNames().fingerprint()


def test_a_print_changes_with_each_thing_that_is_said():
    said = [
        FieldNames(),
        FieldNames.of(["id=url"]),
        FieldNames(fixed={"kind": "news"}),
        FieldNames(format="csv"),
        FieldNames(encoding="cp949"),
        FieldNames(separator=";"),
        FieldNames(columns=("id",)),
        FieldNames(records="items"),
        FieldNames(quote="'"),
        FieldNames(escape="'"),
    ]
    assert len({names.fingerprint() for names in said}) == len(said)
    assert FieldNames.of([], FieldNames()).fingerprint() == FieldNames().fingerprint()


def test_an_export_of_bigkinds(tmp_path):
    row = {
        "뉴스 식별자": "01100101.20260302093011001",
        "일자": 20260302,
        "언론사": "한빛일보",
        "기고자": "홍가람",
        "제목": "해동군, 설명회 개최",
        "통합 분류1": "지역>경기",
        "인물": "",
        "위치": "해동군",
        "기관": "해동군청",
        "키워드": "해동군,설명회",
        "본문": TEXT,
        "URL": "https://hanbit.example/1",
        "분석제외 여부": "",
    }
    for encoding in ("utf-8-sig", "cp949"):
        (tmp_path / "NewsResult.csv").write_bytes(csv_bytes([row], encoding))
        for mapping in (load_mapping("bigkinds"), FieldNames()):
            (record,) = read(tmp_path, mapping=mapping)
            assert record.native_id == row["뉴스 식별자"]
            assert record.url == row["URL"]
            fixed = {"kind": "news"} if mapping.fixed else {}
            assert record.known == {
                "title": row["제목"], "published": "20260302", "outlet": "한빛일보", "reporter": "홍가람", **fixed
            }  # fmt: skip


@pytest.mark.parametrize("many", [True, False])
def test_an_answer_of_data_go_kr(tmp_path, many):
    item = {
        "NewsItemId": 156700001,
        "Title": "설명회",
        "SubTitle1": "",
        "DataContents": f"<p>{TEXT}</p>",
        "MinisterCode": "해동부",
        "ApproveDate": "03/02/2026 10:00:00",
        "OriginalUrl": "https://portal.example/view?newsId=156700001",
    }
    answer = {
        "response": {
            "header": {"resultCode": 0},
            "body": {"NewsItem": [item, item | {"NewsItemId": 2}] if many else item},
        }
    }
    (tmp_path / "a.json").write_text(json.dumps(answer), encoding="utf-8")
    record = read(tmp_path, mapping=load_mapping("data_go_kr"))[0]
    assert (record.native_id, record.markup) == ("156700001", True)
    assert record.known["department"] == "해동부"
    assert iso(record.known["published"]) == "2026-03-02T10:00:00+09:00"


SEOUL = timezone(timedelta(hours=9))
VALUES = [
    (" 가 ", " 가 "), ("", None), (" \n", None), (None, None), (float("nan"), None), (float("inf"), None),
    (7, "7"), (7.0, "7"), (7.5, "7.5"), (Decimal("7.00"), "7"), (True, None), ("NaN", None), ("null", None),
    ("nan", None), ("None", None), ("없음", "없음"), (b"\xea\xb0\x80", "가"), ("가".encode("cp949"), "가"),
    (["가", "", None, "나"], "가, 나"), ([], None), ({"a": 1}, None), ({}, None), ({"$date": {}}, None),
    ({"$oid": "65e2a1"}, "65e2a1"), ({"$oid": "65e2a1", "a": 1}, None), ({"$numberLong": "7"}, "7"),
    ({"$date": "2026-03-02T00:30:00Z"}, "2026-03-02T09:30:00+09:00"),
    ({"$date": "2026-03-01T15:00:00.000Z"}, "2026-03-02"), ({"$date": "2026-03-02T00:00:00Z"}, "2026-03-02"),
    ({"$date": 1772411400000}, "2026-03-02T09:30:00+09:00"), ({"$date": -86400000}, "1969-12-31"),
    ({"$date": {"$numberLong": "1772411400000"}}, "2026-03-02T09:30:00+09:00"), ({"$date": "어제"}, "어제"),
    ({"$date": {"$numberLong": "9" * 30}}, "9" * 30), (UUID(int=5), str(UUID(int=5))), (date(2026, 3, 2), "2026-03-02"),
    (datetime(2026, 3, 2, 9, 30, tzinfo=SEOUL), "2026-03-02T09:30:00+09:00"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "expected"), VALUES)
def test_values_as_text(value, expected):
    assert text_of(value) == expected


SAME_DAYS = [
    ("2026-03-02", "2026-03-02"),
    ("2026-03-02T00:00:00", "2026-03-02"),
    ("2026-03-02 00:00:00.000", "2026-03-02"),
    ("2026-03-02T00:00:00+09:00", "2026-03-02T00:00:00+09:00"),
    ("2026-03-02 09:30", "2026-03-02T09:30:00"),
    ("2026-03-02T09:30:00.123456Z", "2026-03-02T09:30:00+00:00"),
    ("2026-03-02T09:30:00+0900", "2026-03-02T09:30:00+09:00"),
    ("2026. 3. 2.", "2026. 3. 2."),
    ("20260302", "20260302"),
    ("2026030209", "2026030209"),
    ("202603020930", "202603020930"),
    ("20260302093000", "20260302093000"),
    ("1772411400", "2026-03-02T09:30:00+09:00"),
    ("1772411400.25", "2026-03-02T09:30:00+09:00"),
    ("1772411400000", "2026-03-02T09:30:00+09:00"),
    ("1772411400123", "2026-03-02T09:30:00+09:00"),
    ("1772377200", "2026-03-02"),  # midnight in Korea
    ("1772409600000", "2026-03-02"),  # midnight in UTC, as pandas counts a day
    ("1999999999", "1999999999"),
    ("0000000000", "0000000000"),
    ("46083", "2026-03-02"),
    ("46083.0", "2026-03-02"),
    ("46083.395833333", "2026-03-02T09:30:00"),
    ("32873", "32873"),
    ("51501", "2040-12-31"),
    ("51502", "51502"),
    ("99999", "99999"),
]


@pytest.mark.parametrize(("given", "expected"), SAME_DAYS)
def test_one_spelling_of_a_moment(given, expected):
    assert day_of(given) == expected


NIGHT = datetime.fromisoformat("2026-03-02T00:30")
COLUMNS = [
    (pa.array([date(2026, 3, 2)]), "2026-03-02"),
    (pa.array(["2026-03-02"]), "2026-03-02"),
    (pa.array([datetime.fromisoformat("2026-03-02")], pa.timestamp("ns")), "2026-03-02"),
    (pa.array([datetime.fromisoformat("2026-03-02T09:30")], pa.timestamp("ms")), "2026-03-02T09:30:00"),
    (pa.array([1772411400123456789], pa.timestamp("ns")), "2026-03-02T00:30:00"),
    (pa.array([NIGHT], pa.timestamp("us", "UTC")), "2026-03-02T00:30:00+00:00"),
    (pa.array([NIGHT], pa.timestamp("us", "Asia/Seoul")), "2026-03-02T09:30:00+09:00"),
    (
        pa.array([NIGHT], pa.timestamp("us", "Mars/Olympus")),
        "2026-03-02T00:30:00+00:00",
    ),
    (pa.array([datetime.fromisoformat("2026-03-02")], pa.date64()), "2026-03-02"),
    (pa.array([20260302]), "20260302"),
    (pa.array([None], pa.timestamp("ns")), None),
]


@pytest.mark.parametrize(("column", "expected"), COLUMNS)
def test_dates_of_parquet_are_those_of_text(tmp_path, column, expected):
    table = pa.table({"text": [TEXT], "date": column})
    (tmp_path / "a.parquet").write_bytes(parquet_bytes(table))
    (record,) = read(tmp_path)
    assert record.known.get("published") == expected


TEXTS = [
    pa.array([TEXT], pa.string()),
    pa.array([TEXT], pa.large_string()),
    pa.array([TEXT], pa.string_view()) if hasattr(pa, "string_view") else pa.array([TEXT]),
    pa.array([TEXT]).dictionary_encode(),
    pa.array([TEXT.encode()], pa.binary()),
    pa.array([TEXT.encode("cp949")], pa.large_binary()),
    pa.array([[TEXT[:-1], ""]]),
]


@pytest.mark.parametrize("column", TEXTS, ids=lambda column: str(column.type))
def test_columns_of_every_kind_of_text(tmp_path, column):
    (tmp_path / "a.parquet").write_bytes(parquet_bytes(pa.table({"id": [7.0], "text": column})))
    (record,) = read(tmp_path)
    assert (record.native_id, record.content.strip()) == ("7", TEXT.strip())


def test_parquet_with_fields_in_fields_and_without_a_text(tmp_path):
    table = pa.table(
        {"id": [1, 2], "article": [{"title": "가", "body": TEXT}, {"title": None, "body": None}]}
    )
    (tmp_path / "a.parquet").write_bytes(parquet_bytes(table))
    names = FieldNames.of(["text=article.body", "title=article.title"])
    found = read(tmp_path, mapping=names)
    assert [(record.content, record.known) for record in kept(found)] == [(TEXT, {"title": "가"})]
    assert faults(found) == [
        (2, "no text in the record: article.body is empty; name another field with --field text=NAME")
    ]
    found = read(tmp_path)
    assert "article holds an object" in faults(found)[0][1]
    (tmp_path / "a.parquet").write_bytes(parquet_bytes(pa.table({"a": [1]})))
    assert faults(read(tmp_path)) == [
        (None, "no column for the text; its columns are a; name it with --field text=NAME")
    ]


DESCRIBED = [
    ("a.jsonl.gz", None, "jsonl"),
    ("a.csv", csv_bytes(articles(2), "cp949"), "csv"),
    ("a.zip", zip_bytes([("x/a.csv", csv_bytes(articles(2)))]), "csv"),
    ("a.tar", tar_bytes([("a.parquet", parquet_bytes(articles(2)))]), "parquet"),
    ("a.json", json.dumps({"items": articles(2)}).encode(), "json"),
    ("a.warc", Crawl().page(b"<p>x</p>").bytes(), "warc"),
    ("a.txt", TEXT.encode(), "text"),
]


@pytest.mark.parametrize(("name", "content", "form"), DESCRIBED, ids=[row[0] for row in DESCRIBED])
def test_what_a_dry_run_says(tmp_path, name, content, form):
    path = tmp_path / name
    path.write_bytes(content if content is not None else __import__("gzip").compress(json_lines(articles(2))))
    (piece,) = pieces([str(path)])
    said = describe(piece)
    assert (said.format, said.fault) == (form, None)
    if form in ("csv", "json", "jsonl", "parquet"):
        assert said.columns == ("id", "title", "text", "published", "url")
        assert said.fields["text"] == "text"
    assert said.encoding == ("cp949" if name == "a.csv" else None if form in ("parquet", "warc") else "utf-8")
    packing = {"a.jsonl.gz": ("gzip",), "a.zip": ("zip",), "a.tar": ("tar",)}
    assert said.packing == packing.get(name, ())


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ([], {"id": "WARC-Record-ID", "url": "WARC-Target-URI"}),
        (["id=url"], {"id": "WARC-Target-URI", "url": "WARC-Target-URI"}),
    ],
)
def test_a_dry_run_says_which_header_of_a_crawl_is_read(tmp_path, options, expected):
    (tmp_path / "a.warc").write_bytes(Crawl().info().page(b"<p>x</p>").bytes())
    (piece,) = pieces([str(tmp_path)])
    said = describe(piece, FieldNames.of(options))
    assert dict(said.fields) == expected
    assert "url" not in said.columns


UUIDS = [
    *([pa.array([UUID(int=7).bytes], pa.uuid())] if hasattr(pa, "uuid") else []),
    pa.array([UUID(int=7).bytes], pa.binary(16)),
    pa.array([str(UUID(int=7))]),
]


@pytest.mark.parametrize("column", UUIDS, ids=lambda column: str(column.type))
def test_ids_that_are_16_bytes(tmp_path, column):
    (tmp_path / "a.parquet").write_bytes(parquet_bytes(pa.table({"uuid": column, "text": [TEXT]})))
    (record,) = read(tmp_path)
    assert record.native_id == str(UUID(int=7))


def test_ids_that_are_16_letters(tmp_path):
    column = pa.array([b"0123456789abcdef"], pa.binary(16))
    (tmp_path / "a.parquet").write_bytes(parquet_bytes(pa.table({"id": column, "text": [TEXT]})))
    assert [record.native_id for record in read(tmp_path)] == ["0123456789abcdef"]


def test_what_mongoexport_writes():
    given = {"_id": {"$oid": "65e2a1"}, "text": TEXT, "date": {"$date": {"$numberLong": "1772411400000"}}}
    (record,) = read("-", stdin=json_lines([given]))
    assert (record.native_id, record.known["published"]) == ("65e2a1", "2026-03-02T09:30:00+09:00")


def test_a_dry_run_says_which_column_each_field_has(tmp_path):
    (tmp_path / "a.csv").write_text("뉴스 식별자,본문\n1,가\n", encoding="utf-8")
    (piece,) = pieces([str(tmp_path)])
    said = describe(piece, load_mapping("bigkinds"))
    assert dict(said.fields) == {"id": "뉴스 식별자", "text": "본문", "kind": "always 'news'"}
    (tmp_path / "a.csv").unlink()
    assert "No such file" in describe(piece).fault


def test_a_run_with_nothing_to_read_loads_no_heavy_library():
    code = "import sys, pipeline.dumps; print([m for m in ('pyarrow', 'warcio', 'brotli', 'fsspec', 'lxml') if m in sys.modules])"
    root = Path(__file__).parents[3]
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=root, check=True)
    assert found.stdout == "[]\n"
