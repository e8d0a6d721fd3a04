"""The cron job on the open-data service: a key, windows of days, items inside the list's own answer."""

import sqlite3
import zlib
from contextlib import closing
from datetime import datetime

import pytest

from pipeline.ingest import Job, ingest
from pipeline.settings import Settings, SettingsError
from scrapers.fetch import Clock
from scrapers.korean_time import KST
from tests.scrapers.data_go_kr_server import KEY, POLICY, DataGoKr, NewsItem, serving

NAME = "data_go_kr_policy"
BODY = (
    "<p>해양수산부는 {day}일 어항 정비에 {amount}억원을 투입한다고 밝혔다.</p>"
    "<p>공사는 부산과 여수에서 시작하며 베트남 항만청과 기술을 나눈다.</p>"
)


def an_item(number, **fields):
    values = {
        "id": f"1480000{number:02}",
        "title": f"어항 {number}곳 정비에 {number * 10}억원",
        "approved": f"2026-07-{number:02} 11:00:00",
        "body": BODY.format(day=number, amount=number * 10),
    }
    return NewsItem(**(values | fields))


@pytest.fixture
def service():
    return DataGoKr([an_item(number) for number in (8, 9, 10, 12, 13)])


@pytest.fixture
def run(service, tmp_path):
    """Runs an ingest; ``day`` moves the clock."""
    with serving(service) as base:
        service.base = base

        def run(day=13, key=KEY, **options):
            clock = Clock(now=lambda: datetime(2026, 7, day, 18, 0, tzinfo=KST), sleep=lambda seconds: None)
            settings = Settings(
                delay=0,
                timeout=5,
                allow_loopback=True,
                base_urls={NAME: base},
                keys={"SACHO_DATA_GO_KR_KEY": key} if key else {},
            )
            run.warnings = []
            job = Job(
                tmp_path / "sacho.db",
                (NAME,),
                settings=settings,
                warn=run.warnings.append,
                clock=clock,
                **options,
            )
            return ingest(job)

        yield run


@pytest.fixture
def query(tmp_path):
    def query(sql):
        with closing(sqlite3.connect(tmp_path / "sacho.db")) as database:
            return database.execute(sql).fetchall()

    return query


def test_everything_once_then_nothing_then_what_is_new_or_changed(service, run, query):
    assert run().line() == "1 source: saved 5; 3 requests"
    assert query("SELECT url, published, body_origin FROM articles WHERE native_id = '148000008'") == [
        (
            "https://www.korea.kr/news/policyNewsView.do?newsId=148000008",
            "2026-07-08T11:00:00+09:00",
            "page",
        )
    ]
    assert run().line() == "1 source: nothing new; 3 requests"
    service.items[2].revision, service.items[2].modified = 2, "2026-07-13 19:00:00"
    service.items[2].body = BODY.format(day=10, amount=999)
    service.items += [an_item(14), an_item(15, id="148000099", approved="2026-07-14 09:00:00")]
    summary = run(day=14)
    assert dict(summary.outcomes) == {"saved": 2, "changed": 1}
    assert "999억원" in query("SELECT body FROM articles WHERE native_id = '148000010'")[0][0]
    assert "100억원" in query("SELECT body FROM article_revisions")[0][0]


def test_the_past_is_read_in_windows_of_three_days(service, run, query):
    service.items += [an_item(number, id=f"14799{number:04}") for number in range(1, 8)]
    assert run(since="2026-07-01", until="2026-07-07").outcomes["saved"] == 7
    windows = [target.partition("?")[2] for _, target, _ in service.requests]
    assert [window.split("&")[0] for window in windows] == [
        "startDate=20260705",
        "startDate=20260702",
        "startDate=20260701",
    ]


def test_a_future_embargo_is_kept_as_the_day_from_which_it_may_be_used(service, run, query):
    service.items[0].embargo = "2026-07-20 06:00:00"
    run()
    assert query("SELECT available_at FROM articles WHERE native_id = '148000008'") == [
        ("2026-07-20T06:00:00+09:00",)
    ]


REFUSALS = {"22": "midnight", "30": "key", "20": "", "12": ""}


@pytest.mark.parametrize(("code", "advice"), REFUSALS.items())
def test_a_refusal_stops_the_source_loudly_and_tells_what_to_do(service, run, query, code, advice):
    service.answers[POLICY] = [service.refuse(code)]
    summary = run()
    assert (summary.failed, summary.requests) == (1, 1)
    reason = query("SELECT reason FROM failures")[0][0]
    assert code in reason
    assert advice in reason
    service.answers.clear()
    assert run().outcomes["saved"] == 5
    assert query("SELECT COUNT(*) FROM failures WHERE resolved_at IS NULL") == [(0,)]


def test_without_a_key_nothing_is_asked(service, run):
    with pytest.raises(SettingsError, match="SACHO_DATA_GO_KR_KEY"):
        run(key=None)
    assert service.requests == []


def test_the_key_is_in_no_file_and_no_message(service, run, tmp_path):
    """Not when all goes well, not when the service repeats it in an error, not in the archived bytes."""
    spellings = {KEY.encode(), KEY.replace("+", "%2B").replace("/", "%2F").replace("=", "%3D").encode()}
    run()
    echo = service.refuse("30")
    echo.body = echo.body.replace(b"</errMsg>", f" serviceKey={KEY}</errMsg>".encode())
    service.answers[POLICY] = [echo]
    run(day=14)
    with closing(sqlite3.connect(tmp_path / "archive.db")) as archive:
        bodies = [zlib.decompress(body) for (body,) in archive.execute("SELECT body FROM bodies")]
    files = [path.read_bytes() for path in tmp_path.iterdir() if path.is_file()]
    assert any(b"***" in body for body in bodies)
    for place in (*bodies, *files, "\n".join(run.warnings).encode()):
        assert not any(spelling in place for spelling in spellings)
