"""Who spends how much, for what, with whom and when: a release and its reprints through `sacho extract`."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

NEWS_ID = "156700123"
PAGE = f"https://www.korea.kr/briefing/pressReleaseView.do?newsId={NEWS_ID}"
BODY = """행정자치부는 2016년 ‘이동 민원버스 사업’에 총 300억 원의 예산을 투입한다고 12일 밝혔다.
이 가운데 200억 원은 차량 구입비로 쓴다.
또한 베트남 하노이 전자정부 협력 사업에 예산 300만 달러(약 34억 원)를 편성했다.
담당 과장은 “주민이 멀리 가지 않아도 되게 하겠다”고 말했다."""
RELEASE = {
    "id": "release",
    "title": "행정자치부, 이동 민원버스 사업에 300억 원 투입",
    "published": "2016-05-12",
    "kind": "press_release",
    "url": PAGE,
    "text": BODY,
}
#: A reprint word for word, one with other parameters in the address of its source, one shortened.
REPRINTS = [
    {"title": "민원버스가 달려온다", "source_url": PAGE, "text": BODY},
    {
        "title": "행자부, 민원버스에 300억 원",
        "source_url": f"https://m.korea.kr/briefing/pressReleaseView.do?newsId={NEWS_ID}&call_from=rss",
        "text": BODY,
    },
    {
        "title": "찾아오는 민원 창구",
        "source_url": f"{PAGE}&pageIndex=3",
        "text": "행정자치부가 2016년 ‘이동 민원버스 사업’에 300억 원의 예산을 들인다고 13일 밝혔다.\n"
        "이 사업은 베트남에도 소개된다. 담당 과장은 주민이 멀리 가지 않아도 된다고 설명했다.",
    },
]


def sacho(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "pipeline.cli", *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=300,
        env=os.environ | {"PYTHONPATH": str(Path.cwd())},
        check=False,
    )


def write(path, records):
    lines = (json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    path.write_text("".join(lines), encoding="utf-8")
    return path


def reprints():
    for number, reprint in enumerate(REPRINTS):
        address = {"id": f"news-{number}", "url": f"https://news.example/{number}", "kind": "news"}
        yield {**address, "published": "2016-05-13", **reprint}


@pytest.fixture(scope="module")
def db(tmp_path_factory):
    """The reprints come first, so that the release has to take their place."""
    folder = tmp_path_factory.mktemp("budgets")
    path = folder / "sacho.db"
    for name, records in (("news", reprints()), ("release", [RELEASE])):
        done = sacho("extract", write(folder / f"{name}.jsonl", records), "--db", path)
        assert done.returncode == 0, done.stderr
    return path


def rows(db, sql):
    with closing(sqlite3.connect(db)) as database:
        return database.execute(sql).fetchall()


def test_a_release_and_its_reprints_are_one_release(db):
    assert rows(db, "SELECT DISTINCT release_id FROM articles") == [(f"korea_kr:{NEWS_ID}",)]
    assert rows(db, "SELECT COUNT(*) FROM articles") == [(4,)]


def test_a_sum_counts_each_amount_once_and_no_currency_with_another(db):
    """Neither the part, nor the gloss, nor the headline, nor a reprint adds anything."""
    assert rows(db, "SELECT currency, SUM(amount) FROM budgets GROUP BY currency ORDER BY currency") == [
        ("KRW", 30_000_000_000),
        ("USD", 3_000_000),
    ]


def test_the_release_itself_speaks_for_its_reprints(db):
    assert rows(db, "SELECT DISTINCT article_id FROM budgets") == [("dump:release",)]


def test_who_how_much_for_what_and_when(db):
    columns = "agency_id, agency, amount, programme, period_start, period_end"
    assert rows(db, f"SELECT {columns} FROM budgets WHERE currency = 'KRW'") == [
        (
            "mogaha-2014",
            "행정자치부",
            30_000_000_000,
            "이동 민원버스 사업",
            "2016-01-01",
            "2016-12-31",
        )
    ]


def test_with_whom(db):
    assert rows(db, "SELECT country, country_name FROM budgets WHERE currency = 'USD'") == [("VN", "베트남")]
    assert ("dump:release", "VN", "mention") in rows(db, "SELECT * FROM article_countries")


def test_what_the_ministry_of_then_is_called_now(db):
    """The amount keeps the name of its day; the lineage leads to today's ministry."""
    sql = """SELECT l.related FROM budgets b JOIN agency_lineage l ON l.agency_id = b.agency_id
    WHERE b.currency = 'KRW' AND l.direction = 'later'"""
    assert rows(db, sql) == [("행정안전부",)]


def test_the_budgets_of_today_s_ministry_under_all_its_names(db):
    sql = """SELECT SUM(b.amount) FROM budgets b JOIN agency_lineage l ON l.related_id = b.agency_id
    WHERE l.agency_id = 'mois-2017' AND l.direction IN ('self', 'earlier') AND b.currency = 'KRW'"""
    assert rows(db, sql) == [(30_000_000_000,)]


def test_programmes_have_a_table(db):
    found = rows(db, "SELECT DISTINCT name FROM programmes WHERE article_id = 'dump:release'")
    assert ("이동 민원버스 사업",) in found
