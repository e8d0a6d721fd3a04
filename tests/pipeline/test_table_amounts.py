"""Figures of tables on every way into the database: a dump, a fetched release, the archive again."""

import io
import json
import sqlite3
from contextlib import closing
from datetime import datetime

import pytest

from pipeline import extract as dumps
from pipeline.ingest import Job as IngestJob
from pipeline.ingest import ingest
from pipeline.reextract import Job, reextract
from pipeline.settings import Settings
from scrapers.fetch import Clock
from scrapers.korean_time import KST
from tests.scrapers.documents import hwpx
from tests.scrapers.korea_kr_server import File, Release, Site, serving
from tests.scrapers.table_cells import cell

PROSE = [
    "□ 해양수산부는 어항 12곳의 방파제 보강에 1,250억원을 투입한다고 13일 밝혔다.",
    "ㅇ 공사는 부산에서 시작하여 2028년까지 여수와 목포로 넓히며, 베트남 항만청과 기술을 나눈다.",
]
TABLE = [
    [cell("< 연도별 투자 계획 (단위: 백만원, %) >", columns=4)],
    ["구분", "2026년", "2027년", "비중"],
    ["부산", "1,700", "△250", "62"],
    ["여수", "1,010", "-", "38"],
]
AS_LINES = "< 연도별 투자 계획 (단위: 백만원, %) >\n구분 | 2026년 | 2027년 | 비중\n부산 | 1,700 | △250 | 62\n여수 | 1,010 | - | 38"
FOUND = [
    ("1,700", 1_700_000_000, "부산", "2026년"),
    ("△250", -250_000_000, "부산", "2027년"),
    ("1,010", 1_010_000_000, "여수", "2026년"),
]


def rows(db, sql):
    with closing(sqlite3.connect(db)) as database:
        return database.execute(sql).fetchall()


def figures(db):
    return rows(db, "SELECT text, amount, row_label, column_label FROM table_amounts ORDER BY id")


@pytest.fixture
def fetched(tmp_path):
    path = tmp_path / "sacho.db"
    clock = Clock(now=lambda: datetime(2026, 7, 13, 18, 0, tzinfo=KST), sleep=lambda seconds: None)
    document = hwpx(["어항 12곳 방파제 보강", *PROSE], table=TABLE)
    release = Release("156700001", "어항 12곳 방파제 보강", files=[File("1", "보도자료.hwpx", document)])
    with serving(Site([release])) as base:
        settings = Settings(delay=0, allow_loopback=True, base_urls={"korea_kr": base})
        ingest(IngestJob(path, ("korea_kr",), since="2026-07-01", settings=settings, clock=clock))
    return path


def test_the_table_of_a_fetched_file(fetched):
    assert sorted(figures(fetched)) == sorted(FOUND)
    assert rows(fetched, "SELECT text FROM money WHERE field = 'body'") == [("1,250억원",)]


def test_reading_again_fills_the_table(fetched):
    """As after an upgrade: the table is there, and empty."""
    with closing(sqlite3.connect(fetched)) as database, database:
        database.execute("DELETE FROM table_amounts")
        database.execute("UPDATE extractions SET code_version = 'old'")
    assert reextract(Job(fetched)).line() == "changed 1"
    assert sorted(figures(fetched)) == sorted(FOUND)


def test_a_dump_and_its_lines(tmp_path):
    """Entities are the mentions alone; the figures of tables have a key of their own."""
    dump, db, out = tmp_path / "dump.jsonl", tmp_path / "x.db", tmp_path / "out.jsonl"
    text = "\n".join([*PROSE, AS_LINES, "□ 담당 과장은 사업을 차질 없이 추진하겠다고 밝혔다."])
    record = {"id": "a1", "title": "어항 보강", "published": "2026-07-13", "text": text}
    dump.write_text(json.dumps(record, ensure_ascii=False) + "\n", encoding="utf-8")
    dumps.extract(dumps.Job((str(dump),), db, out), io.BytesIO())
    assert sorted(figures(db)) == sorted(FOUND)
    (line,) = map(json.loads, out.read_text(encoding="utf-8").splitlines())
    assert [one["text"] for one in line["entities"] if one["type"] == "money"] == ["1,250억원"]
    assert {one["type"] for one in line["entities"]}.isdisjoint({"table_amount"})
    assert [(one["field"], one["text"], one["amount"]) for one in line["table_amounts"]] == [
        ("body", text, amount) for text, amount, *_ in FOUND
    ]
